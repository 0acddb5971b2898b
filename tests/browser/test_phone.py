"""On a phone: the map first, the list as a sheet of three heights, fingers for everything."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from .conftest import Opener
from .reader import PHONE, button, card, look_for, rows, search, settle, shown, spot, view
from .test_embed import draw_fingers

pytestmark = pytest.mark.browser

# What may be smaller than 44 px by 44 px: text that is a link inside a sentence, and what is not to be seen.
SMALL_TARGETS = """
() => [...document.querySelectorAll("a[href], button, input, select, summary, [role=option]")].filter((one) => {
  const box = one.getBoundingClientRect();
  const shown = one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  if (!shown || box.width <= 1 || box.height <= 1 || one.closest(".skip")) return false;
  if (one.matches("a") && getComputedStyle(one).display === "inline") return false;
  return box.height < 43.5 || (box.width < 43.5 && !one.matches(".chip"));
}).map((one) => {
  const { width, height } = one.getBoundingClientRect();
  return `${one.tagName}.${one.className} ${one.textContent.slice(0, 30)}: ${width} x ${height}`;
})
"""


def sheet(page: Page) -> str | None:
    return page.locator(".panel").get_attribute("data-height")


def box(locator: Locator) -> dict[str, float]:
    found: Any = locator.bounding_box()
    assert found
    return found


def test_the_map_comes_first_and_the_title_peeks(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html", **PHONE).page
    assert sheet(page) == "peek"
    assert page.get_by_role("heading", name="All markets").is_visible()
    assert page.locator(".count-text").is_visible()
    assert page.locator(".list").is_hidden()
    assert box(page.locator(".panel"))["y"] > 0.7 * 640
    # Symbols are not under the sheet.
    for code in ("NOR", "west-africa"):
        assert spot(page, code)[1] < box(page.locator(".panel"))["y"]


def test_the_sheet_has_three_heights_by_button_and_by_drag(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html", **PHONE).page
    button(page, "Show more of the list").tap()
    assert sheet(page) == "half"
    button(page, "Show more of the list").tap()
    assert sheet(page) == "full"
    assert box(page.locator(".panel"))["y"] < 70
    button(page, "Show more of the map").tap()
    assert sheet(page) == "half"
    grip = box(page.locator(".grip-bar"))
    draw_fingers(page, [(grip["x"] + 20, grip["y"] + 4)], (0, -200))
    assert sheet(page) == "full"
    grip = box(page.locator(".grip-bar"))
    draw_fingers(page, [(grip["x"] + 20, grip["y"] + 4)], (0, 500))
    assert sheet(page) == "peek"


def test_a_tap_on_a_place_and_on_a_row(pages: Path, open_page: Opener) -> None:
    opened = open_page(pages / "heroin-trade.html", **PHONE)
    page = opened.page
    page.touchscreen.tap(*spot(page, "POL"))
    settle(page)
    assert page.locator(".card h2").inner_text() == "Poland"
    assert sheet(page) == "half"
    # The place is in the part of the map that is left.
    assert 0 < spot(page, "POL")[1] < box(page.locator(".panel"))["y"]
    page.locator(".card").get_by_role("button", name="Back").tap()
    settle(page)
    assert page.locator(".list").is_visible()
    page.locator(".list .row").nth(1).tap()
    settle(page)
    assert page.locator(".claim").is_visible()
    top = box(page.locator(".card h2"))["y"]
    assert box(page.locator(".panel"))["y"] < top < 640
    opened.assert_clean()


def test_search_by_touch(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html", **PHONE).page
    button(page, "Show more of the list").tap()
    search(page).tap()
    look_for(page, "swe")
    page.locator(".suggestions [role=option]").first.tap()
    settle(page)
    assert page.locator(".card h2").inner_text() == "Sweden"
    button(page, "Back").tap()
    settle(page)
    assert shown(page)[0] == 27


def test_legend_and_table_cover_and_give_way(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html", **PHONE).page
    legend = button(page, "How to read")
    assert legend.get_attribute("aria-expanded") == "false"
    legend.tap()
    assert page.locator(".legend").is_visible()
    assert box(page.locator(".legend-room"))["width"] > 320
    legend.tap()
    assert page.locator(".legend").is_hidden()
    button(page, "Table").tap()
    table = box(page.locator(".table-room"))
    assert table["y"] <= 1
    assert table["height"] >= 639
    page.locator(".table .cell-button").first.tap()
    button(page, "Close the table").tap()
    assert page.locator(".table-room").is_hidden()
    assert card(page).is_visible()


def test_one_finger_moves_the_map_and_not_the_page(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html", **PHONE).page
    before = view(page)
    draw_fingers(page, [(180, 250)], (-50, 30))
    assert view(page)[1] > before[1]
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("name", ["all-markets", "index", "displaced"])
def test_every_target_has_room_for_a_finger(pages: Path, displaced_page: Path, open_page: Opener, name: str) -> None:
    path = displaced_page if name == "displaced" else pages / f"{name}.html"
    page = open_page(path, **PHONE).page
    assert page.evaluate(SMALL_TARGETS) == []
    if name == "index":
        return
    button(page, "Show more of the list").tap()
    button(page, "Show more of the list").tap()
    button(page, "Filters").tap()
    button(page, "About this map").tap()
    look_for(page, "a")
    assert page.evaluate(SMALL_TARGETS) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".list .row").first.tap()
    assert page.evaluate(SMALL_TARGETS) == []
    page.locator(".card .stops button").first.tap()
    settle(page)
    assert page.evaluate(SMALL_TARGETS) == []
    button(page, "Show more of the map").tap()
    button(page, "Show more of the map").tap()
    button(page, "Download").tap()
    assert page.evaluate(SMALL_TARGETS) == []
    page.keyboard.press("Escape")
    button(page, "Table").tap()
    assert page.evaluate(SMALL_TARGETS) == []


def test_nothing_is_wider_than_the_phone(pages: Path, hostile_page: Path, open_page: Opener) -> None:
    for path in (pages / "all-markets.html", pages / "index.html", hostile_page):
        page = open_page(path, **PHONE).page
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        if path.stem == "index":
            continue
        button(page, "Show more of the list").tap()
        assert page.locator(".panel").evaluate("one => one.scrollWidth") <= 360
        assert len(rows(page)) > 0


def test_a_tablet_folds_its_panel(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html", width=768, height=1024).page
    low = box(page.locator(".stage"))["height"]
    button(page, "Hide the list").click()
    settle(page)
    assert page.locator(".panel").is_hidden()
    assert box(page.locator(".stage"))["height"] > low
    button(page, "Show the list").click()
    assert page.locator(".panel").is_visible()
