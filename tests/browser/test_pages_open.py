"""Every page opens from disk, with no network, in silence, and whatever its data carry."""

from pathlib import Path

import pandas as pd
import pytest

from routemap.webmap import build_maps

from .conftest import Opener
from .reader import painting

pytestmark = pytest.mark.browser

NAMES = [
    "index",
    "all-markets",
    "heroin-trade",
    "cannabis-trade",
    "cocaine-trade",
    "synthetic-drug-trade",
    "human-trafficking",
    "human-smuggling",
    "arms-trafficking",
    "flora-crimes",
    "fauna-crimes",
    "non-renewable-resource-crimes",
]


def test_the_list_of_pages_is_whole(pages: Path) -> None:
    assert {path.stem for path in pages.glob("*.html")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_offline_and_in_silence(pages: Path, open_page: Opener, name: str) -> None:
    opened = open_page(pages / f"{name}.html")
    opened.page.mouse.move(640, 400)
    with painting(opened.page):
        opened.page.mouse.wheel(0, -200)
    opened.assert_clean()
    assert opened.page.locator("h1").count() == 1


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (768, 1024), (360, 640)])
def test_no_page_is_wider_than_its_window(pages: Path, open_page: Opener, width: int, height: int) -> None:
    opened = open_page(pages / "all-markets.html", width=width, height=height)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_planted_scripts_do_not_run(hostile_page: Path, open_page: Opener) -> None:
    opened = open_page(hostile_page)
    page = opened.page
    assert page.locator("img[src=x]").count() == 0
    for button in page.locator("button:visible").all()[:60]:
        if button.is_visible() and button.is_enabled():
            button.click(timeout=1000, force=True, no_wait_after=True)
    for x in range(400, 1240, 60):
        for y in (200, 350, 500, 650):
            page.mouse.move(x, y)
        page.mouse.click(x, 420)
    opened.settle()
    opened.assert_clean()
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("img[src=x]").count() == 0


def test_planted_scripts_do_not_run_in_the_folder_of_pages(
    tmp_path: Path, hostile: pd.DataFrame, open_page: Opener
) -> None:
    build_maps(hostile, tmp_path)
    for path in sorted(tmp_path.glob("*.html")):
        opened = open_page(path)
        opened.assert_clean()
        assert opened.page.locator("img[src=x]").count() == 0


def test_without_javascript_the_page_still_tells_its_routes(pages: Path, browser: object) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto((pages / "heroin-trade.html").as_uri())
    text = page.inner_text("body")
    assert "Heroin trade" in text
    assert "West Africa → Norway" in text
    assert "Drugs, sentence 9" in text
    context.close()
