"""The simple symmetrical bow: one fixed rule per leg, no look at the others."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from routemap.lines.curves import Curves
from routemap.lines.mercator import Floats, fit_view
from routemap.lines.options import LayoutOptions
from routemap.lines.problem import Ints, Legs, check_legs, check_places, legs_in_px

_FLATTEST, _FULLEST = 0.08, 0.18  # rise of the bow over its chord, for the shortest and for long legs
_LONG_PX = 600.0
_HIGHEST = 0.42  # beyond this a fanned-out bow looks like a detour
RING_PX = 15.0


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
    places = check_places(places)
    legs = check_legs(legs, places)
    view = fit_view(places, width_px=width_px, height_px=height_px, pad_px=options.pad_px)
    px = legs_in_px(places, legs, view)
    control = bow_controls(px, count_repeats(legs))
    trim = np.full(len(legs), options.symbol_px)
    simple = np.zeros(len(legs), dtype=np.bool_)
    return Curves(px.start_lonlat, view.to_lonlat(control), px.end_lonlat, trim, trim, view.world_px, simple)


def bow_controls(px: Legs, repeat: Ints) -> Floats:
    """Return control points (m, 2), pixels, of the bows; rings for legs without length point up."""
    along = px.end - px.start
    left = np.stack((along[:, 1], -along[:, 0]), axis=1)  # y runs down, so this is the traveller's left
    rise = _FLATTEST + (_FULLEST - _FLATTEST) * np.minimum(px.chord / _LONG_PX, 1.0)
    rise = rise + (_HIGHEST - rise) * (1 - 0.75**repeat)
    control = (px.start + px.end) / 2 + 2 * rise[:, None] * left
    ring = px.chord == 0
    control[ring] = px.start[ring] + np.stack((np.zeros(ring.sum()), -RING_PX * (1 + 0.4 * repeat[ring])), axis=1)
    return control


def count_repeats(legs: Ints) -> Ints:
    """Return how many equal legs came before each leg."""
    seen: dict[tuple[int, int], int] = {}
    repeat = np.zeros(len(legs), dtype=np.int_)
    for k, leg in enumerate(map(tuple, legs.tolist())):
        repeat[k] = seen.get(leg, 0)
        seen[leg] = repeat[k] + 1
    return repeat
