"""What is wrong with a user's data, as data: one `Problem` for each fault, with where it is and what would be right."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]

_SHOWN_LENGTH = 80
_LONGEST = 500


def show_value(value: str) -> str:
    """Return `value` fit for a terminal: one line, no control or bidi characters, at most 80 characters.

    Examples
    --------
    >>> show_value("a\\nb")
    'a\\\\nb'
    """
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in value)
    return shown if len(shown) <= _SHOWN_LENGTH else shown[: _SHOWN_LENGTH - 1] + "…"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong (or doubtful) in the input, with where it is and what would be right.

    Parameters
    ----------
    code
        Stable short name of the rule, such as ``place-unknown``; for reports and tests.
    message
        What is wrong, one clause, no full stop.
    expected
        What would be right, one clause; may be empty.
    hint
        The nearest right answer, such as ``did you mean Germany (DEU)?``; may be empty.
    file
        Name of the input as the user gave it; ``<stdin>`` for standard input.
    line
        Physical line, header = 1; None where lines make no sense.
    where
        Other place words, such as ``feature 3 (id "x")`` for GeoJSON; may be empty.
    column, value
        The column and the offending text, as found.
    severity
        ``error`` refuses the input, ``warning`` does not.
    """

    code: str
    message: str
    expected: str = ""
    hint: str = ""
    file: str = ""
    line: int | None = None
    where: str = ""
    column: str = ""
    value: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return ``FILE:LINE: COLUMN 'VALUE': message; expected …; hint``."""
        place = ":".join(part for part in (self.file, str(self.line) if self.line else "", self.where) if part)
        subject = " ".join(part for part in (self.column, f"'{show_value(self.value)}'" if self.value else "") if part)
        parts = (self.message, self.expected and f"expected {self.expected}", self.hint)
        says = "; ".join(_in_short(part) for part in parts if part)
        return ": ".join(part for part in (place, subject, says) if part)

    def to_dict(self) -> dict[str, str | int | None]:
        """Return the problem as plain data, for ``check --report``."""
        return asdict(self)


def _in_short(clause: str) -> str:
    """Return a clause without its middle if it is endless: what is wrong stands in front, what was done at the end."""
    return clause if len(clause) <= _LONGEST else f"{clause[: _LONGEST - 150]} … {clause[-140:]}"
