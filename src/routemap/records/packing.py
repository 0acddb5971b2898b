"""Packing: while records are grouped, texts of which there are few stand as bits of one or two whole numbers.

Grouping by texts compares and copies every record's texts. Files of Parquet mostly hold a column of few texts as a
dictionary, and there DuckDB hashes each entry once, not each record's. So each column's texts are looked for first;
then records are grouped by bits of the hashes, and each line gets its texts back.

It is exact, whatever the hash is: for each column the mask is widened until all its texts, and the absence of one,
have bits of their own. A record's text is one of these texts, its bits are then that text's alone, and two records
have equal bits where they have equal texts. Where no mask does that, or the bits do not fit, texts are grouped as they
stand. A file that changes between the two looks is refused like one that changes while it is read.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

KEY_BITS = 62  # of a key, so that a sum of shifted bits stays within 64 with a sign
_MOST_KEYS = 2


@dataclass(frozen=True, slots=True)
class PackedColumn:
    """Where the bits of one column's texts are.

    Parameters
    ----------
    name
        Our column.
    bits
        How many there are.
    key, shift
        In which key, and how far from its lowest bit.
    """

    name: str
    bits: int
    key: int
    shift: int

    @property
    def mask(self) -> int:
        """The bits of the hash that are kept."""
        return (1 << self.bits) - 1

    @property
    def table(self) -> str:
        """The table of the column's texts and their bits."""
        return f"packed_{self.name}"


@dataclass(frozen=True, slots=True)
class Packing:
    """How texts are packed into keys, and how they come back.

    Parameters
    ----------
    columns
        Every column of texts.
    constants
        Keys that are the empty text in every record, by which nothing needs to be grouped.
    """

    columns: tuple[PackedColumn, ...]
    constants: tuple[str, ...] = ()

    @property
    def _keys(self) -> tuple[str, ...]:
        return tuple(f"packed_{key}" for key in sorted({column.key for column in self.columns}))

    def keys(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return what records are grouped by in place of these keys."""
        return (*self._keys, *self._others(keys))

    def _others(self, keys: Sequence[str]) -> list[str]:
        away = {*self.constants, *(column.name for column in self.columns)}
        return [key for key in keys if key not in away]

    def pack(self, records: str) -> str:
        """Return the query of records with keys instead of texts."""
        sums: dict[int, list[str]] = {}
        for column in self.columns:
            sums.setdefault(column.key, []).append(f"{bits_of(column.name, column.mask)} * {1 << column.shift}")
        made = ", ".join(f"{' + '.join(found)} AS packed_{key}" for key, found in sorted(sums.items()))
        texts = ", ".join(column.name for column in self.columns)
        return f"SELECT {made}, * EXCLUDE ({texts}) FROM ({records}) AS records"

    def unpack(self, grouped: str, keys: Sequence[str]) -> str:
        """Return the query of grouped records with their texts, the columns in the order they have unpacked."""
        packed = {column.name for column in self.columns}
        texts = [
            f"packed_{key}.text AS {key}"
            if key in packed
            else f"'' AS {key}"
            if key in self.constants
            else f"grouped.{key}"
            for key in keys
        ]
        joins = [
            f"JOIN {column.table} ON {column.table}.bits = "
            f"((grouped.packed_{column.key} >> {column.shift}) & {column.mask})"
            for column in self.columns
        ]
        rest = f"grouped.* EXCLUDE ({', '.join(self.keys(keys))})"
        return f"SELECT {', '.join(texts)}, {rest} FROM ({grouped}) AS grouped {' '.join(joins)}"


def bits_of(text: str, mask: int) -> str:
    """Return the lowest bits of a text's hash as a whole number; a text that is not there has a hash as well."""
    return f"CAST(hash({text}) & {mask} AS BIGINT)"


def smallest_bits(hashes: Collection[int]) -> int | None:
    """Return how many of their lowest bits tell hashes apart; None where even all do not.

    Examples
    --------
    >>> smallest_bits([0b00, 0b01, 0b10]), smallest_bits([0b0101, 0b1101]), smallest_bits([7, 7])
    (2, 4, None)
    """
    number = len(hashes)
    for bits in range(max(1, (number - 1).bit_length()), KEY_BITS + 1):
        mask = (1 << bits) - 1
        if len({one & mask for one in hashes}) == number:
            return bits
    return None


def place_bits(sizes: Sequence[tuple[str, int]]) -> tuple[PackedColumn, ...] | None:
    """Return where the bits of each column are, one after the other; None where the keys cannot hold them.

    Examples
    --------
    >>> [(column.key, column.shift) for column in place_bits([("origin", 30), ("unit", 30), ("market", 30)])]
    [(0, 0), (0, 30), (1, 0)]
    """
    placed, key, shift = [], 0, 0
    for name, bits in sizes:
        if shift + bits > KEY_BITS:
            key, shift = key + 1, 0
        placed.append(PackedColumn(name, bits, key, shift))
        shift += bits
    return tuple(placed) if key < _MOST_KEYS else None
