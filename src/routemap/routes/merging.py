"""Equal routes → one, for inputs too large to draw row by row.

What becomes of each column is said once, as data, in `MERGE_RULES`. Here pandas and NumPy follow it; whoever merges
somewhere else, in a database for instance, follows the same table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from routemap.routes.cells import Cells, frame_cells
from routemap.routes.columns import NAMES, counted_columns, extra_columns, require_columns
from routemap.routes.counts import whole_number
from routemap.routes.dates import first_day, last_day
from routemap.routes.identity import content_hashes, make_base_ids

if TYPE_CHECKING:
    import pandas as pd

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

_RECORDS = "records"


def aggregate_routes(routes: pd.DataFrame) -> pd.DataFrame:
    """Merge equal routes: same stops, direction, market, commodity, unit and year of the start.

    Parameters
    ----------
    routes
        As `read_routes` gives them. Not changed.

    Returns
    -------
    pandas.DataFrame
        The routes frame with a last column ``records``, how many routes each row stands for, as text
        (``records_2`` and so on where the table has a column of that name; see `records_column`); in a table of
        counted records its own column ``records``, added up. Quantities are
        summed (never over units); start and end span the group; confidence is the lowest of the group; source,
        note, actors and the table's own further columns are kept where equal, else counted (``3 sources``,
        ``3 values``); other columns are kept where equal, else empty. In the order in which the first route of each
        group stands in `routes`. See `MERGE_RULES`.

    Examples
    --------
    >>> import io
    >>> from routemap.routes import read_routes
    >>> table = "market,from,to,quantity,unit\\ncocaine,COL,NOR,2,kg\\ncocaine,COL,NOR,3,kg\\ncocaine,COL,NOR,1,t\\n"
    >>> aggregate_routes(read_routes(io.StringIO(table)))[["quantity", "unit", "records"]].to_numpy().tolist()
    [[5.0, 'kg', '2'], [1.0, 't', '1']]
    """
    import pandas as pd

    require_columns(routes)
    extras = extra_columns(routes)
    rules = _rules(routes)
    groups = _groups(routes, rules)
    texts = {}
    for name in (*NAMES, *extras):
        rule = rules.get(name, OWN_COLUMN)
        if rule.how == "sum" and name in COUNT_RULES:
            texts[name] = _added(frame_cells(routes, name), groups)
        elif rule.how not in ("made", "sum") and name != "directed":
            texts[name] = _merged(frame_cells(routes, name), rule, groups)
    directed = routes["directed"].to_numpy(dtype=np.bool_)[groups.first]
    quantity = _sums(routes["quantity"].to_numpy(dtype=np.float64), groups)
    ids = pd.Series(_made_ids(texts, directed, quantity), dtype="str")
    made: dict[str, Any] = {"id": ids, "statement": ids, "directed": directed, "quantity": quantity}
    for name, cells in texts.items():
        made[name] = pd.Series(cells.values, dtype="str").array.take(cells.codes)
    frame = pd.DataFrame({name: made[name] for name in (*NAMES, *extras)})
    if _RECORDS in rules:
        return frame
    records = pd.Series([str(number) for number in groups.sizes().tolist()], dtype="str")
    return frame.assign(**{_free_name(extras): records})


def records_column(merged: pd.DataFrame) -> str:
    """Return the name of the column that says how many routes each row of a merged table stands for.

    Examples
    --------
    >>> import io
    >>> from routemap.routes import read_routes
    >>> records_column(aggregate_routes(read_routes(io.StringIO("market,to,records\\ncocaine,NOR,7\\n"))))
    'records_2'
    """
    return _RECORDS if _RECORDS in counted_columns(map(str, merged.columns)) else str(merged.columns[-1])


def _rules(routes: pd.DataFrame) -> Mapping[str, MergeRule]:
    return {**MERGE_RULES, **{name: COUNT_RULES[name] for name in counted_columns(map(str, routes.columns))}}


def _free_name(extras: list[str]) -> str:
    """Return the name of the count: a column that the table brings along keeps its own."""
    name, number = _RECORDS, 1
    while name in extras:
        number += 1
        name = f"{_RECORDS}_{number}"
    return name


@dataclass(frozen=True, slots=True)
class _Groups:
    """The group of each route, and the first route of each group; numbered in order of appearance."""

    of_route: NDArray[np.int64]
    first: NDArray[np.int64]

    def sizes(self) -> NDArray[np.int64]:
        """Return how many routes each group has."""
        return np.bincount(self.of_route, minlength=len(self.first)).astype(np.int64)


def _groups(routes: pd.DataFrame, rules: Mapping[str, MergeRule]) -> _Groups:
    import pandas as pd

    key = np.zeros(len(routes), dtype=np.int64)
    for name, rule in rules.items():
        if rule.how == "key" and name == "directed":
            part = routes[name].to_numpy(dtype=np.int64)
        elif rule.how == "key":
            part = frame_cells(routes, name).codes.astype(np.int64)
        elif rule.is_key_by_year:
            years = frame_cells(routes, name).map(lambda text: text[:4])
            part = pd.factorize(np.array(list(years.values), dtype=object))[0][years.codes].astype(np.int64)
        elif rule.is_key_by_presence:
            part = frame_cells(routes, name).where(bool).astype(np.int64)
        else:
            continue
        # Numbered anew after each column, so that the product never overflows.
        key = pd.factorize(key * (int(part.max(initial=0)) + 1) + part)[0].astype(np.int64)
    first = np.full(int(key.max(initial=-1)) + 1, len(routes), dtype=np.int64)
    np.minimum.at(first, key, np.arange(len(routes)))
    return _Groups(key, first)


def _merged(cells: Cells, rule: MergeRule, groups: _Groups) -> Cells:
    """Return the cell of each group in a column of texts."""
    if rule.how == "key":
        return cells.take(groups.first)
    if rule.how == "shared":
        return _shared(cells, groups, rule.counted_as)
    if rule.how == "lowest":
        return _foremost(cells, groups, LOWEST_FIRST)
    dates = {text for text in cells.values if text}
    # Where two dates begin (or end) on one day, the coarser one claims less.
    if rule.how in ("first day", "earliest"):
        days = sorted(dates, key=lambda date: (first_day(date), len(date)))
    else:
        days = sorted(dates, key=lambda date: (last_day(date), -len(date)), reverse=True)
    return _foremost(cells, groups, [*days, ""] if rule.how in ("earliest", "latest") else ["", *days])


def _added(cells: Cells, groups: _Groups) -> Cells:
    """Return the sum of the counts of each group, as text; nothing where none has one."""
    counts = np.array([whole_number(text) or 0 for text in cells.values], dtype=np.int64)[cells.codes]
    told, sums = np.bincount(groups.of_route[cells.where(bool)], minlength=len(groups.first)), groups.sizes() * 0
    np.add.at(sums, groups.of_route, counts)
    return Cells.of(str(number) if has else "" for number, has in zip(sums.tolist(), told.tolist(), strict=True))


def _foremost(cells: Cells, groups: _Groups, order: Sequence[str]) -> Cells:
    """Return the text of each group that comes first in `order`."""
    rank_of = {text: rank for rank, text in enumerate(order)}
    ranks = np.array([rank_of[text] for text in cells.values], dtype=np.int32)[cells.codes]
    found = np.full(len(groups.first), len(order), dtype=np.int32)
    np.minimum.at(found, groups.of_route, ranks)
    return Cells(found, order)


def _shared(cells: Cells, groups: _Groups, counted_as: str) -> Cells:
    """Return the text that all routes of a group have; else how many there are, or nothing."""
    codes = cells.codes[groups.first].copy()
    differs = np.zeros(len(groups.first), dtype=np.bool_)
    np.logical_or.at(differs, groups.of_route, cells.codes != codes[groups.of_route])
    if not differs.any():
        return Cells(codes, cells.values)
    numbers, only = _told(cells, groups) if counted_as else (np.zeros_like(groups.first), codes)
    values = list(cells.values)
    said: dict[str, int] = {}
    for group in np.flatnonzero(differs).tolist():
        number = int(numbers[group])
        if number == 1:  # the rest of the group says nothing: the one text there is stands for the group
            codes[group] = only[group]
            continue
        text = f"{number:,} {counted_as}" if number else ""
        if text not in said:
            said[text] = len(values)
            values.append(text)
        codes[group] = said[text]
    return Cells(codes, values)


def _told(cells: Cells, groups: _Groups) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return how many different texts each group has, and the last of them."""
    import pandas as pd

    width = len(cells.values)
    tells = cells.where(bool)
    pairs = pd.unique(groups.of_route[tells] * width + cells.codes[tells])
    numbers = np.bincount(pairs // width, minlength=len(groups.first)).astype(np.int64)
    last = np.zeros(len(groups.first), dtype=np.int32)
    last[pairs // width] = pairs % width
    return numbers, last


def _sums(values: NDArray[np.float64], groups: _Groups) -> NDArray[np.float64]:
    """Return the sum of what is known in each group; not a number where nothing is."""
    known = ~np.isnan(values)
    of_known = groups.of_route[known]
    sums = np.bincount(of_known, weights=values[known], minlength=len(groups.first)).astype(np.float64)
    return np.where(np.bincount(of_known, minlength=len(groups.first)) > 0, sums, np.nan)


def _made_ids(texts: Mapping[str, Cells], directed: NDArray[np.bool_], quantity: NDArray[np.float64]) -> list[str]:
    """Return an id for each merged row, made of what it says."""
    told = {
        "directed": Cells.of("" if value else "no" for value in directed.tolist()),
        "quantity": Cells.of("" if np.isnan(value) else repr(value) for value in quantity.tolist()),
    }
    hashes = content_hashes({**texts, **told}, len(directed))
    return make_base_ids({**texts, "id": Cells.constant("", len(directed))}, hashes)
