"""Groups → the routes table: one row per route and period, with how many records stand behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from routemap.records.bench import Bench
from routemap.records.grouping import ON_ROUTES, SUMS
from routemap.routes.cells import Cells, frame_cells
from routemap.routes.columns import NAMES
from routemap.routes.identity import content_hashes, make_base_ids
from routemap.routes.markets import MARKET_NAMES
from routemap.routes.merging import LOWEST_FIRST, MERGE_RULES

if TYPE_CHECKING:
    import pandas as pd

# Records are one route when these are equal; a route's id is made of these alone, so that it stays the same when
# records are added.
ROUTE_KEYS = ("market", "commodity", "origin", "transit", "destination", "unit", "directed", "period")
_SHARED = tuple(name for name, rule in MERGE_RULES.items() if rule.how == "shared")
_TYPES = {"millionths": "DECIMAL(38, 0)"}
_LOWEST = " ".join(f"WHEN '{word}' THEN {rank}" for rank, word in enumerate(LOWEST_FIRST))

# The columns that a table of records has beyond those of every table of routes.
ADDED = ("records", "measured", "first", "last")


Groups = dict[str, list[Any]]


def make_groups(bench: Bench) -> Groups:
    """Return the groups of what is joined on the bench, by column, sorted by what makes a route."""
    keys = ", ".join(ROUTE_KEYS)
    statuses = ", ".join(f"'{status}'" for status in ON_ROUTES)
    columns = [keys, "CAST(SUM(records) AS BIGINT) AS records"]
    columns += [f"CAST(SUM({name}) AS {_TYPES.get(name, 'BIGINT')}) AS {name}" for name in SUMS]
    columns += ["MIN(NULLIF(first, '')) AS first", "MAX(NULLIF(last, '')) AS last"]
    columns += ["MIN(NULLIF(first_record, '')) AS first_record", "MAX(NULLIF(last_record, '')) AS last_record"]
    columns.append(f"MIN(CASE confidence {_LOWEST} END) AS confidence")
    for name in _SHARED:
        columns += [f"MIN({name}) AS {name}_a", f"MAX({name}) AS {name}_z"]
        columns.append(f"COUNT(DISTINCT NULLIF({name}, '')) AS {name}_n")
    found = bench.table(f"SELECT {', '.join(columns)} FROM joined WHERE status IN ({statuses}) GROUP BY {keys}")
    groups = {name: found.column(name).to_pylist() for name in found.column_names}
    # Python's own order of texts, the same on every system and engine.
    order = sorted(range(found.num_rows), key=lambda i: tuple(groups[key][i] for key in ROUTE_KEYS))
    return {name: [values[i] for i in order] for name, values in groups.items()}


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

    texts = {name: list(groups[name]) for name in ROUTE_KEYS if name not in ("directed", "period")}
    start = [_period_text(number, by) for number in groups["period"]]
    first, last = ([text or "" for text in groups[name]] for name in ("first", "last"))
    texts["start"], texts["end"] = (start, start) if by != "none" else (first, last)
    texts["confidence"] = [LOWEST_FIRST[rank] for rank in groups["confidence"]]
    for name in _SHARED:
        found = zip(groups[f"{name}_a"], groups[f"{name}_z"], groups[f"{name}_n"], strict=True)
        texts[name] = [_shared(a, z, n, MERGE_RULES[name].counted_as) for a, z, n in found]
    if any(groups["first_record"]):
        texts["locator"] = [_sample(*both) for both in zip(groups["first_record"], groups["last_record"], strict=True)]
    texts["id"] = texts["statement"] = route_ids(groups)
    measured = np.array(groups["measured"], dtype=np.int64)
    quantity = [int(total) / 1_000_000 for total in groups["millionths"]]
    made: dict[str, Any] = {name: pd.Series(values, dtype="str") for name, values in texts.items()}
    made["directed"] = np.array([text != "no" for text in groups["directed"]], dtype=np.bool_)
    made["quantity"] = np.where(measured > 0, np.array(quantity, dtype=np.float64), np.nan)
    made |= {"records": np.array(groups["records"], dtype=np.int64), "measured": measured}
    made |= {"first": pd.Series(first, dtype="str"), "last": pd.Series(last, dtype="str")}
    return pd.DataFrame({name: made[name] for name in (*NAMES, *ADDED)})


def _period_text(number: int, by: str) -> str:
    """Return a period as the ISO text of its year or month; empty for none."""
    if not number:
        return ""
    if by == "year":
        return f"{number:04d}"
    year, month = divmod(number, 100)
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def _shared(lowest: str, highest: str, distinct: int, counted: str) -> str:
    """Return the text that all records have, else how many texts there are, or nothing."""
    if lowest == highest:
        return lowest
    if not counted:
        return ""
    return highest if distinct == 1 else f"{distinct:,} {counted}"


def _sample(first: str | None, last: str | None) -> str:
    """Return words for the records behind a route: the first and the last name."""
    if not first or not last:
        return ""
    return f"record {first}" if first == last else f"records {first} … {last}"


def route_ids(groups: Groups) -> list[str]:
    """Return the id of each group, made of what makes it this route and no other."""
    columns = {name: Cells.of(str(value) for value in groups[name]) for name in ROUTE_KEYS if name != "directed"}
    columns["directed"] = Cells.of("no" if text == "no" else "" for text in groups["directed"])
    length = len(groups["records"])
    hashes = content_hashes(columns, length)
    return make_base_ids(columns | {"id": Cells.constant("", length)}, hashes)


def known_markets(routes: pd.DataFrame) -> set[str]:
    """Return the markets of the list that stand in a table."""
    return set(frame_cells(routes, "market").values).intersection(MARKET_NAMES)
