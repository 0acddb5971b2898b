"""The ground of a figure: land, borders and sea of the world's outlines, in the pixels of one map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from routemap import places
from routemap.figure.frame import Frame
from routemap.figure.plane import Floats, Plane, unit_vectors
from routemap.places.outlines import OutlineSize

_STEP_DEG = 1.0
_MARGIN_PX = 6.0  # what is cut lies outside the frame, so that no stroke runs along its edge
_FINEST_PX = 0.2
_SLIT_PX = 0.5
_RADIUS_KM = 6340.0  # a little less than the Earth's, so that a map reaches a little farther
_FAR = np.sin(np.radians(50.0))  # a map that reaches 100° from its centre shows half of the world
_ROUGH_DEG = 4.0
_ROOM = np.radians(6.0)
_VAST = np.radians(70.0)  # which side of its ring is inside is not told by the cap around it


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
    at_seam: NDArray[np.bool_]
    borders: NDArray[np.object_]
    disputed: NDArray[np.object_]


@dataclass(frozen=True, eq=False, slots=True)
class _Caps:
    """The cap of the sphere that holds each shape: the unit vector of its middle (n, 3), its radius (n,), radians."""

    middle: Floats
    radius: Floats


def draw_ground(plane: Plane, frame: Frame, size: OutlineSize = "medium") -> Ground:
    """Return the ground of a map.

    Polygons are cut at the meridian opposite the centre before they are projected, so that none runs across the map.
    """
    outlines = _shapes(size)
    window = shapely.box(-_MARGIN_PX, -_MARGIN_PX, frame.width + _MARGIN_PX, frame.height + _MARGIN_PX)
    near = _are_near(plane, frame, _caps(size, "polygons"))
    inside_out = np.zeros(len(near), dtype=np.bool_)
    if plane.is_round:
        # What holds the antipode is turned inside out: its ring goes round everything else.
        inside_out = shapely.contains_xy(outlines.polygons, (plane.lon + 360.0) % 360.0 - 180.0, -plane.lat)
    rows = np.flatnonzero(near | inside_out)
    pieces, owner = _cut(plane, outlines.polygons[rows])
    owner = rows[owner]
    shapes, turned = _to_px(plane, frame, pieces), inside_out[owner]
    # Most of the world lies elsewhere; neither step makes a shape larger.
    some = np.flatnonzero(_may_be_seen(shapes, window) | turned)
    shapes, owner = shapely.make_valid(shapely.simplify(shapes[some], _FINEST_PX)), owner[some]
    for k in np.flatnonzero(turned[some]):
        shapes[k] = shapely.difference(shapely.box(-1e5, -1e5, 1e5, 1e5), shapes[k])
    kept = np.flatnonzero(_may_be_seen(shapes, window))
    clipped = shapely.intersection(shapes[kept], window)
    countries: dict[str, tuple[list[Any], list[Any]]] = {}
    for k, shape in zip(owner[kept].tolist(), clipped, strict=True):
        if not shape.is_empty:
            countries.setdefault(outlines.codes[k], ([], []))[int(outlines.at_seam[k])].append(shape)
    borders = outlines.borders[_are_near(plane, frame, _caps(size, "borders"))]
    lines = (_lines(plane, frame, window, some) for some in (borders, outlines.disputed))
    globe = shapely.intersection(_globe(plane, frame), window)
    return Ground(globe, {code: _joined(*parts) for code, parts in countries.items()}, *lines)


def _are_near(plane: Plane, frame: Frame, caps: _Caps) -> NDArray[np.bool_]:
    """Return which shapes may reach into a map; all where its plane is not round.

    What is left out is far outside: to project and to simplify the whole world for a map of Europe takes most of its
    time.
    """
    corners = np.array([(x, y) for x in (0.0, frame.width) for y in (0.0, frame.height)])
    share = np.hypot(*frame.to_km(corners).T).max() / (2 * _RADIUS_KM)
    if not plane.is_round or share > _FAR:
        return np.ones(len(caps.radius), dtype=np.bool_)
    reach = 2 * np.arcsin(share) + _ROOM
    off = np.arccos(np.clip(caps.middle @ unit_vectors(np.array([[plane.lon, plane.lat]]))[0], -1.0, 1.0))
    return np.asarray((off <= caps.radius + reach) | (caps.radius > _VAST), dtype=np.bool_)


@cache
def _caps(size: OutlineSize, name: Literal["polygons", "borders"]) -> _Caps:
    shapes = shapely.segmentize(getattr(_shapes(size), name), _ROUGH_DEG)
    lonlat, owner = shapely.get_coordinates(shapes, return_index=True)
    points = unit_vectors(lonlat)
    total = np.zeros((len(shapes), 3))
    np.add.at(total, owner, points)
    middle = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    radius = np.zeros(len(shapes))
    np.maximum.at(radius, owner, np.arccos(np.clip((points * middle[owner]).sum(axis=1), -1.0, 1.0)))
    return _Caps(middle, radius)


def _may_be_seen(shapes: NDArray[np.object_], window: Any) -> NDArray[np.bool_]:
    return np.asarray(shapely.intersects(shapely.box(*shapely.bounds(shapes).T), window), dtype=np.bool_)


def _joined(parts: list[Any], at_seam: list[Any]) -> Any:
    """Join the polygons of a country; those at ±180°, which cut the outlines, widened, so that no slit stays there."""
    if len(at_seam) > 1:
        joined = shapely.union_all(shapely.buffer(at_seam, _SLIT_PX, join_style="mitre"))
        at_seam = [shapely.buffer(joined, -_SLIT_PX, join_style="mitre")]
    if len(parts) + len(at_seam) == 1:
        return (parts or at_seam)[0]
    pieces = shapely.get_parts(np.array([*parts, *at_seam], dtype=object))
    pieces = shapely.get_parts(pieces)  # clipping gives collections, which hold multipolygons
    return shapely.multipolygons(pieces[shapely.get_type_id(pieces) == shapely.GeometryType.POLYGON])


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
def _shapes(size: OutlineSize) -> _Outlines:
    """Return the world's outlines as shapes, each polygon with the code of its country."""
    outlines = places.outlines(size)
    codes: list[str] = []
    rings, of_polygon = [], []
    for code, shapes in outlines.polygons.items():
        for outer, *holes in shapes:
            if len(outer) > 3:
                kept = [outer, *(hole for hole in holes if len(hole) > 3)]
                rings += kept
                of_polygon += [len(codes)] * len(kept)
                codes.append(code)
    closed = np.asarray(shapely.linearrings(np.concatenate(rings), indices=_numbers(rings)), dtype=object)
    valid = shapely.make_valid(shapely.polygons(closed, indices=np.array(of_polygon)))
    borders, disputed = (
        np.asarray(shapely.linestrings(np.concatenate(lines), indices=_numbers(lines)), dtype=object)
        for lines in (outlines.borders, outlines.disputed)
    )
    west, _, east, _ = shapely.bounds(valid).T
    return _Outlines(codes, np.asarray(valid, dtype=object), (west == -180.0) | (east == 180.0), borders, disputed)


def _numbers(lines: list[Floats]) -> NDArray[np.int_]:
    """Return for each vertex of all lines the number of its line."""
    return np.repeat(np.arange(len(lines)), [len(line) for line in lines])
