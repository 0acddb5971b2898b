"""The marks of a gallery picture: lines with arrowheads, open ends, symbols of places, arrows of domestic routes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from math import atan2, cos, hypot, pi, sin
from typing import Any

import numpy as np

_HEAD = 7.0
_TAIL = 17.0
_RADIUS = 3.2
_RING = 6.5
_FLOW, _DOMESTIC, _ROLE, _UNDIRECTED = range(4)
_ORIGIN, _TRANSIT, _DESTINATION, _EITHER = 1, 2, 4, 8


def column(values: Any, count: int) -> list[Any]:
    """Return a payload's column with one entry per row; a constant column is written as one value."""
    return values if isinstance(values, list) else [values] * count


def draw_lines(svg: ET.Element, payload: dict[str, Any], curves: list[np.ndarray], hues: list[int]) -> None:
    """Draw each strand as a curve that ends in an arrowhead outside the symbol it points to.

    Parameters
    ----------
    svg
        The picture.
    payload
        What `build_payload` returned.
    curves
        Start, control and end of each strand, px.
    hues
        Position among all hues of each colour group.
    """
    count = len(curves)
    groups = column(payload["strands"]["group"], count)
    undirected = column(payload["strands"]["undirected"], count)
    for curve, group, both in zip(curves, groups, undirected, strict=True):
        start, control, end = curve
        clear = _RADIUS + 1.5
        tip = end + _towards(end, control, clear)
        base = tip if both else tip + _towards(end, control, _HEAD * 0.6)
        from_ = start + _towards(start, control, clear - 1)
        shape = f"M{_at(from_)}Q{_at(control)} {_at(base)}"
        for name in ("thumb-casing", f"thumb-line hue-{hues[group]}"):
            ET.SubElement(svg, "path", {"class": name, "d": shape})
        if not both:
            _draw_head(svg, tip, control, hues[group])


def draw_tails(svg: ET.Element, payload: dict[str, Any], points: np.ndarray, hues: list[int]) -> None:
    """Draw a short fading end where a source leaves origin or destination open: one per place, colour and sense."""
    for place, group, incoming, direction in sorted(_open_ends(payload, points)):
        here = points[place]
        unit = np.array([cos(direction), sin(direction)])
        near, far = here + unit * (_RADIUS + 1.5), here + unit * (_RADIUS + _TAIL)
        base = near + unit * _HEAD * 0.6 if incoming else near
        ET.SubElement(svg, "path", {"class": f"thumb-tail hue-{hues[group]}", "d": f"M{_at(far)}L{_at(base)}"})
        if incoming:
            _draw_head(svg, near, far, hues[group])


def draw_places(svg: ET.Element, payload: dict[str, Any], points: np.ndarray, hues: list[int]) -> None:
    """Draw the symbol of each place, and an arrow around it for routes within it."""
    routes, kinds = payload["routes"], column(payload["places"]["kind"], len(points))
    count = routes["count"]
    groups = column(routes["group"], count)
    for route, kind in enumerate(column(routes["kind"], count)):
        if kind == _DOMESTIC and routes["stops"][route]:
            _draw_round(svg, points[routes["stops"][route][0]], hues[groups[route]])
    named = {stop for stops in routes["stops"] for stop in stops}
    for place, roles in enumerate(_roles(payload, len(points))):
        if place not in named:
            continue
        x, y = (f"{value:.1f}" for value in points[place])
        name = (
            "thumb-region" if kinds[place] == 1 else "thumb-end" if roles in (_DESTINATION, _EITHER) else "thumb-place"
        )
        if roles & _TRANSIT and not roles & _ORIGIN and kinds[place] == 0:
            r = _RADIUS + 0.8
            shape = f"M{x} {float(y) - r:.1f}l{r} {r}l{-r} {r}l{-r} {-r}Z"
            ET.SubElement(svg, "path", {"class": "thumb-place", "d": shape})
            continue
        radius = _RADIUS + 1 if name == "thumb-region" else _RADIUS
        ET.SubElement(svg, "circle", {"class": name, "cx": x, "cy": y, "r": f"{radius}"})


