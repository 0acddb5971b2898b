"""Where lines meet the edge of a region's area: a region is not a point, so lines to it end where it begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from routemap import places
from routemap.lines.mercator import to_world
from routemap.scene.bezier import Curve, point_at
from routemap.scene.courses import Edges
from routemap.scene.layouts import WORLD_PX, MercatorCurves
from routemap.scene.scene import Floats, Ints, Scene

_SAMPLES = 97
_STRAIT = 6  # samples of water between two parts of an area that are still one to the eye
_HALVINGS = 12
_LEAST_PART = 0.1  # of its curve, that a line must keep between two areas
_DIGITS = 4
_SLACK = 1e-6


def curve_edges(curves: Sequence[Curve], ends: Ints, areas: Mapping[int, Sequence[Floats]]) -> Edges:
    """Return between which parameters each curve is drawn: from 0 to 1, or from and to where it meets an area.

    Parameters
    ----------
    curves
        One for each line.
    ends
        Int array (m, 2): the place of each end.
    areas
        By place, the rings (n, 2) of its area, filled by the even-odd rule, in the pixels of the curves.

    Examples
    --------
    >>> square = np.array([[8.0, -2.0], [12.0, -2.0], [12.0, 2.0], [8.0, 2.0]])
    >>> curve_edges([(0j, 5 + 0j, 10 + 0j)], np.array([[0, 1]]), {1: [square]})
    [(0.0, 0.8)]
    """
    found = []
    for curve, (start, end) in zip(curves, ends.tolist(), strict=True):
        first = 1 - _edge(curve[::-1], areas[start]) if start in areas else 0.0
        last = _edge(curve, areas[end]) if end in areas else 1.0
        found.append((round(first, _DIGITS), round(last, _DIGITS)) if last - first >= _LEAST_PART else (0.0, 1.0))
    return found


def mercator_edges(scene: Scene, curves: MercatorCurves) -> Edges:
    """Return the edges of a page's lines, at whatever zoom."""
    if not scene.areas:
        return [(0.0, 1.0)] * len(scene.strands)
    rings = {place: [ring for code in scene.members[place] for ring in _rings(code)] for place in scene.areas}
    px = [(complex(*a), complex(*c), complex(*b)) for a, c, b in curves.to_px(scene).tolist()]
    return curve_edges(px, scene.strands.ends, rings)


@cache
def _rings(code: str) -> list[Floats]:
    """Return the rings of a country in pixels at zoom 0; none where it has no outline."""
    outlines = places.outlines("medium")
    return [to_world(ring) * WORLD_PX for ring in outlines.rings(code)] if code in outlines.polygons else []


def _edge(curve: Curve, rings: Sequence[Floats]) -> float:
    """Return where a curve comes into the area at its end; 1 where it starts inside, or never meets it."""
    near = [ring for ring in rings if _may_meet(curve, ring)]
    t = np.linspace(0, 1, _SAMPLES)
    inside = _are_inside(curve, t, near)
    hits = np.flatnonzero(inside)
    if len(hits) == 0:
        return 1.0
    # Backwards from the last point inside, over straits, to where the area that the line ends in begins.
    at = int(hits[-1])
    for hit in hits[-2::-1].tolist():
        if at - hit > _STRAIT:
            break
        at = hit
    if at == 0:
        return 1.0
    outside, within = float(t[at - 1]), float(t[at])
    for _ in range(_HALVINGS):
        middle = (outside + within) / 2
        if _are_inside(curve, np.array([middle]), near)[0]:
            within = middle
        else:
            outside = middle
    return within


def _may_meet(curve: Curve, ring: Floats) -> bool:
    """Tell whether a ring lies where a curve does, in some copy of the world."""
    (west, top), (east, bottom) = ring.min(axis=0).tolist(), ring.max(axis=0).tolist()
    ys, xs = [point.imag for point in curve], [point.real for point in curve]
    if bottom < min(ys) or top > max(ys):
        return False
    low, high, turns = min(xs), max(xs), range(1)
    if east - west < WORLD_PX:
        middle = (west + east) / 2
        turns = range(round((middle - high) / WORLD_PX), round((middle - low) / WORLD_PX) + 1)
    return any(low + turn * WORLD_PX <= east + _SLACK and high + turn * WORLD_PX >= west - _SLACK for turn in turns)


def _are_inside(curve: Curve, t: Floats, rings: Sequence[Floats]) -> NDArray[np.bool_]:
    points = np.array([point_at(curve, one) for one in t.tolist()])
    found = np.zeros(len(t), dtype=np.bool_)
    for ring in rings:
        # Into the copy of the world that the ring lies in.
        west, east = ring[:, 0].min(), ring[:, 0].max()
        x = points.real + WORLD_PX * np.round(((west + east) / 2 - points.real) / WORLD_PX) * (east - west < WORLD_PX)
        near = np.flatnonzero((x >= west) & (x <= east))
        if len(near) == 0:
            continue
        above = ring[:, 1] > points.imag[near, None]
        point, at = (above != np.roll(above, -1, axis=1)).nonzero()
        (ax, ay), (bx, by) = ring[at].T, ring[(at + 1) % len(ring)].T
        px, py = x[near[point]], points.imag[near[point]]
        crosses = px < (bx - ax) * (py - ay) / (by - ay) + ax
        found[near] ^= np.bincount(point[crosses], minlength=len(near)) % 2 == 1
    return found
