"""One map: ground, regions, lines, symbols and names, in this order, on a pen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from routemap import style
from routemap.figure.courses import LAYOUT_LIMIT, Course, Head, Tail, draw_courses
from routemap.figure.frame import Frame
from routemap.figure.ground import Ground
from routemap.figure.marks import (
    BADGE_HEIGHT,
    DOMESTIC_STEP,
    MOST_DOMESTIC,
    badge_width,
    draw_badge,
    draw_fade,
    draw_hatch,
    draw_head,
    draw_ring_arrow,
    draw_stroke,
    draw_symbol,
    draw_ticks,
    rim_radius,
    symbol_radius,
)
from routemap.figure.names import Box, Floats, Placed, Wanted, place_names
from routemap.figure.network import Network
from routemap.figure.pen import GROUND, Pen, area_path, chain_path, line_path, lines_path, text_width
from routemap.figure.plane import Plane

_COUNTRY_PX, _REGION_PX = 10.6, 11.8


@dataclass(frozen=True)
class MapFacts:
    """What the surrounding sheet must know: names without room, disputed borders in view, whether lines only bow."""

    unnamed: tuple[str, ...]
    has_disputed: bool
    is_bowed: bool
    names: tuple[Placed, ...]


def draw_map(
    pen: Pen, network: Network, plane: Plane, frame: Frame, ground: Ground, *, only: frozenset[str] | None = None
) -> MapFacts:
    """Draw a map of `network` and return what the sheet must know of it.

    Parameters
    ----------
    pen
        On axes of the frame's size.
    network, plane, frame, ground
        What, in which projection, which part of it, and on what.
    only
        Codes of the places to name; None names all.
    """
    at = frame.to_px(plane.project(plane.turned(network.anchors)))
    rings = [len(network.domestic.get(k, ())) for k in range(len(at))]
    pairs = zip(network.roles, network.is_region, rings, strict=True)
    rims = [rim_radius(roles, is_region=is_region, rings=ring) for roles, is_region, ring in pairs]
    _draw_land(pen, network, ground)
    courses, tails = draw_courses(network, at, frame, rims)
    _draw_lines(pen, network, courses, tails)
    badges = _draw_places(pen, network, at, rims)
    hard = [_square(x, y, rim) for (x, y), rim in zip(at.tolist(), rims, strict=True)]
    hard += badges + [_head_box(head) for head in _heads(courses, tails)]
    placed = place_names(_wanted(network, at, rims, only), hard, _points_along(courses, tails), pen.width, pen.height)
    for name in placed:
        _write_name(pen, network, name)
    found = {name.item for name in placed}
    codes = enumerate(zip(network.codes, network.names, strict=True))
    unnamed = tuple(name for k, (code, name) in codes if k not in found and (only is None or code in only))
    return MapFacts(unnamed, bool(ground.disputed), len(network.strands) > LAYOUT_LIMIT, tuple(placed))


def _heads(courses: list[Course], tails: list[Tail]) -> list[Head]:
    return [head for head in (*(one.head for one in courses), *(one.head for one in tails)) if head]


def _draw_land(pen: Pen, network: Network, ground: Ground) -> None:
    """Draw sea, land, the tints of the countries concerned, borders, and the hatch of regions."""
    subject = network.codes[network.subject] if network.subject >= 0 else ""
    members = {code for codes in network.members.values() for code in codes}
    tinted = (members | set(network.codes)) & set(ground.countries)
    rest = [ground.countries[code] for code in sorted(set(ground.countries) - tinted)]
    fills: list[tuple[Any, str]] = [(ground.globe, GROUND["sea"]), (shapely.GeometryCollection(rest), GROUND["land"])]
    fills += [
        (ground.countries[code], GROUND["subject" if code == subject else "concerned"]) for code in sorted(tinted)
    ]
    for shape, colour in fills:
        path = area_path(shape)
        if path:
            pen.shape(path, fill=colour)
    for lines, width, dash in ((ground.borders, 0.8, ()), (ground.disputed, 0.9, (4 / 0.9, 3 / 0.9))):
        path = lines_path(lines)
        if path:
            pen.shape(path, stroke=GROUND["border"], width=width, dash=dash)
    draw_hatch(pen, ground.area(tuple(sorted(members))))


def _draw_lines(pen: Pen, network: Network, courses: list[Course], tails: list[Tail]) -> None:
    """Draw lines with casings, so that crossings read as over and under; arrowheads after all lines."""
    strands = network.strands
    casing = style.CASING_WIDTH_PX
    for course in courses:
        colour = network.colours[strands.group[course.strand]]
        pen.shape(chain_path(course.chain), stroke=GROUND["land"], width=course.width + 2 * casing)
        draw_ticks(pen, course.ticks, GROUND["land"], course.width, 2 * casing)
        draw_stroke(pen, course.chain, colour, course.width, int(strands.confidence[course.strand]))
        draw_ticks(pen, course.ticks, colour, course.width, 0.0)
    for course in courses:
        if course.head:
            colour = network.colours[strands.group[course.strand]]
            is_open = strands.confidence[course.strand] == 0
            draw_head(pen, course.head, colour, course.width, is_open=bool(is_open))
    for tail in tails:
        colour = network.colours[tail.group]
        strength = 1.0 if tail.confidence else style.NOT_ASSESSED_OPACITY
        draw_fade(pen, tail.near, tail.far, colour, tail.width, strength)
        if tail.head:
            draw_head(pen, tail.head, colour, tail.width, is_open=tail.confidence == 0)


def _draw_places(pen: Pen, network: Network, at: Floats, rims: list[float]) -> list[Box]:
    """Draw symbols, arrows round places and badges; return the boxes of the badges."""
    boxes = []
    for k, (x, y) in enumerate(at.tolist()):
        own = symbol_radius(network.roles[k], is_region=network.is_region[k])
        for ring, group in enumerate(network.domestic.get(k, [])[:MOST_DOMESTIC]):
            draw_ring_arrow(pen, x, y, own + 1.5 + DOMESTIC_STEP * (ring + 0.5), network.colours[group])
        draw_symbol(pen, x, y, network.roles[k], is_region=network.is_region[k])
    for k, (x, y) in enumerate(at.tolist()):
        count = network.badge[k]
        if not count:
            continue
        # A badge stands on the anchor, or beside the symbol that stands there.
        away = 0.0 if not network.roles[k] and k not in network.domestic else rims[k] * 0.75 + 6
        draw_badge(pen, x + away, y - away, count)
        half = badge_width(count) / 2
        boxes.append((x + away - half, y - away - BADGE_HEIGHT / 2, x + away + half, y - away + BADGE_HEIGHT / 2))
    return boxes


def _wanted(network: Network, at: Floats, rims: list[float], only: frozenset[str] | None) -> list[Wanted]:
    wanted = []
    for k, (x, y) in enumerate(at.tolist()):
        if only is not None and network.codes[k] not in only:
            continue
        text, size, weight, slant = name_face(network, k)
        bare = network.roles[k] == 0 and network.badge[k] > 0
        clear = max(BADGE_HEIGHT / 2, badge_width(network.badge[k]) / 2) if bare else rims[k]
        rank = network.weight[k] + (1e9 if k == network.subject else 0)
        wanted.append(Wanted(k, x, y, clear, text_width(text, size, weight, slant), size * 1.15, rank))
    return wanted


def name_face(network: Network, place: int) -> tuple[str, float, int, Any]:
    """Return how a place's name is written: its letters, size (px), weight and slant."""
    name = network.names[place]
    if network.is_region[place]:
        return name, _REGION_PX, 400, "italic"
    return name.upper(), _COUNTRY_PX, 700, "normal"


