"""The flow layout: for each leg the curve that disturbs the others least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from routemap.lines.bow import bow_controls, count_repeats
from routemap.lines.curves import Curves
from routemap.lines.mercator import Floats, fit_view
from routemap.lines.options import LayoutOptions
from routemap.lines.plan import chain_ends, make_plan
from routemap.lines.problem import Ints, check_chains, check_legs, check_places, check_weights, legs_in_px
from routemap.lines.rings import place_rings
from routemap.lines.search import search


def lay_out_curves(
    places: ArrayLike,
    legs: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    chains: Sequence[Sequence[int]] | None = None,
    width_px: float = 1000,
    height_px: float = 700,
    options: LayoutOptions | None = None,
) -> Curves:
    """Return one curve per leg, chosen so that the map of all of them reads well.

    Few crossings and none at a small angle, no line over a place it does not touch, none along another, lines spread
    around their places, arrowheads free, opposite legs on opposite sides, long lines only gently bent. The rules are
    those of Jenny et al., Design principles for origin-destination flow maps, Cartography and Geographic Information
    Science 45 (2018), p. 62–75; the search is our own, described in docs/layout.md.

    The same input gives the same curves, whatever the order of legs and the numbers of places.

    Parameters
    ----------
    places
        Float array (n, 2), (lon, lat) degrees: every place drawn on the map. Lines keep off all of them.
    legs
        Int array (m, 2): rows of `places`, origin and destination. A leg from a place to itself becomes a ring.
    weights
        Float array (m,), ≥ 0, or None: the line's width follows its square root, and strong lines choose first.
    chains
        Routes over several legs, as numbers of legs in travel order; their lines turn gently at the stops between.
        A leg may be travelled either way: a line without direction is one leg for both.
    width_px, height_px
        Size of the view that shows all places, pixels, > 0.
    options
        Measures of the drawing.

    Raises
    ------
    GeometryError
        If an array has the wrong shape, a leg names no place, or its place has no finite position.

    Examples
    --------
    >>> curves = lay_out_curves([[10.0, 60.0], [5.0, 52.0], [13.0, 52.0]], [[1, 0], [2, 0], [0, 2]])
    >>> [line.geom_type for line in curves.to_lines()]
    ['LineString', 'LineString', 'LineString']
    """
    options = options or LayoutOptions()
    places = check_places(places)
    legs = check_legs(legs, places)
    weights = check_weights(weights, len(legs))
    meetings = check_chains(chains, legs)
    view = fit_view(places, width_px=width_px, height_px=height_px, pad_px=options.pad_px)
    px = legs_in_px(places, legs, view)
    control = bow_controls(px, count_repeats(legs))
    chosen = _strongest(legs, weights, px.chord, options.most_laid_out)
    kept = np.flatnonzero(chosen)
    plan = make_plan(places, legs[kept], weights[kept], px=px.only(kept), view=view, options=options)
    number = np.full(len(legs), -1)
    number[kept] = np.arange(len(kept))
    meetings[:, :2] = number[meetings[:, :2]]
    plan = replace(plan, chains=chain_ends(plan, meetings))
    drawing = search(plan) if len(plan) else None
    if drawing is not None:
        shown = [drawing.candidates[leg].control[drawing.choice[leg]] for leg in range(len(plan))]
        control[kept[plan.order]] = np.array(shown)
    rings = np.flatnonzero(legs_without_length(px.chord))
    control[rings] = place_rings(plan, drawing, px.start[rings])
    gap = np.full(len(legs), plan.gap)
    lonlat = view.to_lonlat(control)
    notes = _notes(int(len(legs) - chosen.sum()), len(legs))
    return Curves(px.start_lonlat, lonlat, px.end_lonlat, gap, gap.copy(), view.world_px, chosen, notes)


def legs_without_length(chord: Floats) -> NDArray[np.bool_]:
    """Return which legs start and end at one point, and so become rings."""
    return np.asarray(chord <= 1e-6, dtype=np.bool_)


def _strongest(legs: Ints, weights: Floats, chord: Floats, most: int) -> NDArray[np.bool_]:
    """Return the legs to lay out: all, or those of the `most` strongest (then shortest) distinct ones."""
    distinct, which = np.unique(legs, axis=0, return_inverse=True)
    chosen = np.ones(len(legs), dtype=np.bool_)
    if len(distinct) > most:
        weight, length = np.zeros(len(distinct)), np.zeros(len(distinct))
        np.maximum.at(weight, which.ravel(), weights)
        np.maximum.at(length, which.ravel(), chord)
        rank = np.empty(len(distinct), dtype=np.int_)
        rank[np.lexsort((length, -weight))] = np.arange(len(distinct))
        chosen = rank[which.ravel()] < most
    return chosen


def _notes(left: int, count: int) -> tuple[str, ...]:
    if not left:
        return ()
    return (f"{left:,} of {count:,} lines follow a simple bow; only the strongest were laid out.",)
