"""Plural categories of whole numbers, by rules in the notation of Unicode's plural rules.

A browser knows these rules (`Intl.PluralRules`); Python's standard library does not. A language file states its own,
such as ``"few": "n % 10 = 2..4 and n % 100 != 12..14"``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_CONDITION = re.compile(r"\s*n(?: % (?P<modulus>\d+))? (?P<sign>!?=) (?P<numbers>[\d.,]+)\s*")


def category(rules: Mapping[str, str], count: int) -> str:
    """Return the first category whose rule holds for a number, else ``other``.

    Examples
    --------
    >>> category({"one": "n = 1"}, 1), category({"one": "n = 1"}, 0)
    ('one', 'other')
    """
    return next((name for name, rule in rules.items() if _holds(rule, abs(count))), "other")


def _holds(rule: str, count: int) -> bool:
    return any(all(_is_met(part, count) for part in choice.split(" and ")) for choice in rule.split(" or "))


def _is_met(condition: str, count: int) -> bool:
    found = _CONDITION.fullmatch(condition)
    if found is None:
        raise ValueError(f"no plural rule: {condition!r}")
    value = count % int(found["modulus"]) if found["modulus"] else count
    ranges = (part.partition("..") for part in found["numbers"].split(","))
    among = any(int(first) <= value <= int(last or first) for first, _, last in ranges)
    return among == (found["sign"] == "=")
