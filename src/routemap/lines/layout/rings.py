"""Rings for legs from a place to itself, put where they touch nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from routemap.lines.arrays import Floats
from routemap.lines.layout.drawing import Drawing
from routemap.lines.layout.plan import Plan

_RADII_PX = (11.0, 9.0, 14.0, 7.0, 18.0)
_DIRECTIONS = 24
_STEPS = 32
_UP = -np.pi / 2


def place_rings(plan: Plan, drawing: Drawing | None, at: Floats) -> Floats:
    """Return, for each ring, the point opposite its place (r, 2), pixels: the control point of its curve.

    Around each place the ring's direction and size are chosen that cross the fewest lines, places and other rings;
    between equal ones the upper and the medium-sized.

    Parameters
    ----------
    plan, drawing
        The layout; None without lines.
    at
        Float array (r, 2), pixels: the places.
    """
    turn = np.arange(_DIRECTIONS) * 2 * np.pi / _DIRECTIONS
    turn = _UP + np.where(turn > np.pi, turn - 2 * np.pi, turn)
    angle = np.tile(turn, len(_RADII_PX))
    radius = np.repeat(_RADII_PX, _DIRECTIONS)
    untidy = 0.02 * np.abs(angle - _UP) + 0.3 * np.repeat(np.arange(len(_RADII_PX)), _DIRECTIONS)
    towards = np.stack((np.cos(angle), np.sin(angle)), axis=1)
    around = np.linspace(0, 2 * np.pi, _STEPS, endpoint=False)
    circle = np.stack((np.cos(around), np.sin(around)), axis=1)
    control = np.zeros((len(at), 2))
    drawn: list[Floats] = []
    for k in np.lexsort(at.T):
        centre = at[k] + radius[:, None] * towards
        ring = centre[:, None] + radius[:, None, None] * circle
        outside = np.hypot(ring[..., 0] - at[k, 0], ring[..., 1] - at[k, 1]) > plan.symbol
        cost = untidy + (_touched(plan, drawing, ring, drawn) & outside).sum(axis=1)
        best = int(np.argmin(cost))
        control[k] = at[k] + 2 * radius[best] * towards[best]
        drawn.append(ring[best][outside[best]])
    return control


def _touched(plan: Plan, drawing: Drawing | None, ring: Floats, drawn: list[Floats]) -> NDArray[np.bool_]:
    """Return which points (k, s) of the rings lie on a line, a place's symbol, another ring, or outside the view."""
    size = np.array([plan.window.width_px, plan.window.height_px])
    touched: NDArray[np.bool_] = np.asarray(((ring < 0) | (ring > size)).any(axis=-1))
    if drawing is not None:
        touched |= drawing.ink.cover[drawing.ink.cells(ring)] > 0
    obstacles = [(plan.nodes, plan.symbol), *((points, 3.0) for points in drawn)]
    for points, reach in obstacles:
        middle = ring.mean(axis=(0, 1))
        close = points[np.abs(points - middle).max(axis=1) < 100.0]
        away = ring[:, :, None] - close
        touched |= (np.hypot(away[..., 0], away[..., 1]) < reach).any(axis=-1)
    return touched
