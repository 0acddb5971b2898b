"""Looking for the texts of Parquet files before they are scanned: where each column has few, they can be packed."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.records.bench import Bench
from routemap.records.cut import Cut
from routemap.records.engine import Engine
from routemap.records.fields import Fields
from routemap.records.packing import KEY_BITS, Packing, bits_of, place_bits, smallest_bits
from routemap.records.parts import Part

_WORTH_ROWS = 200_000  # fewer are grouped as quickly as their texts are looked for
_PROBED_ROWS = 100_000
_MOST_PROBED = 20_000  # of them: a column with more different texts is not even looked through
_MOST_TEXTS = 65_536  # of a column


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
        made = f"SELECT text, {bits_of('text', column.mask)} AS bits FROM {column.table}"
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
    first = f"SELECT {columns} FROM {field.relation} LIMIT {_PROBED_ROWS}"
    return bench.rows(f"SELECT {counts} FROM ({first}) AS probed")[0]


def _bits_needed(bench: Bench, table: str) -> int | None:
    """Return how many bits tell the texts of a table apart; None where there are too many, or none do."""
    if int(bench.rows(f"SELECT COUNT(*) FROM {table}")[0][0]) > _MOST_TEXTS:
        return None
    return smallest_bits([row[0] for row in bench.rows(f"SELECT {bits_of('text', (1 << KEY_BITS) - 1)} FROM {table}")])
