"""JSON → Python values, with what JSON does not allow (or we do not) marked, not raised."""

from __future__ import annotations

import json
from typing import Any

from routemap.problems import Code, show_value

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
    """Tells what the parser met, so that a value is searched only when there is something to find."""

    def __init__(self) -> None:
        self.met = 0

    def take(self) -> bool:
        """Return whether anything was met since the last time this was asked."""
        met, self.met = self.met, 0
        return met > 0

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
        seen: set[str] = set()
        return self.doubled(members, next(name for name, _ in pairs if name in seen or seen.add(name)))  # type: ignore[func-returns-value]

    def doubled(self, members: dict[str, Any], twice: str) -> dict[str, Any]:
        """Mark an object in which a name stands twice."""
        self.met += 1
        doubled = _Doubled(members)
        doubled.twice = twice
        return doubled

    def decoder(self) -> json.JSONDecoder:
        """Return a decoder that marks what it meets."""
        return json.JSONDecoder(object_pairs_hook=self.members, parse_constant=self.no_number, parse_int=self.integer)


def flaws_within(feature: dict[str, Any]) -> list[tuple[Code, str, str]]:
    """Return code, message and expectation of each flaw in one object, at most three."""
    found: list[tuple[Code, str, str]] = []
    waiting: list[tuple[Any, str]] = [(feature, "")]
    while waiting and len(found) < 3:
        value, key = waiting.pop()
        if isinstance(value, _NoNumber):
            found.append(("number-invalid", f"holds {value}{_in(key)}, which is no JSON", "a number, or null"))
        elif isinstance(value, _LongNumber):
            found.append(
                ("number-too-large", f"holds a number of {len(value):,} digits{_in(key)}", "a number of sane length")
            )
        elif isinstance(value, dict):
            if isinstance(value, _Doubled):
                found.append(("json-doubled", f"names '{show_value(value.twice)}' twice", "each name once"))
            waiting.extend((inner, name) for name, inner in value.items())
        elif isinstance(value, list):
            waiting.extend((inner, key) for inner in value)
    return found


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
