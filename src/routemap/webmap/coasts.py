"""The coasts and borders of the pages' small pictures, projected once for all of them."""

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
