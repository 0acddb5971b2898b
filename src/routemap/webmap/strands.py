"""From routes to strands: the lines a page draws, each shared by every route that runs on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from routemap import places, style
from routemap.lines import LayoutOptions, lay_out_curves
from routemap.lines.mercator import to_world
from routemap.routes import legs

# A page of so many routes gets so many lines laid out, the strongest: a page of many is read by filtering, not by
# following lines, and is there within seconds, whatever it holds (docs/layout.md).
_MOST_LAID_OUT = ((2_000, 1_000), (10_000, 100), (math.inf, 0))
_QUICK_ROUTES, _QUICK_LINES = 2_000, 400
# Lines keep this far from places they do not touch: the symbol's radius and air around it.
_CLEARANCE_PX = style.SYMBOL_RADIUS_PX + 6
_VIEW_WIDTH_PX, _VIEW_HEIGHT_PX = 900, 700


@dataclass(frozen=True)
class Strands:
    """The drawn lines of one page.

    Attributes
    ----------
    columns
        The payload's columns: from, to, shift, cx, cy, group, undirected.
    of_route
        For each route, the strands of its legs in travel order.
    laid_out
        How many were laid out one by one; the others bow simply.
    """

    columns: dict[str, list[Any]]
    of_route: list[list[int]]
    laid_out: int


def to_strands(routes: pd.DataFrame, groups: np.ndarray, place_index: dict[str, int], kinds: pd.Series[str]) -> Strands:
    """Gather legs into strands (same two places, same colour, same directedness) and lay them out.

    Parameters
    ----------
    routes
        The routes of one page, RangeIndex.
    groups
        Colour group of each route, int (n,).
    place_index
        Position of each place code in the page's list of places.
    kinds
        The kind of each route.
    """
    table = legs(routes)
    at = table["route"].to_numpy(dtype=np.int64)
    undirected = (kinds == "undirected").to_numpy()[at]
    ends = np.stack([_positions(table[end], place_index) for end in ("origin", "destination")], axis=1)
    # An undirected pair has no first place, so that A-B and B-A are one line.
    ends = np.where(undirected[:, None], np.sort(ends, axis=1), ends)
    # One number for each combination: NumPy finds distinct numbers faster than distinct rows.
    shape = (len(place_index), len(place_index), int(groups.max(initial=0)) + 1, 2)
    keys = np.ravel_multi_index((ends[:, 0], ends[:, 1], groups[at], undirected.astype(np.int64)), shape)
    distinct, strand = np.unique(keys, return_inverse=True)
    unique = np.stack(np.unravel_index(distinct, shape), axis=1)
    bounds = np.searchsorted(at, np.arange(len(routes) + 1)).tolist()
    numbers = strand.tolist()
    of_route = [numbers[start:stop] for start, stop in pairwise(bounds)]
    widths = _widths(routes, at, strand, len(unique))
    options = _layout_options(len(routes), widths)
    chains = _chains(of_route) if options.most_laid_out else []  # only a layout looks at them
    curves, laid_out = _curves(list(place_index), unique[:, :2], widths, chains, options)
    columns = {
        "from": unique[:, 0].tolist(),
        "to": unique[:, 1].tolist(),
        **curves,
        "group": unique[:, 2].tolist(),
        "undirected": unique[:, 3].tolist(),
    }
    return Strands(columns, of_route, laid_out)


def largest_totals(routes: pd.DataFrame, strands: Strands, units: list[str]) -> list[float]:
    """Return, for each unit, the largest sum of quantities on one strand: where the width scale ends."""
    lengths = np.fromiter((len(numbers) for numbers in strands.of_route), dtype=np.int64, count=len(routes))
    at = np.repeat(np.arange(len(routes)), lengths)
    strand = np.array([number for numbers in strands.of_route for number in numbers], dtype=np.int64)
    frame = pd.DataFrame(
        {"strand": strand, "unit": routes["unit"].to_numpy()[at], "quantity": routes["quantity"].to_numpy()[at]}
    ).dropna()
    totals = frame.groupby(["unit", "strand"], sort=False)["quantity"].sum().groupby(level=0).max()
    # A quantity on a route without a line (domestic, role) still needs a scale.
    alone = routes.dropna(subset=["quantity"]).groupby("unit")["quantity"].max()
    return [float(max(totals.get(unit, 0.0), alone.get(unit, 0.0))) for unit in units]


def _positions(codes: pd.Series, place_index: dict[str, int]) -> np.ndarray:
    """Return the position of each place in the page's list; each distinct code is looked up once."""
    which, distinct = pd.factorize(codes)
    return np.array([place_index[code] for code in distinct], dtype=np.int64)[which]


