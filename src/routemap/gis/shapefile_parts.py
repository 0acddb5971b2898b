"""The three binary parts of a Shapefile, made in memory.

GDAL writes Shapefiles to the disk only, and does not say when the disk takes no more: one failed write among hundreds
gave a damaged file and no error. The format is of 1998 and closed (ESRI Shapefile Technical Description; dBASE III),
and what stands here gives the same bytes as GDAL, which a test compares.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from routemap.errors import ExportError

MOST_BYTES = 2_000_000_000
"""More than this in one part, many programs do not read."""

_POLYLINE = 3
_HEADER_BYTES = 100
_NULL_RECORD = struct.pack("<i", 0)
_SHORTEST_TEXT = 80
_NUMBER: Final = (24, 15)
_DAY_BYTES = 8
_FIXED_DAY = bytes((100, 1, 1))  # the first of January 2000, as years since 1900


def to_shp(geometry: NDArray[Any] | None) -> tuple[bytes, bytes]:
    """Return the main file and its index (``.shx``).

    Parameters
    ----------
    geometry
        Lines or None; as a whole None for a layer without geometry, which is no Shapefile.
    """
    if geometry is None:
        raise TypeError("a Shapefile is made of a layer with geometry")
    parts, of_row = shapely.get_parts(geometry, return_index=True)
    sizes = shapely.get_num_coordinates(parts)
    part_ends = np.searchsorted(of_row, np.arange(len(geometry) + 1))
    point_ends = np.concatenate(([0], np.cumsum(sizes)))
    points = memoryview(np.ascontiguousarray(shapely.get_coordinates(parts), dtype="<f8").tobytes())
    bounds = shapely.bounds(geometry)
    records: list[bytes | memoryview] = []
    index: list[bytes] = []
    at = _HEADER_BYTES
    for row in range(len(geometry)):
        first, last = part_ends[row], part_ends[row + 1]
        if first == last:
            content: tuple[bytes | memoryview, ...] = (_NULL_RECORD,)
        else:
            begin, end = point_ends[first], point_ends[last]
            starts = (point_ends[first:last] - begin).astype("<i4").tobytes()
            head = struct.pack("<i4dii", _POLYLINE, *bounds[row], last - first, end - begin)
            content = (head, starts, points[begin * 16 : end * 16])
        size = sum(map(len, content))
        records += (struct.pack(">ii", row + 1, size // 2), *content)
        index.append(struct.pack(">ii", at // 2, size // 2))
        at += 8 + size
    if at > MOST_BYTES:
        raise ExportError("the lines are more than the 2 GB that a Shapefile holds; take .gpkg or .fgb")
    box = shapely.total_bounds(geometry) if len(geometry) else np.full(4, np.nan)
    return (
        b"".join((_header(at, box), *records)),
        b"".join((_header(_HEADER_BYTES + 8 * len(index), box), *index)),
    )


def to_dbf(columns: Mapping[str, NDArray[Any]]) -> bytes:
    """Return the table.

    Parameters
    ----------
    columns
        By field name, at most ten ASCII characters: texts of at most 254 bytes, numbers or days.
    """
    fields = {name: _field(values) for name, values in columns.items()}
    widths = {name: cells.dtype.itemsize for name, (_, _, cells) in fields.items()}
    rows = len(next(iter(columns.values())))
    described = b"".join(
        struct.pack("<11sc4xBB14x", name.encode("ascii"), kind, widths[name], decimals)
        for name, (kind, decimals, _) in fields.items()
    )
    row_bytes = 1 + sum(widths.values())
    if row_bytes * rows > MOST_BYTES:
        raise ExportError("the table is more than the 2 GB that a Shapefile holds; take .gpkg or .fgb")
    head = struct.pack("<B3sIHH20x", 3, _FIXED_DAY, rows, 32 + len(described) + 1, row_bytes)
    table = np.full((rows, row_bytes), ord(" "), dtype=np.uint8)
    at = 1
    for name, (_, _, cells) in fields.items():
        table[:, at : at + widths[name]] = cells.view(np.uint8).reshape(rows, widths[name])
        at += widths[name]
    return b"".join((head, described, b"\r", table.tobytes(), b"\x1a"))


def _header(size: int, box: NDArray[np.float64]) -> bytes:
    known = [0.0 if np.isnan(value) else value for value in box.tolist()]
    return struct.pack(">i20xi", 9994, size // 2) + struct.pack("<ii4d32x", 1000, _POLYLINE, *known)


def _field(values: NDArray[Any]) -> tuple[bytes, int, NDArray[np.bytes_]]:
    """Return a field's kind and decimals, and its cells, all of the field's width."""
    if values.dtype.kind == "O":
        encoded = [text.encode("utf-8") for text in values]
        width = max(_SHORTEST_TEXT, *map(len, encoded)) if encoded else _SHORTEST_TEXT
        return b"C", 0, _cells([text.ljust(width) for text in encoded], width)
    if values.dtype.kind == "M":
        days = ["" if np.isnat(value) else str(value).replace("-", "") for value in values]
        return b"D", 0, _cells([day.encode("ascii").rjust(_DAY_BYTES, b"0") for day in days], _DAY_BYTES)
    width, decimals = _NUMBER
    if values.dtype.kind == "f":
        numbers = ["*" * width if np.isnan(value) else f"{value:{width}.{decimals}f}"[:width] for value in values]
        return b"N", decimals, _cells([number.encode("ascii") for number in numbers], width)
    raise TypeError(f"no field for values of type {values.dtype}")


def _cells(texts: list[bytes], width: int) -> NDArray[np.bytes_]:
    return np.array(texts, dtype=f"S{width}")
