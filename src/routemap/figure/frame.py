"""The window of a map onto its plane: what it shows, and how large."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from routemap import places
from routemap.figure.plane import Floats, Plane
from routemap.scene.scene import Scene

_PAD_X_PX, _PAD_Y_PX = 84.0, 58.0  # room for names and bows
_NARROWEST_KM = 2300.0
_LOWEST, _HIGHEST = 0.56, 0.94  # height over width
_FAR = 2.2  # members this many times farther off than is usual for their region are left out of the view


@dataclass(frozen=True)
class Frame:
    """A map of `width` × `height` pixels; `left`, `top` in km, y up, `km` of one pixel."""

    width: float
    height: float
    left: float
    top: float
    km: float

    def to_km(self, px: Floats) -> Floats:
        """Return kilometres (n, 2), y up, of pixels (n, 2), y down."""
        return np.column_stack((self.left + px[:, 0] * self.km, self.top - px[:, 1] * self.km))

    def to_px(self, xy: Floats) -> Floats:
        """Return pixels (n, 2), y down, of kilometres (n, 2)."""
        return np.column_stack(((xy[:, 0] - self.left) / self.km, (self.top - xy[:, 1]) / self.km))


def fit_frame(
    scene: Scene, plane: Plane, width: float, height: float | None = None, *, highest: float = _HIGHEST
) -> Frame:
    """Return the frame that shows all places of a scene.

    Parameters
    ----------
    scene, plane
        What is drawn, and where.
    width
        Pixels.
    height
        Pixels; None takes the height that suits the places.
    highest
        The largest such height, as a share of the width.
    """
    points = np.concatenate([_projected(plane, scene.extent), *_surroundings(scene, plane)])
    points = points[np.isfinite(points).all(axis=1)]
    low, high = points.min(axis=0), points.max(axis=0)
    middle, extent = (low + high) / 2, np.maximum(high - low, 1.0)
    pad_x, pad_y = min(_PAD_X_PX, width / 6), min(_PAD_Y_PX, width / 9)
    is_fixed = height is not None
    tallest = height or width * highest
    km = max(extent[0] / (width - 2 * pad_x), extent[1] / (tallest - 2 * pad_y), _NARROWEST_KM / width)
    height = height or float(np.clip(extent[1] / km + 2 * pad_y, width * min(_LOWEST, highest), tallest))
    left, top = float(middle[0] - km * width / 2), float(middle[1] + km * height / 2)
    if plane.is_round:
        return Frame(width, height, left, top, float(km))
    # Beyond the poles there is nothing to see: the map ends there, and no line bows over them.
    pole = float(plane.project(np.array([[0.0, 90.0]]))[0, 1])
    top, bottom = min(top, pole), max(top - height * km, -pole)
    return Frame(width, height if is_fixed else (top - bottom) / km, left, top, float(km))


def _projected(plane: Plane, lonlat: Floats) -> Floats:
    return plane.project(plane.turned(lonlat))


def _surroundings(scene: Scene, plane: Plane) -> list[Floats]:
    """Return points half-way to the members of regions, less those far from the rest: what should show too.

    All the way would leave little room for the lines, where a region is as large as South America.
    """
    found = []
    for place, members in scene.members.items():
        anchors = places.anchors(members)
        away = _distances(anchors, scene.anchors[place])
        near = anchors[away <= _FAR * max(float(np.median(away)), 1.0)] if len(anchors) else anchors
        found.append((_projected(plane, near) + _projected(plane, scene.anchors[[place]])) / 2)
    return found


def _distances(lonlat: Floats, centre: Floats) -> Floats:
    """Return angles from the centre, degrees."""
    lon, lat = np.radians(lonlat[:, 0] - centre[0]), np.radians(lonlat[:, 1])
    there = np.radians(centre[1])
    cosine = np.sin(lat) * np.sin(there) + np.cos(lat) * np.cos(there) * np.cos(lon)
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))), dtype=np.float64)
