"""Dense tables open readable: as many of the strongest lines as can be told apart, the rest faint behind them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests import hard_tables

from routemap import route_map
from routemap.style import STRONGEST

from .conftest import Opened, Opener
from .test_pictures import SVG, download, texts
from .test_scene import scene

pytestmark = pytest.mark.browser

SAID = re.compile(r"^(\d+) of ([\d,]+) lines, (\d+)\s% of the people$")


def opened(count: int, folder: Path, open_page: Opener, *, width: int = 1280, height: int = 800) -> Opened:
    path = folder / f"{count}.html"
    route_map(hard_tables.many(count)).save(str(path))
    one = open_page(path, width=width, height=height)
    # So many lines are folded, until somebody wants all countries.
    one.page.get_by_role("button", name="Unfold").click()
    one.settle()
    return one


def said(page: Page) -> tuple[int, int, int]:
    """Return how many lines are said to be drawn in full, how many there are, and the share."""
    found = SAID.match(page.locator(".routemap-count span").first.inner_text())
    assert found
    shown, known, share = (int(part.replace(",", "")) for part in found.groups())
    return shown, known, share


def in_full(page: Page) -> int:
    return len({(line["from"], line["to"]) for line in scene(page)["lines"]})


@pytest.mark.parametrize("count", [300, 1000])
def test_the_strongest_lines_are_drawn_in_full_and_the_others_are_faint(
    count: int, tmp_path: Path, open_page: Opener
) -> None:
    one = opened(count, tmp_path, open_page)
    page = one.page
    shown, known, share = said(page)
    assert 40 <= shown <= 65
    assert known > 0.9 * count
    assert share >= 50
    found = scene(page)
    assert in_full(page) == shown
    assert all(line["opacity"] == 1 for line in found["lines"])
    # The picture shows what the map does: the rest without heads, so faint, and in the key.
    picture = download(one, "SVG", tmp_path)
    paths = [node for node in ET.parse(picture).iter(f"{SVG}path") if node.get("fill") == "none"]
    faint = [node for node in paths if float(node.get("opacity", "1")) == STRONGEST.opacity]
    assert len(faint) >= known - shown
    assert "weaker lines, faint behind the others" in " ".join(texts(picture))
    assert any(f"{shown} of {known:,} lines" in text for text in texts(picture))
    one.assert_clean()


def test_the_widest_line_is_found_at_a_glance(tmp_path: Path, open_page: Opener) -> None:
    widths = sorted(line["width"] for line in scene(opened(300, tmp_path, open_page).page)["lines"])
    assert widths[-1] > 2.5 * widths[len(widths) // 2]


def test_a_press_shows_more_and_another_goes_back(tmp_path: Path, open_page: Opener) -> None:
    one = opened(300, tmp_path, open_page)
    page = one.page
    shown, known, share = said(page)
    page.get_by_role("button", name="More lines").click()
    one.settle()
    assert said(page)[0] == 2 * shown
    assert said(page)[2] > share
    # One or two are too short to show.
    assert 2 * shown - 3 <= in_full(page) <= 2 * shown
    for _ in range(3):
        if page.get_by_role("button", name="More lines").is_visible():
            page.get_by_role("button", name="More lines").click()
            one.settle()
    assert 0.95 * known < in_full(page) <= known
    assert "weaker lines, faint behind the others" not in scene(page)["legend"][-2]["entries"]
    page.get_by_role("button", name="Fewer lines").click()
    one.settle()
    assert said(page) == (shown, known, share)
    one.assert_clean()


@pytest.mark.parametrize(("width", "height", "least", "most"), [(360, 640, 20, 20), (1920, 1080, 90, 100)])
def test_the_number_follows_the_window(
    width: int, height: int, least: int, most: int, tmp_path: Path, open_page: Opener
) -> None:
    page = opened(300, tmp_path, open_page, width=width, height=height).page
    assert least <= said(page)[0] <= most
    box = page.locator(".routemap-count").bounding_box()
    zoom = page.locator(".leaflet-control-zoom").bounding_box()
    assert box and zoom
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert zoom["width"] > 30


def test_what_is_little_more_is_drawn_whole(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    assert not page.locator(".routemap-count").is_visible()
    assert "weaker lines, faint behind the others" not in str(scene(page)["legend"])
