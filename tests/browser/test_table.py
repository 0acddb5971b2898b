"""The table: the map's accessible twin, sortable, copyable, in step with map and list, with totals per place."""

from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page

from .conftest import Opener
from .reader import button, card, chip, choose_place, numbers, press, settle, shown, tab_to

pytestmark = pytest.mark.browser


def column(page: Page, name: str) -> list[str]:
    """Return the cells of a column as they stand."""
    heads = page.locator(".table thead th").all_inner_texts()
    at = [head.strip() for head in heads].index(name)
    return [row.locator("th, td").nth(at).inner_text() for row in page.locator(".table tbody tr").all()]


def test_the_table_has_the_routes_shown(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    button(page, "Table").click()
    assert page.locator(".table tbody tr").count() == 27
    heads = [head.strip() for head in page.locator(".table thead th").all_inner_texts()]
    assert heads[:3] == ["Route", "Market", "Commodity"]
    assert {"Origin", "Transit", "Destination", "Support", "Source", "Where in the source", "Note"} <= set(heads)
    chip(page, "Cannabis trade").click()
    assert page.locator(".table tbody tr").count() == shown(page)[0] == 5
    assert set(column(page, "Market")) == {"Cannabis trade"}


def test_columns_that_say_nothing_are_left_out(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    button(page, "Table").click()
    heads = {head.strip() for head in page.locator(".table thead th").all_inner_texts()}
    assert {"Quantity", "Period"} <= heads
    assert not heads & {"Market", "Kind", "Size", "Actors", "Note"}


def test_columns_sort_as_what_they_are(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page, fragment="#period=2024..2024").page
    button(page, "Table").click()
    head = page.get_by_role("columnheader", name="Quantity")
    button(page, "Quantity").click()
    people = [numbers(cell)[0] for cell in column(page, "Quantity")]
    assert head.get_attribute("aria-sort") == "descending"
    assert people == sorted(people, reverse=True)
    assert people[0] == 404_142
    button(page, "Quantity").click()
    people = [numbers(cell)[0] for cell in column(page, "Quantity")]
    assert head.get_attribute("aria-sort") == "ascending"
    assert people == sorted(people)
    button(page, "Origin").click()
    names = column(page, "Origin")
    assert names == sorted(names)
    assert head.get_attribute("aria-sort") is None
    # Where the focus was, there it is.
    assert page.evaluate("document.activeElement.textContent") == "Origin"


def test_the_table_is_in_step_with_map_and_list(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "synthetic-drug-trade.html").page
    button(page, "Table").click()
    page.locator(".list .row").nth(1).click()
    chosen = page.locator(".table tr.is-chosen")
    assert chosen.count() == 1
    assert chosen.locator("th").inner_text() == "via Poland → Norway"
    page.locator(".table").get_by_role("button", name="via Sweden → Norway").click()
    assert "through Sweden" in page.locator(".claim").inner_text()
    assert page.locator(".list .row[aria-current]").inner_text().startswith("via Sweden")


def test_totals_per_place(displaced_page: Path, displaced: pd.DataFrame, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    button(page, "Table").click()
    page.get_by_role("tab", name="Places").click()
    names, into, out = (column(page, name) for name in ("Place", "in", "out"))
    told = {name: (int(a), int(b)) for name, a, b in zip(names, into, out, strict=True)}
    ends = [displaced[end].value_counts() for end in ("destination", "origin")]
    assert told["Sudan"] == tuple(int(end.get("SDN", 0)) for end in ends)
    assert told["Germany"] == tuple(int(end.get("DEU", 0)) for end in ends)
    assert len(told) == len({*displaced["origin"], *displaced["destination"]})
    totals = [int(total) for total in column(page, "Routes")]
    assert totals == sorted(totals, reverse=True)
    page.locator(".table").get_by_role("button", name="Germany", exact=True).click()
    settle(page)
    assert page.locator(".card h2").inner_text() == "Germany"
    assert shown(page)[0] == told["Germany"][0] + told["Germany"][1]
    # Only the places of the routes shown are left.
    assert len(column(page, "Place")) < len(told)


def test_the_table_copies_as_a_spreadsheet_takes_it(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html", permissions=["clipboard-read", "clipboard-write"]).page
    button(page, "Table").click()
    button(page, "Copy").click()
    settle(page)
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert len(lines) == 6
    head, *rows = (line.split("\t") for line in lines)
    assert head[0] == "Route"
    assert {len(row) for row in rows} == {len(head)}
    assert sorted(row[0] for row in rows) == [row[0] for row in rows]
    assert page.locator(".toast").inner_text().strip() == "Copied."


def test_the_table_by_keyboard_alone(pages: Path, open_page: Opener) -> None:
    opened = open_page(pages / "heroin-trade.html")
    page = opened.page
    tab_to(page, ".bar .bar-button")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Routes"
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tab", name="Places").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowLeft")
    tab_to(page, ".table .sort")
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=descending]").count() == 1
    tab_to(page, ".table .cell-button")
    page.keyboard.press("Enter")
    assert page.locator(".claim").is_visible()
    tab_to(page, ".table .cell-button", most=120)
    page.keyboard.press("Escape")
    assert page.locator(".table-room").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Table"
    # The selection is another step.
    assert card(page).is_visible()
    press(page, ["Escape"])
    assert card(page).is_hidden()
    opened.assert_clean()


def test_a_long_table_grows_as_one_scrolls(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    button(page, "Table").click()
    count = page.locator(".table tbody tr").count
    assert count() == 200
    for _ in range(4):
        page.locator(".table-scroll").evaluate("one => { one.scrollTop = one.scrollHeight; }")
        settle(page)
    assert count() == shown(page)[0] == 588


def test_the_map_stays_in_sight_beside_the_table(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html").page
    button(page, "Table").click()
    choose_place(page, "Poland")
    settle(page)
    table = page.locator(".table-room").bounding_box()
    zoom = page.locator(".leaflet-control-zoom").bounding_box()
    assert table and zoom
    assert zoom["y"] + zoom["height"] <= table["y"]
    inside = page.evaluate("map_1.latLngToContainerPoint([52, 19.4]).y")
    assert 0 < inside < table["y"]


def test_hostile_text_in_the_table_is_only_text(hostile_page: Path, open_page: Opener) -> None:
    opened = open_page(hostile_page)
    page = opened.page
    button(page, "Table").click()
    assert "onerror" in page.locator(".table tbody").inner_text()
    assert page.locator(".table").locator("img, script, a, iframe").count() == 0
    for head in page.locator(".table .sort").all():
        head.click()
    page.get_by_role("tab", name="Places").click()
    opened.assert_clean()
