"""The marks of a map as plain shapes: symbols, arrowheads, ticks, rings, badges, ties, hatches.

A shape says which ink it is drawn in, not which colour: each output has pens of its own, and a theme.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from routemap.scene.bezier import Curve, piece
from routemap.scene.courses import Course
from routemap.scene.legs import Head
from routemap.scene.scene import DESTINATION, ORIGIN, TRANSIT, UNDIRECTED, Floats, Scene
from routemap.scene.shapes import FLATTEST, Ink, Shape, chain_path, circle, polyline
from routemap.scene.tails import Tail
from routemap.style import (
    BADGE,
    CASING_WIDTH_PX,
    DOT,
    FAINT,
    FOLD,
    HEAD,
    NAME,
    NOT_ASSESSED_OPACITY,
    RING,
    STRONGEST,
    SUPPORT_DASH,
    SUPPORTS,
    SYMBOL,
    TAIL,
    TICK,
)


def symbol_radius(roles: int, *, is_region: bool) -> float:
    """Return the radius of a place's symbol, px."""
    if is_region:
        return SYMBOL.radius_px + SYMBOL.combined_px
    if roles == 0:
        return SYMBOL.bare_px
    if roles == UNDIRECTED:
        return SYMBOL.radius_px + SYMBOL.undirected_px
    return SYMBOL.radius_px + (0.0 if roles in (ORIGIN, DESTINATION) else SYMBOL.combined_px)


def symbol_radii(scene: Scene) -> list[float]:
    """Return the radius of the symbol of each place of a scene, px; 0 where none is drawn."""
    return [
        0.0
        if place in scene.beyond or not (scene.roles[place] or scene.is_region[place])
        else symbol_radius(scene.roles[place], is_region=scene.is_region[place])
        for place in range(len(scene.codes))
    ]


def rim_radius(roles: int, *, is_region: bool, rings: Sequence[float]) -> float:
    """Return where lines to a place stop: outside its symbol and the arrows round it, px, which are so wide."""
    own = symbol_radius(roles, is_region=is_region)
    return own + (RING.clear_px + sum(width + RING.gap_px for width in rings[: RING.most]) if rings else 0.0)


def rim_of(scene: Scene, place: int) -> float:
    """Return where the lines to a place of a scene stop, px."""
    rings = [ring.width for ring in scene.domestic.get(place, ())]
    return rim_radius(scene.roles[place], is_region=scene.is_region[place], rings=rings)


def rims_of(scene: Scene) -> list[float]:
    """Return where the lines to each place of a scene stop, px; 0 for places beyond the frame."""
    return [0.0 if place in scene.beyond else rim_of(scene, place) for place in range(len(scene.codes))]


def symbol_shapes(
    x: float, y: float, roles: int, *, is_region: bool, is_fold: bool = False, paper: Ink = "land"
) -> list[Shape]:
    """Return the one mark of a place, its roles combined; a rim in the ground's colour sets it off from lines."""
    radius, line = symbol_radius(roles, is_region=is_region), SYMBOL.stroke_px
    if is_fold:
        return [*fold_shapes(x, y, radius, paper), *_inside(x, y, radius * SYMBOL.in_region, roles, "ink")]
    if is_region:
        ring = Shape(circle(x, y, radius), fill="concerned", stroke="region", width=line, dash=SYMBOL.region_dash_px)
        return [ring, *_inside(x, y, radius * SYMBOL.in_region, roles, "region")]
    if roles == 0:
        return []
    halo = Shape(circle(x, y, radius + SYMBOL.halo_px), fill=paper)
    if roles & ORIGIN:
        inner = radius - SYMBOL.inset_px
        ring = Shape(circle(x, y, inner), fill="panel", stroke="ink", width=line)
        return [halo, ring, *_inside(x, y, inner * SYMBOL.in_ring, roles, "ink")]
    if roles & TRANSIT:
        diamond = Shape(_diamond(x, y, radius), fill="panel", stroke="ink", width=line, is_mitred=True)
        dot = [Shape(circle(x, y, radius * SYMBOL.dot_in_diamond), fill="ink")] if roles & DESTINATION else []
        return [halo, diamond, *dot]
    return [halo, Shape(circle(x, y, radius if roles & DESTINATION else radius * SYMBOL.undirected), fill="ink")]


def _inside(x: float, y: float, radius: float, roles: int, ink: Ink) -> list[Shape]:
    """Return what stands in the ring: what else the place is."""
    if roles & TRANSIT:
        dot = [Shape(circle(x, y, radius * SYMBOL.dot), fill="panel")] if roles & DESTINATION else []
        return [Shape(_diamond(x, y, radius), fill=ink), *dot]
    return [Shape(circle(x, y, radius * SYMBOL.disc), fill=ink)] if roles & DESTINATION else []


