"""The rows of a GeoPackage's layers, put into tables that GDAL has made.

GDAL packs the geometry of each row anew. Routes share theirs, so that it is packed once here, and its box is known.
"""

from __future__ import annotations

import sqlite3
import struct
from typing import Any

import numpy as np
import shapely

from routemap.gis.layers import Column, Layer, distinct
from routemap.gis.spatial_index import fill_index

_SRS_ID = 4326
# GeoPackage 1.3, 2.1.3: magic, version, flags (little-endian; box), reference system, then minx, maxx, miny, maxy.
_HEAD = struct.Struct("<2sBBi")
_HEAD_AND_BOX = struct.Struct("<2sBBi4d")
_ALONE, _WITH_BOX = 0b00001, 0b00011
_POINT = shapely.GeometryType.POINT

_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? ORDER BY rowid"


def fill_table(connection: sqlite3.Connection, layer: Layer) -> None:
    """Put the rows of a layer into its table, which is there and empty, and tell all who count or index them.

    Parameters
    ----------
    connection
        To the GeoPackage; in no transaction.
    layer
        Its geometries are not empty.
    """
    connection.execute("BEGIN")
    # They call functions that GDAL has and SQLite has not; what they would do is done below.
    triggers = connection.execute(_TRIGGERS, (layer.name,)).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {_quoted(name)}")
    columns = {name: _cells(values) for name, values in layer.columns.items()}
    if layer.geometry is not None:
        found, of_row = distinct(layer.geometry)
        boxes = shapely.bounds(found)
        packed = _packed(found, boxes)
        columns["geom"] = [packed[number] for number in of_row.tolist()]
        _index(connection, layer.name, boxes[of_row])
    names = ", ".join(map(_quoted, columns))
    marks = ", ".join("?" * len(columns))
    rows = zip(*columns.values(), strict=True)
    connection.executemany(f"INSERT INTO {_quoted(layer.name)} ({names}) VALUES ({marks})", rows)
    connection.execute("UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?", (len(layer), layer.name))
    for _, text in triggers:
        connection.execute(text)
    connection.execute("COMMIT")


def _cells(values: Column) -> list[Any]:
    """Return the values as SQLite takes them; NaN is NULL to it."""
    if values.dtype.kind == "M":
        texts = np.datetime_as_string(values).astype(object)
        texts[np.isnat(values)] = None
        return list(texts.tolist())
    return list(values.tolist())


def _packed(geometries: Column, boxes: Column) -> list[bytes | None]:
    """Return each geometry as the format has it. A point is its own box."""
    told = zip(shapely.to_wkb(geometries, byte_order=1), shapely.get_type_id(geometries), boxes.tolist(), strict=True)
    return [
        None
        if wkb is None
        else _HEAD.pack(b"GP", 0, _ALONE, _SRS_ID) + wkb
        if kind == _POINT
        else _HEAD_AND_BOX.pack(b"GP", 0, _WITH_BOX, _SRS_ID, west, east, south, north) + wkb
        for wkb, kind, (west, south, east, north) in told
    ]


def _index(connection: sqlite3.Connection, name: str, boxes: Column) -> None:
    """Say where each row lies, and the layer as a whole."""
    there = np.flatnonzero(~np.isnan(boxes[:, 0]))
    if not len(there):
        return
    west, south, east, north = boxes[there].T
    fill_index(connection, f"rtree_{name}_geom", there + 1, np.column_stack([west, east, south, north]))
    whole = west.min(), south.min(), east.max(), north.max()
    connection.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
        (*map(float, whole), name),
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
