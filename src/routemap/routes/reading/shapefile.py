"""Shapefiles → `RawTable`, through the one door to GDAL; the files that belong to one are looked at first."""

from __future__ import annotations

import struct
from typing import Final

from routemap.problems import Problem
from routemap.routes.columns import NAMES, SHORT_NAMES
from routemap.routes.reading.gdal import Format, read_with_gdal
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.private_copy import open_part
from routemap.routes.reading.raw_table import RawTable, RefusedError

# As we cut them, and as everybody else does.
_LONG_NAMES = {name[:10]: name for name in NAMES if len(name) > 10} | {
    short: name for name, short in SHORT_NAMES.items()
}
_HEADER = 100
_NEEDED = (".dbf", ".shx")


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
    for suffix in _NEEDED:
        stream = open_part(source, suffix) or open_part(source, suffix.upper())
        if stream is None:
            expected = "all its parts (.shp, .shx, .dbf) in one folder, under one name"
            raise RefusedError(Problem("layer-damaged", f"lacks its part {suffix}", expected, file=source.name))
        with stream:
            size = stream.seek(0, 2)
            stream.seek(0)
            flaw = _table_flaw(stream.read(32), size) if suffix == ".dbf" else _flaw(stream.read(_HEADER), size)
        if flaw:
            message = f"its part {suffix} is damaged: {flaw}"
            raise RefusedError(Problem("layer-damaged", message, "a whole file", file=source.name))
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
    return ""
