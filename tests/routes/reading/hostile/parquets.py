"""Parquet files that unfold: a page that repeats, a dictionary, a depth, a width, a number that is not true."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from .case import HEADER, ROUTE, Bait, Case

# Parquet writes its own numbers in Thrift's compact protocol; these are its types.
_I32, _I64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12
_BYTES, _FIXED = 6, 7  # physical types of columns
_PLAIN, _RLE_DICTIONARY, _RLE, _DELTA_BYTES = 0, 8, 3, 7
_REQUIRED, _OPTIONAL, _REPEATED = 0, 1, 2


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def _zigzag(number: int) -> bytes:
    return _varint((number << 1) ^ (number >> 63))


def _value(kind: int, value: Any) -> bytes:
    if kind in (_I32, _I64):
        return _zigzag(value)
    if kind == _BINARY:
        return _varint(len(value)) + value
    if kind == _LIST:
        inner, items = value
        head = bytes([len(items) << 4 | inner]) if len(items) < 15 else bytes([0xF0 | inner]) + _varint(len(items))
        return head + b"".join(_value(inner, item) for item in items)
    return bytes(value)


def thrift(fields: Mapping[int, tuple[int, Any]]) -> bytes:
    """Return a structure: number of the field → its type and value."""
    out, last = b"", 0
    for number, (kind, value) in sorted(fields.items()):
        out += bytes([number - last << 4 | kind]) + _value(kind, value)
        last = number
    return out + b"\0"


@dataclass(frozen=True)
class Column:
    """A column of a file: its place in the schema, and its pages."""

    path: Sequence[bytes]
    pages: bytes
    values: int
    kind: int = _BYTES
    dictionary: bytes = b""
    codec: int = 0
    elsewhere: bytes = b""  # another file in which its pages are said to stand
    start: int | None = None  # where they are said to stand in this one
    length: int | None = None  # how long they are said to be


def page(content: bytes, values: int, encoding: int, *, kind: int = 0, unpacked: int | None = None) -> bytes:
    """Return a page with its head; `kind` 0 is one of data, 2 a dictionary."""
    about = {1: (_I32, values), 2: (_I32, encoding)} | ({3: (_I32, _RLE), 4: (_I32, _RLE)} if kind == 0 else {})
    head = {1: (_I32, kind), 2: (_I32, len(content) if unpacked is None else unpacked), 3: (_I32, len(content))}
    return thrift(head | {5 if kind == 0 else 7: (_STRUCT, thrift(about))}) + content


def element(name: bytes, kind: int | None = _BYTES, repetition: int = _REQUIRED, **more: int) -> bytes:
    """Return an element of a schema; without a kind it is a group of `children`."""
    fields: dict[int, tuple[int, Any]] = {3: (_I32, repetition), 4: (_BINARY, name)}
    if kind is not None:
        fields |= {1: (_I32, kind)}
        fields |= {6: (_I32, 0)} if kind == _BYTES else {2: (_I32, more["length"])}
    else:
        fields |= {5: (_I32, more["children"])}
    return thrift(fields)


def file(schema: Sequence[bytes], columns: Sequence[Column], rows: int, top: int | None = None) -> bytes:
    """Return a file of these columns, all of whose pages are written one after another."""
    body = b"PAR1"
    chunks = []
    for column in columns:
        start = len(body) if column.start is None else column.start
        body += column.dictionary + column.pages
        about: dict[int, tuple[int, Any]] = {
            1: (_I32, column.kind),
            2: (_LIST, (_I32, [_PLAIN, _RLE, _RLE_DICTIONARY])),
            3: (_LIST, (_BINARY, column.path)),
            4: (_I32, column.codec),
            5: (_I64, column.values),
            6: (_I64, 1_000),
            7: (_I64, len(column.dictionary + column.pages) if column.length is None else column.length),
            9: (_I64, start + len(column.dictionary)),
        }
        about |= {11: (_I64, start)} if column.dictionary else {}
        where = {1: (_BINARY, column.elsewhere)} if column.elsewhere else {}
        chunks.append(thrift(where | {2: (_I64, start), 3: (_STRUCT, thrift(about))}))
    group = thrift({1: (_LIST, (_STRUCT, chunks)), 2: (_I64, 1_000), 3: (_I64, rows)})
    root = thrift({4: (_BINARY, b"schema"), 5: (_I32, len(columns) if top is None else top)})
    footer = thrift(
        {1: (_I32, 1), 2: (_LIST, (_STRUCT, [root, *schema])), 3: (_I64, rows), 4: (_LIST, (_STRUCT, [group]))}
    )
    return body + footer + struct.pack("<I", len(footer)) + b"PAR1"


def _repeated(value: bytes, rows: int) -> tuple[bytes, bytes]:
    """Return dictionary and page of one value that stands in all rows."""
    dictionary = page(struct.pack("<I", len(value)) + value, 1, _PLAIN, kind=2)
    # Bits for each number: one; then a run: how often, doubled, and the number.
    return dictionary, page(b"\x01" + _varint(rows << 1) + b"\0", rows, _RLE_DICTIONARY)


def repeated(rows: int, value: bytes = b"x" * 400) -> bytes:
    """Return a file whose one value stands in that many rows."""
    dictionary, data = _repeated(value, rows)
    return file([element(b"market")], [Column([b"market"], data, rows, dictionary=dictionary)], rows)


def growing(values: int) -> bytes:
    """Return a file whose values each repeat the one before, and add to it."""

    # Lengths of what is shared, lengths of what is added, both as deltas that are all the same; then what is added.
    def deltas(first: int, step: int) -> bytes:
        blocks = _varint(128) + _varint(4) + _varint(values) + _zigzag(first)
        return blocks + (_zigzag(step) + bytes(4)) * ((values + 126) // 128)

    content = deltas(0, 1_000) + deltas(1_000, 0) + b"x" * 1_000 * values
    return file([element(b"market")], [Column([b"market"], page(content, values, _DELTA_BYTES), values)], values)


def deep(levels: int) -> bytes:
    """Return a file whose one column stands that many groups deep."""
    groups = [element(b"a", None, children=1) for _ in range(levels)]
    column = Column([b"a"] * levels + [b"market"], page(b"", 0, _PLAIN), 0)
    return file([*groups, element(b"market")], [column], 0, top=1)


def wide(columns: int) -> bytes:
    """Return a file of that many columns."""
    names = [b"c%d" % number for number in range(columns)]
    return file([element(name) for name in names], [Column([name], page(b"", 0, _PLAIN), 0) for name in names], 0)


def nothing_of_gigabytes(rows: int) -> bytes:
    """Return a file of values of a fixed length, all of them missing."""
    levels = struct.pack("<I", len(_varint(rows << 1)) + 1) + _varint(rows << 1) + b"\0"
    schema = [element(b"market", _FIXED, _OPTIONAL, length=100_000_000)]
    return file(schema, [Column([b"market"], page(levels, rows, _PLAIN), rows, kind=_FIXED)], rows)


def long_list(values: int) -> bytes:
    """Return a file of one row, which is a list of that many missing values."""
    run = _varint((values - 1) << 1) + b"\1"
    repetitions = b"\x02\x00" + run  # the first begins a row, the others go on with it
    definitions = _varint(values << 1) + b"\0"
    levels = b"".join(struct.pack("<I", len(part)) + part for part in (repetitions, definitions))
    return file([element(b"market", _BYTES, _REPEATED)], [Column([b"market"], page(levels, values, _PLAIN), values)], 1)


def packed(size: int, *, claimed: int | None = None) -> bytes:
    """Return a file whose one page unpacks to `size` bytes, and says that it unpacks to `claimed`."""
    made = zlib.compressobj(1, zlib.DEFLATED, 31)
    content = made.compress(struct.pack("<I", size - 4) + bytes(size - 4)) + made.flush()
    data = page(content, 1, _PLAIN, unpacked=size if claimed is None else claimed)
    return file([element(b"market")], [Column([b"market"], data, 1, codec=2)], 1)


def overlapping(columns: int) -> bytes:
    """Return a file whose columns all are one page of a megabyte."""
    data = page(struct.pack("<I", 999_996) + bytes(999_996), 1, _PLAIN)
    names = [b"c%d" % number for number in range(columns)]
    given = [Column([name], b"" if number else data, 1, start=4, length=len(data)) for number, name in enumerate(names)]
    return file([element(name) for name in names], given, 1)


def elsewhere(path: bytes) -> bytes:
    """Return a file that says of its column that it stands in another file."""
    data = page(struct.pack("<I", 7) + b"cocaine", 1, _PLAIN)
    return file([element(b"market")], [Column([b"market"], data, 1, elsewhere=path)], 1)


def pickled(target: str) -> bytes:
    """Return a file whose type is a program in Python's own format, which old versions of pyarrow ran."""
    program = b"cposix\nsystem\n(S'echo broken > " + target.encode() + b"'\ntR."
    about = {b"ARROW:extension:name": b"arrow.py_extension_type", b"ARROW:extension:metadata": program}
    fields = [pa.field(name, pa.string(), metadata=about if name == "source" else None) for name in HEADER]
    buffer = io.BytesIO()
    pq.write_table(pa.table([[value] for value in ROUTE], schema=pa.schema(fields)), buffer)
    return buffer.getvalue()


