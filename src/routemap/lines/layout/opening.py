"""Where the search starts: lines fanned out at each place in the order in which their other ends lie around it.

Lines that leave a place in the order of their directions need not cross each other; a search that starts from straight
lines finds that order only by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from routemap.lines.arrays import Floats
from routemap.lines.layout.candidates import Candidates
from routemap.lines.layout.plan import Plan
from routemap.lines.layout.prices import angle_between

_TURN = 2 * np.pi
_SHARE = 0.6  # of the even gap; more would bend lines that have room enough
_WIDEST = np.radians(24.0)
_PRICE = 20.0  # per square radian off the wished direction


def open_fans(plan: Plan, candidates: Sequence[Candidates]) -> list[int]:
    """Return for each leg the curve that leaves both its places nearest to the wished directions."""
    wished = _wished(plan)
    chosen = []
    for leg, curves in enumerate(candidates):
        off = angle_between(curves.leaves, wished[leg])
        chosen.append(int(np.argmin(curves.alone + _PRICE * (off**2).sum(axis=1))))
    return chosen


def _wished(plan: Plan) -> Floats:
    """Return the direction, radians, in which each leg should leave its start and its end (m, 2)."""
    wished = np.zeros((len(plan), 2))
    for ends in plan.incident:
        if not ends:
            continue
        legs, sides = (np.array(column) for column in zip(*ends, strict=True))
        along = plan.end[legs] - plan.start[legs]
        along[sides == 1] *= -1
        natural = np.arctan2(along[:, 1], along[:, 0]) % _TURN
        # A leg and its opposite lie in one direction: each keeps to its own left.
        order = np.lexsort((legs, sides, np.round(natural, 9)))
        gaps = np.diff(natural[order], prepend=natural[order[-1]] - _TURN)
        first = int(np.argmax(gaps))
        order = np.roll(order, -first)
        rising = natural[order] + _TURN * (np.arange(len(order)) >= len(order) - first)
        wished[legs[order], sides[order]] = _spread(rising, min(_SHARE * _TURN / len(order), _WIDEST))
    return wished


def _spread(rising: Floats, gap: float) -> Floats:
    """Return the nearest angles that keep a gap between neighbours (pool adjacent violators)."""
    offset = gap * np.arange(len(rising))
    pools: list[tuple[float, int]] = []
    for angle in (rising - offset).tolist():
        pool = (angle, 1)
        while pools and pools[-1][0] / pools[-1][1] > pool[0] / pool[1]:
            before = pools.pop()
            pool = (pool[0] + before[0], pool[1] + before[1])
        pools.append(pool)
    starts = [0, *np.cumsum([size for _, size in pools]).tolist()]
    flat = np.zeros(len(rising))
    for (total, size), (first, last) in zip(pools, pairwise(starts), strict=True):
        flat[first:last] = total / size
    return np.asarray(flat + offset, dtype=np.float64)
