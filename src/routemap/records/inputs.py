"""What the user names → files, each with its shape; what no database reads is read by our own readers."""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from glob import glob, has_magic
from pathlib import Path
from typing import Any

from routemap.errors import ReadError, RouteError
from routemap.files import is_address, shown
from routemap.problems import Problem
from routemap.records.addresses import expand_address, fetch, named_as, parquet_source, shown_address
from routemap.records.bench import Bench
from routemap.records.cut import Cut
from routemap.records.parts import FieldKind, Part, Shape, make_part
from routemap.routes.reading.encodings import find_encoding, undecodable
from routemap.routes.reading.file_kinds import detect_kind
from routemap.routes.reading.inputs import Input, open_input
from routemap.routes.reading.raw_table import RawTable, RefusedError
from routemap.routes.reading.read import read_table
from routemap.routes.reading.text import find_dialect
from routemap.routes.recipe import Recipe

_HEAD = 1 << 20
_BLOCK = 1 << 22
_TABLES = (".csv", ".tsv", ".tab", ".txt", ".parquet", ".geoparquet", ".xlsx", ".xlsm")


def find_files(files: str | os.PathLike[str] | Sequence[str | os.PathLike[str]]) -> list[str]:
    """Return the files that names, folders and patterns stand for, each once, in order of their names.

    Raises
    ------
    RouteError
        If a pattern or a folder holds no table.

    Examples
    --------
    >>> find_files(["b.csv", "a.csv", "b.csv"])
    ['a.csv', 'b.csv']
    """
    given = [files] if isinstance(files, str | os.PathLike) else list(files)
    if not given:
        raise RouteError("no files were given; expected one or more, or a pattern such as 'records/*.parquet'")
    found: set[str] = set()
    for one in given:
        found.update(_expand(os.fspath(one)))
    return sorted(found)


def _expand(name: str) -> list[str]:
    if "://" in name:
        return expand_address(name, _TABLES)
    path = Path(name)
    if path.is_dir():
        # Spark writes folders of parts, with _SUCCESS and checksums beside them.
        inside = [p for p in path.rglob("*") if p.suffix.casefold() in _TABLES and not p.name.startswith(("_", "."))]
        if not inside:
            raise RouteError(f"the folder {name} holds no table; expected files such as {', '.join(_TABLES[:6])}")
        return [os.fspath(p) for p in inside if p.is_file()]
    if has_magic(name) and not path.exists():
        matched = [one for one in glob(name, recursive=True) if Path(one).is_file()]  # noqa: PTH207 - any pattern
        if not matched:
            raise RouteError(f"no file is called '{name}'")
        return matched
    return [name]


def read_part(name: str, recipe: Recipe, cut: Cut, bench: Bench) -> Part:
    """Return the part of one file on this machine.

    Raises
    ------
    ReadError
        If it is no table, or lacks a column.
    OSError
        If it is not there or cannot be opened.
    """
    if is_address(name):
        return _part_of_address(name, recipe, cut, bench)
    with told():
        with open_input(name) as opened:
            kind = detect_kind(opened)
            if kind == "text":
                return _text_part(name, opened, recipe, cut, bench)
            if kind == "parquet":
                return parquet_part(name, recipe, cut)
        return table_part(name, recipe, cut)


def _part_of_address(name: str, recipe: Recipe, cut: Cut, bench: Bench) -> Part:
    """Return the part of a file in a store: Parquet is read there, of others a copy that is gone in the end."""
    shown = shown_address(name)
    source = parquet_source(name)
    if source is not None:
        return make_part(name, shown, arrow_shape(source.schema), recipe, cut, source=source, rows=source.count_rows())
    local = fetch(name, bench.scratch.path)
    with named_as(local, name):
        return replace(read_part(os.fspath(local), recipe, cut, bench), given=(shown,))


@contextmanager
def told() -> Iterator[None]:
    """Turn a reader's refusal into the error that callers expect."""
    try:
        yield
    except RefusedError as refused:
        raise ReadError([refused.problem]) from refused


