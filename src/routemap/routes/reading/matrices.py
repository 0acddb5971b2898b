"""Matrices, with places in the first column and in the header → one row for each pair that has a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from routemap.places import Resolution, resolve_many
from routemap.problems import Problem, show_value
from routemap.routes.cells import Cells
from routemap.routes.reading.raw_table import MOST_ROWS, RawTable, RefusedError, too_many_rows
from routemap.routes.totals import is_total

_LOOKED_AT = 200
# What stands in a matrix where nothing moves, or nobody counted.
NO_VALUE = frozenset({"", "-", "–", "—", "..", ":", "…", "n/a", "n.a.", "0", "0.0", "0,0", "x"})


class _Shape(NamedTuple):
    """Which columns of a matrix are what.

    Parameters
    ----------
    rows
        The position of the column whose cells are places.
    across
        The positions of the columns whose names are places.
    totals
        The positions of columns that add up others.
    others
        The positions of columns that say something about the whole row.
    """

    rows: int
    across: list[int]
    totals: list[int]
    others: list[int]


def looks_like_matrix(table: RawTable) -> bool:
    """Tell whether places stand both in the first column and in the header."""
    if len(table.header) < 3 or not table.length:
        return False
    shape = _shape(table)
    first = [value for value in list(table.cells[shape.rows].values)[:_LOOKED_AT] if value.strip()]
    places = _places(first)
    return len(shape.across) >= 2 and len(places) * 2 >= len([value for value in first if not is_total(value)])


def read_matrix(table: RawTable, rows_are: str) -> RawTable:
    """Return a matrix as a table with the columns origin, destination and quantity.

    Parameters
    ----------
    table
        The matrix as it stands.
    rows_are
        ``origins`` or ``destinations``: what the places in the first column are.

    Raises
    ------
    RefusedError
        If no name in the header is a place, or the pairs are too many.
    """
    shape = _shape(table)
    if not shape.across:
        message, expected = "no name in the header is a place", "a matrix with places in column 1 and in the header"
        raise RefusedError(Problem("matrix-none", message, expected, file=table.file, line=table.header_line))
    names = list(table.cells[shape.rows].values)
    totals = [code for code, value in enumerate(names) if is_total(value)]
    is_total_row = np.isin(table.cells[shape.rows].codes, totals)
    kept = np.flatnonzero(~is_total_row)
    rows, columns = _pairs(table, shape, kept)
    rows, columns, nowhere = _somewhere(table, shape, rows, columns)
    if len(rows) > MOST_ROWS:
        raise too_many_rows(table.file)
    place = {column: number for number, column in enumerate(shape.across)}
    theirs = table.cells[shape.rows].take(rows)
    ours = Cells(
        np.array([place[column] for column in columns.tolist()], dtype=np.int32),
        [table.header[column].strip() for column in shape.across],
    )
    origin, destination = (theirs, ours) if rows_are == "origins" else (ours, theirs)
    header = ["origin", "destination", "quantity", *(table.header[column] for column in shape.others)]
    cells = [origin, destination, _values(table, rows, columns), *(table.cells[at].take(rows) for at in shape.others)]
    problems = [*table.problems, *_left_aside(table, shape, is_total_row), *nowhere]
    lines = None if table.lines is None else table.lines[rows]
    wheres = None if table.wheres is None else [table.wheres[row] for row in rows.tolist()]
    return RawTable(
        table.file, header, cells, lines, wheres, table.header_line, problems, table.refused_rows,
        table.is_spreadsheet_text,
    )  # fmt: skip


def _shape(table: RawTable) -> _Shape:
    names = [name.strip() for name in table.header]
    places = _places(names)
    totals = [at for at, name in enumerate(names) if at and is_total(name)]
    across = [at for at, name in enumerate(names) if name in places and at not in totals]
    # "To", "FR" and "Fra" are places, too; what ours are called counts only where no place is meant beside it.
    free = [at for at in range(len(names)) if at not in across and at not in totals]
    rows = next((at for at in free if _is_of_places(table, at)), 0)
    across = [at for at in across if at != rows]
    if across:
        # "Other", "Various": what moves to nobody knows where is no less a flow.
        across = sorted({*across, *(at for at in free if at != rows and _is_of_unknown(table, at))})
        free = [at for at in free if at not in across]
    return _Shape(rows, across, totals, [at for at in free if at != rows and names[at]])


def _is_of_places(table: RawTable, at: int) -> bool:
    found = [value.strip() for value in list(table.cells[at].values)[:_LOOKED_AT] if value.strip()]
    return bool(found) and len(_places(found)) * 2 >= len(found)


def _is_of_unknown(table: RawTable, at: int) -> bool:
    """Tell whether a column is named as a place that is not known, and holds numbers."""
    name = table.header[at].strip()
    found = [value.strip() for value in list(table.cells[at].values)[:_LOOKED_AT]]
    held = [value for value in found if value.casefold() not in NO_VALUE]
    is_counted = bool(held) and sum(any(map(str.isdigit, value)) for value in held) * 2 >= len(held)
    return bool(name) and is_counted and resolve_many((name,), suggest=False)[name].means_unknown


def _places(texts: Sequence[str]) -> set[str]:
    found = resolve_many(dict.fromkeys(text.strip() for text in texts), suggest=False)
    return {text for text, meaning in found.items() if meaning.code or meaning.candidates}


def _pairs(table: RawTable, shape: _Shape, kept: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the row and the column of every cell that has a value, row by row."""
    has = np.zeros((len(kept), len(shape.across)), dtype=np.bool_)
    for number, column in enumerate(shape.across):
        cells = table.cells[column]
        has[:, number] = cells.where(lambda value: value.strip().casefold() not in NO_VALUE)[kept]
    at_row, at_column = np.nonzero(has)
    return kept[at_row], np.array(shape.across, dtype=np.intp)[at_column]


