"""Routes within a place: arrows that go round it, as wide and as dashed as lines."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from routemap.scene.marks import path_stroke, symbol_radius
from routemap.scene.scene import Scene
from routemap.scene.shapes import Ink, Shape, polyline
from routemap.style import FAINT, HEAD, RING

_ARC_STEP = math.pi / 8


def ring_shapes(
    x: float, y: float, radius: float, colour: Ink, width: float, support: int, paper: Ink = "land"
) -> list[Shape]:
    """Return the arrow that goes round a place: routes within it."""
    steps = max(2, math.ceil((RING.end - RING.start) / _ARC_STEP))
    angles = np.linspace(RING.start, RING.end, steps + 1).tolist()
    at, reach = complex(x, y), 4 / 3 * math.tan((angles[1] - angles[0]) / 4)
    rim = [cmath.rect(1.0, angle) for angle in angles]
    pieces = [("C", (a * (1 + 1j * reach), b * (1 - 1j * reach), b)) for a, b in pairwise(rim)]
    arc = (
        ("M", (at + rim[0] * radius,)),
        *((letter, tuple(at + p * radius for p in points)) for letter, points in pieces),
    )
    along = cmath.rect(HEAD.length(width) / HEAD.length(RING.width_px), RING.end + math.pi / 2 + RING.lean)
    tip, corner = at + rim[-1] * radius, RING.half_px * 1j
    point, left, right = (
        tip + along * RING.tip_px,
        tip + along * (corner - RING.back_px),
        tip - along * (corner + RING.back_px),
    )
    line = path_stroke(arc, colour, width, support)
    casing = Shape(arc, stroke=paper, width=width + 2 * RING.casing_px)
    if support in FAINT:
        stroke = max(HEAD.open_px, width * HEAD.open_per_px)
        head = Shape(polyline([left, point, right]), stroke=colour, width=stroke, opacity=line.opacity, is_mitred=True)
    else:
        head = Shape(polyline([point, left, right], closed=True), fill=colour)
    return [casing, line, head]


def rings_shapes(scene: Scene, place: int, x: float, y: float, colours: Sequence[Ink]) -> list[Shape]:
    """Return the arrows that go round a place, the innermost first; `colours` are those of groups."""
    reach = symbol_radius(scene.roles[place], is_region=scene.is_region[place]) + RING.clear_px
    found = []
    for ring in scene.domestic.get(place, ())[: RING.most]:
        step = ring.width + RING.gap_px
        found += ring_shapes(x, y, reach + step / 2, colours[ring.group], ring.width, ring.support)
        reach += step
    return found
