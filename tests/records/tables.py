"""Records written as CSV, Parquet and XLSX, and routes read back."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from routemap.records.aggregating import Aggregation
from routemap.records.writing import write_table

Run = Callable[..., Aggregation]


def rows_of(found: Aggregation, *columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of the routes found."""
    return list(found.routes[list(columns)].itertuples(index=False, name=None))


def csv_of(found: Aggregation) -> str:
    """Return the routes found as the text of a CSV file."""
    return table_text(found, ".csv")


def table_text(found: Aggregation, suffix: str) -> str:
    """Return the routes found as the text of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"routes{suffix}"
        write_table(found.routes, path)
        return path.read_text(encoding="utf-8-sig")


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> Path:
    """Write records as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return path


def write_parquet(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]], **kinds: Any) -> Path:
    """Write records as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = list(zip(*rows, strict=True)) or [()] * len(header)
    arrays = [pa.array(values, kinds.get(name)) for name, values in zip(header, columns, strict=True)]
    pq.write_table(pa.Table.from_arrays(arrays, names=list(header)), path, row_group_size=3)
    return path


def write_xlsx(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> Path:
    """Write records as a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in [header, *rows]:
        book.active.append(list(row))
    book.save(path)
    return path
