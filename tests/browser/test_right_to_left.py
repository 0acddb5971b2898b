"""A page in Arabic is laid out from right to left: by where things stand, and by axe."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page

from routemap.webmap import route_map

from .conftest import Opener
from .reader import PHONE, button, settle
from .test_axe import violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def arabic(norway: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("arabic") / "page.html"
    route_map(norway, "synthetic drug trade", lang="ar").save(str(path))
    return path


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return dict(found)


@pytest.mark.parametrize(
    "options", [{"color_scheme": "light"}, {**PHONE, "color_scheme": "dark"}], ids=["light", "phone dark"]
)
def test_axe_finds_nothing(options: dict[str, Any], arabic: Path, open_page: Opener) -> None:
    page = open_page(arabic, reduced_motion="reduce", **options).page
    if "has_touch" not in options:
        page.locator(".row").first.click()
        button(page, "الجدول").click()
    settle(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_is_mirrored(arabic: Path, open_page: Opener) -> None:
    page = open_page(arabic).page
    page.locator(".row").first.click()
    settle(page)
    panel, stage, legend = box(page, ".panel"), box(page, ".routemap-map"), box(page, ".legend-room")
    assert panel["x"] + panel["width"] == 1280
    assert stage["x"] == 0
    assert legend["x"] == 16
    # The swatch of a route stands right of its name, and the arrow between two names points to the left.
    assert box(page, ".row svg")["x"] > box(page, ".row .route-title")["x"]
    assert "←" in page.locator(".row .route-title").first.inner_text()
    # Letters that join have no room between them, on the map as in the panel.
    assert page.locator(".context").evaluate("one => getComputedStyle(one).letterSpacing") in ("normal", "0px")


def test_the_picture_of_a_page_begins_on_the_right(arabic: Path, open_page: Opener) -> None:
    page = open_page(arabic, accept_downloads=True).page
    button(page, "تنزيل").click()
    with page.expect_download() as waited:
        page.get_by_role("menuitem", name="SVG").first.click()
    svg = Path(waited.value.path()).read_text(encoding="utf-8")
    at = svg.index(">الاتجار بالمخدرات الاصطناعية<")
    assert 'text-anchor="end"' in svg[svg.rindex("<text", 0, at) : at]
