"""The drawn form of every line: its curve in the pixels of one map, its ends on the rims of symbols, its open ends."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routemap.scene.bezier import Chain, Curve, chain_points, point_at
from routemap.scene.ends import End, Slot, share_rim
from routemap.scene.legs import Head, Leg, draw_leg, ends_of, natural_angle, seen_from
from routemap.scene.polyline import length_px, outside
from routemap.scene.scene import Floats, Scene
from routemap.scene.tails import Loose, Rooms, Tail
from routemap.style import FAINT, HEAD, LINE_END

Edges = Sequence[tuple[float, float]]
"""For each line, between which parameters of its curve it is drawn: 0 and 1, or where it meets the edge of an area."""


@dataclass(frozen=True)
class Course:
    """One drawn line; `ticks` are where and in which direction an undirected one ends."""

    strand: int
    chain: Chain
    width: float
    head: Head | None
    ticks: list[tuple[complex, complex]]


def draw_courses(
    scene: Scene,
    at: Floats,
    curves: Sequence[Curve],
    rims: Sequence[float],
    *,
    edges: Edges | None = None,
    shortest_px: float = 0.0,
    wrap_px: float = math.inf,
    given: Mapping[int, Sequence[complex]] | None = None,
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
    edges
        Where lines stop at the edge of a region's area instead.
    shortest_px
        A line with less room between two rims is left out; 0 where nothing is left to zooming, as in print.
    wrap_px
        After how many px the map repeats to the east.
    given
        By line, its course as somebody drew it, px: it is kept, and only what a symbol covers is cut.
    """
    ends = edges or [(0.0, 1.0)] * len(curves)
    drawn_by_hand = given or {}
    found = [
        _given_leg(scene, k, curve, at, rims, drawn_by_hand[k], shortest_px)
        if k in drawn_by_hand
        else _leg(scene, k, curve, rims, ends[k], shortest_px)
        for k, curve in enumerate(curves)
    ]
    legs = [leg for leg in found if leg is not None]
    _share_rims(scene, legs, rims)
    drawn = [draw_leg(leg) for leg in legs]
    lines = [(one.chain, leg.width) for one, leg in zip(drawn, legs, strict=True)]
    rooms = Rooms(at, rims, lines, ends_of(drawn), wrap_px)
    tails = [rooms.settle(one) for one in _loose_ends(scene, legs)]
    pairs = zip(legs, drawn, strict=True)
    courses = [Course(leg.strand, one.chain, leg.width, one.head, one.ticks) for leg, one in pairs]
    return sorted(courses, key=lambda course: (course.width, course.strand)), tails


def _leg(
    scene: Scene, strand: int, curve: Curve, rims: Sequence[float], edges: tuple[float, float], shortest_px: float
) -> Leg | None:
    strands = scene.strands
    start, end = strands.ends[strand].tolist()
    width = float(strands.width[strand])
    seen = abs(point_at(curve, edges[1]) - point_at(curve, edges[0]))
    if edges != (0.0, 1.0) and seen - max(rims[start], rims[end]) < LINE_END.least_to_edge_px:
        edges = (0.0, 1.0)
    rim0, rim1 = (0.0 if edges[0] > 0 else rims[start]), (0.0 if edges[1] < 1 else rims[end])
    room = abs(point_at(curve, edges[1]) - point_at(curve, edges[0])) - rim0 - rim1
    if shortest_px and room < shortest_px:
        return None
    # Lines between symbols that touch are still drawn in print, if short.
    room = max(room, 8.0)
    naturals = (natural_angle(curve, rims[start]), natural_angle(curve[::-1], rims[end]))
    undirected = bool(strands.undirected[strand])
    head = 0.0 if undirected or end in scene.beyond else min(HEAD.length(width), room * LINE_END.head_share)
    return Leg(strand, curve, width, int(strands.support[strand]) in FAINT, undirected, naturals, head, edges)


def _given_leg(
    scene: Scene,
    strand: int,
    curve: Curve,
    at: Floats,
    rims: Sequence[float],
    course: Sequence[complex],
    shortest_px: float,
) -> Leg | None:
    strands = scene.strands
    start, end = strands.ends[strand].tolist()
    (ax, ay), (bx, by) = at[[start, end]].tolist()
    # The end's own copy of the world, where the map repeats.
    places = complex(ax, ay), curve[2] if abs(curve[2] - complex(bx, by)) > 1 else complex(bx, by)
    path = outside(outside(course, places[0], rims[start])[::-1], places[1], rims[end])[::-1]
    room = length_px(path)
    if shortest_px and room < shortest_px:
        return None
    naturals = seen_from(path, places[0], rims[start]), seen_from(path[::-1], places[1], rims[end])
    width, undirected = float(strands.width[strand]), bool(strands.undirected[strand])
    head = 0.0 if undirected or end in scene.beyond else min(HEAD.length(width), max(room, 8.0) * LINE_END.head_share)
    is_open = int(strands.support[strand]) in FAINT
    return Leg(strand, curve, width, is_open, undirected, naturals, head, path=path)


def _share_rims(scene: Scene, legs: Sequence[Leg], rims: Sequence[float]) -> None:
    """Give each end at a symbol its place on the rim; ends at the edge of an area need none."""
    claims: dict[int, list[tuple[End, Callable[[Slot], None]]]] = {}
    for leg in legs:
        if leg.path:
            continue
        start, end = scene.strands.ends[leg.strand].tolist()
        half = leg.width / 2 + LINE_END.ticks_px if leg.undirected else HEAD.half(leg.width)
        if leg.edges[0] <= 0:
            bare = End(leg.naturals[0], leg.width / 2 + LINE_END.air_px, 0.0)
            claims.setdefault(start, []).append((bare, _settler(leg.slots, 0)))
        if leg.edges[1] >= 1:
            claims.setdefault(end, []).append((End(leg.naturals[1], half, leg.head), _settler(leg.slots, 1)))
    for place, wishes in claims.items():
        for (_, settle), slot in zip(wishes, share_rim([end for end, _ in wishes], rims[place]), strict=True):
            settle(slot)


def _settler(slots: list[Slot], which: int) -> Callable[[Slot], None]:
    def settle(slot: Slot) -> None:
        slots[which] = slot

    return settle


def _loose_ends(scene: Scene, legs: Sequence[Leg]) -> list[Loose]:
    """Return the open ends in the order in which they choose their room."""
    strands = scene.strands
    found: dict[tuple[int, int, bool], Loose] = {}
    for leg in legs:
        k = leg.strand
        for incoming, is_open in ((True, strands.tail_in[k]), (False, strands.tail_out[k])):
            if not is_open:
                continue
            end = 0 if incoming else 1
            key = int(strands.ends[k, end]), int(strands.group[k]), incoming
            found.setdefault(key, Loose(*key)).add(leg.width, int(strands.support[k]), leg.naturals[end])
    return [found[key] for key in sorted(found)]


def points_along(courses: Iterable[Course], tails: Iterable[Tail], step_px: float = 4.0) -> Floats:
    """Return points on all lines and open ends, float array (k, 2), about `step_px` apart."""
    paths = [chain_points(course.chain) for course in courses]
    paths += [np.array([tail.near, tail.far]) for tail in tails]
    return np.concatenate([np.zeros((0, 2)), *(_evenly(path, step_px) for path in paths)])


def _evenly(path: NDArray[np.complex128], step_px: float) -> Floats:
    reached = np.append(0.0, np.cumsum(np.abs(np.diff(path))))
    steps = np.arange(0.0, reached[-1], step_px)
    return np.column_stack((np.interp(steps, reached, path.real), np.interp(steps, reached, path.imag)))
