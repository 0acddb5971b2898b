"""Checked input of a layout: places and legs in pixels, in an order that does not depend on how they came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from routemap.errors import GeometryError
from routemap.lines.mercator import Floats, View, to_world

Ints = NDArray[np.int_]


@dataclass(frozen=True, eq=False, slots=True)
class Legs:
    """Legs in pixels of a view.

    Attributes
    ----------
    start_lonlat, end_lonlat
        Float arrays (m, 2), degrees: the places, plus whole turns of 360° so that `end` lies the short way round.
    start, end
        The same in pixels of the view.
    chord
        Float array (m,): distance from start to end, pixels.
    """

    start_lonlat: Floats
    end_lonlat: Floats
    start: Floats
    end: Floats
    chord: Floats

    def only(self, rows: Ints) -> Legs:
        """Return some of the legs, by row."""
        return Legs(*(getattr(self, name)[rows] for name in self.__slots__))


def check_places(places: ArrayLike) -> Floats:
    """Return `places` as a float array (n, 2), or raise GeometryError."""
    array = np.asarray(places, dtype=np.float64)
    if array.size == 0:
        array = array.reshape(0, 2)
    if array.ndim != 2 or array.shape[1] != 2:
        raise GeometryError(f"places has shape {array.shape}; expected (n, 2): lon, lat")
    if (np.abs(array[:, 1]) > 90).any():
        k = int(np.argmax(np.abs(array[:, 1]) > 90))
        raise GeometryError(f"place {k} is at {array[k].tolist()}; expected (lon, lat) degrees, latitude within ±90")
    return array


def check_legs(legs: ArrayLike, places: Floats) -> Ints:
    """Return `legs` as an int array (m, 2) of rows of `places`, or raise GeometryError."""
    array = np.asarray(legs)
    if array.size == 0:
        return np.zeros((0, 2), dtype=np.int_)
    if array.ndim != 2 or array.shape[1] != 2 or not np.issubdtype(array.dtype, np.integer):
        raise GeometryError(f"legs has shape {array.shape} of {array.dtype}; expected whole numbers (m, 2)")
    if array.min() < 0 or array.max() >= len(places):
        raise GeometryError(f"legs name places {array.min()} to {array.max()}; expected 0 to {len(places) - 1}")
    unknown = ~np.isfinite(places[array]).all(axis=(1, 2))
    if unknown.any():
        raise GeometryError(f"leg {int(np.argmax(unknown))} touches a place without a finite position")
    return array.astype(np.int_)


def check_weights(weights: ArrayLike | None, count: int) -> Floats:
    """Return weights (m,), NaN and None as 0, or raise GeometryError."""
    if weights is None:
        return np.zeros(count)
    array = np.asarray(weights, dtype=np.float64)
    if array.shape != (count,):
        raise GeometryError(f"weights has shape {array.shape}; expected ({count},)")
    array = np.where(np.isnan(array), 0.0, array)
    if (array < 0).any() or np.isinf(array).any():
        raise GeometryError("weights must be finite numbers of 0 or more")
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


def legs_in_px(places: Floats, legs: Ints, view: View) -> Legs:
    """Return the legs in pixels, each the short way round the globe; 180° exactly goes east."""
    lonlat = places.copy()
    # A view that starts elsewhere than at 180° W shows what lies west of its edge one world further on.
    lonlat[:, 0] += 360.0 * (to_world(places)[:, 0] * view.world_px < view.left_px)
    start, end = lonlat[legs[:, 0]], lonlat[legs[:, 1]]
    end[:, 0] -= 360.0 * np.ceil((end[:, 0] - start[:, 0]) / 360.0 - 0.5)
    start_px, end_px = view.to_px(start), view.to_px(end)
    chord = np.hypot(end_px[:, 0] - start_px[:, 0], end_px[:, 1] - start_px[:, 1])
    return Legs(start, end, start_px, end_px, chord)
