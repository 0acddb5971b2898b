"""The marks of a map, by their look alone: strokes, arrowheads, fading ends, symbols, badges, hatches."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from routemap import style
from routemap.figure.courses import Head
from routemap.figure.network import DESTINATION, ORIGIN, TRANSIT, UNDIRECTED
from routemap.figure.pen import GROUND, Pen, area_path, chain_path, circle_path, line_path, lines_path, rounded_box

DOMESTIC_STEP = 4.5
MOST_DOMESTIC = 3
BADGE_HEIGHT = 15.0
_HATCH_PX = 5.0
_LAYERS = 12


def symbol_radius(roles: int, *, is_region: bool) -> float:
    """Return the radius of a place's symbol, px."""
    base = style.SYMBOL_RADIUS_PX
    if is_region:
        return base + 1.5
    if roles == 0:
        return 2.0
    if roles == UNDIRECTED:
        return base - 2
    return base if roles in (ORIGIN, DESTINATION) else base + 1.5


def rim_radius(roles: int, *, is_region: bool, rings: int) -> float:
    """Return where lines to a place stop: outside its symbol and the arrows round it, px."""
    own = symbol_radius(roles, is_region=is_region)
    return own + (1.5 + min(rings, MOST_DOMESTIC) * DOMESTIC_STEP if rings else 0.0)


def draw_stroke(pen: Pen, chain: Sequence[complex], colour: str, width: float, confidence: int) -> None:
    """Draw the line of a route with the dash of its confidence."""
    dash = style.CONFIDENCE_DASH[style.CONFIDENCES[confidence]]
    alpha = 1.0 if confidence else style.NOT_ASSESSED_OPACITY
    # Dots are dashes of no length with round ends.
    cap: Any = "round" if dash and dash[0] < 0.5 else "butt"
    pen.shape(chain_path(chain), stroke=colour, width=width, dash=dash, alpha=alpha, cap=cap)


def draw_ticks(pen: Pen, ticks: Sequence[tuple[complex, complex]], colour: str, width: float, extra: float) -> None:
    """Draw the small bars at both ends of a line without direction."""
    half = 3.4 + width * 0.6 + extra / 2
    for at, along in ticks:
        across = along * 1j * half
        pen.shape(line_path([at - across, at + across]), stroke=colour, width=max(1.6, width * 0.7) + extra)


def draw_head(pen: Pen, head: Head, colour: str, width: float, *, is_open: bool) -> None:
    """Draw an arrowhead with a casing; open for what is not assessed."""
    base = head.tip - head.along * head.length
    across = head.along * 1j * head.half
    points = [base + across, head.tip, base - across]
    if is_open:
        line = max(1.6, width * 0.8)
        pen.shape(line_path(points), stroke=GROUND["land"], width=line + 2.4, join="miter")
        pen.shape(line_path(points), stroke=colour, width=line, alpha=style.NOT_ASSESSED_OPACITY, join="miter")
        return
    path = line_path([*points, base + head.along * head.length * 0.14], closed=True)
    pen.shape(path, stroke=GROUND["land"], width=2.4, join="miter")
    pen.shape(path, fill=colour)


def draw_fade(pen: Pen, near: complex, far: complex, colour: str, width: float, strength: float = 1.0) -> None:
    """Draw a line that fades from `near` to `far`.

    Layers of growing length, each faint, add up to the fade: side by side, their edges would show.
    """
    covered = 0.0
    for k in range(_LAYERS):
        reach = 1 - k / _LAYERS * 0.9
        wanted = strength * min(1.0, (k + 1) / _LAYERS * 1.15)
        alpha = 1 - (1 - min(wanted, 0.999)) / (1 - covered)
        covered = min(wanted, 0.999)
        if alpha > 0:
            pen.shape(line_path([near, near + (far - near) * reach]), stroke=colour, width=width, alpha=alpha)


