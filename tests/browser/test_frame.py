"""What is shown is in the window, once, whatever the size of the window; what lies over the map makes way."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page
from tests import hard_tables

from routemap import route_map

from .conftest import Opener
from .reader import button, settle
from .test_scene import by_place, scene

pytestmark = pytest.mark.browser

TABLES = {
    "west africa": hard_tables.west_africa,
    "caribbean": hard_tables.caribbean,
    "pacific": hard_tables.pacific,
    "many": lambda: hard_tables.many(60),
    "one": hard_tables.one_route,
}
SIZES = [
    (320, 480), (360, 640), (480, 800), (640, 360), (768, 1024), (900, 500), (1024, 600), (1280, 800),
    (1680, 420), (1920, 1080), (2560, 500),
]  # fmt: skip

# What lies over the map, in pixels of the map's own window.
OVER = """() => {
  const own = document.querySelector(".routemap-map").getBoundingClientRect();
  const found = document.querySelectorAll(
    ".bar, .fold, .legend-room, .leaflet-control, .table-room, .panel[data-height]");
  return { width: own.width, height: own.height, over: [...found].map((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return { left: left - own.left, top: top - own.top, right: right - own.left, bottom: bottom - own.top,
      name: one.className };
  }).filter(({ left, right, top, bottom }) => right > left && bottom > top) };
}"""


def hidden(page: Page) -> list[tuple[str, str]]:
    """Return the symbols and names that lie outside the window or under something, with what hides them."""
    found, frame = scene(page), page.evaluate(OVER)
    boxes = [
        ("name", one["place"], one["box"]["left"], one["box"]["top"], one["box"]["right"], one["box"]["bottom"])
        for one in found["names"]
    ]
    for one in found["symbols"]:
        r = max(one["radius"], 4)
        boxes.append(("symbol", one["place"], one["x"] - r, one["y"] - r, one["x"] + r, one["y"] + r))
    wrong = []
    for kind, place, left, top, right, bottom in boxes:
        if left < 0 or top < 0 or right > frame["width"] or bottom > frame["height"]:
            wrong.append((f"{kind} {place}", "outside"))
        wrong += [
            (f"{kind} {place}", over["name"])
            for over in frame["over"]
            if left < over["right"] and right > over["left"] and top < over["bottom"] and bottom > over["top"]
        ]
    return wrong


def twice(page: Page) -> list[Any]:
    """Return the marks that are drawn more than once; a line over the edge of the world leaves and comes in again."""
    found = scene(page)
    middle, half = page.evaluate(OVER)["width"] / 2, 128 * 2 ** found["camera"]["zoom"]
    marks = Counter(one["place"] for one in found["symbols"])
    marks.update(f"name {one['place']}" for one in found["names"])
    whole = [one for one in found["lines"] if all(abs(x - middle) < half for x, _ in one["course"])]
    marks.update((one["from"], one["to"], one["colour"]) for one in whole)
    return [mark for mark, count in marks.items() if count > 1]


def shown_places(table: pd.DataFrame) -> set[str]:
    stops = [*table["origin"], *table["destination"], *(stop for via in table["transit"] for stop in via.split(" > "))]
    return set(stops) - {""}


def told(page: Page) -> set[str]:
    """Return the places that are drawn, or named at the edge of a closer view."""
    found = scene(page)
    return {one["place"] for one in [*found["symbols"], *found["leaving"]]}


def untold(page: Page, table: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the places that the map neither draws nor names where lines lead out of a closer view."""
    found = scene(page)
    legs = {frozenset((one["from"], one["to"])) for one in found["lines"]}
    if page.locator(".routemap-locator canvas").is_visible():
        # What lies wholly outside a closer view is on its locator.
        drawn = {one["place"] for one in found["symbols"]}
        wanted = {place for leg in legs_of(table) if leg & drawn for place in leg}
    elif page.locator(".routemap-count").is_visible():
        # Of many lines the strongest are shown in full; the places of the others appear with them.
        wanted = {place for leg in legs for place in leg}
    else:
        wanted = shown_places(table)
    return [(place, "not drawn") for place in sorted(wanted - told(page))]


def legs_of(table: pd.DataFrame) -> set[frozenset[str]]:
    """Return both ends of each leg."""
    found = set()
    for origin, via, destination in zip(table["origin"], table["transit"], table["destination"], strict=True):
        stops = [stop for stop in (origin, *via.split(" > "), destination) if stop]
        found |= {frozenset(leg) for leg in pairwise(stops)}
    return found


@pytest.mark.parametrize("name", [*TABLES, "norway"])
def test_what_is_shown_is_in_the_window_at_every_size(
    norway: pd.DataFrame, tmp_path: Path, open_page: Opener, name: str
) -> None:
    table = norway if name == "norway" else TABLES[name]()
    path = tmp_path / "page.html"
    route_map(table).save(str(path))
    page = open_page(path).page
    wrong: dict[tuple[int, int], Any] = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        if bad := [*untold(page, table), *hidden(page), *twice(page)]:
            wrong[width, height] = bad
        if not page.locator(".routemap-locator canvas").is_visible():
            continue
        # Where a part is shown closer, a press leads to the whole, and another back.
        page.locator(".routemap-locator").click()
        settle(page)
        if bad := [*untold(page, table), *scene(page)["leaving"], *hidden(page), *twice(page)]:
            wrong[width, height] = ["whole", *bad]
        page.locator(".routemap-locator").click()
        settle(page)
    assert wrong == {}


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1680, 900), (1920, 1080), (2560, 700)])
def test_the_map_of_the_index_and_beside_a_table_shows_all(
    pages: Path, open_page: Opener, width: int, height: int
) -> None:
    page = open_page(pages / "index.html", width=width, height=height).page
    # Far places are told where lines lead to them; a press shows all.
    assert {"south-america", "west-africa", "NOR"} <= told(page)
    assert hidden(page) == []
    page.keyboard.press("0")
    settle(page)
    places = {one["place"] for one in scene(page)["symbols"]}
    assert {"south-america", "west-africa", "NOR"} <= places
    assert hidden(page) == []
    assert twice(page) == []
    button(page, "Table").click()
    settle(page)
    assert {one["place"] for one in scene(page)["symbols"]} == places
    assert hidden(page) == []


def test_beyond_a_world_that_is_narrower_than_the_window_is_paper(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "index.html", width=2560, height=600).page
    colours = page.evaluate("""() => {
      const canvas = document.querySelector(".leaflet-routemap-ground-pane canvas");
      const pen = canvas.getContext("2d", { willReadFrequently: true });
      const middle = canvas.height / 2;
      return [0.02, 0.98].map((share) => [...pen.getImageData(canvas.width * share, middle, 1, 1).data]);
    }""")
    assert colours == [[255, 255, 255, 255]] * 2


def test_lines_all_round_the_world_are_cut_in_the_pacific(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    symbols = by_place(scene(page)["symbols"])
    assert symbols["USA"]["x"] < symbols["UKR"]["x"] < symbols["CHN"]["x"]
    assert hidden(page) == []
    assert twice(page) == []
