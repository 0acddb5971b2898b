"""What is drawn so far, as counts on a fine grid: how many lines pass here, which way, and whose arrowheads lie here.

To look up a curve's samples costs the same however many lines there are; that is what makes the search fast.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from routemap.lines.candidates import Candidates
from routemap.lines.mercator import Floats
from routemap.lines.plan import Plan

_CELL_PX = 2.0
_BINS = 18  # of 10° each; a line is inked into those within 20° of its direction
_BINS_BESIDE = np.arange(-2, 3)
_NEAR_PX = 4.0
_COVER_PX = 3.0
_EDGE_PX = 48.0
_STEP_PX = 2.5

Cells = NDArray[np.intp]
Marks = tuple[Cells, Cells, Cells, Cells]


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
        view = plan.view
        self._round = plan.round_world
        width = view.world_px if self._round else view.width_px + 2 * _EDGE_PX
        self._columns = max(1, round(width / _CELL_PX))
        self._cell_x = width / self._columns
        self._rows = int(np.ceil((view.height_px + 2 * _EDGE_PX) / _CELL_PX))
        self._size = self._rows * self._columns
        self.near = np.zeros(self._size, dtype=np.int32)
        self.cover = np.zeros(self._size, dtype=np.int32)
        self.along = np.zeros(self._size * _BINS, dtype=np.int16)
        self.arrows = np.zeros(self._size, dtype=np.int32)

    def cells(self, px: Floats) -> Cells:
        """Return the cell of each point (…, 2); points far outside count at the border."""
        column = np.floor((px[..., 0] + _EDGE_PX) / self._cell_x).astype(np.intp)
        row = np.floor((px[..., 1] + _EDGE_PX) / _CELL_PX).astype(np.intp)
        column = column % self._columns if self._round else np.clip(column, 0, self._columns - 1)
        cells: Cells = np.clip(row, 0, self._rows - 1) * self._columns + column
        return cells

    def along_cells(self, cells: Cells, tilt: Floats) -> Cells:
        """Return the cells in the layer of their direction, `tilt` in radians."""
        return _bin(tilt) * self._size + cells

    def marks(self, curves: Candidates, k: int, wider: float) -> Marks:
        """Return the cells that curve `k` inks in `near`, `cover`, `along` and `arrows`."""
        points, tilt = _refine(curves.path[k])
        near = self.cells(points[:, None, :] + _disk(_NEAR_PX + wider))
        layers = (_bin(tilt)[:, None] + _BINS_BESIDE) % _BINS
        along = layers[:, :, None] * self._size + near[:, None, :]
        cover, arrow = (self.cells(p[:, None, :] + _disk(_COVER_PX + wider)) for p in (points, curves.arrow[k]))
        return np.unique(near), np.unique(cover), np.unique(along), np.unique(arrow)

    def add(self, marks: Marks, sign: int) -> None:
        """Ink the marks, or take them away with `sign` -1."""
        near, cover, along, arrows = marks
        self.near[near] += sign
        self.cover[cover] += sign
        self.along[along] += sign
        self.arrows[arrows] += sign


def _bin(tilt: Floats) -> Cells:
    """Return the layer, 0 … 17, of undirected directions in radians."""
    layer: Cells = np.floor(tilt / np.pi * _BINS + 0.5).astype(np.intp) % _BINS
    return layer


@cache
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
