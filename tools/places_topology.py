"""From pieces of land to TopoJSON: on a grid, simplified, with every border drawn once.

All work is done in whole steps of a grid, so that what is checked here is what the file holds. Snapping
the *lines* to the grid (not the polygons one by one) keeps neighbours together and every outline valid.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LinearRing, MultiPolygon, Polygon

from places_disputed import is_disputed
from places_pieces import MERGED, Pieces
from places_sources import multipolygon, polygons_of

KEPT_SHARE = 0.1
"""An island of at least this share of its country's largest stays, however small: atoll states keep their atolls."""

Point = tuple[int, int]
Arc = tuple[Point, ...]
Step = tuple[Point, Point]
_WEST, _SOUTH = -180.0, -90.0


@dataclass(frozen=True)
class Detail:
    """How fine a set of outlines is.

    Parameters
    ----------
    step_deg
        One step of the grid, degrees. 0.0025 is 280 m at the equator; Vatican City is six steps wide then.
    tolerance_deg
        For the Visvalingam-Whyatt simplification of the coverage: the square root of the area that may go, degrees.
    tolerance_antarctica_deg
        The same for Antarctica, where no route goes and which would take a tenth of the file.
    least_island_deg2
        Islands below this area go, square degrees as at the equator, unless they are large for their country.
    """

    step_deg: float
    tolerance_deg: float
    tolerance_antarctica_deg: float
    least_island_deg2: float


def snap(pieces: Pieces, step_deg: float) -> Pieces:
    """Return the pieces in whole grid steps from (-180, -90), as a coverage: neighbours share every vertex."""
    gridded = {
        name: shapely.transform(land, lambda xy: (xy - (_WEST, _SOUTH)) / step_deg) for name, land in pieces.items()
    }
    lines = shapely.union_all([land.boundary for land in gridded.values()], grid_size=1)
    faces = polygons_of(shapely.polygonize([lines]))
    names = list(gridded)
    tree = shapely.STRtree(list(gridded.values()))
    probes = [face.representative_point() for face in faces]
    owned: dict[str, list[Polygon]] = {}
    for face, owner in zip(*tree.query(probes, predicate="within"), strict=True):
        owned.setdefault(names[owner], []).append(faces[face])
    lost = sorted(set(gridded) - set(owned))
    if lost:
        raise ValueError(f"smaller than a grid step: {', '.join(lost)}")
    return {name: multipolygon(owned[name]) for name in names}


def simplify(pieces: Pieces, detail: Detail) -> Pieces:
    """Return the coverage that `snap` made with fewer vertices and without small islands."""
    least_area = detail.least_island_deg2 / detail.step_deg**2
    kept = {name: _drop_islands(name, pieces, least_area, detail.step_deg) for name in pieces}
    antarctica = {"ATA": kept.pop("ATA")}
    result: Pieces = {}
    for lands, tolerance in ((kept, detail.tolerance_deg), (antarctica, detail.tolerance_antarctica_deg)):
        thinned = shapely.coverage_simplify(list(lands.values()), tolerance / detail.step_deg)
        result |= {name: multipolygon(polygons_of(land)) for name, land in zip(lands, thinned, strict=True)}
    return dict(sorted(result.items()))


def _drop_islands(name: str, pieces: Pieces, least_area: float, step_deg: float) -> MultiPolygon:
    """Return a piece without its small islands. Exclaves, which touch other land, stay: without them is a hole."""

    def true_area(polygon: Polygon) -> float:
        return float(polygon.area * np.cos(np.radians(polygon.centroid.y * step_deg + _SOUTH)))

    parts = list(pieces[name].geoms)
    least = min(least_area, KEPT_SHARE * max(map(true_area, parts)))
    others = shapely.STRtree([land for other, land in pieces.items() if other != name])
    return MultiPolygon([p for p in parts if true_area(p) >= least or others.query(p, predicate="intersects").size])


def to_countries(pieces: Pieces, step_deg: float) -> dict[str, MultiPolygon]:
    """Return the outline of each country, by code, in degrees."""
    return {
        code: shapely.transform(multipolygon(polygons), lambda xy: xy * step_deg + (_WEST, _SOUTH))
        for code, polygons in _by_country(pieces).items()
    }


def _by_country(pieces: Pieces) -> dict[str, list[Polygon]]:
    countries: dict[str, list[Polygon]] = {}
    for name, land in pieces.items():
        countries.setdefault(MERGED.get(name, name), []).extend(land.geoms)
    return dict(sorted(countries.items()))


