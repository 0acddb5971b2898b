"""The flow layout in a plane: for each leg the curve that disturbs the others least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from routemap.errors import GeometryError
from routemap.lines.arrays import Floats, Ints
from routemap.lines.layout.bezier import curve_paths
from routemap.lines.layout.bow import bow_controls, count_repeats
from routemap.lines.layout.kept import find_controls, keep_controls, name_of
from routemap.lines.layout.options import LayoutOptions
from routemap.lines.layout.plan import chain_ends, gap_of, make_plan
from routemap.lines.layout.problem import (
    Problem,
    Window,
    check_chains,
    check_legs,
    check_points,
    check_sizes,
    shortest_legs,
)
from routemap.lines.layout.rings import place_rings
from routemap.lines.layout.search import search


@dataclass(frozen=True, eq=False, slots=True)
class PlaneCurves:
    """One quadratic Bézier curve per leg, in px: x to the right, y down.

    A leg from a point to itself is a ring: the circle through the point whose diameter ends at `control`.

    Attributes
    ----------
    start, control, end
        Float arrays (m, 2): full curves, from point to point. `start` is the leg's own point; on a plane that repeats,
        `end` is its own plus a multiple of the period.
    gap_px
        How far from its two points a line of the layout stops, ≥ 0.
    laid_out
        Bool array (m,): true where the layout chose the curve, false where it is the simple bow.
    notes
        Sentences for the reader of the map, such as how many lines were not laid out.
    """

    start: Floats
    control: Floats
    end: Floats
    gap_px: float
    laid_out: NDArray[np.bool_]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of legs."""
        return len(self.start)

    def to_vertices(self, *, trimmed: bool = True) -> Floats:
        """Return the vertices of all curves, (m, 33, 2), px; trimmed, they stop `gap_px` from their points."""
        gap = np.full(len(self), self.gap_px if trimmed else 0.0)
        return curve_paths(np.stack((self.start, self.control, self.end), axis=1), gap, gap)


def lay_out_in_plane(
    points: ArrayLike,
    legs: ArrayLike,
    widths: ArrayLike | None = None,
    *,
    chains: Sequence[Sequence[int]] | None = None,
    size: tuple[float, float] = (1000.0, 700.0),
    wrap_px: float | None = None,
    options: LayoutOptions | None = None,
) -> PlaneCurves:
    """Return one curve per leg, chosen so that the drawing of all of them reads well.

    Few crossings and none at a small angle, no line over a place it does not touch, none along another, lines spread
    around their places, arrowheads free, opposite legs on opposite sides, long lines only gently bent. The rules are
    those of Jenny et al., Design principles for origin-destination flow maps, Cartography and Geographic Information
    Science 45 (2018), p. 62–75; the search is our own, described in docs/layout.md.

    The same input gives the same curves, whatever the order of legs and the numbers of points.

    Parameters
    ----------
    points
        Float array (n, 2), px, x to the right and y down: every place drawn. Lines keep off all of them. A row without
        a finite position is not drawn; no leg may touch it.
    legs
        Int array (m, 2): rows of `points`, origin and destination. A leg from a point to itself becomes a ring.
    widths
        Float array (m,), px, ≥ 0: of the lines as drawn; NaN, or None for all, is `options.line_px`. Wide lines choose
        first and keep their distance; their arrowheads are longer by as much as they are wider than `options.line_px`.
    chains
        Routes over several legs, as numbers of legs in travel order; their lines turn gently at the stops between.
        A leg may be travelled either way: a line without direction is one leg for both.
    size
        Width and height of the drawing, px, > 0: curves leave it only where nothing else is left.
    wrap_px
        Period of a world that repeats from west to east, > 0: a leg goes the short way round, and lines are kept apart
        from those of the next copy too. None for a plane that does not repeat.
    options
        Measures of the drawing. `pad_px` and `widest_px` say nothing here: points and widths are what they are.

    Raises
    ------
    GeometryError
        If an array has the wrong shape, a leg names no point, or its point has no finite position.

    Examples
    --------
    >>> curves = lay_out_in_plane([[100, 100], [500, 120], [300, 110]], [[0, 1]], size=(600, 300))
    >>> path = curves.to_vertices()[0]
    >>> bool(np.hypot(*(path - [300, 110]).T).min() > 8)  # keeps off the place in between
    True

    In a world 400 px round, the short way from x = 20 to x = 380 leads over its western edge:

    >>> lay_out_in_plane([[20, 50], [380, 50]], [[0, 1]], size=(400, 200), wrap_px=400).end.tolist()
    [[-20.0, 50.0]]
    """
    options = options or LayoutOptions()
    window = _window(size, wrap_px)
    points = check_points(points)
    legs = check_legs(legs, points)
    home = _copies_east(points, window)
    points = points - home
    widths = check_sizes(widths, len(legs), "widths")
    widths = np.where(np.isnan(widths), options.line_px, widths)
    px = shortest_legs(points, legs, window.wrap_px)
    problem = Problem(points, legs, px, widths, widths, check_chains(chains, legs), window)
    curves = solve(problem, options)
    away = home[legs[:, 0]]
    return replace(curves, start=curves.start + away, control=curves.control + away, end=curves.end + away)


