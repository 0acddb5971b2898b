"""A far place does not shrink the rest: the crowd opens large, a locator and notes tell of what lies outside."""

import math
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests import hard_tables

from routemap import route_map

from .conftest import Opener
from .reader import settle
from .test_scene import by_place, scene

pytestmark = pytest.mark.browser

OUTLINE = """() => {
  const canvas = document.querySelector(".routemap-locator canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let [least, most] = [canvas.width, 0];
  for (let at = 0; at < data.length; at += 4)
    if (data[at] < 60 && data[at + 1] < 60 && data[at + 2] < 70 && data[at + 3] > 200) {
      const x = (at / 4) % canvas.width;
      [least, most] = [Math.min(least, x), Math.max(most, x)];
    }
  return [least / canvas.width, most / canvas.width];
}"""


def apart(page: Page, one: str, other: str) -> float:
    symbols = by_place(scene(page)["symbols"])
    return math.dist(*[(symbols[code]["x"], symbols[code]["y"]) for code in (one, other)])


def overlaps(a: dict[str, float], b: dict[str, float]) -> bool:
    return a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]


def test_the_crowd_opens_large_and_the_reader_can_switch(tmp_path: Path, open_page: Opener) -> None:
    path = tmp_path / "page.html"
    route_map(hard_tables.west_africa()).save(str(path))
    opened = open_page(path)
    page = opened.page
    close, found = apart(page, "GHA", "NGA"), scene(page)
    notes: dict[str, Any] = {one["text"]: one for one in found["leaving"]}
    # China is an origin and a destination here, Japan only the one, Brazil only the other.
    assert {"China", "to Japan", "from Brazil", "to United States"} <= set(notes)
    boxes = [one["box"] for one in found["leaving"]]
    boxes += [one["box"] for one in found["names"]]
    assert not [pair for pair in combinations(boxes, 2) if overlaps(*pair)]
    assert not {one["place"] for one in found["symbols"]} & {one["place"] for one in found["leaving"]}
    left, right = page.evaluate(OUTLINE)
    assert 0.1 < right - left < 0.6
    page.get_by_role("button", name="to Japan", exact=True).click()
    settle(page)
    assert {"JPN", "CHN", "USA", "AUS", "GHA"} <= {one["place"] for one in scene(page)["symbols"]}
    assert scene(page)["leaving"] == []
    assert close > 1.7 * apart(page, "GHA", "NGA")
    page.get_by_role("button", name="Closer view").click()
    settle(page)
    assert apart(page, "GHA", "NGA") == pytest.approx(close)
    # A map that the reader moves has no edge that is worth a note.
    page.locator(".leaflet-control-zoom-in").click()
    settle(page)
    assert page.locator(".routemap-leave").count() == 0
    assert page.locator(".routemap-locator canvas").is_visible()
    opened.assert_clean()


def test_what_lies_close_together_has_no_closer_view(tmp_path: Path, open_page: Opener) -> None:
    path = tmp_path / "page.html"
    route_map(hard_tables.caribbean()).save(str(path))
    page = open_page(path).page
    assert not page.locator(".routemap-locator").is_visible()
    assert scene(page)["leaving"] == []
