"""Pictures to take away: of a shape, fitted to the routes whatever the window shows, with or without the key."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest
from tests import hard_tables

from routemap import read_routes, route_map

from .conftest import Opened, Opener
from .reader import painting
from .test_pictures import SVG, png_size, texts

pytestmark = pytest.mark.browser

SHAPES = {"16:9": 16 / 9, "4:3": 4 / 3, "1:1": 1.0}


def take(opened: Opened, name: str, folder: Path, *, shape: str, key: bool = True) -> Path:
    page = opened.page
    page.get_by_role("button", name="Download").click()
    page.get_by_role("menuitemradio", name=shape, exact=True).click()
    box = page.get_by_role("menuitemcheckbox", name="With the key")
    if (box.get_attribute("aria-checked") == "true") != key:
        box.click()
    with page.expect_download() as waiting:
        page.locator(".menu-item").get_by_text(name, exact=True).click()
    path = folder / f"{shape.replace(':', '-')}-{key}-{waiting.value.suggested_filename}"
    waiting.value.save_as(path)
    return path


def size(path: Path) -> tuple[float, float]:
    root = ET.parse(path).getroot()
    return float(root.get("width", "0")), float(root.get("height", "0"))


def map_box(path: Path) -> tuple[float, float, float, float]:
    """Return where the map stands on the sheet: left, top, width, height."""
    inner = ET.parse(path).getroot().find(f"{SVG}svg[@overflow='hidden']")
    assert inner is not None
    left, top, width, height = (float(inner.get(name, "0")) for name in ("x", "y", "width", "height"))
    return left, top, width, height


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["one route", "west africa", "caribbean"])
def test_a_picture_has_the_shape_asked_for(name: str, shape: str, tmp_path: Path, open_page: Opener) -> None:
    make = {
        "one route": hard_tables.one_route,
        "west africa": hard_tables.west_africa,
        "caribbean": hard_tables.caribbean,
    }
    path = tmp_path / "page.html"
    route_map(make[name]()).save(str(path))
    opened = open_page(path)
    for key in (True, False):
        picture = take(opened, "SVG", tmp_path, shape=shape, key=key)
        width, height = size(picture)
        assert width / height == pytest.approx(SHAPES[shape], rel=0.01)
        assert ("destination" in texts(picture)) == key
        left, top, across, down = map_box(picture)
        assert across * down > 0.3 * width * height
        assert left >= 0
        assert top + down <= height
    opened.assert_clean()


def test_a_column_is_as_high_as_it_must_be(pages: Path, open_page: Opener, tmp_path: Path) -> None:
    picture = take(open_page(pages / "heroin-trade.html"), "SVG", tmp_path, shape="Column")
    width, height = size(picture)
    assert width < 0.6 * height
    assert "destination" in texts(picture)


def test_a_shaped_picture_shows_all_routes_wherever_the_window_looks(
    pages: Path, open_page: Opener, tmp_path: Path
) -> None:
    opened = open_page(pages / "heroin-trade.html")
    first = take(opened, "SVG", tmp_path, shape="4:3")
    before = first.read_text(encoding="utf-8")
    opened.page.mouse.move(900, 400)
    with painting(opened.page):
        opened.page.mouse.wheel(0, -600)
    assert take(opened, "SVG", tmp_path, shape="4:3").read_text(encoding="utf-8") == before
    assert {"NORWAY", "MOROCCO", "West Africa"} <= set(texts(first))
    png = take(opened, "PNG 2×", tmp_path, shape="4:3")
    assert png_size(png) == pytest.approx([2 * round(part) for part in size(first)], abs=2)
    opened.assert_clean()


def test_every_source_is_written_out(tmp_path: Path, open_page: Opener) -> None:
    rows = [{"origin": "Poland", "destination": "Norway", "source": f"Report {k}", "note": str(k)} for k in range(14)]
    path = tmp_path / "page.html"
    route_map(read_routes(pd.DataFrame(rows).assign(market="heroin trade"))).save(str(path))
    written = " ".join(texts(take(open_page(path), "SVG", tmp_path, shape="16:9")))
    assert all(f"Report {k};" in written for k in range(12))
    assert "and 2 more" in written
