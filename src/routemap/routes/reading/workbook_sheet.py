"""The cells of one sheet, row by row, and what the sheet hides from who reads its values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from routemap.problems import show_value
from routemap.routes.reading.cell_text import cell_text
from routemap.routes.reading.workbook_parts import (
    LONGEST_CELL,
    SHEETS,
    Dates,
    TextGatherer,
    WorkbookParts,
    unescaped,
)
from routemap.routes.reading.xml_guard import read_xml
from routemap.routes.reading.zip_guard import ArchiveError, TooLargeError

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
_MOST_MERGED = 100_000
_TRUE = frozenset({"1", "true", "on"})
# What a spreadsheet of 96 dots to the inch shows as nothing: points of height; widths of a digit.
_HALF_A_DOT_HIGH, _HALF_A_DOT_WIDE = 0.375, 0.07
_LONGEST_SIZE = 40  # characters
_ROW = ["worksheet", "sheetData", "row"]


@dataclass(slots=True)
class SheetRow:
    """A row that has a cell.

    Parameters
    ----------
    line
        Its number in the sheet.
    cells
        Column from 1 → text, for each cell that has one.
    is_hidden
        Whether the sheet does not show it.
    uncomputed
        Columns of formulas whose result nobody computed.
    """

    line: int
    is_hidden: bool
    cells: dict[int, str] = field(default_factory=dict)
    uncomputed: list[int] = field(default_factory=list)


class SheetReader:
    """Reads the cells of a sheet as texts.

    Parameters
    ----------
    parts
        The workbook.
    part
        The sheet's own part.
    """

    def __init__(self, parts: WorkbookParts, part: str) -> None:
        self._parts = parts
        self._part = part
        self._dates: Dates = parts.dates()
        self._texts = parts.texts()
        self._value = TextGatherer()
        self._ready: list[SheetRow] = []
        self._row: SheetRow | None = None
        self._line = self._column = 0
        self._kind = self._style = ""
        self._has_formula = self._has_value = False
        self._pieces: list[str] | None = None
        self._length = 0
        self._usual_height: str | None = None
        self.hidden_columns: set[int] = set()
        self.merged: list[str] = []
        self.numbers: set[str] = set()  # those that would be another number if their point stood between thousands

    def rows(self) -> Iterator[SheetRow]:
        """Give the rows in their order; `hidden_columns` is known before the first, `merged` after the last."""
        for _ in read_xml(self._parts.archive, self._part, SHEETS, self._start, self._end, self._text):
            yield from self._ready
            self._ready.clear()

    def _start(self, path: Sequence[str], attributes: dict[str, str]) -> None:
        name, depth = path[-1], len(path)
        if name == "c" and depth == 4 and self._row is not None:
            self._start_cell(attributes)
        elif depth == 5 and name == "v" and path[3] == "c":
            self._pieces, self._length, self._has_value = [], 0, True
        elif depth == 5 and name == "f" and path[3] == "c":
            self._has_formula = True
        elif name == "t":
            self._value.start(path)
        elif name == "row" and path == _ROW:
            self._start_row(attributes)
        elif name == "sheetFormatPr" and depth == 2:
            # Rows that do not say how high they are. What hides rows that are not written (zeroHeight) hides no text.
            is_said = attributes.get("customHeight") in _TRUE
            self._usual_height = attributes.get("defaultRowHeight") if is_said else None
        elif name == "col" and depth == 3:
            self._meet_column(attributes)
        elif name == "mergeCell" and depth == 3:
            self.merged.append(attributes.get("ref", ""))
            if len(self.merged) > _MOST_MERGED:
                raise TooLargeError(f"has more than {_MOST_MERGED:,} merged cells")

    def _end(self, path: Sequence[str]) -> None:
        name, depth = path[-1], len(path)
        if name == "c" and depth == 4:
            self._end_cell()
        elif name == "t":
            self._value.end(path)
        elif name == "row" and depth == 3 and self._row is not None:
            self._ready.append(self._row)
            self._row = None

    def _text(self, piece: str) -> None:
        if self._pieces is None:
            self._value.text(piece)
            return
        self._length += len(piece)
        if self._length > LONGEST_CELL:
            raise TooLargeError(f"has a cell of more than {LONGEST_CELL:,} characters")
        self._pieces.append(piece)

    def _start_row(self, attributes: dict[str, str]) -> None:
        line = _whole(attributes["r"]) if "r" in attributes else self._line + 1
        if not self._line < line <= MOST_ROWS:
            # Programs differ on which of two rows of one number they show.
            said = f"{line:,}" if line >= 0 else f"'{show_value(attributes['r'])}'"
            raise ArchiveError(f"has its row {said} out of order, twice, or beyond the last that there can be")
        self._line, self._column = line, 0
        is_hidden = attributes.get("hidden") in _TRUE or _is_nothing(
            attributes.get("ht", self._usual_height), _HALF_A_DOT_HIGH
        )
        self._row = SheetRow(line, is_hidden)

    def _meet_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE or _is_nothing(attributes.get("width"), _HALF_A_DOT_WIDE):
            first, last = _whole(attributes.get("min", "1")), _whole(attributes.get("max", "1"))
            if last - first < MOST_COLUMNS and len(self.hidden_columns) < MOST_COLUMNS:
                self.hidden_columns.update(range(max(1, first), min(last, MOST_COLUMNS) + 1))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = column_of(reference) if reference else self._column + 1
        if not 0 < self._column <= MOST_COLUMNS:
            raise TooLargeError(f"has a cell in row {self._line:,} beyond the last column that there can be")
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._has_formula = self._has_value = False

    def _end_cell(self) -> None:
        row, column, pieces = self._row, self._column, self._pieces
        self._pieces = None
        if row is None:
            return
        text = self._value.take() if self._kind == "inlineStr" else self._shown("".join(pieces or ()))
        # A formula whose result is the empty text has the type str, and no value either.
        if self._has_formula and not pieces and self._kind != "str":
            row.uncomputed.append(column)
        if column in row.cells:
            raise ArchiveError(f"has a cell of row {self._line:,} twice")
        if text:
            row.cells[column] = text

    def _shown(self, value: str) -> str:
        """Return the text of a stored value, as an analyst would type it."""
        kind = self._kind
        if not value:
            return ""
        if kind == "s":
            number = _whole(value)
            if not 0 <= number < len(self._texts):
                raise ArchiveError(f"has a cell in row {self._line:,} whose text is missing")
            return self._texts[number]
        if kind == "n":
            return self._number(value)
        if kind == "b":
            return "true" if value in _TRUE else "false"
        return unescaped(value)  # a text, an error, or a date that is written out

    def _number(self, value: str) -> str:
        if self._style in self._dates.styles:
            return self._date(value)
        if value.isascii() and value.isdigit() and (value[0] != "0" or value == "0"):
            return value  # nearly all of them
        try:
            text = cell_text(float(value) if len(value) < 400 else value)
        except ValueError:
            return value
        if text[-4:-3] == ".":
            self.numbers.add(text)
        return text

    def _date(self, value: str) -> str:
        try:
            return cell_text(self._dates.moment(float(value), is_span=self._style in self._dates.spans))
        except (ValueError, OverflowError):
            return "#VALUE!"


def column_of(reference: str) -> int:
    """Return the column of a reference such as B3, from 1; 0 for what is none.

    Examples
    --------
    >>> column_of("B3"), column_of("XFD1"), column_of("3")
    (2, 16384, 0)
    """
    column = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def letters_of(column: int) -> str:
    """Return what a sheet calls a column, counted from 1.

    Examples
    --------
    >>> letters_of(2), letters_of(16384)
    ('B', 'XFD')
    """
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _whole(value: str) -> int:
    """Return a whole number as programs write it; -1 for anything else."""
    try:
        number = float(value) if len(value) < 20 else -1.0
    except ValueError:
        return -1
    return int(number) if number.is_integer() else -1


def _is_nothing(size: str | None, least: float) -> bool:
    """Tell whether a height or width is none on a screen, where half a dot is rounded to nothing."""
    try:
        return size is not None and len(size) < _LONGEST_SIZE and not float(size) >= least
    except ValueError:
        return False