def _text_part(name: str, opened: Input, recipe: Recipe, cut: Cut, bench: Bench) -> Part:
    encoding = find_encoding(_head(opened), recipe.encoding)
    file = name
    if encoding not in ("utf-8", "utf-8-sig"):
        file = os.fspath(_transcode(opened, encoding, bench.scratch.path))
    with open_input(file) as text:
        head = _head(text)
        dialect = find_dialect(Input(opened.name, opened.suffix, head.stream), replace(recipe, encoding=None))
    kinds = _texts(len(dialect.header))
    shape = Shape("text", tuple(dialect.header), kinds, dialect.delimiter, dialect.header_line)
    return make_part(file, name, shape, recipe, cut)


def _head(opened: Input) -> Input:
    """Return the first lines of an input as one of its own."""
    opened.stream.seek(0)
    block = opened.stream.read(_HEAD)
    opened.stream.seek(0)
    if len(block) == _HEAD and b"\n" in block:
        block = block[: block.rindex(b"\n") + 1]
    return Input(opened.name, opened.suffix, io.BytesIO(block))


def _transcode(opened: Input, encoding: str, folder: Path) -> Path:
    """Write a text file anew as UTF-8, a block at a time."""
    decoder = codecs.getincrementaldecoder(encoding)()
    target = folder / f"text-{len(list(folder.iterdir()))}.csv"
    with target.open("wb") as file:
        try:
            while block := opened.stream.read(_BLOCK):
                file.write(decoder.decode(block).encode("utf-8"))
            file.write(decoder.decode(b"", final=True).encode("utf-8"))
        except UnicodeError as error:
            raise undecodable(opened, encoding) from error
    return target


def parquet_part(name: str, recipe: Recipe, cut: Cut) -> Part:
    """Return the part of one Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(name) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        told = shown_address(name) if is_address(name) else shown(Path(name))
        message = "cannot be read as a Parquet file"
        raise ReadError([Problem("parquet-damaged", message, "a whole file", file=told)]) from error
    return make_part(name, name, arrow_shape(schema), recipe, cut, rows=rows)


def arrow_shape(schema: Any) -> Shape:
    """Return the shape of a Parquet file with this Arrow schema."""
    return Shape("parquet", tuple(schema.names), tuple(_kind(field.type) for field in schema))


def _kind(kind: Any) -> FieldKind:
    import pyarrow as pa

    types = pa.types
    if types.is_dictionary(kind):
        return _kind(kind.value_type)
    tests: tuple[tuple[FieldKind, tuple[Any, ...]], ...] = (
        ("text", (types.is_string, types.is_large_string, types.is_null)),
        ("bytes", (types.is_binary, types.is_large_binary)),
        ("boolean", (types.is_boolean,)),
        ("integer", (types.is_integer,)),
        ("number", (types.is_floating,)),
        ("decimal", (types.is_decimal,)),
        ("date", (types.is_date,)),
        ("moment", (lambda kind: types.is_timestamp(kind) and kind.tz is not None,)),
        ("timestamp", (types.is_timestamp,)),
    )
    return next((name for name, are in tests if any(test(kind) for test in are)), "other")


def table_part(name: str, recipe: Recipe, cut: Cut) -> Part:
    """Return the part of a file that only our own readers read, such as a workbook.

    Raises
    ------
    ReadError
        If the reader finds rows it cannot read; with their lines.
    """
    with told():
        table = read_table(name, recipe)
    errors = [problem for problem in table.problems if problem.severity == "error"]
    if errors:
        raise ReadError(errors)
    shape = Shape("table", tuple(table.header), _texts(len(table.header)))
    return make_part(name, name, shape, recipe, cut, source=_arrow(table), rows=table.length)


def _texts(number: int) -> tuple[FieldKind, ...]:
    return tuple("text" for _ in range(number))


def _arrow(table: RawTable) -> Any:
    """Return a raw table as Arrow, its texts stored once."""
    import pyarrow as pa

    columns = [
        pa.DictionaryArray.from_arrays(pa.array(cells.codes), pa.array(list(cells.values), pa.string())).cast(
            pa.string()
        )
        for cells in table.cells
    ]
    return pa.Table.from_arrays(columns, names=[f"c{position}" for position in range(len(columns))])
