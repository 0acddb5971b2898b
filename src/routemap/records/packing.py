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
from typing import TYPE_CHECKING

from routemap.records.cut import Cut
from routemap.records.fields import Fields
from routemap.records.parts import Part

if TYPE_CHECKING:
    from routemap.records.bench import Bench
    from routemap.records.engine import Engine

_WORTH_ROWS = 200_000  # fewer are grouped as quickly as their texts are looked for
_PROBED_ROWS = 100_000
_MOST_PROBED = 20_000  # of them: a column with more different texts is not even looked through
_MOST_TEXTS = 65_536  # of a column
_KEY_BITS = 62  # of a key, so that a sum of shifted bits stays within 64 with a sign
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
            sums.setdefault(column.key, []).append(f"{_bits_of(column.name, column.mask)} * {1 << column.shift}")
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


def find_packing(engine: Engine, bench: Bench, parts: Sequence[Part], texts: Sequence[str], cut: Cut) -> Packing | None:
    """Return how the texts of these parts are packed, with tables of them on the bench; None where they stay.

    Parameters
    ----------
    engine
        That of the bench: a hash has to be the same wherever it is taken.
    bench
        The bench.
    parts
        Files of Parquet; with any other kind texts stay as they are.
    texts
        Our columns that hold texts.
    cut
        Wide tables and dropped duplicates are grouped by texts.
    """
    if not texts or not _is_suited(parts, texts, cut):
        return None
    fields = [Fields(engine, part, cut) for part in parts]
    if any(number > _MOST_PROBED for number in _probe(bench, fields[0], texts)):
        return None
    sizes = []
    for name in texts:
        looked = " UNION ALL ".join(f"SELECT {field.text(name)} AS text FROM {field.relation}" for field in fields)
        bench.run(f"CREATE OR REPLACE TEMP TABLE packed_{name} AS SELECT DISTINCT text FROM ({looked}) AS looked")
        bits = _bits_needed(bench, f"packed_{name}")
        if bits is None:
            return None
        sizes.append((name, bits))
    columns = place_bits(sizes)
    if columns is None:
        return None
    for column in columns:
        made = f"SELECT text, {_bits_of('text', column.mask)} AS bits FROM {column.table}"
        bench.run(f"CREATE OR REPLACE TEMP TABLE {column.table} AS {made}")
    return Packing(columns, ("odd_quantity",) if all(map(_has_numbers, parts)) else ())


def _is_suited(parts: Sequence[Part], texts: Sequence[str], cut: Cut) -> bool:
    if cut.unpivot is not None or (cut.record and cut.duplicates == "drop"):
        return False
    if any(part.shape.kind != "parquet" or part.source is not None for part in parts):
        return False
    kinds = {part.shape.kinds[part.ours[name]] for part in parts for name in texts if name in part.ours}
    return kinds == {"text"} and sum(part.rows or 0 for part in parts) >= _WORTH_ROWS


def _has_numbers(part: Part) -> bool:
    """Tell whether a quantity is never an odd text."""
    return "quantity" in part.ours and part.shape.kinds[part.ours["quantity"]] in ("integer", "number", "decimal")


def _probe(bench: Bench, field: Fields, texts: Sequence[str]) -> tuple[int, ...]:
    """Return how many different texts each column has in the first records."""
    columns = ", ".join(f"{field.text(name)} AS {name}" for name in texts)
    counts = ", ".join(f"COUNT(DISTINCT {name})" for name in texts)
    return bench.rows(f"SELECT {counts} FROM (SELECT {columns} FROM {field.relation} LIMIT {_PROBED_ROWS}) AS probed")[
        0
    ]


def _bits_needed(bench: Bench, table: str) -> int | None:
    """Return how many bits tell the texts of a table apart; None where there are too many, or none do."""
    if int(bench.rows(f"SELECT COUNT(*) FROM {table}")[0][0]) > _MOST_TEXTS:
        return None
    return smallest_bits(
        [row[0] for row in bench.rows(f"SELECT {_bits_of('text', (1 << _KEY_BITS) - 1)} FROM {table}")]
    )


def _bits_of(text: str, mask: int) -> str:
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
    for bits in range(max(1, (number - 1).bit_length()), _KEY_BITS + 1):
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
        if shift + bits > _KEY_BITS:
            key, shift = key + 1, 0
        placed.append(PackedColumn(name, bits, key, shift))
        shift += bits
    return tuple(placed) if key < _MOST_KEYS else None
