"""Web Mercator: longitude and latitude to pixels of a view, and back.

Pixels have their origin at the top left of the view, x to the right, y down. Longitudes may be unwrapped (past ±180°):
x goes on past the edge of the world, so a line over the date line stays one line.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from routemap.lines.arrays import Floats

MAX_LAT = 85.05112877980659  # where Web Mercator's world is square
_CLOSEST_WORLD_PX = 256.0 * 2.0**12  # a view of one place stops at zoom 12
_RECENTRE_GAIN = 2.0  # a map centred on the date line must be this much larger to leave the usual frame


def to_world(lonlat: Floats) -> Floats:
    """Return Web-Mercator coordinates with the world as the unit square, y down.

    Parameters
    ----------
    lonlat
        Float array (..., 2), degrees; longitudes of any size, latitudes cut to ±85.0511°.

    Examples
    --------
    >>> to_world(np.array([[0.0, 0.0], [190.0, 0.0]])).round(4).tolist()
    [[0.5, 0.5], [1.0278, 0.5]]
    """
    sine = np.sin(np.radians(np.clip(lonlat[..., 1], -MAX_LAT, MAX_LAT)))
    return np.stack(((lonlat[..., 0] + 180.0) / 360.0, 0.5 - np.arctanh(sine) / (2 * np.pi)), axis=-1)


def from_world(world: Floats) -> Floats:
    """Return (lon, lat) degrees of points on the unit square; the inverse of `to_world`."""
    lat = np.degrees(np.arctan(np.sinh((0.5 - world[..., 1]) * 2 * np.pi)))
    return np.stack((world[..., 0] * 360.0 - 180.0, lat), axis=-1)


@dataclass(frozen=True, slots=True)
class View:
    """A window onto the Web-Mercator plane.

    Parameters
    ----------
    width_px, height_px
        Size of the window, pixels, > 0.
    world_px
        Pixels for the whole world's width, > 0; 256·2^zoom.
    left_px, top_px
        Where the window's corner lies, pixels from 180° W, 85.05° N.
    """

    width_px: float
    height_px: float
    world_px: float
    left_px: float
    top_px: float

    def to_px(self, lonlat: Floats) -> Floats:
        """Return pixels (..., 2) in this view of (lon, lat) degrees."""
        px: Floats = to_world(lonlat) * self.world_px - np.array([self.left_px, self.top_px])
        return px

    def to_lonlat(self, px: Floats) -> Floats:
        """Return (lon, lat) degrees (..., 2) of pixels in this view."""
        return from_world((np.asarray(px, dtype=np.float64) + np.array([self.left_px, self.top_px])) / self.world_px)


def fit_view(lonlat: Floats, *, width_px: float = 1000, height_px: float = 700, pad_px: float = 40) -> View:
    """Return the closest view that shows every place inside a margin.

    The frame runs from 180° W to 180° E, unless a frame that starts elsewhere shows the places at least twice
    as large: then the map is centred there (islands on both sides of the date line).

    Parameters
    ----------
    lonlat
        Float array (n, 2), degrees; rows that are not finite are left out. With none left, the whole world.
    width_px, height_px
        Size of the view, pixels, > 0.
    pad_px
        Margin on each side, pixels, ≥ 0; at most a third of a side is used.
    """
    world = to_world(np.asarray(lonlat, dtype=np.float64).reshape(-1, 2))
    world = world[np.isfinite(world).all(axis=1)]
    if not len(world):
        world = np.array([[0.0, 0.0], [1.0, 1.0]])
    inner = np.array([width_px - 2 * min(pad_px, width_px / 3), height_px - 2 * min(pad_px, height_px / 3)])
    lowest, highest = world.min(axis=0), world.max(axis=0)
    scale = _scale(inner, highest - lowest)
    x = np.sort(world[:, 0] % 1.0)
    gaps = np.diff(np.append(x, x[0] + 1.0))
    widest = int(np.argmax(gaps))
    turned = _scale(inner, np.array([1.0 - gaps[widest], highest[1] - lowest[1]]))
    if turned >= _RECENTRE_GAIN * scale:
        first = x[(widest + 1) % len(x)]
        lowest[0], highest[0], scale = first, first + 1.0 - gaps[widest], turned
    corner = (lowest + highest) / 2 * scale - np.array([width_px, height_px]) / 2
    return View(float(width_px), float(height_px), scale, float(corner[0]), float(corner[1]))


def _scale(inner_px: Floats, extent: Floats) -> float:
    return float(min(np.min(inner_px / np.maximum(extent, 1e-9)), _CLOSEST_WORLD_PX))
