"""What changes with the size of the window: where the panel is, and whether the scale bar would be true."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Opener
from .reader import note, settle, spot
from .test_scene import scene

pytestmark = pytest.mark.browser


def test_on_an_upright_tablet_the_panel_is_above_the_map(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html", width=768, height=1024).page
    panel, stage = page.locator(".panel").bounding_box(), page.locator(".stage").bounding_box()
    assert panel and stage
    assert panel["y"] + panel["height"] == stage["y"]
    assert panel["width"] == stage["width"] == 768
    rows = [row.bounding_box() for row in page.locator(".list .row").all()]
    assert sum(bool(row and row["y"] + row["height"] < stage["y"]) for row in rows) >= 1
    told = {one["place"] for one in (*scene(page)["symbols"], *scene(page)["leaving"])}
    assert {"NOR", "south-america"} <= told


def test_the_scale_bar_is_there_only_where_it_is_true(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    bar = page.locator(".leaflet-control-scale")
    assert not bar.is_visible()
    page.evaluate("map_1.setView([60, 10], 6, { animate: false })")
    settle(page)
    assert bar.is_visible()


def test_marks_grow_gently_with_the_map(pages: Path, open_page: Opener) -> None:
    radius, width, height = {}, {}, {}
    for size in ((1280, 800), (1920, 1080), (3840, 2160)):
        page = open_page(pages / "heroin-trade.html", width=size[0], height=size[1]).page
        found = scene(page)
        symbols = {one["place"]: one for one in found["symbols"]}
        radius[size[0]] = symbols["LTU"]["radius"]
        width[size[0]] = max(line["width"] for line in found["lines"])
        height[size[0]] = {one["place"]: one["box"]["bottom"] - one["box"]["top"] for one in found["names"]}["NOR"]
        # What is told stands where the map stands.
        x, y = spot(page, "LTU")
        box = page.locator(".routemap-map").bounding_box()
        assert box
        assert (symbols["LTU"]["x"] + box["x"], symbols["LTU"]["y"] + box["y"]) == pytest.approx((x, y), abs=1.5)
        page.mouse.move(x, y)
        settle(page)
        assert "Lithuania" in note(page)
    for grown in (radius, width, height):
        assert 1.08 < grown[1920] / grown[1280] < 1.2
        assert 1.5 < grown[3840] / grown[1280] < 1.8
