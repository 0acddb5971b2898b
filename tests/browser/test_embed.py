"""Inside a report: compact, polite to the page around it, and whole in a notebook."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import CDPSession, Frame, Page

import routemap

from .conftest import Opened, Opener
from .reader import FRAME, PHONE, button, card, find_line, menu, note, settle, spot, view

pytestmark = pytest.mark.browser


def test_an_embed_has_title_legend_and_source_and_no_panel(pages: Path, open_page: Opener) -> None:
    opened = open_page(pages / "heroin-trade.html", width=700, height=530, fragment="#embed")
    page = opened.page
    assert page.get_by_role("heading", name="Heroin trade").is_visible()
    assert "Global Organized Crime Index" in page.locator(".source-line").inner_text()
    assert button(page, "How to read").is_visible()
    for name in (".search", ".list", ".filters", ".count"):
        assert page.locator(name).is_hidden()
    whole = page.get_by_role("link", name="Open the whole map")
    assert whole.get_attribute("href") == "heroin-trade.html"
    assert whole.get_attribute("target") == "_blank"
    assert "noopener" in str(whole.get_attribute("rel"))
    assert page.evaluate("document.documentElement.scrollHeight") <= 530
    opened.assert_clean()


def test_in_an_embed_a_press_on_a_line_opens_its_card(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html", width=900, height=600, fragment="#embed").page
    assert card(page).is_hidden()
    x, y = find_line(page, "MAR", "NOR", "Morocco → Norway")
    page.mouse.click(x, y)
    assert "from Morocco to Norway" in card(page).inner_text()
    assert note(page) == ""
    box, stage = card(page).bounding_box(), page.locator(".stage").bounding_box()
    assert box and stage
    assert box["height"] < 0.65 * stage["height"]
    page.keyboard.press("Escape")
    assert card(page).is_hidden()


def test_the_wheel_belongs_to_the_page_around(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html", width=900, height=600, fragment="#embed").page
    before = view(page)
    page.mouse.move(450, 300)
    page.mouse.wheel(0, -300)
    settle(page)
    assert view(page) == before
    # Leaflet gathers the turns of a wheel before it answers: not at all, and not only later.
    assert page.evaluate("map_1.scrollWheelZoom.enabled()") is False


@pytest.fixture
def report(pages: Path, tmp_path: Path, open_page: Opener) -> Path:
    """Return a plain HTML report with the embed code pasted in, the map's page beside it."""
    shutil.copy(pages / "heroin-trade.html", tmp_path)
    page = open_page(tmp_path / "heroin-trade.html", permissions=["clipboard-read", "clipboard-write"]).page
    menu(page, "Share", "Copy embed code")
    code = page.evaluate("navigator.clipboard.readText()")
    long = "<p>Text of the report.</p>\n" * 40
    path = tmp_path / "report.html"
    path.write_text(
        "<!doctype html><html lang='en'><meta name='viewport' content='width=device-width'><title>Report</title>"
        f"<h1>Report</h1><p>Before.</p>\n{code}{long}</html>",
        encoding="utf-8",
    )
    return path


def inside(page: Page) -> Frame:
    """Return the frame of the map, drawn."""
    page.locator("iframe").scroll_into_view_if_needed()
    frame = page.frames[-1]
    frame.wait_for_selector(".leaflet-overlay-pane canvas", state="attached")
    settle(page)
    return frame


def said(opened: Opened) -> list[str]:
    """Return what a host page logged and fetched, the frame itself aside."""
    return opened.console + [url for url in opened.requests if not url.split("#")[0].endswith("heroin-trade.html")]


