"""A map on axes of the caller's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from routemap.errors import RouteError
from routemap.figure.frame import fit_frame
from routemap.figure.ground import draw_ground
from routemap.figure.legend import draw_legend, legend_height, legend_width
from routemap.figure.mapping import draw_map
from routemap.figure.pen import GROUND, POINT, Pen, area_path
from routemap.figure.plane import Plane, choose_plane
from routemap.scene.legend import Section, legend_sections
from routemap.scene.plain_text import plain
from routemap.words import is_rtl

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from routemap.scene.scene import Scene


def draw_on_axes(ax: Axes, scene: Scene, projection: str, lang: str, title: str | None, *, legend: bool) -> None:
    """Draw the map on axes, with a title if there is one and a small legend in the emptiest corner.

    Parameters
    ----------
    ax
        Axes of a figure of the caller's own.
    scene
        What to draw.
    projection, lang, title, legend
        As in `draw_figure`.
    """
    width, height = axes_px(ax)
    plane: Plane = choose_plane(projection, scene.extent, scene.steps)
    frame = fit_frame(scene, plane, width, height)
    ground = draw_ground(plane, frame)
    pen = Pen(ax, width, height, POINT)
    facts = draw_map(pen, scene, plane, frame, ground)
    if title is not None:
        ax.set_title(plain(title), loc="right" if is_rtl(lang) else "left", fontweight="bold", parse_math=False)
    if legend:
        has_disputed, has_sign = bool(ground.disputed), facts.has_sign
        sections = legend_sections([scene], lang, has_disputed=has_disputed, has_sign=has_sign)
        _draw_corner_legend(pen, sections, ax, from_right=is_rtl(lang))


def _figure_of(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    if figure is None:
        raise RouteError("ax belongs to no figure; expected axes of a figure")
    return figure


def axes_px(ax: Axes) -> tuple[float, float]:
    """Return width and height of the axes, px."""
    box, inches = ax.get_position(), _figure_of(ax).get_size_inches()
    return float(box.width * inches[0]) * 72 / POINT, float(box.height * inches[1]) * 72 / POINT


def _draw_corner_legend(pen: Pen, sections: list[Section], ax: Axes, *, from_right: bool) -> None:
    """Draw the legend on a panel in the corner with the fewest marks below it."""
    import shapely

    width = legend_width(sections) + 4
    height = legend_height(sections, width)
    if not sections or width + 28 > pen.width or height + 24 > pen.height:
        return
    marks = np.array([text.get_position() for text in ax.texts], dtype=np.float64).reshape(-1, 2)
    corners = [(x, y) for y in (pen.height - height - 20, 8.0) for x in (8.0, pen.width - width - 28)]

    def crowd(corner: tuple[float, float]) -> int:
        x, y = corner
        inside = (marks[:, 0] > x - 60) & (marks[:, 0] < x + width + 40)
        return int((inside & (marks[:, 1] > y - 20) & (marks[:, 1] < y + height + 30)).sum())

    left, top = min(corners, key=crowd)
    path = area_path(shapely.box(left, top, left + width + 20, top + height + 12))
    if path:
        pen.shape(path, fill=GROUND["panel"], stroke=GROUND["hairline"], width=0.8)
    draw_legend(pen, sections, left + 10, top + 6, width, from_right=from_right)
