"""Small pictures of a market's routes for the gallery: the page in small, drawn from the same scene without a browser.

Everything is drawn at the size it has on a page and then shrunk as a whole, so that no mark has two sizes to keep.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from routemap import places
from routemap.lines.mercator import to_world
from routemap.scene.courses import Course, Edges, draw_courses, points_along
from routemap.scene.given import mercator_course
from routemap.scene.layouts import WORLD_PX, MercatorCurves
from routemap.scene.marks import (
    badge_boxes,
    badge_shape,
    ends_at,
    head_shapes,
    line_shapes,
    rims_of,
    symbol_shapes,
    tail_shapes,
    tie_shapes,
)
from routemap.scene.names import Box, marks_in_the_way, place_names, wanted_names
from routemap.scene.plain_text import plain
from routemap.scene.polyline import as_points
from routemap.scene.rings import rings_shapes
from routemap.scene.scene import Floats, Scene
from routemap.scene.shapes import Shape
from routemap.scene.tails import Tail
from routemap.style import BADGE, FAINT, GROUND, HUES, LAND, LETTERING, NAME
from routemap.webmap.coasts import ring_path, small_coasts

Extent = tuple[float, float, float, float]

_WIDTH, _HEIGHT, _MARGIN = 512, 320, 42
_MOST_LINES = 40
_MOST_NAMES = 2
_LETTER, _SMALL_LETTER = 0.82, 0.55  # of capitals with their spacing, of italics: widths in heights
_NARROWEST_VIEW = 24.0  # world pixels at zoom 0: one place alone is shown with its neighbours
_FADE_LAYERS = 5
_GRID_PX = 2  # of the coasts: a little more than a pixel of the picture as it is shown
_AROUND_PX = 50  # far outside the picture the exact course of a coast does not matter


def thumbnail(scene: Scene, curves: MercatorCurves, edges: Edges, title: str) -> str:
    """Return a small map of a page's lines as SVG text.

    Colours come from the page's style sheet through class names, so that the picture follows light and dark. Text from
    data goes through an XML writer, never through a template.

    Parameters
    ----------
    scene, curves, edges
        What the page shows.
    title
        Text alternative.
    """
    drawn, paths, edges = _sparse(scene, curves.to_px(scene), edges)
    points = to_world(drawn.anchors) * WORLD_PX
    given = {k: mercator_course(drawn, k) for k in drawn.strands.courses}
    left, top, scale = _view(np.concatenate([points, paths.reshape(-1, 2), *given.values()]))
    at, px = (points - (left, top)) * scale, (paths - (left, top)) * scale
    svg = ET.Element("svg", {"viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "role": "img", "class": "thumb"})
    ET.SubElement(svg, "title").text = title
    for name, codes in _grounds(drawn):
        shape = _land(sorted(codes), left, top, scale)
        if shape:
            fill = {"fill": _hatch(svg, shape, is_bare=drawn.tints.subject in codes)} if name == "member" else {}
            ET.SubElement(svg, "path", {"class": f"thumb-{name}", "fill-rule": "evenodd", "d": shape, **fill})
    quadratics = [(complex(*a), complex(*c), complex(*b)) for a, c, b in px.tolist()]
    courses_px = {k: as_points((course - (left, top)) * scale) for k, course in given.items()}
    courses, tails = draw_courses(
        drawn, at, quadratics, rims_of(drawn), edges=edges, wrap_px=WORLD_PX * scale, given=courses_px
    )
    _draw_lines(svg, drawn, courses, tails)
    badges = badge_boxes(drawn, at, ends_at(drawn, at, courses, tails))
    _draw_places(svg, drawn, at, badges)
    _write_names(svg, drawn, at, badges, courses, tails)
    return ET.tostring(svg, encoding="unicode")


def thumbnail_box(scene: Scene, curves: MercatorCurves, edges: Edges) -> Extent:
    """Return what such a picture shows: left, top, right and bottom edge, pixels of the world at zoom 0."""
    drawn, paths, _ = _sparse(scene, curves.to_px(scene), edges)
    given = [mercator_course(drawn, k) for k in drawn.strands.courses]
    left, top, scale = _view(np.concatenate([to_world(drawn.anchors) * WORLD_PX, paths.reshape(-1, 2), *given]))
    return left, top, left + _WIDTH / scale, top + _HEIGHT / scale


def _hatch(svg: ET.Element, area: str, *, is_bare: bool) -> str:
    """Return the hatch of an area, bare above a tint; its name is made from the area: pictures stand beside others."""
    name, step = f"hatch-{zlib.crc32(area.encode()):08x}", LAND.hatch_px
    size = {"width": f"{step:g}", "height": f"{step:g}", "patternUnits": "userSpaceOnUse"}
    pattern = ET.SubElement(svg, "pattern", {"id": name, **size})
    lines = f"M-1 {step + 1:g}L{step + 1:g} -1M-1 1L1 -1M{step - 1:g} {step + 1:g}L{step + 1:g} {step - 1:g}"
    if not is_bare:
        ET.SubElement(pattern, "path", {"class": "thumb-ground", "d": f"M0 0h{step:g}v{step:g}H0Z"})
    ET.SubElement(pattern, "path", {"class": "thumb-hatch", "d": lines})
    return f"url(#{name})"


def _sparse(scene: Scene, paths: Floats, edges: Edges) -> tuple[Scene, Floats, Edges]:
    """Return the scene, curves and edges with the lines that most routes share: a small picture holds no more."""
    if len(paths) <= _MOST_LINES:
        return scene, paths, edges
    counts = Counter(number for numbers in scene.strands.of_route for number in set(numbers))
    kept = sorted(range(len(paths)), key=lambda k: (-counts[k], k))[:_MOST_LINES]
    rows = np.isin(np.arange(len(paths)), kept)
    return (
        scene.only(rows, kept=set(scene.strands.ends[rows].ravel().tolist())),
        paths[rows],
        [edges[k] for k in sorted(kept)],
    )


def _grounds(scene: Scene) -> list[tuple[str, frozenset[str]]]:
    """Return the class and the countries of each layer of land; a subject is tinted, then hatched as a member."""
    tints, known = scene.tints, frozenset(places.outlines("small").polygons)
    subject = frozenset({tints.subject})
    return [
        ("land", known - tints.concerned - tints.hatched - subject),
        ("concerned", (tints.concerned - tints.hatched - subject) & known),
        ("member", (tints.hatched - subject) & known),
        ("subject", subject & known),
        ("member", tints.hatched & subject & known),
    ]


def _view(points: Floats) -> tuple[float, float, float]:
    """Return the left and top edge at zoom 0 and the scale that fit all points into the picture."""
    low, high = points.min(axis=0), points.max(axis=0)
    size = np.maximum(high - low, _NARROWEST_VIEW)
    scale = float(min((_WIDTH - 2 * _MARGIN) / size[0], (_HEIGHT - 2 * _MARGIN) / size[1]))
    centre = (low + high) / 2
    return float(centre[0] - _WIDTH / 2 / scale), float(centre[1] - _HEIGHT / 2 / scale), scale


def _land(codes: list[str], left: float, top: float, scale: float) -> str:
    """Return the path of some countries, without what lies outside the picture or closer than a pixel."""
    parts = []
    size = np.array([_WIDTH, _HEIGHT])
    low, high = -_AROUND_PX / _GRID_PX, (size + _AROUND_PX) / _GRID_PX
    coasts = small_coasts()
    rows = coasts.of(codes)
    outside = ((coasts.most[rows] - (left, top)) * scale < 0) | ((coasts.least[rows] - (left, top)) * scale > size)
    for row in rows[~outside.any(axis=1)].tolist():
        drawn = (coasts.rings[row] - (left, top)) * scale
        whole = (np.clip(np.round(drawn / _GRID_PX), low, high) * _GRID_PX).astype(int)
        parts.append(ring_path(whole, 3))
    return "".join(parts)


def _draw_lines(svg: ET.Element, scene: Scene, courses: list[Course], tails: list[Tail]) -> None:
    strands = scene.strands
    hues = [f"hue-{HUES.index(colour)}" for colour in scene.colours]
    for course in courses:
        support = int(strands.support[course.strand])
        _draw(svg, "thumb-line", line_shapes(course, hues[strands.group[course.strand]], support))
    for course in courses:
        if course.head:
            hue, is_open = hues[strands.group[course.strand]], int(strands.support[course.strand]) in FAINT
            _draw(svg, "thumb-head", head_shapes(course.head, hue, course.width, is_open=is_open))
    for tail in tails:
        _draw(svg, "thumb-tail", tail_shapes(tail, hues[tail.group], layers=_FADE_LAYERS))


def _draw_places(svg: ET.Element, scene: Scene, at: Floats, badges: Mapping[int, Box]) -> None:
    """Draw the symbol of each place, an arrow around it for routes within it, and its badge."""
    hues = [f"hue-{HUES.index(colour)}" for colour in scene.colours]
    for place, (x, y) in enumerate(at.tolist()):
        roles, is_region = scene.roles[place], scene.is_region[place]
        if place in scene.domestic:
            _draw(svg, "thumb-round", rings_shapes(scene, place, x, y, hues))
        _draw(svg, "thumb-symbol", symbol_shapes(x, y, roles, is_region=is_region))
    for place, (left, top, right, bottom) in badges.items():
        _draw_badge(svg, (left + right) / 2, (top + bottom) / 2, scene.badge[place])


def _write_names(
    svg: ET.Element, scene: Scene, at: Floats, badges: Mapping[int, Box], courses: list[Course], tails: list[Tail]
) -> None:
    """Write the names of the subject and the place that matters most beside it: enough to know where this is."""
    rims = rims_of(scene)
    # As wide as such letters are at most: no browser is here to measure them.
    sizes = {}
    for k, (text, is_region) in enumerate(zip(scene.names, scene.is_region, strict=True)):
        size, letter = _size(is_region=is_region), _SMALL_LETTER if is_region else _LETTER
        sizes[k] = (len(text) * size * letter, LETTERING.height(size))
    wanted = wanted_names(scene, at, rims, badges, sizes)
    hard = marks_in_the_way(at, rims, badges, courses, tails)
    placed = place_names(wanted, hard, points_along(courses, tails), _WIDTH, _HEIGHT)
    for name in placed[:_MOST_NAMES]:
        left, top, right, bottom = name.box
        if name.leader:
            _draw(svg, "thumb-tie", tie_shapes(name.leader))
        x, text = at[name.item, 0], scene.names[name.item]
        side = "start" if left >= x else "end" if right <= x else "middle"
        spot = {"x": f"{ {'start': left, 'end': right, 'middle': (left + right) / 2}[side]:.1f}"}
        kind = "thumb-name thumb-name-region" if scene.is_region[name.item] else "thumb-name"
        made = ET.SubElement(
            svg, "text", {**spot, "y": f"{(top + bottom) / 2:.1f}", "text-anchor": side, "class": kind}
        )
        made.text = plain(text if scene.is_region[name.item] else text.upper())


def _size(*, is_region: bool) -> float:
    return LETTERING.size(is_region=is_region, share=LETTERING.in_thumbnails)


def _draw_badge(svg: ET.Element, x: float, y: float, count: int) -> None:
    """Draw the number of statements that name a place without a counterpart."""
    _draw(svg, "thumb-badge", [badge_shape(x, y, count)])
    at = {"x": f"{x:.1f}", "y": f"{y:.1f}", "class": "thumb-count fill-ink"}
    ET.SubElement(svg, "text", at).text = str(count)


def _draw(svg: ET.Element, name: str, shapes: Iterable[Shape]) -> None:
    """Draw a mark; its colours are classes, since the security policy stops inline styles."""
    mark = ET.SubElement(svg, "g", {"class": name})
    for shape in shapes:
        inks = [f"{kind}-{ink}" for kind, ink in (("fill", shape.fill), ("stroke", shape.stroke)) if ink]
        path = ET.SubElement(mark, "path", {"class": " ".join(inks), "d": _path(shape)})
        if shape.fill is None:
            path.set("fill", "none")
        if shape.stroke:
            path.set("stroke-width", f"{shape.width:.1f}")
            path.set("stroke-linejoin", "miter" if shape.is_mitred else "round")
        if shape.dash:
            path.set("stroke-dasharray", " ".join(f"{part:.1f}" for part in shape.dash))
        if shape.has_round_ends:
            path.set("stroke-linecap", "round")
        if shape.opacity < 1:
            path.set("opacity", f"{shape.opacity:.2f}")


def _path(shape: Shape) -> str:
    pieces = (letter + " ".join(f"{p.real:.1f} {p.imag:.1f}" for p in points) for letter, points in shape.path)
    return "".join(pieces)


def ink_style() -> str:
    """Return the classes that give the pictures' shapes their colours, in either theme, and letters their size."""
    ground = "".join(f".fill-{name}{{fill:var(--{name})}}.stroke-{name}{{stroke:var(--{name})}}" for name in _INKS)
    hues = "".join(
        f".fill-hue-{k}{{fill:var(--hue-{k})}}.stroke-hue-{k}{{stroke:var(--hue-{k})}}" for k in range(len(HUES))
    )
    names = "".join(
        f".thumb-name{kind}{{font-size:{_size(is_region=is_region):g}px;font-weight:{weight};letter-spacing:{spacing:g}px}}"
        for kind, is_region, weight, spacing in (
            ("", False, LETTERING.country_weight, LETTERING.country_spacing_px),
            ("-region", True, LETTERING.region_weight, LETTERING.region_spacing_px),
        )
    )
    halo = f".thumb-name{{stroke-width:{NAME.halo_px:g}px}}.thumb-count{{font-size:{BADGE.text_px:g}px}}"
    borders = f".thumb-land,.thumb-concerned,.thumb-subject{{stroke-width:{LAND.border_px:g}}}"
    hatch = f".thumb-hatch{{stroke-width:{LAND.hatch_line_px:g};opacity:{LAND.hatch_opacity:g}}}"
    outline = f".thumb-member{{stroke-width:{LAND.outline_px:g};stroke-opacity:{LAND.outline_opacity:g}}}"
    return ground + hues + names + halo + borders + hatch + outline


_INKS = tuple(name for name in GROUND["light"] if name in ("land", "ink", "soft", "panel", "concerned", "region"))
