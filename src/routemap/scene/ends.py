"""The ends of lines at one symbol: each gets its own place on the rim, so that no arrowhead hides another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from routemap.style import RIM

_TURN = 2 * math.pi


@dataclass(frozen=True)
class End:
    """One end: the direction its line lies in (radians), half of what it needs across, its arrowhead's length (px)."""

    angle: float
    half: float
    head: float


@dataclass(frozen=True)
class Slot:
    """Where on the rim a line ends: direction (radians) and distance of its tip from the centre (px)."""

    angle: float
    radius: float


def share_rim(ends: Sequence[End], rim: float) -> list[Slot]:
    """Return a slot for each end: angles pushed apart as little as possible, neighbours in a crowd at turns.

    Examples
    --------
    >>> [round(slot.angle, 2) for slot in share_rim([End(0.0, 4, 8), End(0.01, 4, 8)], 6)] != [0.0, 0.01]
    True
    """
    slots = [Slot(end.angle, rim + (RIM.gap_px if end.head > 0 else RIM.bare_px)) for end in ends]
    if not 2 <= len(ends) <= RIM.most:
        return slots
    order, angles = _turning_order([end.angle for end in ends])
    turned = [ends[k] for k in order]
    ring = _rings(angles, turned)
    step = min(RIM.step_px, max(end.head for end in ends))
    apart = [
        _least_angle(end, turned[(k + 1) % len(turned)], ring[k], ring[(k + 1) % len(turned)], rim, step)
        for k, end in enumerate(turned)
    ]
    shared = _spread(angles, apart, [end.half**2 for end in turned])
    for k, index in enumerate(order):
        slots[index] = Slot(shared[k], slots[index].radius + ring[k] * step)
    return slots


def _turning_order(angles: Sequence[float]) -> tuple[list[int], list[float]]:
    """Return the indices in turning order from the widest gap on, and their angles, rising."""
    turned = [angle % _TURN for angle in angles]
    order = sorted(range(len(angles)), key=lambda k: (turned[k], k))
    rising = [turned[k] for k in order]
    gaps = [rising[k] - (rising[k - 1] if k else rising[-1] - _TURN) for k in range(len(rising))]
    cut = max(range(len(gaps)), key=lambda k: gaps[k])
    return order[cut:] + order[:cut], rising[cut:] + [angle + _TURN for angle in rising[:cut]]


def _rings(angles: Sequence[float], ends: Sequence[End]) -> list[int]:
    """Return which of two distances each end stops at."""
    chosen = [0] * len(ends)
    first = 0
    for k in range(1, len(ends) + 1):
        if k < len(ends) and angles[k] - angles[k - 1] < RIM.crowd:
            continue
        heads = [j for j in range(first, k) if ends[j].head > 0]
        if len(heads) > 1 and _is_tight(angles, ends, heads):
            widest = max(range(len(heads)), key=lambda turn: ends[heads[turn]].half)
            for turn, end in enumerate(heads):
                chosen[end] = (turn - widest) % 2
        first = k
    return chosen


def _is_tight(angles: Sequence[float], ends: Sequence[End], heads: Sequence[int]) -> bool:
    return any((angles[b] - angles[a]) * RIM.touch_px < ends[a].half + ends[b].half for a, b in pairwise(heads))


def _least_angle(a: End, b: End, ring_a: int, ring_b: int, rim: float, step: float) -> float:
    def reach(end: End, ring: int) -> float:
        return rim + RIM.gap_px + ring * step + RIM.base * end.head

    if ring_a == ring_b:
        return (a.half + b.half + RIM.apart_px) / min(reach(a, ring_a), reach(b, ring_b))
    # The nearer one passes beside the farther head as a bare line.
    far, ring, near = (a, ring_a, b) if ring_a > ring_b else (b, ring_b, a)
    return (far.half + min(near.half, RIM.passing_px) + RIM.apart_px) / reach(far, ring)


def _spread(rising: Sequence[float], apart: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the nearest angles that keep `apart[k]` between the k-th and the next, less where any turned too far."""
    squeeze = min(1.0, _TURN * RIM.full / sum(apart))
    for _ in range(RIM.squeezes):
        shared = _pushed(rising, [gap * squeeze for gap in apart], weights)
        if max(abs(a - b) for a, b in zip(shared, rising, strict=True)) <= RIM.most_turn:
            break
        squeeze *= RIM.squeeze
    return shared


def _pushed(rising: Sequence[float], apart: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the nearest angles that keep `apart[k]` between the k-th and the next (pool adjacent violators)."""
    offset = [0.0]
    for gap in apart[:-1]:
        offset.append(offset[-1] + gap)
    pools: list[tuple[float, float, int]] = []
    for angle, shift, weight in zip(rising, offset, weights, strict=True):
        pool = ((angle - shift) * weight, weight, 1)
        while pools and pools[-1][0] / pools[-1][1] > pool[0] / pool[1]:
            before = pools.pop()
            pool = (pool[0] + before[0], pool[1] + before[1], pool[2] + before[2])
        pools.append(pool)
    flat = [total / weight for total, weight, size in pools for _ in range(size)]
    return [value + shift for value, shift in zip(flat, offset, strict=True)]