def fold_shapes(x: float, y: float, radius: float, paper: Ink) -> list[Shape]:
    """Return the mark of a place that a map made by folding: one sheet over another, which no source's region has."""
    half, up = radius * FOLD.side, FOLD.behind_px * (1 - 1j)
    corners = (-1 - 1j, 1 - 1j, 1 + 1j, -1 + 1j)
    front, back = ([complex(x, y) + shift + half * corner for corner in corners] for shift in (0j, up))
    return [
        *(Shape(polyline(one, closed=True), stroke=paper, width=3 * SYMBOL.stroke_px) for one in (back, front)),
        *(
            Shape(polyline(one, closed=True), fill="panel", stroke="ink", width=SYMBOL.fold_px, is_mitred=True)
            for one in (back, front)
        ),
    ]


def _diamond(x: float, y: float, radius: float) -> tuple[tuple[str, tuple[complex, ...]], ...]:
    at = complex(x, y)
    return polyline([at - radius * 1j, at + radius, at + radius * 1j, at - radius], closed=True)


def stroke_shape(chain: Sequence[complex], colour: Ink, width: float, support: int) -> Shape:
    """Return a line with the dash of its support, position in `style.SUPPORTS`."""
    return path_stroke(chain_path(chain), colour, width, support)


def path_stroke(path: tuple[tuple[str, tuple[complex, ...]], ...], colour: Ink, width: float, support: int) -> Shape:
    """Return the same of a path."""
    dash = SUPPORT_DASH[SUPPORTS[support]]
    return Shape(
        path,
        stroke=colour,
        width=width,
        dash=tuple(part * width for part in dash),
        opacity=NOT_ASSESSED_OPACITY if support in FAINT else 1.0,
        has_round_ends=bool(dash) and dash[0] < DOT,
    )


def behind_shape(curve: Curve, colour: Ink, width: float, support: int) -> Shape:
    """Return a line that stays behind those in full."""
    return replace(stroke_shape(piece(curve, 0.0, 1.0), colour, width, support), opacity=STRONGEST.opacity)


def line_shapes(course: Course, colour: Ink, support: int) -> list[Shape]:
    """Return a line with its casing, so that crossings read as over and under; its arrowhead comes after all lines."""
    width, casing = course.width, 2 * CASING_WIDTH_PX
    return [
        Shape(chain_path(course.chain), stroke="land", width=width + casing),
        *tick_shapes(course.ticks, "land", width, casing),
        stroke_shape(course.chain, colour, width, support),
        *tick_shapes(course.ticks, colour, width),
    ]


def fade_shapes(near: complex, far: complex, colour: Ink, width: float, *, strength: float, layers: int) -> list[Shape]:
    """Return a line that fades from `near` to `far`.

    Layers, each faint, add up to the fade: side by side, their edges would show. The last ends where the fade begins.
    """
    covered, found, step = 0.0, [], 1 / (layers - 1)
    for k in range(layers):
        reach = 1 - (1 - TAIL.full) * k * step
        wanted = strength * min(1.0, (k + 0.5) * step)
        opacity = 1 - (1 - wanted) / (1 - covered)
        covered = wanted
        if opacity > 0:
            line = polyline([near, near + (far - near) * reach])
            found.append(Shape(line, stroke=colour, width=width, opacity=opacity))
    return found


def tail_shapes(tail: Tail, colour: Ink, *, layers: int = 12) -> list[Shape]:
    """Return an open end: a piece of line that fades into the void, or a stub with a question mark."""
    strength = NOT_ASSESSED_OPACITY if tail.support in FAINT else 1.0
    head = head_shapes(tail.head, colour, tail.width, is_open=tail.support in FAINT) if tail.head else []
    if tail.sign is not None:
        stub = Shape(polyline([tail.near, tail.far]), stroke=colour, width=tail.width, opacity=strength)
        return [stub, *head, *sign_shapes(tail.sign, colour)]
    return [*fade_shapes(tail.near, tail.far, colour, tail.width, strength=strength, layers=layers), *head]


def sign_shapes(at: complex, colour: Ink) -> list[Shape]:
    """Return the question mark of an open end that has no room."""
    height, width = TAIL.sign_px, TAIL.sign_width_px
    hook = chain_path([at + complex(x, y) * height for x, y in TAIL.sign_hook])
    dot = at + TAIL.sign_dot * height * 1j
    return [
        Shape(hook, stroke="land", width=width + HEAD.casing_px, has_round_ends=True),
        Shape(circle(dot.real, dot.imag, (width + HEAD.casing_px) / 2), fill="land"),
        Shape(hook, stroke=colour, width=width, has_round_ends=True),
        Shape(circle(dot.real, dot.imag, width * TAIL.sign_dot_radius), fill=colour),
    ]


