"""Small multiples: every market on one sheet, one scale of widths, one part of the world.

Markets that reach much farther than is usual on the sheet share a second, wider view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from routemap.figure.choices import check_choices
from routemap.figure.drawing import POINT, Sheet, make_heading, notes_of, sheet_width
from routemap.figure.frame import Frame, fit_frame
from routemap.figure.ground import Ground, draw_ground
from routemap.figure.legend import legend_sections
from routemap.figure.mapping import MapFacts, draw_map
from routemap.figure.network import Network, choose_routes, largest_quantities, subject_of, to_network
from routemap.figure.pen import steady, text_width
from routemap.figure.plane import Plane, choose_plane, smallest_cap
from routemap.figure.words import plain
from routemap.words import market_title

if TYPE_CHECKING:
    import pandas as pd

_GAP_PX = 12.0
_CAPTION_PX = 19.0
_POINT = 0.54  # a small map has smaller marks, yet names of 5.7 pt
_LEAST_PX = 230.0
_TALL = 0.86  # height of a map over its width
_CLOSE_DEG = 8.0


def draw_multiples(
    routes: pd.DataFrame,
    *,
    width_mm: float = 180.0,
    projection: str = "auto",
    lang: str = "en",
    title: str | None = None,
    legend: bool = True,
) -> Figure:
    """Draw one small map for each market, in the order of the table.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    width_mm, projection, lang, title, legend
        As in `draw_figure`.

    Examples
    --------
    >>> draw_multiples(routes).savefig("markets.pdf")  # doctest: +SKIP
    """
    check_choices(width_mm=width_mm, projection=projection, lang=lang)
    choose_routes(routes, None)
    with steady():
        width = sheet_width(width_mm)
        markets = list(dict.fromkeys(routes["market"]))
        whole = to_network(routes, None, lang)
        subject = subject_of(routes)
        scales = [largest_quantities(routes[routes["market"] == name], name) for name in markets]
        scale = {unit: max(one.get(unit, 0.0) for one in scales) for one in scales for unit in one}
        networks = [
            to_network(routes[routes["market"] == name], name, lang, scale=scale, subject=subject) for name in markets
        ]
        columns = max(1, min(len(markets), int((width + _GAP_PX) // (_LEAST_PX + _GAP_PX))))
        side = (width - _GAP_PX * (columns - 1)) / columns
        near = _near_markets(markets, networks)
        close_up = to_network(routes[routes["market"].isin(near)], None, lang, subject=subject)
        size = side * POINT / _POINT
        views = [_view(one, projection, size, size * _TALL) for one in (close_up, whole)]
        tall = size * _TALL * _POINT / POINT
        rows = -(-len(markets) // columns)
        sections = (
            legend_sections(networks, lang, has_disputed=any(view[2].disputed for view in views)) if legend else []
        )
        height = rows * (tall + _CAPTION_PX) + (rows - 1) * _GAP_PX
        sheet = Sheet(width, height, make_heading(routes, None, lang, title, subject), sections)
        captions: list[tuple[float, float, str]] = []
        unnamed: list[str] = []
        for k, (name, network) in enumerate(zip(markets, networks, strict=True)):
            left = (k % columns) * (side + _GAP_PX)
            top = sheet.map_top + (k // columns) * (tall + _CAPTION_PX + _GAP_PX)
            captions.append((left + 2, top + _CAPTION_PX / 2, _shortened(plain(market_title(name, lang)), side)))
            pen = sheet.add_map(left, top + _CAPTION_PX, side, tall, _POINT)
            unnamed += draw_map(pen, network, *views[name not in near]).unnamed
        sheet.finish(notes_of(MapFacts(tuple(dict.fromkeys(unnamed)), False, False, ()), lang), captions)
    return sheet.figure


def _near_markets(markets: list[str], networks: list[Network]) -> set[str]:
    """Return the markets whose places lie close together; all, unless one view of all would be far wider.

    One market that spans an ocean would leave the others a crowd in a corner.
    """
    radii = [smallest_cap(network.anchors)[1] for network in networks]
    usual = max(_CLOSE_DEG, 2.5 * sorted(radii)[len(radii) // 2])
    return {name for name, radius in zip(markets, radii, strict=True) if radius <= usual}


def _view(network: Network, projection: str, width: float, height: float) -> tuple[Plane, Frame, Ground]:
    plane = choose_plane(projection, network.anchors, network.strands.ends)
    frame = fit_frame(network, plane, width, height)
    return plane, frame, draw_ground(plane, frame)


def _shortened(text: str, width: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than its map."""
    cut = text
    while cut and text_width(cut, 10.0, 700) > width - 6:
        cut = cut[:-2].rstrip() + "…" if cut.endswith("…") else cut[:-1].rstrip() + "…"
    return cut
