"""Excel workbooks → `RawTable`."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np

from routemap.errors import MissingDependency, Problem, show_value
from routemap.routes.cell_text import cell_text
from routemap.routes.raw_table import CellsBuilder, RawTable, RefusedError
from routemap.routes.sources import Input

# A workbook is a zip archive: a few kilobytes can claim to be terabytes.
_MOST_BYTES = 4_000_000_000
_MOST_COLUMNS = 1_000
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
                return _read_sheet(source.name, _choose_sheet(source.name, book, sheet))
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


def _choose_sheet(name: str, book: Any, sheet: str | None) -> Any:
    titles = {worksheet.title: worksheet for worksheet in book.worksheets}
    if sheet is None:
        named = next((title for title in titles if title.strip().casefold() == "routes"), None)
        if not titles:
            raise RefusedError(Problem("sheet-missing", "has no sheet with cells", "a sheet with a table", file=name))
        return titles[named] if named else next(iter(titles.values()))
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


def _read_sheet(name: str, worksheet: Any) -> RawTable:
    worksheet.reset_dimensions()  # the size that a workbook claims can be wrong, and far too large
    rows = enumerate(worksheet.iter_rows(values_only=True), start=1)
    header, header_line = _read_header(name, rows)
    builders = [CellsBuilder() for _ in header]
    lines: list[int] = []
    block: list[list[str]] = []
    problems: list[Problem] = []
    for line, row in rows:
        texts = [cell_text(value) for value in row[: len(header)]]
        beyond = [cell_text(value) for value in row[len(header) :]]
        if any(map(str.strip, beyond)):
            message = f"the row has a value in column {len(row)}, the header ends at column {len(header)}"
            problems.append(Problem("row-ragged", message, "a name above each value", file=name, line=line))
        if not any(map(str.strip, texts)):
            continue
        lines.append(line)
        block.append(texts + [""] * (len(header) - len(texts)))
        if len(block) == _BLOCK_ROWS:
            _append(builders, block)
    _append(builders, block)
    cells = [builder.build() for builder in builders]
    return RawTable(
        name, header, cells, lines=np.array(lines, dtype=np.int64), header_line=header_line, problems=problems
    )


def _read_header(name: str, rows: Iterator[tuple[int, tuple[Any, ...]]]) -> tuple[list[str], int]:
    for line, row in rows:
        header = [cell_text(value) for value in row]
        while header and not header[-1].strip():
            header.pop()
        if len(header) > _MOST_COLUMNS:
            message, expected = f"the header has {len(header):,} columns", f"at most {_MOST_COLUMNS:,}"
            raise RefusedError(Problem("columns-many", message, expected, file=name, line=line))
        if header:
            return header, line
    raise RefusedError(Problem("file-empty", "the sheet is empty", "a header and one row per route", file=name))


def _append(builders: list[CellsBuilder], block: list[list[str]]) -> None:
    for builder, texts in zip(builders, zip(*block, strict=True), strict=False):
        builder.extend(texts)
    block.clear()
