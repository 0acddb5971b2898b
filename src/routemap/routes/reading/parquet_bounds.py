"""What a Parquet file unfolds to, found out before it is unfolded: from its footer, and from the head of each page.

Parquet stores one value with the number of its rows, and packs what it stores: eight hundred bytes hold eight
gigabytes. Its own summary of how large it is need not be true, so the head of each page is looked at, which says what
the page really unpacks to. Heads are written in Thrift's compact protocol.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

_LONGEST_FOOTER = 32_000_000
_DEEPEST = 20
_MOST_CHUNKS = 200_000
_HEAD = 1 << 16  # bytes; heads hold the least and the greatest value of their page
_LARGEST_PAGE = 128_000_000
_UNPACKED: Final = 64_000_000
_TIMES: Final = 100
_CELLS: Final = 2_000_000
_CELLS_PER_BYTE: Final = 200
_LONGEST_FIXED = 1_024  # bytes of one value; identifiers and decimals take 16
_DELTA_BYTES = 7  # an encoding in which each value repeats a part of the one before it
_DATA, _DICTIONARY, _DATA_V2 = 0, 2, 3


class BoundsError(Exception):
    """Raised when a file unfolds to more than its size explains; says so in one clause."""


class DamagedError(Exception):
    """Raised when footer or pages are not what the format has there."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What the head of a page says."""

    kind: int
    unpacked: int
    packed: int
    values: int
    encoding: int
    head: int


def check_schema(stream: BinaryIO, most_columns: int) -> int:
    """Look at the list of columns in the footer before anybody makes something of each; return their number.

    Raises
    ------
    BoundsError
        If there are too many, or they stand too deep within one another.
    DamagedError
        If there is no footer.
    """
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 8))
    tail = stream.read(8)
    (length,) = struct.unpack("<I", tail[:4]) if len(tail) == 8 else (0,)
    if tail[4:] != b"PAR1" or length > size - 12:
        raise DamagedError
    if length > _LONGEST_FOOTER:
        raise BoundsError(f"has a footer of {length / 1e6:,.0f} MB")
    stream.seek(size - 8 - length)
    footer = _Thrift(stream.read(length))
    stream.seek(0)
    for number, kind in footer.fields():
        if number == 2 and kind == _Thrift.LIST:
            return _count_columns(footer, most_columns)
        footer.skip(kind)
    raise DamagedError


def _count_columns(footer: _Thrift, most: int) -> int:
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
    for chunk in _chunks(metadata):
        packed += chunk.total_compressed_size
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
            if cells > most_cells or pages > _MOST_CHUNKS:
                raise BoundsError(f"has more than {most_cells:,} values, which its size does not explain")
            if page.encoding == _DELTA_BYTES and page.values * page.unpacked > _LARGEST_PAGE:
                raise BoundsError("stores texts as what they add to the text before them, which can grow without end")
    stream.seek(0)


def _check_widths(metadata: Any) -> None:
    for position in range(metadata.num_columns):
        column = metadata.schema.column(position)
        if column.physical_type == "FIXED_LEN_BYTE_ARRAY" and column.length > _LONGEST_FIXED:
            raise BoundsError(f"has values of {column.length:,} bytes each")


def _chunks(metadata: Any) -> Iterator[Any]:
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        for position in range(metadata.num_columns):
            yield group.column(position)


def _pages(stream: BinaryIO, chunk: Any, size: int) -> Iterator[_Page]:
    starts = [chunk.data_page_offset, chunk.dictionary_page_offset if chunk.has_dictionary_page else None]
    position = min(start for start in starts if start is not None)
    end = position + chunk.total_compressed_size
    if position < 0 or end > size or chunk.total_compressed_size < 0:
        raise DamagedError
    values = 0
    while values < chunk.num_values and position < end:
        stream.seek(position)
        page = _read_head(stream.read(min(_HEAD, end - position)))
        position += page.head + page.packed
        values += page.values if page.kind != _DICTIONARY else 0
        yield page


def _read_head(data: bytes) -> _Page:
    thrift = _Thrift(data)
    found: dict[int, Any] = {}
    about: dict[int, int] = {}
    for number, kind in thrift.fields():
        if kind == _Thrift.STRUCT and number in (5, 7, 8):
            about = thrift.structure({1, 2, 4})
        elif kind in _Thrift.INTEGERS:
            found[number] = thrift.number()
        else:
            thrift.skip(kind)
    kind, unpacked, packed = (int(found.get(number, -1)) for number in (1, 2, 3))
    encoding = about.get(4 if kind == _DATA_V2 else 2, -1)
    values = about.get(1, 0)
    if min(kind, unpacked, packed, values) < 0:
        raise DamagedError
    return _Page(kind, unpacked, packed, values, encoding, thrift.position)


class _Thrift:
    """Reads the numbers of a structure in Thrift's compact protocol, and steps over everything else."""

    INTEGERS: Final = (4, 5, 6)
    BYTE, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = 3, 7, 8, 9, 10, 11, 12

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def fields(self) -> Iterator[tuple[int, int]]:
        """Give number and type of each field; the caller reads or skips its value."""
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self.number()
            yield number, head & 0x0F

    def structure(self, wanted: Sequence[int] | set[int]) -> dict[int, int]:
        """Return the wanted whole numbers of a structure."""
        found = {}
        for number, kind in self.fields():
            if number in wanted and kind in self.INTEGERS:
                found[number] = self.number()
            else:
                self.skip(kind)
        return found

    def number(self) -> int:
        """Return a whole number."""
        number = self._varint()
        return (number >> 1) ^ -(number & 1)

    def listed(self) -> tuple[int, int]:
        """Return type and number of what a list holds."""
        head = self._byte()
        return head & 0x0F, head >> 4 if head >> 4 < 15 else self._varint()

    def skip(self, kind: int, depth: int = 0) -> None:
        """Step over a value."""
        if depth > _DEEPEST:
            raise DamagedError
        if kind in self.INTEGERS:
            self._varint()
        elif kind == self.BINARY:
            self._step(self._varint())
        elif kind in (self.LIST, self.SET):
            inner, count = self.listed()
            self._skip_all(inner, count, depth)
        elif kind == self.STRUCT:
            for _, inner in self.fields():
                self.skip(inner, depth + 1)
        elif kind == self.MAP:
            count = self._varint()
            kinds = self._byte() if count else 0
            for _ in range(self._bounded(count)):
                self.skip(kinds >> 4, depth + 1)
                self.skip(kinds & 0x0F, depth + 1)
        elif kind in (self.BYTE, self.DOUBLE):
            self._step(1 if kind == self.BYTE else 8)
        elif kind not in (1, 2):  # truth values stand in the type itself
            raise DamagedError

    def _skip_all(self, kind: int, count: int, depth: int) -> None:
        if kind in (1, 2, self.BYTE):  # a byte each, in a list
            self._step(count)
            return
        for _ in range(self._bounded(count)):
            self.skip(kind, depth + 1)

    def _bounded(self, count: int) -> int:
        if count > len(self._data) - self.position:
            raise DamagedError
        return count

    def _step(self, length: int) -> None:
        self.position += length
        if self.position > len(self._data):
            raise DamagedError

    def _byte(self) -> int:
        self._step(1)
        return self._data[self.position - 1]

    def _varint(self) -> int:
        number = shift = 0
        while True:
            byte = self._byte()
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number
            if shift > 63:
                raise DamagedError
