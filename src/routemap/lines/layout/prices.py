"""What lines cost each other at the places they share."""

from __future__ import annotations

import numpy as np

from routemap.lines.arrays import Floats
from routemap.lines.layout.candidates import Candidates
from routemap.lines.layout.plan import Plan

_TIGHT = np.radians(12.0)  # arrowheads of lines that meet at less cover each other
_PAIR_PX = 14.0  # opposite lines want this distance halfway, and at least the next
_LEAST_PX = 12.5
_TURN = np.radians(50.0)
_ONE_SIDE = 50.0  # opposite lines on one side: as good as forbidden


def angle_between(a: Floats, b: Floats) -> Floats:
    """Return the angle between directions, 0 … π; all in radians, the directions -π … π."""
    turn = np.abs(a - b)
    gap: Floats = np.minimum(turn, 2 * np.pi - turn)
    return gap


def spread_cost(plan: Plan, leg: int, leaves: Floats, drawn: Floats) -> Floats:
    """Return the cost (k,) of leaving places close beside other lines.

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
        legs, ends = plan.ends_at[place]
        others = drawn[legs, ends]
        others = others[np.isfinite(others)]  # the leg itself is not drawn
        if len(others):
            gap = angle_between(leaves[:, end, None], others)
            short = np.maximum(1.0 - gap / _even(len(others) + 1), 0.0)
            total += prices.spread * (short.max(axis=1) + 0.3 * short.sum(axis=1))
            if gap.min() < _TIGHT:
                total += prices.tight * np.maximum(1.0 - gap / _TIGHT, 0.0).sum(axis=1)
    return total


def turn_cost(plan: Plan, leg: int, tangents: Floats, drawn: Floats) -> Floats:
    """Return the cost (k,) of sharp turns where routes go on over another leg.

    Parameters
    ----------
    tangents
        Float array (k, 2), radians: directions in which the candidates leave their start and end.
    drawn
        Float array (m, 2): the same of all legs as drawn, NaN where a leg is not.
    """
    total = np.zeros(len(tangents))
    for other, end, other_end in plan.chains[leg]:
        direction = drawn[other, other_end]
        if np.isfinite(direction):
            turn = np.pi - angle_between(tangents[:, end], direction)
            total += plan.prices.turn * np.maximum(turn - _TURN, 0.0) / _TURN
    return total


def mate_cost(plan: Plan, leg: int, curves: Candidates, rows: slice, middle: Floats, side: Floats) -> Floats:
    """Return the cost (k,) of lying close to another line between the same two places, or on its side.

    Parameters
    ----------
    curves, rows
        The candidates, and which of them.
    middle, side
        Float arrays (m, 2), (m,): of all legs as drawn, points halfway (NaN where a leg is not) and signs of the bow.
    """
    own, bows = curves.middle[rows], curves.shapes[rows, 0]
    total = np.zeros(len(own))
    for other in plan.mates[leg]:
        if np.isfinite(middle[other, 0]):
            total += _too_close(plan, _distance(own, middle[other]))
            if len(plan.mates[leg]) == 1:
                total += _one_side(plan, (leg, other), np.sign(bows) * side[other])
    return total


def _one_side(plan: Plan, legs: tuple[int, int], sides: Floats) -> Floats:
    """Return the cost of two legs bowing to one side of the map; `sides` multiplies the signs of their bows."""
    opposed = plan.origin[legs[0]] != plan.origin[legs[1]]
    return np.where(sides < 0 if opposed else sides > 0, _ONE_SIDE, 0.0)


def joint_cost(plan: Plan, legs: tuple[int, int], one: Candidates, other: Candidates) -> Floats:
    """Return what the curves of two legs between the same places cost each other, (k, l).

    Opposite legs may not bow to one side of the map, nor may two legs of one direction.
    """
    prices = plan.prices
    total = _too_close(plan, _distance(one.middle[:, None], other.middle[None, :]))
    opposed = plan.origin[legs[0]] != plan.origin[legs[1]]
    for end, place in enumerate(plan.places_of(legs[0])):
        gap = angle_between(one.leaves[:, None, end], other.leaves[None, :, 1 - end if opposed else end])
        total += prices.spread * 1.3 * np.maximum(1.0 - gap / _even(len(plan.incident[place])), 0.0)
        total += prices.tight * np.maximum(1.0 - gap / _TIGHT, 0.0)
    sides = np.sign(one.shapes[:, 0])[:, None] * np.sign(other.shapes[:, 0])[None, :]
    return total + _one_side(plan, legs, sides)


def meeting_cost(plan: Plan, leg: int, other: int, one: Floats, two: Floats) -> Floats:
    """Return what the curves of two legs cost each other where they meet, (k, l): at no gap, in a crowd the more.

    Parameters
    ----------
    one, two
        Float arrays (k, 2), (l, 2), radians: directions in which the curves leave their start and end.
    """
    prices = plan.prices
    total = np.zeros((len(one), len(two)))
    for end, place in enumerate(plan.places_of(leg)):
        for its_end, its_place in enumerate(plan.places_of(other)):
            if place == its_place:
                gap = angle_between(one[:, None, end], two[None, :, its_end])
                even = _even(len(plan.incident[place]))
                total += prices.spread * 1.3 * np.maximum(1.0 - gap / even, 0.0)
                total += prices.tight * np.maximum(1.0 - gap / _TIGHT, 0.0)
    return total


def _too_close(plan: Plan, apart: Floats) -> Floats:
    price: Floats = plan.prices.pair * (np.maximum(1.0 - apart / _PAIR_PX, 0.0) + 0.3 * (apart < _LEAST_PX))
    return price


def _even(count: int) -> float:
    """Return the gap between lines at a place if they were spread evenly."""
    return min(2 * np.pi / max(count, 2), np.pi)


def _distance(a: Floats, b: Floats) -> Floats:
    away = a - b
    return np.hypot(away[..., 0], away[..., 1])
