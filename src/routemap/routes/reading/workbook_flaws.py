"""What a sheet hides from who reads its values: formulas that nobody computed, and cells that were merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.etree import ElementTree as ET

import numpy as np
from numpy.typing import NDArray

from routemap.problems import Problem

_BLOCK = 1 << 20
_MARKS = re.compile(rb"[<:](f[ >/]|mergeCell )")
_MOST_SHOWN = 20
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def sheet_flaws(
    name: str, open_sheet: Callable[[], IO[bytes]], header_line: int, lines: NDArray[np.int64], width: int
) -> list[Problem]:
    """Return errors for cells whose value is missing although the sheet shows one.

    Parameters
    ----------
    name
        Of the file.
    open_sheet
        Opens the XML of the sheet.
    header_line
        The row of the sheet that has the names of the columns.
    lines
        The rows of the sheet that are routes.
    width
        Number of columns of the table.
    """
    with open_sheet() as source:
        if not _has_marks(source):
            return []  # nearly all sheets: a look at the bytes is much cheaper than parsing them
    problems: list[Problem] = []
    with open_sheet() as source:
        for code, reference in _found(source):
            if len(problems) >= _MOST_SHOWN:
                break
            column, row = _cell(reference)
            if code == "formula" and row >= header_line and column <= width:
                message = f"the cell {reference} is a formula without a stored result"
                expected = "the workbook saved by Excel or LibreOffice, which compute it"
                problems.append(Problem("formula-empty", message, expected, file=name, line=row))
            elif code == "merged" and (row := _merged_row(reference, lines, width)):
                message = f"the cells {reference} are merged; only the first of them has the value"
                problems.append(Problem("cells-merged", message, "a value in each cell", file=name, line=row))
    return problems


def _has_marks(source: IO[bytes]) -> bool:
    tail = b""
    while block := source.read(_BLOCK):
        if _MARKS.search(tail + block):
            return True
        tail = block[-16:]
    return False


def _found(source: IO[bytes]) -> Iterator[tuple[str, str]]:
    """Give formulas without a result, and merged ranges, by their cells."""
    for _, element in ET.iterparse(source):
        kind = element.tag.rpartition("}")[2]
        if kind == "c" and _is_uncomputed(element):
            yield "formula", element.get("r") or ""
        elif kind == "mergeCell":
            yield "merged", element.get("ref") or ""
        elif kind == "row":
            element.clear()


def _is_uncomputed(cell: Any) -> bool:
    parts = {part.tag.rpartition("}")[2]: part.text for part in cell}
    # A formula whose result is the empty text has the type str, and no value either.
    return "f" in parts and not parts.get("v") and cell.get("t") != "str"


def _cell(reference: str) -> tuple[int, int]:
    """Return column and row of a reference such as B3, from 1; zeros for anything else."""
    match = _CELL.fullmatch(reference)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(match[2])


def _merged_row(reference: str, lines: NDArray[np.int64], width: int) -> int:
    """Return the first row of the table that a merged range takes values from, 0 for none."""
    first, _, last = reference.partition(":")
    (column, top), (_, bottom) = _cell(first), _cell(last)
    inside = lines[(lines >= top) & (lines <= bottom)]
    return int(inside[0]) if first != last and 0 < column <= width and len(inside) else 0
