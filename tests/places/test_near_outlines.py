"""Outlines for one page: fine near its places, coarse elsewhere, no country lost."""

import json
import runpy
from importlib.resources import files
from pathlib import Path

import numpy as np

from routemap.places import outlines_json, outlines_near


def arcs(text: str) -> list[list[list[int]]]:
    return json.loads(text)["arcs"]


def arcs_of(code: str) -> set[int]:
    """Return the numbers of a country's arcs; rings of several polygons are nested one level deeper."""
    geometries = json.loads(outlines_json("medium"))["objects"]["countries"]["geometries"]
    (numbers,) = [one["arcs"] for one in geometries if one["id"] == code]
    found = json.dumps(numbers).replace("[", "").replace("]", "").split(",")
    return {int(k) if int(k) >= 0 else ~int(k) for k in found}


def test_the_whole_world_is_as_fine_as_ever() -> None:
    assert json.loads(outlines_near(-180, -90, 180, 90)) == json.loads(outlines_json("medium"))


def test_far_from_the_places_borders_are_coarse_and_keep_their_ends() -> None:
    fine, near = arcs(outlines_json("medium")), arcs(outlines_near(5, 55, 15, 65))
    assert len(near) == len(fine)
    assert sum(map(len, near)) < 0.6 * sum(map(len, fine))
    for a, b in zip(fine, near, strict=True):
        assert a[0] == b[0]
        assert np.sum(a, axis=0).tolist() == np.sum(b, axis=0).tolist()


def test_what_is_near_is_the_same_to_the_last_step() -> None:
    fine, near = arcs(outlines_json("medium")), arcs(outlines_near(5, 58, 15, 68))
    largest = max(arcs_of("NOR"), key=lambda k: len(fine[k]))
    assert near[largest] == fine[largest]


def test_a_map_across_continents_is_fine_around_its_places_alone() -> None:
    view, positions = (-75.0, 0.0, 15.0, 65.0), np.array([[-75.0, 0.0], [15.0, 65.0]])
    fine, near, whole = map(
        arcs, (outlines_json("medium"), outlines_near(*view, positions=positions), outlines_near(*view))
    )
    for code, is_fine in (("NOR", True), ("COL", True), ("DZA", False)):
        longest = max(arcs_of(code), key=lambda k: len(fine[k]))
        assert whole[longest] == fine[longest]
        assert (near[longest] == fine[longest]) is is_fine


def test_a_map_of_one_region_is_fine_in_its_whole_window() -> None:
    positions = np.array([[5.0, 55.0], [15.0, 65.0]])
    assert outlines_near(5, 55, 15, 65, positions=positions) == outlines_near(5, 55, 15, 65)


def test_places_beyond_the_date_line_are_near_too() -> None:
    fiji_to_samoa = arcs(outlines_near(177, -18, 188, -13))
    back = arcs(outlines_near(-183, -18, -172, -13))
    assert fiji_to_samoa == back


def test_the_shipped_coarse_arcs_are_those_of_the_medium_outlines() -> None:
    make = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "places_coarse.py"))["coarse_arcs"]
    shipped = files("routemap.places") / "data" / "outlines-coarse.json"
    assert shipped.read_text(encoding="utf-8") == make(outlines_json("medium"))
