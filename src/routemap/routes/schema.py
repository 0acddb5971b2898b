"""The JSON Schema of the GeoJSON that `to_feature_collection` writes, made from the columns."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from routemap.routes.columns import COLUMNS, Column
from routemap.routes.stops import KINDS

FILE_NAME = "routes.schema.json"

_DERIVED: dict[str, dict[str, Any]] = {
    "origin_name": {"type": ["string", "null"], "description": "English name of the origin; not read back."},
    "transit_names": {"type": ["string", "null"], "description": "English names of the stops between; not read back."},
    "destination_name": {"type": ["string", "null"], "description": "English name of the destination; not read back."},
    "kind": {"enum": list(KINDS), "description": "Derived from the stops; not read back."},
}

_CODE = r"([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)"
_GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


def routes_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a GeoJSON file of routes.

    Examples
    --------
    >>> routes_schema()["title"]
    'Routes of illicit markets'
    """
    properties = {column.name: _column_schema(column) for column in COLUMNS} | _DERIVED
    feature = {
        "type": "object",
        "required": ["type", "id", "properties", "geometry"],
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string", "minLength": 1},
            "properties": {
                "type": "object",
                "required": list(properties),
                "properties": properties,
                "additionalProperties": {"type": ["string", "null"]},
            },
            "geometry": {
                "oneOf": [
                    {"type": "null"},
                    {
                        "type": "object",
                        "required": ["type", "coordinates"],
                        "properties": {"type": {"enum": list(_GEOMETRIES)}, "coordinates": {"type": "array"}},
                    },
                ]
            },
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Routes of illicit markets",
        "description": "An RFC 7946 FeatureCollection; one Feature per route. Properties count, geometry is derived.",
        "type": "object",
        "required": ["type", "features"],
        "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": feature}},
    }


def _column_schema(column: Column) -> dict[str, Any]:
    told = {"description": column.description}
    match column.kind:
        case "flag":
            return {"type": "boolean"} | told
        case "number":
            return {"type": ["number", "null"], "minimum": 0} | told
        case "choice":
            return {"enum": [*column.choices, None]} | told
        case "place":
            return {"type": ["string", "null"], "pattern": f"^{_CODE}$"} | told
        case "places":
            return {"type": ["string", "null"], "pattern": f"^{_CODE}( > {_CODE})*$"} | told
        case "date":
            return {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"} | told
        case "url":
            return {"type": ["string", "null"], "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"} | told
    if column.name in ("id", "statement", "market"):
        return {"type": "string", "minLength": 1} | told
    return {"type": ["string", "null"]} | told


def schema_text() -> str:
    """Return the schema as the text of the shipped file.

    Examples
    --------
    >>> schema_text().startswith("{")
    True
    """
    return json.dumps(routes_schema(), indent=2, ensure_ascii=False) + "\n"


def read_schema_file() -> str:
    """Return the text of the schema that ships in the package; a test keeps it equal to `schema_text`.

    Examples
    --------
    >>> read_schema_file() == schema_text()
    True
    """
    return (files("routemap.routes") / FILE_NAME).read_text(encoding="utf-8")