def _at(point: np.ndarray) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def _towards(here: np.ndarray, there: np.ndarray, length: float) -> np.ndarray:
    """Return the step of that length from one point towards another; none where they are the same."""
    away = there - here
    size = hypot(*away)
    return np.asarray(away * (min(length, size / 2) / size) if size else away)


def _draw_head(svg: ET.Element, tip: np.ndarray, behind: np.ndarray, hue: int) -> None:
    """Draw an arrowhead with its tip at a point, coming from another."""
    angle = atan2(tip[1] - behind[1], tip[0] - behind[0])
    corners = [tip - np.array([cos(angle + turn), sin(angle + turn)]) * _HEAD for turn in (0.42, -0.42)]
    shape = f"M{_at(tip)}L{_at(corners[0])}L{_at(corners[1])}Z"
    ET.SubElement(svg, "path", {"class": f"thumb-head hue-{hue}", "d": shape})


def _draw_round(svg: ET.Element, here: np.ndarray, hue: int) -> None:
    """Draw the arrow of a domestic route: most of a circle, and a head where it ends."""
    start, end = -0.35, 2 * pi - 1.35
    first = here + np.array([cos(start), sin(start)]) * _RING
    last = here + np.array([cos(end), sin(end)]) * _RING
    shape = f"M{_at(first)}A{_RING} {_RING} 0 1 1 {_at(last)}"
    ET.SubElement(svg, "path", {"class": f"thumb-round hue-{hue}", "d": shape})
    along = np.array([-sin(end), cos(end)])
    _draw_head(svg, last + along * 4.5, last - along, hue)


def _roles(payload: dict[str, Any], places: int) -> list[int]:
    """Return what each place is in the flows: origin, transit, destination, or an end without direction."""
    routes = payload["routes"]
    count = routes["count"]
    kinds, opens = column(routes["kind"], count), column(routes["open"], count)
    roles = [0] * places
    for stops, kind, unknown in zip(routes["stops"], kinds, opens, strict=True):
        for position, place in enumerate(stops):
            if kind == _UNDIRECTED:
                roles[place] |= _EITHER
            elif kind == _FLOW and position == 0 and not unknown & 1:
                roles[place] |= _ORIGIN
            elif kind == _FLOW and position == len(stops) - 1 and not unknown & 2:
                roles[place] |= _DESTINATION
            elif kind == _FLOW:
                roles[place] |= _TRANSIT
    return roles


def _open_ends(payload: dict[str, Any], points: np.ndarray) -> set[tuple[int, int, bool, float]]:
    """Return place, colour group, whether it comes in, and direction of each open end."""
    routes = payload["routes"]
    count = routes["count"]
    kinds, opens, groups = (column(routes[name], count) for name in ("kind", "open", "group"))
    ends: dict[tuple[int, int, bool], list[np.ndarray]] = {}
    for stops, kind, unknown, group in zip(routes["stops"], kinds, opens, groups, strict=True):
        if kind != _FLOW or not stops:
            continue
        if unknown & 1:
            ends.setdefault((stops[0], group, True), []).append(
                points[stops[0]] - points[stops[min(1, len(stops) - 1)]]
            )
        if unknown & 2:
            ends.setdefault((stops[-1], group, False), []).append(
                points[stops[-1]] - points[stops[max(0, len(stops) - 2)]]
            )
    found = set()
    for (place, group, incoming), directions in ends.items():
        # It continues the mean of the lines it belongs to; alone it comes from the upper left.
        x, y = np.sum([direction / max(hypot(*direction), 1e-9) for direction in directions], axis=0)
        found.add((place, group, incoming, round(atan2(y, x), 3) if hypot(x, y) > 0.05 else -2.5))
    return found
