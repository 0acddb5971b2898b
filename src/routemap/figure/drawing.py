"""Figures: a sheet with title, map, legend and sources, or a map on axes of the caller's own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Unpack, overload

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from routemap.figure.choices import Options, check_choices
from routemap.figure.detail import View, draw_outline, split_views
from routemap.figure.frame import fit_frame
from routemap.figure.ground import draw_ground
from routemap.figure.keys import line_keys
from routemap.figure.legend import draw_legend, legend_height
from routemap.figure.mapping import draw_map
from routemap.figure.notes import ends_notes, notes_of
from routemap.figure.own_axes import axes_px, draw_on_axes
from routemap.figure.pen import GROUND, POINT, Align, Pen, steady, wrap_text
from routemap.figure.plane import choose_plane
from routemap.figure.quiet_axes import add_quiet_axes
from routemap.figure.readable import readable
from routemap.routes import subject_of
from routemap.routes.colouring import coloured_by
from routemap.routes.deciding import decided_routes
from routemap.scene.areas import region_areas
from routemap.scene.choosing import choose_routes
from routemap.scene.gathering import to_scene
from routemap.scene.given import given_notes
from routemap.scene.heading import Heading, make_heading
from routemap.scene.legend import Section, legend_sections
from routemap.scene.plain_text import plain
from routemap.scene.scene import Scene
from routemap.words import is_rtl, word

if TYPE_CHECKING:
    import pandas as pd

_MM = 25.4
MARGIN = 14.0
_CAPTION_PX = 24.0
_CONTEXT_PX, _TITLE_PX, _FOOT_PX, _FOOT_ROW = 9.0, 18.0, 8.8, 12.0


@overload
def draw_figure(
    routes: pd.DataFrame, market: str | None = None, ax: None = None, **options: Unpack[Options]
) -> Figure: ...
@overload
def draw_figure(routes: pd.DataFrame, market: str | None, ax: Axes, **options: Unpack[Options]) -> Axes: ...
@overload
def draw_figure(routes: pd.DataFrame, market: str | None = None, *, ax: Axes, **options: Unpack[Options]) -> Axes: ...
def draw_figure(
    routes: pd.DataFrame,
    market: str | None = None,
    ax: Axes | None = None,
    *,
    width_mm: float = 180.0,
    projection: str = "auto",
    lang: str = "en",
    title: str | None = None,
    legend: bool = True,
    colour: str | None = None,
    include_drafts: bool = False,
    strongest: int | str | None = None,
    fold: str = "auto",
) -> Figure | Axes:
    """Draw routes as a map for print.

    Parameters
    ----------
    routes
        As `read_routes` gives them; not changed.
    market
        Draw this market only, each commodity in its colour; None draws all, each market in its colour.
    ax
        Axes of your own, which get the map alone, with the title above if you give one and a small legend in the
        emptiest corner. Without axes, a new figure gets map, title, legend, sources and caveat.
    width_mm
        Width of a new figure, 60 to 1200 mm; its height follows.
    projection
        auto, equal-earth, laea or mercator.
    lang
        Language of names and fixed words: en, ar, es, fr, nb, pt, ru or zh.
    title
        Instead of the market's name.
    legend
        Whether to say how to read the marks.
    colour
        Column whose values have a colour each, such as one of your own; by default market and commodity have them.
    include_drafts
        Whether drafts of a report that nobody has decided on are drawn too, and said to be drafts.
    strongest
        How many lines to draw in full, the strongest, or "all"; by default as many as can be told apart at this
        width. The others are faint behind them, without arrowheads.
    fold
        auto, none, subregion or continent: what countries are folded into; by default into the finest of these whose
        lines can be told apart at this width, and none where you ask for a number of the strongest.

    Returns
    -------
    matplotlib.figure.Figure or matplotlib.axes.Axes
        A figure that pyplot does not know; or `ax`, if that was given, as pandas does it: a notebook that shows
        pyplot's figures by itself would else show the map twice.

    Raises
    ------
    ReadError
        If the table holds drafts that nobody has decided on, and they are not wanted.
    RouteError
        If there are no such routes, or an option has no such value.

    Examples
    --------
    >>> figure = draw_figure(routes, market="heroin trade")
    >>> figure.savefig("heroin.pdf")
    """
    check_choices(width_mm=width_mm, projection=projection, lang=lang, strongest=strongest, fold=fold)
    routes = coloured_by(decided_routes(routes, include_drafts=include_drafts).routes, colour)
    chosen, market = choose_routes(routes, market)
    with steady():
        subject = subject_of(chosen) or subject_of(routes)
        gather = partial(to_scene, chosen, market, lang, subject=subject, areas=region_areas(routes))
        width = axes_px(ax)[0] if ax is not None else sheet_width(width_mm)
        scene, said = readable(gather, chosen, width, lang, strongest, fold)
        if ax is not None:
            draw_on_axes(ax, scene, projection, lang, title, legend=legend)
            return ax
        heading = head_of(chosen, market, lang, title, subject)
        notes = [*said, *ends_notes(chosen, lang)]
        return _draw_sheet(scene, heading, width_mm, projection, lang, notes, legend=legend)


def _draw_sheet(
    scene: Scene, heading: Heading, width_mm: float, projection: str, lang: str, said: list[str], *, legend: bool
) -> Figure:
    """Draw a new figure: one map, or a wide and a close one where most lines crowd together."""
    width = sheet_width(width_mm)
    scene = replace(scene, keys=line_keys(scene)) if legend else scene
    plane = choose_plane(projection, scene.extent, scene.steps)
    views = split_views(scene, View(scene, plane, fit_frame(scene, plane, width)), projection, lang)
    grounds = [draw_ground(view.plane, view.frame) for view in views]
    disputed = any(ground.disputed for ground in grounds)
    heights = [view.frame.height for view in views]
    sheet = Sheet(width, sum(heights) + _CAPTION_PX * (len(views) - 1), heading, lang)
    tops = [sheet.map_top, sheet.map_top + heights[0] + _CAPTION_PX]
    captions = [(sheet.edge, tops[1] - _CAPTION_PX / 2 + 1, word(lang, "figure.detail"))][: len(views) - 1]
    facts = []
    for view, ground, top in zip(views, grounds, tops, strict=False):
        pen = sheet.add_map(0.0, top, view.frame.width, view.frame.height)
        outline = partial(draw_outline, pen, view, views[1]) if len(views) > 1 and view is views[0] else None
        facts.append(draw_map(pen, view.scene, view.plane, view.frame, ground, above_land=outline))
    if legend:
        has_sign = any(fact.has_sign for fact in facts)
        sheet.add_legend(legend_sections([scene], lang, has_disputed=disputed, has_sign=has_sign))
    sheet.finish([*notes_of(facts, lang), *given_notes([scene], lang), *said], captions)
    return sheet.figure


def sheet_width(width_mm: float) -> float:
    """Return the width of a sheet, px."""
    return width_mm / _MM * 72 / POINT


def head_of(routes: pd.DataFrame, market: str | None, lang: str, title: str | None, subject: str) -> Heading:
    """Return the words around the map of some routes; a figure lists no routes, so its sources stand in the data."""
    return make_heading(routes, market, lang, subject=subject, title=title, several_sources="document.sources_in_data")


class Sheet:
    """A new figure: heading, one or more maps, then the legend of what they show, and a foot that is written last.

    Parameters
    ----------
    width, maps_height
        Of the sheet and of the part that holds maps, px.
    heading
        The words around it.
    lang
        Of its words: what is read from right to left begins there.
    """

    def __init__(self, width: float, maps_height: float, heading: Heading, lang: str) -> None:
        self.from_right = is_rtl(lang)
        self.width, self.sections = width, list[Section]()
        self._context, self._foot = plain(heading.context), (heading.source, f"{heading.caveat} {heading.borders}")
        self._title = wrap_text(plain(heading.title), _TITLE_PX, (width - 2 * MARGIN) / 1.08) if heading.title else []
        self.map_top = 9.0 + (15.0 if heading.context else 0.0) + 24.0 * len(self._title) + 7.0
        self.maps_height = maps_height
        self.inner = width - 2 * MARGIN
        self.foot_top = self.map_top + maps_height + 12.0
        self._legend = (MARGIN, self.foot_top, self.inner)
        self._maps: list[tuple[Axes, tuple[float, float, float, float]]] = []
        self.edge = width - MARGIN if self.from_right else MARGIN
        self.figure = Figure(facecolor=GROUND["panel"], layout=None)

    def add_map(self, left: float, top: float, width: float, height: float, point: float = POINT) -> Pen:
        """Return a pen for a map in a box of the sheet, px of the sheet; `point` sets the size of its own pixels."""
        axes = add_quiet_axes(self.figure, 1.0, f"map {len(self._maps) + 1}")
        self._maps.append((axes, (left, top, width, height)))
        return Pen(axes, width * POINT / point, height * POINT / point, point)

    def extend(self, height: float) -> None:
        """Give the maps so many px more."""
        self.maps_height += height
        self.foot_top += height
        left, top, width = self._legend
        self._legend = (left, top + height, width)

    def add_legend(self, sections: list[Section], beside: tuple[float, float, float, float] | None = None) -> None:
        """Put the legend below the maps, or into the box (left, top, width, height) beside them if it fits there."""
        self.sections = sections
        if beside and (height := legend_height(sections, beside[2])) <= beside[3]:
            self._legend = beside[:3]
            self.foot_top = max(self.foot_top, beside[1] + height + 12.0)
        elif sections:
            self.foot_top += legend_height(sections, self.inner) + 12.0

    def finish(self, notes: list[str], captions: list[tuple[float, float, str]] | None = None) -> None:
        """Write heading, legend and foot, and give the sheet its height.

        Parameters
        ----------
        notes
            Further sentences of the foot.
        captions
            Edge to begin at, middle line (px) and text of what stands above single maps.
        """
        lines = [line for text in (*notes, *self._foot) for line in wrap_text(plain(text), _FOOT_PX, self.inner)]
        height = self.foot_top + _FOOT_ROW * len(lines) + 9.0
        self.figure.set_size_inches(self.width * POINT / 72, height * POINT / 72)
        for axes, (left, top, width, tall) in self._maps:
            axes.set_position((left / self.width, 1 - (top + tall) / height, width / self.width, tall / height))
        paper = add_quiet_axes(self.figure, 1.0, "words")
        pen = Pen(paper, self.width, height, POINT)
        align: Align = "right" if self.from_right else "left"
        y = 9.0
        if self._context:
            text = self._context.upper()
            pen.text(self.edge, y + 7, text, _CONTEXT_PX, weight="bold", colour=GROUND["soft"], align=align)
            y += 15.0
        for k, line in enumerate(self._title):
            pen.text(self.edge, y + 12 + 24 * k, line, _TITLE_PX, weight="bold", align=align)
        for left, middle, text in captions or ():
            pen.text(left, middle, text, _FOOT_PX + 1.2, weight="bold", align=align)
        draw_legend(pen, self.sections, *self._legend, from_right=self.from_right)
        for k, line in enumerate(lines):
            at = self.foot_top + _FOOT_ROW * (k + 0.5)
            pen.text(self.edge, at, line, _FOOT_PX, colour=GROUND["soft"], align=align)
