"""Back from a route to its records: no lists of ids are kept, the files are asked once more for the same texts."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from routemap.errors import RouteError, told_shortly
from routemap.problems import did_you_mean, sentence, show_value
from routemap.records.aggregating import Work
from routemap.records.bench import Bench
from routemap.records.collapse import Lines, record_columns
from routemap.records.cut import read_plan
from routemap.records.engine import Progress
from routemap.records.fields import Fields
from routemap.records.grouping import ON_ROUTES, Grouping
from routemap.records.inputs import find_files
from routemap.records.parts import Part
from routemap.records.table import ROUTE_KEYS, make_groups, route_ids
from routemap.routes.recipe import Recipe


class Records(NamedTuple):
    """Records as they stand in the files: the names of their columns, and their cells as texts, sorted."""

    header: list[str]
    rows: list[tuple[str, ...]]


@told_shortly
def records_of(
    route: str,
    files: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    recipe: str | os.PathLike[str] | Mapping[str, Any] | Recipe | None = None,
    *,
    engine: str = "duckdb",
    memory: str = "4GB",
    progress: Progress = lambda stage: None,
    **cut: Any,
) -> Records:
    """Return the records behind one route that `aggregate_records` made of the same files in the same way.

    Parameters
    ----------
    route
        The id of the route.
    files, recipe, engine, memory, progress, **cut
        As for `aggregate_records`.

    Raises
    ------
    RouteError
        If the files make no route of that id.
    """
    reading, how = read_plan(recipe, **cut)
    with Bench(memory) as bench:
        work = Work(bench, engine, find_files(files), reading, how, progress)
        try:
            grouping = work.group()
            wanted = _lines_behind(bench, grouping, route)
            progress("fetching records")
            return _fetch(work, wanted)
        finally:
            work.close()


def _lines_behind(bench: Bench, grouping: Grouping, route: str) -> Any:
    """Return the collapsed lines that make up a route."""
    groups = make_groups(bench, grouping)
    ids = route_ids(groups)
    if route not in ids:
        wrong = f"the files make no route '{show_value(route)}' in this way"
        raise RouteError(sentence(wrong, "are recipe and options those of the table?", did_you_mean(route, ids)))
    at = ids.index(route)
    there = [key for key in ROUTE_KEYS if key in groups.found.column_names]
    same = " AND ".join(f"{key} = {int(groups.numbers(key)[at])}" for key in there)
    statuses = ", ".join(f"'{status}'" for status in ON_ROUTES)
    found = f"SELECT line FROM joined WHERE {same} AND status IN ({statuses})"
    return bench.table(f"SELECT * FROM full_lines WHERE line IN ({found})")


def _fetch(work: Work, wanted: Any) -> Records:
    lines = work.lines
    keys = list(lines.keys)
    work.engine.put("wanted_lines", wanted.select(keys))
    header: list[str] = []
    found: list[dict[str, str]] = []
    for part in work.parts:
        names, rows = _rows(work, part, lines)
        header += [name for name in dict.fromkeys(names) if name not in header]
        found += [dict(zip(names, row, strict=True)) for row in rows]
    return Records(header, sorted(tuple(row.get(name, "") for name in header) for row in found))


def _rows(work: Work, part: Part, lines: Lines) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return the records of one part that fall into the wanted lines, as they stand."""
    field = Fields(work.engine, part, work.cut)
    shown = field.all()
    theirs = [f"{text} AS theirs_{at}" for at, (_, text) in enumerate(shown)]
    ours = record_columns(work.engine, field, part, lines, work.recipe)
    inner = f"SELECT {', '.join([*ours, *theirs])} FROM {field.relation}"
    same = " AND ".join(_equal(key) for key in lines.keys) or "1 = 1"
    columns = ", ".join(f"r.theirs_{at}" for at in range(len(shown)))
    table = work.engine.rows(f"SELECT {columns} FROM ({inner}) AS r JOIN wanted_lines AS w ON {same}")
    cells = [["" if cell is None else str(cell) for cell in column.to_pylist()] for column in table.columns]
    return [name for name, _ in shown], list(zip(*cells, strict=True))


def _equal(key: str) -> str:
    nothing = "-1" if key == "period" else "''"
    return f"COALESCE(r.{key}, {nothing}) = COALESCE(w.{key}, {nothing})"
