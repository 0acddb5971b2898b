"""Tables that are stored by column (Parquet, a DataFrame) → `RawTable`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from routemap.errors import MissingDependency
from routemap.problems import Findings, Problem, show_value
from routemap.routes.reading.cell_text import typed_cells
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.raw_table import MOST_ROWS, RawTable, RefusedError, RowNames, too_many_rows

if TYPE_CHECKING:
    import pandas as pd


def _table(
    name: str, header: list[str], columns: Sequence[Sequence[Any]], length: int, noted: Findings | None = None
) -> RawTable:
    if length and not header:
        message = f"its {length:,} rows have no columns but their geometry"
        raise RefusedError(Problem("column-missing", message, "the columns of the routes", file=name))
    cells = [typed_cells(values) for values in columns]
    return RawTable(name, header, cells, wheres=RowNames(length), problems=noted.all() if noted else [])


def frame_table(frame: pd.DataFrame) -> RawTable:
    """Return a DataFrame as text; a geometry column is left out, as geometry is derived."""
    import pandas as pd

    header, columns = [], []
    for position, name in enumerate(frame.columns):
        column = frame.iloc[:, position]
        if str(column.dtype) == "geometry":
            continue
        header.append(str(name))
        # A missing year turns whole columns into floats: cell_text takes the .0 away again.
        columns.append(
            [None if is_missing else value for value, is_missing in zip(column, pd.isna(column), strict=True)]
        )
    return _table("<DataFrame>", header, columns, len(frame))


def read_parquet(source: Input) -> RawTable:
    """Return the table in a Parquet file; a GeoParquet geometry is left out, as geometry is derived.

    Raises
    ------
    MissingDependency
        If pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingDependency(
            "reading Parquet files needs the package pyarrow 15 or newer: pip install 'routemap[parquet]'"
        ) from error
    try:
        file = pq.ParquetFile(source.stream)
        if file.metadata.num_rows > MOST_ROWS:
            raise too_many_rows(source.name)
        table = file.read()
        noted = Findings(source.name)
        header, columns = [], []
        for position, field in enumerate(table.schema):
            if _is_binary(pa, field.type) and field.name in _geometry_names(table.schema):
                continue
            values = _arrow_values(pa, table.column(position))
            if values is not None:
                header.append(table.schema.names[position])
                columns.append(values)
            else:
                message = f"column {show_value(field.name)} holds bytes, not text, and is left aside"
                noted.add(Problem("column-bytes", message, file=source.name))
        return _table(source.name, header, columns, table.num_rows, noted)
    except RefusedError:
        raise
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        message = f"cannot be read as a Parquet file ({type(error).__name__})"
        raise RefusedError(Problem("parquet-damaged", message, "a whole file", file=source.name)) from error


def _arrow_values(pa: Any, column: Any) -> list[Any] | None:
    """Return a column as Python values; None for bytes that are no text."""
    kind, types = column.type, pa.types
    if _is_binary(pa, kind):
        try:  # some writers do not say that their bytes are text
            return [None if value is None else value.decode("utf-8") for value in column.to_pylist()]
        except UnicodeDecodeError:
            return None
    if types.is_date(kind) or (types.is_timestamp(kind) and kind.tz is None):
        column = column.cast(pa.string())  # Python's own dates end with the year 9999
    values: list[Any] = column.to_pylist()
    return values


def _is_binary(pa: Any, kind: Any) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind))


def _geometry_names(schema: Any) -> set[str]:
    """Return the columns that GeoParquet says are geometry, and their usual names."""
    try:
        described = set(json.loads((schema.metadata or {}).get(b"geo", b"{}"))["columns"])
    except (ValueError, KeyError, TypeError):
        described = set()
    return described | {"geometry", "geom", "wkb_geometry"}
