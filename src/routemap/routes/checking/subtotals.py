"""Rows of a region that add up the rows of its countries below them: a total that no word names as one."""

from __future__ import annotations

import math

import numpy as np

from routemap.places import place_name, region_members, regions
from routemap.problems import Fault
from routemap.routes.checking.collect import Collector
from routemap.routes.checking.understand import Parsed

_FEWEST = 2
_MOST_BELOW = 60
_MOST_ROWS = 2_000
_ALIKE = ("market", "commodity", "origin", "transit", "destination", "unit", "start")


def note_subtotals(parsed: Parsed, collector: Collector) -> None:
    """Ask about each row of a region whose quantity is the sum of those of its countries in the rows below it."""
    quantity = parsed.texts["quantity"]
    if not any(quantity.values):
        return
    for column in ("origin", "destination"):
        cells = parsed.texts[column]
        areas = [code for code, text in enumerate(cells.values) if text in regions()]
        for row in np.flatnonzero(np.isin(cells.codes, areas))[:_MOST_ROWS].tolist():
            below = _below(parsed, column, row)
            total = quantity.text(row)
            if total and below >= _FEWEST:
                added = [float(quantity.text(one) or 0) for one in range(row + 1, row + 1 + below)]
                if math.isclose(float(total), math.fsum(added), rel_tol=1e-9):
                    message = f"is the sum of the {below} rows below it; is this a total row?"
                    collector.row(row, Fault("place-total", message), column, place_name(cells.text(row)))


def _below(parsed: Parsed, column: str, row: int) -> int:
    """Return how many rows below are of countries of the region, and alike otherwise."""
    cells = parsed.texts[column]
    members = set(region_members(cells.text(row)))
    others = [parsed.texts[name] for name in _ALIKE if name != column]
    count = 0
    for one in range(row + 1, min(row + 1 + _MOST_BELOW, parsed.length)):
        if cells.text(one) not in members or any(other.text(one) != other.text(row) for other in others):
            break
        count += 1
    return count
