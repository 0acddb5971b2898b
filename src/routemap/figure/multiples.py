"""Small multiples: every market on one sheet, one scale of widths, one part of the world.

Markets that reach much farther than is usual on the sheet have wider views.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from routemap.figure.choices import check_choices
from routemap.figure.drawing import MARGIN, POINT, Sheet, head_of, in_full, sheet_width
from routemap.figure.frame import Frame, fit_frame
from routemap.figure.ground import Ground, draw_ground
from routemap.figure.mapping import draw_map
from routemap.figure.notes import behind_notes, notes_of
from routemap.figure.pen import steady, text_width
from routemap.figure.plane import Plane, choose_plane, smallest_cap
from routemap.routes import subject_of
from routemap.scene.areas import region_areas
from routemap.scene.choosing import choose_routes
from routemap.scene.gathering import to_scene
from routemap.scene.given import given_notes
from routemap.scene.legend import legend_sections
from routemap.scene.names import name_ranks
from routemap.scene.plain_text import plain
from routemap.scene.quantities import joint_largest
from routemap.scene.scene import Scene
from routemap.words import market_title

if TYPE_CHECKING:
    import pandas as pd

_GAP_PX = 12.0
_CAPTION_PX = 19.0
_POINT = 0.54  # a small map has smaller marks, yet names of 5.7 pt
_LEAST_PX = 230.0
_MOST_NAMES = 3
_TALL = 0.86  # height of a map over its width
_CLOSE_DEG = 8.0
_MUCH = 0.8  # of the view of everything

View = tuple[Plane, Frame, Ground]


def draw_multiples(
    routes: pd.DataFrame,
    *,
    width_mm: float = 180.0,
    projection: str = "auto",
    lang: str = "en",
    title: str | None = None,
    legend: bool = True,
    strongest: int | str | None = None,
) -> Figure:
    """Draw one small map for each market, in the order of the table.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    width_mm, projection, lang, title, legend, strongest
        As in `draw_figure`.

    Examples
    --------
    >>> draw_multiples(routes).savefig("markets.pdf")
    """
    check_choices(width_mm=width_mm, projection=projection, lang=lang, strongest=strongest)
    choose_routes(routes, None)
    with steady():
        width = sheet_width(width_mm)
        markets = list(dict.fromkeys(routes["market"]))
        subject = subject_of(routes)
        areas = region_areas(routes)
        scenes = [to_scene(routes[routes["market"] == name], name, lang, subject=subject) for name in markets]
        # One scale of widths for all: the largest of each unit, and as thin as the fullest map needs.
        thin = min(scene.line_scale for scene in scenes)
        largest = joint_largest(scale for scene in scenes for scale in scene.scales)
        options: dict[str, Any] = {"subject": subject, "areas": areas, "largest": largest, "line_scale": thin}
        scenes = [to_scene(routes[routes["market"] == name], name, lang, **options) for name in markets]
        inner = width - 2 * MARGIN
        columns = max(1, min(len(markets), int((inner + _GAP_PX) // (_LEAST_PX + _GAP_PX))))
        side = (inner - _GAP_PX * (columns - 1)) / columns
        size = side * POINT / _POINT
        tall = size * _TALL * _POINT / POINT
        parts = [
            in_full(scene, routes[routes["market"] == name], size, lang, strongest)
            for name, scene in zip(markets, scenes, strict=True)
        ]
        scenes = [scene for scene, _ in parts]
        behind = [
            f"{plain(market_title(name, lang))}: {said}" for name, (_, said) in zip(markets, parts, strict=True) if said
        ]
        views = _views(markets, scenes, routes, lambda one: _view(one, projection, size, size * _TALL))
        disputed = any(view[2].disputed for view in views)
        # The legend is written at the size of the sheet's words; its lines are as wide as on the maps.
        zoom = _POINT / POINT
        rows = -(-len(markets) // columns)
        step = tall + _CAPTION_PX + _GAP_PX
        sheet = Sheet(width, rows * step - _GAP_PX, head_of(routes, None, lang, title, subject))
        free = rows * columns - len(markets)
        captions: list[tuple[float, float, str]] = []
        facts = []
        for k, (name, scene, view) in enumerate(zip(markets, scenes, views, strict=True)):
            left = MARGIN + (k % columns) * (side + _GAP_PX)
            top = sheet.map_top + (k // columns) * step
            captions.append((left, top + _CAPTION_PX / 2, _shortened(plain(market_title(name, lang)), side)))
            pen = sheet.add_map(left, top + _CAPTION_PX, side, tall, _POINT)
            facts.append(draw_map(pen, scene, *view, only=_most_named(scene)))
        if legend:
            has_sign = any(fact.has_sign for fact in facts)
            left = MARGIN + (columns - free) * (side + _GAP_PX) + _GAP_PX
            room = (left, sheet.map_top + (rows - 1) * step + _CAPTION_PX, width - MARGIN - left, tall)
            sections = legend_sections(scenes, lang, has_disputed=disputed, has_sign=has_sign, zoom=zoom)
            sheet.add_legend(sections, room if free else None)
        said = behind_notes("; ".join(behind), lang)
        sheet.finish([*notes_of(facts, lang), *said, *given_notes(scenes, lang)], captions)
    return sheet.figure


def _most_named(scene: Scene) -> frozenset[str]:
    """Return the codes of the few places that matter most: a small map has no room for the names of all."""
    ranks = name_ranks(scene)
    order = sorted(range(len(scene.codes)), key=lambda place: -ranks[place])
    return frozenset(scene.codes[place] for place in order[:_MOST_NAMES])


def _views(markets: list[str], scenes: list[Scene], routes: pd.DataFrame, view: Callable[[Scene], View]) -> list[View]:
    """Return the view of each market: one for all whose places lie close together, wider ones for the others.

    One market that spans an ocean would leave all the others a crowd in a corner. Among the wider ones, those that
    fill much of the view of everything share it.
    """
    radii = [smallest_cap(scene.anchors)[1] for scene in scenes]
    usual = max(_CLOSE_DEG, 2.5 * sorted(radii)[len(radii) // 2])
    near = [name for name, radius in zip(markets, radii, strict=True) if radius <= usual]
    shared = view(to_scene(routes[routes["market"].isin(near)], None, "en"))
    if len(near) == len(markets):
        return [shared] * len(markets)
    whole = view(to_scene(routes, None, "en"))
    found = []
    for name, scene in zip(markets, scenes, strict=True):
        own = shared if name in near else view(scene)
        found.append(own if name in near or own[1].km < _MUCH * whole[1].km else whole)
    return found


def _view(scene: Scene, projection: str, width: float, height: float) -> View:
    plane = choose_plane(projection, scene.extent, scene.steps)
    frame = fit_frame(scene, plane, width, height)
    return plane, frame, draw_ground(plane, frame)


def _shortened(text: str, width: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than its map."""
    cut = text
    while cut and text_width(cut, 10.0, "bold") > width - 6:
        cut = cut[:-2].rstrip() + "…" if cut.endswith("…") else cut[:-1].rstrip() + "…"
    return cut
