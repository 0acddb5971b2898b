"""Quadratic Bézier curves and rings in a plane: their points, and the part of them that is drawn."""

from __future__ import annotations

import numpy as np

from routemap.lines.arrays import Floats, between

_PIECES = 32
_MOST_TRIMMED = 0.6  # of a short curve's length; the rest stays to be seen


def curve_paths(points: Floats, trim_start: Floats, trim_end: Floats) -> Floats:
    """Return the vertices (m, 33, 2) of curves and rings.

    Parameters
    ----------
    points
        Float array (m, 3, 2): start, control point and end. Where start and end are one point, the curve is a ring:
        the circle through it whose diameter ends at the control point.
    trim_start, trim_end
        Float arrays (m,), ≥ 0, in the unit of `points`: how far from its ends a curve is not drawn.
    """
    steps = np.linspace(0.0, 1.0, _PIECES + 1)
    path = np.empty((len(points), _PIECES + 1, 2))
    ring = (points[:, 0] == points[:, 2]).all(axis=1)
    path[~ring] = bezier(trim_bezier(points[~ring], trim_start[~ring], trim_end[~ring]), steps)
    path[ring] = _ring_paths(points[ring], trim_start[ring], trim_end[ring], steps)
    return path


def bezier(points: Floats, t: Floats) -> Floats:
    """Return points (…, k, 2) at parameters `t` (k,) of quadratic curves (…, 3, 2)."""
    t = t[:, None]
    weights = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
    curve: Floats = sum((w * points[..., k, None, :] for k, w in enumerate(weights)), np.zeros(1))
    return curve


def trim_bezier(points: Floats, trim_start: Floats, trim_end: Floats) -> Floats:
    """Return the part of each curve that keeps the given distances from its ends, as control points.

    Parameters
    ----------
    points
        Float array (m, 3, 2).
    trim_start, trim_end
        Float arrays (m,), in the unit of `points`. Where both together would take more than 60 % of the way to the
        curve's middle and back, they shrink alike, so that a short leg stays visible.
    """
    middle = (points[:, 0] + 2 * points[:, 1] + points[:, 2]) / 4 - points[:, 0]
    total = np.maximum(trim_start + trim_end, 1e-12)
    share = np.minimum(1.0, _MOST_TRIMMED * 2 * np.hypot(middle[:, 0], middle[:, 1]) / total)
    t0 = _parameter_at(points, trim_start * share)
    t1 = 1.0 - _parameter_at(points[:, ::-1], trim_end * share)

    def blossom(u: Floats, v: Floats) -> Floats:
        u, v = u[:, None], v[:, None]
        mixed: Floats = (1 - u) * (1 - v) * points[:, 0] + (u + v - 2 * u * v) * points[:, 1] + u * v * points[:, 2]
        return mixed

    return np.stack((blossom(t0, t0), blossom(t0, t1), blossom(t1, t1)), axis=1)


def _parameter_at(points: Floats, distance: Floats) -> Floats:
    """Return where each curve first is `distance` away from its start, by Newton's method on the first half."""
    leaving, bend = 2 * (points[:, 1] - points[:, 0]), points[:, 2] - 2 * points[:, 1] + points[:, 0]
    # |leaving·t + bend·t²|² = distance², as a polynomial t²(a + b t + c t²)
    a, b, c = (leaving**2).sum(axis=1), 2 * (leaving * bend).sum(axis=1), (bend**2).sum(axis=1)
    half = 0.5 * np.sqrt(np.maximum(a + 0.5 * b + 0.25 * c, 1e-24))
    t = between(0.5 * distance / half, 0.0, 0.5)
    for _ in range(8):
        away = a + b * t + c * t**2
        slope = t * (2 * a + 3 * b * t + 4 * c * t**2)
        t = between(t - (t**2 * away - distance**2) / np.where(slope > 0, slope, 1.0), 0.0, 0.5)
    parameter: Floats = t
    return parameter


def _ring_paths(points: Floats, trim_start: Floats, trim_end: Floats, steps: Floats) -> Floats:
    """Return vertices on the circle through each place, which runs counter-clockwise on screen from gap to gap."""
    centre = (points[:, 0] + points[:, 1]) / 2
    spoke = points[:, 0] - centre
    radius = np.maximum(np.hypot(spoke[:, 0], spoke[:, 1]), 1e-12)
    gap0, gap1 = (2 * np.arcsin(np.minimum(trim / (2 * radius), 0.5)) for trim in (trim_start, trim_end))
    angle = gap0[:, None] + steps * (2 * np.pi - gap0 - gap1)[:, None]
    cos, sin = np.cos(angle), np.sin(angle)
    x = cos * spoke[:, :1] + sin * spoke[:, 1:]
    y = cos * spoke[:, 1:] - sin * spoke[:, :1]
    path: Floats = centre[:, None, :] + np.stack((x, y), axis=-1)
    return path
