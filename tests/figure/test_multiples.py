"""Small multiples: each market in its own part of the world, with a locator, a key of colours and a few names."""

import re
import xml.etree.ElementTree as ET
from collections import Counter

import pandas as pd
import pytest
import shapely
from tests import hard_tables

from routemap import read_routes, style
from routemap.figure import write_figure
from routemap.figure.detail import View
from routemap.figure.frame import fit_frame
from routemap.figure.heads import locator_of, shown_on
from routemap.figure.mapping import place_px
from routemap.figure.pen import POINT
from routemap.figure.plane import choose_plane
from routemap.places import place_name
from routemap.scene.gathering import to_scene

SVG = "{http://www.w3.org/2000/svg}"
OUTLINE = re.compile(rf"fill: none; stroke: {style.GROUND['light']['ink']}; stroke-width: {1.2 * POINT:g}$")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[ET.Element]]:
    """Return what is drawn on the sheets of two tables, map by map."""
    folder, found = tmp_path_factory.mktemp("sheets"), {}
    for name, table in (("norway", read_routes("data/routes.csv")), ("africa", hard_tables.west_africa())):
        path = folder / f"{name}.svg"
        write_figure(table, path, small_multiples=True)
        root = ET.parse(path).getroot()
        found[name] = [node for node in root.iter(f"{SVG}g") if node.get("id", "").startswith("axes_")]
    return found


def texts(sheet: list[ET.Element]) -> list[str]:
    return ["".join(node.itertext()) for part in sheet for node in part.iter(f"{SVG}text")]


def outlines(part: ET.Element) -> list[tuple[float, float, float, float]]:
    """Return the boxes of the outlines on a locator, points of the sheet."""
    found = []
    for node in part.iter(f"{SVG}path"):
        if OUTLINE.search(node.get("style", "")):
            numbers = [float(one) for one in re.findall(r"-?[\d.]+", node.get("d", ""))]
            found.append((min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])))
    return found


@pytest.mark.parametrize(("name", "least"), [("norway", 9), ("africa", 8)])
def test_a_locator_shows_where_each_map_lies(sheets: dict[str, list[ET.Element]], name: str, least: int) -> None:
    boxes = [outlines(part) for part in sheets[name]]
    located = [one for one in boxes if one]
    assert len(located) >= least
    widths = {round(max(right for *_, right, _ in one) - min(left for left, *_ in one)) for one in located}
    # Markets of one region and of half the world have outlines of their own.
    assert len(widths) > 1
    assert all(
        right - left <= 54 * POINT and low - high <= 34 * POINT for one in located for left, high, right, low in one
    )


def test_each_market_fills_its_map() -> None:
    routes = hard_tables.west_africa()
    shares = {}
    for name in dict.fromkeys(routes["market"]):
        scene = to_scene(routes[routes["market"] == name], name, "en")
        plane = choose_plane("auto", scene.extent, scene.steps)
        frame = fit_frame(scene, plane, 300.0, highest=0.86)
        at = place_px(scene, plane, frame)
        shares[name] = max((at.max(axis=0) - at.min(axis=0)) / (frame.width, frame.height))
    assert min(shares.values()) > 0.45, shares


def test_the_colours_of_a_map_are_explained_above_it(sheets: dict[str, list[ET.Element]]) -> None:
    routes = read_routes("data/routes.csv")
    scene = to_scene(routes[routes["market"] == "synthetic drug trade"], "synthetic drug trade", "en")
    colours = dict(zip(scene.groups, (colour.light for colour in scene.colours), strict=True))
    (head,) = [part for part in sheets["norway"] if {"amphetamines", "MDMA"} <= set(texts([part]))]
    swatches = {
        node.get("style", "").split("stroke: ")[1][:7]
        for node in head.iter(f"{SVG}path")
        if "stroke: " in node.get("style", "")
    }
    assert swatches == {colours["amphetamines"], colours["MDMA"]}
    # What a single colour stands for is not said where nothing is known of it.
    assert "commodity not stated" not in texts(sheets["africa"])


def test_a_small_map_names_the_few_places_that_matter_most(sheets: dict[str, list[ET.Element]]) -> None:
    routes = hard_tables.west_africa()
    found = Counter(texts(sheets["africa"]))
    stops = {
        *routes["origin"],
        *routes["destination"],
        *(stop for via in routes["transit"] for stop in via.split(" > ")),
    }
    names = {place_name(code, "en") for code in stops - {""}}
    named = sum(found[name] + found[name.upper()] for name in names)
    assert 11 <= named <= 3 * routes["market"].nunique()
    assert found["NIGERIA"] >= 5


def test_every_market_has_its_map(sheets: dict[str, list[ET.Element]]) -> None:
    found = texts(sheets["norway"])
    assert {"Heroin trade", "Arms trafficking", "Flora crimes", "Non-renewable resource crimes"} <= set(found)
    assert found.count("NORWAY") == 10


def part_of(rows: list[tuple[str, str]], whole: pd.DataFrame) -> tuple[float, shapely.Geometry | None]:
    """Return the width of a locator, and the part of it that a map of some rows shows."""
    scene = to_scene(read_routes(pd.DataFrame(rows, columns=["from", "to"]).assign(market="heroin")), None, "en")
    plane = choose_plane("auto", scene.extent, scene.steps)
    locator = locator_of(to_scene(whole, None, "en"), "auto")
    return locator.frame.width, shown_on(locator, View(scene, plane, fit_frame(scene, plane, 300.0))).part


def test_a_part_over_180_degrees_and_a_tiny_one_are_outlined() -> None:
    rows = [("Fiji", "Samoa"), ("Norway", "Sweden"), ("Peru", "Australia"), ("Chad", "Japan")]
    whole = read_routes(pd.DataFrame(rows, columns=["from", "to"]).assign(market="heroin"))
    width, pacific = part_of(rows[:1], whole)
    assert pacific is not None
    assert 5.0 <= pacific.bounds[2] - pacific.bounds[0] < width / 3
    _, north = part_of(rows[1:2], whole)
    assert north is not None
    assert not north.intersects(pacific)
    assert part_of(rows, whole)[1] is None
