"""Find and filter: by mouse and by keyboard alone, with counts that are true and lines that stay where they are."""

from pathlib import Path

import pandas as pd
import pytest

from .conftest import Opener
from .reader import (
    button,
    chip,
    chip_count,
    choose_place,
    find_line,
    look_for,
    note,
    open_filters,
    press,
    rows,
    search,
    settle,
    shown,
    tab_to,
    view,
)

pytestmark = pytest.mark.browser


def test_a_name_typed_filters_and_is_suggested(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    look_for(page, "lithu")
    options = page.locator(".suggestions [role=option]").all_inner_texts()
    assert options[0].split() == ["Lithuania", "country", "·", "1", "route"]
    assert options[-1].split() == ["Text", "contains", "“lithu”", "1", "route"]
    assert shown(page) == (1, 27)
    assert rows(page) == ["Lithuania to Norway"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("POL", "Poland"),
        ("west afr", "West Africa"),
        ("mdm", "MDMA"),
        ("cocaine tr", "Cocaine trade"),
        ("germany", "Germany"),
    ],
)
def test_places_codes_commodities_and_markets_are_suggested(
    pages: Path, open_page: Opener, text: str, wanted: str
) -> None:
    page = open_page(pages / "all-markets.html").page
    look_for(page, text)
    assert page.locator(".suggestions [role=option]").first.inner_text().startswith(wanted)


@pytest.mark.parametrize("column", ["actors", "note", "source", "locator"])
def test_text_of_every_column_is_found(pages: Path, norway: pd.DataFrame, open_page: Opener, column: str) -> None:
    route = norway[norway[column] != ""].iloc[-1]
    page = open_page(pages / "all-markets.html").page
    look_for(page, route[column][:40])
    wanted = int(norway[column].str.contains(route[column][:40], regex=False).sum())
    assert shown(page)[0] >= wanted > 0
    assert shown(page)[0] < 27 or wanted == 27


