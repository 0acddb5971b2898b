"""Numbers on lines, as the legend has them: on a copy without colour, each line still tells its market or commodity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from routemap.figure.pen import Pen
from routemap.scene.bezier import chain_points
from routemap.scene.courses import Course
from routemap.scene.names import Box
from routemap.scene.scene import Floats, Scene

KEY_PX = 8.2
_MOST_LINES, _MOST_GROUPS = 40, 9  # more would be a map of numbers
_HALF_WIDTH, _HALF_HEIGHT = 4.5, 5.5
_SHARES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2)
_FROM_MIDDLE = 12.0  # dislike of a place away from the middle of the line
_APART = 2.5  # px: nearer points belong to the line itself


def line_keys(scene: Scene) -> dict[int, str]:
    """Return the number of each group that has a line; none where one group or too many lines share the figure.

    Examples
    --------
    >>> from routemap.scene.gathering import to_scene
    >>> list(line_keys(to_scene(routes, None, "en")).values())[:2]
    ['1', '2']
    """
    groups = sorted(set(scene.strands.group.tolist()))
    if not 2 <= len(groups) <= _MOST_GROUPS or len(scene.strands) > _MOST_LINES:
        return {}
    return {group: str(k + 1) for k, group in enumerate(groups)}


def draw_keys(pen: Pen, scene: Scene, courses: Sequence[Course], hard: Sequence[Box], lines: Floats) -> None:
    """Write the number of its group on each line, where it covers nothing else."""
    taken = list(hard)
    for course in courses:
        group = int(scene.strands.group[course.strand])
        spot = _spot(course.chain, taken, lines, pen) if group in scene.keys else None
        if spot:
            colour = scene.colours[group].light
            pen.text(*spot, scene.keys[group], KEY_PX, colour=colour, weight="bold", align="center", halo=3.6)
            taken.append(_box(*spot))


def _box(x: float, y: float) -> Box:
    return x - _HALF_WIDTH, y - _HALF_HEIGHT, x + _HALF_WIDTH, y + _HALF_HEIGHT


def _spot(chain: Sequence[complex], taken: Sequence[Box], lines: Floats, pen: Pen) -> tuple[float, float] | None:
    """Return the point of a line, near its middle, where the number touches neither a mark nor other lines."""
    path = chain_points(chain)
    reached = np.append(0.0, np.cumsum(np.abs(np.diff(path))))
    points = lines[:, 0] + 1j * lines[:, 1]
    others = points[np.abs(points[:, None] - path[None]).min(axis=1) > _APART] if len(path) else points
    best, least = None, np.inf
    for share in _SHARES:
        at = complex(path[int(np.searchsorted(reached, share * reached[-1]))])
        left, top, right, bottom = _box(at.real, at.imag)
        inside = left > 2 and top > 2 and right < pen.width - 2 and bottom < pen.height - 2
        if not inside or any(left < b[2] and right > b[0] and top < b[3] and bottom > b[1] for b in taken):
            continue
        crossed = (others.real > left) & (others.real < right) & (others.imag > top) & (others.imag < bottom)
        price = float(crossed.sum()) * 3 + _FROM_MIDDLE * abs(share - 0.5)
        if price < least:
            best, least = (at.real, at.imag), price
    return best
