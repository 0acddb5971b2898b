"""The routes frame → GeoJSON text (RFC 7946), one feature per line, the same bytes for the same routes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from routemap.errors import GeometryError, RouteError
from routemap.places import place_name
from routemap.routes.cells import Cells, frame_cells
from routemap.routes.columns import NAMES, extra_columns, require_columns
from routemap.routes.given_courses import COURSE, named_course
from routemap.routes.stops import route_kinds

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")

_DECIMALS = 6  # about 10 cm, as RFC 7946 recommends


def to_feature_collection(routes: pd.DataFrame, geometries: Iterable[Any]) -> str:
    """Return routes as a GeoJSON FeatureCollection; `check_routes` reads the same table back.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    geometries
        One shapely geometry, or None, per route: a GeoSeries, an array or a list. Longitude and latitude, degrees.

    Returns
    -------
    str
        One feature per line. Its properties are the columns with codes, missing values null; then ``origin_name``,
        ``transit_names``, ``destination_name`` and ``kind``, which reading leaves aside; then further columns.

    Raises
    ------
    RouteError
        If columns are missing, or there are not as many geometries as routes.
    GeometryError
        If a coordinate is not finite.

    Examples
    --------
    >>> import io
    >>> from routemap.routes import read_routes
    >>> routes = read_routes(io.StringIO("id,market,from,to\\na,cocaine,COL,NOR\\n"))
    >>> to_feature_collection(routes, [None]).splitlines()[1][:62]
    '{"type":"Feature","id":"a","properties":{"id":"a","statement":'
    """
    return "".join(_pieces(routes, geometries, {}))


def feature_collection_bytes(
    routes: pd.DataFrame, geometries: Iterable[Any], more: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """Return what `to_feature_collection` does in UTF-8, never held as text as well; `more` are further properties."""
    buffer = io.BytesIO()
    for piece in _pieces(routes, geometries, more or {}):
        buffer.write(piece.encode("utf-8"))
    return buffer.getvalue()


def _pieces(routes: pd.DataFrame, geometries: Iterable[Any], more: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Give the text of a FeatureCollection, piece by piece."""
    require_columns(routes)
    shapes = list(geometries)
    if len(shapes) != len(routes):
        raise RouteError(f"there are {len(shapes):,} geometries for {len(routes):,} routes; expected one each, or None")
    if not shapes:
        yield _EMPTY
        return
    members = _members(routes) | {name: _texts(Cells.of(texts)) for name, texts in more.items()}
    names = [_dump(name) for name in members]
    before = '{"type":"FeatureCollection","features":[\n'
    shown = each_once(shapes, geometry_text)
    for values, geometry, name in zip(zip(*members.values(), strict=True), shown, members["id"], strict=True):
        properties = ",".join(f"{key}:{value}" for key, value in zip(names, values, strict=True))
        yield f'{before}{{"type":"Feature","id":{name},"properties":{{{properties}}},"geometry":'
        yield geometry
        before = "},\n"
    yield "}\n]}\n"


def each_once(objects: Sequence[Any], function: Callable[[Any], T]) -> list[T]:
    """Return what `function` makes of each object; of one that stands there several times it is made once.

    Examples
    --------
    >>> line = [1, 2]
    >>> each_once([line, line, [1, 2, 3]], len)
    [2, 2, 3]
    """
    numbers = {id(one): number for number, one in enumerate(objects)}
    made = {key: function(objects[number]) for key, number in numbers.items()}
    return [made[id(one)] for one in objects]


_EMPTY = '{"type":"FeatureCollection","features":[]}\n'


def _members(routes: pd.DataFrame) -> dict[str, list[str]]:
    """Return each property's JSON text for every route, made once per distinct value."""
    members: dict[str, list[str]] = {}
    for name in NAMES:
        if name == "directed":
            members[name] = ["true" if value else "false" for value in routes[name].tolist()]
        elif name == "quantity":
            members[name] = [number_text(value) for value in routes[name].to_numpy(dtype=np.float64).tolist()]
        else:
            members[name] = _texts(frame_cells(routes, name))
    for column, name in (("origin", "origin_name"), ("transit", "transit_names"), ("destination", "destination_name")):
        members[name] = _texts(frame_cells(routes, column).map(stop_names))
    members["kind"] = [_dump(kind) for kind in route_kinds(routes).tolist()]
    for name in extra_columns(routes):
        cells = frame_cells(routes, name)
        members[name] = _texts(cells.map(named_course) if name == COURSE else cells)
    return members


def stop_names(text: str) -> str:
    """Return the names of codes joined by `` > ``; unknown stays empty.

    Examples
    --------
    >>> stop_names("NLD > DEU")
    'Netherlands > Germany'
    """
    return " > ".join(place_name(code) for code in text.split(" > ")) if text else ""


def _texts(cells: Cells) -> list[str]:
    values = [_dump(value) if value else "null" for value in cells.values]
    return [values[code] for code in cells.codes.tolist()]


def _dump(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def number_text(value: float) -> str:
    """Return a number as JSON text: whole numbers without a point, a missing one as null.

    Examples
    --------
    >>> number_text(500.0), number_text(0.5), number_text(float("nan"))
    ('500', '0.5', 'null')
    """
    if not np.isfinite(value):
        return "null"
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def geometry_text(geometry: Any) -> str:
    """Return a shapely geometry as GeoJSON text with six decimals; ``null`` for None and for an empty one.

    Examples
    --------
    >>> import shapely
    >>> geometry_text(shapely.LineString([(10.12345678, 59), (4, 52)]))
    '{"type":"LineString","coordinates":[[10.123457,59.0],[4.0,52.0]]}'
    """
    if not isinstance(geometry, BaseGeometry) or geometry.is_empty:
        return "null"
    kind = geometry.geom_type
    return f'{{"type":"{kind}","coordinates":{json.dumps(_coordinates(geometry, kind), separators=(",", ":"))}}}'


def _coordinates(geometry: Any, kind: str) -> Any:
    if kind == "Point":
        return _positions(geometry)[0]
    if kind == "LineString":
        return _positions(geometry)
    if kind == "Polygon":
        return [_positions(ring) for ring in (geometry.exterior, *geometry.interiors)]
    if kind in ("MultiPoint", "MultiLineString", "MultiPolygon"):
        return [_coordinates(part, part.geom_type) for part in geometry.geoms]
    raise GeometryError(f"a {kind} cannot stand in the GeoJSON of routes; expected points, lines or areas")


def _positions(geometry: Any) -> Sequence[Any]:
    coordinates = shapely.get_coordinates(geometry)
    if not np.isfinite(coordinates).all():
        raise GeometryError("a coordinate is not finite")
    positions: list[Any] = (coordinates.round(_DECIMALS) + 0.0).tolist()  # + 0.0 turns -0.0 into 0.0
    return positions
