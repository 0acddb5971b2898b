"""One map: ground, regions, lines, symbols and names, in this order, on a pen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from routemap import style
from routemap.figure.courses import LAYOUT_LIMIT, Course, Head, Tail, draw_courses
from routemap.figure.frame import Frame
from routemap.figure.ground import Ground
from routemap.figure.keys import draw_keys
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
_MANY_NAMES, _SMALLER = 24, 0.86  # more names than this are written smaller
_BEYOND_PX = 24.0  # lines to places beyond the frame end this far outside
_VAST = 25  # a region of more countries than this would hatch half an overview, as on the page
_SYMBOL_WEIGHT = 40  # a badge that hides a symbol or an arrowhead is as bad as one over this many points of lines


@dataclass(frozen=True)
class MapFacts:
    """What the surrounding sheet must know: names without room, whether lines only bow, and where things stand."""

    unnamed: tuple[str, ...]
    is_bowed: bool
    names: tuple[Placed, ...]
    badges: tuple[Box, ...]


def draw_map(
    pen: Pen,
    network: Network,
    plane: Plane,
    frame: Frame,
    ground: Ground,
    *,
    only: frozenset[str] | None = None,
    above_land: Callable[[], None] | None = None,
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
    above_land
        Draws what belongs above the land and below the lines.
    """
    at = place_px(network, plane, frame)
    rings = [len(network.domestic.get(k, ())) for k in range(len(at))]
    pairs = zip(network.roles, network.is_region, rings, strict=True)
    rims = [rim_radius(roles, is_region=is_region, rings=ring) for roles, is_region, ring in pairs]
    rims = [0.0 if k in network.beyond else rim for k, rim in enumerate(rims)]
    _draw_land(pen, network, ground)
    if above_land:
        above_land()
    courses, tails = draw_courses(network, at, frame, rims)
    _draw_lines(pen, network, courses, tails)
    lines, heads = _points_along(courses, tails), _heads(courses, tails)
    tips = np.array([[(head.tip - head.along * head.length * share) for share in (0.0, 0.5, 1.0)] for head in heads])
    tips = np.column_stack((tips.ravel().real, tips.ravel().imag)).reshape(-1, 2).repeat(_SYMBOL_WEIGHT, axis=0)
    badges = _draw_places(pen, network, at, rims, np.concatenate([lines, tips]))
    at = _inside(network, at, frame)
    hard = [_square(x, y, rim) for (x, y), rim in zip(at.tolist(), rims, strict=True)]
    hard += [*badges.values(), *(_head_box(head) for head in heads)]
    placed = place_names(_wanted(network, at, rims, badges, only), hard, lines, pen.width, pen.height)
    for name in placed:
        _draw_leader(pen, name)
    for name in placed:
        _write_name(pen, network, name)
    draw_keys(pen, network, courses, [*hard, *(name.box for name in placed)], lines)
    found = {name.item for name in placed}
    codes = enumerate(zip(network.codes, network.names, strict=True))
    unnamed = tuple(name for k, (code, name) in codes if k not in found and (only is None or code in only))
    return MapFacts(unnamed, len(network.strands) > LAYOUT_LIMIT, tuple(placed), tuple(badges.values()))


def place_px(network: Network, plane: Plane, frame: Frame) -> Floats:
    """Return where the places lie, px (n, 2); those beyond the frame just outside it, on the way to where they are."""
    at = frame.to_px(plane.project(plane.turned(network.anchors)))
    ends = network.strands.ends
    for k in sorted(network.beyond):
        partners = at[np.concatenate([ends[ends[:, 0] == k, 1], ends[ends[:, 1] == k, 0]])].mean(axis=0)
        away = at[k] - partners
        room = np.where(away > 0, np.array([frame.width, frame.height]) + _BEYOND_PX - partners, partners + _BEYOND_PX)
        at[k] = partners + away * float((room / np.maximum(np.abs(away), 1e-9)).min())
    return at


def _inside(network: Network, at: Floats, frame: Frame) -> Floats:
    """Return the places with those beyond the frame pulled to its edge, where their names stand."""
    edge = at.copy()
    rows = sorted(network.beyond)
    edge[rows] = np.clip(at[rows], 4.0, [frame.width - 4.0, frame.height - 4.0])
    return edge


def _heads(courses: list[Course], tails: list[Tail]) -> list[Head]:
    return [head for head in (*(one.head for one in courses), *(one.head for one in tails)) if head]


