"""Symbols of places so close that one would hide the other are drawn a little apart."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from routemap.scene.scene import Floats
from routemap.style import SYMBOL

_PASSES = 4


def set_apart(at: Floats, radius: Sequence[float]) -> Floats:
    """Return where places are drawn, so that the symbol of each can be seen.

    Parameters
    ----------
    at
        Where they lie, px (n, 2).
    radius
        Of their symbols, px; 0 for none, which moves nothing and stays where it is.

    Examples
    --------
    >>> set_apart(np.array([[0.0, 0.0], [4.0, 0.0], [90.0, 0.0]]), [5.0, 5.0, 5.0]).round(1).tolist()
    [[-2.5, 0.0], [6.5, 0.0], [90.0, 0.0]]
    """
    home = [(float(x), float(y)) for x, y in at]
    marked = [k for k in range(len(home)) if radius[k] > 0]
    close = [
        (i, j)
        for n, i in enumerate(marked)
        for j in marked[n + 1 :]
        if math.hypot(home[j][0] - home[i][0], home[j][1] - home[i][1])
        < SYMBOL.apart * (radius[i] + radius[j]) + 2 * SYMBOL.most_moved_px
    ]
    x, y = [one[0] for one in home], [one[1] for one in home]
    for _ in range(_PASSES):
        for i, j in close:
            across, down = x[j] - x[i], y[j] - y[i]
            gap = math.hypot(across, down)
            need = SYMBOL.apart * (radius[i] + radius[j])
            if gap >= need:
                continue
            # Two places on one spot part sideways.
            along, below = (across / gap, down / gap) if gap > 1e-6 else (1.0, 0.0)
            push = (need - gap) / 2
            for k, sign in ((i, -push), (j, push)):
                dx, dy = x[k] + sign * along - home[k][0], y[k] + sign * below - home[k][1]
                share = min(1.0, SYMBOL.most_moved_px / max(math.hypot(dx, dy), 1e-9))
                x[k], y[k] = home[k][0] + dx * share, home[k][1] + dy * share
    return np.column_stack([x, y]) if home else at
