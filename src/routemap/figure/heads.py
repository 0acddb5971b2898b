"""Above a small map: its title, what its colours mean, and where it lies in the extent of all maps of the sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from matplotlib.path import Path

from routemap.figure.detail import View
from routemap.figure.drawing import Sheet
from routemap.figure.frame import Frame, fit_frame
from routemap.figure.ground import draw_ground
from routemap.figure.marks import draw_shapes
from routemap.figure.pen import GROUND, Align, Pen, area_path, text_width
from routemap.figure.plane import Plane, choose_plane, unit_vectors
from routemap.scene.legend import drawn_groups
from routemap.scene.marks import stroke_shape
from routemap.scene.plain_text import plain
from routemap.scene.scene import Scene
from routemap.style import SUPPORTS
from routemap.words import word

HEAD_PX = 38.0
_TITLE_PX, _KEY_PX = (10.0, 9.6, 9.2, 8.8), 8.6
_TITLE_Y, _KEY_Y = 11.0, 27.0
_LOCATOR = (54.0, 34.0)  # width and height
_MUCH = 0.6  # of the extent of all: a map of so much of it needs no locator
_SWATCH_PX, _SWATCH_WIDTH = 14.0, 3.0
_SPECK_PX, _FINEST_PX = 0.4, 0.3  # area and detail below which nothing is seen on a locator
_GRID_PX = 0.5
_LEAST_SIDE = 5.0
_SAME = 0.02  # of the Earth's radius


@dataclass(frozen=True)
class Locator:
    """The extent of all maps, small: its land, and the whole of what can be seen."""

    plane: Plane
    frame: Frame
    land: Any
    globe: Any

    @cached_property
    def fills(self) -> list[tuple[Path, str]]:
        """Sea and land as they are drawn, each with its colour."""
        paths = ((area_path(self.globe), "sea"), (area_path(self.land), "border"))
        return [(path, GROUND[ink]) for path, ink in paths if path]


@dataclass(frozen=True)
class Shown:
    """The part of a locator that one map shows, px; None for nearly all, which needs no locator."""

    locator: Locator
    part: Any


def locator_of(scene: Scene, projection: str) -> Locator:
    """Return the locator of a sheet whose maps show parts of this scene."""
    plane = choose_plane(projection, scene.extent, scene.steps)
    frame = fit_frame(scene, plane, *_LOCATOR)
    ground = draw_ground(plane, frame, "small")
    countries = shapely.make_valid(np.array([ground.countries[code] for code in sorted(ground.countries)]))
    parts = shapely.get_parts(shapely.intersection(countries, ground.globe))
    parts = shapely.simplify(parts[shapely.area(parts) > _SPECK_PX], _FINEST_PX)
    return Locator(plane, frame, shapely.GeometryCollection(list(parts)), ground.globe)


def key_of(scene: Scene, lang: str) -> list[tuple[int, str, str]]:
    """Return number, name and colour of what the colours of a map mean; nothing where only one stands for nothing."""
    groups = drawn_groups(scene)
    unsaid = plain(word(lang, "term.no_commodity"))
    return groups if len(groups) > 1 or any(name != unsaid for _, name, _ in groups) else []


def draw_head(
    sheet: Sheet, box: tuple[float, float, float], title: str, key: list[tuple[int, str, str]], shown: Shown
) -> None:
    """Draw what stands above a map: `HEAD_PX` high, in a box (left, top, width) of the sheet, px."""
    left, top, room = box
    pen = sheet.add_map(left, top, room, HEAD_PX)
    if shown.part is not None:
        width, height = _LOCATOR
        side = left if sheet.from_right else left + room - width
        _draw_locator(sheet.add_map(side, top, width, height), shown)
        room -= width + 8.0
    size_px = next((size for size in _TITLE_PX if text_width(title, size, "bold") <= room), _TITLE_PX[-1])
    text = _shortened(title, room, lambda text: text_width(text, size_px, "bold"))
    edge, align = _begin(pen, 0.0, from_right=sheet.from_right)
    pen.text(edge, _TITLE_Y, text, size_px, weight="bold", align=align)
    _draw_key(pen, key, room, from_right=sheet.from_right)


def _begin(pen: Pen, x: float, *, from_right: bool) -> tuple[float, Align]:
    """Return where a text begins that stands so far from the edge at which one reads first."""
    return (pen.width - x, "right") if from_right else (x, "left")


def _draw_key(pen: Pen, groups: list[tuple[int, str, str]], room: float, *, from_right: bool) -> None:
    """Draw the colours of a map with what they mean; those without room are counted."""
    x = 0.0
    for k, (_, name, colour) in enumerate(groups):
        left = len(groups) - k - 1
        rest = f"+{left}"
        spare = text_width(rest, _KEY_PX) + 8.0 if left else 0.0
        text = _shortened(name, room - x - _SWATCH_PX - 4.0 - spare, lambda text: text_width(text, _KEY_PX))
        if k and len(text) < min(6, len(name)):
            edge, align = _begin(pen, x, from_right=from_right)
            pen.text(edge, _KEY_Y, f"+{left + 1}", _KEY_PX, colour=GROUND["soft"], align=align)
            return
        start, _ = _begin(pen, x + (_SWATCH_PX if from_right else 0.0), from_right=from_right)
        points = [complex(start + _SWATCH_PX * share, _KEY_Y) for share in (0.0, 1 / 3, 2 / 3, 1.0)]
        draw_shapes(pen, [stroke_shape(points, colour, _SWATCH_WIDTH, SUPPORTS.index("high"))])
        edge, align = _begin(pen, x + _SWATCH_PX + 4.0, from_right=from_right)
        pen.text(edge, _KEY_Y, text, _KEY_PX, colour=GROUND["soft"], align=align)
        x += _SWATCH_PX + 4.0 + text_width(text, _KEY_PX) + 9.0


def _draw_locator(pen: Pen, shown: Shown) -> None:
    """Draw the extent of all maps with an outline round the part that this one shows."""
    for path, colour in shown.locator.fills:
        pen.shape(path, fill=colour)
    outline = area_path(shapely.intersection(shown.part, shapely.box(1, 1, pen.width - 1, pen.height - 1)))
    if outline:
        pen.shape(outline, stroke=GROUND["panel"], width=3.0)
        pen.shape(outline, stroke=GROUND["ink"], width=1.2)


def shown_on(locator: Locator, view: View) -> Shown:
    """Return the part of a locator that a map shows, from a grid, as its outline may pass the edge of the world."""
    frame, step = locator.frame, _GRID_PX
    x, y = np.meshgrid(np.arange(step / 2, frame.width, step), np.arange(step / 2, frame.height, step))
    px = np.column_stack((x.ravel(), y.ravel()))
    lonlat = locator.plane.unproject(frame.to_km(px))
    px, lonlat = px[np.isfinite(lonlat).all(axis=1)], lonlat[np.isfinite(lonlat).all(axis=1)]
    there = view.plane.project(view.plane.turned(lonlat))
    at = view.frame.to_px(there)
    inside = np.flatnonzero(((at > 0) & (at < (view.frame.width, view.frame.height))).all(axis=1))
    # A plane draws what is far from its centre somewhere: only what comes back to where it was is there.
    off = unit_vectors(view.plane.unproject(there[inside])) - unit_vectors(lonlat[inside])
    seen = px[inside[np.linalg.norm(off, axis=1) < _SAME]]
    cells = shapely.box(*(seen - step / 2).T, *(seen + step / 2).T)
    shape = shapely.simplify(shapely.coverage_union_all(cells), step * 1.2)
    if shapely.area(shape) >= _MUCH * shapely.area(locator.globe):
        return Shown(locator, None)
    if shapely.area(shape) >= _LEAST_SIDE**2:
        return Shown(locator, shape)
    corners = np.array([(0.0, 0.0), (view.frame.width, view.frame.height)])
    middle = view.plane.unproject(view.frame.to_km(corners.mean(axis=0, keepdims=True)))
    x0, y0 = frame.to_px(locator.plane.project(locator.plane.turned(middle)))[0].tolist()
    half = _LEAST_SIDE / 2
    return Shown(locator, shapely.box(x0 - half, y0 - half, x0 + half, y0 + half))


def _shortened(text: str, width: float, measure: Callable[[str], float]) -> str:
    """Return the text, cut with an ellipsis where it is wider than its room."""
    cut = text
    while cut and measure(cut) > width:
        cut = cut[:-2].rstrip() + "…" if cut.endswith("…") else cut[:-1].rstrip() + "…"
    return cut