def _somewhere(
    table: RawTable, shape: _Shape, rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp], list[Problem]]:
    """Return the pairs of which one end at least is known, and what to say of the others: no map can show them."""
    names = table.cells[shape.rows]
    unknown = [meaning.means_unknown for meaning in _meanings(names.values)]
    across = {
        at: meaning.means_unknown
        for at, meaning in zip(shape.across, _meanings([table.header[at] for at in shape.across]), strict=True)
    }
    is_nowhere = np.array(unknown, dtype=np.bool_)[names.codes[rows]]
    is_nowhere &= np.array([across[at] for at in columns.tolist()], dtype=np.bool_)
    if not is_nowhere.any():
        return rows, columns, []
    row, column = int(rows[is_nowhere][0]), int(columns[is_nowhere][0])
    pair = f"'{show_value(names.text(row).strip())}' and '{show_value(table.header[column].strip())}'"
    count = int(is_nowhere.sum())
    message = f"the value between {pair} is left aside: neither is a place"
    if count > 1:
        message = f"{count:,} values between words for unknown, such as {pair}, are left aside: neither is a place"
    problem = Problem("matrix-nowhere", message, file=table.file, **table.place(row))
    return rows[~is_nowhere], columns[~is_nowhere], [problem]


def _meanings(texts: Sequence[str]) -> list[Resolution]:
    names = [text.strip() for text in texts]
    found = resolve_many(names, suggest=False)
    return [found[name] for name in names]


def _values(table: RawTable, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Cells:
    index: dict[str, int] = {}
    codes = np.empty(len(rows), dtype=np.int32)
    for number, (row, column) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True)):
        codes[number] = index.setdefault(table.cells[column].text(row), len(index))
    return Cells(codes, list(index) or [""])


def _left_aside(table: RawTable, shape: _Shape, is_total_row: NDArray[np.bool_]) -> list[Problem]:
    """Return what to say of totals: they would be routes twice over."""
    said = []
    for row in np.flatnonzero(is_total_row).tolist():
        said.append(f"the row '{show_value(table.cells[shape.rows].text(row).strip())}'")
    said += [f"the column '{show_value(table.header[at].strip())}'" for at in shape.totals]
    if not said:
        return []
    more = f" and {len(said) - 10:,} more" if len(said) > 10 else ""
    one = "is a total, and" if len(said) == 1 else "are totals, and"
    message = f"{', '.join(said[:10])}{more} {one} left aside"
    return [Problem("total-row", message, file=table.file, line=table.header_line)]
