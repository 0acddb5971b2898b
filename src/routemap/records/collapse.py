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
from routemap.records.parts import FieldKind, Part, text_columns
from routemap.routes.recipe import Recipe

# In millionths it is the largest whole number that 64 bits hold, so that every engine adds the same digits.
MOST_QUANTITY = 9e12

_MONTHS = (
    "(((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01]))|((0[469]|11)-(0[1-9]|[12][0-9]|30))|(02-(0[1-9]|1[0-9]|2[0-8])))"
)
TIME_PATTERN = "([T ][0-2][0-9]:[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?(Z|[+-][0-2][0-9]:?[0-5][0-9])?)?"
# The 29th of February is left to Python, which knows its years.
DAY_PATTERN = f"[1-9][0-9][0-9][0-9]-{_MONTHS}{TIME_PATTERN}"
_OTHER_DAYS = {
    "day-first": ("(0[1-9]|[12][0-9]|3[01])[/.-](0[1-9]|1[0-2])[/.-][1-9][0-9][0-9][0-9]", 1, 4),
    "month-first": ("(0[1-9]|1[0-2])[/.-](0[1-9]|[12][0-9]|3[01])[/.-][1-9][0-9][0-9][0-9]", 4, 1),
}
_NUMBER_PATTERN = "-?[0-9]{1,15}([.][0-9]{0,18})?"
BEYOND = "a day before the year 1 or after 9999"


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


def collapse_query(engine: Engine, parts: Sequence[Part], lines: Lines, recipe: Recipe, cut: Cut) -> str:
    """Return the query that scans all parts once."""
    records = " UNION ALL ".join(record_query(engine, part, lines, recipe, cut) for part in parts)
    if cut.record and cut.duplicates == "drop":
        records = _first_of_each(records, lines, cut)
    keys = ", ".join(lines.keys)
    columns = [*lines.keys, "COUNT(*) AS records"]
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
    grouped = f" GROUP BY {keys}" if keys else ""
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


def record_query(engine: Engine, part: Part, lines: Lines, recipe: Recipe, cut: Cut, *, rest: str = "") -> str:
    """Return the query that gives one line per record of a part, under our names.

    Parameters
    ----------
    engine, part, lines, recipe, cut
        What is asked of whom.
    rest
        Further columns, in SQL; such as ``*`` for the record as it stands.
    """
    field = _Fields(engine, part, cut)
    columns = [f"{field.text(name)} AS {name}" for name in lines.texts]
    if lines.has_date:
        columns += _date_columns(engine, field, recipe, lines.by)
    if lines.has_quantity:
        columns += _quantity_columns(engine, field, recipe)
    if lines.has_record:
        columns.append(f"{field.of_kind(*field.at(part.record))} AS record")
    if rest:
        columns.append(rest)
    return f"SELECT {', '.join(columns) or '1 AS one'} FROM {field.relation}"


class _Fields:
    """The columns of one part as expressions, a wide table made long."""

    def __init__(self, engine: Engine, part: Part, cut: Cut) -> None:
        self._engine = engine
        self._part = part
        self._made: dict[str, tuple[str, FieldKind]] = {}
        self.relation = engine.relation(part)
        if cut.unpivot is not None:
            self._unpivot(cut)

    def _unpivot(self, cut: Cut) -> None:
        part, quote = self._part, self._engine.quote
        assert cut.unpivot is not None
        are_numbers = all(part.shape.kinds[at] in ("integer", "number", "decimal") for at in part.wide)
        kept = [*part.ours.values(), *([part.record] if part.record is not None else [])]
        columns = []
        for at in part.wide:
            cell = quote(part.shape.names[at])
            kind = part.shape.kinds[at]
            columns.append(
                (part.shape.header[at], f"CAST({cell} AS DOUBLE)" if are_numbers else self.of_kind(cell, kind))
            )
        names = [quote(part.shape.names[at]) for at in dict.fromkeys(kept)]
        self.relation = self._engine.unpivot(self.relation, names, columns, ("wide_name", "wide_value"))
        self._made = {
            cut.unpivot.names: ("wide_name", "text"),
            cut.unpivot.values: ("wide_value", "number" if are_numbers else "text"),
        }

    def at(self, position: int | None) -> tuple[str, FieldKind]:
        """Return a column of the files as an expression, and its kind."""
        if position is None:
            return "CAST(NULL AS " + self._engine.text_type + ")", "text"
        return self._engine.quote(self._part.shape.names[position]), self._part.shape.kinds[position]

    def find(self, name: str) -> tuple[str, FieldKind]:
        """Return one of our columns as an expression, and its kind."""
        return self._made.get(name) or self.at(self._part.ours.get(name))

    def text(self, name: str) -> str:
        """Return one of our columns as text."""
        return self.of_kind(*self.find(name))

    def day(self, value: str, kind: FieldKind) -> str:
        """Return an expression of a kind that holds days as a day."""
        if kind == "moment":
            return self._engine.utc_day(value)
        return value if kind == "date" else f"CAST({value} AS DATE)"

    def of_kind(self, value: str, kind: FieldKind) -> str:
        """Return an expression of a kind as the text that an analyst would have typed."""
        text = self._engine.text_type
        if kind == "text":
            return value
        if kind == "boolean":
            return f"CASE WHEN {value} THEN 'true' WHEN NOT {value} THEN 'false' END"
        if kind in ("timestamp", "moment"):
            return f"CAST({self.day(value, kind)} AS {text})"
        if kind in ("number", "decimal"):
            whole = f"CAST(CAST({value} AS BIGINT) AS {text})"
            is_missing = f"WHEN isnan({value}) THEN NULL " if kind == "number" else ""
            return (
                f"CASE {is_missing}WHEN ABS({value}) < 1e15 AND {value} = FLOOR({value}) THEN {whole} "
                f"ELSE CAST({value} AS {text}) END"
            )
        return f"CAST({value} AS {text})"


