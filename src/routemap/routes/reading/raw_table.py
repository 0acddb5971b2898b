"""A table as it stands in the input: text columns, and where each row is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from routemap.problems import Problem
from routemap.routes.cells import Cells

# A table of more rows is no list of routes, and would not fit into memory.
MOST_ROWS = 20_000_000
# A table of routes has about twenty columns.
MOST_COLUMNS = 1_000


@dataclass(slots=True)
class RawTable:
    """What a reader hands to the checks.

    Parameters
    ----------
    file
        Name of the input as the user gave it.
    header
        The column names as found.
    cells
        One column each.
    lines
        Physical line of each row, header = 1; None where lines make no sense.
    wheres
        Other words for where each row is, such as ``feature 3 (id "x")``; None where `lines` say it.
    header_line
        Physical line of the header, if there is one.
    problems
        What the reader itself found.
    refused_rows
        How many rows the reader found and could not hand on.
    is_spreadsheet_text
        Whether formula-like cells were made harmless with an apostrophe (CSV and the like).
    geometries
        For each row the first and last position of its line and how many it has, (lon, lat, lon, lat, number), NaN
        for none; or None.
    courses
        The line of each row as WKT, empty for none of one piece with three positions or more; None where nobody asked
        for them.
    numbers
        Texts with a point that were numbers in an input whose other cells are texts, such as a workbook.
    places
        The id of each place → its name, where a list of places stands beside the routes; else empty.
    sheets
        The other sheets of the same workbook, one of which may be such a list.
    """

    file: str
    header: list[str]
    cells: list[Cells]
    lines: NDArray[np.int64] | None = None
    wheres: Sequence[str] | None = None
    header_line: int | None = None
    problems: list[Problem] = field(default_factory=list)
    refused_rows: int = 0
    is_spreadsheet_text: bool = False
    geometries: NDArray[np.float64] | None = None
    courses: Cells | None = None
    numbers: frozenset[str] = frozenset()
    places: Mapping[str, str] = field(default_factory=dict)
    sheets: Sequence[str] = ()

    @property
    def length(self) -> int:
        """Number of rows."""
        return len(self.cells[0].codes) if self.cells else 0

    def copy(self) -> RawTable:
        """Return the same table with a list of columns of its own, so that taking one leaves it here."""
        return replace(self, cells=list(self.cells))

    def rows_at(self, positions: Iterable[int]) -> list[int]:
        """Return the rows that stand in these physical lines; lines that hold none are passed over."""
        if self.lines is None:
            return []
        return np.flatnonzero(np.isin(self.lines, list(positions))).tolist()

    def without(self, rows: Sequence[int], problems: list[Problem]) -> RawTable:
        """Return the table without these rows, and with these problems."""
        if not rows:
            return replace(self, problems=problems)
        kept = np.delete(np.arange(self.length), rows)
        return replace(
            self,
            cells=[replace(cells, codes=cells.codes[kept]) for cells in self.cells],
            lines=None if self.lines is None else self.lines[kept],
            wheres=None if self.wheres is None else [self.wheres[row] for row in kept.tolist()],
            geometries=None if self.geometries is None else self.geometries[kept],
            courses=None if self.courses is None else self.courses.take(kept),
            problems=problems,
        )

    def take_cells(self, position: int) -> Cells:
        """Return one column and forget its texts, so that a large table is not held twice."""
        cells = self.cells[position]
        self.cells[position] = Cells(cells.codes, [])
        return cells

    def place(self, row: int) -> dict[str, Any]:
        """Return the part of a Problem that says where `row` is."""
        return {
            "line": int(self.lines[row]) if self.lines is not None else None,
            "where": self.wheres[row] if self.wheres is not None else "",
        }

    def say_row(self, row: int) -> str:
        """Return words for where `row` is, for use inside a message."""
        if self.lines is not None:
            return f"line {int(self.lines[row])}"
        return self.wheres[row] if self.wheres is not None else f"row {row + 1}"


class RowNames(Sequence[str]):
    """``row 1``, ``row 2`` …, made when asked for: `RawTable.wheres` of a table without lines."""

    def __init__(self, length: int) -> None:
        self._length = length

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._length

    def __getitem__(self, row: Any) -> Any:
        """Return the name of the row at a position from 0."""
        return f"row {row + 1}"


class RefusedError(Exception):
    """Raised inside the readers when nothing further can be read; carries the one problem. Never leaves this room."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def too_many_rows(name: str, most: int = MOST_ROWS) -> RefusedError:
    """Return the refusal of a table that is too long to hold in memory; `most` is how long it may be."""
    message = f"has more than {most:,} rows"
    return RefusedError(Problem("rows-many", message, "fewer; split the table, or add up its rows first", file=name))


def too_many_columns(name: str, number: int, line: int | None = None) -> RefusedError:
    """Return the refusal of a table that is too wide to be one of routes."""
    message = f"the header has {number:,} columns" if line else f"has {number:,} columns"
    return RefusedError(Problem("columns-many", message, f"at most {MOST_COLUMNS:,}", file=name, line=line))


def only_geometry(name: str, what: str) -> RefusedError:
    """Return the refusal of a table that has nothing but shapes."""
    message = f"{what} no columns but geometry"
    return RefusedError(Problem("column-missing", message, "the columns of the routes", file=name))


def notes_below(name: str, lines: Sequence[int]) -> Problem:
    """Return the warning that lines below a table hold notes."""
    what = f"line {lines[0]} below the table holds a note"
    if len(lines) > 1:
        what = f"lines {lines[0]} to {lines[-1]} below the table hold notes"
    return Problem("lines-below", f"{what}, left aside", file=name, line=lines[0])
