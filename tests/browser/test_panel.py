"""The panel leads to the evidence: the list is seen, and a card tells what supports a claim before all else."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests import hard_tables

import routemap

from .conftest import Opener
from .reader import PHONE, button, chip, numbers, open_filters, settle

pytestmark = pytest.mark.browser

# Rows of the list that are wholly in sight: no panel, drawer, card or footer lies over any corner of them.
IN_SIGHT = """() => [...document.querySelectorAll(".list .row")].filter((row) => {
  const { left, top, right, bottom } = row.getBoundingClientRect();
  return [[left + 8, top + 3], [right - 8, bottom - 3]].every(([x, y]) =>
    row.contains(document.elementFromPoint(x, y)));
}).length"""


@pytest.fixture(scope="module")
def dense_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a page of 86 routes with quantities and years."""
    path = tmp_path_factory.mktemp("dense") / "dense.html"
    routes = hard_tables.many(86)
    routes["start"] = [str(2015 + k % 8) for k in range(len(routes))]
    routemap.route_map(routes).save(str(path))
    return path


def lines_of(page: Page, selector: str) -> float:
    """Return how many lines of text an element shows."""
    return page.locator(selector).evaluate(
        "one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)"
    )


@pytest.mark.parametrize("name", ["overview", "dense"])
def test_six_rows_are_in_sight(pages: Path, dense_page: Path, open_page: Opener, name: str) -> None:
    page = open_page(pages / "all-markets.html" if name == "overview" else dense_page).page
    assert page.evaluate(IN_SIGHT) >= 6
    assert lines_of(page, ".summary-text") <= 2.1
    assert lines_of(page, ".foot-line") <= 1.5


def test_a_long_summary_opens_and_the_foot_tells_all(pages: Path, open_page: Opener, tmp_path: Path) -> None:
    path = tmp_path / "west-africa.html"
    routemap.route_map(hard_tables.west_africa(), lang="fr").save(str(path))
    page = open_page(path, width=700, height=600).page
    text, more = page.locator(".summary-text"), page.locator(".summary-more")
    if more.is_visible():
        more.click()
    assert text.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    page = open_page(pages / "all-markets.html").page
    button(page, "About this map").click()
    for words in ("Routes mirror what is reported", "United Nations view", "Global Organized Crime Index"):
        assert page.get_by_text(words).last.is_visible()


@pytest.mark.parametrize("size", [(1280, 800), (1280, 600), (768, 1024), (360, 640)])
def test_the_drawer_of_filters_leaves_its_result_in_sight(
    pages: Path, open_page: Opener, size: tuple[int, int]
) -> None:
    width, height = size
    page = open_page(pages / "all-markets.html", width=width, height=height).page
    if width < 641:
        button(page, "Show more of the list").click()
    before = page.locator(".map").bounding_box()
    assert page.locator(".filters").is_hidden()
    open_filters(page)
    settle(page)
    assert page.locator(".filters").is_visible()
    chip(page, "Cannabis trade").click()
    settle(page)
    assert page.locator(".count-text").is_visible()
    assert page.evaluate(IN_SIGHT) >= 2
    if width > 640:
        assert page.locator(".map").bounding_box() == before
    # The button says that a filter is on when the drawer is closed.
    opener = page.locator(".filter-opener")
    assert numbers(opener.inner_text()) == [1]
    opener.click()
    assert page.locator(".filters").is_hidden()


def test_on_a_phone_the_sheet_opens_on_the_list(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html", **PHONE).page
    button(page, "Show more of the list").tap()
    settle(page)
    assert page.locator(".panel").get_attribute("data-height") == "half"
    assert page.evaluate(IN_SIGHT) >= 3
    button(page, "Show more of the list").tap()
    settle(page)
    assert page.locator(".summary").is_visible()


def test_a_card_tells_its_evidence_in_order_and_the_source_above_the_fold(
    pages: Path, open_page: Opener, tmp_path: Path
) -> None:
    table = hard_tables.west_africa()
    table["quote"], table["note"] = "What the source says, " * 12, "What the analyst makes of it. " * 8
    table["locator"], table["actors"] = "page 12", "several groups"
    table["region of arrest"] = "a column of one's own"
    path = tmp_path / "evidence.html"
    routemap.route_map(table, market="human smuggling").save(str(path))
    page = open_page(path).page
    page.locator(".list .row").first.click()
    settle(page)
    parts = [".claim", ".support", ".cite", ".quoted", ".note", ".facts", ".stops"]
    tops = [page.locator(f".card {part}").first.bounding_box() for part in parts]
    heights = [box["y"] for box in tops if box]
    assert len(heights) == len(parts)
    assert heights == sorted(heights)
    body = page.locator(".card-body").bounding_box()
    cite = page.locator(".card .cite").bounding_box()
    assert body and cite
    assert cite["y"] + cite["height"] <= body["y"] + body["height"]
