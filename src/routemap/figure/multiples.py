"""Small multiples: every market on one sheet, at one scale of widths, each in its own part of the world.

Above each map stand its title, its colours, and a locator: where in the extent of all markets the map lies.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from routemap.figure.choices import check_choices
from routemap.figure.detail import View
from routemap.figure.drawing import MARGIN, Sheet, head_of, sheet_width
from routemap.figure.frame import Frame, fit_frame
from routemap.figure.ground import draw_ground
from routemap.figure.heads import HEAD_PX, draw_head, key_of, locator_of, shown_on
from routemap.figure.mapping import draw_map
from routemap.figure.notes import notes_of
from routemap.figure.pen import POINT, steady
from routemap.figure.plane import Plane, choose_plane
from routemap.figure.readable import readable
from routemap.places.outlines import OutlineSize
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
_POINT = 0.54  # a small map has smaller marks, yet names of 5.7 pt
_LEAST_PX = 230.0
_MOST_NAMES = 3
_TALL = 0.86  # height of a map over its width
_COARSE_KM = 20.0  # of a pixel
_LONGER = 1.5  # than the last row may the legend be that stands beside its maps


class _Cell(NamedTuple):
    """One map: where it stands on the sheet, px, and what it shows."""

    left: float
    top: float
    view: View


def draw_multiples(
    routes: pd.DataFrame,
    *,
    width_mm: float = 180.0,
    projection: str = "auto",
    lang: str = "en",
    title: str | None = None,
    legend: bool = True,
    strongest: int | str | None = None,
    fold: str = "auto",
) -> Figure:
    """Draw one small map for each market, in the order of the table.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    width_mm, projection, lang, title, legend, strongest, fold
        As in `draw_figure`.

    Examples
    --------
    >>> draw_multiples(routes).savefig("markets.pdf")
    """
    check_choices(width_mm=width_mm, projection=projection, lang=lang, strongest=strongest, fold=fold)
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
        inner = width - 2 * MARGIN
        columns = max(1, min(len(markets), int((inner + _GAP_PX) // (_LEAST_PX + _GAP_PX))))
        side = (inner - _GAP_PX * (columns - 1)) / columns
        # The legend is written at the size of the sheet's words; its lines are as wide as on the maps.
        zoom = _POINT / POINT
        size = side / zoom
        parts = []
        for name in markets:
            some = routes[routes["market"] == name]
            parts.append(readable(partial(to_scene, some, name, lang, **options), some, size, lang, strongest, fold))
        titles = [plain(market_title(name, lang)) for name in markets]
        said = [f"{title_}: {' '.join(told)}" for title_, (_, told) in zip(titles, parts, strict=True) if told]
        scenes = [scene for scene, _ in parts]
        sheet = Sheet(width, 0.0, head_of(routes, None, lang, title, subject), lang)
        cells, bottom = _laid_out(scenes, projection, (columns, size, zoom), sheet.map_top)
        sheet.extend(bottom - sheet.map_top)
        locator = locator_of(to_scene(routes, None, lang), projection)
        facts, disputed = [], False
        ground_of = cache(draw_ground)  # markets of one place alone show the same part of the world
        for heading, (left, top, view) in zip(titles, cells, strict=True):
            box = (left, top - HEAD_PX, side)
            draw_head(sheet, box, heading, key_of(view.scene, lang), shown_on(locator, view))
            ground = ground_of(view.plane, view.frame, _outlines(view.frame))
            disputed = disputed or bool(ground.disputed)
            pen = sheet.add_map(left, top, side, view.frame.height * zoom, _POINT)
            facts.append(draw_map(pen, view.scene, view.plane, view.frame, ground, only=_most_named(view.scene)))
        if legend:
            has_sign = any(fact.has_sign for fact in facts)
            free = -len(cells) % columns
            left, top = MARGIN + (columns - free) * (side + _GAP_PX) + _GAP_PX, cells[-1].top
            room = (left, top, width - MARGIN - left, (bottom - top) * _LONGER)
            sections = legend_sections(scenes, lang, has_disputed=disputed, has_sign=has_sign, zoom=zoom)
            sheet.add_legend(sections, room if free else None)
        sheet.finish([*notes_of(facts, lang), *said, *given_notes(scenes, lang)])
    return sheet.figure


def _most_named(scene: Scene) -> frozenset[str]:
    """Return the codes of the few places that matter most: a small map has no room for the names of all."""
    ranks = name_ranks(scene)
    order = sorted(range(len(scene.codes)), key=lambda place: -ranks[place])
    return frozenset(scene.codes[place] for place in order[:_MOST_NAMES])


def _laid_out(
    scenes: list[Scene], projection: str, grid: tuple[int, float, float], top: float
) -> tuple[list[_Cell], float]:
    """Return the maps in rows, each row as high as its highest map must be, and where they end.

    Parameters
    ----------
    grid
        Number of columns, width of a map in its own pixels, and how large one of these is on the sheet.
    top
        Where the first row begins.
    """
    columns, size, zoom = grid
    planes = [choose_plane(projection, scene.extent, scene.steps) for scene in scenes]
    framed = list(zip(scenes, planes, strict=True))
    cells = []
    for first in range(0, len(scenes), columns):
        row = framed[first : first + columns]
        tall = max(fit_frame(scene, plane, size, highest=_TALL).height for scene, plane in row)
        for k, (scene, plane) in enumerate(row):
            left = MARGIN + k * (size * zoom + _GAP_PX)
            cells.append(_Cell(left, top + HEAD_PX, View(scene, plane, _filled(scene, plane, size, tall))))
        top += HEAD_PX + tall * zoom + _GAP_PX
    return cells, top - _GAP_PX


def _outlines(frame: Frame) -> OutlineSize:
    """Return how fine the outlines must be: a small map of half the world shows no more than the coarse ones hold."""
    return "small" if frame.km > _COARSE_KM else "medium"


def _filled(scene: Scene, plane: Plane, width: float, height: float) -> Frame:
    """Return the frame of a map that is as high as its row, or as the world where that is less."""
    frame = fit_frame(scene, plane, width, height)
    if plane.is_round:
        return frame
    pole = abs(float(plane.project(np.array([[0.0, 90.0]]))[0, 1]))
    return replace(frame, height=min(height, (frame.top + pole) / frame.km))
