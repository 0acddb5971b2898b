"""Symbols that would hide each other are drawn apart: never far, never where nothing is in the way."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from routemap.scene.apart import set_apart
from routemap.style import SYMBOL

SPOTS = arrays.arrays(np.float64, (6, 2), elements=st.floats(-60, 60))


@given(SPOTS)
def test_no_place_is_drawn_far_from_where_it_lies(at):
    moved = set_apart(at, [5.5] * 6)
    assert np.hypot(*(moved - at).T).max() <= SYMBOL.most_moved_px + 1e-9


@given(SPOTS)
def test_what_stands_free_does_not_move(at):
    radius = [5.5, 7.0, 5.5, 0.0, 5.5, 5.5]
    moved = set_apart(at, radius)
    reach = 2 * SYMBOL.most_moved_px + SYMBOL.apart * 14
    for k in range(6):
        others = [j for j in range(6) if j != k and radius[j]]
        if not radius[k] or min(np.hypot(*(at[j] - at[k])) for j in others) > reach:
            assert moved[k].tolist() == at[k].tolist()


def test_two_places_are_always_seen_both():
    for gap in (0.0, 0.3, 4.0, 9.0, 30.0):
        moved = set_apart(np.array([[0.0, 0.0], [gap, 0.0]]), [5.5, 5.5])
        for one, other in combinations(moved, 2):
            assert np.hypot(*(one - other)) >= SYMBOL.apart * 11 - 1e-9
