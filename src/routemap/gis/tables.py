"""Formats that are one table with a geometry: FlatGeobuf, GeoParquet, CSV with WKT, GeoJSON."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from routemap.errors import MissingDependency
from routemap.gis.layers import Column, Layer
from routemap.gis.periods import FIRST_DAY, LAST_DAY
from routemap.gis.vector import layer_bytes
from routemap.routes.columns import SHOWN_AS

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

_CSV_TYPES = {"O": "String", "b": "String", "M": "Date", "f": "Real", "i": "Integer64"}
_DECIMALS = 6  # about 10 cm


def to_flatgeobuf(layer: Layer) -> bytes:
    """Return the layer as FlatGeobuf.

    With the spatial index, features stand in the index's order; without it, which FlatGeobuf demands as soon as one
    feature has no geometry, in their own.
    """
    has_index = not np.any(shapely.is_missing(layer.geometry))
    return layer_bytes(layer, "FlatGeobuf", layer_options={"SPATIAL_INDEX": "YES" if has_index else "NO"})


def to_parquet(layer: Layer) -> bytes:
    """Return the layer as GeoParquet.

    Raises
    ------
    MissingDependency
        If pyarrow is not installed.
    """
    import geopandas
    import pandas as pd

    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingDependency(
            "writing Parquet files needs the package pyarrow 15 or newer: pip install 'routemap[parquet]'"
        ) from error
    columns: dict[str, Any] = {}
    for name, values in layer.columns.items():
        # pandas knows no days, only moments; Arrow does.
        is_day = values.dtype.kind == "M"
        columns[name] = pd.array(pa.array(values.astype(object)), pd.ArrowDtype(pa.date32())) if is_day else values
    frame = geopandas.GeoDataFrame(columns, geometry=layer.geometry, crs="EPSG:4326")
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()


def to_csv(layer: Layer) -> bytes:
    """Return the layer as CSV with the geometry as WKT, safe to open in a spreadsheet.

    Texts that a spreadsheet would run as a formula have an apostrophe before them; `read_routes` takes it away.
    The byte order mark makes Excel read the file as UTF-8.
    """
    from routemap.routes.geojson import each_once
    from routemap.routes.spreadsheet import neutralise_text

    wkt = each_once(np.asarray(layer.geometry, dtype=object).tolist(), _wkt)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([*map(neutralise_text, layer.columns), "WKT"])
    cells = [map(neutralise_text, plain_texts(values)) for values in layer.columns.values()]
    writer.writerows(zip(*cells, wkt, strict=True))
    return buffer.getvalue().encode("utf-8-sig")


def _wkt(geometry: Any) -> str:
    return shapely.to_wkt(geometry, rounding_precision=_DECIMALS) or ""


def to_csvt(layer: Layer) -> bytes:
    """Return the types of the columns that `to_csv` writes: without them GDAL takes days and numbers for text."""
    types = [_CSV_TYPES[values.dtype.kind] for values in layer.columns.values()]
    return (",".join(f'"{name}"' for name in [*types, "WKT"]) + "\n").encode("ascii")


def plain_texts(values: Column) -> list[str]:
    """Return a column as text: yes and no, ISO days, numbers without needless zeros; empty where nothing is known.

    Examples
    --------
    >>> plain_texts(np.array([500.0, np.nan])), plain_texts(np.array([True, False]))
    (['500', ''], ['yes', 'no'])
    """
    from routemap.routes.geojson import number_text

    if values.dtype.kind == "O":
        return [str(text) for text in values]
    if values.dtype.kind == "b":
        return ["yes" if value else "no" for value in values]
    if values.dtype.kind == "M":
        return ["" if np.isnat(value) else str(value) for value in values]
    return ["" if np.isnan(value) else number_text(value) for value in values.astype(np.float64).tolist()]


def to_geojson(routes: pd.DataFrame, lines: geopandas.GeoDataFrame, layer: Layer) -> bytes:
    """Return the routes as GeoJSON (RFC 7946): the project's own encoding, with days where there are periods."""
    from routemap.routes.geojson import feature_collection_bytes

    more = [name for name in (SHOWN_AS, FIRST_DAY, LAST_DAY) if name in layer.columns]
    return feature_collection_bytes(routes, lines.geometry, {name: plain_texts(layer.columns[name]) for name in more})
