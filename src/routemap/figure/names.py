"""Names on the map: greedy placement, most important first; no two overlap, none hides a mark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]  # left, top, right, bottom

# Right and left first, as on printed maps, then above and below, then the corners; with the dislike of each.
_POSITIONS = (
    (1.0, 0.0, 0.0),
    (0.72, -0.85, 0.6),
    (0.72, 0.85, 0.8),
    (-1.0, 0.0, 1.2),
    (-0.72, -0.85, 1.6),
    (-0.72, 0.85, 1.8),
    (0.0, -1.0, 2.0),
    (0.0, 1.0, 2.2),
)
_AWAY = ((3.0, 0.0), (9.0, 3.0), (20.0, 9.0), (34.0, 13.0), (52.0, 18.0))
_LEADER_FROM = 20.0
_AMBIGUOUS = 14.0  # a name as near to another symbol as to its own: it would be taken for the other's
_AMBIGUOUS_LED = 5.0  # the same with a fine line to its own
_BEFORE_PX = 1.5  # a name before its symbol looks closer to it than one behind
_BY_BADGE = 1.0  # dislike of a name that stands by the badge, not by the symbol
_LINE_PRICE = 0.9  # per 4 px of line under a name


@dataclass(frozen=True)
class Wanted:
    """A name that looks for room: its place, px, the radius to keep clear, its size, and its importance.

    `badge` is the middle and half the width of a badge beside the symbol, by which the name may stand too.
    """

    item: int
    x: float
    y: float
    clear: float
    width: float
    height: float
    rank: float
    badge: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Placed:
    """A name with room; `leader` are the ends of a fine line to its place where it stands far off."""

    item: int
    box: Box
    leader: tuple[complex, complex] | None


def place_names(
    wanted: Sequence[Wanted], hard: Sequence[Box], lines: Floats, width: float, height: float
) -> list[Placed]:
    """Return the names that find room inside the map.

    Parameters
    ----------
    wanted
        Names.
    hard
        Boxes that no name may touch: symbols, arrowheads, badges.
    lines
        Float array (k, 2): points along the lines, about 4 px apart; names avoid them where they can.
    width, height
        Of the map, px.
    """
    taken = list(hard)
    placed: list[Placed] = []
    for one in sorted(wanted, key=lambda one: (-one.rank, one.item)):
        others = np.array([(other.x, other.y, other.clear) for other in wanted if other.item != one.item])
        found = _best(one, taken, lines, others.reshape(-1, 3), width, height)
        if found:
            taken.append(_grown(found.box, 1.0))
            placed.append(found)
    return placed


def _best(one: Wanted, taken: list[Box], lines: Floats, others: Floats, width: float, height: float) -> Placed | None:
    best, least = None, math.inf
    boxes = np.array(taken, dtype=np.float64).reshape(-1, 4)
    beside = replace(one, x=one.badge[0], y=one.badge[1], clear=one.badge[2], badge=None) if one.badge else one
    spots = [(one, away, far, *position) for away, far in _AWAY for position in _POSITIONS]
    spots += [(beside, 3.0, _BY_BADGE, *position) for position in _POSITIONS if one.badge and position[1] == 0]
    for centre, away, far, dx, dy, dislike in spots:
        if dislike + far >= least:
            continue
        box = _box_at(centre, dx, dy, away)
        inside = box[0] >= 3 and box[1] >= 3 and box[2] <= width - 3 and box[3] <= height - 3
        if not inside or _covered(box, boxes):
            continue
        price = dislike + far + _LINE_PRICE * _points_in(_grown(box, 2.0), lines)
        astray = _AMBIGUOUS_LED if away >= _LEADER_FROM else _AMBIGUOUS
        price += astray * bool((_gaps(box, others) < _gaps(box, _circle(centre)).min() + 3.0).any())
        if price < least:
            best, least = Placed(one.item, box, _leader(one, box) if away >= _LEADER_FROM else None), price
    return best


def _circle(one: Wanted) -> Floats:
    return np.array([[one.x, one.y, one.clear]])


def _gaps(box: Box, circles: Floats) -> Floats:
    """Return the distance from a box to each circle (x, y, radius)."""
    x, y, radius = circles.T
    across = np.maximum(np.maximum(box[0] - x, x - box[2]), 0.0)
    down = np.maximum(np.maximum(box[1] - y, y - box[3]), 0.0)
    return np.asarray(np.hypot(across, down) - radius, dtype=np.float64)


def _box_at(one: Wanted, dx: float, dy: float, away: float) -> Box:
    x = one.x + dx * (one.clear + away)
    y = one.y + dy * (one.clear + away + (one.height / 2 - 1 if dx == 0 else one.height * 0.25))
    left = x if dx > 0.1 else x - one.width - _BEFORE_PX if dx < -0.1 else x - one.width / 2
    return left, y - one.height / 2, left + one.width, y + one.height / 2


def _leader(one: Wanted, box: Box) -> tuple[complex, complex]:
    there = complex(min(max(one.x, box[0]), box[2]), min(max(one.y, box[1]), box[3]))
    here = complex(one.x, one.y)
    along = (there - here) / max(abs(there - here), 1e-9)
    return here + along * (one.clear + 1.0), there - along * 1.5


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _covered(box: Box, boxes: Floats) -> bool:
    left, top, right, bottom = boxes.T
    return bool(((left < box[2]) & (right > box[0]) & (top < box[3]) & (bottom > box[1])).any())


def _points_in(box: Box, points: Floats) -> int:
    x, y = points.T
    return int(((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])).sum())
