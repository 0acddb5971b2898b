"""The search: leg after leg takes its cheapest curve against everything drawn, until nothing changes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from routemap.lines.arrays import between
from routemap.lines.layout.candidates import SKEWS, fan, make_candidates
from routemap.lines.layout.drawing import Drawing
from routemap.lines.layout.opening import open_fans
from routemap.lines.layout.plan import Plan
from routemap.lines.layout.prices import joint_cost
from routemap.lines.layout.untangle import rework, untangle

Unit = tuple[int, ...]

_GROUP = 4
_REACH_PX = 24.0
_MOST_SKEWED = 0.4  # beyond it a curve is a hook
_AROUND = np.array([(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)], dtype=np.float64)


def search(plan: Plan) -> Drawing:
    """Return the drawing in which no leg finds a cheaper curve, or the one reached when the sweeps ran out.

    All legs start fanned out at their places. A leg and its opposite choose together. After the fan of candidates,
    smaller and smaller changes around each choice are tried.
    """
    effort = plan.effort
    chords = plan.chord.tolist()
    pieces = [_pieces(chord, effort.pieces) for chord in chords]
    candidates = make_candidates(plan, [fan(chord, SKEWS[: effort.skews]) for chord in chords], pieces)
    drawing = Drawing(plan, candidates, open_fans(plan, candidates))
    units = [(leg, *plan.mates[leg]) if len(plan.mates[leg]) == 1 else (leg,) for leg in range(len(plan))]
    units = [unit for unit in units if unit[0] == min(unit)]
    _sweep(drawing, units, effort.sweeps)
    if effort.groups:
        untangle(drawing)
        rework(drawing, _GROUP)
    for step in effort.steps:
        chosen = [curves.shapes[k] for curves, k in zip(drawing.candidates, drawing.choice.tolist(), strict=True)]
        around = [shape + _AROUND * [step, 3 * step] for shape in chosen]
        for shapes in around:
            shapes[:, 1] = between(shapes[:, 1], -_MOST_SKEWED, _MOST_SKEWED)
        for leg, curves in enumerate(make_candidates(plan, around, pieces)):
            drawing.replace(leg, curves)
        _sweep(drawing, units, 1)
    return drawing


def _pieces(chord: float, most: int) -> int:
    """Return in how many straight pieces a curve is looked at: enough for it to stay within 1 px of itself."""
    return int(np.clip(np.ceil(np.sqrt(0.3 * chord)), 4, most))


def _sweep(drawing: Drawing, units: list[Unit], sweeps: int) -> None:
    """Let each unit (a leg, or a leg and its opposite) choose, in order, as long as something near it has changed."""
    near = _neighbours(drawing, units)
    changed_at = np.zeros(len(units), dtype=np.int_)
    chosen_at = np.full(len(units), -1)
    clock = 0
    for _ in range(sweeps):
        settled = True
        for number, unit in enumerate(units):
            if not (near[number] & (changed_at > chosen_at[number])).any():
                continue
            clock += 1
            chosen_at[number] = clock
            if _choose(drawing, unit):
                changed_at[number] = clock
                settled = False
        if settled:
            return


def _choose(drawing: Drawing, unit: Unit) -> bool:
    """Draw a unit's cheapest curves; ties go to the earlier candidate, the flatter one. Return whether they changed."""
    before = [int(drawing.choice[leg]) for leg in unit]
    for leg in unit:
        drawing.erase(leg)
    costs = [drawing.costs(leg) for leg in unit]
    total = costs[0]
    if len(unit) == 2:
        one, other = (drawing.candidates[leg] for leg in unit)
        total = costs[0][:, None] + costs[1][None, :] + joint_cost(drawing.plan, (unit[0], unit[1]), one, other)
    best = [int(k) for k in np.unravel_index(np.argmin(total), total.shape)]
    for leg, k in zip(unit, best, strict=True):
        drawing.draw(leg, k)
    return best != before


def _neighbours(drawing: Drawing, units: list[Unit]) -> NDArray[np.bool_]:
    """Return which units (u, u) may meet: the boxes around all their curves overlap."""
    paths = [np.concatenate([drawing.candidates[leg].path.reshape(-1, 2) for leg in unit]) for unit in units]
    low = np.array([path.min(axis=0) for path in paths]) - _REACH_PX
    high = np.array([path.max(axis=0) for path in paths]) + _REACH_PX
    near: NDArray[np.bool_] = np.asarray(((low[:, None] <= high) & (high[:, None] >= low)).all(axis=2))
    window = drawing.plan.window
    if window.is_round:  # boxes past the edge of the world meet the other edge: look at all of them
        past = (low[:, 0] < window.west_px) | (high[:, 0] > window.west_px + window.wrap_px)
        near = near | past[:, None] | past
    return near
