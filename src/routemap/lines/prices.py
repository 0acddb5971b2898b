"""What lines cost each other at the places they share."""

from __future__ import annotations

import numpy as np

from routemap.lines.candidates import Candidates
from routemap.lines.mercator import Floats
from routemap.lines.plan import Plan

_TIGHT = np.radians(12.0)  # arrowheads of lines that meet at less cover each other
_PAIR_PX = 14.0  # opposite lines want this distance halfway, and at least the next
_LEAST_PX = 12.5
_TURN = np.radians(60.0)
_ONE_SIDE = 50.0  # opposite lines on one side: as good as forbidden


def angle_between(a: Floats, b: Floats) -> Floats:
    """Return the angle between directions, radians, 0 … π."""
    gap: Floats = np.abs((a - b + np.pi) % (2 * np.pi) - np.pi)
    return gap


def spread_cost(plan: Plan, leg: int, leaves: Floats, drawn: Floats) -> Floats:
    """Return the cost (k,) of leaving places close beside other lines, and of sharp turns along chains.

    Parameters
    ----------
    leaves
        Float array (k, 2), radians: directions of the candidates at start and end.
    drawn
        Float array (m, 2): the same of all legs as drawn, NaN where a leg is not.
    """
    prices = plan.prices
    total = np.zeros(len(leaves))
    for end, place in enumerate(plan.places_of(leg)):
        others = np.array([drawn[other, its_end] for other, its_end in plan.incident[place] if other != leg])
        others = others[np.isfinite(others)]
        if len(others):
            gap = angle_between(leaves[:, end, None], others)
            short = np.clip(1.0 - gap / _even(len(others) + 1), 0.0, None)
            tight = np.clip(1.0 - gap / _TIGHT, 0.0, None)
            total += prices.spread * (short.max(axis=1) + 0.3 * short.sum(axis=1)) + prices.tight * tight.sum(axis=1)
    for other, end in plan.chains[leg]:
        direction = drawn[other, 1 - end]
        if np.isfinite(direction):
            turn = np.pi - angle_between(leaves[:, end], direction)
            total += prices.turn * np.clip(turn - _TURN, 0.0, None) / _TURN
    return total


def mate_cost(plan: Plan, leg: int, middle: Floats, drawn: Floats) -> Floats:
    """Return the cost (k,) of lying close to another line between the same two places.

    Parameters
    ----------
    middle
        Float array (k, 2): points halfway along the candidates.
    drawn
        Float array (m, 2): the same of all legs as drawn, NaN where a leg is not.
    """
    total = np.zeros(len(middle))
    for other in plan.mates[leg]:
        if np.isfinite(drawn[other, 0]):
            total += _too_close(plan, _distance(middle, drawn[other]))
    return total


def joint_cost(plan: Plan, legs: tuple[int, int], one: Candidates, other: Candidates) -> Floats:
    """Return what the curves of two legs between the same places cost each other, (k, l).

    Opposite legs may not bow to one side of the map, nor may two legs of one direction.
    """
    prices = plan.prices
    total = _too_close(plan, _distance(one.middle[:, None], other.middle[None, :]))
    opposed = plan.origin[legs[0]] != plan.origin[legs[1]]
    for end, place in enumerate(plan.places_of(legs[0])):
        gap = angle_between(one.leaves[:, None, end], other.leaves[None, :, 1 - end if opposed else end])
        total += prices.spread * 1.3 * np.clip(1.0 - gap / _even(len(plan.incident[place])), 0.0, None)
        total += prices.tight * np.clip(1.0 - gap / _TIGHT, 0.0, None)
    sides = np.sign(one.shapes[:, 0])[:, None] * np.sign(other.shapes[:, 0])[None, :]
    return total + np.where(sides < 0 if opposed else sides > 0, _ONE_SIDE, 0.0)


def _too_close(plan: Plan, apart: Floats) -> Floats:
    price: Floats = plan.prices.pair * (np.clip(1.0 - apart / _PAIR_PX, 0.0, None) + 0.3 * (apart < _LEAST_PX))
    return price


def _even(count: int) -> float:
    """Return the gap between lines at a place if they were spread evenly."""
    return min(2 * np.pi / max(count, 2), np.pi)


def _distance(a: Floats, b: Floats) -> Floats:
    away = a - b
    return np.hypot(away[..., 0], away[..., 1])
