"""What is drawn so far, as counts on a fine grid: how many lines pass here, which way, and whose arrowheads lie here.

To look up a curve's samples costs the same however many lines there are; that is what makes the search fast.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from routemap.lines.arrays import Floats, between
from routemap.lines.layout.candidates import Candidates
from routemap.lines.layout.plan import Plan

_CELL_PX = 2.0
_BINS = 18  # of 10° each; a line is inked into those within 20° of its direction
_BINS_BESIDE = 2
_NEAR_PX = 4.0
_COVER_PX = 3.0
_EDGE_PX = 48.0
_STEP_PX = 2.5
ENDS_PX = 30.0  # past the arrowheads of lines that end at the same place

Cells = NDArray[np.intp]


class Marks(NamedTuple):
    """The cells that one line inks, each once.

    `first` and `last` are the part of `cover` near the line's start and end, where arrowheads of its siblings lie.
    """

    near: Cells
    cover: Cells
    along: Cells
    arrows: Cells
    first: Cells
    last: Cells


class Ink:
    """Counts of lines per cell of the view.

    Attributes
    ----------
    near, cover
        How many lines pass within 4 px and within 3 px of each cell; wider lines reach farther.
    along
        The same as `near`, in one layer for each direction.
    arrows
        How many arrowheads lie on each cell.
    """

    def __init__(self, plan: Plan) -> None:
        window = plan.window
        self._round = window.is_round
        width = window.wrap_px if self._round else window.width_px + 2 * _EDGE_PX
        self._columns = max(1, round(width / _CELL_PX))
        self._cell_x = width / self._columns
        self._rows = int(np.ceil((window.height_px + 2 * _EDGE_PX) / _CELL_PX))
        self._size = self._rows * self._columns
        self.near = np.zeros(self._size, dtype=np.int16)
        self.cover = np.zeros(self._size, dtype=np.int16)
        self.along = np.zeros(self._size * _BINS, dtype=np.int16)
        self.arrows = np.zeros(self._size, dtype=np.int16)
        self._count = np.zeros(self._size, dtype=np.int16)
        self._scratch = np.zeros(self._size, dtype=np.bool_)
        self._layers = np.zeros(self._size * _BINS, dtype=np.bool_)

    def cells(self, px: Floats) -> Cells:
        """Return the cell of each point (…, 2); points far outside count at the border."""
        column = np.floor((px[..., 0] + _EDGE_PX) / self._cell_x).astype(np.intp)
        row = np.floor((px[..., 1] + _EDGE_PX) / _CELL_PX).astype(np.intp)
        column = column % self._columns if self._round else between(column, 0, self._columns - 1)
        cells: Cells = between(row, 0, self._rows - 1) * self._columns + column
        return cells

    def along_cells(self, cells: Cells, tilt: Floats) -> Cells:
        """Return the cells in the layer of their direction, `tilt` in radians; a cell's layers lie side by side."""
        return cells * _BINS + _bin(tilt)

    def marks(self, curves: Candidates, k: int, wider: float) -> Marks:
        """Return the cells that curve `k` inks in `near`, `cover`, `along` and `arrows`."""
        points, tilt = _refine(curves.path[k])
        reached = self.cells(points[:, None, :] + _disk(_NEAR_PX + wider))
        near = self._distinct(reached)
        self._layers[reached * _BINS + _bin(tilt)[:, None]] = True
        by_cell = self._layers.reshape(-1, _BINS)
        row, layer = _beside(by_cell[near]).nonzero()
        by_cell[near] = False
        cover, arrow = (self.cells(p[:, None, :] + _disk(_COVER_PX + wider)) for p in (points, curves.arrow[k]))
        ends = (np.hypot(*(points - end).T) < ENDS_PX for end in (points[0], points[-1]))
        return Marks(
            near,
            self._distinct(cover),
            near[row] * _BINS + layer,
            self._distinct(arrow),
            *(self._distinct(cover[end]) for end in ends),
        )

    def uncovered(self, arrow: Cells, siblings: list[Cells]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return which cells any line covers, and which a line that is none of the siblings covers.

        Parameters
        ----------
        siblings
            For each line that shares the place, the cells it covers there.
        """
        known = self._count
        for cells in siblings:
            known[cells] += 1
        here = self.cover[arrow]
        found = here > 0, here > known[arrow]
        for cells in siblings:
            known[cells] = 0
        return found

    def _distinct(self, cells: Cells) -> Cells:
        """Return each cell once, in order; faster than a sort, as the rows that one line passes have few cells."""
        if not len(cells):
            return cells
        first, last = cells.min(), cells.max()
        self._scratch[cells] = True
        found: Cells = self._scratch[first : last + 1].nonzero()[0] + first
        self._scratch[found] = False
        return found

    def add(self, marks: Marks, sign: int) -> None:
        """Ink the marks, or take them away with `sign` -1."""
        self.near[marks.near] += sign
        self.cover[marks.cover] += sign
        self.along[marks.along] += sign
        self.arrows[marks.arrows] += sign


def _bin(tilt: Floats) -> Cells:
    """Return the layer, 0 … 17, of undirected directions in radians."""
    layer: Cells = np.floor(tilt / np.pi * _BINS + 0.5).astype(np.intp) % _BINS
    return layer


def _beside(layers: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which of a cell's layers (n, 18) are set, or beside one that is; the last is beside the first."""
    around = np.concatenate((layers[:, -_BINS_BESIDE:], layers, layers[:, :_BINS_BESIDE]), axis=1)
    found = layers.copy()
    for first in (0, 1, 3, 4):
        found |= around[:, first : first + _BINS]
    return found


@lru_cache(maxsize=4096)  # two for each width of line, and quantities have as many widths as they like
def _disk(radius: float) -> Floats:
    reach = int(np.ceil(radius / _CELL_PX))
    grid = np.arange(-reach, reach + 1) * _CELL_PX
    x, y = np.meshgrid(grid, grid)
    inside = np.hypot(x, y) <= radius
    return np.stack((x[inside], y[inside]), axis=-1)


def _refine(path: Floats) -> tuple[Floats, Floats]:
    """Return points along one polyline at most 2.5 px apart, and the direction there."""
    a, step = path[:-1], np.diff(path, axis=0)
    count = max(1, int(np.ceil(np.hypot(step[:, 0], step[:, 1]).max() / _STEP_PX)))
    t = (np.arange(count) + 0.5) / count
    points = a[:, None] + t[None, :, None] * step[:, None]
    return points.reshape(-1, 2), np.repeat(np.arctan2(step[:, 1], step[:, 0]), count)
