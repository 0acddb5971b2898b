"""Which kinds of typed values a column takes: a number, a list or an object is no name of a market."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from routemap.problems import Fault
from routemap.routes.cells import Cells
from routemap.routes.columns import BY_NAME, Column
from routemap.routes.reading.cell_text import ValueKind

_NUMBER, _FLAG, _DATE, _TEXTS = ValueKind.NUMBER, ValueKind.FLAG, ValueKind.DATE, ValueKind.TEXTS
# Beside text, which every column takes. A place may be a numeric code, a date a year.
_BY_COLUMN_KIND: Final[Mapping[str, frozenset[ValueKind]]] = {
    "number": frozenset({_NUMBER}),
    "date": frozenset({_NUMBER, _DATE}),
    "flag": frozenset({_FLAG, _NUMBER}),
    "place": frozenset({_NUMBER}),
    "places": frozenset({_NUMBER, _TEXTS}),
}
# Texts that may well be a number, or a date: names of records, codes of goods, pages.
_NUMBERED: Final = frozenset({"id", "statement", "commodity", "source", "locator", "note"})
_OWN: Final = frozenset(ValueKind) - {ValueKind.OTHER}


def kind_faults(name: str, cells: Cells) -> dict[int, Fault]:
    """Return what is wrong with the kind of each stored value, by its code."""
    if cells.kinds is None:
        return {}
    column = BY_NAME.get(name)
    taken = _OWN if column is None else _taken(column)
    refused = np.isin(cells.kinds, [kind for kind in ValueKind if kind and kind not in taken])
    return {code: _fault(ValueKind(cells.kinds[code]), column) for code in np.flatnonzero(refused).tolist()}


def join_listed(cells: Cells) -> Cells:
    """Return a column of sequences with each list of texts written as one: ``A > B``."""
    if cells.kinds is None:
        return cells
    values = list(cells.values)
    for code in np.flatnonzero(cells.kinds == _TEXTS).tolist():
        values[code] = " > ".join(json.loads(values[code]))
    return replace(cells, values=values)


def _taken(column: Column) -> frozenset[ValueKind]:
    numbered = frozenset({_NUMBER, _DATE}) if column.name in _NUMBERED else frozenset()
    return _BY_COLUMN_KIND.get(column.kind, numbered)


def _fault(kind: ValueKind, column: Column | None) -> Fault:
    message = f"is {kind.words}"
    if column is None:
        return Fault("value-kind", message, "a text, a number or a date")
    if column.kind == "places":
        return Fault("value-kind", message, "one text such as NLD > DEU, or a list of texts")
    if column.kind == "place":
        return Fault("value-kind", message, "one text; alternatives are divided by |")
    if column.kind == "choice":
        return Fault("value-kind", message, f"{', '.join(column.choices[:-1])} or {column.choices[-1]}, or nothing")
    expected = {"number": "a number", "date": "a text or a year", "flag": "true or false"}
    return Fault("value-kind", message, expected.get(column.kind, "one text"))
