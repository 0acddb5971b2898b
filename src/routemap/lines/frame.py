"""The routes frame as lines: one geometry per route, ready for GIS and GeoJSON."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from routemap.errors import GeometryError
from routemap.lines.geodesic import fill_rings, geodesic_lines, straight_lines
from routemap.lines.seam import Geometries, cut_lines

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

    from routemap.lines.arrays import Floats

Shape = Literal["geodesic", "curve", "straight"]


def to_lines(routes: pd.DataFrame, *, shape: Shape = "geodesic", max_step_km: float = 100.0) -> geopandas.GeoDataFrame:
    """Return the routes with one line each, through the anchors of their known stops.

    Parameters
    ----------
    routes
        A routes frame, as `routemap.read_routes` returns it; it is not changed.
    shape
        ``geodesic``, the shortest way on the ground; ``curve``, as the flow layout draws it on a Web-Mercator map of
        all routes; ``straight`` in longitude and latitude.
    max_step_km
        Longest step between two vertices of a geodesic, km, > 0.

    Returns
    -------
    GeoDataFrame, EPSG:4326: the columns of `routes`, then ``origin_name``, ``transit_names``, ``destination_name``,
    ``kind`` and ``geometry``. Lines are cut at ±180°. A route within one country has a small ring; a route with one
    known place and no counterpart (a role) has no geometry. A course as given is kept as it is, whatever the shape.

    Raises
    ------
    GeometryError
        If `shape` is none of the three or `max_step_km` is not above 0.

    Examples
    --------
    >>> lines = to_lines(routemap.read_routes("data/routes.geojson"))
    >>> lines.to_file("routes.gpkg")
    """
    import geopandas
    import pandas as pd

    from routemap.routes import route_kinds, route_stops
    from routemap.routes.given_courses import courses_of

    if shape not in get_args(Shape):
        raise GeometryError(f"shape is {shape!r}; expected one of {', '.join(get_args(Shape))}")
    stops = [tuple(code for code in codes if code) for codes in route_stops(routes)]
    frame = pd.DataFrame(routes).copy()
    for column, name in (("origin", "origin_name"), ("transit", "transit_names"), ("destination", "destination_name")):
        frame[name] = _names(frame[column])
    frame["kind"] = np.asarray(route_kinds(routes), dtype=object)
    geometry = _geometries(stops, shape, max_step_km)
    for row, course in courses_of(routes).items():
        geometry[row] = cut_lines(course, np.zeros(len(course), dtype=np.int_), 1)[0]
    return geopandas.GeoDataFrame(frame, geometry=geopandas.GeoSeries(geometry, index=frame.index, crs="EPSG:4326"))


def _names(cells: pd.Series[str]) -> pd.Series[str]:
    from routemap.places import place_name

    distinct = {cell: " > ".join(place_name(code) for code in cell.split(" > ") if code) for cell in cells.unique()}
    return cells.map(distinct)


def _geometries(stops: Sequence[tuple[str, ...]], shape: Shape, max_step_km: float) -> Geometries:
    """Return a line for each route; routes of one course share it."""
    from routemap.places import anchors

    course: dict[tuple[str, ...], int] = {}
    of_route = np.array([course.setdefault(codes, len(course)) for codes in stops], dtype=np.intp)
    codes = sorted({code for route in course for code in route})
    row = {code: k for k, code in enumerate(codes)}
    places = np.asarray(anchors(codes), dtype=np.float64).reshape(-1, 2)
    points = [places[[row[code] for code in route]] for route in course]
    if shape == "geodesic":
        return geodesic_lines(points, max_step_km=max_step_km)[of_route]
    if shape == "straight":
        return straight_lines(points)[of_route]
    times = np.bincount(of_route, minlength=len(course))
    return fill_rings(_curves([[row[code] for code in route] for route in course], times, places), points)[of_route]


def _curves(stops: Sequence[list[int]], times: NDArray[np.intp], places: Floats) -> Geometries:
    """Lay out the distinct legs of all courses together and join each course's own."""
    from routemap.lines.map_curves import lay_out_curves
    from routemap.lines.seam import unwrap_longitudes

    routes = [[(a, b) for a, b in pairwise(route) if a != b] for route in stops]
    legs = sorted({leg for route in routes for leg in route})
    number = {leg: k for k, leg in enumerate(legs)}
    chains = [[number[leg] for leg in route] for route in routes]
    order = np.array([k for chain in chains for k in chain], dtype=np.int_)
    often = np.repeat(times, [len(chain) for chain in chains])
    used = np.bincount(order, weights=often, minlength=len(legs)).astype(np.int_) if legs else None
    curves = lay_out_curves(places, np.array(legs, dtype=np.int_).reshape(-1, 2), used, chains=chains)
    vertices = curves.to_vertices(trimmed=False)
    per_leg = vertices.shape[1]
    line = np.repeat(np.arange(len(chains)), [len(chain) * per_leg for chain in chains])
    lonlat = vertices[order].reshape(-1, 2)
    first = np.diff(line, prepend=-1) != 0
    return cut_lines(np.column_stack((unwrap_longitudes(lonlat[:, 0], first), lonlat[:, 1])), line, len(chains))
