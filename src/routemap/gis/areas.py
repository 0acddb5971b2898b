"""The regions that routes name, as areas: the outlines of their members in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from routemap.gis.layers import Layer, joint_markets, rows_by_place
from routemap.gis.periods import joint_days
from routemap.scene.areas import region_areas

if TYPE_CHECKING:
    import pandas as pd

# Twice 7 km at the equator; the outlines are made for maps of the world.
_SLIT_DEG = 0.06
_GRID_DEG = 1e-6


def areas_layer(routes: pd.DataFrame) -> Layer:
    """Return one row per region that a route names.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    """
    from routemap.places import outlines, place_name, regions

    known = regions()
    rows = {code: found for code, found in sorted(rows_by_place(routes).items()) if code in known}
    members = region_areas(routes)
    columns: dict[str, NDArray[Any]] = {
        "code": np.array(list(rows), dtype=object),
        "name": np.array([place_name(code) for code in rows], dtype=object),
        "members": np.array([" ".join(members[code]) for code in rows], dtype=object),
        "source": np.array([known[code].source for code in rows], dtype=object),
        "routes": np.array([len(found) for found in rows.values()], dtype=np.int64),
    }
    columns |= joint_markets(routes, rows) | joint_days(routes, rows)
    shapes = [[outlines("medium").rings(code) for code in members[region]] for region in rows]
    geometry = np.array([_union(rings) for rings in shapes], dtype=object)
    description = "The regions that routes name, as this project understands them; no statement about borders"
    return Layer("areas", description, columns, geometry, "MultiPolygon")


def _union(countries: list[list[NDArray[np.float64]]]) -> Any:
    """Join the countries; the borders between them go."""
    joined = shapely.union_all([_country(rings) for rings in countries])
    # Widening and narrowing again closes the slits where outlines of two sources meet (French Guiana's do).
    closed = shapely.buffer(joined, _SLIT_DEG, join_style="mitre")
    closed = shapely.buffer(closed, -_SLIT_DEG, join_style="mitre")
    inside = shapely.intersection(closed, shapely.box(-180, -90, 180, 90))
    parts = shapely.get_parts(shapely.make_valid(shapely.set_precision(inside, _GRID_DEG)))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def _country(rings: list[NDArray[np.float64]]) -> Any:
    """Fill rings by the even-odd rule: a hole is a ring within a ring."""
    area: Any = shapely.Polygon()
    for ring in rings:
        if len(ring) > 3:
            area = shapely.symmetric_difference(area, shapely.make_valid(shapely.Polygon(ring)))
    return area
