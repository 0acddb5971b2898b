"""The marks of drawn pages, measured on what the page says it drew and on the picture it offers."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page
from tests import hard_tables
from tests.courses import faults

from routemap import read_routes, route_map

from .conftest import Opener
from .reader import settle
from .test_pictures import SVG, download
from .test_scene import by_place, scene

pytestmark = pytest.mark.browser

TABLES = {"west africa": hard_tables.west_africa, "caribbean": hard_tables.caribbean, "pacific": hard_tables.pacific}
REGIONS = pd.DataFrame(
    [
        {"origin": "South America", "destination": "Norway"},
        {"origin": "Norway", "destination": "the Balkans"},
        {"origin": "Europe", "destination": "Norway"},
        {"transit": "Germany", "destination": "Norway"},
    ]
).assign(market="heroin trade", confidence="high")


@pytest.fixture(params=[*TABLES, "norway"])
def page(
    request: pytest.FixtureRequest, norway: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory, open_page: Opener
) -> Page:
    path = tmp_path_factory.mktemp("drawn") / "page.html"
    route_map(norway if request.param == "norway" else TABLES[request.param]()).save(str(path))
    return open_page(path).page


def points(course: list[list[float]]) -> list[complex]:
    return [complex(x, y) for x, y in course]


def test_lines_are_calm_and_open_ends_touch_nothing(page: Page) -> None:
    found = scene(page)
    wrong = {}
    for line in found["lines"]:
        head = line["head"]["length"] if line["head"] else None
        if bad := faults(points(line["course"]), head):
            wrong[line["from"], line["to"]] = bad
    assert wrong == {}
    for tail in found["tails"]:
        near, far = points(tail["course"])
        assert abs(far - near) <= 18
        if tail["sign"]:
            continue
        for symbol in found["symbols"]:
            if symbol["place"] != tail["place"] and symbol["radius"]:
                assert abs(far - complex(symbol["x"], symbol["y"])) - symbol["radius"] > 15.5


def test_no_name_stands_at_another_place(page: Page) -> None:
    found = scene(page)
    symbols = by_place(found["symbols"])

    def gap(box: dict[str, float], symbol: dict[str, Any]) -> float:
        across = max(box["left"] - symbol["x"], 0, symbol["x"] - box["right"])
        down = max(box["top"] - symbol["y"], 0, symbol["y"] - box["bottom"])
        # An arrow round the place is part of its mark, and so is a badge that stands for it.
        mark = max(symbol["radius"], 2) + (6 if "domestic" in symbol["roles"] else 0) + (0 if symbol["roles"] else 6)
        return float((across**2 + down**2) ** 0.5) - mark

    assert found["names"]
    # The subject is named whatever is in the way.
    for name in [one for one in found["names"] if one["place"] != "NOR"]:
        own = gap(name["box"], symbols[name["place"]])
        foreign = min(gap(name["box"], one) for code, one in symbols.items() if code != name["place"])
        # In a crowd a name of weight may stand farther off, well clear of all others, where a tie leads home.
        assert foreign > own - 4 or (name["tied"] and foreign > 8), name["text"]


def test_in_a_crowd_names_go_by_weight(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    named = {name["place"] for name in scene(page)["names"]}
    assert {"SDN", "DEU", "SYR", "USA", "UKR"} <= named


def test_the_stops_of_a_chosen_route_are_named(tmp_path: Path, open_page: Opener) -> None:
    path = tmp_path / "west-africa.html"
    route_map(hard_tables.west_africa()).save(str(path))
    page = open_page(path).page
    page.locator(".list .row").filter(has_text="Guinea-Bissau").first.click()
    settle(page)
    assert {"COL", "BRA", "GNB", "PRT"} <= {name["place"] for name in scene(page)["names"]}


def test_lines_to_a_region_end_at_its_area(tmp_path: Path, open_page: Opener) -> None:
    path = tmp_path / "regions.html"
    route_map(read_routes(REGIONS.fillna(""))).save(str(path))
    page = open_page(path).page
    found = scene(page)
    symbols = by_place(found["symbols"])

    def away(line: dict[str, Any], which: int, code: str) -> float:
        return abs(points(line["course"])[which] - complex(symbols[code]["x"], symbols[code]["y"]))

    lines = {(line["from"], line["to"]): line for line in found["lines"]}
    assert away(lines["south-america", "NOR"], 0, "south-america") > 30
    assert away(lines["NOR", "balkans"], -1, "balkans") > symbols["balkans"]["radius"] + 4
    assert away(lines["europe", "NOR"], 0, "europe") < symbols["europe"]["radius"] + 5
    assert {area["place"] for area in found["areas"] if area["tint"] == "region"} >= {"BRA", "SRB"}
    assert "FRA" not in {area["place"] for area in found["areas"]}
    picture = ET.parse(download(_opened(page), "SVG", tmp_path))
    assert any(path.get("fill") == "url(#routemap-hatch)" for path in picture.iter(f"{SVG}path"))


def _opened(page: Page) -> Any:
    return SimpleNamespace(page=page)
