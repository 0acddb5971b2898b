"""Which columns records lack, told with the option that names them, from the header and a look at the first rows."""

from __future__ import annotations

import csv
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Any

from routemap.errors import ReadError
from routemap.problems import Problem
from routemap.records.cut import Cut
from routemap.records.parts import Part, is_met
from routemap.routes.cells import Cells
from routemap.routes.checking.headers import Headers, match_headers
from routemap.routes.checking.required import check_required
from routemap.routes.reading.raw_table import RawTable
from routemap.routes.recipe import Recipe

_LOOKED_AT = 200  # rows
# What a reader would miss on a map: without them the columns that nobody reads are looked at.
_MISSED = ("market", "origin", "destination", "quantity", "start")


def look_for_missing(part: Part, recipe: Recipe, cut: Cut) -> list[str]:
    """Return sentences about what a part does not say, and which of its unread columns may say it.

    Raises
    ------
    ReadError
        If nothing says the market, or no place.
    """
    made = (cut.unpivot.names, cut.unpivot.values) if cut.unpivot else ()
    # Of records nobody expects that each names its source.
    said = dict.fromkeys((*made, "source"), "") | dict(recipe.constants)
    if all(name in part.ours or name in said for name in _MISSED):
        return []
    table = _first_rows(part)
    headers = match_headers(table, replace(recipe, constants=said))
    check_required(table, headers, recipe)
    missing = [one for one in headers.problems if one.code in ("column-missing", "column-misspelt")]
    if errors := [one for one in missing if not is_met(one, headers, recipe, made)]:
        raise ReadError(errors)
    return [told for one in headers.problems if (told := _note(one, headers))]


def _note(problem: Problem, headers: Headers) -> str:
    if problem.code == "column-end" and not all(map(headers.has, ("origin", "destination"))):
        return f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    if problem.code == "direction-doubted":
        return f"{problem.message}; {problem.hint}"
    return f"not read: {problem.hint}" if problem.code == "column-kept" and problem.hint else ""


def _first_rows(part: Part) -> RawTable:
    """Return the columns of a part that are not made into records, with what stands in their first rows."""
    rows = _rows(part)
    kept = [at for at in range(len(part.shape.header)) if at not in part.wide]
    cells = [Cells.of(row[at] if at < len(row) else "" for row in rows) for at in kept]
    line = part.shape.header_line if part.shape.kind == "text" else None
    return RawTable(part.given[0], [part.shape.header[at] for at in kept], cells, header_line=line)


def _rows(part: Part) -> list[list[str]]:
    if part.source is not None:
        return _of_arrow(part.source.head(_LOOKED_AT) if hasattr(part.source, "head") else part.source)
    if part.shape.kind == "parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        # What is broken in a file is told by whoever reads all of it.
        with suppress(pa.ArrowException, OSError), pq.ParquetFile(part.files[0]) as file:
            return _of_arrow(next(file.iter_batches(_LOOKED_AT), None))
        return []
    with suppress(csv.Error), open(part.files[0], encoding="utf-8-sig", errors="replace", newline="") as file:  # noqa: PTH123
        lines = islice(file, part.shape.header_line, None)
        return list(islice(csv.reader(lines, delimiter=part.shape.delimiter), _LOOKED_AT))
    return []


def _of_arrow(table: Any) -> list[list[str]]:
    columns = [] if table is None else [list(map(_text, column)) for column in table.columns]
    return list(map(list, zip(*columns, strict=True)))[:_LOOKED_AT]


def _text(scalar: Any) -> str:
    """Return a value as text; nothing for one that Python has none for, such as a day after the year 9999."""
    try:
        value = scalar.as_py()
    except (ValueError, OverflowError):
        return ""
    return "" if value is None else str(value)
