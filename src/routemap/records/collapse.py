"""The one query over all files: records with equal texts become one line, counted and added exactly.

Texts are compared as they stand, byte by byte. Only two kinds of text are looked into, because each record may have
one of its own: days and plain numbers, and those only by a pattern of ASCII classes. Any other stands as it is, to be
understood in Python once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routemap.records.cut import Cut
from routemap.records.engine import Engine
from routemap.records.fields import Fields, date_columns, quantity_columns
from routemap.records.packing import Packing
from routemap.records.parts import Part, text_columns
from routemap.routes.recipe import Recipe

# In millionths it is the largest whole number that 64 bits hold, so that every engine adds the same digits.
MOST_QUANTITY = 9e12


@dataclass(frozen=True, slots=True)
class Lines:
    """Which columns the collapsed lines have.

    Parameters
    ----------
    texts
        Our columns that hold texts.
    has_quantity, has_date, has_record
        Whether any part has one.
    by
        The period.
    """

    texts: tuple[str, ...]
    has_quantity: bool
    has_date: bool
    has_record: bool
    by: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns in which records of one line are equal."""
        odd = [
            name for name, is_there in (("odd_date", self.has_date), ("odd_quantity", self.has_quantity)) if is_there
        ]
        period = ["period"] if self.has_date and self.by != "none" else []
        return (*self.texts, *odd, *period)


def lines_of(parts: Sequence[Part], cut: Cut) -> Lines:
    """Return which columns the collapsed lines of these parts have."""
    made = (cut.unpivot.names, cut.unpivot.values) if cut.unpivot else ()
    ours = {name for part in parts for name in part.ours}.union(made)
    return Lines(tuple(text_columns(parts, cut)), "quantity" in ours, "start" in ours, bool(cut.record), cut.by)


def collapse_query(
    engine: Engine, parts: Sequence[Part], lines: Lines, recipe: Recipe, cut: Cut, packing: Packing | None = None
) -> str:
    """Return the query that scans all parts once; with a packing it gives the same, grouped by fewer bytes."""
    records = " UNION ALL ".join(record_query(engine, part, lines, recipe, cut) for part in parts)
    if cut.record and cut.duplicates == "drop":
        records = _first_of_each(records, lines, cut)
    if packing:
        return packing.unpack(group_query(engine, packing.pack(records), packing.keys(lines.keys), lines), lines.keys)
    return group_query(engine, records, lines.keys, lines)


def group_query(engine: Engine, records: str, keys: Sequence[str], lines: Lines) -> str:
    """Return the query that counts and adds up records with equal keys."""
    columns = [*keys, "COUNT(*) AS records"]
    if lines.has_quantity:
        is_measured = f"amount >= 0 AND amount <= {MOST_QUANTITY:.0e}"
        columns += [
            f"COUNT(CASE WHEN {is_measured} THEN 1 END) AS measured",
            "COUNT(CASE WHEN amount < 0 THEN 1 END) AS negative",
            f"COUNT(CASE WHEN amount > {MOST_QUANTITY:.0e} THEN 1 END) AS too_large",
            # Half up, in IEEE arithmetic: ROUND differs from engine to engine, and so do sums of fractions.
            engine.exact_sum(f"CASE WHEN {is_measured} THEN CAST(FLOOR(amount * 1e6 + 5e-1) AS BIGINT) END")
            + " AS millionths",
        ]
    if lines.has_date:
        columns += ["MIN(day) AS first_day", "MAX(day) AS last_day"]
    if lines.has_record:
        columns += ["MIN(record) AS first_record", "MAX(record) AS last_record"]
    grouped = f" GROUP BY {', '.join(keys)}" if keys else ""
    return f"SELECT {', '.join(columns)} FROM ({records}) AS scanned{grouped}"


def duplicates_query(engine: Engine, parts: Sequence[Part], lines: Lines, recipe: Recipe, cut: Cut) -> str:
    """Return the query that counts records with a name, and names."""
    records = " UNION ALL ".join(record_query(engine, part, lines, recipe, cut) for part in parts)
    names = ", ".join(_names(cut))
    named = f"SELECT {names}, COUNT(*) AS n FROM ({records}) AS scanned WHERE record <> '' GROUP BY {names}"
    return f"SELECT COUNT(*) AS names, COALESCE(SUM(n), 0) AS named FROM ({named}) AS names"


def _first_of_each(records: str, lines: Lines, cut: Cut) -> str:
    """Keep one record of each name: the smallest in all its columns, whatever order an engine has them in."""
    columns = [*lines.keys, *(["day"] if lines.has_date else []), *(["amount"] if lines.has_quantity else [])]
    order = ", ".join(f"{name} NULLS FIRST" for name in columns) or "record"
    turn = f"ROW_NUMBER() OVER (PARTITION BY {', '.join(_names(cut))} ORDER BY {order})"
    ordered = f"SELECT *, {turn} AS turn FROM ({records}) AS named"
    return f"SELECT * FROM ({ordered}) AS ordered WHERE turn = 1 OR record IS NULL OR record = ''"


def _names(cut: Cut) -> list[str]:
    """Return the columns that name a record: in a wide table each row holds as many records as it has cells."""
    wide = {"start": ["odd_date", "day"], "quantity": ["odd_quantity", "amount"]}
    return ["record", *(wide.get(cut.unpivot.names, [cut.unpivot.names]) if cut.unpivot else [])]


def record_query(engine: Engine, part: Part, lines: Lines, recipe: Recipe, cut: Cut) -> str:
    """Return the query that gives one line per record of a part, under our names."""
    field = Fields(engine, part, cut)
    return f"SELECT {', '.join(record_columns(engine, field, part, lines, recipe)) or '1 AS one'} FROM {field.relation}"


def record_columns(engine: Engine, field: Fields, part: Part, lines: Lines, recipe: Recipe) -> list[str]:
    """Return the columns of a record under our names, each with its expression."""
    columns = [f"{field.text(name)} AS {name}" for name in lines.texts]
    if lines.has_date:
        columns += date_columns(engine, field, recipe, lines.by)
    if lines.has_quantity:
        columns += quantity_columns(engine, field, recipe)
    if lines.has_record:
        columns.append(f"{field.of_kind(*field.at(part.record))} AS record")
    return columns
