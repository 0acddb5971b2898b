"""Small pictures of a market's routes for the gallery: a few kilobytes of SVG, drawn without a browser."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache
from typing import Any

import numpy as np

from routemap import places
from routemap.lines.mercator import to_world
from routemap.places.topojson import Rings, decode_rings
from routemap.style import HUES, Colour
from routemap.webmap.thumbnail_marks import column, draw_lines, draw_places, draw_tails

_WIDTH, _HEIGHT, _MARGIN = 320, 200, 26
_MOST_LINES = 40
_NARROWEST_VIEW = 24.0  # world pixels at zoom 0: one place alone is shown with its neighbours


def thumbnail(payload: dict[str, Any], title: str) -> str:
    """Return a small map of a page's lines as SVG text.

    Colours come from the page's style sheet through class names, so that the picture follows light and dark. Text from
    data goes through an XML writer, never through a template.

    Parameters
    ----------
    payload
        What `build_payload` returned.
    title
        Text alternative.
    """
    points = to_world(np.column_stack([payload["places"]["lon"], payload["places"]["lat"]])) * 256
    payload, curves = _sparse(payload, _curves(payload, points))
    left, top, scale = _view(np.concatenate([points, *curves]))
    svg = ET.Element("svg", {"viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "role": "img", "class": "thumb"})
    ET.SubElement(svg, "title").text = title
    for name, codes in _tints(payload).items():
        shape = _land(sorted(codes & _outlines().keys()), left, top, scale)
        if shape:
            ET.SubElement(svg, "path", {"class": f"thumb-{name}", "fill-rule": "evenodd", "d": shape})
    hues = [_hue(group) for group in payload["groups"]]
    pixels = (points - (left, top)) * scale
    draw_lines(svg, payload, [(curve - (left, top)) * scale for curve in curves], hues)
    draw_tails(svg, payload, pixels, hues)
    draw_places(svg, payload, pixels, hues)
    return ET.tostring(svg, encoding="unicode")


def _sparse(payload: dict[str, Any], curves: list[np.ndarray]) -> tuple[dict[str, Any], list[np.ndarray]]:
    """Return a payload and its curves with the lines that most routes share: a small picture holds no more."""
    routes, strands = payload["routes"], payload["strands"]
    if len(curves) <= _MOST_LINES:
        return payload, curves
    counts = Counter(number for numbers in routes["strands"] for number in set(numbers))
    kept = sorted(sorted(range(len(curves)), key=lambda i: (-counts[i], i))[:_MOST_LINES])
    first = {number: i for i, numbers in reversed(list(enumerate(routes["strands"]))) for number in numbers}
    # One route for each line stands for all of them: it has the same two places and the same colour.
    rows = sorted({first[number] for number in kept if number in first})
    fewer = {name: [v[i] for i in rows] for name, v in routes.items() if isinstance(v, list)}
    columns = {name: column(values, len(curves)) for name, values in strands.items()}
    sparse = {
        **payload,
        "routes": {**routes, **fewer, "count": len(rows)},
        "strands": {name: [values[i] for i in kept] for name, values in columns.items()},
    }
    return sparse, [curves[i] for i in kept]


def _tints(payload: dict[str, Any]) -> dict[str, set[str]]:
    """Return the countries of each tint: plain land, named by a route, member of a region, subject of the report."""
    codes = payload["places"]["code"]
    subject = payload["page"]["subject"]
    special = {codes[subject]} if subject >= 0 else set()
    members = {code for countries in payload["places"]["members"].values() for code in countries} - special
    concerned = set(codes) - special - members
    return {
        "land": set(_outlines()) - concerned - members - special,
        "concerned": concerned,
        "member": members,
        "subject": special,
    }


def _curves(payload: dict[str, Any], points: np.ndarray) -> list[np.ndarray]:
    """Return start, control and end of each strand at zoom 0."""
    strands = payload["strands"]
    count = len(strands["cx"])
    starts, ends, shifts = (column(strands[name], count) for name in ("from", "to", "shift"))
    return [
        np.array([points[starts[i]], (strands["cx"][i], strands["cy"][i]), points[ends[i]] + (256 * shifts[i], 0)])
        for i in range(count)
    ]


def _view(points: np.ndarray) -> tuple[float, float, float]:
    """Return the left and top edge at zoom 0 and the scale that fit all points into the picture."""
    low, high = points.min(axis=0), points.max(axis=0)
    size = np.maximum(high - low, _NARROWEST_VIEW)
    scale = float(min((_WIDTH - 2 * _MARGIN) / size[0], (_HEIGHT - 2 * _MARGIN) / size[1]))
    centre = (low + high) / 2
    return float(centre[0] - _WIDTH / 2 / scale), float(centre[1] - _HEIGHT / 2 / scale), scale


def _hue(group: dict[str, str]) -> int:
    """Return the position of a group's colour among all hues."""
    return HUES.index(Colour(group["light"], group["dark"]))


def _land(codes: list[str], left: float, top: float, scale: float) -> str:
    """Return the path of some countries, without what lies outside the picture or closer than a pixel."""
    parts = []
    for code in codes:
        for ring in _outlines()[code]:
            drawn = (to_world(ring) * 256 - (left, top)) * scale
            if (drawn.max(axis=0) < 0).any() or (drawn.min(axis=0) > (_WIDTH, _HEIGHT)).any():
                continue
            # Far outside the picture the exact course does not matter, only that the path stays short.
            whole = np.clip(np.round(drawn), -50, _WIDTH + 50).astype(int)
            kept = whole[np.append(True, (np.diff(whole, axis=0) != 0).any(axis=1))]
            if len(kept) > 3:
                parts.append("M" + "L".join(f"{x} {y}" for x, y in kept.tolist()) + "Z")
    return "".join(parts)


@cache
def _outlines() -> dict[str, Rings]:
    return decode_rings(places.outlines_json("small"))
