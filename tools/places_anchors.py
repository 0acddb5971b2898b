"""Anchors: the one position where a line to or from a place ends."""

from __future__ import annotations

import numpy as np
import pyproj
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, box

LonLat = tuple[float, float]

OVERRIDES: dict[str, tuple[LonLat, str]] = {
    "CAN": ((-106.0, 55.0), "the inscribed circle lies in the far north-west; people look for Canada further south"),
    "CHL": ((-70.9, -33.6), "so long a country is read at its centre of population, not at its widest place"),
    "COD": ((23.5, -2.9), "kept off the border with the Republic of the Congo, its namesake"),
    "HRV": ((16.3, 45.5), "a country in the shape of a boomerang: between Zagreb and the south, not in Slavonia"),
    "IDN": ((110.0, -7.2), "the largest island is Borneo's part; people look for Indonesia on Java"),
    "JPN": ((138.3, 36.2), "the inscribed circle lies in Hokkaido or the north; people look in central Honshu"),
    "MYS": ((102.2, 3.9), "the larger part is on Borneo; people look for Malaysia on the peninsula"),
    "NOR": ((10.0, 61.5), "the inscribed circle lies close to Sweden; people look in southern Norway"),
    "NZL": ((175.6, -38.9), "three quarters of the people live on the North Island"),
    "RUS": ((48.0, 57.0), "the inscribed circle lies in Siberia; people and routes are in European Russia"),
    "SWE": ((15.0, 60.9), "the inscribed circle lies in Lapland; people look in the southern half"),
    "VNM": ((105.5, 20.8), "a narrow country: the Red River delta rather than the widest part of the mountains"),
}
"""Hand-set anchors, each with its reason."""

INLAND_DEG = 0.2
"""So far from the coast an anchor of a region is put, where there is land that wide."""

CLEAR_DEG = 1.0
"""So far from every country's anchor, so that "the Balkans" does not read as Kosovo."""

MAIN_ISLANDS: dict[str, tuple[LonLat, str]] = {
    "KIR": ((173.1, 1.36), "the Gilbert Islands around the capital, not Kiritimati, 3,000 km to the east"),
    "UMI": ((166.63, 19.29), "Wake: most of these islands are in the Pacific, and Navassa, the largest, is not"),
}
"""Where the main polygon is not the largest: a position on or beside it, and the reason."""


def make_anchors(lands: dict[str, MultiPolygon]) -> dict[str, LonLat]:
    """Return each country's anchor, (lon, lat) in degrees, four decimals."""
    found = {
        code: OVERRIDES[code][0] if code in OVERRIDES else _inscribed_centre(_main_polygon(code, land))
        for code, land in lands.items()
    }
    outside = sorted(code for code, anchor in found.items() if not lands[code].contains(Point(anchor)))
    if outside:
        raise ValueError(f"anchors off their own land: {', '.join(outside)}")
    return found


def make_region_anchors(
    countries: dict[str, LonLat], lands: dict[str, MultiPolygon], regions: dict[str, tuple[tuple[str, ...], bool]]
) -> dict[str, LonLat]:
    """Return each region's anchor: the middle of its members' anchors on the sphere.

    Parameters
    ----------
    countries
        The countries' anchors.
    lands
        The countries' outlines.
    regions
        By slug the members, and whether the anchor is to be on land: the middle of the Gulf states may be in the Gulf
        and is nudged ashore, the middle of the Caribbean is where one expects it.
    """
    taken = shapely.union_all(shapely.points(list(countries.values())).tolist()).buffer(CLEAR_DEG)
    found: dict[str, LonLat] = {}
    for slug, (members, on_land) in regions.items():
        middle = _spherical_mean([countries[code] for code in members])
        land = shapely.union_all([lands[code] for code in members]) if on_land else box(-180.0, -90.0, 180.0, 90.0)
        found[slug] = _nudge(middle, land.buffer(-INLAND_DEG).difference(taken))
    return found


def _spherical_mean(positions: list[LonLat]) -> LonLat:
    lon, lat = np.radians(np.array(positions)).T
    x, y, z = (np.cos(lat) * np.cos(lon)).sum(), (np.cos(lat) * np.sin(lon)).sum(), np.sin(lat).sum()
    return round(float(np.degrees(np.arctan2(y, x))), 4), round(float(np.degrees(np.arctan2(z, np.hypot(x, y)))), 4)


def _nudge(position: LonLat, free: shapely.Geometry) -> LonLat:
    """Return the nearest position that is free, which may be the position itself."""
    nearest = shapely.shortest_line(Point(position), free).coords[-1]
    return round(nearest[0], 4), round(nearest[1], 4)


def _main_polygon(code: str, land: MultiPolygon) -> Polygon:
    if code in MAIN_ISLANDS:
        near = Point(MAIN_ISLANDS[code][0])
        return min(land.geoms, key=near.distance)
    return max(land.geoms, key=_area)


def _inscribed_centre(main: Polygon) -> LonLat:
    """Return the centre of the largest circle inside a polygon, in an equal-area projection."""
    to_plane = _equal_area(main)
    plane = shapely.transform(main, to_plane.transform, interleaved=False)
    circle = shapely.maximum_inscribed_circle(plane, tolerance=float(np.sqrt(plane.area)) / 500)
    lon, lat = to_plane.transform(*circle.coords[0], direction="INVERSE")
    return round(lon, 4), round(lat, 4)


def _area(polygon: Polygon) -> float:
    return float(abs(pyproj.Geod(ellps="WGS84").geometry_area_perimeter(polygon)[0]))


def _equal_area(polygon: Polygon) -> pyproj.Transformer:
    lon, lat = polygon.centroid.coords[0]
    plane = pyproj.CRS.from_proj4(f"+proj=laea +lat_0={lat:.4f} +lon_0={lon:.4f} +datum=WGS84 +units=m")
    return pyproj.Transformer.from_crs("EPSG:4326", plane, always_xy=True)
