"""Quadratic curves between places: what a layout returns, and how it becomes lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from routemap.lines.arrays import Floats
from routemap.lines.layout.bezier import curve_paths
from routemap.lines.mercator import MAX_LAT, from_world, to_world

if TYPE_CHECKING:
    from routemap.lines.seam import Geometries


@dataclass(frozen=True, eq=False, slots=True)
class Curves:
    """One quadratic Bézier curve per leg, in the Web-Mercator plane of the view it was laid out for.

    Control points are full: from place to place, untrimmed. A drawing that zooms trims by itself at the edge of its
    symbols; the trims here hold at the fitted scale.

    A leg from a place to itself is a ring: the circle through the place whose diameter ends at `control`
    (`start` = `end` = the place; see `ring`).

    Attributes
    ----------
    start, control, end
        Float arrays (m, 2), (lon, lat) degrees. Unwrapped: a longitude is the place's own plus a multiple of 360.
    trim_start_px, trim_end_px
        Float arrays (m,): the gap between place and line, pixels at the fitted scale, ≥ 0.
    world_px
        Pixels for the whole world's width at the fitted scale.
    laid_out
        Bool array (m,): true where the layout chose the curve, false where it is the simple bow.
    notes
        Sentences for the reader of the map, such as how many lines were not laid out.
    """

    start: Floats
    control: Floats
    end: Floats
    trim_start_px: Floats
    trim_end_px: Floats
    world_px: float
    laid_out: NDArray[np.bool_]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of legs."""
        return len(self.start)

    @property
    def ring(self) -> NDArray[np.bool_]:
        """Bool array (m,): true where a leg starts and ends at the same point, so that its curve is a ring."""
        return np.asarray((self.start == self.end).all(axis=1), dtype=np.bool_)

    def to_vertices(self, *, trimmed: bool = True) -> Floats:
        """Return the vertices of all curves, float array (m, 33, 2), (lon, lat) degrees, unwrapped."""
        points = np.stack((self.start, self.control, self.end), axis=1)
        trims = (self.trim_start_px, self.trim_end_px) if trimmed else (np.zeros(len(self)), np.zeros(len(self)))
        path = curve_paths(to_world(points) * self.world_px, *trims)
        lonlat = from_world(path / self.world_px)
        if not trimmed:  # to the last digit; places beyond Mercator's edge keep the latitude they are drawn at
            lonlat[:, 0], lonlat[:, -1] = self.start, self.end
            lonlat[..., 1] = np.clip(lonlat[..., 1], -MAX_LAT, MAX_LAT)
        return lonlat

    def to_lines(self, *, trimmed: bool = True) -> Geometries:
        """Return the curves as an object array (m,) of shapely lines, (lon, lat) degrees, cut at ±180°.

        Parameters
        ----------
        trimmed
            Stop at the edge of the symbols, as drawn at the fitted scale; False goes from place to place.
        """
        from routemap.lines.seam import cut_lines

        vertices = self.to_vertices(trimmed=trimmed)
        line = np.repeat(np.arange(len(self)), vertices.shape[1])
        return cut_lines(vertices.reshape(-1, 2), line, len(self))
