"""What a Parquet file unfolds to, found out before it is unfolded: from its footer, and from the head of each page.

Parquet stores one value with the number of its rows, and packs what it stores: eight hundred bytes hold eight
gigabytes. Its own summary of how large it is need not be true, so the head of each page is looked at, which says what
the page really unpacks to. Heads are written in Thrift's compact protocol.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from routemap.routes.reading.thrift import DamagedError, Thrift

_LONGEST_FOOTER = 32_000_000
_DEEPEST = 20
_MOST_CHUNKS = 20_000
_MOST_PAGES = 200_000
_HEAD = 1 << 16  # bytes; heads hold the least and the greatest value of their page
_LARGEST_PAGE = 128_000_000
_UNPACKED: Final = 64_000_000
_TIMES: Final = 100
_CELLS: Final = 2_000_000
_CELLS_PER_BYTE: Final = 200
_LONGEST_FIXED = 1_024  # bytes of one value; identifiers and decimals take 16
_DELTA_BYTES = 7  # an encoding in which each value repeats a part of the one before it
_DATA, _DICTIONARY, _DATA_V2 = 0, 2, 3
_ROW_GROUPS, _CHUNKS, _CHUNK_ABOUT = 4, 1, 3  # fields of the footer, of a group of rows, of a chunk


class BoundsError(Exception):
    """Raised when a file unfolds to more than its size explains; says so in one clause."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What the head of a page says."""

    kind: int
    unpacked: int
    packed: int
    values: int
    encoding: int
    head: int


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Where one column of a group of rows lies, and how many values it says that it has."""

    values: int
    packed: int
    start: int


def check_schema(stream: BinaryIO, most_columns: int) -> int:
    """Look at the list of columns in the footer before anybody makes something of each; return their number.

    Raises
    ------
    BoundsError
        If there are too many, or they stand too deep within one another.
    DamagedError
        If there is no footer.
    """
    footer = _footer(stream)
    for number, kind in footer.fields():
        if number == 2 and kind == Thrift.LIST:
            return _count_columns(footer, most_columns)
        footer.skip(kind)
    raise DamagedError


def _footer(stream: BinaryIO) -> Thrift:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 8))
    tail = stream.read(8)
    (length,) = struct.unpack("<I", tail[:4]) if len(tail) == 8 else (0,)
    if tail[4:] != b"PAR1" or length > size - 12:
        raise DamagedError
    if length > _LONGEST_FOOTER:
        raise BoundsError(f"has a footer of {length / 1e6:,.0f} MB")
    stream.seek(size - 8 - length)
    footer = Thrift(stream.read(length))
    stream.seek(0)
    return footer


def _count_columns(footer: Thrift, most: int) -> int:
    waiting = [1]  # for each group that is open, how many of its members are still to come
    columns = 0
    _, count = footer.listed()
    for _ in range(count):
        while waiting and not waiting[-1]:
            waiting.pop()
        if not waiting:
            raise DamagedError
        waiting[-1] -= 1
        children = int(footer.structure({5}).get(5, 0))
        if children > 0:
            waiting.append(children)
        columns += children <= 0
        if columns > most:
            return columns
        if len(waiting) > _DEEPEST:
            raise BoundsError(f"has columns more than {_DEEPEST} groups deep")
    return columns


def check_pages(stream: BinaryIO, metadata: Any) -> None:
    """Look at the head of each page.

    Parameters
    ----------
    stream
        The file.
    metadata
        What pyarrow read of the footer.

    Raises
    ------
    BoundsError
        If the pages unfold to more than the size of the file explains.
    DamagedError
        If a page is none.
    """
    size = stream.seek(0, 2)
    most_cells = _CELLS + _CELLS_PER_BYTE * size
    if metadata.num_row_groups * metadata.num_columns > _MOST_CHUNKS:
        raise BoundsError(f"is cut into more than {_MOST_CHUNKS:,} parts")
    if metadata.num_rows * metadata.num_columns > most_cells:
        raise BoundsError(f"has more than {most_cells:,} cells, which its size does not explain")
    _check_widths(metadata)
    unpacked = packed = cells = pages = 0
    for chunk in _chunks(stream):
        packed += chunk.packed
        if packed > size:
            raise BoundsError("has columns that lie over one another")
        for page in _pages(stream, chunk, size):
            pages += 1
            unpacked += page.unpacked
            cells += page.values
            if page.unpacked > _LARGEST_PAGE:
                raise BoundsError(f"has a page that unpacks to {page.unpacked / 1e6:,.0f} MB")
            if unpacked > _UNPACKED + _TIMES * size:
                raise BoundsError(f"unpacks to more than {_TIMES} times its size")
            if cells > most_cells or pages > _MOST_PAGES:
                raise BoundsError(f"has more than {most_cells:,} values, which its size does not explain")
            if page.encoding == _DELTA_BYTES and page.values * page.unpacked > _LARGEST_PAGE:
                raise BoundsError("stores texts as what they add to the text before them, which can grow without end")
    stream.seek(0)


def _check_widths(metadata: Any) -> None:
    for position in range(metadata.num_columns):
        column = metadata.schema.column(position)
        if column.physical_type == "FIXED_LEN_BYTE_ARRAY" and column.length > _LONGEST_FIXED:
            raise BoundsError(f"has values of {column.length:,} bytes each")


def _chunks(stream: BinaryIO) -> Iterator[_Chunk]:
    """Give where each column of each group of rows lies.

    The footer is read by ourselves: asked for a chunk that says more of itself than its column has, Arrow ends the
    whole process.
    """
    footer = _footer(stream)
    for number, kind in footer.fields():
        if number != _ROW_GROUPS or kind != Thrift.LIST:
            footer.skip(kind)
            continue
        _, groups = footer.listed()
        for _ in range(groups):
            for inner, of in footer.fields():
                if inner != _CHUNKS or of != Thrift.LIST:
                    footer.skip(of)
                    continue
                _, count = footer.listed()
                for _ in range(count):
                    yield _chunk(footer)


def _chunk(footer: Thrift) -> _Chunk:
    found: dict[int, int] = {}
    for number, kind in footer.fields():
        if number == _CHUNK_ABOUT and kind == Thrift.STRUCT:
            found = footer.structure({5, 7, 9, 11})
        else:
            footer.skip(kind)
    if not {5, 7, 9} <= found.keys():
        raise DamagedError
    return _Chunk(found[5], found[7], min(found[9], found.get(11, found[9])))


def _pages(stream: BinaryIO, chunk: _Chunk, size: int) -> Iterator[_Page]:
    position = chunk.start
    end = position + chunk.packed
    if position < 0 or end > size or chunk.packed < 0:
        raise DamagedError
    values = 0
    while values < chunk.values and position < end:
        stream.seek(position)
        page = _read_head(stream.read(min(_HEAD, end - position)))
        position += page.head + page.packed
        values += page.values if page.kind != _DICTIONARY else 0
        yield page


def _read_head(data: bytes) -> _Page:
    thrift = Thrift(data)
    found: dict[int, Any] = {}
    about: dict[int, int] = {}
    for number, kind in thrift.fields():
        if kind == Thrift.STRUCT and number in (5, 7, 8):
            about = thrift.structure({1, 2, 4})
        elif kind in Thrift.INTEGERS:
            found[number] = thrift.number()
        else:
            thrift.skip(kind)
    kind, unpacked, packed = (int(found.get(number, -1)) for number in (1, 2, 3))
    encoding = about.get(4 if kind == _DATA_V2 else 2, -1)
    values = about.get(1, 0)
    if min(kind, unpacked, packed, values) < 0:
        raise DamagedError
    return _Page(kind, unpacked, packed, values, encoding, thrift.position)
