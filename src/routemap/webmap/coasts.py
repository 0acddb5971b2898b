"""The coasts and borders of the pages' small pictures, projected once for all of them; their paths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from routemap import places
from routemap.lines.mercator import to_world
from routemap.scene.layouts import WORLD_PX
from routemap.scene.scene import Floats, Ints


@dataclass(frozen=True, eq=False, slots=True)
class Coasts:
    """The rings of all countries, those of one beside each other, countries in the order of their codes.

    Attributes
    ----------
    rings
        Float arrays (n, 2), pixels of the world at zoom 0.
    least, most
        Float arrays (r, 2): the least and the greatest x and y of each.
    rows
        By code, the numbers of a country's rings.
    """

    rings: list[Floats]
    least: Floats
    most: Floats
    rows: dict[str, range]

    def of(self, codes: list[str]) -> Ints:
        """Return the numbers of the rings of some countries, in their order."""
        return np.array([row for code in codes for row in self.rows[code]], dtype=np.int_)


@cache
def small_coasts() -> Coasts:
    """Return the small outlines as small pictures draw them."""
    outlines = places.outlines("small")
    rings: list[Floats] = []
    rows = {}
    for code in sorted(outlines.polygons):
        own = outlines.rings(code)
        rows[code] = range(len(rings), len(rings) + len(own))
        rings += own
    stops = np.cumsum([len(ring) for ring in rings])
    begins = np.concatenate(([0], stops[:-1]))
    px = to_world(np.concatenate(rings)) * WORLD_PX
    least, most = np.minimum.reduceat(px, begins), np.maximum.reduceat(px, begins)
    return Coasts(np.split(px, stops[:-1]), least, most, rows)


def ring_path(px: Ints, least: int) -> str:
    """Return the closed SVG path of a ring (n, 2) in whole pixels; nothing where fewer than `least` steps remain.

    Examples
    --------
    >>> ring_path(np.array([[4, 4], [9, 4], [9, 4], [2, 8]]), 2)
    'M4 4l5 0-7 4Z'
    """
    steps = np.diff(px, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < least:
        return ""
    # Steps are shorter than positions, and a minus sign divides as well as a blank.
    way = " ".join([f"{x} {y}" for x, y in steps.tolist()]).replace(" -", "-")
    return f"M{px[0, 0]} {px[0, 1]}l{way}Z"