def _widths(routes: pd.DataFrame, at: np.ndarray, strand: np.ndarray, count: int) -> np.ndarray:
    """Return the drawn width of each strand, px: the wider of its quantities' and its magnitudes' widths."""
    scale = style.line_scale(count)
    which, words = pd.factorize(routes["magnitude"])
    magnitude = np.array([style.MAGNITUDE_WIDTH_PX[name] * scale for name in words])[which][at]
    quantity = routes["quantity"].to_numpy(dtype=float)[at]
    magnitude[~np.isnan(quantity)] = 0
    widths = np.zeros(count)
    np.maximum.at(widths, strand, magnitude)
    frame = pd.DataFrame({"strand": strand, "unit": routes["unit"].to_numpy()[at], "quantity": quantity}).dropna()
    sums = frame.groupby(["unit", "strand"], sort=False)["quantity"].sum()
    if len(sums):
        largest = sums.groupby(level=0).transform("max").replace(0.0, 1.0)
        thin, wide = style.WIDTH_RANGE_PX[0], style.widest_quantity(scale)
        by_quantity = thin + (wide - thin) * np.sqrt(np.asarray(sums / largest, dtype=float))
        np.maximum.at(widths, sums.index.get_level_values("strand").to_numpy(), by_quantity)
    return widths


def _chains(of_route: list[list[int]]) -> list[tuple[int, ...]]:
    """Return the distinct courses over several strands: at the stops between, lines should turn gently."""
    return sorted({tuple(numbers) for numbers in of_route if len(numbers) > 1})


def _layout_options(routes: int, widths: np.ndarray) -> LayoutOptions:
    """Return how the lines of a page of so many routes are laid out."""
    most = next(most for below, most in _MOST_LAID_OUT if routes < below)
    thin, wide = style.WIDTH_RANGE_PX
    return LayoutOptions(
        symbol_px=_CLEARANCE_PX,
        gap_px=_CLEARANCE_PX + 4,
        line_px=thin,
        widest_px=max(wide, float(widths.max(initial=0.0))),
        most_laid_out=most,
        quick=routes >= _QUICK_ROUTES or len(widths) > _QUICK_LINES,
    )


def _curves(
    codes: list[str], ends: np.ndarray, widths: np.ndarray, chains: list[tuple[int, ...]], options: LayoutOptions
) -> tuple[dict[str, list[Any]], int]:
    """Return the strands' control points at zoom 0, and how many were laid out."""
    if not len(ends):
        return {"shift": [], "cx": [], "cy": []}, 0
    anchors = places.anchors(codes)
    size = {"width_px": _VIEW_WIDTH_PX, "height_px": _VIEW_HEIGHT_PX}
    reserved = options.line_px + (options.widest_px - options.line_px) * widths / (widths.max() or 1.0)
    curves = lay_out_curves(anchors, ends, widths_px=reserved, chains=chains, options=options, **size)
    laid_out = int(curves.laid_out.sum())
    # The page starts each line at the place's own anchor, so both ends may have to move back by whole worlds.
    home = np.round((curves.start[:, 0] - anchors[ends[:, 0], 0]) / 360)
    shift = np.round((curves.end[:, 0] - anchors[ends[:, 1], 0]) / 360) - home
    control = to_world(curves.control) * 256
    return {
        "shift": shift.astype(int).tolist(),
        "cx": np.round(control[:, 0] - 256 * home, 3).tolist(),
        "cy": np.round(control[:, 1], 3).tolist(),
    }, laid_out
