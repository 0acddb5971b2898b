"""The routes frame → a file of the table, in the cell grammar: what `read_routes` reads as the same frame."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from routemap.errors import ExportError, MissingDependency, RouteError
from routemap.files import FIXED_MOMENT, shown, to_archive, write_file
from routemap.problems import did_you_mean, sentence, show_value
from routemap.routes.alternatives import fold_alternatives
from routemap.routes.cells import frame_cells
from routemap.routes.columns import NAMES, extra_columns, require_columns
from routemap.routes.geojson import number_text, to_feature_collection
from routemap.routes.spreadsheet import CELL_ERRORS, neutralise_text

if TYPE_CHECKING:
    import pandas as pd

TABLE_FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".csv": "CSV",
        ".tsv": "text with tabs",
        ".xlsx": "Excel workbook",
        ".parquet": "Parquet",
        ".geojson": "GeoJSON without lines",
    }
)
"""What a table can be written as: the suffix of the path, and the name of the format."""

_SHEET_ROWS = 1_048_576
_SHEET_TEXT = 32_767

Texts = dict[str, list[str]]


def write_routes(routes: pd.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write the table of routes to a file, so that `read_routes` gives the same frame back.

    The alternatives of one row are one row again, with ``A | B`` in its cells, wherever that reads as the same routes.
    In CSV and text with tabs an apostrophe stands before what a spreadsheet would take for a formula; reading takes it
    away. GeoJSON has one feature per route, without a geometry: `routemap.export` draws the lines. The same routes
    give the same bytes.

    Parameters
    ----------
    routes
        As `read_routes` gives them. Not changed.
    path
        Where to write: ``.csv``, ``.tsv``, ``.xlsx``, ``.parquet`` or ``.geojson``. The folder must exist.

    Raises
    ------
    RouteError
        If the suffix is none of these, or the frame has not the columns of routes.
    ExportError
        If the file cannot be written, or holds a text that would not read back; a file that was there is as it was.
    MissingDependency
        If the format needs a package that is not installed.

    Examples
    --------
    >>> import io
    >>> from routemap.routes import read_routes
    >>> table = "id,market,from,to\\na,cocaine,COL | ECU,NOR\\n"
    >>> write_routes(read_routes(io.StringIO(table)), folder / "routes.csv")
    >>> (folder / "routes.csv").read_text(encoding="utf-8-sig").splitlines()[1][:30]
    'a,a,cocaine trade,,COL | ECU,,'
    """
    target = Path(path)
    write_file(target, to_table(routes, target))


def to_table(routes: pd.DataFrame, target: Path) -> bytes:
    """Return what `write_routes` writes to `target`; raises as it does."""
    make = _MAKERS.get(target.suffix.casefold())
    if make is None:
        known = f"expected one of {', '.join(TABLE_FORMATS)}"
        hint = did_you_mean(target.suffix, TABLE_FORMATS) if target.suffix else ""
        raise RouteError(sentence(f"cannot tell the format of {shown(target)}", known, hint))
    require_columns(routes)
    return make(routes, target)


def _texts(routes: pd.DataFrame) -> Texts:
    """Return every column as text, alternatives folded."""
    texts: Texts = {}
    for name in (*NAMES, *extra_columns(routes)):
        if name == "directed":
            texts[name] = ["yes" if value else "no" for value in routes[name].tolist()]
        elif name == "quantity":
            values = routes[name].to_numpy(dtype=np.float64).tolist()
            texts[name] = ["" if np.isnan(value) else number_text(value) for value in values]
        else:
            cells = frame_cells(routes, name)
            texts[name] = [cells.values[code] for code in cells.codes.tolist()]
    return fold_alternatives(texts)


def _refuse_lost(texts: Texts, target: Path, longest: int) -> None:
    """Refuse texts that would not read back from a file of this kind."""
    for name, column in texts.items():
        for row, text in enumerate(column):
            if len(text) > longest:
                message = f"holds {len(text):,} characters, and a cell there at most {longest:,}"
            elif text in CELL_ERRORS:
                message = f"holds '{text}', which reads as an error of a spreadsheet"
            else:
                continue
            where = f"route '{show_value(texts['id'][row])}': {show_value(name)} {message}"
            raise ExportError(
                f"cannot write {shown(target)}: {where}; .parquet and .geojson take it; nothing was written"
            )


