"""Reading and checking: any table → the routes frame, with everything that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from routemap.errors import ReadError
from routemap.problems import Problem, show_value
from routemap.routes.checking.collect import Collector
from routemap.routes.checking.duplicates import check_duplicate_ids, check_duplicate_rows
from routemap.routes.checking.expand import expand_alternatives
from routemap.routes.checking.frame import build_frame
from routemap.routes.checking.geometry import check_geometries
from routemap.routes.checking.headers import match_headers
from routemap.routes.checking.remarks import without_remarks
from routemap.routes.checking.rules import check_rows, check_stops
from routemap.routes.checking.understand import parse_table
from routemap.routes.columns import NAMES
from routemap.routes.identity import content_columns, content_hashes, make_base_ids
from routemap.routes.reading.raw_table import RawTable, RefusedError
from routemap.routes.reading.read import read_table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Report:
    """What `check_routes` found.

    Parameters
    ----------
    routes
        The routes frame; None when there are errors.
    problems
        Everything found, errors and warnings, in the order of the input.
    rows_read
        Rows of the input that were looked at, blank ones aside, bad ones included.
    """

    routes: pd.DataFrame | None
    problems: tuple[Problem, ...]
    rows_read: int

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that refuse the input."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that do not."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")


def read_routes(
    source: str | os.PathLike[str] | IO[bytes] | IO[str] | pd.DataFrame,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    hidden: bool = False,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Read a table of routes.

    Parameters
    ----------
    source
        A path, ``-`` for standard input, a binary or text buffer, or a DataFrame. CSV, TSV, semicolons, Excel,
        Parquet, GeoJSON (also one feature per line) and GeoPackage are told apart by their content.
    encoding
        Of a text file; None for UTF-8 or what its byte order mark says.
    sheet
        Sheet of a workbook, or layer of a GeoPackage; None for the one called routes, else the first sheet.
    hidden
        Whether the hidden sheets, rows and columns of a workbook are read as if they were shown. By default they are
        left aside, and named.
    columns
        Header names of the input → our columns, such as ``{"seized in": "origin"}``, for headers that are
        neither our names nor synonyms.

    Returns
    -------
    pandas.DataFrame
        One row per route, alternatives expanded; the columns of `routemap.routes.columns.COLUMNS` in their order,
        then the input's own further columns as text. Missing text is the empty string.

    Raises
    ------
    ReadError
        If the data are refused; carries every problem found.
    RouteError
        If `encoding` or `columns` name something that does not exist.
    OSError
        If the file is not there or cannot be opened.
    MissingDependency
        If the format needs a package that is not installed.

    Examples
    --------
    >>> import io
    >>> table = "market,from,via,to\\nMarijuana,,Netherlands | Poland,Norway\\n"
    >>> read_routes(io.StringIO(table))[["market", "transit", "destination"]].to_numpy().tolist()
    [['cannabis trade', 'NLD', 'NOR'], ['cannabis trade', 'POL', 'NOR']]
    """
    report = check_routes(source, encoding=encoding, sheet=sheet, hidden=hidden, columns=columns)
    if report.routes is None:
        raise ReadError(report.problems)
    return report.routes


def check_routes(
    source: str | os.PathLike[str] | IO[bytes] | IO[str] | pd.DataFrame,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    hidden: bool = False,
    columns: Mapping[str, str] | None = None,
) -> Report:
    """Read a table of routes and return everything that is wrong with it; never raises on bad data.

    Parameters and other exceptions are those of `read_routes`.

    Examples
    --------
    >>> import io
    >>> report = check_routes(io.StringIO("market,to\\ncannabis,Norway\\ncocaine,\\n"))
    >>> [str(problem) for problem in report.errors]
    ['<buffer>:3: the route names no place; expected at least one of origin, transit and destination']
    """
    try:
        table = read_table(source, encoding=encoding, sheet=sheet, hidden=hidden)
    except RefusedError as refused:
        return Report(None, (refused.problem,), 0)
    return check_table(table, columns)


def check_table(table: RawTable, columns: Mapping[str, str] | None = None) -> Report:
    """Check a table that has been read as text."""
    table = without_remarks(table)
    headers = match_headers(table, columns)
    rows_read = table.length + table.refused_rows
    first = [*table.problems, *headers.problems]
    named = {
        name: show_value(table.header[headers.ours[name]].strip()) if name in headers.ours else name for name in NAMES
    }
    collector = Collector(table, named | {name: show_value(name) for name in headers.extras})
    if not rows_read:
        message, expected = "holds no routes", "one row per route"
        first.append(Problem("rows-missing", message, expected, file=table.file))
    parsed = parse_table(table, headers, collector)
    check_rows(parsed, headers, collector)
    expanded = expand_alternatives(parsed, collector)
    if not {"column-missing", "column-misspelt"}.intersection(problem.code for problem in headers.problems):
        check_stops(parsed, expanded, collector)
    check_geometries(table, expanded, collector)
    # Rows with ids of their own need no hash, which is the dearest step of a large table.
    needs_ids = not all(parsed.texts["id"].values)
    content = content_columns(parsed.texts, parsed.extras) if needs_ids else {}
    hashes = content_hashes(content, table.length)
    base_ids = make_base_ids(parsed.texts, hashes)
    ids = [base_ids[row] for row in expanded.rows.tolist()] if expanded.suffixes else list(base_ids)
    for route, suffix in expanded.suffixes.items():
        ids[route] = f"{ids[route]}.{suffix}"
    check_duplicate_ids(table, parsed, expanded, ids, collector)
    check_duplicate_rows(table, parsed, hashes, collector)
    is_refused = collector.has_errors or any(problem.severity == "error" for problem in first)
    routes = None if is_refused else build_frame(parsed, expanded, base_ids, ids)
    return Report(routes, collector.finish(first), rows_read)


__all__ = ["Report", "check_routes", "check_table", "read_routes"]
