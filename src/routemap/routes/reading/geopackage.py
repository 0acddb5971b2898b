"""GeoPackages → `RawTable`: the attributes of one layer, read with SQLite alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from routemap.problems import Findings, Problem, show_value
from routemap.routes.cells import Cells
from routemap.routes.reading.cell_text import TypedCellsBuilder
from routemap.routes.reading.geometry_bytes import line_ends, wkb_in
from routemap.routes.reading.given_lines import is_marked, other_reference, wkb_courses
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.raw_table import (
    MOST_COLUMNS,
    MOST_ROWS,
    RawTable,
    RefusedError,
    RowNames,
    only_geometry,
    too_many_columns,
    too_many_rows,
)
from routemap.routes.reading.sqlite_guard import (
    Column,
    DatabaseError,
    GuardedDatabase,
    NoUtf8Error,
    UnfinishedError,
    guarded_database,
)

_BLOCK_ROWS = 2_000
_MOST_NAMED = 10  # layers in a sentence
_WITH_ROWS = frozenset({"features", "attributes", "aspatial"})
# Tables that QGIS keeps for itself: nobody means them who does not name them.
_QGIS_OWN = frozenset({"layer_styles", "qgis_projects"})
_WGS84 = 4326


def read_geopackage(source: Input, layer: str | None, *, courses: bool = False) -> RawTable:
    """Return the attributes of one layer: the named one, else ``routes``, else the only one; its lines if `courses`.

    Raises
    ------
    RefusedError
        If the file cannot be read, has no such layer, or would have something run to be read.
    """
    try:
        with guarded_database(source) as database:
            return _read(source.name, database, layer, courses=courses)
    except UnfinishedError as error:
        hint = "open it in the program that wrote it, which finishes or undoes what was begun"
        problem = Problem("database-unfinished", str(error), "a file that was closed", hint, file=source.name)
        raise RefusedError(problem) from error
    except DatabaseError as error:
        message = f"cannot be read as a GeoPackage: it {error}"
        raise RefusedError(Problem("layer-damaged", message, "a whole GeoPackage", file=source.name)) from error


def _read(name: str, database: GuardedDatabase, wanted: str | None, *, courses: bool) -> RawTable:
    layer = choose_layer(name, _listed(database), wanted)
    kind = database.kind(layer)
    if kind not in (None, "table"):
        message = f"its layer '{show_value(layer)}' is a {kind}, which would have to be run to be read"
        expected = "a layer that is a table; in QGIS, export the layer to a new GeoPackage"
        raise RefusedError(Problem("layer-refused", message, expected, file=name))
    noted = Findings(name)
    geometry, is_wgs84 = _geometry_column(database, layer)
    columns = list(_columns_read(name, database.columns(layer), geometry, noted))
    if len(columns) > MOST_COLUMNS:
        raise too_many_columns(name, len(columns))
    if not columns:
        raise only_geometry(name, f"its layer '{show_value(layer)}' has")
    if courses and geometry is not None and not is_wgs84:
        raise other_reference(name)
    reader = _LayerReader(name, layer, columns, geometry if is_wgs84 else None, noted)
    reader.wants_courses = courses or is_marked(column.name for column in columns)
    try:
        return reader.read(database)
    except NoUtf8Error:  # rare: the checks say which cell it is
        return reader.read(database, lambda text: text.decode("utf-8", "surrogateescape"))


def _listed(database: GuardedDatabase) -> list[str]:
    """Return the layers and tables that the GeoPackage says it has, in its order."""
    if database.kind("gpkg_contents") is None:
        raise DatabaseError("is an SQLite database of another kind")
    rows = database.rows("gpkg_contents", ("table_name", "data_type"))
    return [table for table, kind in rows if isinstance(table, str) and kind in _WITH_ROWS]


def _geometry_column(database: GuardedDatabase, layer: str) -> tuple[str | None, bool]:
    """Return the name of a layer's geometry column, and whether it holds longitude and latitude."""
    if database.kind("gpkg_geometry_columns") is None:  # a GeoPackage of tables alone
        return None, False
    for table, column, system in database.rows("gpkg_geometry_columns", ("table_name", "column_name", "srs_id")):
        if isinstance(table, str) and isinstance(column, str) and table.lower() == layer.lower():
            return column, system == _WGS84
    return None, False


