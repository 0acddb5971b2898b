"""A page says what it drew: as data that agree with the routes, with the page around it, and with the pixels."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page

from routemap import FlowLayer, places, read_routes, route_map

from .conftest import Opener
from .reader import button, chip, choose_place, painting, settle, spot
from .test_flow_layer import own_page

pytestmark = pytest.mark.browser

DOCS = Path(__file__).parents[2] / "docs/embed.md"

# Each mark once: flows with and without ends, alternatives, a role, a domestic and an undirected route, a region.
TABLE = pd.DataFrame(
    [
        {"origin": "Poland", "destination": "Norway", "confidence": "high", "magnitude": "major"},
        {"transit": "Germany", "destination": "Norway", "confidence": "medium"},
        {"origin": "the Balkans", "destination": "Norway", "confidence": "low"},
        {"origin": "Norway", "transit": "Sweden", "confidence": ""},
        {"origin": "Finland", "destination": "Finland", "confidence": "high"},
        {"origin": "Sweden", "destination": "Denmark", "directed": "no", "confidence": "high"},
        {"destination": "Iceland", "confidence": "high"},
    ]
).assign(market="heroin trade", id=lambda table: [f"r{at}" for at in range(len(table))])


def scene(page: Page, index: int = 0) -> dict[str, Any]:
    return page.evaluate("(index) => routemap.scene(index)", index)


def by_place(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {item["place"]: item for item in items}


@pytest.fixture
def page(tmp_path: Path, open_page: Opener) -> Page:
    path = tmp_path / "marks.html"
    route_map(read_routes(TABLE.fillna(""))).save(str(path))
    return open_page(path).page


def test_symbols_stand_on_their_places_and_wear_their_roles(page: Page) -> None:
    symbols = by_place(scene(page)["symbols"])
    box = page.locator(".routemap-map").bounding_box()
    assert box
    for code, symbol in symbols.items():
        x, y = spot(page, code)
        assert (symbol["x"] + box["x"], symbol["y"] + box["y"]) == pytest.approx((x, y), abs=1)
    assert {code: symbol["roles"] for code, symbol in symbols.items()} == {
        "POL": ["origin"],
        "NOR": ["origin", "destination"],
        "DEU": ["transit"],
        "SWE": ["transit", "undirected"],
        "DNK": ["undirected"],
        "FIN": ["domestic"],
        "ISL": ["destination"],  # a badge alone: its mark says the role
        "balkans": ["origin"],
    }
    assert symbols["balkans"]["isRegion"]
    assert 3 < symbols["ISL"]["radius"] < symbols["NOR"]["radius"]
    assert 3 < symbols["POL"]["radius"] < symbols["NOR"]["radius"] < 12


def test_lines_say_their_routes_their_looks_and_where_they_run(page: Page) -> None:
    found = scene(page)
    lines = {(line["from"], line["to"]): line for line in found["lines"]}
    assert {ends: line["routes"] for ends, line in lines.items()} == {
        ("POL", "NOR"): ["r0"],
        ("DEU", "NOR"): ["r1"],
        ("balkans", "NOR"): ["r2"],
        ("NOR", "SWE"): ["r3"],
        ("SWE", "DNK"): ["r5"],
    }
    major, plain = lines["POL", "NOR"], lines["DEU", "NOR"]
    assert major["width"] > plain["width"] > 1
    assert major["dash"] == []
    assert len(plain["dash"]) == 2
    assert lines["NOR", "SWE"]["opacity"] < major["opacity"] == 1
    assert lines["SWE", "DNK"]["directed"] is False
    assert lines["SWE", "DNK"]["head"] is None
    symbols = by_place(found["symbols"])
    for (start, end), line in lines.items():
        assert len(line["course"]) % 3 == 1
        for code, (x, y) in ((start, line["course"][0]), (end, line["course"][-1])):
            away = ((x - symbols[code]["x"]) ** 2 + (y - symbols[code]["y"]) ** 2) ** 0.5
            # A line to a region ends at the edge of its area.
            assert away < (90 if code == "balkans" else 45)
        if line["head"]:
            tip = ((line["head"]["x"] - symbols[end]["x"]) ** 2 + (line["head"]["y"] - symbols[end]["y"]) ** 2) ** 0.5
            assert symbols[end]["radius"] < tip < 40


def test_a_line_is_inked_where_its_course_runs(page: Page) -> None:
    line = next(line for line in scene(page)["lines"] if line["from"] == "POL")
    x0, y0 = line["course"][0]
    (x1, y1), (x2, y2), (x3, y3) = line["course"][1:4]
    x = (x0 + 3 * x1 + 3 * x2 + x3) / 8
    y = (y0 + 3 * y1 + 3 * y2 + y3) / 8
    ink = page.evaluate(
        """([x, y]) => {
          const canvas = document.querySelector(".routemap-flows");
          const box = canvas.getBoundingClientRect();
          const map = document.querySelector(".routemap-map").getBoundingClientRect();
          const ratio = canvas.width / box.width;
          const at = [(x + map.x - box.x) * ratio, (y + map.y - box.y) * ratio].map(Math.round);
          return [...canvas.getContext("2d").getImageData(at[0], at[1], 1, 1).data];
        }""",
        [x, y],
    )
    colour = [int(line["colour"][at : at + 2], 16) for at in (1, 3, 5)]
    assert ink == pytest.approx([*colour, 255], abs=6)


def test_open_ends_badges_areas_and_legend_are_told(page: Page) -> None:
    found = scene(page)
    assert {(tail["place"], tail["incoming"]) for tail in found["tails"]} == {("DEU", True), ("SWE", False)}
    assert [tail["head"] is None for tail in found["tails"]] == [not tail["incoming"] for tail in found["tails"]]
    assert [(badge["place"], badge["number"]) for badge in found["badges"]] == [("ISL", 1)]
    tints = {area["place"]: area["tint"] for area in found["areas"]}
    assert tints["NOR"] == tints["POL"] == "concerned"
    assert {code for code, tint in tints.items() if tint == "region"} == set(places.region_members("balkans"))
    # A large legend opens with its first part.
    assert [section["head"] for section in found["legend"]] == ["Support"]
    button(page, "All marks").click()
    settle(page)
    legend = {section["head"]: section["entries"] for section in scene(page)["legend"]}
    assert legend["Support"] == ["stated plainly", "said with caution", "inferred by the analyst", "not assessed"]
    assert legend["Width"] == ["major", "no size stated"]
    written = page.locator(".legend .routemap-key-text:visible").all_text_contents()
    assert [entry for entries in legend.values() for entry in entries] == written
    assert found["shown"] == len(TABLE)


def test_names_are_boxes_that_cover_neither_each_other_nor_a_symbol(page: Page) -> None:
    found = scene(page)
    assert {"NORWAY", "POLAND", "Balkans"} <= {name["text"] for name in found["names"]}
    boxes = [name["box"] for name in found["names"]]
    for at, box in enumerate(boxes):
        assert box["left"] < box["right"]
        assert box["top"] < box["bottom"]
        for other in boxes[:at]:
            apart = other["right"] <= box["left"] or box["right"] <= other["left"]
            assert apart or other["bottom"] <= box["top"] or box["bottom"] <= other["top"]
        for symbol in found["symbols"]:
            inside = box["left"] < symbol["x"] < box["right"] and box["top"] < symbol["y"] < box["bottom"]
            assert not inside


def test_what_is_chosen_and_filtered_shows_in_it(page: Page) -> None:
    before = scene(page)
    choose_place(page, "Germany")
    chosen = scene(page)
    strong = {line["from"] for line in chosen["lines"] if line["opacity"] > 0.5}
    assert strong == {"DEU"}
    assert chosen["camera"] != before["camera"]
    page.keyboard.press("Escape")
    settle(page)
    chip(page, "Said with caution").click()
    settle(page)
    assert [line["from"] for line in scene(page)["lines"]] == ["DEU"]
    assert scene(page)["shown"] == 1


def test_nothing_lies_over_the_free_window(page: Page) -> None:
    free = scene(page)["free"]
    width, height = page.locator(".routemap-map").evaluate("one => [one.clientWidth, one.clientHeight]")
    assert 0 <= free["left"] < free["right"] <= width
    assert 0 <= free["top"] < free["bottom"] <= height
    for symbol in scene(page)["symbols"]:
        assert free["left"] <= symbol["x"] <= free["right"]
        assert free["top"] <= symbol["y"] <= free["bottom"]


def test_the_map_counts_its_paintings_and_says_when_one_is_due(page: Page) -> None:
    state = """() => {
      const { drawn, drawing } = document.querySelector(".routemap-map").dataset;
      return [Number(drawn), drawing];
    }"""
    first, due = page.evaluate(state)
    assert first > 0
    assert due is None
    # Within one task nothing can be painted yet.
    assert page.evaluate(f"() => {{ map_1.setZoom(3, {{ animate: false }}); return ({state})(); }}") == [first, ""]
    settle(page)
    later, due = page.evaluate(state)
    assert later > first
    assert due is None


def test_each_layer_of_a_map_of_ones_own_tells_its_part(
    open_page: Opener, tmp_path: Path, norway: pd.DataFrame
) -> None:
    layers = [FlowLayer(norway, market=market) for market in ("heroin trade", "cannabis trade")]
    page = open_page(own_page(tmp_path / "own.html", *layers), width=1000, height=800).page
    heroin, cannabis = scene(page, 0), scene(page, 1)
    of_heroin, of_cannabis = (
        {route for line in told["lines"] for route in line["routes"]} for told in (heroin, cannabis)
    )
    assert of_heroin
    assert of_cannabis
    assert not of_heroin & of_cannabis
    assert heroin["camera"] == cannabis["camera"]
    assert heroin["areas"] == heroin["legend"] == []
    assert scene(page, 2) is None
    with painting(page):
        page.mouse.move(500, 400)
        page.mouse.wheel(0, -300)
    assert scene(page, 0)["camera"]["zoom"] > heroin["camera"]["zoom"]


def test_the_guide_names_every_part_of_the_scene(page: Page) -> None:
    said = DOCS.read_text(encoding="utf-8")
    found = scene(page)
    names = set(found)
    for value in found.values():
        first = value[0] if isinstance(value, list) and value else value
        names |= set(first) if isinstance(first, dict) else set()
    assert names <= set(re.findall(r"`(\w+)`", said))
