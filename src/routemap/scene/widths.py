"""How wide each line is: by the root of its quantity, else by the source's own words on size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from routemap import style
from routemap.routes.cells import frame_cells
from routemap.scene.quantities import Scale, codes_of, measure_of, scales_of, scales_shown
from routemap.scene.scene import Floats, Ints

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Widths:
    """The widths of lines and what they say.

    Attributes
    ----------
    width
        Float array (m,), px.
    scales
        Of the quantities that widths show, that of the most lines first.
    scale
        Int array (m,): the scale by which a line is drawn, -1 where the source's words on size say it.
    magnitude
        Int array (m,): the strongest word on size, position in `style.MAGNITUDES`.
    unscaled
        Units of quantities that no width shows, those of the most lines first.
    """

    width: Floats
    scales: list[Scale]
    scale: Ints
    magnitude: Ints
    unscaled: tuple[str, ...] = ()


def strand_widths(
    routes: pd.DataFrame,
    at: Ints,
    strand: Ints,
    count: int,
    *,
    largest: Mapping[str, float],
    thin: float,
    one_scale: bool = False,
) -> Widths:
    """Return the width of each strand.

    Quantities of one measure are added up along a strand, whatever their units; measures are never added together: the
    one that gives the widest line speaks for the strand. Words on size count where no route of it has a quantity.

    Parameters
    ----------
    routes
        The routes of one map, RangeIndex.
    at, strand
        Int arrays (k,): the route and the strand of each leg.
    count
        Number of strands.
    largest
        By measure, the amount at which the widths end at least, in the measure's own unit.
    thin
        By how much the lines of the map are thinned.
    one_scale
        Show no quantities where they have several measures: the lines of one map would be on several scales.
    """
    words = frame_cells(routes, "magnitude")
    ranks = np.array([style.MAGNITUDES.index(word) for word in words.values], dtype=np.int_)[words.codes]
    rank = np.zeros(count, dtype=np.int_)
    np.maximum.at(rank, strand, ranks[at])
    width = np.array([style.magnitude_width_px(word, thin) for word in style.MAGNITUDES])[rank]
    quantity = routes["quantity"].to_numpy(dtype=np.float64)
    by_words = Widths(width, [], np.full(count, -1, dtype=np.int_), rank)
    if np.isnan(quantity).all():
        return by_words
    scales, of_leg, amount = _scales(routes, quantity, at, strand, count, largest)
    shown = scales_shown(scales, one_scale=one_scale)
    most = len(shown)
    names = frame_cells(routes, "unit")
    rest = of_leg >= most
    pairs = np.unique(np.stack([names.codes[at[rest]], strand[rest]]), axis=1)
    lines = Counter(names.values[code] for code in pairs[0].tolist())
    unscaled = tuple(sorted(lines, key=lambda unit: (-lines[unit], unit)))
    scales = shown
    if not scales:
        return replace(by_words, unscaled=unscaled)
    known = (of_leg >= 0) & (of_leg < most)
    # One number for each scale and strand that has a quantity.
    keys, inverse = np.unique(of_leg[known] * count + strand[known], return_inverse=True)
    # NumPy counts nothing in whole numbers, which know no infinity.
    totals = np.bincount(inverse, weights=amount[known], minlength=len(keys)).astype(np.float64)
    of_scale, of_strand = np.divmod(keys, count)
    ends = np.array([scale.largest for scale in scales])
    wide = style.quantity_width_px(totals, ends[of_scale], thin)
    order = np.lexsort((of_scale, -wide, of_strand))
    spoken, first = np.unique(of_strand[order], return_index=True)
    chosen = order[first]
    scale = by_words.scale.copy()
    width, scale[spoken] = width.copy(), of_scale[chosen]
    width[spoken] = wide[chosen]
    told = [totals[chosen][of_scale[chosen] == k] for k in range(len(scales))]
    scales = [
        replace(one, least=float(some.min(initial=np.inf)), lines=len(some))
        for one, some in zip(scales, told, strict=True)
    ]
    return Widths(width, scales, scale, rank, unscaled)


def _scales(
    routes: pd.DataFrame, quantity: Floats, at: Ints, strand: Ints, count: int, largest: Mapping[str, float]
) -> tuple[list[Scale], Ints, Floats]:
    """Return the scales, and for each leg its scale (-1 for none) and its amount in the unit of that."""
    cells = frame_cells(routes, "unit")
    codes, units = cells.codes.astype(np.int64), cells.values
    measures = [measure_of(unit) for unit in units]
    stated = ~np.isnan(quantity)
    sizes = np.array([size for _, size in measures])
    base = np.where(stated, quantity * sizes[codes], 0.0)
    names = sorted({measures[code][0] for code in np.unique(codes[stated]).tolist()})
    of_unit = np.array([names.index(measure) if measure in names else -1 for measure, _ in measures], dtype=np.int_)
    has_amount = stated[at]
    used, on = codes[at][has_amount], strand[has_amount]
    lines = np.bincount(np.unique(used * count + on) // max(count, 1), minlength=len(units))
    keys, inverse = np.unique(of_unit[used] * count + on, return_inverse=True)
    totals = np.bincount(inverse, weights=base[at][has_amount], minlength=len(keys))
    ends = np.zeros(len(names))
    # A quantity on a route without a line (domestic, role) still needs a scale.
    np.maximum.at(ends, of_unit[codes[stated]], base[stated])
    np.maximum.at(ends, keys // max(count, 1), totals)
    most = {name: max(float(end), largest.get(name, 0.0)) for name, end in zip(names, ends.tolist(), strict=True)}
    written = [units[code] for code in np.unique(codes[stated]).tolist()]
    scales = scales_of(written, dict(zip(units, lines.tolist(), strict=True)), most)
    factor = np.array([next((s.factors[unit] for s in scales if unit in s.factors), 1.0) for unit in units])
    of_scale = codes_of(units, scales)
    of_leg = np.where(has_amount, of_scale[codes[at]], -1)
    return scales, of_leg, np.where(has_amount, np.nan_to_num(quantity[at]) * factor[codes[at]], 0.0)
