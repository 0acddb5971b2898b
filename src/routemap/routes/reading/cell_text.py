"""Values of typed inputs (workbooks, JSON, Parquet, frames) → the text an analyst would have typed, and their kind."""

from __future__ import annotations

import datetime
import decimal
import json
import math
import numbers
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

import numpy as np

from routemap.routes.cells import Cells, CellsBuilder


class ValueKind(IntEnum):
    """What a typed value is. A text and a missing value are the same kind: nothing need be made of them."""

    TEXT = 0
    NUMBER = 1
    FLAG = 2
    DATE = 3
    TEXTS = 4
    LIST = 5
    OBJECT = 6
    OTHER = 7

    @property
    def words(self) -> str:
        """What to call it in a message."""
        return _WORDS[self]


_WORDS = {
    ValueKind.TEXT: "a text",
    ValueKind.NUMBER: "a number",
    ValueKind.FLAG: "true or false",
    ValueKind.DATE: "a date",
    ValueKind.TEXTS: "a list of texts",
    ValueKind.LIST: "a list",
    ValueKind.OBJECT: "an object",
    ValueKind.OTHER: "no text, number or date",
}


def typed_cells(values: Sequence[Any]) -> Cells:
    """Return a column of typed values as text, each stored value with its `ValueKind`.

    Examples
    --------
    >>> cells = typed_cells(["a", {"b": 1}, None])
    >>> list(cells.values), [ValueKind(kind).name for kind in cells.kinds]
    (['a', '{"b":1}', ''], ['TEXT', 'OBJECT', 'TEXT'])
    """
    types = set(map(type, values)) - {type(None)}
    if types <= {str}:
        return Cells.of(value or "" for value in values)
    if types <= {int, float} or types <= {bool}:  # nearly all other columns
        cells = Cells.of(map(cell_text, values))
        kind = ValueKind.FLAG if bool in types else ValueKind.NUMBER
        cells.kinds = np.fromiter((kind if text else 0 for text in cells.values), np.uint8, len(cells.values))
        return cells
    index: dict[tuple[str, ValueKind], int] = {}
    codes = np.empty(len(values), dtype=np.int32)
    for row, value in enumerate(values):
        text = cell_text(value)
        codes[row] = index.setdefault((text, value_kind(value) if text else ValueKind.TEXT), len(index))
    stored = index or {("", ValueKind.TEXT): 0}
    return Cells(codes, [text for text, _ in stored], np.array([kind for _, kind in stored], dtype=np.uint8))


# Types of columns that are all of one kind; a missing value is none.
_SIMPLE = (
    ({int, float, type(None)}, ValueKind.NUMBER),
    ({bool, type(None)}, ValueKind.FLAG),
    ({datetime.date, type(None)}, ValueKind.DATE),
)


class TypedCellsBuilder:
    """Builds what `typed_cells` gives, a block of values at a time."""

    def __init__(self) -> None:
        self._texts = CellsBuilder()
        self._kinds = bytearray()  # of each row

    def extend(self, values: Sequence[Any]) -> None:
        """Append these values."""
        types = set(map(type, values))
        if types <= {str, type(None)}:  # nearly all columns
            self._texts.extend(values if type(None) not in types else [value or "" for value in values])
            self._kinds += bytes(len(values))
            return
        texts = [cell_text(value) for value in values]
        self._texts.extend(texts)
        one = next((kind for simple, kind in _SIMPLE if types <= simple), None)
        if one is not None:
            self._kinds += bytes([one if text else 0 for text in texts])
            return
        self._kinds += bytes(
            value_kind(value) if text else ValueKind.TEXT for value, text in zip(values, texts, strict=True)
        )

    def build(self) -> Cells:
        """Return the column."""
        cells = self._texts.build()
        kinds = np.frombuffer(self._kinds, dtype=np.uint8)
        if not kinds.any():
            return cells
        if kinds.min() == kinds.max():
            return Cells(cells.codes, cells.values, np.full(len(cells.values), kinds[0], dtype=np.uint8))
        # One text may have been a number in one row and a text in another.
        pairs, codes = np.unique(cells.codes.astype(np.int64) * len(ValueKind) + kinds, return_inverse=True)
        values = [cells.values[code] for code in (pairs // len(ValueKind)).tolist()]
        return Cells(codes.astype(np.int32), values, (pairs % len(ValueKind)).astype(np.uint8))


def value_kind(value: Any) -> ValueKind:
    """Return what one typed value is.

    Examples
    --------
    >>> value_kind(["NLD", "DEU"]), value_kind(True)
    (<ValueKind.TEXTS: 4>, <ValueKind.FLAG: 2>)
    """
    if value is None or isinstance(value, str):
        return ValueKind.TEXT
    if isinstance(value, bool | np.bool_):
        return ValueKind.FLAG
    if isinstance(value, numbers.Real | decimal.Decimal):
        return ValueKind.NUMBER
    if isinstance(value, datetime.date | np.datetime64):
        return ValueKind.DATE
    if isinstance(value, list | tuple | np.ndarray):
        return ValueKind.TEXTS if all(isinstance(item, str) for item in value) else ValueKind.LIST
    if isinstance(value, dict):
        return ValueKind.OBJECT
    if isinstance(value, bytes):
        return ValueKind.TEXT if _decoded(value) is not None else ValueKind.OTHER
    # A period, a time of day, an identifier: what says in words what it is.
    return ValueKind.TEXT if any("__str__" in vars(base) for base in type(value).__mro__[:-1]) else ValueKind.OTHER


def cell_text(value: Any) -> str:
    """Return the text of one typed value; empty for a missing one, and for a list or an object with nothing in it.

    Whole numbers lose their ``.0``, midnight its time; lists and objects become JSON.

    Examples
    --------
    >>> cell_text(2021.0), cell_text(None), cell_text(["NLD", "DEU"])
    ('2021', '', '["NLD","DEU"]')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime.datetime):
        return _moment_text(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple | dict):
        return _json_text(value) if value else ""
    if isinstance(value, bytes):
        decoded = _decoded(value)
        return value.hex() if decoded is None else decoded
    if isinstance(value, np.ndarray) or (isinstance(value, np.generic) and value.dtype.kind not in "mM"):
        return cell_text(value.tolist()) if type(value.tolist()) is not type(value) else str(value)
    return "" if str(value) in {"<NA>", "NaT"} else str(value)


def _json_text(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    except (TypeError, ValueError, RecursionError):  # keys that JSON has not; a list within itself; no end of lists
        return f"{type(value).__name__} of {len(value):,}"


def _decoded(value: bytes) -> str | None:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _number_text(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))


def _moment_text(value: datetime.datetime) -> str:
    if value != value:  # noqa: PLR0124 - NaT is a datetime that is not equal to itself
        return ""
    is_midnight = value.time() == datetime.time(0) and getattr(value, "nanosecond", 0) == 0
    return value.date().isoformat() if is_midnight else value.isoformat(sep=" ")
