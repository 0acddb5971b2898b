"""The marks of a scene on a pen: shapes in the colours of paper, badges, hatches."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import shapely
from matplotlib.path import Path

from routemap.figure.pen import GROUND, Pen, area_path, lines_path
from routemap.scene.marks import badge_shape
from routemap.scene.shapes import Shape
from routemap.style import BADGE, LAND

DISPUTED_DASH = tuple(part / LAND.disputed_px for part in LAND.disputed_dash_px)
_CODES = {"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4}


def draw_shapes(pen: Pen, shapes: Iterable[Shape]) -> None:
    """Draw shapes, each over the one before."""
    for shape in shapes:
        pen.shape(
            _path(shape),
            fill=_colour(shape.fill),
            stroke=_colour(shape.stroke),
            width=shape.width,
            dash=[part / shape.width for part in shape.dash],
            alpha=shape.opacity,
            cap="round" if shape.has_round_ends else "butt",
            join="miter" if shape.is_mitred else "round",
        )


def _colour(ink: str | None) -> str:
    return "none" if ink is None else GROUND.get(ink, ink)


def _path(shape: Shape) -> Path:
    points: list[complex] = []
    codes: list[Any] = []
    for letter, piece in shape.path:
        points += piece or (points[0],)
        codes += [_CODES[letter]] * len(piece) if piece else [Path.CLOSEPOLY]
    return Path([(point.real, point.imag) for point in points], codes)


def draw_badge(pen: Pen, x: float, y: float, count: int) -> None:
    """Draw the number of statements that name a place without a counterpart."""
    draw_shapes(pen, [badge_shape(x, y, count)])
    pen.text(x, y, str(count), BADGE.text_px, weight="bold", align="center")


def draw_hatch(pen: Pen, area: Any) -> None:
    """Hatch an area with lines of our own: the hatches of PDF, SVG and PNG each look different."""
    if area.is_empty:
        return
    west, north, east, south = shapely.bounds(area)
    step = LAND.hatch_px
    first, last = math.floor((west + north) / step), math.ceil((east + south) / step)
    lines = [
        [(k * step - north, north), (k * step - south, south)] for k in range(first, last + 1)
    ]  # x + y is the same along each
    # All at once: one by one, each would look at the whole outline again.
    cut = shapely.get_parts(shapely.intersection(shapely.multilinestrings(lines), area))
    cut = cut[shapely.get_type_id(cut) == 1]
    path = lines_path([shapely.get_coordinates(line) for line in cut])
    if path:
        pen.shape(path, stroke=GROUND["region"], width=LAND.hatch_line_px, alpha=LAND.hatch_opacity)
    outline = area_path(area)
    if outline:
        pen.shape(outline, stroke=GROUND["region"], width=LAND.outline_px, alpha=LAND.outline_opacity)
