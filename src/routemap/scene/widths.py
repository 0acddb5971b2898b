"""How wide each line is: by the root of its quantity, else by the source's own words on size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from routemap import style
from routemap.routes.cells import frame_cells
from routemap.scene.scene import Floats, Ints, Unit

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Widths:
    """Float array (m,) of the lines' widths, px, and the scales of the units."""

    width: Floats
    units: list[Unit]


def strand_widths(
    routes: pd.DataFrame, at: Ints, strand: Ints, count: int, *, scale: Mapping[str, float], thin: float
) -> Widths:
    """Return the width of each strand.

    Quantities of one unit are added up along a strand; units are never added together: the one that gives the widest
    line speaks for the strand. Words on size count where no route of the strand has a quantity.

    Parameters
    ----------
    routes
        The routes of one map, RangeIndex.
    at, strand
        Int arrays (k,): the route and the strand of each leg.
    count
        Number of strands.
    scale
        For each unit, the quantity at which the widths end at least.
    thin
        By how much the lines of the map are thinned.
    """
    words = frame_cells(routes, "magnitude")
    ranks = np.array([style.MAGNITUDES.index(word) for word in words.values], dtype=np.int_)[words.codes]
    rank = np.zeros(count, dtype=np.int_)
    np.maximum.at(rank, strand, ranks[at])
    width = np.array([style.magnitude_width_px(word, thin) for word in style.MAGNITUDES])[rank]
    quantity = routes["quantity"].to_numpy(dtype=np.float64)
    stated = ~np.isnan(quantity)
    if not stated.any():
        return Widths(width, [])
    names = frame_cells(routes, "unit")
    unit = names.codes.astype(np.int64)
    on_line = stated[at]
    keys, which = np.unique(unit[at[on_line]] * count + strand[on_line], return_inverse=True)
    sums = np.bincount(which, weights=quantity[at[on_line]], minlength=len(keys))
    unit_of, strand_of = keys // max(count, 1), keys % max(count, 1)
    largest, least = np.zeros(len(names.values)), np.full(len(names.values), np.inf)
    # A quantity on a route without a line (domestic, role) still needs a scale.
    np.maximum.at(largest, unit[stated], quantity[stated])
    np.maximum.at(largest, unit_of, sums)
    np.minimum.at(least, unit[at[on_line]], quantity[at[on_line]])
    lines = np.bincount(unit_of, minlength=len(names.values)).tolist()
    largest = np.maximum(largest, [scale.get(name, 0.0) for name in names.values])
    by_quantity = np.full(count, -1.0)
    np.maximum.at(by_quantity, strand_of, style.quantity_width_px(sums, largest[unit_of], thin))
    used = np.unique(unit[stated]).tolist()
    alone = [float(quantity[stated & (unit == k)].min()) if not lines[k] else float(least[k]) for k in used]
    units = [Unit(names.values[k], float(largest[k]), low, lines[k]) for k, low in zip(used, alone, strict=True)]
    units.sort(key=lambda one: (-one.lines, one.name))
    return Widths(np.where(by_quantity >= 0, by_quantity, width), units)
