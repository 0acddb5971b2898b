"""Crossings of one leg's candidate curves with everything drawn, in one broadcast."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from routemap.lines.arrays import Floats, Ints, between

_LEAST = 1e-9  # so that segments on the leg itself count as near


class Segments(NamedTuple):
    """Drawn segments: ends (n, 2), (n, 2), pixels, and the leg each belongs to (n,). NaN is not drawn."""

    a: Floats
    b: Floats
    leg: Ints

    def joined(self, other: Segments) -> Segments:
        """Return these and the other segments."""
        return Segments(*(np.concatenate(both) for both in zip(self, other, strict=True)))


class Bows(NamedTuple):
    """The curves of one leg: bow and skew (k,), and the distinct skews (s,) with the one that each has (k,)."""

    bow: Floats
    skew: Floats
    distinct: Floats
    which: Ints

    def only(self, k: int) -> Bows:
        """Return one of the curves."""
        return Bows(self.bow[k : k + 1], self.skew[k : k + 1], self.skew[k : k + 1], np.zeros(1, dtype=np.int_))

    def some(self, rows: slice | Ints) -> Bows:
        """Return some of the curves."""
        return Bows(self.bow[rows], self.skew[rows], self.distinct, self.which[rows])


def to_bows(shapes: Floats) -> Bows:
    """Return the curves with the given rows (k, 2) of bow and skew; skews within ± 0.5."""
    distinct, which = np.unique(shapes[:, 1], return_inverse=True)
    return Bows(shapes[:, 0], shapes[:, 1], distinct, which.ravel())


class Hits(NamedTuple):
    """Crossings found: row of the candidate, drawn leg, distance to the nearer end of the candidate's leg, and angle.

    The distance is in pixels along a straight line; the angle is given by its cosine, 0 for upright … 1 for none.
    """

    candidate: Ints
    leg: Ints
    away_px: Floats
    cosine: Floats


class Crossed(NamedTuple):
    """What other lines that cross them cost the curves of a leg, in units.

    `table` (m, k) for each line, as it was in the version `seen` (m,), -1 for never; `every` (k,) is its sum.
    """

    table: NDArray[np.int16]
    seen: Ints
    every: NDArray[np.int64]


def find_crossings(start: Floats, end: Floats, curves: Bows, drawn: Segments) -> Hits:
    """Return all crossings of the curves of one leg with drawn segments.

    With the leg along u from 0 to 1, a curve of bow h and skew s is v = h · w(u, s), where w does not depend on the
    bow. So one w for each end of a segment and each skew tells on which side of all the curves of that skew it lies.

    Parameters
    ----------
    start, end
        Float arrays (2,), pixels: the leg's places.
    curves
        Its curves.
    drawn
        The segments; one that meets a curve twice is missed.
    """
    along = end - start
    size = float(along @ along)
    axes = np.array(((along[0], along[1]), (along[1], -along[0]))) / size
    bows, skews, distinct, which = curves
    # Both ends of all segments at once: what is asked of a few is paid for by the question, not by the segment.
    u, v, leg = _in_reach((np.array((drawn.a, drawn.b)) - start) @ axes, drawn.leg, bows)
    rise = _rise(u, distinct).take(which, axis=2)
    above = v[:, :, None] > bows * rise
    segment, k = np.divmod((above[0] != above[1]).ravel().nonzero()[0], len(bows))
    bow, skew = bows[k], skews[k]
    before, after = v.take(segment, axis=1) - bow * rise[:, segment, k]
    share = before / (before - after)
    step_u, step_v = (u[1] - u[0])[segment], (v[1] - v[0])[segment]
    at_u, at_v = u[0, segment] + share * step_u, v[0, segment] + share * step_v
    slope = 1 - 2 * _parameter(at_u, skew)
    slope_u, slope_v = 1 + 2 * skew * slope, 4 * bow * slope
    sizes = (slope_u * slope_u + slope_v * slope_v) * (step_u * step_u + step_v * step_v)
    cosine = np.abs(slope_u * step_u + slope_v * step_v) / np.sqrt(sizes)
    along_px = np.minimum(at_u, 1 - at_u)
    away = np.sqrt(size * (along_px * along_px + at_v * at_v))
    return Hits(k, leg[segment], away, cosine)


def _parameter(u: Floats, skew: Floats) -> Floats:
    """Return where on a curve of that skew u is reached: t of u = t + 2 · skew · t (1 - t)."""
    leaving = 1 + 2 * skew
    t: Floats = 2 * u / (leaving + np.sqrt(leaving**2 - 8 * skew * u))
    return t


def _rise(u: Floats, skews: Floats) -> Floats:
    """Return how high curves of bow 1 and these skews (s,) stand above u (2, n): w, array (2, n, s)."""
    t = _parameter(u[:, :, None], skews)
    rise: Floats = 4 * t * (1 - t)
    return rise


def _in_reach(ends: Floats, leg: Ints, bows: Floats) -> tuple[Floats, Floats, Ints]:
    """Return the parts of segments in the leg's own plane that lie between its ends, near enough to meet a curve.

    As u and v of both ends, (2, n) each, and the leg that each segment belongs to.
    """
    low, high = min(0.0, float(bows.min())) - _LEAST, max(0.0, float(bows.max())) + _LEAST
    most, least = np.maximum(ends[0], ends[1]), np.minimum(ends[0], ends[1])
    near = most[:, 0] > 0
    near &= least[:, 0] < 1
    near &= most[:, 1] > low
    near &= least[:, 1] < high
    kept = near.nonzero()[0]
    part = ends[:, kept]
    u, v = part[:, :, 0], part[:, :, 1]
    step = u[1] - u[0]
    slope = (v[1] - v[0]) / np.where(step == 0, 1.0, step)
    clipped = between(u, 0.0, 1.0)
    return clipped, v + slope * (clipped - u), leg[kept]


def frame_shifts(path: Floats, west_px: float, world_px: float) -> list[float]:
    """Return the shifts, 0 and perhaps a world's width either way, that bring all of `path` into the world's frame."""
    shifts = [0.0]
    if path[..., 0].max() > west_px + world_px:
        shifts.append(-world_px)
    if path[..., 0].min() < west_px:
        shifts.append(world_px)
    return shifts
