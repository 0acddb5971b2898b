"""The picture that stands for a page where somebody links to it: title and map, 1200 × 630."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import matplotlib
import matplotlib.style
from matplotlib.figure import Figure

from routemap.figure.choices import check_choices
from routemap.figure.frame import fit_frame
from routemap.figure.ground import draw_ground
from routemap.figure.mapping import draw_map
from routemap.figure.pen import GROUND, Align, Pen, steady, text_width, wrap_text
from routemap.figure.plane import choose_plane
from routemap.figure.quiet_axes import add_quiet_axes
from routemap.figure.readable import readable
from routemap.figure.writing import SETTINGS, render
from routemap.scene.alternative import describe
from routemap.scene.areas import region_areas
from routemap.scene.gathering import to_scene
from routemap.scene.plain_text import plain
from routemap.words import is_rtl

if TYPE_CHECKING:
    import pandas as pd

# Pixels of the drawing: five thirds of a picture's make names that can be read where it is shown small.
_WIDTH, _HEIGHT = 720.0, 378.0
_POINT, _DPI = 0.6, 200.0
_EDGE, _CONTEXT_PX, _TITLE_PX, _TITLE_ROW, _MOST_ROWS = 20.0, 11.0, 22.0, 27.0, 2
_ELLIPSIS: Final = "…"


def draw_card(
    routes: pd.DataFrame,
    market: str | None = None,
    *,
    lang: str = "en",
    title: str = "",
    context: str = "",
    subject: str = "",
) -> bytes:
    """Draw the picture of a link to a map of routes.

    Parameters
    ----------
    routes
        As `read_routes` gives them, those of `market` alone if it is given; not changed.
    market
        Canonical name of their market; None where there are several.
    lang
        Language of the names.
    title, context
        What stands above the map: what it shows, and of where and when.
    subject
        Code of the place they are about, or empty.

    Returns
    -------
    bytes
        A PNG of 1200 × 630 pixels, the same for the same routes.

    Raises
    ------
    RouteError
        If the language cannot be written here.
    """
    check_choices(lang=lang)
    with matplotlib.style.context("default"), matplotlib.rc_context(SETTINGS), steady():
        gather = partial(to_scene, routes, market, lang, subject=subject, areas=region_areas(routes))
        scene, _ = readable(gather, routes, _WIDTH, lang, None, "auto")
        rows = _rows(title)
        top = 12.0 + (16.0 if context else 0.0) + _TITLE_ROW * len(rows) + 8.0
        figure = Figure(figsize=(_WIDTH * _POINT / 72, _HEIGHT * _POINT / 72), facecolor=GROUND["panel"], layout=None)
        height = _HEIGHT - top
        axes = add_quiet_axes(figure, height / _HEIGHT, "map")
        plane = choose_plane("auto", scene.extent, scene.steps)
        frame = fit_frame(scene, plane, _WIDTH, height)
        draw_map(Pen(axes, _WIDTH, height, _POINT), scene, plane, frame, draw_ground(plane, frame))
        pen = Pen(add_quiet_axes(figure, 1.0, "words"), _WIDTH, _HEIGHT, _POINT)
        align: Align = "right" if is_rtl(lang) else "left"
        edge, y = (_WIDTH - _EDGE if is_rtl(lang) else _EDGE), 12.0
        if context:
            said = plain(context).upper()
            pen.text(edge, y + 8, said, _CONTEXT_PX, weight="bold", colour=GROUND["soft"], align=align)
            y += 16.0
        for number, row in enumerate(rows):
            pen.text(edge, y + _TITLE_ROW * (number + 0.5), row, _TITLE_PX, weight="bold", align=align)
        headline = " · ".join(part for part in (plain(title), plain(context)) if part)
        return render(figure, ".png", _DPI, headline, describe(routes, lang))


def _rows(title: str) -> list[str]:
    """Return the title in so many rows as there is room for."""
    room = (_WIDTH - 2 * _EDGE) / 1.18  # bold letters are wider than those that are measured
    rows = wrap_text(plain(title), _TITLE_PX, room)
    if len(rows) > _MOST_ROWS:
        rows = [*rows[: _MOST_ROWS - 1], rows[_MOST_ROWS - 1].rstrip() + _ELLIPSIS]
    kept = []
    for row in rows:
        shown = row
        while text_width(shown, _TITLE_PX) > room:
            shown = shown.rstrip(_ELLIPSIS)[:-1] + _ELLIPSIS
        kept.append(shown)
    return kept
