"""Two at a time: pairs of lines that cross badly choose together, where neither alone finds a better curve."""

from __future__ import annotations

import numpy as np

from routemap.lines.arrays import Floats, Ints
from routemap.lines.layout.drawing import Drawing
from routemap.lines.layout.prices import meeting_cost

_LEAST_GAIN = 1e-6


def untangle(drawing: Drawing) -> None:
    """Let each badly crossing pair choose anew, the worst first."""
    for pair in drawing.conflicts():
        _choose_two(drawing, *pair)


def _choose_two(drawing: Drawing, one: int, other: int) -> None:
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

    if best != before and price(*best) >= price(*before) - _LEAST_GAIN:
        best = before
    drawing.draw(one, best[0])
    drawing.draw(other, best[1])


def _together(
    drawing: Drawing, legs: tuple[int, int], alone: tuple[Floats, Floats], rows: tuple[slice | Ints, slice | Ints]
) -> Floats:
    """Return what some curves of two legs cost together, (k, l); `alone` is what they cost beside all others."""
    one, other = legs
    total = alone[0][rows[0]][:, None] + alone[1][rows[1]][None, :]
    total = total + drawing.crossings_between(one, other, rows)
    leaves = [drawing.candidates[leg].leaves[own] for leg, own in zip(legs, rows, strict=True)]
    return total + meeting_cost(drawing.plan, one, other, leaves[0], leaves[1])


def rework(drawing: Drawing, size: int) -> None:
    """Take small groups of lines that disturb each other off the drawing and draw them anew, the worst line first.

    A group keeps its new curves when they cost it less than the old.

    Parameters
    ----------
    size
        The largest group, legs.
    """
    count = len(drawing.plan)
    costs = np.array([drawing.cost(leg) for leg in range(count)])
    for leg in np.argsort(-costs, kind="stable").tolist():
        group = [leg, *drawing.disturbing(leg, size - 1)]
        if len(group) > 1:
            _draw_anew(drawing, group)


def _draw_anew(drawing: Drawing, order: list[int]) -> None:
    """Draw the legs anew in this order, if it costs them less in all."""
    before = _choices(drawing, order)
    for leg in order:
        drawing.erase(leg)
    for leg in order:
        drawing.draw(leg, int(np.argmin(drawing.costs(leg))))
    if _choices(drawing, order) == before:
        return
    for leg in order:
        drawing.erase(leg)
        drawing.draw(leg, int(np.argmin(drawing.costs(leg))))
    after = _choices(drawing, order)
    if after == before:
        return
    price = sum(drawing.cost(leg) for leg in order)
    _draw_all(drawing, order, before)
    if price < sum(drawing.cost(leg) for leg in order) - _LEAST_GAIN:
        _draw_all(drawing, order, after)


def _choices(drawing: Drawing, legs: list[int]) -> list[int]:
    return [int(drawing.choice[leg]) for leg in legs]


def _draw_all(drawing: Drawing, legs: list[int], choices: list[int]) -> None:
    """Draw the legs with other curves."""
    for leg, k in zip(legs, choices, strict=True):
        drawing.erase(leg)
        drawing.draw(leg, k)
