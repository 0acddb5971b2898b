"""The pieces of land that the outlines are made of: cut out, completed, and given to their codes.

A piece is land that may be another country's or hold a disputed line: northern Cyprus is a piece of CYP, so that the
line across the island is known, although both end up in one outline.
"""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from shapely.geometry import MultiPolygon, Polygon, box

from places_sources import multipolygon, polygons_of

Pieces = dict[str, MultiPolygon]
"""Land by piece name: a country's code, or one of `MERGED`."""

MERGED = {
    "CYN": "CYP",  # northern Cyprus: Security Council resolutions 541 (1983) and 550 (1984)
    "SOL": "SOM",  # Somaliland: no member state of the United Nations recognises it
    "HLB": "EGY",  # the Hala'ib triangle: Egypt holds it up to the parallel, Sudan claims it up to the older line
    "KAS": "IND",  # Siachen glacier: beyond the agreed end of the line of control; drawn with the side that holds it
}
"""Pieces that are no country of their own, and the code they belong to."""


@dataclass(frozen=True)
class Part:
    """Part of a source country that has a code of its own: the polygons whose centre lies in `bounds`."""

    code: str
    parent: str
    bounds: tuple[float, float, float, float]  # west, south, east, north, degrees


PARTS_OF_MEDIUM = (
    Part("GUF", "FRA", (-55.0, 2.0, -51.0, 6.0)),
    Part("GLP", "FRA", (-62.0, 15.8, -60.9, 16.6)),
    Part("MTQ", "FRA", (-61.4, 14.3, -60.7, 15.0)),
    Part("REU", "FRA", (55.0, -21.5, 56.0, -20.8)),
    Part("MYT", "FRA", (44.9, -13.1, 45.4, -12.6)),
    Part("SJM", "NOR", (10.0, 74.0, 34.0, 81.0)),  # Svalbard
    Part("SJM", "NOR", (-9.2, 70.7, -7.8, 71.3)),  # Jan Mayen
    Part("BES", "NLD", (-68.5, 12.0, -68.1, 12.4)),  # Bonaire
    Part("BES", "NLD", (-63.4, 17.3, -62.8, 17.8)),  # Sint Eustatius, Saba
    Part("CXR", "IOA", (105.0, -11.0, 106.0, -10.0)),
)
"""Overseas parts that the medium source draws with their parent state."""

PARTS_OF_FINE = (
    Part("BVT", "Norway", (3.0, -55.0, 4.0, -54.0)),
    Part("CCK", "Indian Ocean Ter.", (96.0, -13.0, 97.0, -11.0)),
    Part("GIB", "Gibraltar", (-6.0, 36.0, -5.0, 36.5)),
    Part("TKL", "New Zealand", (-173.0, -10.0, -171.0, -8.0)),
    Part("UMI", "U.S. Minor Outlying Is.", (-180.0, -90.0, 180.0, 90.0)),
)
"""The five codes that only the fine source has."""

TUVALU = Part("TUV", "Tuvalu", (-180.0, -90.0, 180.0, 90.0))
"""The medium source keeps one of the nine atolls; the fine source has them all."""

VATICAN = box(12.4450, 41.9000, 12.4600, 41.9075)
"""Vatican City has collapsed to a point in both sources: a hand-set box of its true place and extent."""

GOLAN_WEST = (
    (35.61, 33.32),
    (35.623, 33.24),
    (35.640, 33.19),
    (35.632, 33.09),
    (35.622, 33.00),
    (35.632, 32.93),
    (35.650, 32.88),
    (35.655, 32.80),
    (35.640, 32.73),
    (35.655, 32.65),
)
"""Hand-set: the upper Jordan and the eastern shore of the Sea of Galilee, from Lebanon to the Yarmouk.

Both sources draw the Golan with Israel. The United Nations treat it as Syrian territory under occupation (Security
Council resolution 497 of 1981), and so do we; the line itself is in `disputed`.
"""
_GOLAN = Polygon([*GOLAN_WEST, (36.0, 32.65), (36.0, 33.50), (35.61, 33.50)])

HALAIB_NORTH = ((34.10, 21.95), (34.15, 22.20), (34.68, 22.31), (35.05, 22.78), (35.25, 22.83), (35.60, 23.17))
"""Hand-set: the administrative line of 1902, from the 22nd parallel to the coast north of Shalateen; approximate."""
_HALAIB = Polygon([*HALAIB_NORTH, (36.2, 23.60), (37.5, 23.0), (37.5, 21.95)])


def make_pieces(medium: dict[str, list[Polygon]], fine: dict[str, list[Polygon]]) -> Pieces:
    """Return all land as pieces, from the medium source (by ``a3``) and the fine one (by ``name``)."""
    lands = {code: list(polygons) for code, polygons in medium.items()}
    lands["AUS"] += lands.pop("ATC", [])  # Ashmore and Cartier Islands have no code of their own
    lands.pop("VAT", None)
    cut: dict[str, list[Polygon]] = {}
    for part in PARTS_OF_MEDIUM:
        inside, lands[part.parent] = _split(lands[part.parent], part)
        cut.setdefault(part.code, []).extend(inside)
    lands.pop("IOA")
    lands |= cut
    pieces = {code: multipolygon(polygons) for code, polygons in sorted(lands.items())}
    pieces["ISR"], golan = _cut(pieces["ISR"], _GOLAN)
    pieces["SYR"] = multipolygon([*pieces["SYR"].geoms, *golan.geoms])
    pieces["EGY"], pieces["HLB"] = _cut(pieces["EGY"], _HALAIB)
    added = {part.code: multipolygon(_split(fine[part.parent], part)[0]) for part in (*PARTS_OF_FINE, TUVALU)}
    added["VAT"] = multipolygon([VATICAN])
    return _insert(pieces, added)


def _split(polygons: list[Polygon], part: Part) -> tuple[list[Polygon], list[Polygon]]:
    """Return the polygons of `part` and the others; a part that matches nothing is a fault of the table."""
    window = box(*part.bounds)
    inside = [p for p in polygons if window.contains(p.centroid)]
    if not inside:
        raise LookupError(f"no polygon of {part.parent} lies where {part.code} should be")
    return inside, [p for p in polygons if not window.contains(p.centroid)]


def _cut(land: MultiPolygon, window: Polygon) -> tuple[MultiPolygon, MultiPolygon]:
    """Return the land outside and inside a window."""
    outside, inside = land.difference(window), land.intersection(window)
    return multipolygon(polygons_of(outside)), multipolygon(polygons_of(inside))


def _insert(pieces: Pieces, added: Pieces) -> Pieces:
    """Put finer pieces into the coarser land: where they overlap, the finer piece holds."""
    result = {code: land for code, land in pieces.items() if code not in added}
    for land in added.values():
        for code, other in result.items():
            if shapely.intersects(other, land):
                result[code] = multipolygon(polygons_of(other.difference(land)))
    return dict(sorted((result | added).items()))
