"""The panel leads to the evidence: the list is seen, and a card tells what supports a claim before all else."""

from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page
from tests import hard_tables

import routemap

from .conftest import Opener
from .reader import PHONE, button, chip, choose_place, menu, numbers, open_filters, settle, shown, view

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


@pytest.mark.parametrize(
    ("lang", "market", "summary", "count"),
    [
        (
            "en",
            "cannabis trade",
            "Cannabis reaches Norway through the Netherlands, Germany, Denmark, Sweden or Poland. "
            "The source does not say where it starts.",
            "1 statement · 5 routes",
        ),
        ("fr", "cannabis trade", "La source ne dit pas d’où il part.", "1 affirmation · 5 routes"),
        ("es", "flora crimes", "La fuente cita a Noruega como destino", "1 afirmación · ninguna ruta · 1 papel"),
        ("nb", "human smuggling", "Norge er nevnt som", "1 utsagn · ingen rute · 2 roller"),
    ],
)
def test_the_panel_tells_claims_and_counts_statements_and_routes_apart(
    norway: pd.DataFrame, open_page: Opener, tmp_path: Path, lang: str, market: str, summary: str, count: str
) -> None:
    routemap.route_map(norway, market=market, lang=lang).save(str(tmp_path / "page.html"))
    page = open_page(tmp_path / "page.html").page
    assert summary in page.locator(".summary").inner_text()
    assert page.locator(".count-text").inner_text() == count
    own = page.locator(".summary, .count, .list-head, .row, .support, .legend").all_inner_texts()
    text = " ".join(own).lower()
    assert not [word for word in ("hedged", "counterpart", "contrepartie", "contraparte", "motpart") if word in text]


def test_what_is_filtered_is_counted_part_by_part(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    assert page.locator(".count-text").inner_text() == "13 statements · 20 routes · 7 roles"
    chip(page, "Human smuggling").click()
    settle(page)
    assert page.locator(".count-text").inner_text() == "1 of 13 statements · 0 of 20 routes · 2 of 7 roles"


def test_on_pages_of_few_statements_the_evidence_stands_open(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "flora-crimes.html").page
    card = page.locator(".open-card")
    assert card.count() == 1
    for words in ("Said with caution; no quantity.", "Environment, sentence 9", "only the hint at imports"):
        assert words in card.inner_text()
    # Once for all alternatives of a statement.
    page = open_page(pages / "cannabis-trade.html").page
    assert page.locator(".open-card").count() == 1
    assert page.locator(".open-card .cite").is_visible()
    page = open_page(pages / "human-smuggling.html").page
    assert page.locator(".open-card").count() == 2
    page = open_page(pages / "synthetic-drug-trade.html").page
    assert page.locator(".open-card").count() == 0


def test_a_place_that_is_only_named_wears_its_role(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "flora-crimes.html").page
    scene = page.evaluate("routemap.scene()")
    (symbol,), (badge,) = scene["symbols"], scene["badges"]
    assert symbol["roles"] == ["destination"]
    assert badge["number"] == 1
    assert max(abs(badge["x"] - symbol["x"]), abs(badge["y"] - symbol["y"])) > 4
    assert {"destination", "named, without a route"} <= {
        entry for section in scene["legend"] for entry in section["entries"]
    }


def test_markets_without_a_line_share_a_row_of_the_index(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "index.html").page
    small = page.locator(".gallery-row .gallery-card")
    tops = {round(box["y"]) for box in (one.bounding_box() for one in small.all()) if box}
    assert small.count() == 4
    assert len(tops) == 1
    assert small.locator("svg").count() == 0
    assert page.locator(".gallery > .gallery-card .thumb").count() == 6


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (768, 1024), (1920, 1080)])
def test_the_caveat_and_the_way_to_all_of_it_are_in_sight(
    pages: Path, open_page: Opener, width: int, height: int
) -> None:
    page = open_page(pages / "all-markets.html", width=width, height=height).page
    foot, line = (page.locator(name).bounding_box() for name in (".foot", ".foot-line"))
    assert foot
    assert line
    assert foot["y"] <= line["y"]
    assert line["y"] + line["height"] <= foot["y"] + foot["height"]


