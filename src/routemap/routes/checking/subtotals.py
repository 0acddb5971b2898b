"""Rows of a region that add up its countries' rows beside them: a total that no word names as one."""

from __future__ import annotations

import math

import numpy as np

from routemap.places import place_name, region_members, regions
from routemap.problems import Fault
from routemap.routes.checking.collect import Collector
from routemap.routes.checking.understand import Parsed

_FEWEST = 2
_MOST_BESIDE = 60
_MOST_ROWS = 2_000
_ALIKE = ("market", "commodity", "origin", "transit", "destination", "unit", "start")


def note_subtotals(parsed: Parsed, collector: Collector) -> None:
    """Ask about each row of a region whose quantity is the sum of those of its countries below or above it."""
    quantity = parsed.texts["quantity"]
    if not any(quantity.values):
        return
    for column in ("origin", "destination"):
        cells = parsed.texts[column]
        areas = [code for code, text in enumerate(cells.values) if text in regions()]
        for row in np.flatnonzero(np.isin(cells.codes, areas))[:_MOST_ROWS].tolist():
            total = quantity.text(row)
            for side, step in (("below", 1), ("above", -1)) if total else ():
                beside = _beside(parsed, column, row, step)
                added = [float(quantity.text(one) or 0) for one in beside]
                if len(beside) >= _FEWEST and math.isclose(float(total), math.fsum(added), rel_tol=1e-9):
                    message = f"is the sum of the {len(beside)} rows {side} it; is this a total row?"
                    collector.row(row, Fault("place-total", message), column, place_name(cells.text(row)))
                    break


def _beside(parsed: Parsed, column: str, row: int, step: int) -> range:
    """Return the rows next to one, below (`step` 1) or above (-1), of countries of its region and alike otherwise."""
    cells = parsed.texts[column]
    members = set(region_members(cells.text(row)))
    others = [parsed.texts[name] for name in _ALIKE if name != column]
    last = row
    while 0 <= last + step < parsed.length and abs(last - row) < _MOST_BESIDE:
        one = last + step
        if cells.text(one) not in members or any(other.text(one) != other.text(row) for other in others):
            break
        last = one
    return range(row + step, last + step, step)
