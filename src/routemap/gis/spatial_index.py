"""The R-tree of a layer, packed at once: row by row SQLite takes 15 µs for each."""

from __future__ import annotations

import sqlite3
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

# A node is its height above the leaves (said by the root alone), its number of cells, and the cells.
_CELL = np.dtype([("number", ">i8"), ("box", ">f4", (4,))])
_HEAD_BYTES = 4
_ROOT = 1


def fill_index(connection: sqlite3.Connection, table: str, rows: NDArray[np.int64], boxes: NDArray[np.float64]) -> None:
    """Put the boxes of rows into an R-tree that is there and empty.

    Parameters
    ----------
    connection
        In a transaction.
    table
        The R-tree, of two dimensions.
    rows
        Numbers of the rows, each once.
    boxes
        Least and greatest longitude, least and greatest latitude of each row; no NaN.
    """
    if not len(rows):
        return
    try:
        _pack(connection, table, rows, _rounded(boxes))
    except sqlite3.DatabaseError:  # Apple's SQLite lets nobody else write where it keeps an R-tree
        told = zip(rows.tolist(), *boxes.T.tolist(), strict=True)
        connection.executemany(f'INSERT INTO "{table}" VALUES (?, ?, ?, ?, ?)', told)


def _pack(connection: sqlite3.Connection, table: str, rows: NDArray[np.int64], boxes: NDArray[np.float32]) -> None:
    """Fill the tables in which SQLite keeps the tree, as its documentation says they are.

    "The SQLite R*Tree Module", section 3.4. The order is that of S. T. Leutenegger, M. A. Lopez, J. Edgington, "STR: a
    simple and efficient algorithm for R-tree packing", ICDE 1997, page 497.
    """
    ((size,),) = connection.execute(f'SELECT length(data) FROM "{table}_node" WHERE nodeno = {_ROOT}')
    most = (size - _HEAD_BYTES) // _CELL.itemsize
    order = _tiles(boxes, most)
    cells = np.empty(len(rows), dtype=_CELL)
    cells["number"], cells["box"] = rows[order], boxes[order]
    nodes: list[tuple[bytes, int]] = []
    height = 0
    while True:
        count = -(-len(cells) // most)
        bounds = np.linspace(0, len(cells), count + 1).astype(np.intp)
        numbers = np.arange(count) + _ROOT + (len(nodes) + 1 if count > 1 else 0)
        held = "_parent" if height else "_rowid"
        above = np.repeat(numbers, np.diff(bounds))
        told = zip(cells["number"].tolist(), above.tolist(), strict=True)
        connection.executemany(f'INSERT INTO "{table}{held}" VALUES (?, ?)', told)
        for number, (first, end) in zip(numbers.tolist(), pairwise(bounds.tolist()), strict=True):
            head = np.array([height if count == 1 else 0, end - first], dtype=">u2").tobytes()
            nodes.append(((head + cells[first:end].tobytes()).ljust(size, b"\0"), number))
        if count == 1:
            break
        least = np.minimum.reduceat(cells["box"], bounds[:-1])
        greatest = np.maximum.reduceat(cells["box"], bounds[:-1])
        cells = np.empty(count, dtype=_CELL)
        cells["number"], cells["box"] = numbers, np.where([True, False, True, False], least, greatest)
        height += 1
    connection.executemany(f'INSERT OR REPLACE INTO "{table}_node" (data, nodeno) VALUES (?, ?)', nodes)


def _tiles(boxes: NDArray[np.float32], most: int) -> NDArray[np.intp]:
    """Return the order in which neighbours of so many follow each other: strips by longitude, each by latitude."""
    centre = boxes[:, ::2] + boxes[:, 1::2]
    strips = int(np.ceil(np.sqrt(len(boxes) / most)))
    strip = np.empty(len(boxes), dtype=np.intp)
    strip[np.argsort(centre[:, 0], kind="stable")] = np.arange(len(boxes)) * strips // len(boxes)
    return np.lexsort((centre[:, 1], strip))


def _rounded(boxes: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return boxes of single precision that hold those given."""
    found = boxes.astype(np.float32)
    outward = np.array([-np.inf, np.inf, -np.inf, np.inf], dtype=np.float32)
    is_within = np.where(outward < 0, found > boxes, found < boxes)
    return np.where(is_within, np.nextafter(found, outward), found)
