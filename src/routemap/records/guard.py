"""The disclosure guard: flows of few people are told as "fewer than", everywhere, because a small count can identify.

The finest table is guarded once, and everything else is computed from the guarded table: then totals say nothing
more than their parts, and nothing can be got back by subtraction. Suppressing further cells so that true totals may
stay is hard to do safely (Handbook on Statistical Disclosure Control, 2nd ed. 2024, ch. 4); none is done here.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from routemap.errors import RouteError
from routemap.problems import counted
from routemap.records.cut import PEOPLE_MARKETS, Cut

if TYPE_CHECKING:
    import pandas as pd


# Columns of a route that come from its records, and are no part of what makes it this route.
_OF_RECORDS = frozenset({"confidence", "actors", "source", "url", "quote", "note"})


class Count(NamedTuple):
    """A number of people as it may be told: those of the cells that are told, and how many cells are not."""

    told: int
    small: int = 0

    def say(self, below: int, noun: str = "flow") -> str:
        """Return the words.

        Examples
        --------
        >>> Count(1240, 3).say(5), Count(0, 1).say(5), Count(7).say(5)
        ('1,240 and 3 flows below 5', '1 flow below 5', '7')
        """
        if not self.small:
            return f"{self.told:,}"
        cells = f"{counted(self.small, noun)} below {below}"
        return f"{self.told:,} and {cells}" if self.told else cells


def require_word_on_people(markets: set[str], cut: Cut) -> None:
    """Refuse records of trafficked or smuggled people of which nobody has said whether they count people.

    Raises
    ------
    RouteError
        If the recipe is silent.
    """
    found = sorted(markets & PEOPLE_MARKETS)
    if found and not cut.people:
        raise RouteError(
            f"the records are of {' and '.join(found)}: say whether they count people, as small counts can identify "
            'them: people = "records" (each record is a person), "quantity" (the quantity is a number of people) '
            'or "no" in the recipe, or --people'
        )


def guard_routes(routes: pd.DataFrame, cut: Cut, varying: Collection[str] = ()) -> pd.DataFrame:
    """Return the table with small counts of people kept back, and the column ``at_most`` that says so.

    Cells of 1 to ``people_below`` − 1 people lose their quantity, number of records, first and last day and sample;
    their magnitude is minor. ``at_most`` is 0 where small counts are told on purpose. The table is returned as it is
    when no people are counted.

    Parameters
    ----------
    routes
        The table.
    cut
        What is guarded, and below which number.
    varying
        Our columns that are read from the records: what a small cell's records share, or not, is told of no other.
    """
    import pandas as pd

    if not cut.is_guarded:
        # A table that tells small counts on purpose says so wherever it goes.
        return routes.assign(at_most=0) if cut.people in ("records", "quantity") else routes
    small = is_small(people_of(routes, cut), cut)
    guarded = routes.copy()
    blanks = dict.fromkeys(_OF_RECORDS & set(varying), "") | {
        "locator": "",
        "first": "",
        "last": "",
        "magnitude": "minor",
    }
    for name, text in blanks.items():
        guarded[name] = pd.Series(
            np.where(small, text, routes[name].to_numpy(dtype=object)), dtype="str", index=routes.index
        )
    guarded["quantity"] = np.where(small, np.nan, routes["quantity"].to_numpy(dtype=np.float64))
    # How many of a flow's records had a number is a small count of its own.
    del guarded["measured"]
    guarded["records"] = _with_blanks(routes["records"].to_numpy(dtype=np.int64), small)
    guarded["at_most"] = _with_blanks(np.full(len(routes), cut.people_below - 1), ~small)
    if cut.by == "none":  # then start and end are the very days
        for name in ("start", "end"):
            guarded[name] = pd.Series(
                np.where(small, "", routes[name].to_numpy(dtype=object)), dtype="str", index=routes.index
            )
    return guarded


def people_of(routes: pd.DataFrame, cut: Cut) -> np.ndarray[Any, Any]:
    """Return how many people each route counts."""
    if cut.people == "records":
        return np.asarray(routes["records"], dtype=np.float64)
    return np.asarray(np.nan_to_num(routes["quantity"].to_numpy(dtype=np.float64), nan=0.0))


def is_small(people: np.ndarray[Any, Any], cut: Cut) -> np.ndarray[Any, Any]:
    """Return which numbers of people are too small to be told; nobody is no small count."""
    return np.asarray((people > 0) & (people < cut.people_below))


def _with_blanks(values: np.ndarray[Any, Any], is_blank: np.ndarray[Any, Any]) -> Any:
    """Return whole numbers, with empty text where a number is not told."""
    if not is_blank.any():
        return values
    mixed = values.astype(object)
    mixed[is_blank] = ""
    return mixed


def count_of(people: np.ndarray[Any, Any], numbers: np.ndarray[Any, Any], cut: Cut) -> Count:
    """Return a sum over cells as it may be told.

    Parameters
    ----------
    people
        How many people each cell counts: what decides whether it is told.
    numbers
        What is added: the records of each cell.
    """
    if not cut.is_guarded:
        return Count(int(numbers.sum()))
    small = is_small(people, cut)
    return Count(int(numbers[~small].sum()), int(small.sum()))
