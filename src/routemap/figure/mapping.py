"""One map: ground, regions, lines, symbols and names, in this order, on a pen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from routemap.figure.fonts import Slant, Weight
from routemap.figure.frame import Frame
from routemap.figure.ground import Ground
from routemap.figure.keys import draw_keys
from routemap.figure.marks import DISPUTED_DASH, draw_badge, draw_hatch, draw_shapes
from routemap.figure.pen import GROUND, Pen, area_path, lines_path, text_width
from routemap.figure.plane import Plane
from routemap.scene.apart import set_apart
from routemap.scene.bezier import chain_points
from routemap.scene.courses import Course, draw_courses, points_along
from routemap.scene.edges import curve_edges
from routemap.scene.given import plane_courses
from routemap.scene.layouts import FIGURE_LIMIT, lay_out_on_plane
from routemap.scene.marks import (
    badge_boxes,
    behind_shape,
    ends_at,
    head_shapes,
    line_shapes,
    rims_of,
    symbol_radii,
    symbol_shapes,
    tail_shapes,
    tie_shapes,
)
from routemap.scene.names import Box, Placed, marks_in_the_way, place_names, wanted_names
from routemap.scene.rings import rings_shapes
from routemap.scene.scene import Floats, Scene
from routemap.scene.tails import Tail
from routemap.style import FAINT, LAND, LETTERING, NAME

_MANY_NAMES, _SMALLER = 24, 0.86  # more names than this are written smaller
_BEYOND_PX = 24.0  # lines to places beyond the frame end this far outside
_FINE = 64  # points on each piece of a line, where it leaves the frame


@dataclass(frozen=True)
class MapFacts:
    """What the surrounding sheet must know.

    Attributes
    ----------
    unnamed
        Names without room.
    is_bowed
        Some lines only bow.
    has_sign
        A question mark stands for an open end.
    names, badges
        Where they stand.
    """

    unnamed: tuple[str, ...]
    is_bowed: bool
    has_sign: bool
    names: tuple[Placed, ...]
    badges: tuple[Box, ...]


def draw_map(
    pen: Pen,
    scene: Scene,
    plane: Plane,
    frame: Frame,
    ground: Ground,
    *,
    only: frozenset[str] | None = None,
    above_land: Callable[[], None] | None = None,
) -> MapFacts:
    """Draw a map of `scene` and return what the sheet must know of it.

    Parameters
    ----------
    pen
        On axes of the frame's size.
    scene, plane, frame, ground
        What, in which projection, which part of it, and on what.
    only
        Codes of the places to name; None names all.
    above_land
        Draws what belongs above the land and below the lines.
    """
    at = set_apart(place_px(scene, plane, frame), symbol_radii(scene))
    rims = rims_of(scene)
    _draw_land(pen, scene, ground)
    if above_land:
        above_land()
    if scene.behind:
        _draw_behind(pen, scene.behind, plane, frame)
    curves = lay_out_on_plane(scene, at, (frame.width, frame.height))
    areas = {place: _rings(ground.area(scene.members[place])) for place in scene.areas}
    edges = curve_edges(curves, scene.strands.ends, areas)
    given = plane_courses(scene, lambda lonlat: frame.to_px(plane.project(plane.turned(lonlat))))
    courses, tails = draw_courses(scene, at, curves, rims, edges=edges, given=given)
    _draw_lines(pen, scene, courses, tails)
    lines = points_along(courses, tails)
    badges = badge_boxes(scene, at, ends_at(scene, at, courses, tails))
    _draw_places(pen, scene, at, badges)
    at = _inside(scene, at, frame, courses)
    hard = marks_in_the_way(at, rims, badges, courses, tails)
    named = [k for k, code in enumerate(scene.codes) if only is None or code in only]
    wanted = wanted_names(scene, at, rims, badges, {k: _name_size(scene, k) for k in named})
    placed = place_names(wanted, hard, lines, pen.width, pen.height, in_print=True)
    for name in placed:
        _draw_leader(pen, name)
    for name in placed:
        _write_name(pen, scene, name)
    draw_keys(pen, scene, courses, [*hard, *(name.box for name in placed)], lines)
    found = {name.item for name in placed}
    codes = enumerate(zip(scene.codes, scene.names, strict=True))
    unnamed = tuple(name for k, (code, name) in codes if k not in found and (only is None or code in only))
    has_sign = any(tail.sign is not None for tail in tails)
    return MapFacts(unnamed, len(scene.strands) > FIGURE_LIMIT, has_sign, tuple(placed), tuple(badges.values()))


def _rings(area: Any) -> list[Floats]:
    """Return the rings of an area in view, px."""
    return [shapely.get_coordinates(ring) for part in shapely.get_parts(area) for ring in shapely.get_rings(part)]


def place_px(scene: Scene, plane: Plane, frame: Frame) -> Floats:
    """Return where the places lie, px (n, 2); those beyond the frame just outside it, on the way to where they are."""
    at = frame.to_px(plane.project(plane.turned(scene.anchors)))
    ends = scene.strands.ends
    for k in sorted(scene.beyond):
        partners = at[np.concatenate([ends[ends[:, 0] == k, 1], ends[ends[:, 1] == k, 0]])].mean(axis=0)
        away = at[k] - partners
        room = np.where(away > 0, np.array([frame.width, frame.height]) + _BEYOND_PX - partners, partners + _BEYOND_PX)
        at[k] = partners + away * float((room / np.maximum(np.abs(away), 1e-9)).min())
    return at


def _inside(scene: Scene, at: Floats, frame: Frame, courses: Sequence[Course]) -> Floats:
    """Return the places, those beyond the frame where their widest line leaves it: there their names stand."""
    edge, size = at.copy(), np.array([frame.width, frame.height])
    for course in courses:  # the widest is the last
        for end, place in enumerate(scene.strands.ends[course.strand].tolist()):
            if place in scene.beyond:
                path = chain_points(course.chain, _FINE)[:: 2 * end - 1]
                left = int(((path.real < 0) | (path.imag < 0) | (path.real > size[0]) | (path.imag > size[1])).argmax())
                edge[place] = path[left].real, path[left].imag
    rows = sorted(scene.beyond)
    edge[rows] = np.clip(edge[rows], 4.0, size - 4.0)
    return edge


def _draw_behind(pen: Pen, scene: Scene, plane: Plane, frame: Frame) -> None:
    """Draw the lines that stay behind those in full: faint, from place to place, without heads."""
    at = place_px(scene, plane, frame)
    world = (at if plane.is_round else frame.to_px(plane.project(np.array([[-180.0, 0.0], [180.0, 0.0]]))))[:, 0]
    curves = lay_out_on_plane(scene, at, (frame.width, frame.height), bowed=True)
    for k, curve in enumerate(curves):
        # A line over the cut of the map would run across all of it.
        if not plane.is_round and abs(curve[2].real - curve[0].real) > abs(world[1] - world[0]) / 2:
            continue
        colour = scene.colours[int(scene.strands.group[k])].light
        draw_shapes(pen, [behind_shape(curve, colour, float(scene.strands.width[k]), int(scene.strands.support[k]))])


def _draw_land(pen: Pen, scene: Scene, ground: Ground) -> None:
    """Draw sea, land, the tints of the countries concerned, borders, and the hatch of regions."""
    tints = scene.tints
    of_code = {code: tints.of(code) for code in sorted(ground.countries)}
    rest = [ground.countries[code] for code, tint in of_code.items() if tint == "land"]
    fills: list[tuple[Any, str]] = [(ground.globe, GROUND["sea"]), (shapely.GeometryCollection(rest), GROUND["land"])]
    fills += [(ground.countries[code], GROUND[tint]) for code, tint in of_code.items() if tint != "land"]
    for shape, colour in fills:
        path = area_path(shape)
        if path:
            pen.shape(path, fill=colour)
    for lines, ink, width, dash in (
        (ground.borders, "border", LAND.border_px, ()),
        (ground.disputed, LAND.disputed_ink, LAND.disputed_px, DISPUTED_DASH),
    ):
        path = lines_path(lines)
        if path:
            pen.shape(path, stroke=GROUND[ink], width=width, dash=dash)
    draw_hatch(pen, ground.area(tuple(sorted(tints.hatched))))


def _draw_lines(pen: Pen, scene: Scene, courses: list[Course], tails: list[Tail]) -> None:
    """Draw lines, then arrowheads, so that no line runs over one, then open ends."""
    strands = scene.strands
    colours = [colour.light for colour in scene.colours]
    for course in courses:
        support = int(strands.support[course.strand])
        draw_shapes(pen, line_shapes(course, colours[strands.group[course.strand]], support))
    for course in courses:
        if course.head:
            colour, is_open = colours[strands.group[course.strand]], int(strands.support[course.strand]) in FAINT
            draw_shapes(pen, head_shapes(course.head, colour, course.width, is_open=is_open))
    for tail in tails:
        draw_shapes(pen, tail_shapes(tail, colours[tail.group]))


def _draw_places(pen: Pen, scene: Scene, at: Floats, badges: dict[int, Box]) -> None:
    """Draw symbols, arrows round places and badges."""
    colours = [colour.light for colour in scene.colours]
    for k, (x, y) in enumerate(at.tolist()):
        if k in scene.beyond:
            continue
        roles, is_region = scene.roles[k], scene.is_region[k]
        draw_shapes(pen, rings_shapes(scene, k, x, y, colours))
        draw_shapes(pen, symbol_shapes(x, y, roles, is_region=is_region, is_fold=k in scene.folds))
    for k, (left, top, right, bottom) in badges.items():
        draw_badge(pen, (left + right) / 2, (top + bottom) / 2, scene.badge[k])


def _name_size(scene: Scene, place: int) -> tuple[float, float]:
    """Return how wide and high a name is written, px."""
    text, size, weight, slant = name_face(scene, place)
    return text_width(text, size, weight, slant), LETTERING.height(size)


def name_face(scene: Scene, place: int) -> tuple[str, float, Weight, Slant]:
    """Return how a place's name is written: its letters, size (px), weight and slant."""
    name = " ".join(filter(None, (scene.names[place], scene.within.get(place, ""))))
    is_region = scene.is_region[place] or place in scene.beyond
    share = LETTERING.in_figures * (_SMALLER if len(scene.names) > _MANY_NAMES else 1.0)
    size = LETTERING.size(is_region=is_region, share=share)
    # The font has two weights.
    return (name, size, "normal", "italic") if is_region else (name.upper(), size, "bold", "normal")


def _draw_leader(pen: Pen, name: Placed) -> None:
    if name.leader:
        draw_shapes(pen, tie_shapes(name.leader))


def _write_name(pen: Pen, scene: Scene, name: Placed) -> None:
    text, size, weight, slant = name_face(scene, name.item)
    left, top, _, bottom = name.box
    pen.text(left, (top + bottom) / 2, text, size, weight=weight, slant=slant, halo=NAME.halo_px)
