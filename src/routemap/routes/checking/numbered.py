"""Columns of numbers and dates: each cell understood, and what the column as a whole shows of how they are written."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from routemap.problems import Fault, ready_option
from routemap.routes.cells import Cells
from routemap.routes.checking.amounts import NO_NUMBER, parse_number, shown_decimal
from routemap.routes.checking.collect import Collector
from routemap.routes.checking.days import is_turned, parse_date, shown_order
from routemap.routes.checking.headers import UNITS
from routemap.routes.choice_words import CHOICE_WORDS
from routemap.routes.columns import BY_NAME, Column
from routemap.routes.header_words import fold_header
from routemap.routes.reading.cell_text import ValueKind
from routemap.routes.reading.raw_table import RawTable
from routemap.routes.recipe import Recipe

_THOUSANDS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_FEWEST_THOUSANDS = 2
_WITH_UNIT = re.compile(r"([0-9][0-9 .,'’\u00a0\u202f]*?)\s*([^\W\d_]{1,12})")
_IN_BRACKETS = re.compile(r"\(\s*([^()]*[0-9][^()]*?)\s*\)|\[\s*([^\[\]]*[0-9][^\[\]]*?)\s*\]")
Faults = dict[int, list[Fault]]
Refused = dict[str, set[int]]

_SIZES = {*BY_NAME["magnitude"].choices, *CHOICE_WORDS["magnitude"]}


def note_refused(refused: Refused, column: str, faults: Faults) -> None:
    """Remember the stored values of a column that hold an error."""
    wrong = {code for code, found in faults.items() if any(fault.severity == "error" for fault in found)}
    refused.setdefault(column, set()).update(wrong)


def typed_numbers(cells: Cells, table: RawTable) -> frozenset[str]:
    """Return the texts of a raw column that were numbers in the input: no mark in them stands between thousands."""
    if cells.kinds is None:
        return table.numbers
    return frozenset(cells.values[code] for code in np.flatnonzero(cells.kinds == ValueKind.NUMBER).tolist())


def parse_numbers(
    column: Column,
    cells: Cells,
    typed: frozenset[str],
    recipe: Recipe,
    refused: Refused,
    collector: Collector,
    *,
    has_size: bool,
) -> tuple[list[float], Cells]:
    """Return the number of each stored value, NaN for none, and the column with its canonical texts.

    Parameters
    ----------
    column, cells
        The column, cleaned.
    typed
        Texts that were numbers in the input; see `typed_numbers`.
    recipe
        How decimals are marked.
    refused
        Columns → stored values that hold an error; this column's are added.
    collector
        Takes what is wrong.
    has_size
        Whether another column says the size in words.
    """
    faults: Faults = {}
    numbers: list[float] = []
    empty: set[int] = set()
    bracketed: set[int] = set()
    for code, value in enumerate(cells.values):
        number, fault = math.nan, None
        if value.casefold() in NO_NUMBER:
            empty.add(code)
        elif value:
            number, fault = parse_number(value, decimal="" if value in typed else recipe.decimal)
        if fault and (inside := _inside(value)):
            number, fault = parse_number(inside, decimal=recipe.decimal)
            bracketed.add(code)
        if fault:
            faults[code] = [fault]
        numbers.append(number)
    shown = ""
    if faults and not recipe.decimal:
        shown, faults = _with_decimal(cells, faults)
    faults = _with_sizes(cells, faults, column, collector, has_size=has_size)
    collector.cells(column.name, cells, faults)
    _note_empty(column, cells, empty, collector)
    _note_brackets(column, cells, bracketed - set(faults), collector)
    if not recipe.decimal and (not faults or shown == ","):
        _note_thousands(column, cells, numbers, typed, collector)
    note_refused(refused, column.name, faults)
    return numbers, Cells(cells.codes, ["" if math.isnan(number) else repr(number) for number in numbers])


def _with_decimal(cells: Cells, faults: Faults) -> tuple[str, Faults]:
    """Give each number that may be read in two ways the option that the column as a whole shows to be right."""
    shown, example = shown_decimal(cells.values)
    if not shown:
        return "", faults
    mark = "comma" if shown == "," else "point"
    hint = f"{example} shows that the {mark} marks decimals: {ready_option('decimal', shown)}"
    marked = [code for code, found in faults.items() if "--decimal" in found[0].hint]
    return shown, faults | {code: [replace(fault, hint=hint) for fault in faults[code]] for code in marked}


def _with_sizes(cells: Cells, faults: Faults, column: Column, collector: Collector, *, has_size: bool) -> Faults:
    """Say of words such as high and low that they may be a magnitude: the column has the name of a number alone."""
    sizes = [code for code in faults if cells.values[code].casefold() in _SIZES]
    ready = ready_option("columns", f"{collector.header(column.name)}=magnitude")
    hint = f"words: is it magnitude? {ready}"
    if has_size:
        keep = ready_option("columns", f"{collector.header(column.name)}=")
        hint = f"words, and another column says the magnitude; to keep it as your own: {keep}"
    return faults | {code: [replace(fault, hint=hint) for fault in faults[code]] for code in sizes}


def _note_empty(column: Column, cells: Cells, empty: set[int], collector: Collector) -> None:
    if empty:
        rows = np.flatnonzero(np.isin(cells.codes, list(empty))).tolist()
        words = ", ".join(dict.fromkeys(cells.values[code] for code in sorted(empty)))
        collector.several(rows, Fault("number-empty", f"read as no number: {words}"), column.name)


def _inside(value: str) -> str:
    """Return what stands in the brackets around a whole value, which are how some tables mark an estimate."""
    found = _IN_BRACKETS.fullmatch(value)
    return (found[1] or found[2]) if found else ""


def _note_brackets(column: Column, cells: Cells, bracketed: set[int], collector: Collector) -> None:
    if bracketed:
        rows = np.flatnonzero(np.isin(cells.codes, list(bracketed))).tolist()
        message = "the brackets around a value are set aside; do they mark an estimate?"
        collector.several(rows, Fault("brackets-aside", message), column.name)


def take_units(column: Column, cells: Cells, collector: Collector) -> tuple[Cells, Cells | None]:
    """Return the column without the units that stand beside its numbers ("5 kg"), and these; None where there are none.

    Only units that we know are taken, and only where no column holds the unit.
    """
    parts = [_WITH_UNIT.fullmatch(value) if value[-1:].isalpha() else None for value in cells.values]
    units = [part[2] if part and fold_header(part[2]) in UNITS else "" for part in parts]
    if not any(units):
        return cells, None
    rows = np.flatnonzero(Cells(cells.codes, units).where(bool)).tolist()
    listed = ", ".join(dict.fromkeys(filter(None, units)))
    collector.several(
        rows, Fault("unit-beside", f"the unit beside a number is read as its unit: {listed}"), column.name
    )
    numbers = [
        part[1] if part and unit else value for part, unit, value in zip(parts, units, cells.values, strict=True)
    ]
    return Cells(cells.codes, numbers, cells.kinds), Cells(cells.codes, units)


def _note_thousands(
    column: Column, cells: Cells, numbers: list[float], typed: frozenset[str], collector: Collector
) -> None:
    """Tell of quantities whose points all have three digits after them: in much of the world they part thousands.

    Numbers without a point beside them, such as 750, say nothing of what a point means.
    """
    given = [value for value, number in zip(cells.values, numbers, strict=True) if not math.isnan(number)]
    pointed = [value for value in given if "." in value]
    if len(pointed) >= _FEWEST_THOUSANDS and all(map(_THOUSANDS.fullmatch, pointed)) and not typed.intersection(given):
        message = "all quantities with a point have three digits after it: thousands?"
        hint = f"say {ready_option('decimal', ',')} or write 1000; if the point marks decimals: "
        collector.table(Fault("number-thousands", message, hint=hint + ready_option("decimal", ".")), (), column.name)


def parse_dates(column: Column, cells: Cells, recipe: Recipe, refused: Refused, collector: Collector) -> Cells:
    """Return the column with its dates as ISO 8601."""
    faults: Faults = {}
    timed: set[int] = set()
    bracketed: set[int] = set()
    texts = []
    for code, value in enumerate(cells.values):
        text, fault = parse_date(value, order=recipe.dates) if value else ("", None)
        if fault and (inside := _inside(value)):
            text, fault = parse_date(inside, order=recipe.dates)
            bracketed.add(code)
        texts.append(text)
        if fault and fault.code == "time-unused":
            timed.add(code)
        elif fault:
            faults[code] = [fault]
    if faults and not recipe.dates:
        hint = _order_hint([cells.values[code] for code in faults])
        turned = [code for code in faults if is_turned(cells.values[code])]
        faults |= {code: [_with_order(fault, hint) for fault in faults[code]] for code in turned}
    collector.cells(column.name, cells, faults)
    _note_brackets(column, cells, bracketed - set(faults), collector)
    if timed:
        rows = np.flatnonzero(np.isin(cells.codes, list(timed))).tolist()
        collector.several(rows, Fault("time-unused", "the time of day is not used"), column.name)
    note_refused(refused, column.name, faults)
    return Cells(cells.codes, texts)


def _order_hint(values: Sequence[str]) -> str:
    order, shown = shown_order(values)
    if not order:
        return f"say which stands first: {ready_option('dates', 'day-first')} or {ready_option('dates', 'month-first')}"
    verb = "shows" if len(shown) == 1 else "show"
    return f"{' and '.join(shown)} {verb} {order.replace('-', ' ')}: {ready_option('dates', order)}"


def _with_order(fault: Fault, hint: str) -> Fault:
    return replace(fault, hint=f"{fault.hint} {hint}".strip())