def draw_symbol(pen: Pen, x: float, y: float, roles: int, *, is_region: bool, paper: str = GROUND["land"]) -> None:
    """Draw the one mark of a place, its roles combined."""
    radius = symbol_radius(roles, is_region=is_region)
    if is_region:
        pen.shape(
            circle_path(x, y, radius),
            fill=GROUND["concerned"],
            stroke=GROUND["region"],
            width=1.9,
            dash=(3 / 1.9, 2.1 / 1.9),
        )
        _inside(pen, x, y, radius * 0.62, roles, GROUND["region"])
        return
    if roles == 0:
        return
    ink = GROUND["ink"]
    pen.shape(circle_path(x, y, radius + 1.6), fill=paper)
    if roles & ORIGIN:
        pen.shape(circle_path(x, y, radius - 0.9), fill=GROUND["panel"], stroke=ink, width=1.9)
        _inside(pen, x, y, (radius - 0.9) * 0.66, roles, ink)
    elif roles & TRANSIT:
        pen.shape(_diamond(x, y, radius), fill=GROUND["panel"], stroke=ink, width=1.9, join="miter")
        if roles & DESTINATION:
            pen.shape(circle_path(x, y, radius * 0.4), fill=ink)
    else:
        pen.shape(circle_path(x, y, radius if roles & DESTINATION else radius * 0.8), fill=ink)


def _inside(pen: Pen, x: float, y: float, radius: float, roles: int, colour: str) -> None:
    """Draw in the ring what else the place is."""
    if roles & TRANSIT:
        pen.shape(_diamond(x, y, radius), fill=colour)
        if roles & DESTINATION:
            pen.shape(circle_path(x, y, radius * 0.36), fill=GROUND["panel"])
    elif roles & DESTINATION:
        pen.shape(circle_path(x, y, radius * 0.72), fill=colour)


def _diamond(x: float, y: float, radius: float) -> Any:
    at = complex(x, y)
    return line_path([at - radius * 1j, at + radius, at + radius * 1j, at - radius], closed=True)


def draw_ring_arrow(pen: Pen, x: float, y: float, radius: float, colour: str, paper: str = GROUND["land"]) -> None:
    """Draw the arrow that goes round a place: routes within it."""
    start, end = -0.35, 2 * math.pi - 1.35
    arc = [complex(x, y) + cmath.rect(radius, angle) for angle in np.linspace(start, end, 40).tolist()]
    pen.shape(line_path(arc), stroke=paper, width=4.2)
    pen.shape(line_path(arc), stroke=colour, width=1.9)
    # The head leans inwards a little, as the arc does over its length.
    along = cmath.rect(1.0, end + math.pi / 2 + 0.25)
    tip = arc[-1]
    head = [tip + along * 5.4, tip + along * (3.2j - 0.8), tip - along * (3.2j + 0.8)]
    pen.shape(line_path(head, closed=True), fill=colour)


def badge_width(count: int) -> float:
    """Return the width of a badge, px."""
    return max(BADGE_HEIGHT, 9 + 6.5 * len(str(count)))


def draw_badge(pen: Pen, x: float, y: float, count: int) -> None:
    """Draw the number of statements that name a place without a counterpart."""
    width = badge_width(count)
    box = rounded_box(x - width / 2, y - BADGE_HEIGHT / 2, width, BADGE_HEIGHT)
    pen.shape(box, fill=GROUND["panel"], stroke=GROUND["ink"], width=1.2)
    pen.text(x, y, str(count), 10.0, weight=700, align="center")


def draw_hatch(pen: Pen, area: Any) -> None:
    """Hatch an area with lines of our own: the hatches of PDF, SVG and PNG each look different."""
    if area.is_empty:
        return
    west, north, east, south = shapely.bounds(area)
    first, last = math.floor((west + north) / _HATCH_PX), math.ceil((east + south) / _HATCH_PX)
    lines = [
        [(k * _HATCH_PX - north, north), (k * _HATCH_PX - south, south)] for k in range(first, last + 1)
    ]  # x + y is the same along each
    cut = shapely.get_parts(shapely.intersection(shapely.linestrings(lines), area))
    cut = cut[shapely.get_type_id(cut) == 1]
    path = lines_path([shapely.get_coordinates(line) for line in cut])
    if path:
        pen.shape(path, stroke=GROUND["region"], width=0.8, alpha=0.42)
    outline = area_path(area)
    if outline:
        pen.shape(outline, stroke=GROUND["region"], width=0.9, alpha=0.55)
