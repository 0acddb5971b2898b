"""The drawn form of every line: its curve in the pixels of one map, its ends on the rims of symbols, its open ends."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from routemap.scene.ends import End, Slot, share_rim
from routemap.scene.scene import Floats, Scene
from routemap.style import FAINT, FEW, HEAD, LINE_END, SUPPORTS, TAIL, TICK

Curve = tuple[complex, complex, complex]
"""Start, control and end of a quadratic curve, px."""
Chain = list[complex]
"""The start, then three points per cubic piece, px."""


@dataclass(frozen=True)
class Head:
    """An arrowhead: tip, direction (of length one), length and half its breadth, px."""

    tip: complex
    along: complex
    length: float
    half: float


@dataclass(frozen=True)
class Course:
    """One drawn line; `ticks` are where and in which direction an undirected one ends."""

    strand: int
    chain: Chain
    width: float
    head: Head | None
    ticks: list[tuple[complex, complex]]


@dataclass(frozen=True)
class Tail:
    """An open end: from the symbol (`near`) into the void (`far`)."""

    place: int
    group: int
    width: float
    support: int
    near: complex
    far: complex
    head: Head | None


@dataclass
class _Draft:
    strand: int
    curve: Curve
    width: float
    open: bool
    undirected: bool
    chord: float
    naturals: tuple[float, float]
    head: float
    slots: list[Slot] = field(default_factory=lambda: [Slot(0.0, 0.0), Slot(0.0, 0.0)])


@dataclass
class _Loose:
    width: float = 0.0
    support: int = -1
    towards: complex = 0j
    slot: Slot = field(default_factory=lambda: Slot(0.0, 0.0))


def draw_courses(
    scene: Scene, at: Floats, curves: Sequence[Curve], rims: Sequence[float], *, shortest_px: float = 0.0
) -> tuple[list[Course], list[Tail]]:
    """Return the lines, thinnest first, and the open ends.

    Parameters
    ----------
    scene
        What is drawn.
    at
        Float array (n, 2): the places, px.
    curves
        One for each strand, px.
    rims
        Radius of each place's symbol, px: where lines stop.
    shortest_px
        A line with less room between two rims is left out; 0 where nothing is left to zooming, as in print.
    """
    strands = scene.strands
    drafts = [
        draft for k, curve in enumerate(curves) if (draft := _draft(scene, k, curve, rims, shortest_px)) is not None
    ]
    claims: dict[int, list[tuple[End, Callable[[Slot], None]]]] = {}

    def claim(place: int, end: End, settle: Callable[[Slot], None]) -> None:
        claims.setdefault(place, []).append((end, settle))

    for draft in drafts:
        start, end = strands.ends[draft.strand].tolist()
        half = draft.width / 2 + LINE_END.ticks_px if draft.undirected else HEAD.half(draft.width)
        claim(start, End(draft.naturals[0], draft.width / 2 + LINE_END.air_px, 0.0), _settler(draft.slots, 0))
        claim(end, End(draft.naturals[1], half, draft.head), _settler(draft.slots, 1))
    loose = _gather_loose(scene, drafts)
    for (place, _, incoming), one in loose.items():
        angle = cmath.phase(one.towards) if abs(one.towards) > TAIL.directed else TAIL.from_nowhere
        half = HEAD.half(one.width) if incoming else one.width / 2 + LINE_END.air_px
        wanted = End(angle, half, HEAD.length(one.width) if incoming else 0.0)
        claim(place, wanted, lambda slot, one=one: setattr(one, "slot", slot))  # type: ignore[misc]
    for place, wishes in claims.items():
        for (_, settle), slot in zip(wishes, share_rim([end for end, _ in wishes], rims[place]), strict=True):
            settle(slot)
    courses = [_finish(draft) for draft in drafts]
    tails = [_tail(place, group, incoming, one, complex(*at[place])) for (place, group, incoming), one in loose.items()]
    return sorted(courses, key=lambda course: (course.width, course.strand)), tails


def _settler(slots: list[Slot], which: int) -> Callable[[Slot], None]:
    def settle(slot: Slot) -> None:
        slots[which] = slot

    return settle


def _draft(scene: Scene, strand: int, curve: Curve, rims: Sequence[float], shortest_px: float) -> _Draft | None:
    strands = scene.strands
    start, end = strands.ends[strand].tolist()
    width = float(strands.width[strand])
    chord = abs(curve[2] - curve[0])
    room = chord - rims[start] - rims[end]
    if shortest_px and room < shortest_px:
        return None
    # Lines between symbols that touch are still drawn in print, if short.
    room = max(room, 8.0)
    naturals = (_natural_angle(curve, rims[start]), _natural_angle(curve[::-1], rims[end]))
    undirected = bool(strands.undirected[strand])
    head = 0.0 if undirected or end in scene.beyond else min(HEAD.length(width), room * LINE_END.head_share)
    return _Draft(strand, curve, width, int(strands.support[strand]) in FAINT, undirected, chord, naturals, head)


def _gather_loose(scene: Scene, drafts: list[_Draft]) -> dict[tuple[int, int, bool], _Loose]:
    """Return one open end per place, colour and sense, however many routes; it continues the mean of its lines."""
    strands = scene.strands
    found: dict[tuple[int, int, bool], _Loose] = {}
    for draft in drafts:
        k = draft.strand
        for incoming, is_open in ((True, strands.tail_in[k]), (False, strands.tail_out[k])):
            if not is_open:
                continue
            place = int(strands.ends[k, 0 if incoming else 1])
            one = found.setdefault((place, int(strands.group[k]), incoming), _Loose())
            one.width = max(one.width, draft.width)
            one.support = joint_support(one.support, int(strands.support[k]))
            one.towards += cmath.rect(1.0, draft.naturals[0 if incoming else 1] + math.pi)
    return found


def joint_support(a: int, b: int) -> int:
    """Return the support of two together, positions in `style.SUPPORTS`; -1 is none yet."""
    if FEW in (a, b) and a >= 0:  # beside others, those of few people say nothing
        return b if a == FEW else a
    return b if a in (-1, b) else SUPPORTS.index("mixed")


def _tail(place: int, group: int, incoming: bool, one: _Loose, centre: complex) -> Tail:
    out = cmath.rect(1.0, one.slot.angle)
    length = HEAD.length(one.width) if incoming else 0.0
    head = Head(centre + out * one.slot.radius, -out, length, HEAD.half(one.width)) if incoming else None
    near = one.slot.radius + (0.0 if one.support in FAINT else length * HEAD.overlap)
    far = one.slot.radius + TAIL.length_px + length
    return Tail(place, group, one.width, one.support, centre + out * near, centre + out * far, head)


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
    seen = point_at(curve, min(0.5, _leaves_circle(curve, rim + LINE_END.look_at_px))) - curve[0]
    return cmath.phase(seen) if abs(seen) > 1e-9 else 0.0


def _ending(curve: Curve, slot: Slot, natural: float, under: float, chord: float) -> tuple[Chain, float, complex]:
    """Return the end at the start of a curve: a chain up to where it is its own curve, that parameter, the tip."""
    off = math.remainder(slot.angle - natural, 2 * math.pi)
    if abs(off) < LINE_END.straight:
        t = min(LINE_END.most, _leaves_circle(curve, slot.radius + under))
        return [point_at(curve, t)], t, point_at(curve, min(t, _leaves_circle(curve, slot.radius)))
    # Not quite towards the centre: a head that keeps part of its line's own direction bends it less.
    lean = cmath.rect(1.0, slot.angle - LINE_END.kept * off)
    tip = curve[0] + cmath.rect(slot.radius, slot.angle)
    first = tip + lean * under
    turn = min(LINE_END.turn_in_px, chord * LINE_END.turn_share)
    t = min(LINE_END.most, _leaves_circle(curve, slot.radius + under + turn))
    join = point_at(curve, t)
    pull = LINE_END.pull * abs(join - first)
    return [first, first + lean * pull, join - _direction_at(curve, t) * pull, join], t, tip


def _finish(draft: _Draft) -> Course:
    size = draft.head
    back = draft.curve[::-1]
    clear = TICK.clear_px if draft.undirected else 0.0
    start, t0, _ = _ending(draft.curve, draft.slots[0], draft.naturals[0], clear, draft.chord)
    # An open head is two strokes: its line runs up to the tip.
    under = clear if draft.undirected else LINE_END.open_px if draft.open else size * HEAD.overlap
    end, t1, tip = _ending(back, draft.slots[1], draft.naturals[1], under, draft.chord)
    a, b = point_at(draft.curve, t0), point_at(draft.curve, 1 - t1)
    span = (1 - t1 - t0) / 3 * 2
    slopes = [(1 - t) * (draft.curve[1] - draft.curve[0]) + t * (draft.curve[2] - draft.curve[1]) for t in (t0, 1 - t1)]
    chain = [*start, a + slopes[0] * span, b - slopes[1] * span, b, *end[::-1][1:]]
    along = tip - (chain[-2] if draft.open else end[0])
    along = along / abs(along) if abs(along) > 0.5 else -_direction_at(back, 0.0)
    half = HEAD.half(draft.width) * size / HEAD.length(draft.width)
    ends = [(chain[0], _unit(chain[1] - chain[0])), (chain[-1], _unit(chain[-1] - chain[-2]))]
    head = None if size == 0 else Head(tip, along, size, half)
    return Course(draft.strand, chain, draft.width, head, ends if draft.undirected else [])


def _unit(vector: complex) -> complex:
    return vector / abs(vector) if abs(vector) > 1e-9 else 1 + 0j


def chain_points(chain: Sequence[complex], pieces: int = 12) -> NDArray[np.complex128]:
    """Return points along a chain of cubic pieces, so many per piece and its last."""
    points = np.array(chain)
    t = np.linspace(0, 1, pieces, endpoint=False)[:, None]
    p0, p1, p2, p3 = points[:-1:3], points[1::3], points[2::3], points[3::3]
    path = (1 - t) ** 3 * p0 + 3 * t * (1 - t) ** 2 * p1 + 3 * t**2 * (1 - t) * p2 + t**3 * p3
    return np.append(path.T.ravel(), points[-1])


def points_along(courses: Iterable[Course], tails: Iterable[Tail], step_px: float = 4.0) -> Floats:
    """Return points on all lines and open ends, float array (k, 2), about `step_px` apart."""
    paths = [chain_points(course.chain) for course in courses]
    paths += [np.array([tail.near, tail.far]) for tail in tails]
    return np.concatenate([np.zeros((0, 2)), *(_evenly(path, step_px) for path in paths)])


def _evenly(path: NDArray[np.complex128], step_px: float) -> Floats:
    reached = np.append(0.0, np.cumsum(np.abs(np.diff(path))))
    steps = np.arange(0.0, reached[-1], step_px)
    return np.column_stack((np.interp(steps, reached, path.real), np.interp(steps, reached, path.imag)))
