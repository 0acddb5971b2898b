"""The course of each strand: laid out in Web Mercator for pages, in the plane of its projection for figures."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routemap import style
from routemap.lines import lay_out_curves
from routemap.lines.layout import LayoutOptions, lay_out_in_plane
from routemap.lines.mercator import to_world
from routemap.scene.bezier import Curve
from routemap.scene.scene import Floats, Ints, Scene

FIGURE_LIMIT = 1000
"""A figure lays out so many lines, the strongest; the others bow."""

# A page of so many routes gets so many lines laid out, the strongest: a page of many is read by filtering, not by
# following lines, and is there within seconds, whatever it holds (docs/layout.md).
_MOST_LAID_OUT = ((2_000, 1_000), (10_000, 100), (math.inf, 0))
_QUICK_ROUTES, _QUICK_LINES = 2_000, 400
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
    """

    shift: Ints
    control: Floats
    laid_out: int
    world_px: float = WORLD_PX

    def to_px(self, scene: Scene) -> Floats:
        """Return start, control and end of each curve, float array (m, 3, 2)."""
        anchors = to_world(scene.anchors) * WORLD_PX
        start, end = anchors[scene.strands.ends[:, 0]], anchors[scene.strands.ends[:, 1]]
        return np.stack((start, self.control, end + self.shift[:, None] * np.array([WORLD_PX, 0])), axis=1)


def lay_out_on_mercator(scene: Scene) -> MercatorCurves:
    """Lay out the strands of a page, for the view that shows all its places."""
    strands, anchors = scene.strands, scene.anchors
    if not len(strands):
        return MercatorCurves(np.zeros(0, dtype=np.int_), np.zeros((0, 2)), 0)
    options = _page_options(len(strands.of_route), strands.width)
    curves = lay_out_curves(
        anchors,
        strands.ends,
        widths_px=strands.width,
        chains=strands.chains if options.most_laid_out else [],  # only a layout looks at them
        options=options,
        width_px=_VIEW_WIDTH_PX,
        height_px=_VIEW_HEIGHT_PX,
    )
    # The page starts each line at the place's own anchor, so both ends may have to move back by whole worlds.
    home = np.round((curves.start[:, 0] - anchors[strands.ends[:, 0], 0]) / 360)
    shift = np.round((curves.end[:, 0] - anchors[strands.ends[:, 1], 0]) / 360) - home
    control = to_world(curves.control) * WORLD_PX - np.stack((WORLD_PX * home, np.zeros(len(home))), axis=1)
    return MercatorCurves(shift.astype(np.int_), np.round(control, 3), int(curves.laid_out.sum()), curves.world_px)


def _page_options(routes: int, widths: NDArray[np.float64]) -> LayoutOptions:
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


def lay_out_on_plane(scene: Scene, at: Floats, size: tuple[float, float]) -> list[Curve]:
    """Return one curve per strand, laid out in the pixels of a figure's map.

    Parameters
    ----------
    scene
        What is drawn.
    at
        Float array (n, 2): its places, px; those beyond the frame lie outside it.
    size
        Width and height of the map, px.
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
        most_laid_out=FIGURE_LIMIT,
    )
    # Lines may run off the map's edge to places beyond it: the layout sees all of it, that much smaller.
    frame = np.array(size)
    low, high = np.minimum(at.min(axis=0), 0.0), np.maximum(at.max(axis=0), frame)
    smaller, shift = float(np.min(frame / (high - low))), (low + high - frame) / 2
    curves = lay_out_in_plane(
        (at - shift - frame / 2) * smaller + frame / 2,
        strands.ends,
        strands.width,
        chains=strands.chains,
        size=size,
        options=options,
    )
    control = (curves.control - frame / 2) / smaller + frame / 2 + shift
    pairs = zip(at[strands.ends[:, 0]], control, at[strands.ends[:, 1]], strict=True)
    return [(complex(*a), complex(*c), complex(*b)) for a, c, b in pairs]
