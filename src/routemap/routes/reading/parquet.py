"""Parquet → `RawTable`, a block of rows at a time, with each text once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from routemap.errors import MissingDependency
from routemap.problems import Findings, Problem, show_value
from routemap.routes.reading.cell_text import TypedCellsBuilder
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.parquet_bounds import BoundsError, check_pages, check_schema
from routemap.routes.reading.raw_table import (
    MOST_COLUMNS,
    MOST_ROWS,
    RawTable,
    RefusedError,
    RowNames,
    only_geometry,
    too_many_rows,
)
from routemap.routes.reading.thrift import DamagedError

_BLOCK_ROWS = 10_000


def read_parquet(source: Input) -> RawTable:
    """Return the table in a Parquet file; a GeoParquet geometry is left out, as geometry is derived.

    Raises
    ------
    MissingDependency
        If pyarrow is not installed.
    RefusedError
        If the file is damaged, or unfolds to more than its size explains.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingDependency(
            "reading Parquet files needs the package pyarrow 15 or newer: pip install 'routemap[parquet]'"
        ) from error
    try:
        if check_schema(source.stream, MOST_COLUMNS) > MOST_COLUMNS:
            message, expected = f"has more than {MOST_COLUMNS:,} columns", f"at most {MOST_COLUMNS:,}"
            raise RefusedError(Problem("columns-many", message, expected, file=source.name))
        metadata = pq.read_metadata(source.stream)
        if metadata.num_rows > MOST_ROWS:
            raise too_many_rows(source.name)
        check_pages(source.stream, metadata)
        file = pq.ParquetFile(source.stream, read_dictionary=_text_columns(metadata))
        return _ParquetTable(source.name, file).read()
    except BoundsError as error:
        expected = "the table written once more by another program, or saved as CSV"
        raise RefusedError(Problem("parquet-large", f"the file {error}", expected, file=source.name)) from error
    except (pa.ArrowException, DamagedError, OSError, ValueError, OverflowError, MemoryError) as error:
        message = f"cannot be read as a Parquet file{_reason(error)}"
        raise RefusedError(Problem("parquet-damaged", message, "a whole file", file=source.name)) from error


def _reason(error: Exception) -> str:
    """Say in words why pyarrow, or what we ask of it, has stopped; nothing where the file is merely no such file."""
    import pyarrow as pa

    if isinstance(error, UnicodeError):
        return ": its texts are not UTF-8"
    if isinstance(error, MemoryError):  # pyarrow's own among them
        return ": it needs more memory than there is"
    if isinstance(error, NotImplementedError):
        return ": it is packed, or holds values, in a way that is not read"
    return (
        ""
        if isinstance(error, DamagedError) or not isinstance(error, pa.ArrowException | OSError)
        else (": a part of it is damaged")
    )


def _text_columns(metadata: Any) -> list[str]:
    """Return the columns of texts, which can be read as each text once and its number in each row."""
    columns = (metadata.schema.column(position) for position in range(metadata.num_columns))
    return [
        column.path for column in columns if column.physical_type == "BYTE_ARRAY" and not column.max_repetition_level
    ]


class _ParquetTable:
    """Turns blocks of rows into columns of text."""

    def __init__(self, name: str, file: Any) -> None:
        import pyarrow as pa

        self._arrow = pa
        self._name = name
        self._file = file
        schema = file.schema_arrow
        geometry = _geometry_names(schema)
        self._names = list(schema.names)
        self._read = [
            position
            for position, field in enumerate(schema)
            if not (field.name in geometry and _is_binary(pa, _stored_kind(pa, field.type)))
        ]

    def read(self) -> RawTable:
        """Return the table."""
        builders = {position: TypedCellsBuilder() for position in self._read}
        no_texts: set[int] = set()
        length = 0
        for batch in self._file.iter_batches(batch_size=_BLOCK_ROWS):
            length += batch.num_rows
            for position, builder in builders.items():
                values = self._values(batch.column(position))
                if values is None:
                    no_texts.add(position)
                else:
                    builder.extend(values)
        if length != self._file.metadata.num_rows:
            raise DamagedError
        if length and not builders:
            raise only_geometry(self._name, f"its {length:,} rows have")
        noted = Findings(self._name)
        for position in sorted(no_texts):
            message = f"column {show_value(self._names[position])} holds bytes, not text, and is left aside"
            noted.add(Problem("column-bytes", message, file=self._name))
        kept = [position for position in self._read if position not in no_texts]
        return RawTable(
            self._name,
            [self._names[position] for position in kept],
            [builders[position].build() for position in kept],
            wheres=RowNames(length),
            problems=noted.all(),
        )

    def _values(self, column: Any) -> Sequence[Any] | None:
        """Return a block of a column as Python values, equal texts as one; None for bytes that are no text."""
        pa = self._arrow
        if not pa.types.is_dictionary(column.type):
            return self._plain_values(column)
        codes = column.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        used, places = np.unique(codes, return_inverse=True)
        stored = self._plain_values(column.dictionary.take(pa.array(used[used >= 0])))
        if stored is None:
            return None
        texts = [*([None] if len(used) and used[0] < 0 else []), *stored]
        return [texts[place] for place in places.tolist()]

    def _plain_values(self, column: Any) -> Sequence[Any] | None:
        pa, kind, types = self._arrow, column.type, self._arrow.types
        if _is_binary(pa, kind):
            try:  # some writers do not say that their bytes are text
                return [None if value is None else value.decode("utf-8") for value in column.to_pylist()]
            except UnicodeDecodeError:
                return None
        if types.is_date(kind) or (types.is_timestamp(kind) and kind.tz is None):
            column = column.cast(pa.string())  # Python's own dates end with the year 9999
        values: list[Any] = column.to_pylist()
        return values


def _stored_kind(pa: Any, kind: Any) -> Any:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_binary(pa: Any, kind: Any) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind))


def _geometry_names(schema: Any) -> set[str]:
    """Return the columns that GeoParquet says are geometry, and their usual names."""
    try:
        described = set(json.loads((schema.metadata or {}).get(b"geo", b"{}"))["columns"])
    except (ValueError, KeyError, TypeError, RecursionError):
        described = set()
    return described | {"geometry", "geom", "wkb_geometry"}