def _draw_land(pen: Pen, network: Network, ground: Ground) -> None:
    """Draw sea, land, the tints of the countries concerned, borders, and the hatch of regions."""
    subject = network.codes[network.subject] if network.subject >= 0 else ""
    hatched = [codes for codes in network.members.values() if len(codes) <= _VAST or not network.is_overview]
    members = {code for codes in hatched for code in codes}
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


def _draw_places(pen: Pen, network: Network, at: Floats, rims: list[float], soft: Floats) -> dict[int, Box]:
    """Draw symbols, arrows round places and badges; return the boxes of the badges by place.

    Parameters
    ----------
    soft
        Float array (k, 2): points on lines and, many times over, on arrowheads; a badge stands where the fewest are.
    """
    boxes: dict[int, Box] = {}
    for k, (x, y) in enumerate(at.tolist()):
        if k in network.beyond:
            continue
        own = symbol_radius(network.roles[k], is_region=network.is_region[k])
        for ring, group in enumerate(network.domestic.get(k, [])[:MOST_DOMESTIC]):
            draw_ring_arrow(pen, x, y, own + 1.5 + DOMESTIC_STEP * (ring + 0.5), network.colours[group])
        draw_symbol(pen, x, y, network.roles[k], is_region=network.is_region[k])
    for k, (x, y) in enumerate(at.tolist()):
        count = network.badge[k]
        if not count:
            continue
        half = badge_width(count) / 2
        spot = (x, y)
        # A badge stands on the anchor, or beside the symbol that stands there.
        if network.roles[k] or k in network.domestic:
            others = np.concatenate([np.delete(at, k, axis=0).repeat(_SYMBOL_WEIGHT, axis=0), soft])
            spot = _beside(x, y, rims[k] + half - 1.0, others)
        draw_badge(pen, *spot, count)
        boxes[k] = (spot[0] - half, spot[1] - BADGE_HEIGHT / 2, spot[0] + half, spot[1] + BADGE_HEIGHT / 2)
    return boxes


def _beside(x: float, y: float, away: float, others: Floats) -> tuple[float, float]:
    """Return the point round a place with the fewest marks under a badge there; upper right among equals."""
    turns = -np.pi / 4 + np.array([0, 1, -1, 2, -2, 3, -3, 4]) * np.pi / 4
    spots = np.array([x, y]) + away * np.column_stack((np.cos(turns), np.sin(turns)))
    near = np.hypot(*(others[None, :, :] - spots[:, None, :]).transpose(2, 0, 1)) < BADGE_HEIGHT * 0.66
    best = spots[int(np.argmin(near.sum(axis=1)))]
    return float(best[0]), float(best[1])


def _wanted(
    network: Network, at: Floats, rims: list[float], badges: dict[int, Box], only: frozenset[str] | None
) -> list[Wanted]:
    wanted = []
    for k, (x, y) in enumerate(at.tolist()):
        if only is not None and network.codes[k] not in only:
            continue
        text, size, weight, slant = name_face(network, k)
        bare = network.roles[k] == 0 and network.badge[k] > 0
        clear = max(BADGE_HEIGHT / 2, badge_width(network.badge[k]) / 2) if bare else rims[k]
        rank = network.weight[k] + (1e9 if k == network.subject else 0)
        left, top, right, bottom = badges.get(k, (0.0, 0.0, 0.0, 0.0))
        badge = ((left + right) / 2, (top + bottom) / 2, (right - left) / 2) if k in badges and not bare else None
        wanted.append(Wanted(k, x, y, clear, text_width(text, size, weight, slant), size * 1.15, rank, badge))
    return wanted


def name_face(network: Network, place: int) -> tuple[str, float, int, Any]:
    """Return how a place's name is written: its letters, size (px), weight and slant."""
    name = network.names[place]
    size = _SMALLER if len(network.names) > _MANY_NAMES else 1.0
    if network.is_region[place] or place in network.beyond:
        return name, _REGION_PX * size, 400, "italic"
    return name.upper(), _COUNTRY_PX * size, 700, "normal"


def _draw_leader(pen: Pen, name: Placed) -> None:
    if name.leader:
        pen.shape(line_path(name.leader), stroke=GROUND["land"], width=2.6)
        pen.shape(line_path(name.leader), stroke=GROUND["soft"], width=0.7)


def _write_name(pen: Pen, network: Network, name: Placed) -> None:
    text, size, weight, slant = name_face(network, name.item)
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
