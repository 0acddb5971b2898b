"""Quadratic curves between places: what a layout returns, and how it becomes lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from routemap.lines.mercator import MAX_LAT, Floats, from_world, to_world

if TYPE_CHECKING:
    from routemap.lines.seam import Geometries

_PIECES = 32
_MOST_TRIMMED = 0.6  # of a short curve's length; the rest stays to be seen


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
        world = to_world(points) * self.world_px
        trims = (self.trim_start_px, self.trim_end_px) if trimmed else (np.zeros(len(self)), np.zeros(len(self)))
        steps = np.linspace(0.0, 1.0, _PIECES + 1)
        path = np.empty((len(self), _PIECES + 1, 2))
        ring = self.ring
        path[~ring] = bezier(trim_bezier(world[~ring], trims[0][~ring], trims[1][~ring]), steps)
        path[ring] = _ring_path(world[ring], trims[0][ring], trims[1][ring], steps)
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


def bezier(points: Floats, t: Floats) -> Floats:
    """Return points (…, k, 2) at parameters `t` (k,) of quadratic curves (…, 3, 2)."""
    t = t[:, None]
    weights = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
    curve: Floats = sum((w * points[..., k, None, :] for k, w in enumerate(weights)), np.zeros(1))
    return curve


def trim_bezier(points: Floats, trim_start: Floats, trim_end: Floats) -> Floats:
    """Return the part of each curve that keeps the given distances from its ends, as control points.

    Parameters
    ----------
    points
        Float array (m, 3, 2).
    trim_start, trim_end
        Float arrays (m,), in the unit of `points`. Where both together would take more than 60 % of the way to the
        curve's middle and back, they shrink alike, so that a short leg stays visible.
    """
    middle = (points[:, 0] + 2 * points[:, 1] + points[:, 2]) / 4 - points[:, 0]
    total = np.maximum(trim_start + trim_end, 1e-12)
    share = np.minimum(1.0, _MOST_TRIMMED * 2 * np.hypot(middle[:, 0], middle[:, 1]) / total)
    t0 = _parameter_at(points, trim_start * share)
    t1 = 1.0 - _parameter_at(points[:, ::-1], trim_end * share)

    def blossom(u: Floats, v: Floats) -> Floats:
        u, v = u[:, None], v[:, None]
        mixed: Floats = (1 - u) * (1 - v) * points[:, 0] + (u + v - 2 * u * v) * points[:, 1] + u * v * points[:, 2]
        return mixed

    return np.stack((blossom(t0, t0), blossom(t0, t1), blossom(t1, t1)), axis=1)


def _parameter_at(points: Floats, distance: Floats) -> Floats:
    """Return where each curve first is `distance` away from its start, by Newton's method on the first half."""
    leaving, bend = 2 * (points[:, 1] - points[:, 0]), points[:, 2] - 2 * points[:, 1] + points[:, 0]
    # |leaving·t + bend·t²|² = distance², as a polynomial t²(a + b t + c t²)
    a, b, c = (leaving**2).sum(axis=1), 2 * (leaving * bend).sum(axis=1), (bend**2).sum(axis=1)
    half = 0.5 * np.sqrt(np.maximum(a + 0.5 * b + 0.25 * c, 1e-24))
    t = np.clip(0.5 * distance / half, 0.0, 0.5)
    for _ in range(8):
        away = a + b * t + c * t**2
        slope = t * (2 * a + 3 * b * t + 4 * c * t**2)
        t = np.clip(t - (t**2 * away - distance**2) / np.where(slope > 0, slope, 1.0), 0.0, 0.5)
    parameter: Floats = t
    return parameter


def _ring_path(points: Floats, trim_start: Floats, trim_end: Floats, steps: Floats) -> Floats:
    """Return vertices on the circle through each place, which runs counter-clockwise on screen from gap to gap."""
    centre = (points[:, 0] + points[:, 1]) / 2
    spoke = points[:, 0] - centre
    radius = np.maximum(np.hypot(spoke[:, 0], spoke[:, 1]), 1e-12)
    gap0, gap1 = (2 * np.arcsin(np.minimum(trim / (2 * radius), 0.5)) for trim in (trim_start, trim_end))
    angle = gap0[:, None] + steps * (2 * np.pi - gap0 - gap1)[:, None]
    cos, sin = np.cos(angle), np.sin(angle)
    x = cos * spoke[:, :1] + sin * spoke[:, 1:]
    y = cos * spoke[:, 1:] - sin * spoke[:, :1]
    path: Floats = centre[:, None, :] + np.stack((x, y), axis=-1)
    return path
