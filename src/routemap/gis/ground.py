"""The ground below the lines, as layers: countries, and their coasts and borders, so that a map needs no tiles."""

from __future__ import annotations

from functools import cache

import numpy as np
import shapely

from routemap.gis.layers import Layer


@cache
def ground_layers() -> tuple[Layer, Layer]:
    """Return the layers borders and land, the upper one first; they are the same for all routes."""
    from routemap.places import outlines, place_name

    world = outlines("medium")
    codes = sorted(world.polygons)
    shapes = [
        shapely.multipolygons([shapely.Polygon(outer, holes) for outer, *holes in world.polygons[code]])
        for code in codes
    ]
    columns = {
        "code": np.array(codes, dtype=object),
        "name": np.array([place_name(code) for code in codes], dtype=object),
    }
    said = "Countries and territories; no statement about borders"
    land = Layer("land", said, columns, np.array(shapes, dtype=object), "MultiPolygon")
    lines = [
        shapely.multilinestrings([shapely.LineString(part) for part in parts])
        for parts in (world.borders, world.disputed)
    ]
    kinds = {"kind": np.array(["border", "disputed"], dtype=object)}
    said = "Coasts and borders, and lines that United Nations maps do not draw as final"
    return Layer("borders", said, kinds, np.array(lines, dtype=object), "MultiLineString"), land
