"""The drawn form of every line: its curve laid out in the plane of the map, its ends on the rims of symbols."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from routemap import style
from routemap.figure.ends import End, Slot, share_rim
from routemap.figure.frame import Frame
from routemap.figure.network import Network
from routemap.lines.layout import LayoutOptions, lay_out_in_plane

Curve = tuple[complex, complex, complex]
Chain = list[complex]  # the start, then three points per cubic piece

LAYOUT_LIMIT = 1000
_TAIL_PX = 34.0
_OVERLAP = 0.7  # of an arrowhead the line runs under
_TURN_IN_PX, _KEPT, _LOOK_AT_PX = 78.0, 0.45, 30.0
_FROM_NOWHERE = -2.5


@dataclass(frozen=True)
class Head:
    """An arrowhead: tip, direction (of length one), length and half its breadth, px."""

    tip: complex
    along: complex
    length: float
    half: float


@dataclass(frozen=True)
class Course:
    """One drawn line."""

    strand: int
    chain: Chain
    width: float
    head: Head | None
    ticks: list[tuple[complex, complex]]  # where and in which direction


@dataclass(frozen=True)
class Tail:
    """An open end: from the symbol (`near`) into the void (`far`)."""

    place: int
    group: int
    width: float
    confidence: int
    near: complex
    far: complex
    head: Head | None


@dataclass
class _Draft:
    strand: int
    curve: Curve
    width: float
    open: bool
    room: float
    naturals: tuple[float, float]
    head: float
    slots: list[Slot] = field(default_factory=lambda: [Slot(0.0, 0.0), Slot(0.0, 0.0)])


@dataclass
class _Loose:
    width: float = 0.0
    confidence: int = 0
    towards: complex = 0j
    slot: Slot = field(default_factory=lambda: Slot(0.0, 0.0))


def head_length(width: float) -> float:
    """Return the length of the arrowhead of a line: it grows slower than the line."""
    return 6.5 + 1.1 * width


def head_half(width: float) -> float:
    """Return half the breadth of the arrowhead of a line."""
    return 2.6 + 0.72 * width


def lay_out(network: Network, at: NDArray[np.float64], frame: Frame) -> list[Curve]:
    """Return one curve per strand, laid out in the pixels of the map."""
    strands = network.strands
    if not len(strands):
        return []
    thin, _ = style.WIDTH_RANGE_PX
    widest = float(strands.width.max())
    options = LayoutOptions(
        symbol_px=style.SYMBOL_RADIUS_PX,
        line_px=thin,
        widest_px=max(thin, widest),
        arrow_px=head_length(thin),
        most_laid_out=LAYOUT_LIMIT,
    )
    # Lines may run off the map's edge to places beyond it: the layout sees all of it, that much smaller.
    size = np.array([frame.width, frame.height])
    low, high = np.minimum(at.min(axis=0), 0.0), np.maximum(at.max(axis=0), size)
    smaller, shift = float(np.min(size / (high - low))), (low + high - size) / 2
    curves = lay_out_in_plane(
        (at - shift - size / 2) * smaller + size / 2,
        strands.ends,
        thin + (options.widest_px - thin) * strands.width / (widest or 1.0),
        chains=strands.chains,
        size=(frame.width, frame.height),
        options=options,
    )
    control = (curves.control - size / 2) / smaller + size / 2 + shift
    pairs = zip(at[strands.ends[:, 0]], control, at[strands.ends[:, 1]], strict=True)
    return [(complex(*a), complex(*c), complex(*b)) for a, c, b in pairs]


def draw_courses(
    network: Network, at: NDArray[np.float64], frame: Frame, rims: list[float]
) -> tuple[list[Course], list[Tail]]:
    """Return the lines, thinnest first, and the open ends.

    Parameters
    ----------
    network
        What is drawn.
    at
        Float array (n, 2): the places, px.
    frame
        The map.
    rims
        Radius of each place's symbol, px: where lines stop.
    """
    strands = network.strands
    drafts = [_draft(network, k, curve, rims) for k, curve in enumerate(lay_out(network, at, frame))]
    claims: dict[int, list[tuple[End, Callable[[Slot], None]]]] = {}

    def claim(place: int, end: End, settle: Callable[[Slot], None]) -> None:
        claims.setdefault(place, []).append((end, settle))

    for draft in drafts:
        start, end = strands.ends[draft.strand].tolist()
        half = head_half(draft.width) if draft.head else draft.width / 2 + 3
        claim(start, End(draft.naturals[0], draft.width / 2 + 1, 0.0), _settler(draft.slots, 0))
        claim(end, End(draft.naturals[1], half, draft.head), _settler(draft.slots, 1))
    loose = _gather_loose(network, drafts)
    for (place, _, incoming), one in loose.items():
        angle = cmath.phase(one.towards) if abs(one.towards) > 0.05 else _FROM_NOWHERE
        half = head_half(one.width) if incoming else one.width / 2 + 1
        wanted = End(angle, half, head_length(one.width) if incoming else 0.0)
        claim(place, wanted, lambda slot, one=one: setattr(one, "slot", slot))  # type: ignore[misc]
    for place, wishes in claims.items():
        for (_, settle), slot in zip(wishes, share_rim([end for end, _ in wishes], rims[place]), strict=True):
            settle(slot)
    courses = [_finish(draft, undirected=bool(strands.undirected[draft.strand])) for draft in drafts]
    tails = [_tail(place, group, incoming, one, complex(*at[place])) for (place, group, incoming), one in loose.items()]
    return sorted(courses, key=lambda course: (course.width, course.strand)), tails


def _settler(slots: list[Slot], which: int) -> Callable[[Slot], None]:
    def settle(slot: Slot) -> None:
        slots[which] = slot

    return settle


def _draft(network: Network, strand: int, curve: Curve, rims: list[float]) -> _Draft:
    strands = network.strands
    start, end = strands.ends[strand].tolist()
    width = float(strands.width[strand])
    # In print nothing is left to zooming: lines between symbols that touch are still drawn, if short.
    room = max(abs(curve[2] - curve[0]) - rims[start] - rims[end], 8.0)
    naturals = (_natural_angle(curve, rims[start]), _natural_angle(curve[::-1], rims[end]))
    headless = strands.undirected[strand] or end in network.beyond
    head = 0.0 if headless else min(head_length(width), room * 0.5)
    return _Draft(strand, curve, width, strands.confidence[strand] == 0, room, naturals, head)


def _gather_loose(network: Network, drafts: list[_Draft]) -> dict[tuple[int, int, bool], _Loose]:
    """Return one open end per place, colour and sense, however many routes; it continues the mean of its lines."""
    strands = network.strands
    found: dict[tuple[int, int, bool], _Loose] = {}
    for draft in drafts:
        k = draft.strand
        for incoming, is_open in ((True, strands.tail_in[k]), (False, strands.tail_out[k])):
            if not is_open:
                continue
            place = int(strands.ends[k, 0 if incoming else 1])
            one = found.setdefault((place, int(strands.group[k]), incoming), _Loose())
            one.width = max(one.width, draft.width)
            one.confidence = max(one.confidence, int(strands.confidence[k]))
            one.towards += cmath.rect(1.0, draft.naturals[0 if incoming else 1] + math.pi)
    return found


def _tail(place: int, group: int, incoming: bool, one: _Loose, centre: complex) -> Tail:
    out = cmath.rect(1.0, one.slot.angle)
    length = head_length(one.width) if incoming else 0.0
    head = Head(centre + out * one.slot.radius, -out, length, head_half(one.width)) if incoming else None
    near = one.slot.radius + (length * _OVERLAP if one.confidence else 0.5 * (length > 0))
    far = one.slot.radius + _TAIL_PX + length
    return Tail(place, group, one.width, one.confidence, centre + out * near, centre + out * far, head)


def point_at(curve: Curve, t: float) -> complex:
    """Return the point of a quadratic curve at parameter `t`."""
    return (1 - t) ** 2 * curve[0] + 2 * t * (1 - t) * curve[1] + t**2 * curve[2]


def _direction_at(curve: Curve, t: float) -> complex:
    along = (1 - t) * (curve[1] - curve[0]) + t * (curve[2] - curve[1])
    if abs(along) < 1e-9:
        along = curve[2] - curve[0]
    return along / abs(along) if abs(along) > 1e-9 else 1 + 0j


def _leaves_circle(curve: Curve, radius: float) -> float:
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


def _natural_angle(curve: Curve, rim: float) -> float:
    seen = point_at(curve, min(0.5, _leaves_circle(curve, rim + _LOOK_AT_PX))) - curve[0]
    return cmath.phase(seen) if abs(seen) > 1e-9 else 0.0


def _ending(curve: Curve, slot: Slot, natural: float, under: float, room: float) -> tuple[Chain, float, complex]:
    """Return the end at the start of a curve: a chain up to where it is its own curve, that parameter, the tip."""
    off = math.remainder(slot.angle - natural, 2 * math.pi)
    if abs(off) < 0.03:
        t = min(0.48, _leaves_circle(curve, slot.radius + under))
        return [point_at(curve, t)], t, point_at(curve, min(t, _leaves_circle(curve, slot.radius)))
    # Not quite towards the centre: a head that keeps part of its line's own direction bends it less.
    lean = cmath.rect(1.0, slot.angle - _KEPT * off)
    tip = curve[0] + cmath.rect(slot.radius, slot.angle)
    first = tip + lean * under
    t = min(0.48, _leaves_circle(curve, slot.radius + under + min(_TURN_IN_PX, room * 0.3)))
    join = point_at(curve, t)
    pull = 0.42 * abs(join - first)
    return [first, first + lean * pull, join - _direction_at(curve, t) * pull, join], t, tip


def _finish(draft: _Draft, *, undirected: bool) -> Course:
    size = draft.head
    back = draft.curve[::-1]
    start, t0, _ = _ending(draft.curve, draft.slots[0], draft.naturals[0], 0.0, draft.room)
    # An open head is two strokes: its line runs up to the tip.
    under = 0.5 if draft.open else size * _OVERLAP
    end, t1, tip = _ending(back, draft.slots[1], draft.naturals[1], under, draft.room)
    a, b = point_at(draft.curve, t0), point_at(draft.curve, 1 - t1)
    span = (1 - t1 - t0) / 3 * 2
    slopes = [(1 - t) * (draft.curve[1] - draft.curve[0]) + t * (draft.curve[2] - draft.curve[1]) for t in (t0, 1 - t1)]
    chain = [*start, a + slopes[0] * span, b - slopes[1] * span, b, *end[::-1][1:]]
    along = tip - (chain[-2] if draft.open else end[0])
    along = along / abs(along) if abs(along) > 0.5 else -_direction_at(back, 0.0)
    half = head_half(draft.width) * size / head_length(draft.width)
    ticks = [(chain[0], _unit(chain[1] - chain[0])), (chain[-1], _unit(chain[-1] - chain[-2]))] if undirected else []
    head = None if size == 0 else Head(tip, along, size, half)
    return Course(draft.strand, chain, draft.width, head, ticks)


def _unit(vector: complex) -> complex:
    return vector / abs(vector) if abs(vector) > 1e-9 else 1 + 0j
