"""GeoPackage: all layers in one file that QGIS opens styled, and the same bytes for the same routes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from routemap.files import scratch_folder
from routemap.gis.areas import areas_layer
from routemap.gis.layers import legs_layer, places_layer, routes_layer, sources_layer
from routemap.gis.qml import area_style, line_style, point_style
from routemap.gis.sld import line_sld
from routemap.gis.vector import FIXED_MOMENT, write_layer

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

# GDAL before 3.7, such as Debian 12's, warns on each opening of a later one.
_VERSION = "1.3"

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


def to_geopackage(routes: pd.DataFrame, lines: geopandas.GeoDataFrame) -> bytes:
    """Return a GeoPackage with the layers routes, legs, places and areas, the table sources, and their styles.

    Layers without a row are left out, but for routes.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    lines
        What `routemap.lines.to_lines` made of them.
    """
    made = (routes_layer(lines), legs_layer(routes, lines), places_layer(routes), areas_layer(routes))
    layers = [layer for layer in (*made, sources_layer(routes)) if len(layer) or layer.name == "routes"]
    with scratch_folder() as folder:
        path = folder / "routes.gpkg"
        for layer in layers:
            options = {"IDENTIFIER": layer.name, "DESCRIPTION": layer.description, "FID": "fid"}
            if layer.geometry is not None:
                options["GEOMETRY_NAME"] = "geom"
            dataset_options = {} if path.exists() else {"VERSION": _VERSION}
            write_layer(path, layer, "GPKG", dataset_options=dataset_options, layer_options=options)
        _add_styles(path, routes, {layer.name for layer in layers})
        return path.read_bytes()


def _add_styles(path: Path, routes: pd.DataFrame, layers: set[str]) -> None:
    styles = {
        "routes": ("Routes by market", line_style(routes), line_sld(routes, "routes")),
        "legs": ("Legs by market", line_style(routes), line_sld(routes, "legs")),
        "places": ("Places", point_style(routes), ""),
        "areas": ("Regions", area_style(routes), ""),
    }
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(_LAYER_STYLES)
        connection.execute(_REGISTER, (FIXED_MOMENT,))
        for name, (title, qml, sld) in styles.items():
            if name in layers:
                description = f"{title}, as routemap draws them"
                connection.execute(_ADD_STYLE, (name, title, qml, sld, description, FIXED_MOMENT))
