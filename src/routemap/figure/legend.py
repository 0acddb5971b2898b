"""How to read: only the marks that this figure uses, drawn by the code that draws the map."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from routemap import style
from routemap.figure.courses import Head, head_half, head_length
from routemap.figure.keys import KEY_PX
from routemap.figure.marks import (
    draw_badge,
    draw_fade,
    draw_hatch,
    draw_head,
    draw_ring_arrow,
    draw_stroke,
    draw_symbol,
    draw_ticks,
)
from routemap.figure.network import DESTINATION, ORIGIN, TRANSIT, Network
from routemap.figure.pen import GROUND, Pen, area_path, line_path, text_width, wrap_text
from routemap.figure.words import word

Glyph = Callable[[Pen, float, float], None]

_GLYPH_PX = 34.0
_TEXT_PX, _HEAD_PX = 9.6, 8.6
_ROW_PX, _LINE_PX, _HEAD_ROW_PX, _GAP_PX = 15.5, 11.5, 15.0, 9.0
_MOST_COLOURS, _MOST_UNITS = 16, 3


@dataclass(frozen=True)
class Section:
    """One heading with its marks."""

    head: str
    items: list[tuple[Glyph, str]]


def legend_sections(networks: Sequence[Network], lang: str, *, has_disputed: bool) -> list[Section]:
    """Return the sections for all the networks of one sheet."""
    all_groups = {g: c for network in networks for g, c in _drawn_groups(network).items()}
    ink = next(iter(all_groups.values())) if len(all_groups) == 1 else GROUND["soft"]
    sections = [
        Section(word(lang, "colour"), _colours(networks[0], all_groups, lang) if len(networks) == 1 else []),
        *_widths(networks, lang, ink),
        Section(word(lang, "support"), _support(networks, lang, ink)),
        Section(word(lang, "lines"), _lines(networks, lang, ink)),
        Section(word(lang, "places"), _places(networks, lang, has_disputed=has_disputed)),
    ]
    return [section for section in sections if section.items]


def legend_height(sections: Sequence[Section], width: float) -> float:
    """Return the height of a legend laid out in columns over `width`, px."""
    return max((bottom for _, _, bottom, _ in _layout(sections, width)), default=0.0)


def draw_legend(pen: Pen, sections: Sequence[Section], left: float, top: float, width: float) -> None:
    """Draw the sections in columns."""
    for section, (x, y, _, column) in zip(sections, _layout(sections, width), strict=True):
        at = top + y
        head = section.head.upper()
        pen.text(left + x, at + _HEAD_ROW_PX / 2, head, _HEAD_PX, weight=700, colour=GROUND["soft"])
        at += _HEAD_ROW_PX
        for glyph, text in section.items:
            lines = wrap_text(text, _TEXT_PX, column - _GLYPH_PX - 10)
            glyph(pen, left + x, at + _ROW_PX / 2)
            for k, line in enumerate(lines):
                pen.text(left + x + _GLYPH_PX + 8, at + _ROW_PX / 2 + k * _LINE_PX, line, _TEXT_PX)
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
        rows = [len(wrap_text(text, _TEXT_PX, column - _GLYPH_PX - 10)) for _, text in section.items]
        height = _HEAD_ROW_PX + sum(_ROW_PX + (count - 1) * _LINE_PX for count in rows)
        found.append((k * column, filled[k], filled[k] + height, column))
        filled[k] += height + _GAP_PX
    return found


def _stroke(colour: str, width: float = 2.6, confidence: int = 3, end: str = "") -> Glyph:
    """Return a level line; `end` is arrow, ticks, from nowhere, to nowhere or nothing."""

    def draw(pen: Pen, x: float, y: float) -> None:
        first, last = complex(x + 1, y), complex(x + _GLYPH_PX - 1, y)
        arrow = end in ("arrow", "from nowhere")
        length = head_length(width)
        stop = last - (1.0 if confidence == 0 else length * 0.7) if arrow else last
        if end == "from nowhere":
            draw_fade(pen, stop, first, colour, width)
        elif end == "to nowhere":
            draw_fade(pen, first, stop, colour, width)
        else:
            third = (stop - first) / 3
            draw_stroke(pen, [first, first + third, stop - third, stop], colour, width, confidence)
        if end == "ticks":
            draw_ticks(pen, [(first + 1, 1 + 0j), (last - 1, 1 + 0j)], colour, width, 0.0)
        if arrow:
            draw_head(pen, Head(last, 1 + 0j, length, head_half(width)), colour, width, is_open=confidence == 0)

    return draw


def _keyed(colour: str, key: str) -> Glyph:
    """Return a level line with the number that its group's lines wear on the map."""
    stroke = _stroke(colour, 3.6)

    def draw(pen: Pen, x: float, y: float) -> None:
        stroke(pen, x, y)
        if key:
            pen.text(x + _GLYPH_PX / 2, y, key, KEY_PX, colour=colour, weight=700, align="center", halo=5.0)

    return draw


