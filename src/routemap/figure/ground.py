"""The ground of a figure: land, borders and sea of the world's outlines, in the pixels of one map."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from routemap import places
from routemap.figure.frame import Frame
from routemap.figure.plane import Floats, Plane

OutlineSize = Literal["medium", "small"]

_STEP_DEG = 1.0
_MARGIN_PX = 6.0  # what is cut lies outside the frame, so that no stroke runs along its edge
_FINEST_PX = 0.2
_SLIT_PX = 0.5


@dataclass(frozen=True, eq=False)
class Ground:
    """Shapes in pixels of a map: the globe, each country in view, and lines (borders and coasts; disputed)."""

    globe: Any
    countries: dict[str, Any]
    borders: list[Floats]
    disputed: list[Floats]

    def area(self, codes: tuple[str, ...]) -> Any:
        """Return the countries of these codes that are in view, as one shape."""
        # What is cut at the edge of the map may touch itself there, and union refuses such shapes.
        shapes = [self.countries[code] for code in codes if code in self.countries]
        joined = shapely.union_all(shapely.make_valid(np.array(shapes, dtype=object)))
        # Neighbours are simplified each by itself: widening and narrowing again closes the slits between them.
        return shapely.buffer(shapely.buffer(joined, _SLIT_PX, join_style="mitre"), -_SLIT_PX, join_style="mitre")


@dataclass(frozen=True, eq=False)
class _Outlines:
    codes: list[str]
    polygons: NDArray[np.object_]
    borders: NDArray[np.object_]
    disputed: NDArray[np.object_]


def draw_ground(plane: Plane, frame: Frame, size: OutlineSize = "medium") -> Ground:
    """Return the ground of a map.

    Polygons are cut at the meridian opposite the centre before they are projected, so that none runs across the map.
    """
    outlines = _read_outlines(size)
    window = shapely.box(-_MARGIN_PX, -_MARGIN_PX, frame.width + _MARGIN_PX, frame.height + _MARGIN_PX)
    pieces, owner = _cut(plane, outlines.polygons)
    shapes = _to_px(plane, frame, pieces)
    shapes = shapely.make_valid(shapely.simplify(shapes, _FINEST_PX))
    if plane.is_round:
        # What holds the antipode is turned inside out: its ring goes round everything else.
        lon = (plane.lon + 360.0) % 360.0 - 180.0
        for k in np.flatnonzero(shapely.contains_xy(outlines.polygons, lon, -plane.lat)):
            shapes[k] = shapely.difference(shapely.box(-1e5, -1e5, 1e5, 1e5), shapes[k])
    near = shapely.intersects(shapely.box(*shapely.bounds(shapes).T), window)
    kept = np.flatnonzero(near)
    clipped = shapely.intersection(shapes[kept], window)
    countries: dict[str, list[Any]] = {}
    for k, shape in zip(owner[kept].tolist(), clipped, strict=True):
        if not shape.is_empty:
            countries.setdefault(outlines.codes[k], []).append(shape)
    lines = (_lines(plane, frame, window, some) for some in (outlines.borders, outlines.disputed))
    globe = shapely.intersection(_globe(plane, frame), window)
    return Ground(globe, {code: _joined(parts) for code, parts in countries.items()}, *lines)


def _joined(parts: list[Any]) -> Any:
    """Join the polygons of a country; widened, so that no slit stays where ±180° cut the outlines."""
    if len(parts) == 1:
        return parts[0]
    joined = shapely.union_all([shapely.buffer(part, _SLIT_PX, join_style="mitre") for part in parts])
    return shapely.buffer(joined, -_SLIT_PX, join_style="mitre")


def _to_px(plane: Plane, frame: Frame, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    dense = shapely.segmentize(shapes, _STEP_DEG)
    moved = shapely.transform(dense, lambda lonlat: frame.to_px(plane.project(lonlat)))
    return np.asarray(moved, dtype=object)


def _cut(plane: Plane, shapes: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.int_]]:
    """Return shapes with longitudes counted from the centre, cut where the world is, and the row each came from."""
    if plane.is_round:
        return _shifted(shapes, -plane.lon), np.arange(len(shapes))
    found, rows = [], []
    world = shapely.box(-180, -90, 180, 90)
    for turn in (-360.0, 0.0, 360.0):
        moved = _shifted(shapes, turn - plane.lon)
        west, _, east, _ = shapely.bounds(moved).T
        inside = np.flatnonzero((west >= -180.0) & (east <= 180.0))
        across = np.flatnonzero((west < 180.0) & (east > -180.0) & ((west < -180.0) | (east > 180.0)))
        found += [moved[inside], shapely.intersection(moved[across], world)]
        rows += [inside, across]
    pieces, owner = np.concatenate(found), np.concatenate(rows)
    some = ~shapely.is_empty(pieces)
    return pieces[some], owner[some]


def _shifted(shapes: NDArray[np.object_], lon: float) -> NDArray[np.object_]:
    return np.asarray(shapely.transform(shapes, lambda lonlat: lonlat + np.array([lon, 0.0])), dtype=object)


def _lines(plane: Plane, frame: Frame, window: Any, lines: NDArray[np.object_]) -> list[Floats]:
    pieces, _ = _cut(plane, lines)
    shapes = shapely.simplify(_to_px(plane, frame, pieces), _FINEST_PX)
    clipped = shapely.intersection(shapes, window)
    joined = shapely.line_merge(shapely.multilinestrings(_simple_lines(clipped)))
    return [shapely.get_coordinates(part) for part in _simple_lines(np.array([joined]))]


def _simple_lines(shapes: Any) -> NDArray[np.object_]:
    parts = shapely.get_parts(shapely.get_parts(shapes))
    return np.asarray(parts[shapely.get_type_id(parts) == 1], dtype=object)


def _globe(plane: Plane, frame: Frame) -> Any:
    if plane.is_round:
        return shapely.box(-1e5, -1e5, 1e5, 1e5)
    north = np.linspace(-90, 90, 181)
    edge = np.concatenate([np.column_stack((np.full(181, lon), north[::way])) for lon, way in ((-180, 1), (180, -1))])
    return shapely.make_valid(shapely.Polygon(frame.to_px(plane.project(edge))))


@cache
def _read_outlines(size: OutlineSize) -> _Outlines:
    """Decode the TopoJSON we ship: polygons by country, and arcs once each, so that shared borders are drawn once."""
    topology = json.loads(places.outlines_json(size))
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    disputed = {k if k >= 0 else ~k for line in topology["objects"]["disputed"]["arcs"] for k in line}
    codes, polygons, used = [], [], Counter[int]()
    for geometry in topology["objects"]["countries"]["geometries"]:
        for polygon in [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]:
            rings = [_ring(arcs, ring) for ring in polygon]
            used.update(k if k >= 0 else ~k for ring in polygon for k in ring)
            if len(rings[0]) > 3:
                codes.append(str(geometry["id"]))
                polygons.append(shapely.Polygon(rings[0], [ring for ring in rings[1:] if len(ring) > 3]))
    solid = [part for k in sorted(used) if k not in disputed for part in _off_the_seam(arcs[k])]
    valid = np.asarray(shapely.make_valid(np.array(polygons, dtype=object)), dtype=object)
    dashed = [shapely.LineString(arcs[k]) for k in sorted(disputed)]
    return _Outlines(codes, valid, np.array(solid, dtype=object), np.array(dashed, dtype=object))


def _ring(arcs: list[Floats], indices: list[int]) -> Floats:
    """Join arcs end to end; ~k means arc k backwards, and each arc starts where the one before ended."""
    parts = [arcs[k] if k >= 0 else arcs[~k][::-1] for k in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def _off_the_seam(arc: Floats) -> list[Any]:
    """Return the parts of an arc that are no cut along ±180° or the pole."""
    on_seam = (np.abs(arc[:, 0]) > 179.98) | (arc[:, 1] < -89.9)
    cut = on_seam[1:] & on_seam[:-1]
    breaks = [-1, *np.flatnonzero(cut).tolist(), len(arc) - 1]
    runs = (arc[a + 1 : b + 1] for a, b in pairwise(breaks))
    return [shapely.LineString(run) for run in runs if len(run) > 1]
