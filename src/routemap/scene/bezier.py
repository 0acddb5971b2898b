"""Quadratic curves in the pixels of one map, one at a time: points, directions, pieces, how they bend."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Curve = tuple[complex, complex, complex]
"""Start, control and end of a quadratic curve, px."""
Chain = list[complex]
"""The start, then three points per cubic piece, px."""


def point_at(curve: Curve, t: float) -> complex:
    """Return the point of a curve at parameter `t`."""
    return (1 - t) ** 2 * curve[0] + 2 * t * (1 - t) * curve[1] + t**2 * curve[2]


def direction_at(curve: Curve, t: float) -> complex:
    """Return the direction of travel at `t`, of length one."""
    along = (1 - t) * (curve[1] - curve[0]) + t * (curve[2] - curve[1])
    if abs(along) < 1e-9:
        along = curve[2] - curve[0]
    return along / abs(along) if abs(along) > 1e-9 else 1 + 0j


def leaves_circle(curve: Curve, radius: float) -> float:
    """Return where the curve leaves the circle of that radius round its start."""
    if abs(curve[2] - curve[0]) <= radius:
        return 1.0
    inside, outside = 0.0, 1.0
    for _ in range(24):
        middle = (inside + outside) / 2
        if abs(point_at(curve, middle) - curve[0]) < radius:
            inside = middle
        else:
            outside = middle
    return outside


def control_between(curve: Curve, t0: float, t1: float) -> complex:
    """Return the control point of the piece between two parameters."""
    u0, u1 = 1 - t0, 1 - t1
    return u0 * u1 * curve[0] + (u0 * t1 + t0 * u1) * curve[1] + t0 * t1 * curve[2]


def piece(curve: Curve, t0: float, t1: float) -> Chain:
    """Return the piece between two parameters as a chain of one cubic curve."""
    start, end, span = point_at(curve, t0), point_at(curve, t1), (t1 - t0) * 2 / 3
    slopes = [(1 - t) * (curve[1] - curve[0]) + t * (curve[2] - curve[1]) for t in (t0, t1)]
    return [start, start + slopes[0] * span, end - slopes[1] * span, end]


def least_radius(curve: Curve, t: float) -> float:
    """Return the radius of the circle that fits the curve best at `t`; infinite where it is straight."""
    slope = (1 - t) * (curve[1] - curve[0]) + t * (curve[2] - curve[1])
    bend = curve[2] - 2 * curve[1] + curve[0]
    cross = abs(slope.real * bend.imag - slope.imag * bend.real)
    return 2 * abs(slope) ** 3 / cross if cross > 1e-9 else float("inf")


def chain_points(chain: Sequence[complex], pieces: int = 12) -> NDArray[np.complex128]:
    """Return points along a chain of cubic pieces, so many per piece and its last."""
    points = np.array(chain)
    t = np.linspace(0, 1, pieces, endpoint=False)[:, None]
    p0, p1, p2, p3 = points[:-1:3], points[1::3], points[2::3], points[3::3]
    path = (1 - t) ** 3 * p0 + 3 * t * (1 - t) ** 2 * p1 + 3 * t**2 * (1 - t) * p2 + t**3 * p3
    return np.append(path.T.ravel(), points[-1])
