"""What changes with the size of the window: where the panel is, and whether the scale bar would be true."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Opener
from .reader import settle
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
    assert {"NOR", "south-america"} <= {one["place"] for one in scene(page)["symbols"]}


def test_the_scale_bar_is_there_only_where_it_is_true(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    bar = page.locator(".leaflet-control-scale")
    assert not bar.is_visible()
    page.evaluate("map_1.setView([60, 10], 6, { animate: false })")
    settle(page)
    assert bar.is_visible()