def _drawn_groups(network: Network) -> dict[str, str]:
    """Return the colour of each group that has a line or an arrow on the map, by name."""
    drawn = set(network.strands.group.tolist()).union(*network.domestic.values())
    pairs = enumerate(zip(network.groups, network.colours, strict=True))
    return {name: colour for k, (name, colour) in pairs if k in drawn}


def _colours(network: Network, groups: dict[str, str], lang: str) -> list[tuple[Glyph, str]]:
    if len(groups) < 2:
        return []
    keys = {network.groups[group]: key for group, key in network.keys.items()}
    items = [(_keyed(colour, keys.get(name, "")), name) for name, colour in list(groups.items())[:_MOST_COLOURS]]
    if len(groups) > _MOST_COLOURS:
        items.append((lambda pen, x, y: None, word(lang, "more").format(len(groups) - _MOST_COLOURS)))
    return items


def round_down(value: float) -> float:
    """Return the largest 1, 2 or 5 times a power of ten that is not above the value.

    Examples
    --------
    >>> round_down(730.0), round_down(0.3)
    (500.0, 0.2)
    """
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value) + 1e-12)
    lead = value / power
    return float(f"{(5 if lead >= 5 else 2 if lead >= 2 else 1) * power:.12g}")


def _steps(top: float, least: float) -> list[float]:
    """Return two or three round quantities between the largest and the least, largest first.

    Examples
    --------
    >>> _steps(730000.0, 1200.0), _steps(240000.0, 31000.0), _steps(5.0, 5.0)
    ([500000.0, 50000.0, 5000.0], [200000.0, 20000.0], [5.0])
    """
    first = round_down(top)
    steps = [first, *(step for step in (round_down(first / 10), round_down(first / 100)) if step >= least)]
    lowest = round_down(least)
    return [*steps, lowest] if len(steps) == 1 and 0 < lowest < first else steps


def _widths(networks: Sequence[Network], lang: str, ink: str) -> list[Section]:
    units: dict[str, tuple[float, float]] = {}
    thin = networks[0].line_scale
    for network in networks:
        for unit, (top, least) in network.units.items():
            known = units.get(unit, (0.0, math.inf))
            units[unit] = (max(known[0], top), min(known[1], least))
    sections = []
    for unit, (top, least) in sorted(units.items())[:_MOST_UNITS]:
        items = [
            (_stroke(ink, style.line_width_px(step, top) * thin), _number(step, lang)) for step in _steps(top, least)
        ]
        name = f"{word(lang, 'width')}: {unit}" if lang != "fr" else f"{word(lang, 'width')} : {unit}"
        sections.append(Section(name, items))
    used = set().union(*(network.magnitudes for network in networks))
    # One width for all says nothing, so the legend does not explain it.
    if len(used) > 1 or (used and (sections or "" not in used)):
        items = [
            (_stroke(ink, style.MAGNITUDE_WIDTH_PX[name] * thin), word(lang, f"magnitude {name}".strip()))
            for name in reversed(style.MAGNITUDES)
            if name in used
        ]
        sections.append(Section(word(lang, "width"), items))
    return sections


