"""The outlines once more, packed for pages: each arc fine, and coarse for where a page shows it far from its places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from routemap.places.packing import pack_numbers

_COARSE_DEG = 0.6
# Of a step of the outlines, which are simplified by 0.085°: half a pixel at the closest zoom.
_STEPS = 2
# A ring of fewer vertices is kept as it is: simplified it would be a line.
_FEWEST_VERTICES = 6

Points = NDArray[np.int64]


def packed_outlines(medium: str) -> str:
    """Return as JSON text what `routemap.places.outlines_near` makes the outlines of a page from.

    Border by border, so that neighbours still share each of them; arcs stand in the order in which countries need them,
    so that most begin where the one before ends.

    Parameters
    ----------
    medium
        TopoJSON text, quantised.
    """
    topology = json.loads(medium)
    whole = [np.cumsum(np.array(arc), axis=0) for arc in topology["arcs"]]
    coarse = _simplified(whole, _COARSE_DEG / topology["transform"]["scale"][0])
    countries = topology["objects"]["countries"]["geometries"]
    shape, order = _shape([*(list(_rings(one["arcs"])) for one in countries), topology["objects"]["disputed"]["arcs"]])
    fine, far = ([_stepped(arcs[k][::way]) for k, way in order] for arcs in (whole, coarse))
    ends = np.array([[0, 0], *(points[-1] for points in fine)])
    begun = np.array([points[0] for points in fine]) - ends[:-1]
    told = {
        "step": _STEPS * topology["transform"]["scale"][0],
        "corner": topology["transform"]["translate"],
        "ids": "".join(one["id"] for one in countries),
        "shape": pack_numbers(np.array(shape)),
        "east": pack_numbers(begun[:, 0]),
        "north": pack_numbers(begun[:, 1]),
    }
    bounds = np.array([[*points.min(axis=0), *points.max(axis=0)] for points in fine])
    content = {
        "told": told,
        "bounds": [pack_numbers(column) for column in bounds.T],
        "fine": _packed(fine),
        "coarse": _packed(far),
    }
    return json.dumps(content, separators=(",", ":"))


def _simplified(whole: list[Points], tolerance: float) -> list[Points]:
    lines = np.array([shapely.LineString(points) for points in whole], dtype=object)
    simple = shapely.simplify(lines, tolerance, preserve_topology=True)
    return [
        shapely.get_coordinates(line).astype(np.int64) if _may_go(points, line) else points
        for points, line in zip(whole, simple, strict=True)
    ]


def _may_go(points: Points, line: shapely.LineString) -> bool:
    is_ring = bool((points[0] == points[-1]).all())
    return not is_ring or (len(points) > _FEWEST_VERTICES and int(shapely.get_num_coordinates(line)) > 3)


def _rings(arcs: Any) -> Iterator[list[int]]:
    """Give the rings of a geometry, whatever their depth."""
    if isinstance(arcs[0], int):
        yield arcs
    else:
        for part in arcs:
            yield from _rings(part)


def _shape(geometries: list[list[list[int]]]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the numbers of `shape`, and the arcs in the order of their first use: index, and 1 or -1 for its way."""
    numbers: list[int] = []
    place: dict[int, int] = {}
    order: list[tuple[int, int]] = []
    for rings in geometries:
        numbers.append(len(rings))
        for ring in rings:
            numbers.append(len(ring))
            for index in ring:
                arc, way = (index, 1) if index >= 0 else (~index, -1)
                if arc in place:
                    numbers.append((len(order) - place[arc]) * way * order[place[arc]][1])
                    continue
                place[arc] = len(order)
                order.append((arc, way))
                numbers.append(0)
    return numbers, order


def _stepped(points: Points) -> Points:
    """Return points in whole steps of the page, without those that fall together."""
    found = np.round(points / _STEPS).astype(np.int64)
    moves = (np.diff(found, axis=0) != 0).any(axis=1)
    return found[np.concatenate([[True], moves])]


def _packed(arcs: list[Points]) -> dict[str, list[str]]:
    steps = np.concatenate([np.diff(points, axis=0) for points in arcs])
    sizes = np.array([len(points) - 1 for points in arcs])
    return {"size": pack_numbers(sizes), "x": pack_numbers(steps[:, 0]), "y": pack_numbers(steps[:, 1])}
