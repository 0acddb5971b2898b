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
    import pandas as pd

    words = frame_cells(routes, "magnitude")
    ranks = np.array([style.MAGNITUDES.index(word) for word in words.values], dtype=np.int_)[words.codes]
    rank = np.zeros(count, dtype=np.int_)
    np.maximum.at(rank, strand, ranks[at])
    width = np.array([style.magnitude_width_px(word, thin) for word in style.MAGNITUDES])[rank]
    quantity = routes["quantity"].to_numpy(dtype=np.float64)
    if np.isnan(quantity).all():
        return Widths(width, [])
    unit = routes["unit"].to_numpy()
    frame = pd.DataFrame({"unit": unit[at], "strand": strand, "quantity": quantity[at]}).dropna()
    sums = frame.groupby(["unit", "strand"], sort=False)["quantity"].sum()
    # A quantity on a route without a line (domestic, role) still needs a scale.
    stated = routes.dropna(subset=["quantity"]).groupby("unit")["quantity"].agg(["max", "min"])
    stated["max"] = (
        pd.concat([stated["max"], sums.groupby(level=0).max(), pd.Series(scale, dtype=float)]).groupby(level=0).max()
    )
    stated["min"] = frame.groupby("unit")["quantity"].min().reindex(stated.index).fillna(stated["min"])
    stated["lines"] = sums.groupby(level=0).size().reindex(stated.index).fillna(0)
    units = [
        Unit(str(name), float(row["max"]), float(row["min"]), int(row["lines"])) for name, row in stated.iterrows()
    ]
    by_quantity = np.full(count, -1.0)
    largest = stated["max"].loc[sums.index.get_level_values(0)].to_numpy()
    widths = style.quantity_width_px(sums.to_numpy(dtype=np.float64), largest, thin)
    np.maximum.at(by_quantity, sums.index.get_level_values(1).to_numpy(dtype=np.int64), widths)
    units.sort(key=lambda one: (-one.lines, one.name))
    return Widths(np.where(by_quantity >= 0, by_quantity, width), units)
