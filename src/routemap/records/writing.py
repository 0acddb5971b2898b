"""The routes table → a file that every command reads like any table."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from routemap.errors import RouteError
from routemap.files import write_file
from routemap.routes.columns import extra_columns
from routemap.routes.geojson import number_text, to_feature_collection
from routemap.routes.spreadsheet import neutralise_text

if TYPE_CHECKING:
    import pandas as pd

SUFFIXES = (".parquet", ".csv", ".geojson")


def require_suffix(path: Path) -> None:
    """Raise RouteError unless the name ends in a format that can be written."""
    if path.suffix.casefold() not in SUFFIXES:
        raise RouteError(f"cannot tell the format of {path}: its name ends in none of {', '.join(SUFFIXES)}")


def write_table(routes: pd.DataFrame, path: Path) -> None:
    """Write the table whole, or not at all.

    Raises
    ------
    RouteError
        If the name ends in no format that can be written.
    ExportError
        If the file cannot be written; what was there is then as it was.
    """
    require_suffix(path)
    write_file(path, table_bytes(routes, path.suffix.casefold()))


def table_bytes(routes: pd.DataFrame, suffix: str) -> bytes:
    """Return the table as the bytes of a file."""
    if suffix == ".geojson":
        from routemap.lines import to_lines

        return to_feature_collection(_as_texts(routes), to_lines(routes).geometry).encode("utf-8")
    if suffix == ".csv":
        return _csv(routes)
    return _parquet(routes)


def _as_texts(routes: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the columns of its own as texts, as those of every table are."""
    import pandas as pd

    made = routes.copy()
    for name in extra_columns(routes):
        made[name] = pd.Series([str(value) for value in routes[name]], dtype="str", index=routes.index)
    return made


def _csv(routes: pd.DataFrame) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(map(neutralise_text, routes.columns))
    columns = [_texts(routes[name].to_numpy()) for name in routes.columns]
    writer.writerows(zip(*columns, strict=True))
    return buffer.getvalue().encode("utf-8-sig")


def _texts(values: Any) -> list[str]:
    if values.dtype.kind == "f":
        return ["" if np.isnan(value) else number_text(value) for value in values.tolist()]
    if values.dtype.kind == "b":
        return ["yes" if value else "no" for value in values.tolist()]
    return [neutralise_text(str(value)) for value in values.tolist()]


def _parquet(routes: pd.DataFrame) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays = []
    for name in routes.columns:
        values = routes[name].to_numpy()
        if values.dtype.kind == "f":
            arrays.append(pa.array(values, pa.float64(), from_pandas=True))
        elif values.dtype.kind in "bi":
            arrays.append(pa.array(values))
        elif name in ("records", "at_most"):  # not told: null, as text has no place among numbers
            arrays.append(pa.array([None if value == "" else int(value) for value in values], pa.int64()))
        else:
            arrays.append(pa.array([str(value) for value in values], pa.string()))
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, names=list(routes.columns)), buffer, compression="zstd")
    return buffer.getvalue()
