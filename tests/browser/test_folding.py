"""A page of more lines than can be told apart opens with parts of the world; they unfold by zoom, press or choice."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests import hard_tables

from routemap import route_map

from .conftest import Opener
from .reader import look_for, painting, rows
from .test_scene import scene

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("folding") / "crowded.html"
    route_map(hard_tables.many(300)).save(str(path))
    return path


def folded(page: Page) -> list[str]:
    return [one["place"] for one in scene(page)["symbols"] if one["place"].startswith("~")]


def said(page: Page) -> str:
    return str(page.locator(".routemap-count").inner_text())


def at(page: Page, place: str) -> tuple[float, float]:
    """Return where a place stands in the window."""
    box = page.locator(".leaflet-container").bounding_box()
    symbol: Any = next(one for one in scene(page)["symbols"] if one["place"] == place)
    assert box
    return box["x"] + symbol["x"], box["y"] + symbol["y"]


def test_it_opens_folded_and_says_so(crowded: Path, open_page: Opener) -> None:
    one = open_page(crowded)
    page, found = one.page, scene(one.page)
    assert 10 <= len(folded(page)) <= 22
    assert len(found["lines"]) <= 70
    assert "countries folded" in said(page)
    page.get_by_role("button", name="How to read").click()
    entries = [entry for section in scene(page)["legend"] for entry in section["entries"]]
    assert "countries folded by this map" in entries
    assert any("↻" in name["text"] for name in found["names"])
    # The list stays as it is, and a line says what it is.
    assert len(rows(page)) > 8
    page.mouse.move(*at(page, folded(page)[0]))
    page.locator(".routemap-tip").wait_for()
    assert "countries folded" in page.locator(".routemap-tip").inner_text()
    one.assert_clean()


def test_a_press_unfolds_and_another_folds_again(crowded: Path, open_page: Opener) -> None:
    one = open_page(crowded)
    page = one.page
    before = scene(page)["camera"]["zoom"]
    page.mouse.click(*at(page, "~east-africa"))
    one.settle()
    assert folded(page) == []
    assert scene(page)["camera"]["zoom"] > before + 1
    page.keyboard.press("0")
    one.settle()
    assert len(folded(page)) >= 10
    page.get_by_role("button", name="Unfold").click()
    one.settle()
    assert folded(page) == []
    page.get_by_role("button", name="Fold", exact=True).click()
    one.settle()
    assert len(folded(page)) >= 10
    one.assert_clean()


def test_what_is_chosen_or_searched_is_not_folded(crowded: Path, open_page: Opener) -> None:
    one = open_page(crowded)
    page = one.page
    page.locator(".list .row").first.click()
    one.settle()
    assert folded(page) == []
    page.keyboard.press("Escape")
    one.settle()
    assert len(folded(page)) >= 10
    look_for(page, "Norway")
    one.settle()
    assert folded(page) == []
    one.assert_clean()


def test_a_phone_shows_continents(crowded: Path, open_page: Opener) -> None:
    page = open_page(crowded, width=360, height=640).page
    assert set(folded(page)) <= {"~africa", "~americas", "~asia", "~europe", "~oceania"}
    assert folded(page)


def test_lines_are_strong_again_where_what_was_pointed_at_is_unfolded(crowded: Path, open_page: Opener) -> None:
    one = open_page(crowded)
    page = one.page
    page.mouse.move(*at(page, "~east-africa"))
    page.locator(".routemap-tip").wait_for()
    assert max(line["opacity"] for line in scene(page)["lines"]) < 0.5
    # The pointer stays where it is while the map comes closer.
    with painting(page):
        page.evaluate("map_1.setZoom(map_1.getZoom() + 3, { animate: false })")
    assert folded(page) == []
    assert max(line["opacity"] for line in scene(page)["lines"]) == 1
