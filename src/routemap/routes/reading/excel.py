"""Excel workbooks → `RawTable`: what a sheet shows, and word of what it hides."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from routemap.errors import MissingDependency
from routemap.problems import Findings, Problem, ready_option, show_value
from routemap.routes.cells import CellsBuilder
from routemap.routes.reading.header_rows import HeaderFinder
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.raw_table import MOST_COLUMNS, RawTable, RefusedError, too_many_columns
from routemap.routes.reading.workbook_parts import Sheet, WorkbookParts
from routemap.routes.reading.workbook_sheet import SheetReader, SheetRow, column_of, letters_of
from routemap.routes.reading.xml_guard import XmlError, XmlTooLargeError
from routemap.routes.reading.zip_guard import BROKEN, ArchiveError, TooLargeError, why_broken
from routemap.routes.recipe import Recipe

_BLOCK_ROWS = 2_000
_MOST_SHOWN = 20
_LOOKED_AT = 20
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def read_excel(source: Input, recipe: Recipe) -> RawTable:
    """Return the table on one sheet: the named one, else the one called routes, else the first that is shown.

    Parameters
    ----------
    source
        The workbook.
    recipe
        Which sheet, which line of it holds the names of the columns, and whether what is hidden is read.

    Raises
    ------
    MissingDependency
        If openpyxl, which knows what a date is, is not installed.
    RefusedError
        If the workbook is damaged, has no such sheet, or unfolds to more than its size explains.
    """
    try:
        import openpyxl  # noqa: F401
    except ImportError as error:
        raise MissingDependency(
            "reading Excel workbooks needs the package openpyxl 3.1 or newer: pip install 'routemap[excel]'"
        ) from error
    noted = Findings(source.name)
    try:
        parts = WorkbookParts(source.stream)
        chosen = _choose_sheet(source.name, parts, noted, recipe)
        table = _SheetTable(source.name, SheetReader(parts, chosen.part), noted, recipe).read()
        table.sheets = [sheet.title for sheet in parts.sheets if sheet is not chosen]
        return table
    except (TooLargeError, XmlTooLargeError) as error:
        expected = "the sheet saved once more in Excel, or as CSV"
        message = f"the workbook, or a part of it, {error}"
        raise RefusedError(Problem("workbook-large", message, expected, file=source.name)) from error
    except (ArchiveError, XmlError, *BROKEN) as error:
        reason = str(error) if isinstance(error, XmlError) else why_broken(error)
        message = f"cannot be read as an Excel workbook: it, or a part of it, {reason}"
        expected = "a whole workbook; save it once more in Excel"
        raise RefusedError(Problem("workbook-damaged", message, expected, file=source.name)) from error


def _choose_sheet(name: str, parts: WorkbookParts, noted: Findings, recipe: Recipe) -> Sheet:
    sheets, wanted, hidden = parts.sheets, recipe.sheet, recipe.hidden
    if wanted is not None:
        found = next((sheet for sheet in sheets if _folded(sheet.title) == _folded(wanted)), None)
        if found is None:
            message = f"has no sheet '{show_value(wanted)}'"
            raise RefusedError(Problem("sheet-missing", message, f"one of: {_titles(sheets)}", file=name))
        return found
    shown = [sheet for sheet in sheets if hidden or not sheet.is_hidden]
    unseen = [sheet for sheet in sheets if not hidden and sheet.is_hidden]
    if not shown:
        hint = f"--hidden reads the hidden one{'s' * (len(unseen) > 1)}: {_titles(unseen)}" if unseen else ""
        message = "has no sheet with cells" if not unseen else "has no sheet that is shown"
        raise RefusedError(Problem("sheet-missing", message, "a sheet with a table", hint, file=name))
    if unseen:
        one = "the hidden sheet is" if len(unseen) == 1 else "hidden sheets are"
        hint = "--hidden reads hidden sheets, too"
        noted.add(Problem("sheet-hidden", f"{one} left aside: {_titles(unseen)}", hint=hint, file=name))
    named = next((sheet for sheet in shown if _folded(sheet.title) == "routes"), None)
    chosen = named or shown[0]
    others = [sheet for sheet in shown if sheet is not chosen]
    if others and named is None:
        message = f"the sheet '{show_value(chosen.title)}' is read; not read: {_titles(others)}"
        noted.add(Problem("sheet-first", message, hint=_other_sheet(parts, chosen, others, recipe), file=name))
    return chosen


def _other_sheet(parts: WorkbookParts, chosen: Sheet, others: list[Sheet], recipe: Recipe) -> str:
    """Return which of the other sheets has more of our columns than the one that is read, with the option for it."""
    counts = {sheet.title: _known_columns(parts, sheet, recipe) for sheet in (chosen, *others[:_MOST_SHOWN])}
    best = max(counts, key=lambda title: counts[title])
    if counts[best] > counts[chosen.title]:
        return f"'{show_value(best)}' has our columns: {ready_option('sheet', best)}"
    return f"another is named so: {ready_option('sheet', others[0].title)}"


def _known_columns(parts: WorkbookParts, sheet: Sheet, recipe: Recipe) -> int:
    finder = HeaderFinder("", recipe.columns)
    rows = islice(SheetReader(parts, sheet.part).rows(), _LOOKED_AT)
    return max((finder.count(row.cells.values()) for row in rows), default=0)


def _folded(title: str) -> str:
    return title.strip().casefold()


def _titles(sheets: Sequence[Sheet]) -> str:
    more = f" and {len(sheets) - 10} more" if len(sheets) > 10 else ""
    return ", ".join(show_value(sheet.title) for sheet in sheets[:10]) + more


class _SheetTable:
    """Turns the rows of a sheet into columns, and tells of what is hidden, merged and not computed."""

    def __init__(self, name: str, reader: SheetReader, noted: Findings, recipe: Recipe) -> None:
        self._name = name
        self._reader = reader
        self._noted = noted
        self._recipe = recipe
        self._reads_hidden = recipe.hidden
        self._hidden: set[int] = set()
        self._unseen_rows: list[int] = []
        self._read_anyway: list[int] = []
        self._unseen_columns: dict[int, str] = {}  # those with a value: column → its name

    def read(self) -> RawTable:
        """Return the table."""
        header_row, rows = self._find_header(self._seen(self._reader.rows()))
        hidden = self._hidden
        self._unseen_columns = {column: text for column, text in header_row.cells.items() if column in hidden}
        width = max(column for column, text in header_row.cells.items() if text.strip() and column not in hidden)
        columns = [column for column in range(1, width + 1) if column not in hidden]
        if len(columns) > MOST_COLUMNS:
            raise too_many_columns(self._name, len(columns), header_row.line)
        builders = [CellsBuilder() for _ in columns]
        lines = array("q")
        block: list[list[str]] = []
        self._note_uncomputed(header_row, width)
        for row in rows:
            self._note_uncomputed(row, width)
            self._note_beyond(row, width)
            texts = [row.cells.get(column, "") for column in columns]
            if any(map(str.strip, texts)):
                lines.append(row.line)
                block.append(texts)
            if len(block) == _BLOCK_ROWS:
                _append(builders, block)
        _append(builders, block)
        numbers = np.array(lines, dtype=np.int64)
        self._note_merged(numbers, columns)
        self._note_hidden()
        return RawTable(
            self._name,
            [header_row.cells.get(column, "") for column in columns],
            [builder.build() for builder in builders],
            lines=numbers,
            header_line=header_row.line,
            problems=self._noted.all(),
            numbers=frozenset(self._reader.numbers),
        )

    def _seen(self, rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
        """Give the rows that count, and remember the others that hold something."""
        for row in rows:
            if self._reads_hidden or not row.is_hidden:
                if row.is_hidden and any(map(str.strip, row.cells.values())):
                    self._read_anyway.append(row.line)
                yield row
            elif any(map(str.strip, row.cells.values())):
                self._unseen_rows.append(row.line)

    def _find_header(self, rows: Iterator[SheetRow]) -> tuple[SheetRow, Iterator[SheetRow]]:
        """Return the first row with a text in a column that is shown, and the rows after it."""
        said, first = self._recipe.header_line, list(islice(self._filled(rows), _LOOKED_AT))
        if said is not None:
            rows = (row for row in chain(first, self._filled(rows)) if row.line >= said)
            first = list(islice(rows, 1))
            wanted = first[0].line if first else 0
        elif first:
            finder = HeaderFinder(self._name, self._recipe.columns)
            texts = [(row.line, self._texts(row)) for row in first]
            wanted = finder.line(texts)
            for problem in finder.skipped(texts, wanted):
                self._noted.add(problem)
        for position, row in enumerate(first):
            if row.line == wanted:
                return row, chain(first[position + 1 :], rows)
        expected = "a header and one row per route"
        hint = "--hidden reads what is hidden" if self._unseen_rows or self._reader.hidden_columns else ""
        raise RefusedError(Problem("file-empty", "the sheet is empty", expected, hint, file=self._name))

    def _filled(self, rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
        """Give the rows with a text in a column that is shown."""
        for row in rows:
            if not self._reads_hidden:
                self._hidden = self._reader.hidden_columns
            if any(map(str.strip, self._texts(row))):
                yield row

    def _texts(self, row: SheetRow) -> list[str]:
        last = max(row.cells, default=0)
        return [row.cells.get(column, "") for column in range(1, last + 1) if column not in self._hidden]

    def _note_beyond(self, row: SheetRow, width: int) -> None:
        if not self._hidden and max(row.cells, default=0) <= width:
            return
        filled = [column for column, text in row.cells.items() if text.strip()]
        for column in self._hidden.intersection(filled):
            self._unseen_columns.setdefault(column, "")
        beyond = [column for column in filled if column > width and column not in self._hidden]
        if beyond and self._noted.are_full:
            self._noted.count(is_error=True)
        elif beyond:
            message = f"the row has a value in column {max(beyond)}, the header ends at column {width}"
            self._noted.add(Problem("row-ragged", message, "a name above each value", file=self._name, line=row.line))

    def _note_uncomputed(self, row: SheetRow, width: int) -> None:
        for column in row.uncomputed:
            if column <= width and column not in self._hidden:
                message = f"the cell {letters_of(column)}{row.line} is a formula without a stored result"
                expected = "the workbook saved by Excel or LibreOffice, which compute it"
                self._noted.add(Problem("formula-empty", message, expected, file=self._name, line=row.line))

    def _note_merged(self, lines: NDArray[np.int64], columns: list[int]) -> None:
        shown = 0
        for reference in self._reader.merged:
            first, _, last = reference.partition(":")
            (left, top), (_, bottom) = _cell(first), _cell(last)
            start = int(np.searchsorted(lines, top))
            if first == last or left not in columns or start == len(lines) or lines[start] > bottom:
                continue
            message = f"the cells {reference} are merged; only the first of them has the value"
            line = int(lines[start])
            self._noted.add(Problem("cells-merged", message, "a value in each cell", file=self._name, line=line))
            shown += 1
            if shown == _MOST_SHOWN:
                return

    def _note_hidden(self) -> None:
        if self._read_anyway:
            lines, shown = self._read_anyway, _shown_lines(self._read_anyway)
            message = f"1 hidden row is read too (line {shown})"
            if len(lines) > 1:
                message = f"{len(lines):,} hidden rows are read too (lines {shown})"
            self._noted.add(Problem("rows-hidden-read", message, file=self._name))
        if self._unseen_rows:
            lines, shown = self._unseen_rows, _shown_lines(self._unseen_rows)
            message = f"the hidden row {shown} is left aside"
            if len(lines) > 1:
                message = f"{len(lines):,} hidden rows are left aside: {shown}"
            self._noted.add(Problem("rows-hidden", message, hint="--hidden reads hidden rows", file=self._name))
        if self._unseen_columns:
            named = [
                f"{letters_of(column)} ({show_value(text.strip())})" if text.strip() else letters_of(column)
                for column, text in sorted(self._unseen_columns.items())
            ]
            shown = ", ".join(named[:10]) + (f" and {len(named) - 10} more" if len(named) > 10 else "")
            message = (
                f"the hidden column{'s' * (len(named) > 1)} {shown} {'is' if len(named) == 1 else 'are'} left aside"
            )
            self._noted.add(Problem("columns-hidden", message, hint="--hidden reads hidden columns", file=self._name))


def _shown_lines(lines: list[int]) -> str:
    return ", ".join(map(str, lines[:5])) + (f" and {len(lines) - 5:,} more" if len(lines) > 5 else "")


def _append(builders: list[CellsBuilder], block: list[list[str]]) -> None:
    for builder, texts in zip(builders, zip(*block, strict=True), strict=False):
        builder.extend(texts)
    block.clear()


def _cell(reference: str) -> tuple[int, int]:
    """Return column and row of a reference such as B3, from 1; zeros for anything else."""
    match = _REFERENCE.fullmatch(reference)
    return (column_of(match[1]), int(match[2])) if match else (0, 0)
