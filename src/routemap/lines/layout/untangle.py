"""Two at a time: pairs of lines that cross badly choose together, where neither alone finds a better curve."""

from __future__ import annotations

import numpy as np

from routemap.lines.arrays import Floats, Ints
from routemap.lines.layout.drawing import Drawing
from routemap.lines.layout.prices import meeting_cost

_LEAST_GAIN = 1e-6


def untangle(drawing: Drawing, rounds: int) -> bool:
    """Let each badly crossing pair choose anew; return whether any has changed.

    A pair that found nothing better is asked again only once one of the two has moved.
    """
    changed: set[int] = set()
    settled: set[tuple[int, int]] = set()
    for _ in range(rounds):
        moved: set[int] = set()
        for pair in drawing.conflicts():
            if pair not in settled or moved.intersection(pair):
                settled.add(pair)
                if _choose_two(drawing, *pair):
                    moved.update(pair)
        changed |= moved
        settled = {pair for pair in settled if not moved.intersection(pair)}
        if not moved:
            break
    return bool(changed)


def _choose_two(drawing: Drawing, one: int, other: int) -> bool:
    """Draw the cheapest curves of two legs, if they are cheaper than what they have."""
    before = (int(drawing.choice[one]), int(drawing.choice[other]))
    drawing.erase(one)
    drawing.erase(other)
    alone = drawing.costs(one), drawing.costs(other)
    drawn = slice(before[0], before[0] + 1), slice(before[1], before[1] + 1)
    now = float(_together(drawing, (one, other), alone, drawn)[0, 0])
    # Lines never pay each other for being near: curves that cost more by themselves than the two do now are out.
    least = alone[1].min(), alone[0].min()
    rows = [(costs + rest <= now).nonzero()[0] for costs, rest in zip(alone, least, strict=True)]
    best = before
    if len(rows[0]) > 1 or len(rows[1]) > 1:
        total = _together(drawing, (one, other), alone, (rows[0], rows[1]))
        k, m = np.unravel_index(np.argmin(total), total.shape)
        best = (int(rows[0][k]), int(rows[1][m]))

    def price(k: int, m: int) -> float:
        drawing.draw(one, k)
        found = alone[0][k] + drawing.costs(other, slice(m, m + 1))[0]
        drawing.erase(one)
        return float(found)

    if best == before or price(*best) >= price(*before) - _LEAST_GAIN:
        drawing.draw(one, before[0])
        drawing.draw(other, before[1])
        return False
    drawing.draw(one, best[0])
    drawing.draw(other, best[1])
    return True


def _together(
    drawing: Drawing, legs: tuple[int, int], alone: tuple[Floats, Floats], rows: tuple[slice | Ints, slice | Ints]
) -> Floats:
    """Return what some curves of two legs cost together, (k, l); `alone` is what they cost beside all others."""
    one, other = legs
    total = alone[0][rows[0]][:, None] + alone[1][rows[1]][None, :]
    total = total + drawing.crossings_between(one, other, rows)
    leaves = [drawing.candidates[leg].leaves[own] for leg, own in zip(legs, rows, strict=True)]
    return total + meeting_cost(drawing.plan, one, other, leaves[0], leaves[1])


def rework(drawing: Drawing, size: int) -> bool:
    """Take small groups of lines that disturb each other off the drawing and draw them anew, the worst line first.

    A group keeps its new curves when they cost it less than the old. Return whether any did.

    Parameters
    ----------
    size
        The largest group, legs.
    """
    count = len(drawing.plan)
    costs = np.array([drawing.cost(leg) for leg in range(count)])
    changed = False
    for leg in np.argsort(-costs, kind="stable").tolist():
        group = [leg, *drawing.disturbing(leg, size - 1)]
        if len(group) > 1:
            changed |= any(_draw_anew(drawing, order) for order in (group, group[1:] + group[:1]))
    return changed


def _draw_anew(drawing: Drawing, order: list[int]) -> bool:
    """Draw the legs anew in this order, if it costs them less in all; return whether it does."""
    before = [int(drawing.choice[leg]) for leg in order]
    price = sum(drawing.cost(leg) for leg in order)
    for leg in order:
        drawing.erase(leg)
    for leg in order:
        drawing.draw(leg, int(np.argmin(drawing.costs(leg))))
    for leg in order:
        drawing.erase(leg)
        drawing.draw(leg, int(np.argmin(drawing.costs(leg))))
    if [int(drawing.choice[leg]) for leg in order] == before:
        return False  # the same drawing as before, at the same price
    if sum(drawing.cost(leg) for leg in order) < price - _LEAST_GAIN:
        return True
    for leg in order:
        drawing.erase(leg)
    for leg, k in zip(order, before, strict=True):
        drawing.draw(leg, k)
    return False
