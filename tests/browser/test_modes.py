"""Light, dark, paper, forced colours, large text, no JavaScript, four languages."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect
from tests import hard_tables

from routemap.routes import read_routes
from routemap.webmap import build_maps, route_map

from .conftest import Opener
from .reader import button, card, chip, choose_place, look_for, rows, settle, shown
from .test_scene import scene

pytestmark = pytest.mark.browser

PANEL = "getComputedStyle(document.querySelector('.panel')).backgroundColor"


def ground(page: Page) -> int:
    """Return how bright the land is in the middle of Belarus, 0 to 765."""
    return page.evaluate(
        """() => {
          const sheet = document.querySelector(".leaflet-routemap-ground-pane canvas");
          const [box, holder] = [sheet.getBoundingClientRect(), map_1.getContainer().getBoundingClientRect()];
          const { x, y } = map_1.latLngToContainerPoint([53.5, 28]);
          const scale = sheet.width / box.width;
          const at = [(x + holder.left - box.left) * scale, (y + holder.top - box.top) * scale];
          const [red, green, blue, solid] = sheet.getContext("2d").getImageData(...at, 1, 1).data;
          return solid === 255 ? red + green + blue : NaN;
        }"""
    )


@pytest.mark.parametrize(("scheme", "panel"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(22, 30, 34)")])
def test_the_page_follows_the_system(pages: Path, open_page: Opener, scheme: Any, panel: str) -> None:
    page = open_page(pages / "heroin-trade.html", color_scheme=scheme).page
    assert page.evaluate(PANEL) == panel
    assert ground(page) > 600 if scheme == "light" else ground(page) < 200
    page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    settle(page)
    assert page.evaluate(PANEL) != panel
    assert ground(page) > 600 if scheme == "dark" else ground(page) < 200


def test_the_appearance_can_be_chosen(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html", color_scheme="light").page
    button(page, "About this map").click()
    button(page, "Dark").click()
    settle(page)
    assert page.evaluate(PANEL) == "rgb(22, 30, 34)"
    assert ground(page) < 200
    assert button(page, "Dark").get_attribute("aria-pressed") == "true"
    button(page, "Auto").click()
    assert page.evaluate(PANEL) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_paper_has_map_legend_routes_and_sources(pages: Path, open_page: Opener, paper: str) -> None:
    page = open_page(pages / "synthetic-drug-trade.html", width=1000, height=700, color_scheme="dark").page
    page.emulate_media(media="print")
    settle(page)
    printed = page.locator(".print-list")
    assert printed.locator("li").count() == 7
    text = printed.inner_text()
    assert "Amphetamines reach Norway through Germany. The source does not say where they start." in text
    assert text.count("Drugs, sentence") == 7
    assert page.locator(".legend").is_visible()
    for hidden in (".search", ".filters", ".bar", ".list", ".leaflet-control-zoom"):
        assert page.locator(hidden).first.is_hidden()
    for seen in ("h1", ".summary", ".source-line"):
        assert page.locator(seen).is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper, print_background=True)))
    assert 1 <= sheets <= 3


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (768, 1024), (360, 640)])
def test_map_and_key_stand_on_the_first_sheet(
    tmp_path: Path, open_page: Opener, paper: str, width: int, height: int
) -> None:
    path = tmp_path / "page.html"
    route_map(hard_tables.west_africa()).save(str(path))
    page = open_page(path, width=width, height=height).page
    pypdfium2 = pytest.importorskip("pypdfium2")
    before = scene(page)
    first = pypdfium2.PdfDocument(page.pdf(format=paper, print_background=True))[0]
    sheet = first.get_textpage().get_text_bounded()
    for wanted in ("All markets", "Source: Made-up report", "its routes differ in support", "disputed"):
        assert wanted in sheet
    # The map is drawn for the paper, as wide as it whatever the window: land and sea from side to side.
    picture = first.render(scale=1).to_pil().convert("RGB")
    inked = [x for x in range(picture.width) if picture.getpixel((x, picture.height // 3)) != (255, 255, 255)]
    assert len(inked) > 0.75 * picture.width
    settle(page)
    assert scene(page)["camera"]["zoom"] == before["camera"]["zoom"]
    page.emulate_media(media="print")
    settle(page)
    for pressed in (".routemap-whole", ".routemap-count button"):
        assert page.locator(pressed).first.is_hidden()


def test_a_print_of_many_routes_is_short_and_counts_what_it_leaves_out(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    page.emulate_media(media="print")
    settle(page)
    listed = page.locator(".print-list li").count()
    assert f"+ {588 - listed} routes" in page.locator(".print-list").inner_text()
    assert "[1] UNHCR Refugee Data Finder" in page.locator(".print-list .cite").inner_text()
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", print_background=True)))
    assert sheets <= 10


def test_forced_colours_keep_what_is_chosen_apart(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "synthetic-drug-trade.html", forced_colors="active").page
    page.locator(".row").nth(1).click()
    border = "one => getComputedStyle(one).borderTopWidth"
    assert page.locator(".row[aria-current]").evaluate(border) == "2px"
    assert page.locator(".row").nth(0).evaluate(border) == "0px"
    chip(page, "MDMA").click()
    assert chip(page, "MDMA").evaluate(border) == "2px"
    assert button(page, "Share").evaluate(border) == "1px"
    # The lines' own colours are data: they are not taken away.
    colours = {one.evaluate("one => getComputedStyle(one).color") for one in page.locator(".filters .swatch").all()}
    assert len(colours) == 4


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (768, 1024)])
def test_text_at_twice_its_size_stays_usable(pages: Path, open_page: Opener, width: int, height: int) -> None:
    page = open_page(pages / "all-markets.html", width=width, height=height).page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = """() => Math.min(...[...document.querySelectorAll(".routemap-root *")].filter((one) =>
      one.checkVisibility() && [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) &&
      !one.closest("svg, .leaflet-control-zoom")).map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
    assert page.evaluate(small) >= 22
    scroller = page.locator(".scroller").bounding_box()
    assert scroller
    assert scroller["height"] > 0.3 * height
    choose_place(page, "Sweden")
    page.locator(".list .row").first.click()
    settle(page)
    for element in (page.locator(".claim"), page.locator(".card .back")):
        element.scroll_into_view_if_needed()
        box = element.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert 0 <= box["y"] < height
    # No word is cut: nothing is wider inside than it is outside.
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".panel *")].filter((one) => one.clientWidth > 0 &&
          one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "hidden" &&
          !one.matches(".chip-name, .scroller, .vh")).map((one) => one.className)"""
    )
    assert cut == []
    button(page, "Table").click()
    assert page.locator(".table tbody tr").first.is_visible()


def test_without_javascript_there_are_title_summary_and_table(pages: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((pages / "synthetic-drug-trade.html").as_uri())
    assert page.locator("h1").inner_text() == "Synthetic drug trade"
    assert "4 statements, 4 routes, 3 roles" in page.inner_text("body")
    assert page.locator("tbody tr").count() == 7
    assert "Routes mirror what is reported" in page.inner_text("body")
    page.goto((pages / "index.html").as_uri())
    assert page.locator(".gallery-card a").count() == 10
    context.close()


def test_without_javascript_every_row_can_be_reached(pages: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto((pages / "all-markets.html").as_uri())
    last = page.locator("tbody tr").last
    page.mouse.move(100, 300)
    page.mouse.wheel(0, 30_000)
    expect(last).to_be_in_viewport()
    box = last.bounding_box()
    assert box and 0 < box["y"] < 640 and box["x"] + box["width"] <= 360
    # The overview says of which market each route is.
    assert "Synthetic drug trade" in page.locator("tbody").inner_text()
    context.close()


@pytest.mark.parametrize("width", [360, 768, 1111, 1280])
def test_without_javascript_no_column_leaves_the_page(width: int, browser: Browser, tmp_path: Path) -> None:
    full = {
        "market": ["cocaine trade", "heroin trade"], "commodity": ["cocaine", "heroin"],
        "from": ["Peru", "Afghanistan"],
        "via": ["Brazil", "Iran"], "to": ["Spain", "Turkey"], "quantity": ["1200", "3.5"], "unit": ["kg", "t"],
        "start": "2019-05", "end": "2021-12", "confidence": "high", "source": ["a report", "another"],
        "locator": "page 12",
        "quote": "Loads left by ship in containers of fruit.", "note": "Named once.", "url": "https://example.org/report",
    }  # fmt: skip
    build_maps(read_routes(pd.DataFrame(full)), tmp_path)
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto((tmp_path / "all-markets.html").as_uri())
    assert page.locator("tbody tr").first.locator("th, td").count() == 11
    for cell in page.locator("tbody tr").first.locator("th, td").all():
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    context.close()


WORDS = {
    "en": ("Table", "How to read", "Norway", "4 statements", "Amphetamines reach"),
    "fr": ("Tableau", "Comment lire", "Norvège", "4 affirmations", "amphetamines"),
    "es": ("Tabla", "Cómo leer", "Noruega", "4 afirmaciones", "amphetamines"),
    "nb": ("Tabell", "Slik leses", "Norge", "4 utsagn", "amphetamines"),
}


@pytest.mark.parametrize("lang", WORDS)
def test_the_page_speaks_four_languages(norway: pd.DataFrame, open_page: Opener, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "page.html"
    route_map(norway, market="synthetic drug trade", lang=lang).save(str(path))
    opened = open_page(path)
    page = opened.page
    table, legend, country, count, claim = WORDS[lang]
    assert page.locator("html").get_attribute("lang") == lang
    assert button(page, table).is_visible()
    assert page.get_by_role("region", name=re.compile(legend)).count() == 1
    assert page.locator(".count-text").inner_text().startswith(count)
    assert any(country in title for title in rows(page))
    page.locator(".row").first.click()
    assert claim.lower() in page.locator(".claim").inner_text().lower()
    assert country in page.locator(".claim").inner_text()
    english = {"Table", "Share", "Download", "Back", "Clear filters", "How to read", "Selected", "Filters"}
    if lang != "en":
        said = {text.strip() for text in page.locator("button:visible").all_inner_texts()}
        assert not said & english
    opened.assert_clean()


def test_numbers_and_dates_are_of_the_language(displaced: pd.DataFrame, open_page: Opener, tmp_path: Path) -> None:
    routes = displaced[displaced["quantity"] > 200_000].copy()
    routes["start"] = "2024-03-05"
    for lang, number, date in (
        ("en", "404,142", "5 March 2024"),
        ("fr", "404\u202f142", "5 mars 2024"),
        ("es", "404.142", "5 de marzo de 2024"),
        ("nb", "404\u00a0142", "5. mars 2024"),
    ):
        path = tmp_path / f"{lang}.html"
        route_map(routes, lang=lang).save(str(path))
        page = open_page(path).page
        page.locator(".row").filter(has_text=number).first.click()
        support = page.locator(".support").inner_text()
        assert number in support
        assert date in support


def test_the_folder_of_another_language_is_whole(norway: pd.DataFrame, open_page: Opener, tmp_path: Path) -> None:
    build_maps(norway, tmp_path, lang="es")
    opened = open_page(tmp_path / "all-markets.html")
    page = opened.page
    # A market is found by its name in the language of the page, and by the one it has in the table.
    for text in ("heroína", "heroin trade"):
        look_for(page, text)
        assert shown(page)[0] == 5
    opened.assert_clean()
    index = open_page(tmp_path / "index.html")
    assert index.page.locator("#gallery").get_attribute("aria-label") == "Un mapa por mercado"
    index.assert_clean()


def test_a_card_of_a_route_is_announced_once(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html").page
    page.locator(".row").first.click()
    claim = page.locator(".claim").inner_text()
    live = [text for text in page.locator("[role=status]").all_text_contents() if claim in text]
    assert len(live) == 1
    assert card(page).get_attribute("aria-live") is None
