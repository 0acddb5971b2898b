"""Shapefiles → `RawTable`, through the one door to GDAL; the files that belong to one are looked at first."""

from __future__ import annotations

import struct
from typing import BinaryIO, Final

import numpy as np

from routemap.problems import Problem, counted
from routemap.routes.columns import NAMES, SHORT_NAMES
from routemap.routes.reading.gdal import Format, read_with_gdal
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.private_copy import open_part
from routemap.routes.reading.raw_table import MOST_ROWS, RawTable, RefusedError, too_many_rows

# As we cut them, and as everybody else does.
_LONG_NAMES = {name[:10]: name for name in NAMES if len(name) > 10} | {
    short: name for name, short in SHORT_NAMES.items()
}
_HEADER = 100
_NEEDED = (".dbf", ".shx")
_BLOCK = 1 << 20  # bytes
_SHORTEST = 12  # bytes of a record in a .shp: its head, and that it is empty
_PADDING = 1_000_000  # bytes that may follow the rows of a .dbf


def _flaw(head: bytes, size: int) -> str:
    """Check the magic number, the version and the length that the file claims, in words of two bytes."""
    if (
        len(head) < _HEADER
        or struct.unpack_from(">i", head)[0] != 9994
        or struct.unpack_from("<i", head, 28)[0] != 1000
    ):
        return "it does not begin as one"
    return "" if 2 * struct.unpack_from(">i", head, 24)[0] == size else "it is not as long as it says"


SHAPEFILE: Final = Format("ESRI Shapefile", "a Shapefile", ".shp", _flaw, (".shx", ".dbf", ".prj", ".cpg"))


def read_shapefile(source: Input, *, courses: bool = False) -> RawTable:
    """Return the attributes of a Shapefile, and where its lines begin and end, or these lines.

    Raises
    ------
    RefusedError
        If one of its parts is missing or damaged.
    """
    counts: dict[str, int] = {}
    for suffix in _NEEDED:
        stream = open_part(source, suffix) or open_part(source, suffix.upper())
        if stream is None:
            expected = "all its parts (.shp, .shx, .dbf) in one folder, under one name"
            raise RefusedError(Problem("layer-damaged", f"lacks its part {suffix}", expected, file=source.name))
        with stream:
            size = stream.seek(0, 2)
            stream.seek(0)
            flaw = _table_flaw(stream.read(32), size) if suffix == ".dbf" else _flaw(stream.read(_HEADER), size)
            if not flaw:
                counts[suffix] = _rows(stream, source.name) if suffix == ".dbf" else (size - _HEADER) // 8
                if suffix == ".shx" and counts[".shx"] == counts[".dbf"]:
                    flaw = _index_flaw(stream, counts[".shx"], source.stream.seek(0, 2))
        if flaw:
            message = f"its part {suffix} is damaged: {flaw}"
            raise RefusedError(Problem("layer-damaged", message, "a whole file", file=source.name))
    if counts[".dbf"] != counts[".shx"]:
        message = f"its part .dbf has {counted(counts['.dbf'], 'row')}, its part .shx {counted(counts['.shx'], 'line')}"
        raise RefusedError(Problem("layer-damaged", message, "a row for each line", file=source.name))
    table = read_with_gdal(source, SHAPEFILE, None, courses=courses)
    table.header = [_LONG_NAMES.get(name.casefold(), name) for name in table.header]
    return table


def _table_flaw(head: bytes, size: int) -> str:
    """Check what a dBase table says of its size: GDAL makes room for what it claims."""
    if len(head) < 32 or head[0] & 0x07 not in (3, 4):
        return "it does not begin as one"
    rows, header, row = struct.unpack_from("<IHH", head, 4)
    if header < 33 or row < 1 or header + rows * row > size + 1:
        return "it is not as long as it says"
    # What follows the rows is copied, too; a file with a hole in it is as long as its writer likes.
    if size > header + 2 * rows * row + _PADDING:
        return "it is far longer than its rows"
    return ""


def _rows(table: BinaryIO, name: str) -> int:
    """Return how many rows a dBase table has; one that is marked as deleted would be left out in silence by GDAL."""
    table.seek(4)
    rows, header, row = struct.unpack("<IHH", table.read(8))
    if rows > MOST_ROWS:
        raise too_many_rows(name)
    table.seek(header)
    at_once = max(1, _BLOCK // row)
    for first in range(0, rows, at_once):
        marks = table.read(row * min(at_once, rows - first))[::row]
        if (at := marks.find(b"*")) >= 0:
            message = f"row {first + at + 1:,} of its part .dbf is marked as deleted"
            expected = "a table without such rows: save the layer anew, from QGIS for example"
            raise RefusedError(Problem("layer-damaged", message, expected, file=name))
    return int(rows)


def _index_flaw(index: BinaryIO, count: int, size: int) -> str:
    """Check that each entry of an index names bytes of its own: GDAL reads what each names, as often as it is named."""
    if count * _SHORTEST > size - _HEADER:
        return "it names more lines than the .shp has room for"
    index.seek(_HEADER)
    entries = np.frombuffer(index.read(8 * count), dtype=">i4").reshape(-1, 2).astype(np.int64)
    starts, lengths = 2 * entries[:, 0], 2 * entries[:, 1] + 8
    if (starts < _HEADER).any() or (lengths < _SHORTEST).any() or (starts + lengths > size).any():
        return "it names lines that are not in the .shp"
    order = np.argsort(starts, kind="stable")
    if (starts[order][1:] < (starts + lengths)[order][:-1]).any():
        return "several of its lines are the same bytes of the .shp"
    return ""
