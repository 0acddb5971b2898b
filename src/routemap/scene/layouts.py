"""The course of each strand: laid out in Web Mercator for pages, in the plane of its projection for figures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from routemap import style
from routemap.lines import lay_out_curves
from routemap.lines.layout import LayoutOptions, lay_out_in_plane
from routemap.lines.mercator import to_world
from routemap.scene.bezier import Curve
from routemap.scene.given import mercator_course
from routemap.scene.scene import Floats, Ints, Scene, Strands

FIGURE_LIMIT = 1000
"""A figure lays out so many lines, the strongest; the others bow."""

# What may be drawn in full (`routemap.scene.strongest`) is laid out; what stays behind it bows, and is not in its way.
# A page of so many routes is to be there within seconds, whatever it holds (docs/layout.md).
_MOST_IN_FULL = int(style.STRONGEST.most * style.STRONGEST.ties)
_MOST_LAID_OUT = ((2_000, _MOST_IN_FULL), (10_000, style.STRONGEST.most), (math.inf, 0))
_QUICK_ROUTES = 2_000
# Lines keep this far from places they do not touch: the symbol's radius and air around it.
_CLEARANCE_PX = style.SYMBOL.radius_px + 6
_VIEW_WIDTH_PX, _VIEW_HEIGHT_PX = 900, 700
WORLD_PX = 256
"""Width of the world at zoom 0."""


@dataclass(frozen=True, eq=False)
class MercatorCurves:
    """The strands of a page, each a quadratic curve in Web-Mercator pixels at zoom 0.

    Attributes
    ----------
    shift
        Int array (m,): worlds to add to the x of a line's end, so that it takes the short way.
    control
        Float array (m, 2): control points, unwrapped, seen from the start's own anchor.
    laid_out
        How many lines were laid out one by one; the others bow simply.
    world_px
        Width of the world, px, in the view that they were laid out for.
    courses
        By line, its course as somebody drew it, float array (k, 2); its curve passes near it.
    """

    shift: Ints
    control: Floats
    laid_out: int
    world_px: float = WORLD_PX
    courses: Mapping[int, Floats] = field(default_factory=dict)

    @property
    def bowed(self) -> int:
        """How many lines only bow."""
        return len(self.shift) - self.laid_out - len(self.courses)

    def to_px(self, scene: Scene) -> Floats:
        """Return start, control and end of each curve, float array (m, 3, 2)."""
        anchors = to_world(scene.anchors) * WORLD_PX
        start, end = anchors[scene.strands.ends[:, 0]], anchors[scene.strands.ends[:, 1]]
        return np.stack((start, self.control, end + self.shift[:, None] * np.array([WORLD_PX, 0])), axis=1)


def lay_out_on_mercator(scene: Scene, *, has_levels: bool = False) -> MercatorCurves:
    """Lay out the strands of a page, for the view that shows all its places.

    Parameters
    ----------
    scene
        What the page shows.
    has_levels
        Whether the page has levels of folding: in each the strongest lines are laid out quickly, and the rest bow. For
        lines of which no more than 100 are ever drawn in full, a thorough layout is no easier to read (docs/layout.md).
    """
    strands, anchors = scene.strands, scene.anchors
    if not len(strands):
        return MercatorCurves(np.zeros(0, dtype=np.int_), np.zeros((0, 2)), 0)
    options = _page_options(len(strands.of_route), strands.width, has_levels=has_levels)
    free = ~strands.is_given
    ends = strands.ends[free]
    curves = lay_out_curves(
        anchors,
        ends,
        widths_px=strands.width[free],
        chains=_free_chains(strands) if options.most_laid_out else [],  # only a layout looks at them
        options=options,
        width_px=_VIEW_WIDTH_PX,
        height_px=_VIEW_HEIGHT_PX,
    )
    # The page starts each line at the place's own anchor, so both ends may have to move back by whole worlds.
    home = np.round((curves.start[:, 0] - anchors[ends[:, 0], 0]) / 360)
    shift, control = np.zeros(len(strands)), np.zeros((len(strands), 2))
    shift[free] = np.round((curves.end[:, 0] - anchors[ends[:, 1], 0]) / 360) - home
    control[free] = to_world(curves.control) * WORLD_PX - np.stack((WORLD_PX * home, np.zeros(len(home))), axis=1)
    courses = {k: mercator_course(scene, k) for k in strands.courses}
    for k, course in courses.items():
        a, b = to_world(anchors[strands.ends[k]]) * WORLD_PX
        shift[k] = np.round((course[-1, 0] - b[0]) / WORLD_PX)
        control[k] = 2 * course[len(course) // 2] - (a + b + [shift[k] * WORLD_PX, 0.0]) / 2
    laid_out = int(curves.laid_out.sum())
    return MercatorCurves(shift.astype(np.int_), np.round(control, 3), laid_out, curves.world_px, courses)


def _free_chains(strands: Strands) -> list[tuple[int, ...]]:
    """Return the chains of the lines that are laid out, counted among these."""
    if not strands.courses:
        return strands.chains
    number = np.cumsum(~strands.is_given) - 1
    return [tuple(number[list(chain)].tolist()) for chain in strands.chains if strands.courses.keys().isdisjoint(chain)]


def _page_options(routes: int, widths: NDArray[np.float64], *, has_levels: bool) -> LayoutOptions:
    """Return how the lines of a page of so many routes are laid out."""
    most = next(most for below, most in _MOST_LAID_OUT if routes < below)
    most = min(most, style.STRONGEST.most) if has_levels else most
    thin, wide = style.WIDTH_RANGE_PX
    return LayoutOptions(
        symbol_px=_CLEARANCE_PX,
        gap_px=_CLEARANCE_PX + 4,
        line_px=thin,
        widest_px=max(wide, float(widths.max(initial=0.0))),
        most_laid_out=most,
        quick=has_levels or routes >= _QUICK_ROUTES,
    )


def lay_out_on_plane(scene: Scene, at: Floats, size: tuple[float, float], *, bowed: bool = False) -> list[Curve]:
    """Return one curve per strand, laid out in the pixels of a figure's map.

    Parameters
    ----------
    scene
        What is drawn.
    at
        Float array (n, 2): its places, px; those beyond the frame lie outside it.
    size
        Width and height of the map, px.
    bowed
        Whether all lines only bow.
    """
    strands = scene.strands
    if not len(strands):
        return []
    thin, wide = style.WIDTH_RANGE_PX
    options = LayoutOptions(
        symbol_px=style.SYMBOL.radius_px,
        line_px=thin,
        widest_px=max(wide, float(strands.width.max())),
        arrow_px=style.HEAD.length(thin),
        most_laid_out=0 if bowed else FIGURE_LIMIT,
    )
    # Lines may run off the map's edge to places beyond it: the layout sees all of it, that much smaller.
    frame = np.array(size)
    free = ~strands.is_given
    low, high = np.minimum(at.min(axis=0), 0.0), np.maximum(at.max(axis=0), frame)
    smaller, shift = float(np.min(frame / (high - low))), (low + high - frame) / 2
    curves = lay_out_in_plane(
        (at - shift - frame / 2) * smaller + frame / 2,
        strands.ends[free],
        strands.width[free],
        chains=_free_chains(strands),
        size=size,
        options=options,
    )
    control = at[strands.ends].mean(axis=1)
    control[free] = (curves.control - frame / 2) / smaller + frame / 2 + shift
    pairs = zip(at[strands.ends[:, 0]], control, at[strands.ends[:, 1]], strict=True)
    return [(complex(*a), complex(*c), complex(*b)) for a, c, b in pairs]
