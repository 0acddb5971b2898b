"""Small pictures of a market's routes for the gallery: a few kilobytes of SVG, drawn without a browser."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from typing import Any

import numpy as np

from routemap import places
from routemap.lines.mercator import to_world
from routemap.places.topojson import Rings, decode_rings
from routemap.style import HUES, Colour

_WIDTH, _HEIGHT, _MARGIN = 320, 200, 26
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
    curves = _curves(payload, points)
    left, top, scale = _view(np.concatenate([points, *(curve for curve, _ in curves)]))
    svg = ET.Element("svg", {"viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "role": "img", "class": "thumb"})
    ET.SubElement(svg, "title").text = title
    concerned = set(payload["places"]["code"])
    for name, codes in (("land", _outlines().keys() - concerned), ("concerned", _outlines().keys() & concerned)):
        shape = _land(sorted(codes), left, top, scale)
        ET.SubElement(svg, "path", {"class": f"thumb-{name}", "fill-rule": "evenodd", "d": shape})
    hues = [_hue(group) for group in payload["groups"]]
    for curve, group in curves:
        (x0, y0), (cx, cy), (x1, y1) = (curve - (left, top)) * scale
        shape = f"M{x0:.1f} {y0:.1f}Q{cx:.1f} {cy:.1f} {x1:.1f} {y1:.1f}"
        ET.SubElement(svg, "path", {"class": f"thumb-line hue-{hues[group]}", "d": shape})
    for x, y in (points - (left, top)) * scale:
        ET.SubElement(svg, "circle", {"class": "thumb-place", "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "3"})
    return ET.tostring(svg, encoding="unicode")


def _curves(payload: dict[str, Any], points: np.ndarray) -> list[tuple[np.ndarray, int]]:
    """Return start, control and end of each strand at zoom 0, with its colour group."""
    strands = payload["strands"]
    count = len(strands["cx"])
    columns = {
        name: strands[name] if isinstance(strands[name], list) else [strands[name]] * count
        for name in ("from", "to", "shift", "group")
    }
    return [
        (
            np.array(
                [
                    points[columns["from"][i]],
                    (strands["cx"][i], strands["cy"][i]),
                    points[columns["to"][i]] + (256 * columns["shift"][i], 0),
                ]
            ),
            columns["group"][i],
        )
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
