"""The columns of one part as expressions of SQL: texts as they stand, days and plain numbers by a pattern.

No pattern has anything but classes of ASCII characters: what an engine calls a digit or a blank is its own affair.
"""

from __future__ import annotations

import re

from routemap.records.cut import Cut, Unpivot
from routemap.records.engine import Engine
from routemap.records.parts import FieldKind, Part
from routemap.routes.recipe import Recipe

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
_WIDE_VALUE = "wide_value"
# What stands for a text that there is not: no such text comes from a file without being understood the same.
EMPTY_CELL = "an empty cell of a wide table"
BEYOND = "a day before the year 1 or after 9999"


class Fields:
    """The columns of one part as expressions, a wide table made long."""

    def __init__(self, engine: Engine, part: Part, cut: Cut) -> None:
        self._engine = engine
        self._part = part
        self._kept: set[int] = set()
        self._made: dict[str, tuple[str, FieldKind]] = {}
        self.relation = engine.relation(part)
        if cut.unpivot is not None:
            self._unpivot(cut.unpivot)

    def _unpivot(self, unpivot: Unpivot) -> None:
        part, quote = self._part, self._engine.quote
        are_numbers = all(part.shape.kinds[at] in ("integer", "number", "decimal") for at in part.wide)
        kept = [*part.ours.values(), *([part.record] if part.record is not None else [])]
        columns = []
        for at in part.wide:
            cell = quote(part.shape.names[at])
            kind = part.shape.kinds[at]
            columns.append(
                (part.shape.header[at], f"CAST({cell} AS DOUBLE)" if are_numbers else self.of_kind(cell, kind))
            )
        self._kept = set(kept)
        names = [quote(part.shape.names[at]) for at in sorted(self._kept)]
        self.relation = self._engine.unpivot(self.relation, names, columns, ("wide_name", _WIDE_VALUE))
        self._made = {
            unpivot.names: ("wide_name", "text"),
            unpivot.values: (_WIDE_VALUE, "number" if are_numbers else "text"),
        }

    @property
    def is_wide(self) -> bool:
        """Whether each cell of a wide table is one record, and its quantity that cell."""
        return self._made.get("quantity", ("",))[0] == _WIDE_VALUE

    def all(self) -> list[tuple[str, str]]:
        """Return every column of a record as it stands: its header, and its text as an expression."""
        header, names = self._part.shape.header, range(len(self._part.shape.header))
        if not self._made:
            return [(header[at], self.of_kind(*self.at(at))) for at in names]
        kept = [(header[at], self.of_kind(*self.at(at))) for at in names if at in self._kept]
        return kept + [(ours, self.of_kind(*found)) for ours, found in self._made.items()]

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


def date_columns(engine: Engine, field: Fields, recipe: Recipe, by: str) -> list[str]:
    """Return the columns that a date gives: its day and period, and its text where that is no plain day."""
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


def plain_day(text: str, dates: str) -> str:
    """Return the ISO day that the columns of a date take from a text; empty where they leave the text as it is.

    Examples
    --------
    >>> plain_day("2021-03-04T10:15", ""), plain_day("04.03.2021", "day-first"), plain_day("last spring", "")
    ('2021-03-04', '2021-03-04', '')
    """
    if dates:
        pattern, day_at, month_at = _OTHER_DAYS[dates]
        if re.fullmatch(pattern, text):
            text = f"{text[6:10]}-{text[month_at - 1 : month_at + 1]}-{text[day_at - 1 : day_at + 1]}"
    return text[:10] if re.fullmatch(DAY_PATTERN, text) else ""


def number_pattern(recipe: Recipe) -> str:
    """Return the pattern of quantities that are cast as they stand."""
    return _NUMBER_PATTERN.replace("[.]", f"[{recipe.decimal or '.'}]")


def quantity_columns(engine: Engine, field: Fields, recipe: Recipe) -> list[str]:
    """Return the columns that a quantity gives: its amount, and its text where that is no plain number."""
    value, kind = field.find("quantity")
    odd, amount = _odd_and_amount(engine, field, recipe, value, kind)
    if field.is_wide and "quantity" not in recipe.constants:
        # In a long table a record without a quantity is a record; in a wide one the cell is all there is of it.
        empty = f"{value} IS NULL" + {"text": f" OR {value} = ''", "number": f" OR isnan({value})"}.get(kind, "")
        odd = f"CASE WHEN {empty} THEN {engine.literal(EMPTY_CELL)} ELSE {odd} END"
    return [f"{odd} AS odd_quantity", f"{amount} AS amount"]


def _odd_and_amount(engine: Engine, field: Fields, recipe: Recipe, value: str, kind: FieldKind) -> tuple[str, str]:
    if kind in ("integer", "decimal"):
        return "''", f"CAST({value} AS DOUBLE)"
    if kind == "number":
        return "''", f"CASE WHEN isnan({value}) THEN NULL ELSE CAST({value} AS DOUBLE) END"
    text = field.text("quantity")
    is_number = engine.full_match(text, number_pattern(recipe))
    plain = text if recipe.decimal != "," else f"REPLACE({text}, ',', '.')"
    odd = f"CASE WHEN {text} IS NULL OR {is_number} THEN '' ELSE {text} END"
    return odd, f"CASE WHEN {is_number} THEN CAST({plain} AS DOUBLE) END"