def _write_name(pen: Pen, network: Network, name: Placed) -> None:
    text, size, weight, slant = name_face(network, name.item)
    if name.leader:
        pen.shape(line_path(name.leader), stroke=GROUND["land"], width=2.6)
        pen.shape(line_path(name.leader), stroke=GROUND["soft"], width=0.7)
    left, top, _, bottom = name.box
    pen.text(left, (top + bottom) / 2, text, size, weight=weight, slant=slant, halo=3.2)


def _square(x: float, y: float, half: float) -> Box:
    return x - half, y - half, x + half, y + half


def _head_box(head: Head) -> Box:
    middle = head.tip - head.along * head.length / 2
    return _square(middle.real, middle.imag, max(head.half, head.length / 2))


def _points_along(courses: list[Course], tails: list[Tail]) -> Floats:
    """Return points about 4 px apart on all lines."""
    found = [np.zeros((0, 2))]
    for course in courses:
        chain = np.array(course.chain)
        t = np.linspace(0, 1, 12, endpoint=False)[:, None]
        p0, p1, p2, p3 = chain[:-1:3], chain[1::3], chain[2::3], chain[3::3]
        path = ((1 - t) ** 3 * p0 + 3 * t * (1 - t) ** 2 * p1 + 3 * t**2 * (1 - t) * p2 + t**3 * p3).T.ravel()
        found.append(_evenly(np.append(path, chain[-1])))
    found += [_evenly(np.array([tail.near, tail.far])) for tail in tails]
    return np.concatenate(found)


def _evenly(path: Any) -> Floats:
    reached = np.append(0.0, np.cumsum(np.abs(np.diff(path))))
    steps = np.arange(0.0, reached[-1], 4.0)
    return np.column_stack((np.interp(steps, reached, path.real), np.interp(steps, reached, path.imag)))
