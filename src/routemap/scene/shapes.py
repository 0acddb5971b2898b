"""Shapes: strokes and areas that say which ink they are drawn in, not which colour; and the paths they are made of."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Ink = str
"""A name of `style.GROUND` (land, ink, panel, …) or a colour of its own, such as a group's."""

# A quarter of a circle as a cubic curve: how far its control points lie from its ends.
FLATTEST = 0.5519150244935106


@dataclass(frozen=True)
class Shape:
    """One stroke or area.

    Attributes
    ----------
    path
        Pieces as (letter, points): M and L with one point, C with three, Z with none; px.
    fill, stroke
        Inks, or None for none.
    width
        Of the stroke, px.
    dash
        Lengths on and off, px.
    opacity
        0 to 1.
    is_mitred
        Corners are pointed, not round.
    has_round_ends
        Of the stroke and its dashes.
    """

    path: tuple[tuple[str, tuple[complex, ...]], ...]
    fill: Ink | None = None
    stroke: Ink | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    is_mitred: bool = False
    has_round_ends: bool = False


def circle(x: float, y: float, radius: float) -> tuple[tuple[str, tuple[complex, ...]], ...]:
    """Return a circle as a path of four cubic curves."""
    at, k = complex(x, y), FLATTEST
    corners = [cmath.rect(1.0, turn * math.pi / 2) for turn in range(5)]
    quarters = [("C", (a + b * k, b + a * k, b)) for a, b in pairwise(corners)]
    start = ("M", (at + corners[0] * radius,))
    return (start, *((letter, tuple(at + p * radius for p in points)) for letter, points in quarters), ("Z", ()))


def polyline(points: Sequence[complex], *, closed: bool = False) -> tuple[tuple[str, tuple[complex, ...]], ...]:
    """Return a polyline as a path."""
    return (("M", (points[0],)), *(("L", (point,)) for point in points[1:]), *((("Z", ()),) if closed else ()))


def chain_path(chain: Sequence[complex]) -> tuple[tuple[str, tuple[complex, ...]], ...]:
    """Return a start and cubic pieces as a path."""
    pieces = [tuple(chain[k : k + 3]) for k in range(1, len(chain), 3)]
    return (("M", (chain[0],)), *(("C", piece) for piece in pieces))
