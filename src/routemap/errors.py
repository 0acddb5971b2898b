"""The exceptions routemap raises, and the record of one problem in the user's data.

RoutemapError
├── PlaceError (ValueError)          a name or code that stands for no place we know
├── ReadError (ValueError)           data that were refused; carries every problem found
├── RouteError (ValueError)          a table or an argument that does not describe routes
├── GeometryError (ValueError)       coordinates that cannot be drawn
├── ExportError (OSError)            a file or folder that could not be written
└── MissingDependency (ImportError)  an optional package that is not installed
"""

from __future__ import annotations

from collections.abc import Sequence
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


class RoutemapError(Exception):
    """Base of everything routemap raises on purpose."""


class PlaceError(RoutemapError, ValueError):
    """A name or code that stands for no place we know, or for more than one."""


class RouteError(RoutemapError, ValueError):
    """A table or an argument that does not describe routes."""


class GeometryError(RoutemapError, ValueError):
    """Coordinates that cannot be drawn."""


class ExportError(RoutemapError, OSError):
    """A file or folder that could not be written; says what was left untouched."""


class MissingDependency(RoutemapError, ImportError):  # noqa: N818 - says what it is, as ModuleNotFoundError does
    """An optional package that is not installed; names the feature, the package and the pip line."""


class ReadError(RoutemapError, ValueError):
    """Data that were refused.

    Parameters
    ----------
    problems
        Everything found in the input, errors and warnings, in the order of the input.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        errors = [p for p in self.problems if p.severity == "error"]
        first = "\n".join(str(p) for p in errors[:20])
        more = f"\n… and {len(errors) - 20} more" if len(errors) > 20 else ""
        super().__init__(f"{first}{more}")
