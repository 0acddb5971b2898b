"""Names on the map: greedy placement, most important first; no two overlap, none hides a mark.

The pages place names by the same rules and numbers (js/src/map/names); `tests/parity/names.json` holds both to them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from routemap.scene.courses import Course
from routemap.scene.scene import Floats, Scene
from routemap.scene.tails import Tail
from routemap.style import BADGE, NAME, TAIL

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, px."""


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


def name_ranks(scene: Scene) -> list[float]:
    """Return how much the name of each place matters: the subject first, then by routes and the widest line.

    Where much is said to arrive counts more than where many lines do.
    """
    widest = np.ones(len(scene.codes))
    for end in (0, 1):
        np.maximum.at(widest, scene.strands.ends[:, end], scene.strands.width)
    ranks = (np.array(scene.weight, dtype=np.float64) * widest).tolist()
    return [rank + (NAME.subject_rank if place == scene.subject else 0.0) for place, rank in enumerate(ranks)]


def wanted_names(
    scene: Scene, at: Floats, rims: Sequence[float], badges: Mapping[int, Box], sizes: Mapping[int, tuple[float, float]]
) -> list[Wanted]:
    """Return the names that look for room.

    Parameters
    ----------
    scene
        What the map shows.
    at, rims
        The places, px (n, 2), and the radii of their symbols with the arrows round them.
    badges
        By place, the box of its badge.
    sizes
        By place, how wide and high its name is written, px; those that are not in it get none.
    """
    ranks, wanted = name_ranks(scene), []
    for place, (width, height) in sizes.items():
        (x, y), clear, badge = at[place].tolist(), rims[place], None
        if place in badges:
            left, top, right, bottom = badges[place]
            if scene.roles[place] == 0:  # it stands for the symbol
                clear = max(BADGE.height_px, right - left) / 2
            else:
                badge = ((left + right) / 2, (top + bottom) / 2, (right - left) / 2)
        wanted.append(Wanted(place, x, y, clear, width, height, ranks[place], badge))
    return wanted


def marks_in_the_way(
    at: Floats, rims: Sequence[float], badges: Mapping[int, Box], courses: Sequence[Course], tails: Sequence[Tail]
) -> list[Box]:
    """Return the boxes that no name may touch: symbols, badges, arrowheads, question marks."""
    squares = [(x, y, rim) for (x, y), rim in zip(at.tolist(), rims, strict=True)]
    for head in (*(one.head for one in courses), *(one.head for one in tails)):
        if head:
            middle = head.tip - head.along * head.length / 2
            squares.append((middle.real, middle.imag, max(head.half, head.length / 2)))
    squares += [(one.sign.real, one.sign.imag, TAIL.sign_px / 2 + 1) for one in tails if one.sign is not None]
    return [*((x - half, y - half, x + half, y + half) for x, y, half in squares), *badges.values()]


