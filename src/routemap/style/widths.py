"""How wide lines are: by the source's words on size, or by the root of their quantity."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

MAGNITUDES: Final = ("", "minor", "moderate", "major")
MAGNITUDE_WIDTH_PX: Final[Mapping[str, float]] = {"": 2.0, "minor": 2.4, "moderate": 3.5, "major": 5.2}
"""A size that is not stated is never drawn as more than one stated as minor."""
WIDTH_RANGE_PX: Final = (1.5, 9.0)


def line_scale(lines: int) -> float:
    """Return by how much to thin the lines of a map that draws this many: twelve full lines leave no ground to see.

    Examples
    --------
    >>> line_scale(5), line_scale(27), line_scale(5000)
    (1.0, 0.7, 0.5)
    """
    return 1.0 if lines <= 12 else max(0.5, round((12 / lines) ** 0.45, 1))


def magnitude_width_px(magnitude: str, thin: float = 1.0) -> float:
    """Return the width of a line whose size is a word, px, on a map thinned by `thin`.

    Examples
    --------
    >>> magnitude_width_px("major"), magnitude_width_px("", 0.5)
    (5.2, 1.0)
    """
    return round(MAGNITUDE_WIDTH_PX[magnitude] * thin, 2)


def widest_quantity_px(thin: float = 1.0) -> float:
    """Return the width of the largest quantity on a map thinned by `thin`, px.

    Thinned less than a line whose width is a word: else the largest is hardly wider than the smallest.

    Examples
    --------
    >>> widest_quantity_px(), widest_quantity_px(0.5)
    (9.0, 6.36)
    """
    return round(WIDTH_RANGE_PX[1] * math.sqrt(thin), 2)


def quantity_width_px(quantity: ArrayLike, largest: ArrayLike, thin: float = 1.0) -> Any:
    """Return the width of lines by the square root of their quantity, px: large flows do not shout.

    Parameters
    ----------
    quantity
        In one unit, 0 or more.
    largest
        The largest in the same unit; there the scale ends.
    thin
        By how much the map's lines are thinned.

    Examples
    --------
    >>> float(quantity_width_px(25, 100)), float(quantity_width_px(0, 0))
    (5.25, 1.5)
    """
    import numpy as np

    largest = np.asarray(largest, dtype=np.float64)
    share = np.asarray(quantity, dtype=np.float64) / np.where(largest > 0, largest, np.inf)
    thinnest = WIDTH_RANGE_PX[0]
    return thinnest + (widest_quantity_px(thin) - thinnest) * np.sqrt(np.minimum(share, 1.0))


def quantity_of_width(width_px: float, largest: float, thin: float = 1.0) -> float:
    """Return the quantity that a line of that width shows: what `quantity_width_px` makes a width of.

    Examples
    --------
    >>> quantity_of_width(5.25, 100)
    25.0
    """
    thinnest = WIDTH_RANGE_PX[0]
    share = (width_px - thinnest) / (widest_quantity_px(thin) - thinnest)
    return largest * min(max(share, 0.0), 1.0) ** 2
