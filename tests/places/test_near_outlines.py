"""Outlines for one page: fine near its places, coarse elsewhere, no country lost."""

import json
import runpy
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routemap.places import outlines, outlines_json, outlines_near
from routemap.places.packing import pack_numbers, unpack_numbers

SHIPPED = files("routemap.places") / "data" / "outlines-packed.json"
STEP = 0.005

Arcs = list[np.ndarray]


@cache
def arcs(*view: float, positions: tuple[tuple[float, float], ...] = ()) -> Arcs:
    """Return the arcs that a page draws, degrees."""
    told = json.loads(outlines_near(*view, positions=np.array(positions) if positions else None))
    size, east, north, x, y = (unpack_numbers(told[name]) for name in ("size", "east", "north", "x", "y"))
    at, end, found = 0, np.zeros(2), []
    for count, *begun in zip(size, east, north, strict=True):
        steps = np.column_stack((x[at : at + count], y[at : at + count]))
        points = end + np.cumsum(np.concatenate(([begun], steps)), axis=0)
        found.append(points * told["step"] + told["corner"])
        at, end = at + count, points[-1]
    return found


@cache
def rings() -> dict[str, list[list[int]]]:
    """Return the arcs of each ring of each country, and of each line in dispute; ~k is arc k backwards."""
    told = json.loads(outlines_near(0, 0, 0, 0))
    numbers, known = iter(unpack_numbers(told["shape"]).tolist()), 0

    def arc() -> int:
        nonlocal known
        back = next(numbers)
        known += back == 0
        return known - 1 if back == 0 else known - back if back > 0 else ~(known + back)

    ids = [*(told["ids"][k : k + 3] for k in range(0, len(told["ids"]), 3)), "disputed"]
    found = {code: [[arc() for _ in range(next(numbers))] for _ in range(next(numbers))] for code in ids}
    assert next(numbers, None) is None
    return found


def ring(numbers: list[int], drawn: Arcs) -> np.ndarray:
    parts = [drawn[k] if k >= 0 else drawn[~k][::-1] for k in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def longest(code: str) -> int:
    fine = arcs(-180, -90, 180, 90)
    return max((k if k >= 0 else ~k for one in rings()[code] for k in one), key=lambda k: len(fine[k]))


def test_the_whole_world_is_as_fine_as_the_outlines_within_half_a_step() -> None:
    fine, found = outlines("medium"), rings()
    drawn = arcs(-180, -90, 180, 90)
    assert set(found) == {*fine.polygons, "disputed"}
    for code in fine.polygons:
        expected = fine.rings(code)
        assert len(found[code]) == len(expected)
        for numbers, exact in zip(found[code], expected, strict=True):
            packed = ring(numbers, drawn)
            assert len(packed) <= len(exact)
            assert (packed[0] == packed[-1]).all()
            near = np.abs(packed[:, None] - exact).max(axis=2) if len(exact) < 60 else None
            assert near is None or near.min(axis=0).max() <= STEP / 2 + 1e-9
    lines = [ring(numbers, drawn) for numbers in found["disputed"]]
    assert sum(map(len, lines)) == pytest.approx(sum(map(len, fine.disputed)), rel=0.01)


def test_a_third_of_the_bytes_is_saved_before_deflating() -> None:
    assert len(outlines_near(-180, -90, 180, 90)) < len(outlines_json("medium")) / 2.8


def test_far_from_the_places_borders_are_coarse_and_keep_their_ends() -> None:
    fine, near = arcs(-180, -90, 180, 90), arcs(5, 55, 15, 65)
    assert len(near) == len(fine)
    assert sum(map(len, near)) < 0.6 * sum(map(len, fine))
    for a, b in zip(fine, near, strict=True):
        assert a[[0, -1]].tolist() == b[[0, -1]].tolist()


def test_what_is_near_is_the_same_to_the_last_step() -> None:
    fine, near = arcs(-180, -90, 180, 90), arcs(5, 58, 15, 68)
    assert near[longest("NOR")].tolist() == fine[longest("NOR")].tolist()


def test_a_map_across_continents_is_fine_around_its_places_alone() -> None:
    view, positions = (-75.0, 0.0, 15.0, 65.0), ((-75.0, 0.0), (15.0, 65.0))
    fine, near, whole = arcs(-180, -90, 180, 90), arcs(*view, positions=positions), arcs(*view)
    for code, is_fine in (("NOR", True), ("COL", True), ("DZA", False)):
        k = longest(code)
        assert len(whole[k]) == len(fine[k])
        assert (len(near[k]) == len(fine[k])) is is_fine


def test_a_map_of_one_region_is_fine_in_its_whole_window() -> None:
    positions = np.array([[5.0, 55.0], [15.0, 65.0]])
    assert outlines_near(5, 55, 15, 65, positions=positions) == outlines_near(5, 55, 15, 65)


def test_places_beyond_the_date_line_are_near_too() -> None:
    assert outlines_near(177, -18, 188, -13) == outlines_near(-183, -18, -172, -13)


def test_the_shipped_arcs_are_those_of_the_medium_outlines() -> None:
    make = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "places_packed.py"))["packed_outlines"]
    assert SHIPPED.read_text(encoding="utf-8") == make(outlines_json("medium"))


@given(st.lists(st.integers(-(2**40), 2**40)))
def test_numbers_come_back_from_letters_that_json_need_not_escape(numbers: list[int]) -> None:
    texts = pack_numbers(np.array(numbers, dtype=np.int64))
    assert unpack_numbers(texts).tolist() == numbers
    assert all(json.dumps(text) == f'"{text}"' for text in texts)
