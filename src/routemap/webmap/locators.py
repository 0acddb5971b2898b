"""Locators of the gallery: where in the extent of all pictures each of them lies."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

import numpy as np

from routemap.scene.layouts import WORLD_PX
from routemap.webmap.coasts import ring_path, small_coasts
from routemap.webmap.thumbnails import Extent

_WIDTH, _HEIGHT = 64, 40
_MUCH = 0.6  # of the extent of all: a picture of so much of it needs no locator
_LEAST = 6.0  # side of the smallest outline
_TURN = WORLD_PX
_ISLAND = 3  # steps that a coast must have to be seen
_ID = "locator-land"


def locators(boxes: Sequence[Extent | None]) -> tuple[str, list[str]]:
    """Return the land that all locators share, to be put into the page once, and the locator of each picture.

    Parameters
    ----------
    boxes
        What each picture shows, as `thumbnail_box` says; None for what has no picture, and gets no locator.
    """
    known = np.array([box for box in boxes if box], dtype=np.float64).reshape(-1, 4)
    if len(known) < 2:
        return "", [""] * len(boxes)
    # A picture of the Pacific lies on either side of the map's edge: all are taken to the copy of the first.
    middles = (known[:, 0] + known[:, 2]) / 2
    known[:, [0, 2]] -= (np.round((middles - middles[0]) / _TURN) * _TURN)[:, None]
    (left, top), (right, bottom) = known[:, :2].min(axis=0), known[:, 2:].max(axis=0)
    right = min(right, left + _TURN)
    scale = float(min(_WIDTH / (right - left), _HEIGHT / (bottom - top)))
    left, top = (left + right - _WIDTH / scale) / 2, (top + bottom - _HEIGHT / scale) / 2
    rows = iter((known - (left, top, left, top)) * scale)
    found = [_locator(next(rows).tolist()) if box else "" for box in boxes]
    if not any(found):
        return "", found
    holder = ET.Element("svg", {"class": "gallery-land", "width": "0", "height": "0", "aria-hidden": "true"})
    symbol = ET.SubElement(holder, "symbol", {"id": _ID, "viewBox": f"0 0 {_WIDTH} {_HEIGHT}"})
    ET.SubElement(symbol, "path", {"d": _land(float(left), float(top), scale)})
    return ET.tostring(holder, encoding="unicode"), found


def _locator(box: Sequence[float]) -> str:
    """Return a locator with an outline round a box of its own pixels; nothing where that is nearly all."""
    left, top, right, bottom = box
    if (right - left) * (bottom - top) >= _MUCH * _WIDTH * _HEIGHT:
        return ""
    width, height = max(right - left, _LEAST), max(bottom - top, _LEAST)
    x, y = (left + right - width) / 2, (top + bottom - height) / 2
    svg = ET.Element("svg", {"class": "locator", "viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "aria-hidden": "true"})
    ET.SubElement(svg, "use", {"href": f"#{_ID}"})
    at = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}"}
    for name in ("locator-halo", "locator-box"):
        ET.SubElement(svg, "rect", {"class": name, **at})
    return ET.tostring(svg, encoding="unicode")


def _land(left: float, top: float, scale: float) -> str:
    """Return the coasts in whole pixels of a locator, in every copy of the world that it shows."""
    parts = []
    coasts = small_coasts()
    for turn in (-_TURN, 0, _TURN):
        corner = np.array([left - turn, top])
        # Most coasts lie outside in two of three worlds; a pixel more than rounding can bring in.
        near = (coasts.most - corner) * scale > -2
        near &= (coasts.least - corner) * scale < [_WIDTH + 2, _HEIGHT + 2]
        for ring in (coasts.rings[row] for row in near.all(axis=1).nonzero()[0].tolist()):
            px = np.clip(np.round((ring - (left - turn, top)) * scale), -9, [_WIDTH + 9, _HEIGHT + 9]).astype(int)
            if ((px >= 0) & (px <= (_WIDTH, _HEIGHT))).all(axis=1).any():
                parts.append(ring_path(px, _ISLAND))
    return "".join(parts)
