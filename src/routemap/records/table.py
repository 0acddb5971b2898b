"""Groups → the routes table: one row per route and period, with how many records stand behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from routemap.records.bench import Bench
from routemap.records.grouping import ON_ROUTES, Grouping
from routemap.routes.cells import Cells, frame_cells
from routemap.routes.columns import NAMES
from routemap.routes.identity import content_hashes, make_base_ids
from routemap.routes.markets import MARKET_NAMES
from routemap.routes.merge_rules import MERGE_RULES

if TYPE_CHECKING:
    import pandas as pd

# Records are one route when these are equal; a route's id is made of these alone, so that it stays the same when
# records are added.
ROUTE_KEYS = ("market", "commodity", "origin", "transit", "destination", "unit", "directed", "period")
_SHARED = tuple(name for name, rule in MERGE_RULES.items() if rule.how == "shared")
_MILLION = 1_000_000
# Whole numbers up to here are exact as floating-point numbers, and so is their division by a million, rounded once.
_EXACT = 1 << 53

# The columns that a table of records has beyond those of every table of routes.
ADDED = ("records", "measured", "first", "last")


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of records that are one route each, sorted by what makes a route.

    Parameters
    ----------
    found
        An Arrow table: numbers of texts, counts and sums.
    values
        Column → its texts, by number.
    """

    found: Any
    values: dict[str, list[str]]

    def numbers(self, name: str) -> NDArray[np.int64]:
        """Return a column of numbers; zeros where there is none."""
        if name not in self.found.column_names:
            return np.zeros(self.found.num_rows, dtype=np.int64)
        return np.asarray(self.found.column(name).to_numpy(), dtype=np.int64)

    def cells(self, name: str) -> Cells:
        """Return a column of texts."""
        return Cells(self.numbers(name).astype(np.int32), self.values.get(name, [""]))

    def plain(self, name: str) -> Cells:
        """Return a column of texts that have no numbers."""
        column = self.found.column(name).combine_chunks().dictionary_encode(null_encoding="encode")
        values = [text or "" for text in column.dictionary.to_pylist()]
        return Cells(np.asarray(column.indices, dtype=np.int32), values or [""])


def make_groups(bench: Bench, grouping: Grouping) -> Groups:
    """Return the groups of what is joined on the bench."""
    there = {*grouping.columns, "origin", "transit", "destination", "period"}
    keys = ", ".join(name for name in ROUTE_KEYS if name in there)
    statuses = ", ".join(f"'{status}'" for status in ON_ROUTES)
    columns = [keys, *(f"CAST(SUM({name}) AS BIGINT) AS {name}" for name in ("records", "measured"))]
    # A sum that a floating-point number holds exactly is divided in NumPy, the rare others in Python.
    is_exact = f"SUM(millionths) < {_EXACT}"
    columns += [f"CAST(CASE WHEN {is_exact} THEN SUM(millionths) ELSE 0 END AS BIGINT) AS millionths"]
    columns += [f"CASE WHEN {is_exact} THEN NULL ELSE CAST(SUM(millionths) AS DECIMAL(38, 0)) END AS beyond"]
    columns += ["MIN(NULLIF(first, '')) AS first", "MAX(NULLIF(last, '')) AS last"]
    columns += ["MIN(NULLIF(first_record, '')) AS first_record", "MAX(NULLIF(last_record, '')) AS last_record"]
    if "confidence" in there:
        columns.append("MIN(confidence) AS confidence")
    for name in there.intersection(_SHARED):
        told = f"CASE WHEN {name} >= {int('' in grouping.values[name])} THEN {name} END"
        columns += [f"MIN({name}) AS {name}_a", f"MAX({name}) AS {name}_z", f"COUNT(DISTINCT {told}) AS {name}_n"]
    found = bench.table(f"SELECT {', '.join(columns)} FROM joined WHERE status IN ({statuses}) GROUP BY {keys}")
    # The numbers are in the order of their texts; no engine's order is relied upon.
    return Groups(found.take(_order([found.column(name).to_numpy() for name in keys.split(", ")])), grouping.values)


def _order(keys: Sequence[NDArray[np.int64]]) -> NDArray[np.intp]:
    """Return the order of rows by these keys, none of them negative: as digits of one number where it has room."""
    sizes = [int(key.max(initial=0)) + 1 for key in keys]
    if math.prod(sizes) > np.iinfo(np.int64).max:
        return np.lexsort(keys[::-1])
    whole = np.zeros(len(keys[0]), dtype=np.int64)
    for key, size in zip(keys, sizes, strict=True):
        whole = whole * size + key
    return np.argsort(whole, kind="stable")


