"""Any input → the table it holds, as text."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING, cast

from routemap.routes.reading.excel import read_excel
from routemap.routes.reading.file_kinds import detect_kind, refuse_options
from routemap.routes.reading.frames import frame_table
from routemap.routes.reading.gdal import FLATGEOBUF, read_with_gdal
from routemap.routes.reading.geojson import read_geojson
from routemap.routes.reading.geopackage import read_geopackage
from routemap.routes.reading.given_lines import settle_courses
from routemap.routes.reading.inputs import open_input
from routemap.routes.reading.kml import read_kml
from routemap.routes.reading.matrices import read_matrix
from routemap.routes.reading.parquet import read_parquet
from routemap.routes.reading.place_lists import place_names
from routemap.routes.reading.raw_table import RawTable
from routemap.routes.reading.shapefile import read_shapefile
from routemap.routes.reading.text import read_text_table
from routemap.routes.reading.zipped import unpacked_layer
from routemap.routes.recipe import Recipe

if TYPE_CHECKING:
    import pandas as pd


def read_table(source: object, recipe: Recipe) -> RawTable:
    """Return the table that `source` holds, as text, read as `recipe` says.

    Raises
    ------
    RefusedError
        If nothing can be read.
    OSError
        If the file is not there or cannot be opened.
    """
    table = settle_courses(_read(source, recipe), keep=bool(recipe.courses))
    if recipe.places_file is not None:
        table.places = place_names(_read(recipe.beside(recipe.places_file), Recipe()))
    return read_matrix(table, recipe.matrix) if recipe.matrix else table


def _read(source: object, recipe: Recipe) -> RawTable:
    if hasattr(source, "columns") and hasattr(source, "iloc"):
        return frame_table(cast("pd.DataFrame", source))
    if not isinstance(source, str | os.PathLike) and not hasattr(source, "read"):
        raise TypeError(f"expected a path, a buffer or a DataFrame, not {type(source).__name__}")
    with open_input(cast("str | IO[bytes]", source)) as opened:
        kind = detect_kind(opened)
        refuse_options(opened.name, kind, recipe)
        courses = bool(recipe.courses)
        if kind == "json":
            return read_geojson(opened, recipe.encoding, courses=courses)
        if kind == "excel":
            table = read_excel(opened, recipe)
            if recipe.places_sheet is not None:
                opened.stream.seek(0)
                beside = Recipe(sheet=recipe.places_sheet, hidden=recipe.hidden)
                table.places = place_names(read_excel(opened, beside))
            return table
        if kind == "parquet":
            return read_parquet(opened)
        if kind == "geopackage":
            return read_geopackage(opened, recipe.sheet, courses=courses)
        if kind == "kml":
            return read_kml(opened, courses=courses)
        if kind == "shapefile":
            return read_shapefile(opened, courses=courses)
        if kind == "zipped":
            with unpacked_layer(opened, recipe.sheet) as (layer, problems):
                read = read_kml if layer.suffix == ".kml" else read_shapefile
                table = read(layer, courses=courses)
            table.problems[:0] = problems
            return table
        if kind == "flatgeobuf":
            return read_with_gdal(opened, FLATGEOBUF, recipe.sheet, courses=courses)
        return read_text_table(opened, recipe)
