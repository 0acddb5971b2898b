"""Outlines for one page: fine near its places, coarse elsewhere, no country lost."""

import json
import runpy
from importlib.resources import files
from pathlib import Path

import numpy as np

from routemap.places import outlines_json, outlines_near


def arcs(text: str) -> list[list[list[int]]]:
    return json.loads(text)["arcs"]


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
    topology = json.loads(outlines_json("medium"))
    (norway,) = [one for one in topology["objects"]["countries"]["geometries"] if one["id"] == "NOR"]
    used = {k if k >= 0 else ~k for polygon in norway["arcs"] for ring in polygon for k in ring}
    fine, near = arcs(outlines_json("medium")), arcs(outlines_near(5, 58, 15, 68))
    largest = max(used, key=lambda k: len(fine[k]))
    assert near[largest] == fine[largest]


def test_places_beyond_the_date_line_are_near_too() -> None:
    fiji_to_samoa = arcs(outlines_near(177, -18, 188, -13))
    back = arcs(outlines_near(-183, -18, -172, -13))
    assert fiji_to_samoa == back


def test_the_shipped_coarse_arcs_are_those_of_the_medium_outlines() -> None:
    make = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "places_coarse.py"))["coarse_arcs"]
    shipped = files("routemap.places") / "data" / "outlines-coarse.json"
    assert shipped.read_text(encoding="utf-8") == make(outlines_json("medium"))