def make_routes(groups: Groups, by: str) -> pd.DataFrame:
    """Return the routes table of these groups.

    Parameters
    ----------
    groups
        As `make_groups` gives them.
    by
        The period that a route stands for.
    """
    import pandas as pd

    cells = {name: groups.cells(name) for name in ROUTE_KEYS if name not in ("directed", "period")}
    cells |= {"start": _periods(groups, by), "end": _periods(groups, by), "confidence": groups.cells("confidence")}
    cells |= {name: _shared(groups, name) for name in _SHARED}
    cells |= {name: groups.plain(name) for name in ("first", "last")}
    if by == "none":
        cells |= {"start": cells["first"], "end": cells["last"]}
    samples = _samples(groups)
    if any(samples.values):
        cells["locator"] = samples
    made: dict[str, Any] = {
        name: pd.Series(column.values, dtype="str").array.take(column.codes) for name, column in cells.items()
    }
    made["id"] = made["statement"] = pd.Series(route_ids(groups), dtype="str")
    measured = groups.numbers("measured")
    made["directed"] = groups.cells("directed").where(lambda text: text != "no")
    made["quantity"] = np.where(measured > 0, _quantities(groups), np.nan)
    made |= {"records": groups.numbers("records"), "measured": measured}
    return pd.DataFrame({name: made[name] for name in (*NAMES, *ADDED)})


def _quantities(groups: Groups) -> NDArray[np.float64]:
    """Return the sums of quantities, each rounded once."""
    exact = groups.found.column("millionths").to_numpy() / _MILLION
    beyond = groups.found.column("beyond")
    if beyond.null_count < len(beyond):
        totals = ((row, total) for row, total in enumerate(beyond.to_pylist()) if total is not None)
        for row, total in totals:
            exact[row] = int(total) / _MILLION
    return np.asarray(exact, dtype=np.float64)


def _periods(groups: Groups, by: str) -> Cells:
    distinct, codes = np.unique(groups.numbers("period"), return_inverse=True)
    return Cells(codes.astype(np.int32), [_period_text(number, by) for number in distinct.tolist()] or [""])


def _period_text(number: int, by: str) -> str:
    """Return a period as the ISO text of its year or month; empty for none."""
    if not number:
        return ""
    if by == "year":
        return f"{number:04d}"
    year, month = divmod(number, 100)
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def _shared(groups: Groups, name: str) -> Cells:
    """Return for each group the text that all its records have, else how many texts there are, or nothing."""
    if f"{name}_a" not in groups.found.column_names:
        return Cells.constant("", groups.found.num_rows)
    texts, counted = groups.values[name], MERGE_RULES[name].counted_as
    columns = [groups.numbers(f"{name}_{part}").tolist() for part in ("a", "z", "n")]

    def say(lowest: int, highest: int, distinct: int) -> str:
        if lowest == highest:
            return texts[lowest]
        if not counted:
            return ""
        return texts[highest] if distinct == 1 else f"{distinct:,} {counted}"

    return Cells.of(say(*of_group) for of_group in zip(*columns, strict=True))


def _samples(groups: Groups) -> Cells:
    """Return words for the records behind each group."""
    first, last = groups.plain("first_record"), groups.plain("last_record")
    if len(first.values) == len(last.values) == 1:
        return Cells(first.codes, [_sample(first.values[0], last.values[0])])
    codes = zip(first.codes.tolist(), last.codes.tolist(), strict=True)
    return Cells.of(_sample(first.values[a], last.values[b]) for a, b in codes)


def _sample(first: str, last: str) -> str:
    """Return words for the records behind a route: the first and the last name."""
    if not first or not last:
        return ""
    return f"record {first}" if first == last else f"records {first} … {last}"


def route_ids(groups: Groups) -> list[str]:
    """Return the id of each group, made of what makes it this route and no other."""
    length = groups.found.num_rows
    columns = {name: groups.cells(name) for name in ROUTE_KEYS if name != "period"}
    distinct, codes = np.unique(groups.numbers("period"), return_inverse=True)
    columns["period"] = Cells(codes.astype(np.int32), [str(number) if number else "" for number in distinct.tolist()])
    hashes = content_hashes(columns, length)
    return make_base_ids(columns | {"id": Cells.constant("", length)}, hashes)


def known_markets(routes: pd.DataFrame) -> set[str]:
    """Return the markets of the list that stand in a table."""
    return set(frame_cells(routes, "market").values).intersection(MARKET_NAMES)