def _date_columns(engine: Engine, field: _Fields, recipe: Recipe, by: str) -> list[str]:
    value, kind = field.find("start")
    if kind in ("date", "timestamp", "moment"):
        day = field.day(value, kind)
        # A date column may hold infinities, which are no days and not nothing either.
        is_day = f"{day} >= DATE '0001-01-01' AND {day} <= DATE '9999-12-31'"
        odd = f"CASE WHEN {value} IS NULL OR ({is_day}) THEN '' ELSE {engine.literal(BEYOND)} END"
        number = f"YEAR({day})" if by == "year" else f"YEAR({day}) * 100 + MONTH({day})"
        period = f"CASE WHEN {is_day} THEN {number} END"
        found = f"CASE WHEN {is_day} THEN {day} END"
    else:
        text = field.text("start")
        is_day = engine.full_match(text, DAY_PATTERN)
        iso = text
        if recipe.dates:
            pattern, day_at, month_at = _OTHER_DAYS[recipe.dates]
            turned = " || '-' || ".join(
                f"SUBSTRING({text}, {at}, {n})" for at, n in ((7, 4), (month_at, 2), (day_at, 2))
            )
            iso = f"CASE WHEN {engine.full_match(text, pattern)} THEN {turned} ELSE {text} END"
            is_day = engine.full_match(iso, DAY_PATTERN)
        odd = f"CASE WHEN {text} IS NULL OR {is_day} THEN '' ELSE {text} END"
        year = f"CAST(SUBSTRING({iso}, 1, 4) AS INT)"
        number = year if by == "year" else f"{year} * 100 + CAST(SUBSTRING({iso}, 6, 2) AS INT)"
        period = f"CASE WHEN {is_day} THEN {number} END"
        found = f"CASE WHEN {is_day} THEN CAST(SUBSTRING({iso}, 1, 10) AS DATE) END"
    columns = [f"{odd} AS odd_date", f"{found} AS day"]
    return columns if by == "none" else [*columns, f"CAST({period} AS INT) AS period"]


def _quantity_columns(engine: Engine, field: _Fields, recipe: Recipe) -> list[str]:
    value, kind = field.find("quantity")
    if kind in ("integer", "decimal"):
        return ["'' AS odd_quantity", f"CAST({value} AS DOUBLE) AS amount"]
    if kind == "number":
        return ["'' AS odd_quantity", f"CASE WHEN isnan({value}) THEN NULL ELSE CAST({value} AS DOUBLE) END AS amount"]
    text = field.text("quantity")
    pattern = _NUMBER_PATTERN.replace("[.]", f"[{recipe.decimal}]")
    is_number = engine.full_match(text, pattern)
    plain = text if recipe.decimal == "." else f"REPLACE({text}, ',', '.')"
    return [
        f"CASE WHEN {text} IS NULL OR {is_number} THEN '' ELSE {text} END AS odd_quantity",
        f"CASE WHEN {is_number} THEN CAST({plain} AS DOUBLE) END AS amount",
    ]