@pytest.mark.parametrize("width", [420, 900])
def test_a_report_shows_the_map_at_the_height_it_asks_for(report: Path, open_page: Opener, width: int) -> None:
    opened = open_page(report, width=width, wait=None)
    frame = inside(opened.page)
    assert frame.evaluate("document.querySelector('h1').textContent") == "Heroin trade"
    wanted = frame.evaluate("Math.round(Math.min(760, Math.max(380, innerWidth * 0.62 + 96)))")
    box = opened.page.locator("iframe").bounding_box()
    assert box
    assert box["height"] == wanted != 560
    assert opened.page.locator("iframe").get_attribute("title") == "Heroin trade"
    assert opened.page.locator("iframe").get_attribute("loading") == "lazy"
    assert said(opened) == []


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def draw_fingers(page: Page, starts: list[tuple[float, float]], by: tuple[float, float], steps: int = 8) -> None:
    """Put fingers down, draw them the same way, hold them still so that nothing is flung, and lift them."""
    session = page.context.new_cdp_session(page)
    touch(session, "touchStart", *starts)
    for step in range(1, steps + 1):
        touch(session, "touchMove", *[(x + by[0] * step / steps, y + by[1] * step / steps) for x, y in starts])
        page.evaluate(FRAME)
    for _ in range(10):  # A velocity is taken from the last tenth of a second.
        page.evaluate(FRAME)
    touch(session, "touchEnd")
    settle(page)


def test_one_finger_scrolls_the_report_and_two_move_the_map(report: Path, open_page: Opener) -> None:
    page = open_page(report, wait=None, **PHONE).page
    frame = inside(page)
    page.evaluate("scrollTo(0, 0)")
    settle(page)
    where = "[map_1.getCenter().lat, map_1.getCenter().lng, map_1.getZoom()]"
    before, box = frame.evaluate(where), page.locator("iframe").bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    draw_fingers(page, [middle], (0, -160))
    assert page.evaluate("scrollY") > 60
    assert frame.evaluate(where) == before
    page.evaluate("scrollTo(0, 0)")
    settle(page)
    draw_fingers(page, [(middle[0] - 40, middle[1]), (middle[0] + 40, middle[1])], (60, -60))
    assert page.evaluate("scrollY") == 0
    after = frame.evaluate(where)
    assert after[0] < before[0]
    assert after[1] < before[1]


def test_a_page_by_itself_moves_under_one_finger(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html", **PHONE).page
    before = view(page)
    draw_fingers(page, [(180, 250)], (60, -60))
    assert view(page)[0] < before[0]


def notebook(m: "routemap.webmap.RouteMap", path: Path) -> Path:
    """Write what a notebook shows, as Jupyter and Quarto put it into their page."""
    path.write_text(
        f"<!doctype html><html lang='en'><title>Notebook</title><h1>Notebook</h1>{m._repr_html_()}</html>",
        encoding="utf-8",
    )
    return path


def test_a_map_shows_itself_in_a_notebook(norway: pd.DataFrame, open_page: Opener, tmp_path: Path) -> None:
    path = notebook(routemap.route_map(norway, market="cannabis trade"), tmp_path / "notebook.html")
    opened = open_page(path, wait=None)
    page = opened.page
    element = page.locator("iframe")
    assert element.get_attribute("sandbox") == "allow-scripts allow-downloads allow-popups"
    assert element.get_attribute("title") == "Cannabis trade"
    frame = inside(page)
    frame.get_by_role("button", name="Share", exact=True).click()
    # A link to a page without an address would lead nowhere.
    assert frame.get_by_role("menuitem").all_inner_texts() == ["Save this view as a page", "Print"]
    page.keyboard.press("Escape")
    frame.locator(".row").first.click()
    assert frame.locator(".claim").is_visible()
    frame.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as waiting:
        frame.get_by_role("menuitem", name="Download CSV").click()
    assert len(routemap.read_routes(waiting.value.path().rename(tmp_path / "back.csv"))) == 5
    opened.assert_clean()


def test_hostile_data_stay_inert_in_a_notebook(hostile: pd.DataFrame, open_page: Opener, tmp_path: Path) -> None:
    opened = open_page(notebook(routemap.route_map(hostile), tmp_path / "notebook.html"), wait=None)
    frame = inside(opened.page)
    frame.locator(".row").first.click()
    assert frame.evaluate("window.__marks") == []
    assert frame.locator("img").count() == 0
    opened.assert_clean()


def test_a_place_in_an_embed_link_is_chosen(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html", width=800, height=600, fragment="#embed&place=POL").page
    assert "Poland" in card(page).inner_text()
    x, y = spot(page, "POL")
    stage = page.locator(".stage").bounding_box()
    assert stage
    assert 0 < x < 800
    assert stage["y"] < y < stage["y"] + stage["height"]