def _to_delimited(routes: pd.DataFrame, target: Path, delimiter: str) -> bytes:
    texts = _texts(routes)
    _refuse_lost(texts, target, csv.field_size_limit() - 1)  # one for the apostrophe
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(map(neutralise_text, texts))
    writer.writerows(zip(*(map(neutralise_text, column) for column in texts.values()), strict=True))
    return buffer.getvalue().encode("utf-8-sig")  # the mark makes Excel read it as UTF-8


def _to_csv(routes: pd.DataFrame, target: Path) -> bytes:
    return _to_delimited(routes, target, ",")


def _to_tsv(routes: pd.DataFrame, target: Path) -> bytes:
    return _to_delimited(routes, target, "\t")


def _to_workbook(routes: pd.DataFrame, target: Path) -> bytes:
    texts = _texts(routes)
    _refuse_lost(texts, target, _SHEET_TEXT)
    if len(texts["id"]) >= _SHEET_ROWS:
        said = f"a sheet holds {_SHEET_ROWS - 1:,} rows, the table has {len(texts['id']):,}"
        raise ExportError(f"cannot write {shown(target)}: {said}; nothing was written")
    return workbook_bytes(texts)


def workbook_bytes(texts: Mapping[str, Sequence[str]]) -> bytes:
    """Return a workbook whose sheet ``routes`` holds these columns of texts; the quantity is a number.

    Raises
    ------
    MissingDependency
        If openpyxl is not installed.
    """
    try:
        import openpyxl
        from openpyxl.cell import WriteOnlyCell
    except ImportError as error:
        raise MissingDependency(
            "writing Excel workbooks needs the package openpyxl 3.1 or newer: pip install 'routemap[excel]'"
        ) from error
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("routes")
    sheet.freeze_panes = "A2"

    def cell(text: str, name: str) -> Any:
        if name == "quantity" and text:
            return float(text)
        made = WriteOnlyCell(sheet, text)
        made.data_type = "s"  # else a text that begins with = is a formula
        return made

    sheet.append([cell(name, "") for name in texts])
    for row in zip(*texts.values(), strict=True):
        sheet.append([cell(text, name) if text else None for name, text in zip(texts, row, strict=True)])
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_clock(buffer.getvalue())


def _without_clock(workbook: bytes) -> bytes:
    """Return the same workbook with one fixed moment instead of the present."""
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.xml.functions import tostring

    made_now = DocumentProperties(created=FIXED_MOMENT, modified=FIXED_MOMENT)
    core = cast("bytes", tostring(made_now.to_tree()))  # its types say text
    with zipfile.ZipFile(io.BytesIO(workbook)) as made:
        return to_archive({name: core if name == "docProps/core.xml" else made.read(name) for name in made.namelist()})


def _to_parquet(routes: pd.DataFrame, target: Path) -> bytes:
    del target
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingDependency(
            "writing Parquet files needs the package pyarrow 15 or newer: pip install 'routemap[parquet]'"
        ) from error
    columns: dict[str, Sequence[Any]] = dict(_texts(routes))
    columns["directed"] = [text == "yes" for text in columns["directed"]]
    columns["quantity"] = [float(text) if text else None for text in columns["quantity"]]
    kinds = {"directed": pa.bool_(), "quantity": pa.float64()}
    for name in extra_columns(routes):
        if routes[name].map(lambda value: isinstance(value, int | np.integer) or value == "").all() and any(
            columns[name]
        ):
            # Counts, such as those of merged records, stay numbers; an empty cell among them holds nothing.
            columns[name] = [int(text) if text else None for text in columns[name]]
            kinds[name] = pa.int64()
    table = pa.table({name: pa.array(values, kinds.get(name, pa.string())) for name, values in columns.items()})
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()


def _to_geojson(routes: pd.DataFrame, target: Path) -> bytes:
    del target
    return to_feature_collection(routes, [None] * len(routes)).encode("utf-8")


_MAKERS = {
    ".csv": _to_csv,
    ".tsv": _to_tsv,
    ".xlsx": _to_workbook,
    ".parquet": _to_parquet,
    ".geojson": _to_geojson,
}