def test_the_whole_map_is_a_press_and_a_key_away(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html").page
    start = view(page)
    for _ in range(2):
        page.locator(".leaflet-control-zoom-in").click()
        settle(page)
    assert view(page)[2] > start[2]
    page.get_by_role("button", name="Show the whole map (key 0)").click()
    settle(page)
    assert view(page) == pytest.approx(start, abs=0.1)
    page.locator(".leaflet-control-zoom-in").click()
    settle(page)
    page.keyboard.press("0")
    settle(page)
    assert view(page) == pytest.approx(start, abs=0.1)
    # Typed into the search box it is a character.
    page.locator(".leaflet-control-zoom-in").click()
    settle(page)
    page.get_by_role("combobox").press("0")
    settle(page)
    assert view(page)[2] > start[2]


def test_other_markets_are_at_the_title(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html").page
    page.locator(".head").get_by_text("Other maps").click()
    page.get_by_role("link", name="Cannabis trade", exact=True).click()
    page.wait_for_selector("[data-drawn]", state="attached")
    assert page.locator("h1").inner_text() == "Cannabis trade"


def test_a_chosen_place_frames_its_routes_and_a_second_needs_no_shift(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    choose_place(page, "Netherlands")
    scene = page.evaluate("routemap.scene()")
    free = scene["free"]
    ends = {code for line in scene["lines"] if line["opacity"] > 0.5 for code in (line["from"], line["to"])}
    spots = [one for one in scene["symbols"] if one["place"] in ends]
    assert {"NLD", "NOR"} <= {one["place"] for one in spots}
    for one in spots:
        assert free["left"] <= one["x"] <= free["right"]
        assert free["top"] <= one["y"] <= free["bottom"]
    page.locator(".card .others button").filter(has_text="Norway").first.click()
    settle(page)
    assert page.locator(".card h2").inner_text() == "Between Netherlands and Norway"


def test_on_a_server_the_address_follows_the_view(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    page.route("http://maps.test/*", lambda route: route.fulfill(path=pages / "all-markets.html"))
    page.goto("http://maps.test/all-markets.html")
    settle(page)
    assert "#" not in page.url
    choose_place(page, "Poland")
    page.wait_for_url("**/all-markets.html#*place=POL*")
    button(page, "Back").click()
    page.wait_for_url("**/all-markets.html")


def test_the_address_of_a_file_stays_as_it_came(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    went: list[str] = []
    page.on("framenavigated", lambda frame: went.append(frame.url))
    page.evaluate(
        "() => { window.setTimeout = (run) => requestAnimationFrame(run); }"
    )  # an address that followed would wait
    choose_place(page, "Poland")
    settle(page)
    assert went == []


def test_from_a_file_the_link_is_explained_and_the_view_saved_as_a_page(
    pages: Path, open_page: Opener, tmp_path: Path
) -> None:
    page = open_page(pages / "all-markets.html").page
    chip(page, "Cannabis trade").click()
    choose_place(page, "Poland")
    menu(page, "Share", "Copy link to this view")
    assert "a link to it opens nowhere else" in page.locator(".toast").inner_text()
    with page.expect_download() as waiting:
        button(page, "Save this view as a page").click()
    saved = tmp_path / "saved.html"
    waiting.value.save_as(saved)
    policy = "document.querySelector('meta[http-equiv=Content-Security-Policy]').content"
    again = open_page(saved)
    assert again.page.evaluate(policy) == page.evaluate(policy)
    assert again.page.locator(".card h2").inner_text() == "Poland"
    assert shown(again.page) == shown(page)
    assert view(again.page) == pytest.approx(view(page), abs=0.02)
    again.assert_clean()
    # A page that was saved can be saved again, and is no larger for it.
    with again.page.expect_download() as waiting:
        menu(again.page, "Share", "Save this view as a page")
    assert abs(waiting.value.path().stat().st_size - saved.stat().st_size) < 200


def test_inside_a_report_the_caveat_stays(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html", fragment="#embed", width=700, height=500).page
    assert page.get_by_text("Reported routes, not all there are.").is_visible()
