"""JSON text → Python values, with what JSON does not allow (or we do not) marked and counted, not raised."""

from __future__ import annotations

import json
from typing import Any

from routemap.problems import Code, Problem, show_value
from routemap.routes.reading.raw_table import RefusedError

_LONGEST_INTEGER = 300  # digits; Python itself refuses to convert more than 4,300
_DEEPEST = 30  # lists and objects within one another


class _NoNumber(str):
    """A token such as NaN, which stands where JSON wants a number."""

    __slots__ = ()


class _LongNumber(str):
    """An integer of too many digits, as text."""

    __slots__ = ()


class _Doubled(dict[str, Any]):
    """An object in which one name stood twice."""

    twice: str = ""


class Flaws:
    """Counts what the parser met, so that features are searched only when there is something to find."""

    def __init__(self) -> None:
        self.met = 0
        self.found = 0

    def __bool__(self) -> bool:
        """Return whether there is anything to look for."""
        return self.met > 0

    def left_over(self, name: str) -> list[Problem]:
        """Return a problem for flaws that stand outside of all features."""
        if self.found >= self.met:
            return []
        message = "holds NaN, Infinity, an endless number or a doubled name outside of its features"
        return [Problem("json-flawed", message, "plain JSON", file=name)]

    def no_number(self, token: str) -> _NoNumber:
        """Mark NaN, Infinity and -Infinity."""
        self.met += 1
        return _NoNumber(token)

    def integer(self, digits: str) -> int | _LongNumber:
        """Convert an integer of a sane length, mark any other."""
        if len(digits) <= _LONGEST_INTEGER:
            return int(digits)
        self.met += 1
        return _LongNumber(digits)

    def members(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Make an object, and mark it when a name stands in it twice."""
        members = dict(pairs)
        if len(members) == len(pairs):
            return members
        self.met += 1
        seen: set[str] = set()
        doubled = _Doubled(members)
        doubled.twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        return doubled


def load_json(name: str, text: str, flaws: Flaws, first_line: int = 1) -> Any:
    """Return the JSON value in `text`.

    Raises
    ------
    RefusedError
        If it is not JSON, is cut short, or is nested too deep.
    """
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=flaws.members,
            parse_constant=flaws.no_number,
            parse_int=flaws.integer,
        )
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        if error.msg == "Extra data":
            message, expected = "more text follows after the end of the JSON", "one FeatureCollection"
            hint = "or one feature per line, each on one line"
            problem = Problem("json-invalid", message, expected, hint, file=name, line=line)
        elif not text[error.pos :].strip() or error.msg.startswith("Unterminated string"):
            problem = Problem(
                "json-truncated", "the JSON ends too early; the file is cut short", "a whole file", file=name, line=line
            )
        else:
            message = f"is not valid JSON at character {error.colno:,} of the line ({error.msg})"
            problem = Problem("json-invalid", message, "GeoJSON", file=name, line=line)
        raise RefusedError(problem) from error
    except RecursionError as error:
        message, expected = "the JSON is nested too deep", "a GeoJSON FeatureCollection"
        raise RefusedError(Problem("json-deep", message, expected, file=name)) from error


def flaws_within(feature: dict[str, Any], flaws: Flaws, without: str = "") -> list[tuple[Code, str, str]]:
    """Return code, message and expectation of each flaw in one object, at most three; `without` one member."""
    found: list[tuple[Code, str, str]] = []
    waiting: list[tuple[Any, str]] = [(feature, "")]
    while waiting:
        value, key = waiting.pop()
        if isinstance(value, _NoNumber):
            flaws.found += 1
            found.append(("number-invalid", f"holds {value}{_in(key)}, which is no JSON", "a number, or null"))
        elif isinstance(value, _LongNumber):
            flaws.found += 1
            found.append(
                ("number-too-large", f"holds a number of {len(value):,} digits{_in(key)}", "a number of sane length")
            )
        elif isinstance(value, dict):
            if isinstance(value, _Doubled):
                flaws.found += 1
                found.append(("json-doubled", f"names '{show_value(value.twice)}' twice", "each name once"))
            waiting.extend((inner, name) for name, inner in value.items() if value is not feature or name != without)
        elif isinstance(value, list):
            waiting.extend((inner, key) for inner in value)
    return found[:3]


def _in(key: str) -> str:
    return f" in {key}" if key else ""


def is_deep(value: Any) -> bool:
    """Tell whether lists and objects stand within one another too deep to be written out safely."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            inner
            for outer in level
            if isinstance(outer, list | dict)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return any(isinstance(inner, list | dict) for inner in level)
