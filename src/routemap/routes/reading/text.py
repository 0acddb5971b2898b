"""CSV, TSV and semicolon files → `RawTable`, with physical line numbers."""

from __future__ import annotations

import csv
import io
import re
from array import array
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

import numpy as np

from routemap.problems import Code, Findings, Problem
from routemap.routes.cells import CellsBuilder
from routemap.routes.reading.delimiters import DELIMITERS, find_delimiter, first_rows
from routemap.routes.reading.encodings import find_encoding, refuse_endless, undecodable
from routemap.routes.reading.header_rows import HeaderFinder
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.quick_text import LEAST_BYTES, read_quickly
from routemap.routes.reading.raw_table import MOST_ROWS, RawTable, RefusedError, notes_below, too_many_rows
from routemap.routes.reading.text_lines import MOST_FIRST, as_text, first_lines, skip_above
from routemap.routes.recipe import Recipe
from routemap.routes.spreadsheet import restore_text
from routemap.routes.totals import is_note

_BLOCK_ROWS = 10_000
_MOST_COLUMNS = 1_000
_MOST_BROKEN_ROWS = 1_000
_DELIMITER_LINE = re.compile(r"\ufeff?sep=(.)[\r\n]*", re.IGNORECASE)  # Excel's own first line


def read_text_table(source: Input, recipe: Recipe) -> RawTable:
    """Return the table in a text file whose cells are divided by commas, semicolons or tabs."""
    refuse_endless(source)
    found = find_encoding(source, recipe.encoding)
    try:
        with as_text(source, found) as text:
            head = first_lines(text, recipe)
        if (quick := _read_quickly(source, found, head, recipe)) is not None:
            return quick
        source.stream.seek(0)
        with as_text(source, found) as text:
            skip_above(text, recipe)
            return _TextTable(source.name, head, text, recipe).read()
    except UnicodeError as error:
        raise undecodable(source, found) from error


def _read_quickly(source: Input, encoding: str, head: list[str], recipe: Recipe) -> RawTable | None:
    """Return the table if it is large and nothing in it is unusual."""
    if encoding not in ("utf-8", "utf-8-sig") or source.stream.seek(0, io.SEEK_END) < LEAST_BYTES:
        return None
    text = io.StringIO("".join(head), newline="")
    return _TextTable(source.name, head, text, recipe).read_quickly(source.stream)


class Dialect(NamedTuple):
    """How a text table is written.

    Parameters
    ----------
    encoding
        Of the text.
    delimiter
        Between the cells.
    header
        The names of the columns, as found.
    header_line
        Physical line of the header, from 1.
    """

    encoding: str
    delimiter: str
    header: list[str]
    header_line: int


def find_dialect(source: Input, recipe: Recipe) -> Dialect:
    """Return how a text table is written, from its first lines; for readers other than ours.

    Raises
    ------
    RefusedError
        If it has no header, or its first lines are not in its encoding.
    """
    found = find_encoding(source, recipe.encoding)
    try:
        with as_text(source, found) as text:
            head = first_lines(text, recipe)
    except UnicodeError as error:
        raise undecodable(source, found) from error
    finally:
        source.stream.seek(0)
    table = _TextTable(source.name, head, io.StringIO("".join(head), newline=""), recipe)
    return Dialect(found, *table.dialect())