def test_what_is_nowhere_leaves_a_word_and_a_way_back(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    look_for(page, "zzz")
    assert shown(page)[0] == 0
    assert page.locator(".list .empty").inner_text() == "No route passes these filters."
    assert page.locator(".suggestions").is_hidden()
    button(page, "Clear filters").click()
    assert shown(page)[0] == 27
    assert search(page).input_value() == ""


def test_filters_by_mouse_with_true_counts(pages: Path, norway: pd.DataFrame, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    for market, title in (("cannabis trade", "Cannabis trade"), ("heroin trade", "Heroin trade")):
        assert chip_count(page, title) == int((norway["market"] == market).sum())
    chip(page, "Cannabis trade").click()
    assert shown(page) == (5, 27)
    # The other markets' own counts do not fall to nothing: they say what choosing them would add.
    assert chip_count(page, "Heroin trade") == 5
    chip(page, "Heroin trade").click()
    assert shown(page) == (10, 27)
    open_filters(page)
    chip(page, "Stated plainly").click()
    some = norway[norway["market"].isin(["cannabis trade", "heroin trade"])]
    assert shown(page)[0] == int((some["confidence"] == "high").sum())
    # Options of one filter count under all the others.
    assert chip_count(page, "Said with caution") == int((some["confidence"] == "medium").sum())
    button(page, "Clear filters").click()
    assert shown(page) == (27, 27)
    assert page.locator(".filters .chip[aria-pressed=true]").count() == 0


def test_filters_by_keyboard_alone(pages: Path, open_page: Opener) -> None:
    opened = open_page(pages / "all-markets.html")
    page = opened.page
    tab_to(page, "[role=combobox]")
    page.keyboard.type("sweden")
    settle(page)
    press(page, ["ArrowDown", "Enter"])
    settle(page)
    assert shown(page)[0] == 4
    assert page.get_by_role("heading", name="Sweden").is_visible()
    tab_to(page, ".filter-opener")
    page.keyboard.press("Enter")
    tab_to(page, ".filters .chip")
    name = page.evaluate("document.activeElement.querySelector('.chip-name').textContent")
    page.keyboard.press("Enter")
    assert shown(page)[0] == chip_count(page, name) <= 4
    tab_to(page, ".count .plain")
    page.keyboard.press("Enter")
    assert shown(page)[0] == 4
    # The button is gone; the focus is not lost with it.
    assert page.evaluate("document.activeElement !== document.body")
    tab_to(page, ".row")
    press(page, ["ArrowDown", "ArrowDown", "ArrowUp", "Enter"])
    assert page.locator(".row[aria-current]").count() == 1
    assert page.locator(".claim").is_visible()
    press(page, ["Escape", "Escape"])
    settle(page)
    assert shown(page)[0] == 27
    opened.assert_clean()


def test_suggestions_by_arrow_keys_and_escape(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    search(page).focus()
    look_for(page, "n")
    box = search(page)
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    last = page.locator(".suggestions [role=option]").last
    assert box.get_attribute("aria-activedescendant") == last.get_attribute("id")
    assert last.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    first = page.locator(".suggestions [role=option]").first
    assert first.get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "n"
    page.keyboard.press("Escape")
    assert box.input_value() == ""
    assert shown(page)[0] == 27


def test_the_number_shown_is_always_in_sight_and_told(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    page.locator(".scroller").evaluate("one => { one.scrollTop = 2000; }")
    settle(page)
    count = page.locator(".count-text")
    box = count.bounding_box()
    assert box
    assert 0 < box["y"] < 200
    assert count.get_attribute("role") == "status"
    title = page.locator("h1").bounding_box()
    assert title
    assert title["y"] >= 0


def test_lines_and_view_stay_where_they_are(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    x, y = find_line(page, "MAR", "NOR", "Morocco → Norway")
    before = view(page)
    chip(page, "Heroin trade").click()
    settle(page)
    assert view(page) == before
    page.mouse.move(x + 200, y)
    page.mouse.move(x, y)
    assert note(page).startswith("Morocco → Norway")
    chip(page, "Cannabis trade").click()
    chip(page, "Heroin trade").click()
    page.mouse.move(x + 200, y)
    page.mouse.move(x, y)
    assert not note(page).startswith("Morocco → Norway")
    assert view(page) == before


def test_the_role_of_a_place_filters(displaced_page: Path, displaced: pd.DataFrame, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    choose_place(page, "Sudan")
    roles = page.locator(".figures button")
    wanted = {"in": int((displaced["destination"] == "SDN").sum()), "out": int((displaced["origin"] == "SDN").sum())}
    assert {name: int(text) for text, name in (one.split("\n") for one in roles.all_inner_texts())} == wanted
    roles.filter(has_text="in").click()
    assert shown(page)[0] == wanted["in"]
    assert all(title.endswith("to Sudan") for title in rows(page))
    # What the other role would leave stays told.
    assert roles.filter(has_text="out").inner_text().startswith(str(wanted["out"]))


def test_a_quantity_range_filters_within_its_unit(
    displaced_page: Path, displaced: pd.DataFrame, open_page: Opener
) -> None:
    page = open_page(displaced_page).page
    open_filters(page)
    page.get_by_role("spinbutton", name="Quantity, from").fill("100000")
    settle(page)
    assert shown(page)[0] == int((displaced["quantity"] >= 100_000).sum())
    page.get_by_role("spinbutton", name="Quantity, to").fill("200000")
    settle(page)
    assert shown(page)[0] == int(displaced["quantity"].between(100_000, 200_000).sum())


def test_a_long_list_grows_and_tab_passes_its_end(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    assert page.locator(".list .row").count() == 150
    tab_to(page, ".row")
    page.keyboard.press("Tab")
    settle(page)
    assert page.locator(".list .row").count() > 150
    assert page.evaluate("document.activeElement.className") == "row-more"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "About this map"
    for _ in range(6):
        page.locator(".scroller").evaluate("one => { one.scrollTop = one.scrollHeight; }")
        settle(page)
    assert page.locator(".list .row").count() == shown(page)[0]


def test_text_of_hostile_routes_is_only_text_in_suggestions(hostile_page: Path, open_page: Opener) -> None:
    opened = open_page(hostile_page)
    page = opened.page
    for text in ("commodity", '"><img', "${window", "</script>", "javascript:"):
        look_for(page, text)
        assert page.locator(".suggestions [role=option]").count() > 0
        assert page.locator(".suggestions").locator("img, script, a").count() == 0
    look_for(page, "commodity")
    press(page, ["ArrowDown", "Enter"])
    settle(page)
    opened.assert_clean()
