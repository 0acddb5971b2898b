"""A newcomer's errand, three times: with the mouse, from the keyboard alone, on a phone."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from .conftest import Opened, Opener
from .reader import PHONE, numbers, pressed, rows, settle, shown

pytestmark = pytest.mark.browser

COPYING = {"permissions": ["clipboard-read", "clipboard-write"]}


class Hand:
    """How a reader presses things."""

    def __init__(self, opened: Opened, way: str) -> None:
        self.page: Page = opened.page
        self.way = way

    def press(self, target: Locator) -> None:
        if self.way == "phone":
            target.tap()
        elif self.way == "keyboard":
            self.reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()
        settle(self.page)

    def reach(self, target: Locator) -> None:
        """Go to an element by Tab and the arrow keys, as one must without a mouse."""
        wanted = target.element_handle()
        for _ in range(80):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("wanted => document.activeElement === wanted", wanted):
                return
            # Inside a list or a menu there is one stop, and the arrows.
            inside = "wanted => document.activeElement?.closest('.list, [role=menu]')?.contains(wanted) ?? false"
            for _ in range(30 if self.page.evaluate(inside, wanted) else 0):
                self.page.keyboard.press("ArrowDown")
                if self.page.evaluate("wanted => document.activeElement === wanted", wanted):
                    return
        raise AssertionError(f"{target} is not reached by keyboard")

    def raise_sheet(self) -> None:
        if self.way == "phone":
            self.press(self.named("Show more of the list"))

    def named(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def from_menu(self, menu: str, item: str) -> None:
        if self.way == "phone":
            while self.named("Show more of the map").is_enabled():
                self.press(self.named("Show more of the map"))
        self.press(self.named(menu))
        entry = self.page.get_by_role("menuitem", name=item, exact=True)
        if self.way == "keyboard":
            while not entry.evaluate("one => document.activeElement === one"):
                self.page.keyboard.press("ArrowDown")
            self.page.keyboard.press("Enter")
        else:
            self.press(entry)


@pytest.fixture(params=["mouse", "keyboard", "phone"])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def hand_on(open_page: Opener, path: Path, way: str) -> Hand:
    options: dict[str, Any] = {**COPYING, **(PHONE if way == "phone" else {})}
    hand = Hand(open_page(path, **options), way)
    hand.raise_sheet()
    return hand


def test_all_routes_into_norway_through_sweden(pages: Path, open_page: Opener, way: str) -> None:
    hand = hand_on(open_page, pages / "all-markets.html", way)
    page = hand.page
    box = page.get_by_role("combobox")
    if way == "keyboard":
        hand.reach(box)
    else:
        hand.press(box)
    page.keyboard.type("swed")
    settle(page)
    if way == "keyboard":
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        settle(page)
    else:
        hand.press(page.locator(".suggestions [role=option]").first)
    hand.press(page.locator(".figures button").filter(has_text="through"))
    assert shown(page)[0] == 3
    assert set(rows(page)) == {"via Sweden to Norway"}


def test_two_commodities_compared(pages: Path, open_page: Opener, way: str) -> None:
    hand = hand_on(open_page, pages / "synthetic-drug-trade.html", way)
    page = hand.page
    first, second = (page.locator(".filters .chip").filter(has_text=name) for name in ("amphetamines", "MDMA"))
    hand.press(hand.named("Filters"))
    hand.press(first)
    hand.press(second)
    assert pressed(first)
    assert pressed(second)
    counts = [numbers(chip.locator(".n").inner_text())[0] for chip in (first, second)]
    assert shown(page)[0] == sum(counts) == 4
    hand.press(page.locator(".list .row").last)
    assert page.locator(".claim").inner_text().startswith("MDMA")


def test_the_picture_and_the_embed_code_in_a_report(pages: Path, open_page: Opener, tmp_path: Path, way: str) -> None:
    hand = hand_on(open_page, pages / "heroin-trade.html", way)
    page = hand.page
    with page.expect_download() as waiting:
        hand.from_menu("Download", "Download PNG")
    assert waiting.value.path().read_bytes().startswith(b"\x89PNG")
    hand.from_menu("Share", "Copy embed code")
    code = page.evaluate("navigator.clipboard.readText()")
    (tmp_path / "heroin-trade.html").write_bytes((pages / "heroin-trade.html").read_bytes())
    report = tmp_path / "report.html"
    report.write_text(
        f"<!doctype html><html lang='en'><title>Report</title><p>Text.</p>{code}</html>", encoding="utf-8"
    )
    host = open_page(report, wait=None, **(PHONE if way == "phone" else {})).page
    frame = host.frame_locator("iframe")
    frame.get_by_role("heading", name="Heroin trade").wait_for()
    frame.locator(".leaflet-overlay-pane canvas").first.wait_for(state="attached")
    assert host.frames[-1].evaluate("document.documentElement.classList.contains('is-embed')")
