"""Geodesics through the stops of routes, on the WGS 84 ellipsoid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from routemap.errors import GeometryError
from routemap.lines.seam import Geometries, cut_lines, unwrap_longitudes

if TYPE_CHECKING:
    from routemap.lines.arrays import Floats

STEP_KM: Final = 100.0
RING_RADIUS_KM: Final = 60.0
RING_STEPS: Final = 24
# Near a pole a step of 100 km may turn the longitude by half the globe.
TURN_DEG: Final = 5.0
MOST_EXTRA_STEPS: Final = 36


def geodesic_lines(stops: Sequence[Floats], *, max_step_km: float = STEP_KM) -> Geometries:
    """Return the geodesic through each list of stops, densified and cut at ±180°.

    Solved with Karney's method (C. F. F. Karney, Algorithms for geodesics, Journal of Geodesy 87, 2013), in PROJ.

    Parameters
    ----------
    stops
        One float array (k, 2) per line: (lon, lat), degrees, WGS 84, in travel order.
    max_step_km
        Longest step between two vertices, km, > 0.

    Returns
    -------
    Object array (n,) of LineString or MultiLineString, 6 decimals. None for lines with less than two stops. Where all
    stops fall on one point there is no line to see: a small ring stands for it.

    Raises
    ------
    GeometryError
        If a stop is not finite or outside ±180 / ±90, or `max_step_km` is not above 0.

    Examples
    --------
    >>> geodesic_lines([np.array([[0.0, 0.0], [1.0, 0.0]])])[0].wkt
    'LINESTRING (0 0, 0.5 0, 1 0)'
    """
    if not max_step_km > 0:
        raise GeometryError(f"max_step_km is {max_step_km}; expected a length above 0")
    points, line = join_stops(stops)
    first = np.diff(line, prepend=-1) != 0
    start = np.flatnonzero(~first) - 1
    lon, lat, owner = _densify(points[start], points[start + 1], line[start], max_step_km * 1000.0)
    opening = np.diff(owner, prepend=-1) != 0
    lonlat = np.column_stack((unwrap_longitudes(lon, opening), lat))
    return fill_rings(cut_lines(lonlat, owner, len(stops)), stops)


def straight_lines(stops: Sequence[Floats]) -> Geometries:
    """Return lines straight in longitude and latitude through each list of stops, the short way round, cut at ±180°.

    Parameters, returns and errors as `geodesic_lines`.
    """
    points, line = join_stops(stops)
    first = np.diff(line, prepend=-1) != 0
    lonlat = np.column_stack((unwrap_longitudes(points[:, 0], first), points[:, 1]))
    return fill_rings(cut_lines(lonlat, line, len(stops)), stops)


def rings(centres: Floats, *, radius_km: float = RING_RADIUS_KM) -> Geometries:
    """Return one small closed line per place, which starts and ends there: the mark of a domestic route.

    The ring lies on the equator's side of its place, near ±180° on the inner side, so that it needs no cut.

    Parameters
    ----------
    centres
        Float array (n, 2), (lon, lat) degrees.
    radius_km
        Radius, km, > 0.
    """
    centres = np.asarray(centres, dtype=np.float64).reshape(-1, 2)
    count = len(centres)
    towards = np.where(centres[:, 1] > 0, 180.0, 0.0)
    room = 3 * radius_km / (111.0 * np.maximum(np.cos(np.radians(centres[:, 1])), 1e-3))
    towards = np.where(180.0 - np.abs(centres[:, 0]) < room, np.where(centres[:, 0] > 0, 270.0, 90.0), towards)
    geod = _geod()
    lon, lat, _ = geod.fwd(centres[:, 0], centres[:, 1], towards, np.full(count, radius_km * 1000.0))
    back, _, _ = geod.inv(lon, lat, centres[:, 0], centres[:, 1])
    turn = np.linspace(0.0, 360.0, RING_STEPS + 1)
    steps = len(turn)
    azimuth, radius = (back[:, None] + turn).ravel(), np.full(count * steps, radius_km * 1000.0)
    x, y, _ = geod.fwd(np.repeat(lon, steps), np.repeat(lat, steps), azimuth, radius)
    x, y = np.reshape(x, (count, steps)), np.reshape(y, (count, steps))
    x[:, [0, -1]], y[:, [0, -1]] = centres[:, :1], centres[:, 1:]
    owner = np.repeat(np.arange(count), steps)
    unwrapped = unwrap_longitudes(x.ravel(), np.diff(owner, prepend=-1) != 0)
    # At high latitudes the ring bulges past its own place by a hair; the seam is more important than the hair.
    near_seam = np.repeat(np.abs(centres[:, 0]) <= 180.0, steps) & (np.abs(unwrapped) < 190.0)
    unwrapped = np.where(near_seam, np.clip(unwrapped, -180.0, 180.0), unwrapped)
    return cut_lines(np.column_stack((unwrapped, y.ravel())), owner, count)


def join_stops(stops: Sequence[Floats]) -> tuple[Floats, NDArray[np.int_]]:
    """Return all stops as one checked array (v, 2), and the number of the line each belongs to."""
    parts = [np.asarray(part, dtype=np.float64).reshape(-1, 2) for part in stops]
    points = np.concatenate(parts) if parts else np.zeros((0, 2))
    line = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    wrong = ~np.isfinite(points).all(axis=1) | (np.abs(points) > np.array([180.0, 90.0])).any(axis=1)
    if wrong.any():
        k = int(np.argmax(wrong))
        raise GeometryError(f"line {line[k]}: stop at {points[k].tolist()}; expected degrees within ±180, ±90")
    return points, line


def fill_rings(geometries: Geometries, stops: Sequence[Floats]) -> Geometries:
    """Return the geometries with a ring wherever two or more stops left no line (they fall on one point)."""
    empty = [k for k, part in enumerate(stops) if geometries[k] is None and len(part) >= 2]
    if empty:
        geometries = geometries.copy()
        geometries[empty] = rings(np.array([np.asarray(stops[k])[0] for k in empty]))
    return geometries


def _densify(a: Floats, b: Floats, line: NDArray[np.int_], step_m: float) -> tuple[Floats, Floats, NDArray[np.int_]]:
    """Walk each leg a → b in equal steps; return lon, lat and line of all vertices."""
    geod = _geod()
    azimuth, _, length_m = (np.asarray(v) for v in geod.inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1]))
    pieces = np.maximum(1, np.ceil(length_m / step_m)).astype(int)
    leg = np.repeat(np.arange(len(a)), pieces)
    number = np.arange(len(leg)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    share = number / pieces[leg]
    lon, _, _ = geod.fwd(a[leg, 0], a[leg, 1], azimuth[leg], share * length_m[leg])
    lon = np.asarray(lon)
    # Steps that turn the longitude a lot (beside a pole) get more vertices, or they would be chords across the cap.
    ahead = np.append(lon[1:], 0.0)
    last = number == pieces[leg] - 1
    ahead[last] = b[:, 0]
    turn = np.abs((ahead - lon + 180.0) % 360.0 - 180.0)
    extra = np.clip(np.ceil(turn / TURN_DEG), 1, MOST_EXTRA_STEPS).astype(int)
    fine = np.repeat(np.arange(len(leg)), extra)
    inner = np.arange(len(fine)) - np.repeat(np.cumsum(extra) - extra, extra)
    share = (number[fine] + inner / extra[fine]) / pieces[leg[fine]]
    leg = leg[fine]
    lon, lat, _ = geod.fwd(a[leg, 0], a[leg, 1], azimuth[leg], share * length_m[leg])
    lon, lat = np.asarray(lon), np.asarray(lat)
    opens = np.diff(leg, prepend=-1) != 0
    lon[opens], lat[opens] = a[:, 0], a[:, 1]
    closes = np.flatnonzero(np.diff(leg, append=-1) != 0) + 1
    return np.insert(lon, closes, b[:, 0]), np.insert(lat, closes, b[:, 1]), np.insert(line[leg], closes, line)


@cache
def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")
