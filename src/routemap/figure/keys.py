"""Numbers on lines, as the legend has them: on a copy without colour, each line still tells its market or commodity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from routemap.figure.courses import Course
from routemap.figure.names import Box
from routemap.figure.network import Network
from routemap.figure.pen import Pen
from routemap.figure.plane import Floats

KEY_PX = 8.2
_MOST_LINES, _MOST_GROUPS = 40, 9  # more would be a map of numbers
_HALF_WIDTH, _HALF_HEIGHT = 4.5, 5.5
_SHARES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2)
_FROM_MIDDLE = 12.0  # dislike of a place away from the middle of the line
_APART = 2.5  # px: nearer points belong to the line itself


def line_keys(network: Network) -> dict[int, str]:
    """Return the number of each group that has a line; none where one group or too many lines share the figure.

    Examples
    --------
    >>> line_keys(network)  # doctest: +SKIP
    {0: '1', 2: '2'}
    """
    groups = sorted(set(network.strands.group.tolist()))
    if not 2 <= len(groups) <= _MOST_GROUPS or len(network.strands) > _MOST_LINES:
        return {}
    return {group: str(k + 1) for k, group in enumerate(groups)}


def draw_keys(pen: Pen, network: Network, courses: Sequence[Course], hard: Sequence[Box], lines: Floats) -> None:
    """Write the number of its group on each line, where it covers nothing else."""
    taken = list(hard)
    for course in courses:
        group = int(network.strands.group[course.strand])
        spot = _spot(np.array(course.chain), taken, lines, pen) if group in network.keys else None
        if spot:
            colour = network.colours[group]
            pen.text(*spot, network.keys[group], KEY_PX, colour=colour, weight=700, align="center", halo=3.6)
            taken.append(_box(*spot))


def _box(x: float, y: float) -> Box:
    return x - _HALF_WIDTH, y - _HALF_HEIGHT, x + _HALF_WIDTH, y + _HALF_HEIGHT


def _spot(chain: Floats, taken: Sequence[Box], lines: Floats, pen: Pen) -> tuple[float, float] | None:
    """Return the point of a line, near its middle, where the number touches neither a mark nor other lines."""
    t = np.linspace(0, 1, 12, endpoint=False)[:, None]
    p0, p1, p2, p3 = chain[:-1:3], chain[1::3], chain[2::3], chain[3::3]
    path = ((1 - t) ** 3 * p0 + 3 * t * (1 - t) ** 2 * p1 + 3 * t**2 * (1 - t) * p2 + t**3 * p3).T.ravel()
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
