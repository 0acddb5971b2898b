"""Choose a place or a route: the map focuses, the card says what is claimed, Escape goes back step by step."""

import io
import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page

import routemap
from routemap import read_routes, route_map

from .conftest import Opener
from .reader import button, card, choose_place, find_line, press, rows, settle, shown, spot, tab_to, view

pytestmark = pytest.mark.browser


def figures(page: Page) -> dict[str, int]:
    """Return the card's figures: routes in, out, through …"""
    texts = page.locator(".figures .figure").all_inner_texts()
    return {name: int(number.replace(",", "")) for number, name in (text.split("\n") for text in texts)}


def test_a_place_by_click_by_search_and_from_the_list(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    whole = view(page)
    page.mouse.click(*spot(page, "MAR"))
    settle(page)
    assert page.locator(".card h2").inner_text() == "Morocco"
    assert rows(page) == ["Morocco to Norway"]
    assert view(page) != whole
    page.keyboard.press("Escape")
    settle(page)
    assert view(page) == pytest.approx(whole, abs=0.1)
    choose_place(page, "Poland")
    assert page.locator(".card h2").inner_text() == "Poland"
    page.locator(".row").first.click()
    page.locator(".card .stops").get_by_role("button", name="Norway").click()
    assert page.locator(".card h2").inner_text() == "Norway"


def test_the_figures_of_a_place(displaced_page: Path, displaced: pd.DataFrame, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    choose_place(page, "Uganda")
    assert figures(page) == {"in": int((displaced["destination"] == "UGA").sum())}
    choose_place(page, "Colombia")
    assert figures(page) == {"out": int((displaced["origin"] == "COL").sum())}
    some = displaced[(displaced["origin"] == "COL") | (displaced["destination"] == "COL")]
    assert shown(page)[0] == len(some)


def test_figures_through_within_and_either_way(pages: Path, norway: pd.DataFrame, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    choose_place(page, "Sweden")
    assert figures(page) == {"through": 3, "either way": 1}
    choose_place(page, "Norway")
    found = figures(page)
    assert found["within"] == int(((norway["origin"] == "NOR") & (norway["destination"] == "NOR")).sum()) > 0
    assert "in" in found
    markets = page.locator(".breakdown li:visible").all_inner_texts()
    assert any(text.startswith("Synthetic drug trade") and text.endswith("7") for text in markets)


def test_nothing_of_a_place_is_cut_in_silence(displaced_page: Path, displaced: pd.DataFrame, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    choose_place(page, "United States")
    others = displaced[displaced["destination"] == "USA"]["origin"].nunique()
    chips = page.locator(".others .chip")
    assert page.locator(".others .chip:visible").count() < others
    page.locator(".others .unfold").click()
    assert page.locator(".others .chip:visible").count() == chips.count() == others
    assert page.evaluate("document.activeElement.classList.contains('chip')")


def test_a_region_is_an_area_and_not_a_point(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html").page
    page.mouse.click(*spot(page, "west-africa"))
    settle(page)
    assert page.locator(".card h2").inner_text() == "West Africa"
    members = len(routemap.places.region_members("west-africa"))
    assert f"A region of {members} countries, not a point" in card(page).inner_text()


def test_two_places_show_the_routes_between_them(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    choose_place(page, "Uganda")
    page.locator(".others .chip").filter(has_text="South Sudan").click()
    settle(page)
    assert page.locator(".card h2").inner_text() == "Between Uganda and South Sudan"
    assert set(rows(page)) == {"South Sudan to Uganda"}
    page.keyboard.press("Escape")
    settle(page)
    assert page.locator(".card h2").inner_text() == "Uganda"
    page.keyboard.press("Escape")
    assert card(page).is_hidden()


def test_a_second_place_is_offered_where_there_is_only_one(tmp_path: Path, open_page: Opener) -> None:
    path = tmp_path / "page.html"
    rows_of = ["Poland,Norway,high", "Poland,Norway,low", "Norway,Sweden,"]
    text = "market,from,to,confidence\n" + "".join(f"heroin trade,{row}\n" for row in rows_of)
    route_map(read_routes(io.StringIO(text))).save(str(path))
    page = open_page(path).page
    choose_place(page, "Poland")
    page.locator(".others .chip").filter(has_text="Norway").click()
    settle(page)
    assert page.locator(".card h2").inner_text() == "Between Poland and Norway"


def test_the_weakest_routes_come_first_where_that_is_asked_for(tmp_path: Path, open_page: Opener) -> None:
    path = tmp_path / "page.html"
    rows_of = ["Poland,Norway,high", "Spain,Norway,low", "Denmark,Norway,medium", "Norway,Sweden,"]
    text = "market,from,to,confidence\n" + "".join(f"heroin trade,{row}\n" for row in rows_of)
    route_map(read_routes(io.StringIO(text))).save(str(path))
    page = open_page(path).page
    assert rows(page)[0] == "Poland to Norway"
    weakest = page.get_by_role("button", name="Weakest first")
    weakest.click()
    settle(page)
    wanted = ["Norway to Sweden", "Spain to Norway", "Denmark to Norway", "Poland to Norway"]
    assert rows(page) == wanted
    heads = [re.sub(r"\W*\d+$", "", head) for head in page.locator(".list-head").all_inner_texts()]
    assert [head.casefold() for head in heads] == [
        "not assessed",
        "inferred by the analyst",
        "said with caution",
        "stated plainly",
    ]
    # The order travels with the address.
    assert rows(open_page(path, fragment="#order=weakest").page) == wanted
    weakest.click()
    settle(page)
    assert rows(page)[0] == "Poland to Norway"


def test_two_places_by_click_with_shift(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html").page
    page.mouse.click(*spot(page, "POL"))
    settle(page)
    page.keyboard.down("Shift")
    page.mouse.click(*spot(page, "NOR"))
    page.keyboard.up("Shift")
    settle(page)
    assert page.locator(".card h2").inner_text() == "Between Poland and Norway"
    assert rows(page) == ["Poland to Norway"]


def test_a_route_says_its_claim_in_a_sentence(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "synthetic-drug-trade.html").page
    page.locator(".row").first.click()
    settle(page)
    claim = page.locator(".claim").inner_text()
    assert claim == "Amphetamines reach Norway through Germany. The source does not say where they start."
    assert page.locator(".support").inner_text() == "Said with caution; no quantity."
    text = card(page).inner_text()
    for part in ("Actors", "SOURCE", "Drugs, sentence 6", "NOTE"):
        assert part in text
    # The siblings of its statement stand apart, in the card and in the list.
    assert page.locator(".siblings .route-link").count() == 2
    assert page.locator(".row.is-sibling").count() == 2
    page.locator(".siblings .route-link").last.click()
    assert "through Sweden" in page.locator(".claim").inner_text()


def test_a_route_says_quantity_and_period(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    page.locator(".row").first.click()
    assert page.locator(".support").inner_text() == "Stated plainly; 42 people; 2019."
    link = page.get_by_role("link", name="Open the source")
    assert link.get_attribute("href") == "https://www.unhcr.org/refugee-statistics/"
    assert link.get_attribute("target") == "_blank"
    assert {"noopener", "noreferrer"} <= set(str(link.get_attribute("rel")).split())


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/", "file:///etc/x"])
def test_only_addresses_of_the_web_become_links(
    norway: pd.DataFrame, open_page: Opener, tmp_path: Path, address: str
) -> None:
    routes = norway.copy()
    routes["url"] = address
    path = tmp_path / "links.html"
    routemap.route_map(routes, market="heroin trade").save(str(path))
    page = open_page(path).page
    page.locator(".row").first.click()
    assert address in card(page).inner_text()
    assert card(page).get_by_role("link").count() == 0


def test_a_line_of_one_route_opens_it_and_keeps_the_title_in_sight(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    page.mouse.click(*find_line(page, "MAR", "NOR", "Morocco → Norway"))
    settle(page)
    assert "from Morocco to Norway" in page.locator(".claim").inner_text()
    for selector in (".context", "h1"):
        box = page.locator(selector).first.bounding_box()
        assert box
        assert box["y"] >= 0
    row = page.locator(".row[aria-current]")
    box, panel = row.bounding_box(), page.locator(".scroller").bounding_box()
    assert box and panel
    assert panel["y"] <= box["y"] <= panel["y"] + panel["height"] - 20


def test_a_line_of_several_routes_opens_a_list(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    page.mouse.click(*find_line(page, "COL", "ESP", "Colombia → Spain"))
    settle(page)
    assert page.locator(".card h2").inner_text() == "Colombia → Spain"
    assert card(page).locator(".row").count() == 6
    assert "6 routes share this line" in card(page).inner_text()
    card(page).locator(".row").nth(2).click()
    assert page.locator(".claim").is_visible()
    button(page, "Back").click()
    assert card(page).locator(".row").count() == 6
    button(page, "Back").click()
    assert card(page).is_hidden()


def test_a_route_by_keyboard_alone(pages: Path, open_page: Opener) -> None:
    opened = open_page(pages / "synthetic-drug-trade.html")
    page = opened.page
    tab_to(page, ".row")
    press(page, ["ArrowDown", "Enter"])
    assert "Poland" in page.locator(".claim").inner_text()
    spoken = page.locator("p.vh[role=status]").last
    assert spoken.inner_text().startswith("Amphetamines reach")
    tab_to(page, ".card .back")
    tab_to(page, ".card .route-link")
    page.keyboard.press("Enter")
    assert "Germany" in page.locator(".claim").inner_text()
    press(page, ["Escape"])
    assert card(page).is_hidden()
    assert page.evaluate("document.activeElement.matches('.row')")
    opened.assert_clean()


def test_escape_on_the_map_goes_back_too(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html").page
    page.mouse.click(*spot(page, "POL"))
    settle(page)
    page.mouse.click(*find_line(page, "POL", "NOR", "Poland → Norway"))
    settle(page)
    assert page.locator(".claim").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".card h2").inner_text() == "Poland"
    page.keyboard.press("Escape")
    assert card(page).is_hidden()


def test_hostile_text_in_a_card_is_only_text(hostile_page: Path, open_page: Opener) -> None:
    opened = open_page(hostile_page)
    page = opened.page
    for index in range(5):
        page.locator(".list .row").nth(index).click()
        assert "onerror" in card(page).inner_text()
        assert card(page).locator("img, script, iframe, a").count() == 0
    opened.assert_clean()
