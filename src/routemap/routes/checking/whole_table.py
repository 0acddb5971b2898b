"""A table that has been read as text → the routes frame, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from routemap.problems import Problem, show_value
from routemap.routes.checking.collect import Collector
from routemap.routes.checking.duplicates import check_duplicate_ids, check_duplicate_rows
from routemap.routes.checking.expand import Expanded, expand_alternatives
from routemap.routes.checking.frame import build_frame
from routemap.routes.checking.geometry import check_geometries
from routemap.routes.checking.headers import Headers, match_headers
from routemap.routes.checking.remarks import without_remarks
from routemap.routes.checking.required import check_required
from routemap.routes.checking.rules import check_rows, check_stops
from routemap.routes.checking.subtotals import note_subtotals
from routemap.routes.checking.total_rows import without_notes, without_totals
from routemap.routes.checking.understand import Parsed, parse_table
from routemap.routes.checking.wording import Wording
from routemap.routes.columns import NAMES
from routemap.routes.given_courses import COURSE
from routemap.routes.identity import content_columns, content_hashes, make_base_ids
from routemap.routes.leaving_out import OF_ONE_ROW, note_left_out
from routemap.routes.quick_ids import make_distinct_ids
from routemap.routes.reading.raw_table import RawTable
from routemap.routes.recipe import Recipe

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Report:
    """What `check_routes` found.

    Parameters
    ----------
    problems
        Everything found, errors and warnings, in the order of the input.
    rows_read
        Rows of the input that were looked at, blank ones aside, bad ones included.
    left_out
        The errors of the rows that were left out, where that was asked for.
    count
        Routes that the input holds; 0 when there are errors.
    make
        Makes the routes frame; None when there are errors.
    """

    problems: tuple[Problem, ...]
    rows_read: int
    left_out: tuple[Problem, ...] = ()
    count: int = 0
    make: Callable[[], pd.DataFrame] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def routes(self) -> pd.DataFrame | None:
        """The routes frame, made when it is first asked for, as a check needs none; None when there are errors."""
        return self.make() if self.make else None

    @property
    def is_accepted(self) -> bool:
        """Whether the input can be drawn."""
        return self.make is not None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that refuse the input."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that do not."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")


def check_table(table: RawTable, recipe: Recipe) -> Report:
    """Check a table that has been read as text.

    Parameters
    ----------
    table
        The table; large columns are taken out of it on the way.
    recipe
        How it is read.
    """
    if not recipe.leave_out_bad:
        return _check(table, recipe)[0]
    rows_read = table.length + table.refused_rows
    given = [problem for problem in table.problems if problem.severity == "error"]
    if any(problem.code not in OF_ONE_ROW for problem in given):
        return _check(table, recipe)[0]
    bad = table.rows_at([problem.position for problem in given])
    table = table.without(bad, [problem for problem in table.problems if problem not in given])
    left_out: list[Problem] = given
    while True:
        report, wrong = _check(table.copy(), recipe)
        of_rows = [problem for problem in report.errors if problem.position]
        if report.is_accepted or not wrong or len(of_rows) < len(report.errors) or len(wrong) == table.length:
            break
        left_out += of_rows
        table = table.without(wrong, table.problems)
    make = report.make
    if make is None or not left_out:
        return replace(report, rows_read=rows_read)
    left_out.sort(key=lambda problem: problem.position)
    problems = (*report.problems, _say_left_out(table.file, left_out))
    noted = partial(_noted, make, left_out)
    return replace(report, problems=problems, rows_read=rows_read, left_out=tuple(left_out), make=noted)


def _noted(make: Callable[[], pd.DataFrame], left_out: list[Problem]) -> pd.DataFrame:
    routes = make()
    note_left_out(routes, left_out)
    return routes


def _say_left_out(file: str, left_out: Sequence[Problem]) -> Problem:
    rows = list(dict.fromkeys(problem.position for problem in left_out))
    shown = ", ".join(map(str, rows[:5])) + (f" and {len(rows) - 5:,} more" if len(rows) > 5 else "")
    message = f"1 row is left out for its errors ({shown})"
    if len(rows) > 1:
        message = f"{len(rows):,} rows are left out for their errors ({shown})"
    return Problem("rows-left-out", message, file=file)


def _check(table: RawTable, recipe: Recipe) -> tuple[Report, list[int]]:
    """Return what is found, and the rows that have an error."""
    table = without_remarks(table)
    headers = match_headers(table, recipe)
    check_required(table, headers, recipe)
    wording = Wording(recipe, headers.constants, table.places)
    rows_read = table.length + table.refused_rows
    table, notes = without_notes(table)
    table, totals = without_totals(table, headers, wording)
    first = [*table.problems, *headers.problems, *notes, *totals]
    collector = Collector(table, _names(table, headers))
    if not rows_read:
        message, expected = "holds no routes", "one row per route"
        first.append(Problem("rows-missing", message, expected, file=table.file))
    parsed = parse_table(table, headers, wording, recipe, collector)
    check_rows(parsed, headers, collector)
    note_subtotals(parsed, collector)
    expanded = expand_alternatives(parsed, collector)
    if not {"column-missing", "column-misspelt"}.intersection(problem.code for problem in headers.problems):
        check_stops(parsed, expanded, collector)
    courses = check_geometries(table, expanded, collector)
    # Rows with ids of their own need no hash, which is the dearest step of a large table.
    needs_ids = not all(parsed.texts["id"].values)
    extras = parsed.extras | ({COURSE: table.courses} if table.courses is not None else {})
    hashes = content_hashes(content_columns(parsed.texts, extras) if needs_ids else {}, table.length)
    distinct = None if expanded.suffixes or collector.has_errors else make_distinct_ids(parsed.texts, hashes)
    base_ids, ids = (distinct, distinct) if distinct else _ids(table, parsed, expanded, hashes, collector)
    del table.cells[1:], hashes, extras  # what the frame is made of is forgotten column by column
    is_refused = collector.has_errors or any(problem.severity == "error" for problem in first)
    make = None if is_refused else partial(build_frame, parsed, expanded, base_ids, ids, courses)
    count = 0 if is_refused else len(expanded.rows)
    return Report(collector.finish(first), rows_read, count=count, make=make), sorted(collector.bad_rows)


def _ids(
    table: RawTable, parsed: Parsed, expanded: Expanded, hashes: NDArray[np.uint64], collector: Collector
) -> tuple[list[str], list[str]]:
    """Return the id of each row and of each route; say which are used twice, and which rows say the same."""
    base_ids = make_base_ids(parsed.texts, hashes)
    ids = [base_ids[row] for row in expanded.rows.tolist()] if expanded.suffixes else list(base_ids)
    for route, suffix in expanded.suffixes.items():
        ids[route] = f"{ids[route]}.{suffix}"
    check_duplicate_ids(table, parsed, expanded, ids, collector)
    check_duplicate_rows(table, parsed, hashes, collector)
    return base_ids, ids


def _names(table: RawTable, headers: Headers) -> dict[str, str]:
    """Return what to call each column in messages: by the header that the analyst sees."""
    ours = {
        name: show_value(table.header[headers.ours[name]].strip()) if name in headers.ours else name for name in NAMES
    }
    return ours | {name: show_value(name) for name in headers.extras}
