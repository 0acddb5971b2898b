"""Polylines in the pixels of one map: cut at circles and from their end, and as chains of cubic pieces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from routemap.scene.bezier import Chain
from routemap.scene.scene import Floats

_HALVINGS: Final = 24


def as_points(px: Floats) -> list[complex]:
    """Return pixels (n, 2) as complex numbers."""
    return [complex(x, y) for x, y in px.tolist()]


def length_px(points: Sequence[complex]) -> float:
    """Return the length of a polyline."""
    return sum(abs(b - a) for a, b in pairwise(points))


def outside(points: Sequence[complex], centre: complex, radius: float) -> list[complex]:
    """Return a polyline from where it first leaves a circle; unchanged where it begins outside, or never leaves.

    Examples
    --------
    >>> outside([0j, 4 + 0j, 8 + 0j], 0j, 2.0)
    [(2+0j), (4+0j), (8+0j)]
    """
    if abs(points[0] - centre) >= radius:
        return list(points)
    for k, (a, b) in enumerate(pairwise(points)):
        if abs(b - centre) > radius:
            inner, outer = 0.0, 1.0
            for _ in range(_HALVINGS):
                middle = (inner + outer) / 2
                inner, outer = (middle, outer) if abs(a + (b - a) * middle - centre) < radius else (inner, middle)
            cut = a + (b - a) * outer
            return [complex(round(cut.real, 6), round(cut.imag, 6)), *points[k + 1 :]]
    return list(points)


def shortened(points: Sequence[complex], length: float) -> list[complex]:
    """Return a polyline without so much of its end; at least its first piece keeps something.

    Examples
    --------
    >>> shortened([0j, 4 + 0j, 8 + 0j], 5.0)
    [0j, (3+0j)]
    """
    kept = list(points)
    while len(kept) > 2 and abs(kept[-1] - kept[-2]) <= length:
        length -= abs(kept[-1] - kept[-2])
        kept.pop()
    last = abs(kept[-1] - kept[-2])
    share = min(length / last, 0.9) if last > 0 else 0.0
    kept[-1] += (kept[-2] - kept[-1]) * share
    return kept


def as_chain(points: Sequence[complex]) -> Chain:
    """Return a polyline as a chain of cubic pieces."""
    chain = [points[0]]
    for a, b in pairwise(points):
        chain += [a + (b - a) / 3, b - (b - a) / 3, b]
    return chain