class _TextTable:
    """Reads one text table row by row into dictionary-encoded columns."""

    def __init__(self, name: str, head: list[str], text: io.TextIOBase, recipe: Recipe) -> None:
        self._name = name
        self._problems = Findings(name)
        self._finder = HeaderFinder(name, recipe.columns)
        self._is_line_said = recipe.header_line is not None
        self._skipped = (recipe.header_line or 1) - 1
        self._text = text
        given = _DELIMITER_LINE.fullmatch(head[0]) if head else None
        if given is not None:
            self._skipped, head = self._skipped + 1, head[1:]
            next(text)
        self._head = head
        self._delimiter = (
            given[1] if given is not None and given[1] in DELIMITERS else find_delimiter(head, self._finder)
        )
        self._lines = array("q")
        self._refused = 0
        self._trailing: list[int] = []  # lines of rows that end in more empty cells than the header
        self._alone: list[int] = []  # lines of rows with one cell, which reads as a note
        self._named = 0  # position of the last column that has a name, from 1

    def read(self) -> RawTable:
        """Return the table."""
        reader = csv.reader(self._text, delimiter=self._delimiter, strict=True, skipinitialspace=True)
        header, header_line = self._header(reader)
        self._named = max((i for i, name in enumerate(header, start=1) if name.strip()), default=0)
        builders = [CellsBuilder() for _ in header]
        rows = self._rows(reader, len(header))
        while block := list(islice(rows, _BLOCK_ROWS)):
            for builder, texts in zip(builders, zip(*block, strict=True), strict=True):
                builder.extend(texts)
            if len(self._lines) > MOST_ROWS:
                raise too_many_rows(self._name)
        self._note_trailing()
        return RawTable(
            self._name,
            header,
            [builder.build() for builder in builders],
            lines=np.frombuffer(self._lines, dtype=np.int64),
            header_line=header_line,
            problems=self._problems.all(),
            refused_rows=self._refused,
            is_spreadsheet_text=True,
        )

    def read_quickly(self, stream: BinaryIO) -> RawTable | None:
        """Return the table, of which only the head was given, read by Arrow; None if it has to be read here."""
        reader = csv.reader(self._text, delimiter=self._delimiter, strict=True, skipinitialspace=True)
        try:
            header, header_line = self._header(reader)
        except RefusedError:
            return None
        above = self._skipped + reader.line_num
        if len(self._head) >= MOST_FIRST - 1 and not self._text.readline():
            return None  # the header may go on
        cells = read_quickly(stream, above, self._delimiter, len(header))
        if cells is None or not len(cells[0].codes):
            return None
        lines = np.arange(above + 1, above + 1 + len(cells[0].codes), dtype=np.int64)
        problems = self._problems.all()
        return RawTable(
            self._name, header, cells, lines, header_line=header_line, problems=problems, is_spreadsheet_text=True
        )

    def dialect(self) -> tuple[str, list[str], int]:
        """Return the delimiter, the header and its line."""
        header, line = self._header(
            csv.reader(self._text, delimiter=self._delimiter, strict=True, skipinitialspace=True)
        )
        return self._delimiter, header, line

    def _header(self, reader: Any) -> tuple[list[str], int]:
        line, wanted = 1 + self._skipped, self._header_line()
        try:
            for row in reader:
                if any(cell.strip() for cell in row) and line >= wanted:
                    row[0] = row[0].removeprefix("\ufeff")
                    if len(row) > _MOST_COLUMNS:
                        _trim(row)
                    if len(row) > _MOST_COLUMNS:
                        message = f"the header has {len(row):,} columns"
                        raise RefusedError(self._problem("columns-many", message, line, f"at most {_MOST_COLUMNS:,}"))
                    return [restore_text(name) for name in row], line
                line = reader.line_num + 1 + self._skipped
        except csv.Error as error:
            raise RefusedError(self._broken(str(error), line)) from error
        if self._is_line_said:
            message = f"nothing stands in line {self._skipped + 1} or below it"
            expected = "the number of the line in which the names of the columns stand"
            raise RefusedError(Problem("header-late", message, expected, file=self._name))
        raise RefusedError(
            Problem("file-empty", "the file is empty", "a header and one row per route", file=self._name)
        )

    def _header_line(self) -> int:
        """Return the line of the header; rows above it are told of, unless the user named the line."""
        rows = [(line + self._skipped, names) for line, names in islice(first_rows(self._head, self._delimiter), 20)]
        if self._is_line_said or not rows:
            return 0
        found = self._finder.line(rows)
        for problem in self._finder.skipped(rows, found):
            self._problems.add(problem)
        return found

    def _rows(self, reader: Any, width: int) -> Iterator[list[str]]:
        """Give the rows that have the header's width; note the line where each begins."""
        last = reader.line_num
        broken = 0
        while broken < _MOST_BROKEN_ROWS:
            try:
                for row in reader:
                    first, last = last + 1, reader.line_num
                    if len(row) != width or not row[0]:
                        if not any(map(str.strip, row)):
                            continue
                        if len(row) != width and not self._fits(row, width, first + self._skipped):
                            continue
                    self._lines.append(first + self._skipped)
                    yield row
                self._settle_alone(width)
                return
            except csv.Error as error:
                broken += 1
                self._refused += 1
                self._problems.add(self._broken(str(error), last + 1 + self._skipped))
                last = reader.line_num
        message = f"{broken:,} rows cannot be read, the rest was not tried"
        self._problems.add(self._problem("rows-broken", message, last + 1 + self._skipped))

    def _fits(self, row: list[str], width: int, line: int) -> bool:
        """Bring the row to the header's width if only empty cells are concerned; say so when there are others."""
        if len(row) > width and not any(map(str.strip, row[width:])):
            del row[width:]
            self._trailing.append(line)
            return True
        if self._named <= len(row) < width:  # columns without a name, at the end, which the row does not have
            row += [""] * (width - len(row))
            return True
        if len(row) == 1 and width > 2 and is_note(row[0]):
            self._alone.append(line)
            return False
        self._refused += 1
        hint = ""
        if len(row) > width:
            hint = f"put a cell that holds a {DELIMITERS[self._delimiter]} between double quotes"
        message = f"the row has {_cells(len(row))}, the header has {width}"
        self._problems.add(self._problem("row-ragged", message, line, _cells(width), hint))
        return False

    def _settle_alone(self, width: int) -> None:
        """Set aside what stands alone in a row below the table, as notes do; between its rows it is a ragged row."""
        last = self._lines[-1] if self._lines else 0
        between = [line for line in self._alone if line < last]
        for line in between:
            message = f"the row has 1 cell, the header has {width}"
            self._problems.add(self._problem("row-ragged", message, line, _cells(width)))
        self._refused += len(between)
        if below := self._alone[len(between) :]:
            self._problems.add(notes_below(self._name, below))

    def _note_trailing(self) -> None:
        lines = self._trailing
        if not lines:
            return
        rows = "1 row ends" if len(lines) == 1 else f"{len(lines):,} rows end"
        shown = ", ".join(map(str, lines[:5])) + (f" and {len(lines) - 5:,} more" if len(lines) > 5 else "")
        message = f"{rows} in more empty cells than the header has, left aside (line{'s' * (len(lines) > 1)} {shown})"
        hint = f"does a cell hold a {DELIMITERS[self._delimiter]} and no quotation marks around it?"
        problem = self._problem("row-trailing", message, lines[0], hint=hint)
        self._problems.add(problem)

    def _broken(self, error: str, line: int) -> Problem:
        if "unexpected end of data" in error:
            return self._problem(
                "quote-unclosed", "a quotation mark opened in this row is never closed", line, 'a closing "'
            )
        if "field limit" in error or "field larger" in error:
            message = f"a cell is longer than {csv.field_size_limit():,} characters"
            return self._problem("cell-long", message, line, hint="is a quotation mark left open in this row?")
        if "expected after" in error:
            expected = 'a quotation mark inside a quoted cell written twice: ""'
            return self._problem("quote-stray", "text follows a closing quotation mark", line, expected)
        return self._problem("row-broken", f"the row cannot be read ({error})", line)

    def _problem(self, code: Code, message: str, line: int, expected: str = "", hint: str = "") -> Problem:
        return Problem(code, message, expected, hint, file=self._name, line=line)


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number:,} cells"


def _trim(row: list[str]) -> None:
    """Cut the empty cells at the end."""
    while row and not row[-1].strip():
        row.pop()