def with_footer_of(length: int) -> bytes:
    """Return a file whose footer claims to be that long."""
    good = table()
    return good[:-8] + struct.pack("<I", length) + good[-4:]


def table(rows: int = 1, **more: Sequence[Any]) -> bytes:
    """Return the file that pyarrow writes."""
    buffer = io.BytesIO()
    pq.write_table(pa.table({name: [value] * rows for name, value in zip(HEADER, ROUTE, strict=True)} | more), buffer)
    return buffer.getvalue()


def in_pieces(groups: int) -> bytes:
    """Return a table in so many groups of one row."""
    buffer = io.BytesIO()
    table = pa.table({name: pa.array([value] * groups) for name, value in zip(HEADER, ROUTE, strict=True)})
    pq.write_table(table, buffer, row_group_size=1)
    return buffer.getvalue()


def cases(bait: Bait) -> Iterator[Case]:
    """Give all of them."""
    large: dict[str, Callable[[], bytes]] = {
        "a text in twenty million rows": partial(repeated, 20_000_000),
        "a word in twelve million rows": partial(repeated, 12_000_000, b"cocaine"),
        "a text in two billion rows": partial(repeated, 2_000_000_000),
        "texts that grow": partial(growing, 20_000),
        "columns a hundred groups deep": partial(deep, 100),
        "columns a hundred thousand groups deep": partial(deep, 100_000),
        "missing values of a hundred megabytes": partial(nothing_of_gigabytes, 60),
        "a list of fifty million values": partial(long_list, 50_000_000),
        "a page that unpacks to a hundred and fifty megabytes": partial(packed, 150_000_000),
        "a page that says it unpacks to two gigabytes": partial(packed, 100_000, claimed=2_000_000_000),
        "groups of one row": partial(in_pieces, 7_000),
        "columns that lie over one another": partial(overlapping, 900),
    }
    for name, make in large.items():
        expected = "rows-many" if "billion" in name else "parquet-large"
        yield Case(name, make, expected, "large.parquet")
    for columns in (1_001, 20_000):
        yield Case(f"a Parquet file of {columns:,} columns", partial(wide, columns), "columns-many", "wide.parquet")
    for name, length in (("four gigabytes", 0xFFFFFFFF), ("nothing", 0), ("more than the file", 10_000)):
        yield Case(f"a footer of {name}", partial(with_footer_of, length), "parquet-damaged", "footer.parquet")
    rows = partial(lambda: repeated(10).replace(_zigzag(10) + b"\x19", _zigzag(9) + b"\x19"))
    yield Case("fewer rows than there are", rows, "parquet-damaged", "rows.parquet")
    path = str(bait.secret).encode()
    yield Case("a column that stands in another file", partial(elsewhere, path), "column-missing", "elsewhere.parquet")
    yield Case("a type that is a program", partial(pickled, str(bait.target)), "", "pickled.parquet")
