"""Checked input of a layout: points and legs in a plane, in px."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from routemap.errors import GeometryError
from routemap.lines.arrays import Floats, Ints


@dataclass(frozen=True, eq=False, slots=True)
class Legs:
    """Legs in px.

    Attributes
    ----------
    start, end
        Float arrays (m, 2). On a plane that repeats, `end` lies the short way round.
    chord
        Float array (m,): distance from start to end.
    """

    start: Floats
    end: Floats
    chord: Floats

    def only(self, rows: Ints) -> Legs:
        """Return some of the legs, by row."""
        return Legs(self.start[rows], self.end[rows], self.chord[rows])


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the plane that is drawn: from 0, 0 at the top left to its width and height, px.

    Attributes
    ----------
    width_px, height_px
        Its size, > 0.
    wrap_px
        After how many px to the east the plane repeats; infinite where it never does.
    west_px
        Where one of the repeated worlds begins. Only the look-up of neighbours depends on it.
    """

    width_px: float
    height_px: float
    wrap_px: float = np.inf
    west_px: float = 0.0

    @property
    def is_round(self) -> bool:
        """Whether so much of a repeating plane is seen that lines may meet lines of the next copy."""
        return self.wrap_px < 2 * self.width_px


@dataclass(frozen=True, eq=False, slots=True)
class Problem:
    """What is to be laid out.

    Attributes
    ----------
    points
        Float array (n, 2), px: every place that is drawn; not finite where a place has no position.
    legs
        Int array (m, 2): rows of `points`.
    px
        Where the legs lie.
    widths
        Float array (m,), px: of the lines.
    strengths
        Float array (m,): the larger, the sooner a line chooses, and the later it is left out.
    meetings
        Int array (c, 4): where routes go on from leg to leg, as `check_chains` gives them.
    window
        What is drawn of the plane.
    """

    points: Floats
    legs: Ints
    px: Legs
    widths: Floats
    strengths: Floats
    meetings: Ints
    window: Window


def check_points(points: ArrayLike, name: str = "points", axes: str = "x, y") -> Floats:
    """Return `points` as a float array (n, 2), or raise GeometryError that calls them by their name."""
    array = np.asarray(points, dtype=np.float64)
    if array.size == 0:
        array = array.reshape(0, 2)
    if array.ndim != 2 or array.shape[1] != 2:
        raise GeometryError(f"{name} has shape {array.shape}; expected (n, 2): {axes}")
    return array


def check_legs(legs: ArrayLike, points: Floats) -> Ints:
    """Return `legs` as an int array (m, 2) of rows of `points`, or raise GeometryError."""
    array = np.asarray(legs)
    if array.size == 0:
        return np.zeros((0, 2), dtype=np.int_)
    if array.ndim != 2 or array.shape[1] != 2 or not np.issubdtype(array.dtype, np.integer):
        raise GeometryError(f"legs has shape {array.shape} of {array.dtype}; expected whole numbers (m, 2)")
    if array.min() < 0 or array.max() >= len(points):
        raise GeometryError(f"legs name places {array.min()} to {array.max()}; expected 0 to {len(points) - 1}")
    unknown = ~np.isfinite(points[array]).all(axis=(1, 2))
    if unknown.any():
        raise GeometryError(f"leg {int(np.argmax(unknown))} touches a place without a finite position")
    return array.astype(np.int_)


def check_sizes(sizes: ArrayLike | None, count: int, name: str) -> Floats:
    """Return one size for each leg (m,), ≥ 0, NaN where there is none, or raise GeometryError."""
    if sizes is None:
        return np.full(count, np.nan)
    array = np.asarray(sizes, dtype=np.float64)
    if array.shape != (count,):
        raise GeometryError(f"{name} has shape {array.shape}; expected ({count},)")
    if (array < 0).any() or np.isinf(array).any():
        raise GeometryError(f"{name} must be finite numbers of 0 or more")
    return array


def check_chains(chains: Sequence[Sequence[int]] | None, legs: Ints) -> Ints:
    """Return where routes go on from leg to leg, or raise GeometryError.

    Rows (c, 4): a leg, the one that follows it on some route, and the ends, 0 or 1, at which the two meet.
    """
    meetings: set[tuple[int, int, int, int]] = set()
    ends = legs.tolist()
    for chain in map(list, chains or ()):
        if any(not 0 <= k < len(legs) for k in chain):
            raise GeometryError(f"chain {chain} names a leg outside 0 to {len(legs) - 1}")
        way = [ends[k] for k in chain]
        starts = max(_starts(way, 0), _starts(way, 1), key=len)
        if len(starts) < len(chain):
            a, b = chain[len(starts) - 1], chain[len(starts)]
            raise GeometryError(f"chain {chain}: leg {b} does not start where leg {a} ends")
        steps = zip(pairwise(chain), pairwise(starts), strict=True)
        meetings.update((a, b, 1 - start, next_start) for (a, b), (start, next_start) in steps)
    return np.array(sorted(meetings), dtype=np.int_).reshape(-1, 4)


def _starts(way: list[list[int]], first: int) -> list[int]:
    """Return the ends, 0 or 1, at which a route comes to its legs, from that end of the first as far as they meet.

    A line without direction is one leg for both ways, so that a route may come to it at its end.
    """
    starts: list[int] = []
    at = way[0][first] if way else -1
    for ends in way:
        if at not in ends:
            break
        starts.append(ends.index(at))
        at = ends[1 - starts[-1]]
    return starts


def to_legs(start: Floats, end: Floats) -> Legs:
    """Return the legs from starts to ends (m, 2), px."""
    return Legs(start, end, np.hypot(end[:, 0] - start[:, 0], end[:, 1] - start[:, 1]))


def shortest_legs(points: Floats, legs: Ints, wrap_px: float) -> Legs:
    """Return the legs between points of a plane that repeats every `wrap_px`: the short way; exactly half goes east."""
    start, end = points[legs[:, 0]], points[legs[:, 1]]
    if np.isfinite(wrap_px):
        end[:, 0] -= wrap_px * np.ceil((end[:, 0] - start[:, 0]) / wrap_px - 0.5)
    return to_legs(start, end)
