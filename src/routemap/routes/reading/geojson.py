"""GeoJSON, also one feature per line → `RawTable`. Properties are read; geometry is only compared with them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from routemap.problems import Code, Findings, Problem, show_value
from routemap.routes.reading.cell_text import cell_text, typed_cells
from routemap.routes.reading.encodings import read_text
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.json_text import Flaws, flaws_within, is_deep, load_json
from routemap.routes.reading.raw_table import RawTable, RefusedError

_WGS84 = re.compile(
    r"(urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?(OGC|EPSG)?[:/]*[\d.]*[:/]*(CRS84|4326)", re.IGNORECASE
)
_MOST_PROPERTIES = 1_000
_OTHER_GEOMETRIES = (
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
)


def read_geojson(source: Input, encoding: str | None) -> RawTable:
    """Return the properties of all features as a table.

    Raises
    ------
    RefusedError
        If the file is not GeoJSON of features.
    """
    text = read_text(source, encoding)
    if not text.strip("\ufeff\x1e \t\r\n"):
        message, expected = "the file is empty", "a GeoJSON FeatureCollection"
        raise RefusedError(Problem("file-empty", message, expected, file=source.name))
    noted = Findings(source.name)
    flaws = Flaws()
    features = list(_features(source.name, text, flaws, noted))
    del text
    return _FeatureTable(source.name, features, flaws, noted).read()


def _features(name: str, text: str, flaws: Flaws, noted: Findings) -> Iterator[Any]:
    if _is_sequence(text):
        yield from _sequence_features(name, text, flaws, noted)
        return
    document = load_json(name, text, flaws)
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "Feature":
        _check_crs(name, document, noted)
        yield document
        return
    if kind != "FeatureCollection":
        raise RefusedError(Problem("geojson-kind", *_other_document(document), file=name))
    for code, message, expected in flaws_within(document, flaws, without="features") if flaws else ():
        noted.add(Problem(code, message, expected, file=name))
    _check_crs(name, document, noted)
    found = document.get("features")
    if not isinstance(found, list):
        message = "the FeatureCollection has no list of features"
        raise RefusedError(Problem("geojson-kind", message, 'a member "features"', file=name))
    yield from found


def _is_sequence(text: str) -> bool:
    """Tell whether each line (or each part after a record separator) is a document of its own."""
    if text.startswith("\x1e"):
        return True
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    first = first.strip()
    return bool(rest.strip()) and first.startswith("{") and first.endswith("}") and rest.lstrip().startswith("{")


def _sequence_features(name: str, text: str, flaws: Flaws, noted: Findings) -> Iterator[Any]:
    line = 1
    separator = "\x1e" if text.startswith("\x1e") else "\n"
    for part in text.removeprefix("\ufeff").split(separator):
        if part.strip():
            try:
                yield load_json(name, part, flaws, first_line=line)
            except RefusedError as refused:
                noted.add(refused.problem)
        line += part.count("\n") + (separator == "\n")


def _other_document(document: Any) -> tuple[str, str]:
    expected = "a GeoJSON FeatureCollection"
    if isinstance(document, list):
        return "is a plain JSON list, not GeoJSON", f"{expected}, or the records as CSV"
    if not isinstance(document, dict):
        return "the JSON is no object", expected
    kind = document.get("type")
    if kind == "Topology":
        return "is TopoJSON, not GeoJSON", f"{expected}; convert it, with mapshaper for instance"
    if "geometryType" in document and "features" in document:
        return "is Esri's own JSON, not GeoJSON", f"{expected}; export it as GeoJSON"
    if kind in _OTHER_GEOMETRIES:
        return f"is a bare {kind} without properties", f"{expected}, whose properties say market and places"
    shown = f"the JSON's type is '{show_value(kind)}'" if isinstance(kind, str) else "the JSON has no member type"
    return shown, expected


def _check_crs(name: str, document: dict[str, Any], noted: Findings) -> None:
    crs = document.get("crs")
    if crs is None:
        return
    inner = crs.get("properties") if isinstance(crs, dict) else None
    said = inner.get("name") if isinstance(inner, dict) else None
    if isinstance(said, str) and _WGS84.fullmatch(said.strip()):
        return
    shown = said if isinstance(said, str) else cell_text(crs)
    message = "the coordinates are in another reference system"
    expected = "WGS 84 longitude and latitude (CRS84 or EPSG:4326)"
    noted.add(
        Problem("crs", message, expected, "export it once more in EPSG:4326", file=name, column="crs", value=shown)
    )


class _FeatureTable:
    """Turns features into columns, noting what is wrong with each."""

    def __init__(self, name: str, features: list[Any], flaws: Flaws, noted: Findings) -> None:
        self._name = name
        self._features = features
        self._flaws = flaws
        self._noted = noted
        self._wheres: list[str] = []

    def read(self) -> RawTable:
        """Return the table."""
        rows = []
        ends = []
        refused = 0
        for number, feature in enumerate(self._features, start=1):
            properties = self._properties(number, feature)
            if properties is None:
                refused += 1
                continue
            rows.append(properties)
            geometry = feature.get("geometry")
            ends.append(_line_ends(geometry) if _is_geometry(geometry) else None)
        self._features = []
        for problem in self._flaws.left_over(self._name):
            self._noted.add(problem)
        header = list(dict.fromkeys(key for properties in rows for key in properties))
        if len(header) > _MOST_PROPERTIES:
            message, expected = (
                f"the features have {len(header):,} different properties",
                f"at most {_MOST_PROPERTIES:,}",
            )
            raise RefusedError(Problem("columns-many", message, expected, file=self._name))
        if rows and not header:
            message = f"has no properties in any feature ({len(rows):,} read); they say market and places"
            raise RefusedError(Problem("feature-invalid", message, "routes with their properties", file=self._name))
        return RawTable(
            self._name,
            header,
            [typed_cells([properties.get(key) for properties in rows]) for key in header],
            wheres=self._wheres,
            problems=self._noted.all(),
            refused_rows=refused,
            geometries=_ends_array(ends),
        )

    def _properties(self, number: int, feature: Any) -> dict[str, Any] | None:
        where = f"feature {number}"
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            kind = feature.get("type") if isinstance(feature, dict) else None
            what = f"is a {show_value(kind)}, not a Feature" if isinstance(kind, str) else "is not a Feature"
            self._problem("feature-invalid", what, where, 'an object with "type": "Feature"')
            return None
        properties = feature.get("properties")
        if properties is not None and not isinstance(properties, dict):
            self._problem("feature-invalid", "its properties are no object", where, "properties by name")
            return None
        properties = dict(properties or {})
        # GIS software may keep the id in either place; a row is known by the property where both are there.
        if properties.get("id") is None and isinstance(feature.get("id"), str | int | float):
            properties["id"] = feature["id"]
        if properties.get("id") not in (None, ""):
            where += f' (id "{show_value(cell_text(properties["id"]))}")'
        elif feature.get("id") is not None and properties.get("id") is None:
            message = "its id is neither text nor number; another is made"
            self._problem("feature-id", message, where, "a text or a number")
        if self._flaws:
            found = flaws_within(feature, self._flaws)
            for code, message, expected in found:
                self._problem(code, message, where, expected)
            if found:
                return None
        deep = next(
            (key for key, value in properties.items() if isinstance(value, list | dict) and is_deep(value)), None
        )
        if deep is not None:
            self._problem(
                "json-deep", f"its property '{show_value(deep)}' is nested too deep", where, "a text or a number"
            )
            return None
        geometry = feature.get("geometry")
        if geometry is not None and not _is_geometry(geometry):
            message = "its geometry is damaged; geometry is made anew from the codes"
            self._problem("geometry-invalid", message, where)
        self._wheres.append(where)
        return properties

    def _problem(self, code: Code, message: str, where: str, expected: str = "") -> None:
        self._noted.add(Problem(code, message, expected, file=self._name, where=where))


def _is_geometry(geometry: Any) -> bool:
    if not isinstance(geometry, dict) or geometry.get("type") not in _OTHER_GEOMETRIES:
        return False
    if geometry["type"] == "GeometryCollection":
        return isinstance(geometry.get("geometries"), list)
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list):
        return False
    return not coordinates or _line_ends(geometry) is not None


def _line_ends(geometry: Any) -> tuple[float, float, float, float] | None:
    """Return the first and the last position of a geometry, as far as it is one."""
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    first, last = _end(coordinates, 0), _end(coordinates, -1)
    return None if first is None or last is None else (*first, *last)


def _end(coordinates: Any, position: int) -> tuple[float, float] | None:
    for _ in range(3):  # a MultiPolygon's positions stand three lists deep
        if not isinstance(coordinates, list) or not coordinates:
            return None
        if not isinstance(coordinates[0], list):
            break
        coordinates = coordinates[position]
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return None
    lon, lat = coordinates[:2]
    if isinstance(lon, bool) or isinstance(lat, bool):
        return None
    if not isinstance(lon, int | float) or not isinstance(lat, int | float):
        return None
    return (float(lon), float(lat)) if math.isfinite(lon) and math.isfinite(lat) else None


def _ends_array(ends: list[tuple[float, float, float, float] | None]) -> NDArray[np.float64]:
    missing = (math.nan,) * 4
    return np.array([found or missing for found in ends], dtype=np.float64).reshape(-1, 4)
