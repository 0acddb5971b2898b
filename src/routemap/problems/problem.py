"""What is wrong with a user's data, as data: one `Problem` for each fault, with where it is and what would be right."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from routemap.problems.catalogue import CATALOGUE, Code, Severity

_SHOWN_LENGTH = 80
_LONGEST = 500
_NUMBERED = re.compile(r"(feature|row) ([0-9]+)")


def show_value(value: str) -> str:
    """Return `value` fit for a terminal: one line, no control or bidi characters, at most 80 characters.

    Examples
    --------
    >>> show_value("a\\nb")
    'a\\\\nb'
    """
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in value)
    return shown if len(shown) <= _SHOWN_LENGTH else shown[: _SHOWN_LENGTH - 1] + "…"


def sentence(*clauses: str) -> str:
    """Return those of the clauses that say something as one sentence, without a full stop.

    Examples
    --------
    >>> sentence("there is no column 'form'", "", "did you mean from?")
    "there is no column 'form'; did you mean from?"
    """
    return "; ".join(clause for clause in clauses if clause).replace("?; ", "? ")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "route"), counted(1500, "route")
    ('1 route', '1,500 routes')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _refuse_unlisted(code: str) -> None:
    if code not in CATALOGUE:
        raise ValueError(f"{code!r} is no code of the catalogue; expected one of {', '.join(sorted(CATALOGUE))}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell or a row; becomes a `Problem` once it is known where that stands.

    Parameters
    ----------
    code, message, expected, hint
        As for `Problem`.
    value
        The offending text when it is only a part of the cell; None for the whole cell.
    instead
        What could be read instead of the value: becomes the option that says so, once the column is known.
    """

    code: Code
    message: str
    expected: str = ""
    hint: str = ""
    value: str | None = None
    instead: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a code that nobody could look up."""
        _refuse_unlisted(self.code)

    @property
    def severity(self) -> Severity:
        """Whether it refuses the input: ``error`` or ``warning``, as the catalogue says of its code."""
        return CATALOGUE[self.code].severity


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong (or doubtful) in the input, with where it is and what would be right.

    Parameters
    ----------
    code
        Stable short name of the rule, such as ``place-unknown``; one of the catalogue.
    message
        What is wrong, one clause, no full stop.
    expected
        What would be right, one clause; may be empty.
    hint
        The nearest right answer, such as ``did you mean Germany (DEU)?``; may be empty.
    file
        Name of the input, without its folder; ``<stdin>`` for standard input.
    line
        Physical line, header = 1; None where lines make no sense.
    where
        Other place words, such as ``feature 3 (id "x")`` for GeoJSON; may be empty.
    column, value
        The column and the offending text, as found.

    Raises
    ------
    ValueError
        If the catalogue has no such code.

    Examples
    --------
    >>> problem = Problem("unit-missing", "the route has a quantity and no unit", file="table.csv", line=3)
    >>> str(problem), problem.severity
    ('table.csv:3: the route has a quantity and no unit', 'warning')
    """

    code: Code
    message: str
    expected: str = ""
    hint: str = ""
    file: str = ""
    line: int | None = None
    where: str = ""
    column: str = ""
    value: str = ""

    def __post_init__(self) -> None:
        """Refuse a code that nobody could look up."""
        _refuse_unlisted(self.code)

    @property
    def severity(self) -> Severity:
        """``error`` refuses the input, ``warning`` does not; the catalogue says which."""
        return CATALOGUE[self.code].severity

    @property
    def position(self) -> int:
        """Where in the input it is: the line, or the number of the feature or row; 0 for the whole of it."""
        if self.line is not None:
            return self.line
        numbered = _NUMBERED.match(self.where)
        return int(numbered[2]) if numbered else 0

    @property
    def unit(self) -> str:
        """What `position` counts: ``row``, ``feature``, or nothing."""
        if self.line is not None:
            return "row"
        numbered = _NUMBERED.match(self.where)
        return numbered[1] if numbered else ""

    def __str__(self) -> str:
        """Return ``FILE:LINE: COLUMN 'VALUE': message; expected …; hint``."""
        return self.say()

    def say(self, aside: str = "") -> str:
        """Return the problem as one sentence, with an aside, in brackets, behind the column and value it is about."""
        place = ":".join(part for part in (self.file, str(self.line) if self.line else "", self.where) if part)
        subject = " ".join(part for part in (self.column, f"'{show_value(self.value)}'" if self.value else "") if part)
        clauses = (self.message, self.expected and f"expected {self.expected}", self.hint)
        says = sentence(*map(_in_short, clauses))
        if aside and subject:
            subject += f" ({aside})"
        elif aside:
            says += f" ({aside})"
        return ": ".join(part for part in (place, subject, says) if part)

    def to_dict(self) -> dict[str, str | int | None]:
        """Return the problem as plain data, for ``check --report``."""
        return asdict(self) | {"severity": self.severity}


def _in_short(clause: str) -> str:
    """Return a clause without its middle if it is endless: what is wrong stands in front, what was done at the end."""
    return clause if len(clause) <= _LONGEST else f"{clause[: _LONGEST - 150]} … {clause[-140:]}"
