"""Columns of texts → whole numbers by which records are grouped, and days and amounts, once per distinct text.

The same rules as in `fields`, which says them in SQL: texts as they stand, days and plain numbers by a pattern.
"""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from routemap.records.collapse import Lines
from routemap.records.fields import number_pattern, plain_day
from routemap.records.parts import Part
from routemap.records.text_blocks import UnusualError, read_block
from routemap.routes.recipe import Recipe

MOST_LISTED = 20_000
"""Texts of one column in one block: with more, DuckDB is as quick."""
_MOST_TEXTS = 500_000  # of a column in all
_SAFE_LENGTH = 15  # of a number, whatever share of it are decimals
_EPOCH = date(1970, 1, 1).toordinal()
_Codes = NDArray[np.int32]


class Coder:
    """Gives each text of each column a number, the same in every block; several threads may ask it.

    Parameters
    ----------
    lines
        Which columns records have.
    recipe
        How dates and decimals are written.
    """

    def __init__(self, lines: Lines, recipe: Recipe) -> None:
        self._lines = lines
        self._recipe = recipe
        self._lock = threading.Lock()
        self._codes: dict[str, dict[str | None, int]] = {name: {None: 0} for name in lines.texts}
        self._codes |= {name: {"": 0} for name in ("odd_date", "odd_quantity")}
        self._days: dict[str | None, tuple[int, int, int]] = {None: (0, 0, 0)}

    @property
    def schema(self) -> Any:
        """The Arrow schema of a batch."""
        import pyarrow as pa

        there = self._lines
        columns = [(name, pa.int32()) for name in there.keys]
        columns += [("day", pa.date32())] if there.has_date else []
        columns += [("amount", pa.float64())] if there.has_quantity else []
        columns += [("record", pa.string())] if there.has_record else []
        return pa.schema(columns)

    def texts(self) -> dict[str, Any]:
        """Return for each column a table of its texts and their numbers."""
        import pyarrow as pa

        return {
            name: pa.table([pa.array(list(codes), pa.string()), pa.array(codes.values(), pa.int32())], ["text", "code"])
            for name, codes in self._codes.items()
            if name in self._lines.keys
        }

    def batch(self, part: Part, block: bytes) -> Any:
        """Return the records of a block of a part as an Arrow batch.

        Raises
        ------
        UnusualError
            If the block is unusual, or a column has so many texts that numbers for them are no gain.
        """
        import pyarrow as pa

        there, ours = self._lines, part.ours
        listed = {ours[name] for name in (*there.texts, "start") if name in ours}
        plain = {at for at in (ours.get("quantity"), part.record) if at is not None}
        table = read_block(block, part.shape, listed, plain)
        length = table.num_rows
        if not length:  # blank lines
            return pa.RecordBatch.from_pylist([], self.schema)
        found: dict[str, Any] = {}

        def column(position: int) -> Any:
            return table.column(part.shape.names[position]).chunk(0)

        for name in there.texts:
            found[name] = self._coded(name, column(ours[name])) if name in ours else np.zeros(length, np.int32)
        if there.has_date:
            found |= self._dates(column(ours["start"])) if "start" in ours else _no_dates(length)
        if there.has_quantity:
            found |= self._amounts(column(ours["quantity"])) if "quantity" in ours else _no_amounts(length)
        if there.has_record:
            found["record"] = column(part.record) if part.record is not None else pa.nulls(length, pa.string())
        schema = self.schema
        return pa.record_batch([pa.array(found[field.name], field.type) for field in schema], schema=schema)

    def _coded(self, name: str, column: Any) -> _Codes:
        """Return the numbers of a column's texts, listed in Arrow; 0 where there is none."""
        texts = _listed(column)
        with self._lock:
            codes = self._codes[name]
            found = [codes.setdefault(text, len(codes)) for text in texts]
            if len(codes) > _MOST_TEXTS:
                raise UnusualError
        return np.array([*found, 0], np.int32)[_indices(column)]

    def _dates(self, column: Any) -> dict[str, Any]:
        import pyarrow as pa

        texts = _listed(column)
        with self._lock:
            told = [self._days.get(text) or self._day(text) for text in texts]
        odd, day, period = np.array([*told, (0, 0, 0)], np.int32)[_indices(column)].T
        is_none = period == 0
        days = pa.array(np.ascontiguousarray(day), mask=is_none).cast(pa.date32())
        return {"odd_date": odd, "day": days, "period": pa.array(np.ascontiguousarray(period), mask=is_none)}

    def _day(self, text: str) -> tuple[int, int, int]:
        """Return the number of an odd text, else the day and the period of a plain one."""
        iso = plain_day(text, self._recipe.dates)
        codes = self._codes["odd_date"]
        if not iso:
            self._days[text] = codes.setdefault(text, len(codes)), 0, 0
        else:
            year, month = int(iso[:4]), int(iso[5:7])
            number = year * 100 + month if self._lines.by == "month" else year
            self._days[text] = 0, date.fromisoformat(iso).toordinal() - _EPOCH, number
        if len(self._days) > _MOST_TEXTS:
            raise UnusualError
        return self._days[text]

    def _amounts(self, column: Any) -> dict[str, Any]:
        import pyarrow as pa
        import pyarrow.compute as pc

        decimal = self._recipe.decimal or "."
        plain = column if decimal == "." else pc.replace_substring(column, decimal, ".")
        if _are_plain(column, decimal):
            try:
                return {"odd_quantity": np.zeros(len(column), np.int32), "amount": plain.cast(pa.float64())}
            except pa.ArrowInvalid:
                pass
        is_number = pc.match_substring_regex(column, rf"\A(?:{number_pattern(self._recipe)})\z")
        amount = pc.if_else(is_number, plain, None).cast(pa.float64())
        odd = pc.if_else(is_number, "", column).dictionary_encode()
        return {"odd_quantity": self._coded("odd_quantity", odd), "amount": amount}


def _no_dates(length: int) -> dict[str, Any]:
    import pyarrow as pa

    nothing = pa.nulls(length, pa.int32())
    return {"odd_date": np.zeros(length, np.int32), "day": nothing.cast(pa.date32()), "period": nothing}


def _no_amounts(length: int) -> dict[str, Any]:
    import pyarrow as pa

    return {"odd_quantity": np.zeros(length, np.int32), "amount": pa.nulls(length, pa.float64())}


def _listed(column: Any) -> list[str]:
    """Return the different texts of a column."""
    if len(column.dictionary) > MOST_LISTED:
        raise UnusualError
    texts: list[str] = column.dictionary.to_pylist()
    return texts


def _indices(column: Any) -> _Codes:
    """Return which text of the list each row has; the last where it has none."""
    indices: _Codes = column.indices.fill_null(-1).to_numpy()
    return indices


def _are_plain(column: Any, decimal: str) -> bool:
    """Tell whether all texts are digits and a decimal mark, and short, so that whatever is a number is a plain one."""
    _, offsets, signs = column.buffers()
    starts = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    if not len(starts) or starts[-1] == starts[0]:
        return True
    if np.diff(starts).max() > _SAFE_LENGTH:
        return False
    used = np.frombuffer(signs, np.uint8)[starts[0] : starts[-1]]
    firsts = used[starts[:-1][np.diff(starts) > 0] - starts[0]]
    is_digit = used - np.uint8(ord("0")) <= 9
    return bool((is_digit | (used == ord(decimal))).all() and (firsts != ord(decimal)).all())
