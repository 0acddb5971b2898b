"""The simple symmetrical bow: one fixed rule per leg, no look at the others."""

from __future__ import annotations

import numpy as np

from routemap.lines.arrays import Floats, Ints
from routemap.lines.layout.problem import Legs

FLATTEST, FULLEST = 0.08, 0.18  # rise of the bow over its chord, for the shortest and for long legs
LONG_PX = 600.0
HIGHEST = 0.42  # beyond this a fanned-out bow looks like a detour
CLOSER = 0.75  # how much of the room below that each equal line leaves to the next
RING_PX = 15.0


def bow_controls(px: Legs, repeat: Ints) -> Floats:
    """Return control points (m, 2), pixels, of the bows; rings for legs without length point up."""
    along = px.end - px.start
    left = np.stack((along[:, 1], -along[:, 0]), axis=1)  # y runs down, so this is the traveller's left
    rise = FLATTEST + (FULLEST - FLATTEST) * np.minimum(px.chord / LONG_PX, 1.0)
    rise = rise + (HIGHEST - rise) * (1 - CLOSER**repeat)
    control = (px.start + px.end) / 2 + 2 * rise[:, None] * left
    ring = px.chord == 0
    control[ring] = px.start[ring] + np.stack((np.zeros(ring.sum()), -RING_PX * (1 + 0.4 * repeat[ring])), axis=1)
    return control


def count_repeats(legs: Ints) -> Ints:
    """Return how many equal legs came before each leg."""
    if not len(legs):
        return np.zeros(0, dtype=np.int_)
    # One number for each pair: NumPy sorts numbers faster than rows. Equal ones stay in their order.
    pair = legs[:, 0] * (int(legs[:, 1].max()) + 1) + legs[:, 1]
    order = np.argsort(pair, kind="stable")
    is_first = np.diff(pair[order], prepend=-1) != 0
    begins = np.maximum.accumulate(np.where(is_first, np.arange(len(legs)), 0))
    repeat = np.empty(len(legs), dtype=np.int_)
    repeat[order] = np.arange(len(legs)) - begins
    return repeat
