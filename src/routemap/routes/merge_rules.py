"""What becomes of each column when equal routes are merged: said once, as data, for whoever merges.

`merging` follows it with pandas and NumPy, `routemap.records` in a database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Merging = Literal["key", "made", "sum", "first day", "last day", "earliest", "latest", "lowest", "shared"]


@dataclass(frozen=True, slots=True)
class MergeRule:
    """What becomes of one column when equal routes are merged.

    Parameters
    ----------
    how
        ``key``: routes are equal only if they are equal in it. ``made``: made anew from the merged row. ``sum``: what
        is known is added up. ``first day``, ``last day``: of the group, and open where one of its routes is open;
        ``earliest``, ``latest``: of the days that are known. ``lowest``: the one that stands first in `LOWEST_FIRST`.
        ``shared``: the text that all its routes have.
    counted_as
        For ``shared``: routes without a text do not count, and where the others differ the cell says how many texts
        there are, and this word after them. If empty, the cell is then empty.
    is_key_by_year, is_key_by_presence
        Whether routes are equal only if they also have the first four letters of it in common, only if all or none of
        them have something in it.
    """

    how: Merging
    counted_as: str = ""
    is_key_by_year: bool = False
    is_key_by_presence: bool = False


MERGE_RULES: Final[Mapping[str, MergeRule]] = MappingProxyType(
    {
        "id": MergeRule("made"),
        "statement": MergeRule("made"),
        "market": MergeRule("key"),
        "commodity": MergeRule("key"),
        "origin": MergeRule("key"),
        "transit": MergeRule("key"),
        "destination": MergeRule("key"),
        "directed": MergeRule("key"),
        "confidence": MergeRule("lowest"),
        "magnitude": MergeRule("shared"),
        "quantity": MergeRule("sum"),
        "unit": MergeRule("key"),
        "start": MergeRule("first day", is_key_by_year=True),
        "end": MergeRule("last day"),
        "actors": MergeRule("shared", counted_as="accounts of actors"),
        "source": MergeRule("shared", counted_as="sources"),
        "locator": MergeRule("shared"),
        "url": MergeRule("shared"),
        "quote": MergeRule("shared"),
        "note": MergeRule("shared", counted_as="notes"),
    }
)
"""The rule of each column of ours."""

COUNT_RULES: Final[Mapping[str, MergeRule]] = MappingProxyType(
    {
        "records": MergeRule("sum"),
        "measured": MergeRule("sum"),
        "first": MergeRule("earliest"),
        "last": MergeRule("latest"),
        # A number that is kept back never goes into a sum that is told: it would claim to be all.
        "at_most": MergeRule("sum", is_key_by_presence=True),
    }
)
"""The rule of each column of a table of counted records (`routemap.routes.columns.counted_columns`)."""

OWN_COLUMN: Final = MergeRule("shared", counted_as="values")
"""The rule of every column that the input brings along."""

LOWEST_FIRST: Final = ("", "low", "medium", "high")
"""Confidences, the weakest first."""
