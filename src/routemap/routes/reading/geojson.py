"""GeoJSON, also one feature per line → `RawTable`. Properties are read; geometry is only compared with them."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from routemap.problems import Code, Findings, Problem, show_value
from routemap.routes.cells import Cells
from routemap.routes.given_courses import COURSE, course_text
from routemap.routes.reading.cell_text import TypedCellsBuilder, cell_text
from routemap.routes.reading.encodings import read_blocks
from routemap.routes.reading.geojson_features import GEOMETRIES, MOST_BROKEN, read_features
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.json_stream import JsonStream
from routemap.routes.reading.json_text import Flaws, flaws_within, is_deep
from routemap.routes.reading.raw_table import MOST_COLUMNS, MOST_ROWS, RawTable, RefusedError, too_many_rows

_BLOCK_ROWS = 2_000
_BLOCK_LETTERS = 4_000_000
# A column that few features name takes place in all of them.
_CELLS: Final = 5_000_000
_CELLS_PER_LETTER: Final = 0.5


def read_geojson(source: Input, encoding: str | None, *, courses: bool = False) -> RawTable:
    """Return the properties of all features as a table; their lines if `courses`.

    Raises
    ------
    RefusedError
        If the file is not GeoJSON of features.
    """
    flaws = Flaws()
    stream = JsonStream(source.name, read_blocks(source, encoding), flaws)
    noted = Findings(source.name)
    table = _FeatureTable(source.name, flaws, noted, courses=courses)
    for feature in read_features(source.name, stream, flaws, noted):
        table.add(feature, stream.consumed)
        if table.is_given_up:
            break
    return table.build()


_Ends = tuple[float, float, float, float, float]


class _FeatureTable:
    """Turns features into columns, block by block, noting what is wrong with each."""

    def __init__(self, name: str, flaws: Flaws, noted: Findings, *, courses: bool) -> None:
        self._name = name
        self._flaws = flaws
        self._noted = noted
        self._wheres: list[str] = []
        self._ends: list[_Ends | None] = []
        self._wants_courses = courses
        self._courses: list[str] = []
        self._columns: dict[str, TypedCellsBuilder] = {}
        self._rows: list[dict[str, Any]] = []  # not yet in the columns
        self._length = 0  # of the columns
        self._number = self._refused = 0
        self._read = 0  # letters of the text when the columns were last added to

    def add(self, feature: Any, read: int) -> None:
        """Take in one feature; `read` letters of the text have been read before, or about so many."""
        self._number += 1
        properties = self._properties(self._number, feature)
        if properties is None:
            self._refused += 1
            if self.is_given_up:
                self._problem("rows-broken", f"{self._refused:,} features cannot be read, the rest was not tried", "")
            return
        self._rows.append(properties)
        geometry = feature.get("geometry")
        is_there = _is_geometry(geometry)
        self._ends.append(_line_ends(geometry) if is_there else None)
        is_wanted = is_there and (self._wants_courses or bool(properties.get(COURSE)))
        self._courses.append(_course(geometry) if is_wanted else "")
        if len(self._rows) >= _BLOCK_ROWS or read > self._read + _BLOCK_LETTERS:
            self._read = read
            self._flush()

    def _flush(self) -> None:
        """Add the waiting rows to the columns."""
        rows, self._rows = self._rows, []
        for key in dict.fromkeys(key for properties in rows for key in properties):
            if key not in self._columns:
                self._columns[key] = builder = TypedCellsBuilder()
                builder.extend([None] * self._length)
        self._length += len(rows)
        if self._length > MOST_ROWS:
            raise too_many_rows(self._name)
        if len(self._columns) > MOST_COLUMNS:
            message = f"the features have more than {MOST_COLUMNS:,} different properties"
            raise RefusedError(Problem("columns-many", message, f"at most {MOST_COLUMNS:,}", file=self._name))
        if len(self._columns) * self._length > _CELLS + _CELLS_PER_LETTER * self._read:
            message = f"its features name {len(self._columns):,} properties, and each only a few of them"
            raise RefusedError(Problem("columns-many", message, "the same properties in all", file=self._name))
        for key, builder in self._columns.items():
            builder.extend([properties.get(key) for properties in rows])

    @property
    def is_given_up(self) -> bool:
        """Whether so many features cannot be read that the rest is not tried."""
        return self._refused >= MOST_BROKEN

    def build(self) -> RawTable:
        """Return the table."""
        self._flush()
        if self._length and not self._columns:
            message = f"has no properties in any feature ({self._length:,} read); they say market and places"
            raise RefusedError(Problem("feature-invalid", message, "routes with their properties", file=self._name))
        return RawTable(
            self._name,
            list(self._columns),
            [self._columns.pop(key).build() for key in list(self._columns)],
            wheres=self._wheres,
            problems=self._noted.all(),
            refused_rows=self._refused,
            geometries=_ends_array(self._ends),
            courses=Cells.of(self._courses) if self._wants_courses or any(self._courses) else None,
        )

    def _properties(self, number: int, feature: Any) -> dict[str, Any] | None:
        is_flawed = self._flaws.take()
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
        if is_flawed:
            found = flaws_within(feature)
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
    if not isinstance(geometry, dict) or geometry.get("type") not in GEOMETRIES:
        return False
    if geometry["type"] == "GeometryCollection":
        return isinstance(geometry.get("geometries"), list)
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list):
        return False
    return not coordinates or _line_ends(geometry) is not None


def _line_ends(geometry: Any) -> _Ends | None:
    """Return the first and the last position of a geometry, as far as it is one, and how many a line has."""
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    first, last = _end(coordinates, 0), _end(coordinates, -1)
    return None if first is None or last is None else (*first, *last, float(_positions(geometry)))


def _course(geometry: dict[str, Any]) -> str:
    """Return a line as WKT; empty for what is no line of one piece."""
    parts = {"LineString": 0, "MultiLineString": 1}.get(geometry["type"])
    if parts is None:
        return ""
    coordinates = geometry["coordinates"] if parts else [geometry["coordinates"]]
    return course_text(coordinates) if all(isinstance(part, list) for part in coordinates) else ""


def _positions(geometry: dict[str, Any]) -> int:
    """Return how many positions a line has; 0 for what is no line."""
    coordinates = geometry["coordinates"]
    if geometry.get("type") == "LineString":
        return len(coordinates)
    if geometry.get("type") == "MultiLineString":
        return sum(len(part) for part in coordinates if isinstance(part, list))
    return 0


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


def _ends_array(ends: list[_Ends | None]) -> NDArray[np.float64]:
    missing = (math.nan,) * 5
    return np.array([found or missing for found in ends], dtype=np.float64).reshape(-1, 5)
