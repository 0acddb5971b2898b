"""Curves between longitudes and latitudes, in the plane of a Web-Mercator view: the simple bow, and the flow layout."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from routemap.errors import GeometryError
from routemap.lines.arrays import Floats, Ints
from routemap.lines.curves import Curves
from routemap.lines.layout.bow import bow_controls, count_repeats
from routemap.lines.layout.options import LayoutOptions
from routemap.lines.layout.plane import solve
from routemap.lines.layout.problem import (
    Problem,
    Window,
    check_chains,
    check_legs,
    check_points,
    check_sizes,
    to_legs,
)
from routemap.lines.mercator import View, fit_view, to_world


def bow_curves(
    places: ArrayLike,
    legs: ArrayLike,
    *,
    width_px: float = 1000,
    height_px: float = 700,
    options: LayoutOptions | None = None,
) -> Curves:
    """Return one symmetrical bow per leg, to the left of travel; longer legs are more bowed.

    A leg and its opposite bow to opposite sides; legs that repeat fan out.

    Parameters
    ----------
    places
        Float array (n, 2), (lon, lat) degrees.
    legs
        Int array (m, 2): rows of `places`, origin and destination.
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
    >>> curves = bow_curves([[0.0, 0.0], [10.0, 0.0]], [[0, 1], [1, 0]])
    >>> (curves.control[:, 1] > 0).tolist()
    [True, False]
    """
    options = options or LayoutOptions()
    places = _check_places(places)
    legs = check_legs(legs, places)
    view = fit_view(places, width_px=width_px, height_px=height_px, pad_px=options.pad_px)
    start, end = _shortest(_unwrapped(places, view), legs)
    control = bow_controls(to_legs(view.to_px(start), view.to_px(end)), count_repeats(legs))
    trim = np.full(len(legs), options.symbol_px)
    simple = np.zeros(len(legs), dtype=np.bool_)
    return Curves(start, view.to_lonlat(control), end, trim, trim, view.world_px, simple)


def lay_out_curves(
    places: ArrayLike,
    legs: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    widths_px: ArrayLike | None = None,
    chains: Sequence[Sequence[int]] | None = None,
    width_px: float = 1000,
    height_px: float = 700,
    options: LayoutOptions | None = None,
) -> Curves:
    """Return one curve per leg, chosen so that the map of all of them reads well: `lay_out_in_plane` for a map.

    The places are drawn in Web Mercator, in a view that shows them all; legs go the short way round the globe. The
    rules and the promises are those of `routemap.lines.layout.lay_out_in_plane`.

    Parameters
    ----------
    places
        Float array (n, 2), (lon, lat) degrees: every place drawn on the map. Lines keep off all of them.
    legs
        Int array (m, 2): rows of `places`, origin and destination. A leg from a place to itself becomes a ring.
    weights
        Float array (m,), ≥ 0, or None: the line's width follows its square root, from `options.line_px` to
        `options.widest_px`, and strong lines choose first.
    widths_px
        Instead of weights: float array (m,), ≥ 0, the lines' widths as drawn, pixels; wide lines choose first.
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
    places = _check_places(places)
    legs = check_legs(legs, places)
    if weights is not None and widths_px is not None:
        raise GeometryError("both weights and widths_px are given; expected one of them")
    weights = np.nan_to_num(check_sizes(weights, len(legs), "weights"))
    widths = check_sizes(widths_px, len(legs), "widths_px")
    if widths_px is None:
        widths = _widths(weights, options)
    widths = np.where(np.isnan(widths), options.line_px, widths)
    view = fit_view(places, width_px=width_px, height_px=height_px, pad_px=options.pad_px)
    seen = _unwrapped(places, view)
    start, end = _shortest(seen, legs)
    problem = Problem(
        points=view.to_px(seen),
        legs=legs,
        px=to_legs(view.to_px(start), view.to_px(end)),
        widths=widths,
        strengths=weights if widths_px is None else widths,
        meetings=check_chains(chains, legs),
        window=Window(view.width_px, view.height_px, view.world_px, -view.left_px),
    )
    found = solve(problem, options)
    gap = np.full(len(legs), found.gap_px)
    control = view.to_lonlat(found.control)
    return Curves(start, control, end, gap, gap.copy(), view.world_px, found.laid_out, found.notes)


def _check_places(places: ArrayLike) -> Floats:
    """Return `places` as a float array (n, 2), or raise GeometryError."""
    array = check_points(places, "places", "lon, lat")
    if (np.abs(array[:, 1]) > 90).any():
        k = int(np.argmax(np.abs(array[:, 1]) > 90))
        raise GeometryError(f"place {k} is at {array[k].tolist()}; expected (lon, lat) degrees, latitude within ±90")
    return array


def _unwrapped(places: Floats, view: View) -> Floats:
    """Return where a view shows the places: one that starts elsewhere than at 180° W shows what lies west of its edge
    one world further on.
    """
    lonlat = places.copy()
    lonlat[:, 0] += 360.0 * (to_world(places)[:, 0] * view.world_px < view.left_px)
    return lonlat


def _shortest(places: Floats, legs: Ints) -> tuple[Floats, Floats]:
    """Return starts and ends (m, 2), (lon, lat) unwrapped, the short way round the globe; 180° exactly goes east."""
    start, end = places[legs[:, 0]], places[legs[:, 1]]
    end[:, 0] -= 360.0 * np.ceil((end[:, 0] - start[:, 0]) / 360.0 - 0.5)
    return start, end


def _widths(weights: Floats, options: LayoutOptions) -> Floats:
    """Return the widths (m,), px, of lines with these weights."""
    largest = weights.max(initial=0.0)
    share = np.sqrt(weights / largest) if largest > 0 else np.zeros(len(weights))
    return np.asarray(options.line_px + (options.widest_px - options.line_px) * share, dtype=np.float64)
