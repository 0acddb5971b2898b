"""Alternatives → one route each: the cross product of the alternatives in origin, transit and destination."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routemap.problems import Fault
from routemap.routes.alternatives import MOST_ALTERNATIVES, alternative_suffix
from routemap.routes.cells import Cells
from routemap.routes.checking.collect import Collector
from routemap.routes.checking.place_cells import PlaceCell
from routemap.routes.checking.understand import Parsed
from routemap.routes.columns import PLACE_COLUMNS

MOST_ROUTES = 20_000_000


@dataclass(slots=True)
class Expanded:
    """The routes that the rows stand for.

    Parameters
    ----------
    rows
        For each route the row it comes from, ascending.
    places
        Column of places → codes of each route, `` > `` between the stops.
    suffixes
        Route → what sets it apart from the row's other alternatives; rows without alternatives are not in it.
    """

    rows: NDArray[np.intp]
    places: dict[str, Cells]
    suffixes: dict[int, str]


@dataclass(slots=True)
class _Flat:
    """The alternatives of all stored values of one column, in one list."""

    texts: list[str]
    first: NDArray[np.int64]
    count: NDArray[np.int64]


def _flatten(cells: list[PlaceCell]) -> _Flat:
    texts: list[str] = []
    first: list[int] = []
    for cell in cells:
        first.append(len(texts))
        texts.extend(" > ".join(stops) for stops in cell.alternatives)
    ends = [*first[1:], len(texts)]
    starts = np.array(first, dtype=np.int64)
    return _Flat(texts, starts, np.array(ends, dtype=np.int64) - starts)


def expand_alternatives(parsed: Parsed, collector: Collector) -> Expanded:
    """Return one route per combination of alternatives, in the order in which the cells name them."""
    flats = {name: _flatten(parsed.places[name]) for name in PLACE_COLUMNS}
    codes = {name: parsed.texts[name].codes for name in PLACE_COLUMNS}
    if all((flat.count <= 1).all() for flat in flats.values()):  # nearly all tables
        return Expanded(np.arange(parsed.length, dtype=np.intp), _as_they_are(flats, codes), {})
    counts = {name: flats[name].count[codes[name]] for name in PLACE_COLUMNS}
    products = np.prod([counts[name] for name in PLACE_COLUMNS], axis=0, dtype=np.int64)
    too_many = products > MOST_ALTERNATIVES
    for row in np.flatnonzero(too_many).tolist():
        message = f"the row's alternatives make {int(products[row]):,} routes"
        collector.row(row, Fault("alternatives-many", message, f"at most {MOST_ALTERNATIVES:,}"))
    if not (products > 1).any():
        return Expanded(np.arange(parsed.length, dtype=np.intp), _as_they_are(flats, codes), {})
    total = int(products[~too_many].sum())
    if total > MOST_ROUTES:
        message = f"the alternatives make {total:,} routes"
        collector.table(Fault("routes-many", message, f"at most {MOST_ROUTES:,}"))
        too_many = products > 1
    for name in PLACE_COLUMNS:
        counts[name] = np.where(too_many, 1, counts[name])
    products = np.where(too_many, 0, products)  # the table is refused; no second message about these rows
    rows = np.repeat(np.arange(parsed.length, dtype=np.intp), products)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(products) - products, products)
    places = {}
    for name in reversed(PLACE_COLUMNS):  # the last column changes fastest
        width = counts[name][rows]
        chosen = flats[name].first[codes[name]][rows] + within % width
        within = within // width
        places[name] = Cells(chosen.astype(np.int32), flats[name].texts)
    return Expanded(rows, {name: places[name] for name in PLACE_COLUMNS}, _suffixes(rows, products, counts, places))


def _as_they_are(flats: dict[str, _Flat], codes: dict[str, NDArray[np.int32]]) -> dict[str, Cells]:
    """Return the places of rows that have no alternatives."""
    return {name: Cells(flat.first.astype(np.int32)[codes[name]], flat.texts) for name, flat in flats.items()}


def _suffixes(
    rows: NDArray[np.intp],
    products: NDArray[np.int64],
    counts: dict[str, NDArray[np.int64]],
    places: dict[str, Cells],
) -> dict[int, str]:
    suffixes = {}
    for route in np.flatnonzero(products[rows] > 1).tolist():
        varying = [name for name in PLACE_COLUMNS if counts[name][rows[route]] > 1]
        suffixes[route] = alternative_suffix(places[name].text(route) for name in varying)
    return suffixes