def place_names(
    wanted: Sequence[Wanted],
    hard: Sequence[Box],
    lines: Floats,
    width: float,
    height: float,
    *,
    in_print: bool = False,
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
    in_print
        Nobody can zoom in: a name may be as dear as it must, and stand farther off.
    """
    frame = _Frame(
        list(hard), lines, np.array([(one.x, one.y, one.clear) for one in wanted]).reshape(-1, 3), width, height
    )
    placed: list[Placed] = []
    for turn, one in enumerate(sorted(wanted, key=lambda one: (-one.rank, one.item))):
        dearest = math.inf if in_print or turn < NAME.foremost else NAME.dearest
        found = _best(one, frame, dearest, NAME.reaches)
        if found is None and (in_print or turn < NAME.foremost):
            # A tie across other marks is better than a place without a name; in print, where nobody can come nearer,
            # so is a name that its tie alone leads home, as long as it stands well clear of every other place.
            last = replace(frame, crossing_price=NAME.tie_crossing_price, may_stray=in_print)
            found = _best(one, last, dearest, (*NAME.reaches, *NAME.print_reaches))
        if found is None:
            continue
        left, top, right, bottom = found.box
        frame.taken.append((left - NAME.gap_px, top, right + NAME.gap_px, bottom))
        if found.leader:
            frame.taken += _along(found.leader, one.clear)
        placed.append(found)
    return placed


@dataclass
class _Frame:
    """What is on the map already."""

    taken: list[Box]
    lines: Floats
    spots: Floats
    width: float
    height: float
    crossing_price: float = math.inf
    may_stray: bool = False

    def covers(self, box: Box) -> bool:
        left, top, right, bottom = np.array(self.taken, dtype=np.float64).reshape(-1, 4).T
        return bool(((left < box[2]) & (right > box[0]) & (top < box[3]) & (bottom > box[1])).any())

    def leaves(self, box: Box) -> bool:
        return box[0] < 0 or box[1] < 0 or box[2] > self.width or box[3] > self.height

    def lines_through(self, box: Box) -> int:
        """Return at how many steps along a box a line runs through it."""
        near = NAME.near_line_px
        width, middle = box[2] - box[0], (box[1] + box[3]) / 2
        points = self.lines
        x, y = points[(np.abs(points[:, 1] - middle) <= near)].T
        steps = max(math.ceil(width / (2 * near)), 1)
        at = box[0] + width * (np.arange(steps) + 0.5) / steps
        touched = (np.hypot(x[None] - at[:, None], y[None] - middle) <= near).any(axis=1)
        return min(int(touched.sum()), NAME.most_lines)


def _best(one: Wanted, frame: _Frame, dearest: float, reaches: Sequence[tuple[float, float]]) -> Placed | None:
    best, least = None, dearest
    beside = replace(one, x=one.badge[0], y=one.badge[1], clear=one.badge[2], badge=None) if one.badge else one
    spots = [(one, away, far, *position) for away, far in reaches for position in NAME.positions]
    nearest = reaches[0][0]
    level = [position for position in NAME.positions if position[1] == 0]
    spots += [(beside, nearest, NAME.badge_price, *position) for position in level if one.badge]
    for centre, away, far, dx, dy, dislike in spots:
        if dislike + far >= least:
            continue
        box = _box_at(centre, dx, dy, away)
        leader = _leader(one, box) if away > NAME.tied_px else None
        price = dislike + far + _cost(box, leader, centre, one, frame)
        if price < least:
            best, least = Placed(one.item, box, leader), price
    return best


def _cost(box: Box, leader: tuple[complex, complex] | None, centre: Wanted, one: Wanted, frame: _Frame) -> float:
    """Return what a position costs apart from its own dislike; infinite where it cannot be."""
    if frame.leaves(box) or frame.covers(box):
        return math.inf
    price = 0.0
    own, other = _nearest(box, centre, one, frame.spots)
    nearer = other - own
    if nearer < 0 and not (frame.may_stray and leader and other >= NAME.stray_px):
        return math.inf
    if nearer < NAME.gap_px:
        price += NAME.astray_tied_price if leader else NAME.astray_price
    for piece in _along(leader, one.clear) if leader else ():
        if frame.covers(piece):
            price += frame.crossing_price
        price += frame.lines_through(piece) * NAME.tie_price
    return price + frame.lines_through(box) * NAME.line_price


def _nearest(box: Box, centre: Wanted, one: Wanted, spots: Floats) -> tuple[float, float]:
    """Return how far the name is from its own symbol, and from the nearest other: if that is less, it names another."""
    own = _gaps(box, np.array([[centre.x, centre.y, centre.clear]])).min()
    others = spots[(spots[:, 0] != one.x) | (spots[:, 1] != one.y)]
    return float(own), float(_gaps(box, others).min(initial=math.inf))


def _gaps(box: Box, circles: Floats) -> Floats:
    """Return the distance from a box to each circle (x, y, radius)."""
    x, y, radius = circles.T
    across = np.maximum(np.maximum(box[0] - x, x - box[2]), 0.0)
    down = np.maximum(np.maximum(box[1] - y, y - box[3]), 0.0)
    return np.asarray(np.hypot(across, down) - radius, dtype=np.float64)


def _box_at(one: Wanted, dx: float, dy: float, away: float) -> Box:
    x = one.x + dx * (one.clear + away)
    y = one.y + dy * (one.clear + away + (one.height / 2 - 1 if dx == 0 else one.height * 0.25))
    left = x if dx > 0.1 else x - one.width if dx < -0.1 else x - one.width / 2
    return left, y - one.height / 2, left + one.width, y + one.height / 2


def _leader(one: Wanted, box: Box) -> tuple[complex, complex]:
    """Return the line from the rim of the symbol to the nearest point of the name."""
    inset = NAME.tie_inset_px
    x, y = min(max(one.x, box[0] + inset), box[2] - inset), min(max(one.y, box[1] + inset), box[3] - inset)
    there = complex(x, y)
    here = complex(one.x, one.y)
    along = (there - here) / max(abs(there - here), 1e-9)
    return here + along * one.clear, there


def _along(leader: tuple[complex, complex], clear: float) -> list[Box]:
    """Return small boxes along a tie; it starts inside the square that its symbol takes up."""
    start, end = leader
    length = abs(end - start) or 1.0
    first = min(1.0, (clear * NAME.tie_clear + NAME.tie_inset_px) / length)
    count = max(1, round((1 - first) * length / NAME.tie_piece_px))
    middles = [start + (end - start) * (first + (1 - first) * (k + 0.5) / count) for k in range(count)]
    half = NAME.tie_px / 2
    return [(at.real - half, at.imag - half, at.real + half, at.imag + half) for at in middles]
