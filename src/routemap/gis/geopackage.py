"""GeoPackage: all layers in one file that QGIS opens styled, and the same bytes for the same routes."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from routemap.files import scratch_folder
from routemap.gis.areas import areas_layer
from routemap.gis.colouring import line_classes
from routemap.gis.geopackage_rows import fill_table
from routemap.gis.ground import ground_layers
from routemap.gis.layers import Layer, legs_layer, places_layer, routes_layer, sources_layer
from routemap.gis.markup import printable
from routemap.gis.project import project_row
from routemap.gis.qml import area_style, border_style, land_style, line_style, point_style
from routemap.gis.sld import line_sld
from routemap.gis.vector import FIXED_MOMENT, layer_bytes

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

# GDAL before 3.7, such as Debian 12's, warns on each opening of a later one.
_VERSION = "1.3"

# Of rows with a line, of 1 to 4 kB, a page of SQLite's 4 kB holds one or two and is half empty; where there are few
# rows, what larger pages add to each index is more.
_MANY_ROWS = 1_000
_PAGE_BYTES = 16_384

_OF_LAYER = """
SELECT sql FROM other.sqlite_master WHERE tbl_name IN (?, ?) AND sql IS NOT NULL ORDER BY rowid
"""
# A table without geometry has not all of them; the first layer, which has one, has.
_REGISTERS = """
SELECT name FROM other.sqlite_master WHERE type = 'table'
    AND name IN ('gpkg_contents', 'gpkg_geometry_columns', 'gpkg_extensions', 'gpkg_ogr_contents') ORDER BY name
"""

# QGIS asks for all twelve columns by name, and shows the layer unstyled, without a word, when one is missing.
_LAYER_STYLES = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
    styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
    description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME)
"""
_ADD_STYLE = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
    styleSLD, useAsDefault, description, owner, ui, update_time)
VALUES ('', '', ?, 'geom', ?, ?, ?, 1, ?, '', '', ?)
"""
_REGISTER = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
VALUES ('layer_styles', 'attributes', 'layer_styles', 'How QGIS draws the layers', ?, 0)
"""
# As QGIS itself makes it. It is in no register: readers other than QGIS need not show it as a table.
_PROJECTS = "CREATE TABLE qgis_projects(name TEXT PRIMARY KEY, metadata BLOB, content BLOB)"


def to_geopackage(routes: pd.DataFrame, lines: geopandas.GeoDataFrame, file: str = "") -> bytes:
    """Return a GeoPackage with the layers routes, legs, places and areas, the table sources, and their styles.

    Layers without a row are left out, but for routes. The ground follows, layers borders and land, and a QGIS project
    that shows all of them.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    lines
        What `routemap.lines.to_lines` made of them.
    file
        Name under which it will lie: the project finds its layers by it. Without one, or with one that QGIS would
        take for a file and its layer, there is no project.
    """
    made = (routes_layer(lines), legs_layer(routes, lines), places_layer(routes), areas_layer(routes))
    layers = [layer for layer in (*made, sources_layer(routes)) if len(layer) or layer.name == "routes"]
    layers += ground_layers()
    with scratch_folder() as folder:
        files = {layer.name: folder / f"{layer.name}.gpkg" for layer in layers}
        for layer in layers:
            files[layer.name].write_bytes(_empty(layer))
        first, *others = files.items()
        with closing(sqlite3.connect(first[1], isolation_level=None)) as connection:
            # Whatever fails, this file is thrown away.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            if len(routes) > _MANY_ROWS:
                connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
                connection.execute("VACUUM")
            for name, path in others:
                _take_over(connection, path, name)
            for layer in layers:
                fill_table(connection, layer)
            named = {layer.name: layer for layer in layers}
            styles = _add_styles(connection, routes, named)
            if file and "|" not in file and len(routes):
                connection.execute(_PROJECTS)
                connection.execute(
                    "INSERT INTO qgis_projects VALUES (?, ?, ?)", project_row(routes, named, styles, file)
                )
        return first[1].read_bytes()


def _empty(layer: Layer) -> bytes:
    """Return a GeoPackage with the layer's table and no row of it."""
    options = {"IDENTIFIER": layer.name, "DESCRIPTION": layer.description, "FID": "fid"}
    if layer.geometry is not None:
        options["GEOMETRY_NAME"] = "geom"
    return layer_bytes(layer.without_rows(), "GPKG", dataset_options={"VERSION": _VERSION}, layer_options=options)


def _take_over(connection: sqlite3.Connection, path: Path, name: str) -> None:
    """Copy the empty layer of another GeoPackage with all that belongs to it."""
    connection.execute("ATTACH ? AS other", (str(path),))
    made = connection.execute(_OF_LAYER, (name, f"rtree_{name}_geom")).fetchall()
    connection.execute("BEGIN")
    for (text,) in made:
        connection.execute(text)
    for (table,) in connection.execute(_REGISTERS).fetchall():
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM other.{table} WHERE table_name = ?", (name,))
    connection.execute("COMMIT")
    connection.execute("DETACH other")


def _add_styles(connection: sqlite3.Connection, routes: pd.DataFrame, layers: Mapping[str, Layer]) -> dict[str, str]:
    """Add how QGIS draws each layer; return it by the layer's name."""
    styles = {}
    column = line_classes(routes).column
    for name in ("routes", "legs"):
        if layer := layers.get(name):
            field = layer.fields.get(column, column)
            title = f"{name.capitalize()} by {printable(column)}"
            styles[name] = title, line_style(routes, field), line_sld(routes, name, field)
    styles |= {"places": ("Places", point_style(routes), ""), "areas": ("Regions", area_style(routes), "")}
    styles |= {"borders": ("Coasts and borders", border_style(), ""), "land": ("Land", land_style(), "")}
    connection.execute("BEGIN")
    connection.execute(_LAYER_STYLES)
    connection.execute(_REGISTER, (FIXED_MOMENT,))
    for name, (title, qml, sld) in styles.items():
        if name in layers:
            description = f"{title}, as routemap draws them"
            connection.execute(_ADD_STYLE, (name, title, qml, sld, description, FIXED_MOMENT))
    connection.execute("COMMIT")
    return {name: qml for name, (_, qml, _) in styles.items()}