def _columns_read(name: str, columns: Iterable[Column], geometry: str | None, noted: Findings) -> Iterator[Column]:
    for column in columns:
        if column.is_computed:
            message = f"column {show_value(column.name)} is computed when it is read, and is left aside"
            noted.add(Problem("column-computed", message, file=name))
        elif not column.is_row_number and (geometry is None or column.name.lower() != geometry.lower()):
            yield column


def choose_layer(name: str, layers: list[str], wanted: str | None) -> str:
    """Return the layer that is meant: the named one, else ``routes``, else the only one."""
    meant = [layer for layer in layers if layer.lower() not in _QGIS_OWN]
    if wanted is None:
        if "routes" in meant or len(meant) == 1:
            return "routes" if "routes" in meant else meant[0]
        message = "has no layer routes"
    elif wanted in layers:
        return wanted
    else:
        message = f"has no layer '{show_value(wanted)}'"
    more = f" and {len(meant) - _MOST_NAMED:,} more" if len(meant) > _MOST_NAMED else ""
    expected = f"one of: {', '.join(map(show_value, meant[:_MOST_NAMED])) or 'none'}{more}"
    raise RefusedError(Problem("layer-missing", message, expected, file=name))


class _LayerReader:
    """Reads one layer in blocks of rows into dictionary-encoded columns."""

    def __init__(self, name: str, layer: str, columns: list[Column], geometry: str | None, noted: Findings) -> None:
        self._name = name
        self._layer = layer
        self._columns = columns
        self._geometry = geometry
        self._noted = noted
        self.wants_courses = False

    def read(self, database: GuardedDatabase, decode: Any = None) -> RawTable:
        """Return the table."""
        names = [column.name for column in self._columns]
        asked = names if self._geometry is None else [*names, self._geometry]
        rows = database.rows(self._layer, asked, decode)
        builders = [TypedCellsBuilder() for _ in names]
        no_texts: set[int] = set()  # columns that hold bytes
        ends: list[NDArray[np.float64]] = []
        given: list[str] = []
        length = 0
        while block := list(islice(rows, _BLOCK_ROWS)):
            length += len(block)
            if length > MOST_ROWS:
                raise too_many_rows(self._name)
            values = list(zip(*block, strict=True))
            if self._geometry is not None:
                lines = [wkb_in(blob) for blob in values.pop()]
                ends.append(line_ends(lines))
                if self.wants_courses:
                    given += wkb_courses(lines)
            for position, column in enumerate(self._columns):
                builders[position].extend(_typed(values[position], column.kind))
                if any(isinstance(value, bytes) and not _is_text(value) for value in values[position]):
                    no_texts.add(position)
        for position in sorted(no_texts):
            message = f"column {show_value(names[position])} holds bytes, not text, and is left aside"
            self._noted.add(Problem("column-bytes", message, file=self._name))
        kept = [position for position in range(len(names)) if position not in no_texts]
        return RawTable(
            self._name,
            [names[position] for position in kept],
            [builders[position].build() for position in kept],
            wheres=RowNames(length),
            problems=self._noted.all(),
            geometries=np.concatenate(ends) if ends else None,
            courses=Cells.of(given) if given else None,
        )


def _typed(values: Sequence[Any], kind: str) -> Sequence[Any]:
    """Return values as their column means them: SQLite keeps truth values as numbers."""
    if kind != "BOOLEAN":
        return values
    return [bool(value) if isinstance(value, int) and value in (0, 1) else value for value in values]


def _is_text(value: bytes) -> bool:
    """Tell whether bytes are a text, as which some programs store it."""
    with suppress(UnicodeDecodeError):
        value.decode("utf-8")
        return True
    return False