def encode(pieces: Pieces, step_deg: float) -> str:
    """Return the coverage as TopoJSON with the objects `countries` and `disputed`."""
    sides = _sides(pieces)
    arcs = _arcs(pieces, sides, step_deg)
    disputed = [i for i, arc in enumerate(arcs) if _is_disputed(arc, sides, step_deg)]
    steps = {step: (i, k, True) for i, arc in enumerate(arcs) for k, step in enumerate(pairwise(arc))}
    steps |= {(b, a): (i, k, False) for (a, b), (i, k, _) in steps.items()}
    topology = {
        "type": "Topology",
        "transform": {"scale": [step_deg, step_deg], "translate": [_WEST, _SOUTH]},
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [_geometry(code, parts, steps) for code, parts in _by_country(pieces).items()],
            },
            "disputed": {"type": "MultiLineString", "arcs": [[i] for i in disputed]},
        },
        "arcs": [_delta(arc) for arc in arcs],
    }
    return json.dumps(topology, separators=(",", ":")) + "\n"


def _points(coordinates: Iterable[Any]) -> Arc:
    return tuple((round(x), round(y)) for x, y in coordinates)


def _sides(pieces: Pieces) -> dict[Step, str]:
    """Return for each directed step along an outline the piece that lies to its left."""
    sides: dict[Step, str] = {}
    for name, land in pieces.items():
        for polygon in shapely.orient_polygons(land).geoms:
            for ring in (polygon.exterior, *polygon.interiors):
                sides |= dict.fromkeys(pairwise(_points(ring.coords)), name)
    return sides


def _arcs(pieces: Pieces, sides: dict[Step, str], step_deg: float) -> list[Arc]:
    """Return the lines between junctions, each once, in an order and direction that depend on nothing but them."""
    lines = shapely.line_merge(shapely.union_all([land.boundary for land in pieces.values()]))
    arcs = [_points(line.coords) for line in lines.geoms]
    turned = [_canonical_loop(arc) if arc[0] == arc[-1] else min(arc, arc[::-1]) for arc in arcs]
    return sorted(part for arc in turned for part in _cut_at_windows(arc, sides, step_deg))


def _canonical_loop(loop: Arc) -> Arc:
    """Return a closed arc counter-clockwise from its least vertex."""
    ring = loop[:-1] if shapely.is_ccw(LinearRing(loop)) else loop[:0:-1]
    start = ring.index(min(ring))
    return (*ring[start:], *ring[: start + 1])


def _cut_at_windows(arc: Arc, sides: dict[Step, str], step_deg: float) -> list[Arc]:
    """Cut a border where it starts or ends to be disputed, if it is so only along a part of its way."""
    flags = [_is_disputed(step, sides, step_deg) for step in pairwise(arc)]
    cuts = [0, *(k for k in range(1, len(flags)) if flags[k] != flags[k - 1]), len(flags)]
    return [arc[a : b + 1] for a, b in pairwise(cuts)]


def _is_disputed(arc: Arc, sides: dict[Step, str], step_deg: float) -> bool:
    (x1, y1), (x2, y2) = arc[0], arc[1]
    left, right = sides.get((arc[0], arc[1])), sides.get((arc[1], arc[0]))
    lon, lat = (x1 + x2) / 2 * step_deg + _WEST, (y1 + y2) / 2 * step_deg + _SOUTH
    return left is not None and right is not None and is_disputed(left, right, lon, lat)


def _geometry(code: str, parts: list[Polygon], steps: dict[Step, tuple[int, int, bool]]) -> dict[str, Any]:
    """Return one country as arc indexes: exteriors counter-clockwise, as RFC 7946 has them."""
    polygons = [
        [_ring_arcs(_points(ring.coords), steps) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in shapely.orient_polygons(multipolygon(parts)).geoms
    ]
    polygons.sort()
    if len(polygons) == 1:
        return {"type": "Polygon", "id": code, "arcs": polygons[0]}
    return {"type": "MultiPolygon", "id": code, "arcs": polygons}


def _ring_arcs(ring: Arc, steps: dict[Step, tuple[int, int, bool]]) -> list[int]:
    """Return the arcs a ring runs along, starting where an arc starts; ~i stands for arc i backwards."""
    walked = [steps[step] for step in pairwise(ring)]
    found: list[int] = []
    for index, _, forward in walked:
        signed = index if forward else ~index
        if not found or found[-1] != signed:
            found.append(signed)
    if len(found) > 1 and found[0] == found[-1]:
        found.pop(0)  # the ring began in the middle of an arc
    return found


def _delta(arc: Arc) -> list[list[int]]:
    """Return an arc as TopoJSON stores it: a first position, then steps from each to the next."""
    return [list(arc[0]), *([x2 - x1, y2 - y1] for (x1, y1), (x2, y2) in pairwise(arc))]
