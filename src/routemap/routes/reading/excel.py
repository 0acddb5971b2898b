"""Excel workbooks → `RawTable`."""

from __future__ import annotations

import warnings
import zipfile
from array import array
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import numpy as np

from routemap.errors import MissingDependency
from routemap.problems import Findings, Problem, show_value
from routemap.routes.cells import CellsBuilder
from routemap.routes.columns import count_known
from routemap.routes.reading.cell_text import cell_text
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.raw_table import RawTable, RefusedError, late_header
from routemap.routes.reading.workbook_flaws import sheet_flaws

# A workbook is a zip archive: a few kilobytes can claim to be terabytes.
_MOST_BYTES = 4_000_000_000
_MOST_COLUMNS = 1_000
_MOST_ROWS = 1_048_576
_BLOCK_ROWS = 2_000


def read_excel(source: Input, sheet: str | None) -> RawTable:
    """Return the table on one sheet: the named one, else the one called routes, else the first.

    Raises
    ------
    MissingDependency
        If openpyxl is not installed.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise MissingDependency(
            "reading Excel workbooks needs the package openpyxl 3.1 or newer: pip install 'routemap[excel]'"
        ) from error
    _refuse_bomb(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns about formatting that it cannot keep; we only read values
        try:
            book = openpyxl.load_workbook(source.stream, read_only=True, data_only=True, keep_links=False)
            try:
                noted = Findings(source.name)
                return _read_sheet(source.name, _choose_sheet(source.name, book, sheet, noted), noted)
            finally:
                book.close()
        except RefusedError:
            raise
        except Exception as error:  # openpyxl lets through whatever a damaged workbook causes: KeyError, ParseError, …
            message = f"cannot be read as an Excel workbook ({type(error).__name__})"
            raise RefusedError(
                Problem("workbook-damaged", message, "a whole workbook; save it once more in Excel", file=source.name)
            ) from error


def _refuse_bomb(source: Input) -> None:
    with zipfile.ZipFile(source.stream) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    source.stream.seek(0)
    if size > _MOST_BYTES:
        message = f"unpacks to {size / 1e9:,.0f} GB"
        raise RefusedError(Problem("workbook-large", message, "a workbook below 4 GB", file=source.name))


def _choose_sheet(name: str, book: Any, sheet: str | None, noted: Findings) -> Any:
    titles = {worksheet.title: worksheet for worksheet in book.worksheets}
    if sheet is None:
        if not titles:
            raise RefusedError(Problem("sheet-missing", "has no sheet with cells", "a sheet with a table", file=name))
        named = next((title for title in titles if title.strip().casefold() == "routes"), None)
        seen = [title for title, worksheet in titles.items() if worksheet.sheet_state == "visible"]
        chosen = named or (seen or list(titles))[0]
        others = ", ".join(show_value(title) for title in seen[:10] if title != chosen)
        if others and not named:
            message = f"the sheet '{show_value(chosen)}' is read; not read: {others}"
            noted.add(Problem("sheet-first", message, hint="--sheet names another", file=name))
        return titles[chosen]
    found = next((title for title in titles if title.strip().casefold() == sheet.strip().casefold()), None)
    if found is None:
        raise RefusedError(
            Problem(
                "sheet-missing",
                f"has no sheet '{show_value(sheet)}'",
                f"one of: {', '.join(map(show_value, titles))}",
                file=name,
            )
        )
    return titles[found]


def _read_sheet(name: str, worksheet: Any, noted: Findings) -> RawTable:
    worksheet.reset_dimensions()  # the size that a workbook claims can be wrong, and far too large
    rows = _bounded(name, worksheet)
    header, header_line, rows = _read_header(name, rows)
    builders = [CellsBuilder() for _ in header]
    lines = array("q")
    block: list[list[str]] = []
    for line, row in rows:
        texts = [cell_text(value) for value in row[: len(header)]]
        beyond = [cell_text(value) for value in row[len(header) :]]
        if any(map(str.strip, beyond)):
            message = f"the row has a value in column {len(row)}, the header ends at column {len(header)}"
            noted.add(Problem("row-ragged", message, "a name above each value", file=name, line=line))
        if not any(map(str.strip, texts)):
            continue
        lines.append(line)
        block.append(texts + [""] * (len(header) - len(texts)))
        if len(block) == _BLOCK_ROWS:
            _append(builders, block)
    _append(builders, block)
    numbers = np.array(lines, dtype=np.int64)
    # openpyxl's own way to the sheet; there is no public one.
    for problem in sheet_flaws(name, worksheet._get_source, header_line, numbers, len(header)):
        noted.add(problem)
    cells = [builder.build() for builder in builders]
    return RawTable(name, header, cells, lines=numbers, header_line=header_line, problems=noted.all())


def _bounded(name: str, worksheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Give the rows with their numbers; a damaged number of a row would be filled up with blank rows for ever."""
    for line, row in enumerate(worksheet.iter_rows(values_only=True), start=1):
        if line > _MOST_ROWS:
            message, expected = "has a row beyond the last that a sheet can have", f"at most {_MOST_ROWS:,} rows"
            raise RefusedError(Problem("workbook-damaged", message, expected, file=name))
        yield line, row


def _read_header(
    name: str, rows: Iterator[tuple[int, tuple[Any, ...]]]
) -> tuple[list[str], int, Iterator[tuple[int, tuple[Any, ...]]]]:
    """Return the header, its line, and the rows after it."""
    for line, row in rows:
        header = [cell_text(value) for value in row]
        while header and not header[-1].strip():
            header.pop()
        if len(header) > _MOST_COLUMNS:
            message, expected = f"the header has {len(header):,} columns", f"at most {_MOST_COLUMNS:,}"
            raise RefusedError(Problem("columns-many", message, expected, file=name, line=line))
        if not header:
            continue
        following = [] if count_known(header) else list(islice(rows, 20))
        for late, names in following:
            if count_known(map(cell_text, names)) > 1:
                raise RefusedError(late_header(name, line, late))
        return header, line, chain(following, rows)
    raise RefusedError(Problem("file-empty", "the sheet is empty", "a header and one row per route", file=name))


def _append(builders: list[CellsBuilder], block: list[list[str]]) -> None:
    for builder, texts in zip(builders, zip(*block, strict=True), strict=False):
        builder.extend(texts)
    block.clear()