def tick_shapes(ticks: Sequence[tuple[complex, complex]], colour: Ink, width: float, extra: float = 0.0) -> list[Shape]:
    """Return the small bars at both ends of a line without direction; `extra` widens them to a casing."""
    half = TICK.half_px + width * TICK.half_per_px + extra / 2
    stroke = max(TICK.least_px, width * TICK.width_per_px) + extra
    bars = [(at - along * 1j * half, at + along * 1j * half) for at, along in ticks]
    return [Shape(polyline(bar), stroke=colour, width=stroke) for bar in bars]


def head_shapes(head: Head, colour: Ink, width: float, *, is_open: bool) -> list[Shape]:
    """Return an arrowhead with a casing; open for what is not assessed."""
    base, across = head.tip - head.along * head.length, head.along * 1j * head.half
    points = [base + across, head.tip, base - across]
    if is_open:
        stroke = max(HEAD.open_px, width * HEAD.open_per_px)
        return [
            Shape(polyline(points), stroke="land", width=stroke + HEAD.casing_px, is_mitred=True),
            Shape(polyline(points), stroke=colour, width=stroke, opacity=NOT_ASSESSED_OPACITY, is_mitred=True),
        ]
    outline = polyline([*points, base + head.along * head.length * HEAD.notch], closed=True)
    return [Shape(outline, stroke="land", width=HEAD.casing_px, is_mitred=True), Shape(outline, fill=colour)]


def tie_shapes(tie: Sequence[complex]) -> list[Shape]:
    """Return the fine line from a symbol to a name that found no room beside it."""
    inks = (("land", NAME.tie_casing_px), ("soft", NAME.tie_line_px))
    return [Shape(polyline(tie), stroke=ink, width=width) for ink, width in inks]


def badge_shape(x: float, y: float, count: int) -> Shape:
    """Return the box behind the number of statements that name a place without a counterpart."""
    width, r = BADGE.width(count), BADGE.height_px / 2
    k = r * (1 - FLATTEST)
    left, top, right, bottom = x - width / 2, y - r, x + width / 2, y + r
    path = (
        ("M", (complex(left + r, top),)),
        ("L", (complex(right - r, top),)),
        ("C", (complex(right - k, top), complex(right, top + k), complex(right, y))),
        ("C", (complex(right, bottom - k), complex(right - k, bottom), complex(right - r, bottom))),
        ("L", (complex(left + r, bottom),)),
        ("C", (complex(left + k, bottom), complex(left, bottom - k), complex(left, y))),
        ("C", (complex(left, top + k), complex(left + k, top), complex(left + r, top))),
        ("Z", ()),
    )
    return Shape(path, fill="panel", stroke="ink", width=BADGE.stroke_px)


def badge_spot(scene: Scene, place: int, at: tuple[float, float], ends: Sequence[float]) -> tuple[float, float]:
    """Return where the badge of a place stands: on a bare place, else beside its symbol, clear of lines where it can.

    Parameters
    ----------
    scene, place
        What is drawn, and the row of the place.
    at
        The place, px.
    ends
        Directions in which lines meet it, radians, as `ends_at` gives them.
    """
    if not scene.roles[place] and not scene.domestic.get(place):
        return at
    away = rim_of(scene, place) + (BADGE.height_px + BADGE.width(scene.badge[place])) / 4 + BADGE.away_px
    turns = np.array(BADGE.turns) * math.pi
    apart = np.abs((turns[:, None] - np.array(ends)[None] + math.pi) % (2 * math.pi) - math.pi)
    room = np.minimum(apart.min(axis=1, initial=BADGE.clear), BADGE.clear)
    # Of directions that are as clear as each other, the one preferred.
    angle = float(turns[int(np.argmax(room > room.max() - 1e-9))])
    return at[0] + math.cos(angle) * away, at[1] + math.sin(angle) * away


def badge_boxes(
    scene: Scene, at: Floats, ends: Sequence[Sequence[float]]
) -> dict[int, tuple[float, float, float, float]]:
    """Return by place the left, top, right and bottom of its badge, px; `at` and `ends` as `badge_spot` takes them."""
    boxes, high = {}, BADGE.height_px / 2
    for place, (x, y) in enumerate(at.tolist()):
        if scene.badge[place]:
            half = BADGE.width(scene.badge[place]) / 2
            across, down = badge_spot(scene, place, (x, y), ends[place])
            boxes[place] = (across - half, down - high, across + half, down + high)
    return boxes


def ends_at(scene: Scene, at: Floats, courses: Sequence[Course], tails: Sequence[Tail]) -> list[list[float]]:
    """Return for each place the directions in which lines meet it, radians."""
    found: list[list[float]] = [[] for _ in range(len(at))]
    met = [(tail.place, tail.far) for tail in tails]
    for course in courses:
        start, end = scene.strands.ends[course.strand].tolist()
        met += [(start, course.chain[0]), (end, course.chain[-1])]
    for place, point in met:
        found[place].append(float(np.arctan2(point.imag - at[place, 1], point.real - at[place, 0])))
    return found
