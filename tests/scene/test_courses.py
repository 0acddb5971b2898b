"""Lines are calm arcs that end on the rims of symbols; open ends touch nothing that could be their place."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from tests import hard_tables
from tests.courses import faults

from routemap import style
from routemap.figure.frame import fit_frame
from routemap.figure.mapping import place_px
from routemap.figure.plane import choose_plane
from routemap.lines.mercator import to_world
from routemap.scene.courses import Course, draw_courses
from routemap.scene.gathering import to_scene
from routemap.scene.layouts import WORLD_PX, lay_out_on_mercator, lay_out_on_plane
from routemap.scene.marks import rims_of
from routemap.scene.scene import Floats, Scene
from routemap.scene.tails import Tail

TABLES: dict[str, Callable[[], pd.DataFrame]] = {
    "west africa": hard_tables.west_africa,
    "caribbean": hard_tables.caribbean,
    "pacific": hard_tables.pacific,
    "one route": hard_tables.one_route,
}
Drawn = tuple[Scene, Floats, list[Course], list[Tail], float]


@pytest.fixture(scope="module", params=[*TABLES, "norway"])
def table(request: pytest.FixtureRequest, norway: pd.DataFrame) -> pd.DataFrame:
    return norway if request.param == "norway" else TABLES[request.param]()


@pytest.fixture(scope="module", params=["page", "figure"])
def drawn(request: pytest.FixtureRequest, table: pd.DataFrame) -> Drawn:
    markets = table["market"].unique()
    scene = to_scene(table, markets[0] if len(markets) == 1 else None, "en")
    if request.param == "figure":
        plane = choose_plane("auto", scene.anchors, scene.strands.ends)
        frame = fit_frame(scene, plane, 785)
        at = place_px(scene, plane, frame)
        curves, world = lay_out_on_plane(scene, at, (frame.width, frame.height)), float("inf")
    else:
        px = lay_out_on_mercator(scene).to_px(scene)
        points = to_world(scene.anchors) * WORLD_PX
        scale = float(min(900 / np.ptp(points[:, 0]), 700 / np.ptp(points[:, 1]), 64.0))
        at, world = points * scale, WORLD_PX * scale
        curves = [(complex(*a), complex(*c), complex(*b)) for a, c, b in (px * scale).tolist()]
    courses, tails = draw_courses(scene, at, curves, rims_of(scene), shortest_px=6.0, wrap_px=world)
    return scene, at, courses, tails, world


def test_lines_bend_to_one_side_and_have_no_knee(drawn: Drawn) -> None:
    scene, _, courses, _, _ = drawn
    wrong = {}
    for course in courses:
        found = faults(course.chain, course.head.length if course.head else None)
        if found:
            wrong["-".join(scene.codes[k] for k in scene.strands.ends[course.strand])] = found
    assert wrong == {}


def test_heads_stand_on_the_rim_at_two_distances(drawn: Drawn) -> None:
    scene, at, courses, _, world = drawn
    rims = rims_of(scene)
    radii: dict[int, set[float]] = {}
    for course in courses:
        if not course.head:
            continue
        place = int(scene.strands.ends[course.strand, 1])
        away = course.head.tip - complex(*at[place])
        if np.isfinite(world):
            away -= round(away.real / world) * world
        assert abs(away) - rims[place] < 20
        # Between symbols that nearly touch there may be no room for either.
        if abs(complex(*at[scene.strands.ends[course.strand, 0]]) - complex(*at[place])) < style.LINE_END.close_px:
            continue
        radii.setdefault(place, set()).add(round(abs(away) - rims[place], 1))
    assert max(len(found) for found in radii.values()) <= 2


def test_heads_point_at_their_symbol(drawn: Drawn) -> None:
    scene, at, courses, _, world = drawn
    for course in courses:
        if course.head and not scene.is_region[scene.strands.ends[course.strand, 1]]:
            place = int(scene.strands.ends[course.strand, 1])
            to = complex(*at[place]) - course.head.tip
            if np.isfinite(world):
                to -= round(to.real / world) * world
            assert (to * course.head.along.conjugate()).real > 0


def test_open_ends_touch_nothing_that_could_be_their_place(drawn: Drawn) -> None:
    scene, at, courses, tails, world = drawn
    rims = np.array(rims_of(scene))
    places = at[:, 0] + 1j * at[:, 1]

    def gaps(points: np.ndarray, to: complex) -> np.ndarray:
        away = points - to
        return np.abs(away - (np.round(away.real / world) * world if np.isfinite(world) else 0))

    for tail in tails:
        if tail.sign is not None:
            continue
        assert abs(tail.far - tail.near) <= 18
        others = np.arange(len(at)) != tail.place
        for share in np.linspace(0, 1, 9):
            point = tail.near + (tail.far - tail.near) * share
            assert (gaps(places[others], point) - rims[others]).min(initial=99) >= 15.9
        ends = np.array([end for course in courses for end in (course.chain[0], course.chain[-1])])
        assert gaps(ends, tail.far).min() >= 15