def solve(problem: Problem, options: LayoutOptions) -> PlaneCurves:
    """Return the curves of a checked problem: those of an earlier run, where they were kept."""
    px, legs = problem.px, problem.legs
    control = bow_controls(px, count_repeats(legs))
    chosen = _strongest(legs, problem.strengths, px.chord, options.most_laid_out)
    sought = np.flatnonzero(chosen | legs_without_length(px.chord))
    name = name_of(problem, options) if chosen.any() else ""
    found = find_controls(name, problem, len(sought)) if name else None
    if found is None:
        _search(problem, options, chosen, control)
        if name:
            keep_controls(name, control[sought])
    else:
        control[sought] = found
    gap, left = gap_of(options), int(len(legs) - chosen.sum())
    return PlaneCurves(px.start, control, px.end, gap, chosen, _notes(left, len(legs)))


def _search(problem: Problem, options: LayoutOptions, chosen: NDArray[np.bool_], control: Floats) -> None:
    """Look for the curves of the legs that are chosen, and for all rings; put their control points into `control`."""
    px, legs = problem.px, problem.legs
    kept = np.flatnonzero(chosen)
    plan = make_plan(problem, kept, options)
    number = np.full(len(legs), -1)
    number[kept] = np.arange(len(kept))
    meetings = problem.meetings.copy()
    meetings[:, :2] = number[meetings[:, :2]]
    plan = replace(plan, chains=chain_ends(plan, meetings))
    drawing = search(plan) if len(plan) else None
    if drawing is not None:
        shown = [drawing.candidates[leg].control[drawing.choice[leg]] for leg in range(len(plan))]
        control[kept[plan.order]] = np.array(shown)
    rings = np.flatnonzero(legs_without_length(px.chord))
    control[rings] = place_rings(plan, drawing, px.start[rings])


def _window(size: tuple[float, float], wrap_px: float | None) -> Window:
    width, height = (float(side) for side in size)
    wrap = np.inf if wrap_px is None else float(wrap_px)
    if not (0 < width < np.inf and 0 < height < np.inf and wrap > 0):
        raise GeometryError(f"size is {size} and wrap_px {wrap_px}; expected pixels above 0")
    return Window(width, height, wrap, (width - wrap) / 2 if np.isfinite(wrap) else 0.0)


def _copies_east(points: Floats, window: Window) -> Floats:
    """Return how far (n, 2), px, each point of a repeating plane lies from its copy in the world around the window."""
    away = np.zeros_like(points)
    if np.isfinite(window.wrap_px):
        turns = np.floor((points[:, 0] - window.west_px) / window.wrap_px)
        away[:, 0] = np.nan_to_num(turns) * window.wrap_px
    return away


def legs_without_length(chord: Floats) -> NDArray[np.bool_]:
    """Return which legs start and end at one point, and so become rings."""
    return np.asarray(chord <= 1e-6, dtype=np.bool_)


def _strongest(legs: Ints, strengths: Floats, chord: Floats, most: int) -> NDArray[np.bool_]:
    """Return the legs to lay out: all, or those of the `most` strongest (then shortest) distinct ones."""
    distinct, which = np.unique(legs, axis=0, return_inverse=True)
    chosen = np.ones(len(legs), dtype=np.bool_)
    if len(distinct) > most:
        weight, length = np.zeros(len(distinct)), np.zeros(len(distinct))
        np.maximum.at(weight, which.ravel(), strengths)
        np.maximum.at(length, which.ravel(), chord)
        rank = np.empty(len(distinct), dtype=np.int_)
        rank[np.lexsort((length, -weight))] = np.arange(len(distinct))
        chosen = rank[which.ravel()] < most
    return chosen


def _notes(left: int, count: int) -> tuple[str, ...]:
    if not left:
        return ()
    return (f"{left:,} of {count:,} lines follow a simple bow; only the strongest were laid out.",)
