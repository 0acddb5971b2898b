"""Crossings of one leg's candidate curves with everything drawn, in one broadcast."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from routemap.lines.mercator import Floats
from routemap.lines.problem import Ints


class Segments(NamedTuple):
    """Drawn segments: ends (n, 2), (n, 2), pixels, and the leg each belongs to (n,). NaN is not drawn."""

    a: Floats
    b: Floats
    leg: Ints

    def joined(self, other: Segments) -> Segments:
        """Return these and the other segments."""
        return Segments(*(np.concatenate(both) for both in zip(self, other, strict=True)))


class Hits(NamedTuple):
    """Crossings found: row of the candidate, drawn leg, point (…, 2) and angle (radians, 0 … π/2)."""

    candidate: Ints
    leg: Ints
    point: Floats
    angle: Floats


def find_crossings(path: Floats, drawn: Segments) -> Hits:
    """Return all crossings of candidate polylines (k, s + 1, 2) with drawn segments.

    Two segments cross when each has its ends on different sides of the other's line. Both sides come from matrix
    products over all vertices and all segments at once; the few pairs that pass are then solved one by one.
    """
    count, vertices = path.shape[:2]
    a, b, leg = _in_reach(path, drawn)
    along = b - a
    normals = np.stack((-along[:, 1], along[:, 0]))
    side = (path.reshape(-1, 2) @ normals > (normals.T * a).sum(axis=1)).reshape(count, vertices, -1)
    crossed = side[:, 1:] != side[:, :-1]
    first, step = path[:, :-1].reshape(-1, 2), np.diff(path, axis=1).reshape(-1, 2)
    normals = np.stack((-step[:, 1], step[:, 0]), axis=1)
    level = (normals * first).sum(axis=1)[:, None]
    parted = (normals @ a.T > level) != (normals @ b.T > level)
    crossed &= parted.reshape(crossed.shape)
    k, piece, segment = np.unravel_index(np.flatnonzero(crossed), crossed.shape)
    start, r, s = path[k, piece], path[k, piece + 1] - path[k, piece], along[segment]
    cross = r[:, 0] * s[:, 1] - r[:, 1] * s[:, 0]
    away = a[segment] - start
    t = (away[:, 0] * s[:, 1] - away[:, 1] * s[:, 0]) / np.where(cross == 0, 1.0, cross)
    angle = np.abs(np.arctan2(cross, (r * s).sum(axis=1)))
    return Hits(k, leg[segment], start + t[:, None] * r, np.minimum(angle, np.pi - angle))


def _in_reach(path: Floats, drawn: Segments) -> Segments:
    """Return the segments that meet the box around all candidates: upright, then turned along their chord."""
    along = path[0, -1] - path[0, 0]
    across = np.array([-along[1], along[0]])
    for axes in (np.eye(2), np.stack((along, across))):
        turned = path.reshape(-1, 2) @ axes.T
        low, high = turned.min(axis=0), turned.max(axis=0)
        a, b = drawn.a @ axes.T, drawn.b @ axes.T
        near = np.flatnonzero(((np.minimum(a, b) <= high) & (np.maximum(a, b) >= low)).all(axis=1))
        drawn = Segments(drawn.a[near], drawn.b[near], drawn.leg[near])
    return drawn


def frame_shifts(path: Floats, west_px: float, world_px: float) -> list[float]:
    """Return the shifts, 0 and perhaps a world's width either way, that bring all of `path` into the world's frame."""
    shifts = [0.0]
    if path[..., 0].max() > west_px + world_px:
        shifts.append(-world_px)
    if path[..., 0].min() < west_px:
        shifts.append(world_px)
    return shifts
