"""Equal routes → one, for inputs too large to draw row by row: pandas and NumPy follow the rules of `merge_rules`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from routemap.routes.cells import Cells, frame_cells
from routemap.routes.colouring import colour_column
from routemap.routes.columns import NAMES, counted_columns, extra_columns, require_columns
from routemap.routes.counts import whole_number
from routemap.routes.dates import first_day, last_day
from routemap.routes.given_courses import COURSE
from routemap.routes.identity import content_hashes, make_base_ids
from routemap.routes.merge_rules import COUNT_RULES, LOWEST_FIRST, MERGE_RULES, OWN_COLUMN, MergeRule

if TYPE_CHECKING:
    import pandas as pd

MERGE_ABOVE: Final = 20_000
"""More lines than this are a carpet: equal routes are merged."""
_RECORDS: Final = "records"
# The order of merged routes: that of what makes them different.
_ORDER: Final = ["market", "commodity", "origin", "transit", "destination", "unit", "directed", "start", "id"]


def aggregate_routes(routes: pd.DataFrame) -> pd.DataFrame:
    """Merge equal routes: same stops, direction, market, commodity, unit and year of the start.

    Of a table that is coloured by a column, or has courses as given, only those of one value and one course merge.

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
        ``3 values``); other columns are kept where equal, else empty. In the order of what makes them different,
        whatever that of `routes`. See `routemap.routes.merge_rules`.

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
    ids = pd.Series(made_ids(texts, directed, quantity), dtype="str")
    made: dict[str, Any] = {"id": ids, "statement": ids, "directed": directed, "quantity": quantity}
    for name, cells in texts.items():
        made[name] = pd.Series(cells.values, dtype="str").array.take(cells.codes)
    if _RECORDS not in rules:
        made[_free_name(extras)] = pd.Series([str(number) for number in groups.sizes().tolist()], dtype="str")
    names = [*NAMES, *extras, *(name for name in made if name not in (*NAMES, *extras))]
    return in_order(pd.DataFrame({name: made[name] for name in names}))


def in_order(merged: pd.DataFrame) -> pd.DataFrame:
    """Return merged routes in the order of what makes them different."""
    return merged.sort_values(_ORDER, kind="stable", ignore_index=True)


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
    counts = {name: COUNT_RULES[name] for name in counted_columns(map(str, routes.columns))}
    # What a map shows of each route apart: the column that colours it, and the course that somebody drew.
    shown = {name: MERGE_RULES["commodity"] for name in (colour_column(routes), COURSE) if name in routes.columns}
    return {**MERGE_RULES, **counts, **{name: rule for name, rule in shown.items() if name not in MERGE_RULES}}


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
    """Return the sum of what is known in each group; not a number where nothing is.

    In whole millionths, as in `routemap.records`, so that sums do not depend on the order; but for numbers too large.
    """
    known = ~np.isnan(values)
    of_known, length = groups.of_route[known], len(groups.first)
    told = np.bincount(of_known, minlength=length) > 0
    if values[known].sum() * 1e6 < 1 << 53:
        millionths = np.zeros(length, dtype=np.int64)
        np.add.at(millionths, of_known, np.floor(values[known] * 1e6 + 0.5).astype(np.int64))
        return np.where(told, millionths / 1e6, np.nan)
    return np.where(told, np.bincount(of_known, weights=values[known], minlength=length), np.nan)


def made_ids(texts: Mapping[str, Cells], directed: NDArray[np.bool_], quantity: NDArray[np.float64]) -> list[str]:
    """Return an id for each merged row, made of what it says."""
    told = {
        "directed": Cells.of("" if value else "no" for value in directed.tolist()),
        "quantity": Cells.of("" if np.isnan(value) else repr(value) for value in quantity.tolist()),
    }
    hashes = content_hashes({**texts, **told}, len(directed))
    return make_base_ids({**texts, "id": Cells.constant("", len(directed))}, hashes)
