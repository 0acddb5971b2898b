"""The cut at the date line: unwrapped lines to geometries within ±180°, as RFC 7946 section 3.1.9 asks."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

if TYPE_CHECKING:
    from routemap.lines.arrays import Floats

Geometries = NDArray[np.object_]

DECIMALS = 6  # about 0.1 m; RFC 7946 section 11.2 calls six "sufficient"


def unwrap_longitudes(lon: Floats, first: NDArray[np.bool_]) -> Floats:
    """Return longitudes that run on past ±180°, each step going the short way round.

    Parameters
    ----------
    lon
        Float array (v,), degrees: the vertices of all lines, one line after the other.
    first
        Bool array (v,), true at the first vertex of each line, which keeps its longitude.
    """
    # Whole turns are counted, which is exact: sums of steps made a line depend on the lines before it, by a rounding.
    turns = np.floor((np.diff(lon, prepend=0.0) + 180.0) / 360.0)
    turns[first] = 0.0
    total = np.cumsum(turns)
    line = np.cumsum(first) - 1
    return np.asarray(lon + 360.0 * (total[first][line] - total), dtype=np.float64)


def cut_lines(lonlat: Floats, line: NDArray[np.int_], count: int) -> Geometries:
    """Return one LineString, or one MultiLineString cut at ±180°, per line; None where nothing is left to draw.

    Parameters
    ----------
    lonlat
        Float array (v, 2), degrees; longitudes unwrapped, so that a line over the date line is continuous.
    line
        Int array (v,), ascending, 0 … count - 1: the line each vertex belongs to.
    count
        Number of lines.

    Returns
    -------
    Object array (count,) of shapely geometries, rounded to 6 decimals. None for lines without two different vertices.

    Examples
    --------
    >>> cut_lines(np.array([[170.0, 0.0], [190.0, 10.0]]), np.array([0, 0]), 1)[0].wkt
    'MULTILINESTRING ((170 0, 180 5), (-180 5, -170 10))'
    """
    geometries = np.full(count, None, dtype=object)
    # ±180 - 1e-7 would round onto the seam with the wrong sign; snapping first keeps both sides of a cut alike.
    lon = np.round(lonlat[:, 0], DECIMALS) + 0.0
    vertices = np.column_stack((lon, np.round(lonlat[:, 1], DECIMALS) + 0.0))
    same = (line[1:] == line[:-1]) & (vertices[1:] == vertices[:-1]).all(axis=1)
    keep = np.append(True, ~same) if len(line) else np.zeros(0, dtype=bool)
    vertices, line = vertices[keep], line[keep]
    starts = np.searchsorted(line, np.arange(count + 1))
    lowest, highest = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(lowest, line, vertices[:, 0])
    np.maximum.at(highest, line, vertices[:, 0])
    drawn = np.diff(starts) >= 2
    inside = drawn & (lowest >= -180.0) & (highest <= 180.0)
    whole = inside[line]
    if whole.any():
        number = np.cumsum(inside) - 1
        geometries[inside] = shapely.linestrings(vertices[whole], indices=number[line[whole]])
    for k in np.flatnonzero(drawn & ~inside):
        geometries[k] = _cut(vertices[starts[k] : starts[k + 1]])
    return geometries


def _cut(vertices: Floats) -> Any:
    parts: list[list[tuple[float, float]]] = []
    cell: int | None = None
    for here, there in pairwise((lon, lat) for lon, lat in vertices.tolist()):
        for a, b in _pieces(here, there):
            middle = (a[0] + b[0]) / 2 + 180.0
            side = int(middle // 360.0)
            if cell is not None and middle % 360.0 == 0.0:
                side = cell if abs(middle - 180.0 - 360.0 * cell) <= 180.0 else side  # along the seam: stay on our side
            shift = 360.0 * side
            if side != cell:
                parts.append([(round(a[0] - shift, DECIMALS), a[1])])
                cell = side
            parts[-1].append((round(b[0] - shift, DECIMALS), b[1]))
    number = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    lines = np.asarray(shapely.linestrings(np.concatenate(parts), indices=number), dtype=object)
    return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines.tolist())


def _pieces(a: tuple[float, float], b: tuple[float, float]) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Split one step where it passes an odd multiple of 180°."""
    west, east = min(a[0], b[0]), max(a[0], b[0])
    first = math.floor((west + 180.0) / 360.0) + 1
    if 360.0 * first - 180.0 >= east:
        return [(a, b)]
    meridians = [m for m in (360.0 * k - 180.0 for k in range(first, first + 3)) if west < m < east]
    if a[0] > b[0]:
        meridians.reverse()
    points = [a]
    for meridian in meridians:
        share = (meridian - a[0]) / (b[0] - a[0])
        points.append((meridian, round(a[1] + share * (b[1] - a[1]), DECIMALS)))
    points.append(b)
    return list(pairwise(points))