def _number(value: float, lang: str) -> str:
    text = f"{value:,.12g}"
    if lang == "en":
        return text
    thousands = "." if lang == "es" else " "
    return text.replace(",", "\0").replace(".", ",").replace("\0", thousands)


def _support(networks: Sequence[Network], lang: str, ink: str) -> list[tuple[Glyph, str]]:
    used = {int(level) for network in networks for level in network.strands.confidence}
    return [
        (_stroke(ink, confidence=level, end="arrow"), word(lang, f"confidence {style.CONFIDENCES[level]}".strip()))
        for level in sorted(used, reverse=True)
    ]


def _lines(networks: Sequence[Network], lang: str, ink: str) -> list[tuple[Glyph, str]]:
    items: list[tuple[Glyph, str]] = []
    if any(network.strands.tail_in.any() for network in networks):
        items.append((_stroke(ink, end="from nowhere"), word(lang, "open origin")))
    if any(network.strands.tail_out.any() for network in networks):
        items.append((_stroke(ink, end="to nowhere"), word(lang, "open destination")))
    if any(network.strands.undirected.any() for network in networks):
        items.append((_stroke(ink, end="ticks"), word(lang, "undirected")))
    if any(network.domestic for network in networks):
        ring: Glyph = lambda pen, x, y: draw_ring_arrow(pen, x + _GLYPH_PX / 2, y, 5.2, ink, GROUND["panel"])  # noqa: E731
        items.append((ring, word(lang, "domestic")))
    return items


def _places(networks: Sequence[Network], lang: str, *, has_disputed: bool) -> list[tuple[Glyph, str]]:
    marks = [(roles, k in network.members) for network in networks for k, roles in enumerate(network.roles)]
    roles = [role & 7 for role, is_region in marks if not is_region]
    items: list[tuple[Glyph, str]] = []
    for bit, key in ((ORIGIN, "origin"), (TRANSIT, "transit"), (DESTINATION, "destination")):
        if any(role & bit for role in roles):
            items.append((_symbol(bit), word(lang, key)))
    mixed = [role for role in roles if role & (role - 1)]
    if mixed:
        items.append((_symbol(mixed[0]), word(lang, "combined")))
    if any(is_region for _, is_region in marks):
        items.append((_hatch, word(lang, "region")))
    most = max((count for network in networks for count in network.badge), default=0)
    if most:
        items.append((lambda pen, x, y: draw_badge(pen, x + _GLYPH_PX / 2, y, most), word(lang, "role")))
    if has_disputed:
        items.append((_disputed, word(lang, "disputed")))
    return items


def _symbol(roles: int) -> Glyph:
    def draw(pen: Pen, x: float, y: float) -> None:
        draw_symbol(pen, x + _GLYPH_PX / 2, y, roles, is_region=False, paper=GROUND["panel"])

    return draw


def _hatch(pen: Pen, x: float, y: float) -> None:
    area = shapely.box(x + 5, y - 5.5, x + _GLYPH_PX - 5, y + 5.5)
    path = area_path(area)
    if path:
        pen.shape(path, fill=GROUND["concerned"])
    draw_hatch(pen, area)


def _disputed(pen: Pen, x: float, y: float) -> None:
    points = [complex(value, y) for value in np.array([x + 3, x + _GLYPH_PX - 3]).tolist()]
    pen.shape(line_path(points), stroke="#b4b1a6", width=0.9, dash=(4 / 0.9, 3 / 0.9))


def legend_width(sections: Sequence[Section]) -> float:
    """Return the width that one column of sections needs, px."""
    texts = [text_width(text, _TEXT_PX) for section in sections for _, text in section.items]
    return _GLYPH_PX + 10 + max(texts, default=0.0)
