"""Well-formed CSV through Arrow: the very columns that our own reader would give, or None where it must be asked.

Arrow forgives what we tell of: text after a closing quotation mark, a line end inside one, a carriage return alone. So
each block of bytes is looked at before Arrow sees it, and whatever is unusual in it leaves the whole file to our own
reader, whose messages then name it.
"""

from __future__ import annotations

import csv
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from routemap.routes.arrow_texts import ArrowTexts
from routemap.routes.cells import Cells, CellsBuilder

LEAST_BYTES: Final = 1 << 20
"""Below it, what Arrow saves is less than what loading it takes."""
_BLOCK = 1 << 21
_LINE_END, _RETURN, _QUOTE, _SPACE = b'\n\r" '


def read_quickly(stream: BinaryIO, above: int, delimiter: str, width: int) -> list[Cells] | None:
    """Return the columns below the header, one row per line; None where our own reader has to read them.

    Parameters
    ----------
    stream
        UTF-8, with or without its mark.
    above
        Number of lines to pass, the header's among them.
    delimiter
        What divides cells.
    width
        Number of columns.
    """
    try:
        import pyarrow as pa
        import pyarrow.csv
    except ImportError:
        return None
    stream.seek(0)
    head = b"".join(stream.readline() for _ in range(above))
    if width < 2 or not head.endswith(b"\n") or head.count(b"\r") != head.count(b"\r\n"):
        return None
    builders = [CellsBuilder() for _ in range(width)]
    rest = b""
    while True:
        read = stream.read(_BLOCK)
        block = rest + read
        end = block.rfind(b"\n") + 1 if read else len(block)
        block, rest = block[:end], block[end:]
        if read and not block:
            return None  # a line of more than a block
        columns = _columns(block, delimiter, width) if block else []
        if columns is None:
            return None
        for builder, column in zip(builders, columns, strict=False):
            builder.extend_arrow(column)
        if not read:
            pa.default_memory_pool().release_unused()
            return [builder.build() for builder in builders]


def _columns(block: bytes, delimiter: str, width: int) -> list[ArrowTexts] | None:
    """Return the columns of whole lines; None if anything in them is unusual."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    if not is_well_formed(block, ord(delimiter)) or _has_blank_line(block) or _has_long_line(block):
        return None
    names = [str(position) for position in range(width)]
    types = dict.fromkeys(names, pa.string())
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(block),
            read_options=arrow_csv.ReadOptions(column_names=names),
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    columns = [ArrowTexts(column.combine_chunks()) for column in table.columns]
    return None if _is_unusual(columns) else columns


def is_well_formed(block: bytes, delimiter: int) -> bool:
    """Tell whether whole lines are a row each or blank, with quotation marks around cells or doubled within."""
    if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
        return False
    if b"\0" in block:
        return False
    if b'"' not in block:
        return True
    signs = np.frombuffer(block, dtype=np.uint8)
    ends = np.flatnonzero(signs == _LINE_END)
    quotes = np.flatnonzero(signs == _QUOTE)
    if len(quotes) % 2 or (np.searchsorted(quotes, ends) % 2).any():
        return False
    # The mark of an odd number closes, if only to open at once: two of them are one inside a cell.
    opening, closing = quotes[::2], quotes[1::2]
    before, after = signs[opening[opening > 0] - 1], signs[closing[closing < len(block) - 1] + 1]
    return _are(before, delimiter, _LINE_END, _QUOTE) and _are(after, delimiter, _LINE_END, _RETURN, _QUOTE)


def _has_blank_line(block: bytes) -> bool:
    return block.startswith((b"\n", b"\r\n")) or b"\n\n" in block or b"\n\r\n" in block


def _has_long_line(block: bytes) -> bool:
    """Tell whether a line may hold a cell that our own reader refuses for its length."""
    ends = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == _LINE_END)
    return int(np.diff(ends, prepend=-1, append=len(block)).max()) > csv.field_size_limit()


def _are(signs: NDArray[np.uint8], *wanted: int) -> bool:
    is_wanted = np.zeros(256, dtype=np.bool_)
    is_wanted[list(wanted)] = True
    return bool(is_wanted[signs].all())


def _is_unusual(columns: list[ArrowTexts]) -> bool:
    """Tell whether a cell begins with a space, which our reader may skip, or a row may be blank, which it passes."""
    is_blank: Any = columns[0].lengths() == 0
    for position, column in enumerate(columns):
        first = column.first_bytes()
        if (first == _SPACE).any():
            return True
        if position and is_blank.any():
            is_blank &= (first <= _SPACE) | (first >= 0x80)  # 0 for an empty cell
    return bool(is_blank.any())
