"""The projection of a figure: chosen for the places it shows, cut where no route runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from routemap.figure.choices import check_choices

Floats = NDArray[np.float64]

# LAEA keeps shapes well this far from its centre; beyond, the map is one of the world.
_REGION_DEG = 56.0
_MERCATOR_LAT = 84.0
_USUAL_LON = 10.0  # cuts the world through the Bering Strait


@dataclass(frozen=True)
class Plane:
    """A projection with its centre; kilometres, y up.

    Parameters
    ----------
    kind
        equal-earth, laea or mercator.
    lon, lat
        Degrees: the centre. The world is cut 180° from `lon`; `lat` counts for laea only.
    """

    kind: str
    lon: float
    lat: float = 0.0

    @cached_property
    def _proj(self) -> Any:
        from pyproj import Proj

        name = {"equal-earth": "eqearth", "laea": "laea", "mercator": "merc"}[self.kind]
        centre = f"+lat_0={self.lat}" if self.kind == "laea" else ""
        return Proj(f"+proj={name} +lon_0=0 {centre} +ellps=WGS84 +units=km")

    @property
    def is_round(self) -> bool:
        """Whether the plane has no cut: laea goes on all around its centre."""
        return self.kind == "laea"

    def turned(self, lonlat: Floats) -> Floats:
        """Return (lon, lat) with the longitude counted from the centre, within ±180°."""
        lon = (lonlat[..., 0] - self.lon + 180.0) % 360.0 - 180.0
        return np.stack((lon, lonlat[..., 1]), axis=-1)

    def project(self, turned: Floats) -> Floats:
        """Return kilometres (n, 2) of points (n, 2) as `turned` gives them."""
        lon, lat = turned[:, 0], turned[:, 1]
        if self.is_round:
            lon, lat = self._kept_from_antipode(lon, lat)
        else:
            lon = np.clip(lon, -179.9999, 179.9999)
        if self.kind == "mercator":
            lat = np.clip(lat, -_MERCATOR_LAT, _MERCATOR_LAT)
        return np.column_stack(self._proj(lon, lat)).reshape(-1, 2)

    def unproject(self, km: Floats) -> Floats:
        """Return (lon, lat) degrees of kilometres (n, 2); infinite where the plane shows no part of the Earth."""
        lon, lat = self._proj(km[:, 0], km[:, 1], inverse=True)
        return np.column_stack((lon + self.lon, lat))

    def _kept_from_antipode(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Pull points from around the antipode back to 150° from the centre, where no map of ours reaches."""
        points = unit_vectors(np.column_stack((lon, lat)))
        centre = unit_vectors(np.array([[0.0, self.lat]]))[0]
        along = points @ centre
        across = points - along[:, None] * centre
        size = np.maximum(np.linalg.norm(across, axis=1), 1e-12)
        far = along < np.cos(np.radians(150.0))
        limit = np.radians(150.0)
        pulled = np.cos(limit) * centre + np.sin(limit) * across / size[:, None]
        points = np.where(far[:, None], pulled, points)
        new_lon = np.degrees(np.arctan2(points[:, 1], points[:, 0]))
        new_lat = np.degrees(np.arcsin(np.clip(points[:, 2], -1.0, 1.0)))
        return np.where(far, new_lon, lon), np.where(far, new_lat, lat)


def choose_plane(projection: str, places: Floats, legs: NDArray[np.int_]) -> Plane:
    """Return the projection for a map.

    Parameters
    ----------
    projection
        auto, equal-earth, laea or mercator. auto: laea where all places lie within 56° of a centre, else equal-earth.
    places
        Float array (n, 2), (lon, lat) degrees, n ≥ 1.
    legs
        Int array (m, 2), rows of `places`: the world is cut where the fewest of them run.

    Raises
    ------
    RouteError
        If the projection is none of ours.

    Examples
    --------
    >>> choose_plane("auto", np.array([[10.0, 60.0], [5.0, 52.0]]), np.zeros((0, 2), dtype=int))
    Plane(kind='laea', lon=7.0, lat=56.0)
    """
    check_choices(projection=projection)
    centre, radius = smallest_cap(places)
    if projection == "laea" or (projection == "auto" and radius <= _REGION_DEG):
        return Plane("laea", round(centre[0]) + 0.0, round(centre[1]) + 0.0)
    return Plane("equal-earth" if projection == "auto" else projection, _central_meridian(places, legs))


def unit_vectors(lonlat: Floats) -> Floats:
    """Return points on the unit sphere (n, 3)."""
    lon, lat = np.radians(lonlat[:, 0]), np.radians(lonlat[:, 1])
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def smallest_cap(places: Floats) -> tuple[tuple[float, float], float]:
    """Return the centre (lon, lat) and radius, degrees, of about the smallest cap that holds all places.

    Bădoiu & Clarkson, Optimal core-sets for balls, Computational Geometry 40 (2008): step towards the farthest point,
    each time by a smaller share.
    """
    points = unit_vectors(places)
    middle = points.mean(axis=0)
    if np.linalg.norm(middle) < 1e-6:
        middle = points[0]
    for step in range(1, 200):
        middle = middle + (points[int(np.argmin(points @ middle))] - middle) / (step + 1)
    middle = middle / max(float(np.linalg.norm(middle)), 1e-12)
    radius = float(np.degrees(np.arccos(np.clip((points @ middle).min(), -1.0, 1.0))))
    return (float(np.degrees(np.arctan2(middle[1], middle[0]))), float(np.degrees(np.arcsin(middle[2])))), radius


def _central_meridian(places: Floats, legs: NDArray[np.int_]) -> float:
    """Return the meridian, a multiple of 10°, whose cut crosses the fewest legs and keeps off places."""
    lon = np.sort(places[:, 0] % 360.0)
    gaps = np.diff(np.append(lon, lon[0] + 360.0))
    widest = int(np.argmax(gaps))
    middle = (lon[widest] + gaps[widest] / 2) % 360.0 - 180.0
    # A map of nearly all the world looks as readers know it; one of a part of it has that part in the middle.
    wished = _USUAL_LON if gaps[widest] < 120.0 else middle

    def cost(centre: float) -> tuple[float, float, float]:
        turned = (places[:, 0] - centre + 180.0) % 360.0 - 180.0
        crossing = int((np.abs(turned[legs[:, 0]] - turned[legs[:, 1]]) > 180.0).sum()) if len(legs) else 0
        near = int((np.abs(turned) > 172.0).sum())
        return crossing, near, abs((centre - wished + 180.0) % 360.0 - 180.0)

    return min((float(k) for k in range(-180, 180, 10)), key=cost)
