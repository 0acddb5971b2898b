"""How to read: the entries of a scene's legend, drawn by the code that draws the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import shapely

from routemap import style
from routemap.figure.keys import KEY_PX
from routemap.figure.marks import DISPUTED_DASH, draw_badge, draw_hatch, draw_shapes
from routemap.figure.pen import GROUND, Align, Pen, area_path, line_path, text_width, wrap_text
from routemap.scene.legend import Entry, Section
from routemap.scene.legs import Head
from routemap.scene.marks import (
    behind_shape,
    fade_shapes,
    head_shapes,
    sign_shapes,
    stroke_shape,
    symbol_shapes,
    tick_shapes,
)
from routemap.scene.rings import ring_shapes
from routemap.style import FAINT, HEAD, LAND, LEGEND

_TEXT_PX, _HEAD_PX = 9.6, 8.6
_ROW_PX, _LINE_PX, _HEAD_ROW_PX, _GAP_PX = 15.5, 11.5, 15.0, 9.0
_FADE_LAYERS = 12


def legend_height(sections: Sequence[Section], width: float) -> float:
    """Return the height of a legend laid out in columns over `width`, px."""
    return max((bottom for _, _, bottom, _ in _layout(sections, width)), default=0.0)


def legend_width(sections: Sequence[Section]) -> float:
    """Return the width that one column of sections needs, px."""
    texts = [text_width(entry.text, _TEXT_PX) for section in sections for entry in section.entries]
    return LEGEND.line_px + 10 + max(texts, default=0.0)


def draw_legend(
    pen: Pen, sections: Sequence[Section], left: float, top: float, width: float, *, from_right: bool = False
) -> None:
    """Draw the sections in columns; `from_right` where they are read so."""
    align: Align = "right" if from_right else "left"

    for section, (x, y, _, column) in zip(sections, _layout(sections, width), strict=True):
        at = top + y
        head = section.head.upper()
        edge = left + width - x if from_right else left + x
        glyph = edge - LEGEND.line_px if from_right else edge
        beside = (LEGEND.line_px + 8) * (-1 if from_right else 1)
        pen.text(edge, at + _HEAD_ROW_PX / 2, head, _HEAD_PX, weight="bold", colour=GROUND["soft"], align=align)
        at += _HEAD_ROW_PX
        for entry in section.entries:
            lines = wrap_text(entry.text, _TEXT_PX, column - LEGEND.line_px - 10)
            _GLYPHS[entry.mark](pen, entry, glyph, at + _ROW_PX / 2)
            for k, line in enumerate(lines):
                pen.text(edge + beside, at + _ROW_PX / 2 + k * _LINE_PX, line, _TEXT_PX, align=align)
            at += _ROW_PX + (len(lines) - 1) * _LINE_PX


def _layout(sections: Sequence[Section], width: float) -> list[tuple[float, float, float, float]]:
    """Return left, top, bottom and column width of each section: in order, each in the shortest column."""
    most = 4 if width > 560 else max(1, int(width // 170))
    columns = max(1, min(most, len(sections)))
    column = width / max(columns, 3 if width > 560 else 1)
    filled = [0.0] * columns
    found = []
    for section in sections:
        k = min(range(columns), key=lambda k: (filled[k], k))
        rows = [len(wrap_text(entry.text, _TEXT_PX, column - LEGEND.line_px - 10)) for entry in section.entries]
        height = _HEAD_ROW_PX + sum(_ROW_PX + (count - 1) * _LINE_PX for count in rows)
        found.append((k * column, filled[k], filled[k] + height, column))
        filled[k] += height + _GAP_PX
    return found


def _draw_line(pen: Pen, entry: Entry, x: float, y: float) -> None:
    """Draw a level line."""
    width = entry.width or LEGEND.usual_px
    first, last = complex(x + 1, y), complex(x + LEGEND.line_px - 1, y)
    has_head = entry.has_head
    is_open = entry.support in FAINT
    length = HEAD.length(width)
    stop = last - (1.0 if is_open else length * HEAD.overlap) if has_head else last
    if entry.mark == "open origin":
        draw_shapes(pen, fade_shapes(stop, first, entry.colour, width, strength=1.0, layers=_FADE_LAYERS))
    elif entry.mark == "open destination":
        draw_shapes(pen, fade_shapes(first, stop, entry.colour, width, strength=1.0, layers=_FADE_LAYERS))
    else:
        third = (stop - first) / 3
        chain = [first, first + third, stop - third, stop]
        draw_shapes(pen, [stroke_shape(chain, entry.colour, width, entry.support)])
    if entry.mark == "undirected":
        draw_shapes(pen, tick_shapes([(first + 1, 1 + 0j), (last - 1, 1 + 0j)], entry.colour, width))
    if has_head:
        draw_shapes(
            pen, head_shapes(Head(last, 1 + 0j, length, HEAD.half(width)), entry.colour, width, is_open=is_open)
        )
    if entry.mark == "colour" and entry.number:
        # As the lines on the map wear it.
        middle = x + LEGEND.line_px / 2
        pen.text(middle, y, entry.number, KEY_PX, colour=entry.colour, weight="bold", align="center", halo=5.0)


def _draw_behind(pen: Pen, entry: Entry, x: float, y: float) -> None:
    curve = (complex(x + 1, y), complex(x + LEGEND.line_px / 2, y), complex(x + LEGEND.line_px - 1, y))
    draw_shapes(pen, [behind_shape(curve, entry.colour, LEGEND.usual_px, style.SUPPORTS.index("high"))])


def _draw_ring(pen: Pen, entry: Entry, x: float, y: float) -> None:
    x += LEGEND.line_px / 2
    width = style.RING.width_px
    draw_shapes(pen, ring_shapes(x, y, LEGEND.ring_px, entry.colour, width, entry.support, paper="panel"))


def _draw_symbol(pen: Pen, entry: Entry, x: float, y: float, *, is_region: bool = False, is_fold: bool = False) -> None:
    x += LEGEND.line_px / 2
    draw_shapes(pen, symbol_shapes(x, y, entry.roles, is_region=is_region, is_fold=is_fold, paper="panel"))


def _draw_sign(pen: Pen, entry: Entry, x: float, y: float) -> None:
    draw_shapes(pen, sign_shapes(complex(x + LEGEND.line_px / 2, y + 1), entry.colour))


def _draw_region(pen: Pen, _: Entry, x: float, y: float) -> None:
    area = shapely.box(x + 5, y - 5.5, x + LEGEND.line_px - 5, y + 5.5)
    path = area_path(area)
    if path:
        pen.shape(path, fill=GROUND["concerned"])
    draw_hatch(pen, area)


def _draw_number(pen: Pen, entry: Entry, x: float, y: float) -> None:
    draw_badge(pen, x + LEGEND.line_px / 2, y, int(entry.number))


def _draw_disputed(pen: Pen, _: Entry, x: float, y: float) -> None:
    points = [complex(value, y) for value in np.array([x + 3, x + LEGEND.line_px - 3]).tolist()]
    pen.shape(line_path(points), stroke=GROUND[LAND.disputed_ink], width=LAND.disputed_px, dash=DISPUTED_DASH)


_GLYPHS: dict[str, Callable[[Pen, Entry, float, float], None]] = {
    "colour": _draw_line,
    "width": _draw_line,
    "support": _draw_line,
    "few": _draw_line,
    "open origin": _draw_line,
    "open destination": _draw_line,
    "undirected": _draw_line,
    "domestic": _draw_ring,
    "behind": _draw_behind,
    "symbol": _draw_symbol,
    "region": _draw_region,
    "ring": partial(_draw_symbol, is_region=True),
    "region symbol": partial(_draw_symbol, is_region=True),
    "fold": partial(_draw_symbol, is_region=True, is_fold=True),
    "sign": _draw_sign,
    "badge": _draw_number,
    "disputed": _draw_disputed,
    "more": lambda pen, entry, x, y: None,
}
