"""A table of routes too large to be read row by row: equal routes are merged while it is scanned.

What comes out is what `routemap.routes.aggregate_routes` makes of the same table, to the byte. Where that cannot be
had in this way, nothing comes out, and the table is read row by row: when a cell is wrong, which then is named with
its line; when rows have alternatives, an end, or a review.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from routemap.errors import EngineError, MissingDependency, ReadError, RouteError
from routemap.records.account import Account
from routemap.records.aggregating import Work
from routemap.records.bench import Bench, import_duckdb
from routemap.records.cut import Cut
from routemap.records.engine import Progress
from routemap.records.grouping import ON_ROUTES
from routemap.records.inputs import read_part
from routemap.records.parts import Part
from routemap.routes.cells import Cells
from routemap.routes.checking.headers import match_headers
from routemap.routes.columns import NAMES, counted_columns
from routemap.routes.deciding import RULE, STATUS
from routemap.routes.merge_rules import MERGE_RULES
from routemap.routes.merging import in_order, made_ids
from routemap.routes.reading.raw_table import RawTable
from routemap.routes.recipe import Recipe

if TYPE_CHECKING:
    import pandas as pd

# Merging takes the first and the last of these from all of its rows; a scan knows only where routes begin.
_ONLY_BY_ROWS = ("end",)
# Own columns of a table up to this size are kept, by reading it row by row; a larger one would fill the memory.
_MOST_ROWS_WITH_OWN = 2_000_000
_MOST_BYTES_WITH_OWN = 200_000_000
_SHARED = tuple(name for name, rule in MERGE_RULES.items() if rule.how == "shared")


@dataclass(frozen=True, slots=True)
class Merged:
    """What a large table was merged into.

    Parameters
    ----------
    routes
        The routes frame with ``records``, as `aggregate_routes` gives it.
    read
        How many rows were read.
    left
        Headers of the columns that were not read: those that are none of ours.
    """

    routes: pd.DataFrame
    read: int
    left: tuple[str, ...]


def merge_large(source: str, recipe: Recipe, above: int, progress: Progress) -> Merged | None:
    """Return the routes of a table of more than so many rows, equal ones merged; None where rows must be read.

    Parameters
    ----------
    source
        A file on this machine.
    recipe
        How it is read.
    above
        More rows than this are many.
    progress
        Told the present stage.
    """
    path = Path(source)
    if recipe.matrix or recipe.places_sheet or recipe.places_file or recipe.hidden:
        return None
    if not path.is_file():
        return None
    try:
        import_duckdb()
    except MissingDependency:
        return None
    try:
        with Bench() as bench:
            return _merge(os.fspath(path), recipe, above, bench, progress)
    except (ReadError, RouteError, EngineError):
        return None  # read row by row, it says what is wrong, and where


def _merge(source: str, recipe: Recipe, above: int, bench: Bench, progress: Progress) -> Merged | None:
    cut = Cut(people="no", most_unresolved=0.0)
    part = read_part(source, recipe, cut, bench)
    if part.shape.kind == "table" or (part.rows is not None and part.rows <= above):
        return None
    ours = _ours(part, recipe)
    if ours is None:
        return None
    header = part.shape.header
    if _has_own(part, ours) and _is_small(source, part):
        return None
    shared = {header[at]: name for name, at in ours.items() if name in _SHARED}
    work = Work(bench, "duckdb", [source], recipe.with_columns(shared, {}), cut, progress)
    try:
        found = work.aggregate()
    finally:
        work.close()
    read = found.account.records.told
    if not _is_clean(found.account) or read <= above:
        return None
    left = tuple(name for at, name in enumerate(header) if name.strip() and at not in ours.values())
    return Merged(_as_merged(found.routes), read, left)


def _ours(part: Part, recipe: Recipe) -> dict[str, int] | None:
    """Return which column is which of ours; None where rows of such a table must be read one by one."""
    header = list(part.shape.header)
    if counted_columns(header) or {STATUS, RULE} <= set(header):
        return None
    table = RawTable("", header, [Cells.constant("", 0) for _ in header], header_line=1)
    ours = match_headers(table, recipe).ours
    return None if any(name in ours for name in _ONLY_BY_ROWS) else ours


def _has_own(part: Part, ours: dict[str, int]) -> bool:
    return any(name.strip() and at not in ours.values() for at, name in enumerate(part.shape.header))


def _is_small(source: str, part: Part) -> bool:
    if part.rows is not None:
        return part.rows <= _MOST_ROWS_WITH_OWN
    return Path(source).stat().st_size <= _MOST_BYTES_WITH_OWN


def _is_clean(account: Account) -> bool:
    """Whether every record became part of a route, and nothing in it was passed over."""
    aside = [count for status, count in account.statuses.items() if status not in ON_ROUTES and any(count)]
    odd = sum(number for kind, number in account.quantities.items() if kind not in ("measured", "none given"))
    return not (aside or odd or any(account.listed.values()) or account.shortened or account.blank)


def _as_merged(routes: pd.DataFrame) -> pd.DataFrame:
    """Return the frame as merging gives it: ids of the content, the first day as the start, counts as text."""
    import pandas as pd

    from routemap.routes.cells import frame_cells

    merged = routes.assign(start=routes["first"], end="", records=routes["records"].astype(str))
    for name in ("start", "end", "records"):
        merged[name] = pd.Series(merged[name].to_numpy(dtype=object), dtype="str")
    texts = {
        name: frame_cells(merged, name) for name in NAMES if name not in ("id", "statement", "directed", "quantity")
    }
    directed = merged["directed"].to_numpy(dtype=np.bool_)
    ids = made_ids(texts, directed, merged["quantity"].to_numpy(dtype=np.float64))
    merged = merged.assign(id=pd.Series(ids, dtype="str"), statement=pd.Series(ids, dtype="str"))
    return in_order(merged[[*NAMES, "records"]])
