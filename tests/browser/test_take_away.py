"""What leaves the page: data that read back as the routes shown, pictures, a link to the very view, embed code."""

import json
import struct
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import Download, Page

import routemap

from .conftest import Opener
from .reader import button, chip, choose_place, menu, rows, search, settle, shown, view

pytestmark = pytest.mark.browser

# What a route says, whatever its order in the file and whatever its alternatives are called.
TOLD = [
    *("id", "market", "commodity", "origin", "transit", "destination", "directed", "confidence", "magnitude"),
    *("quantity", "unit", "start", "end", "actors", "source", "locator", "url", "quote", "note"),
]


def download(page: Page, item: str) -> Download:
    with page.expect_download() as waiting:
        menu(page, "Download", f"Download {item}")
    return waiting.value


def saved(page: Page, item: str, folder: Path) -> Path:
    file = download(page, item)
    path = folder / file.suggested_filename
    file.save_as(path)
    return path


def told(routes: pd.DataFrame) -> list[tuple[object, ...]]:
    """Return what routes say, without their order."""
    columns = routes[TOLD].astype(object).where(routes[TOLD].notna(), None)
    return sorted(map(tuple, columns.to_numpy()), key=repr)


def statements(routes: pd.DataFrame) -> dict[str, str]:
    """Return the statement of each route by its id."""
    return dict(zip(routes["id"], routes["statement"], strict=True))


@pytest.mark.parametrize("item", ["GeoJSON", "CSV"])
def test_data_read_back_as_all_routes(
    pages: Path, norway: pd.DataFrame, open_page: Opener, tmp_path: Path, item: str
) -> None:
    back = routemap.read_routes(saved(open_page(pages / "all-markets.html").page, item, tmp_path))
    assert told(back) == told(norway)
    assert statements(back) == statements(norway)


def test_downloads_of_two_pages_join_without_mixing_up_their_statements(
    pages: Path, norway: pd.DataFrame, open_page: Opener, tmp_path: Path
) -> None:
    names = ("heroin-trade", "cannabis-trade")
    parts = [routemap.read_routes(saved(open_page(pages / f"{name}.html").page, "CSV", tmp_path)) for name in names]
    joined = tmp_path / "joined.csv"
    pd.concat(parts).to_csv(joined, index=False)
    known = statements(norway)
    back = statements(routemap.read_routes(joined))
    assert back == {name: known[name] for name in back}
    assert len(back) == sum(len(part) for part in parts)


def test_the_geojson_of_a_page_is_what_python_writes(
    pages: Path, norway: pd.DataFrame, open_page: Opener, tmp_path: Path
) -> None:
    path = saved(open_page(pages / "all-markets.html").page, "GeoJSON", tmp_path)
    python = tmp_path / "python.geojson"
    routemap.export(norway, python)
    page, own = (
        {feature["id"]: feature for feature in json.loads(file.read_text(encoding="utf-8"))["features"]}
        for file in (path, python)
    )
    assert set(page) == set(own)
    for name, feature in own.items():
        assert page[name]["properties"] == feature["properties"]
        assert (page[name]["geometry"] is None) == (feature["geometry"] is None)
        if feature["geometry"]:
            assert page[name]["geometry"]["type"] == feature["geometry"]["type"]
            drawn, wanted = (np.array(one["geometry"]["coordinates"]) for one in (page[name], feature))
            assert drawn == pytest.approx(wanted, abs=2e-6)


@pytest.mark.parametrize("item", ["GeoJSON", "CSV"])
def test_data_are_the_filtered_routes(
    pages: Path, norway: pd.DataFrame, open_page: Opener, tmp_path: Path, item: str
) -> None:
    page = open_page(pages / "all-markets.html").page
    chip(page, "Heroin trade").click()
    choose_place(page, "Poland")
    path = saved(page, item, tmp_path)
    wanted = norway[(norway["market"] == "heroin trade") & (norway["origin"] == "POL")]
    assert path.name == f"all-markets.{item.lower()}"
    assert len(wanted) == 1
    assert told(routemap.read_routes(path)) == told(wanted)


def test_quantities_and_periods_survive(
    displaced_page: Path, displaced: pd.DataFrame, open_page: Opener, tmp_path: Path
) -> None:
    page = open_page(displaced_page, fragment="#period=2020..2021").page
    wanted = displaced[displaced["start"].isin(["2020", "2021"])]
    for item in ("GeoJSON", "CSV"):
        assert told(routemap.read_routes(saved(page, item, tmp_path))) == told(wanted)


def test_features_have_lines_where_routes_have(pages: Path, open_page: Opener, tmp_path: Path) -> None:
    path = saved(open_page(pages / "synthetic-drug-trade.html").page, "GeoJSON", tmp_path)
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    kinds = {(feature["properties"]["kind"], (feature["geometry"] or {}).get("type")) for feature in features}
    assert kinds == {("flow", "LineString"), ("role", None)}


@pytest.mark.parametrize("item", ["GeoJSON", "CSV"])
def test_hostile_text_goes_out_as_it_came_in(
    hostile_page: Path, hostile: pd.DataFrame, open_page: Opener, tmp_path: Path, item: str
) -> None:
    opened = open_page(hostile_page)
    path = saved(opened.page, item, tmp_path)
    assert path.parent == tmp_path
    assert path.name == f"hostile.{item.lower()}"
    # The reader refuses the planted link, so the text itself is compared.
    if item == "GeoJSON":
        back = [feature["properties"] for feature in json.loads(path.read_text(encoding="utf-8"))["features"]]
    else:
        back = pd.read_csv(path, dtype=str, keep_default_na=False).to_dict("records")
    for name in ("id", "market", "commodity", "actors", "note"):
        assert sorted(row[name] for row in back) == sorted(hostile[name])
    opened.assert_clean()


def test_cells_that_a_spreadsheet_would_run_are_neutral(
    open_page: Opener, tmp_path: Path, norway: pd.DataFrame
) -> None:
    routes = norway.copy()
    formulas = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1"]
    routes["note"] = [formulas[i % len(formulas)] for i in range(len(routes))]
    source = tmp_path / "formulas.html"
    routemap.route_map(routes).save(str(source))
    path = saved(open_page(source).page, "CSV", tmp_path)
    cells = pd.read_csv(path, dtype=str, keep_default_na=False)["note"]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    assert sorted(routemap.read_routes(path)["note"].str.strip()) == sorted(routes["note"].str.strip())


def test_the_picture_as_svg_stands_by_itself(pages: Path, open_page: Opener, tmp_path: Path) -> None:
    page = open_page(pages / "heroin-trade.html").page
    tree = ElementTree.parse(saved(page, "SVG", tmp_path))
    space = "{http://www.w3.org/2000/svg}"
    assert tree.getroot().tag == f"{space}svg"
    text = " ".join(" ".join(node.itertext()) for node in tree.iter(f"{space}text"))
    for part in (
        "Heroin trade",
        "West Africa",
        "MOROCCO",
        "Routes mirror",
        "United Nations",
        "Source:",
    ):
        assert part in text
    assert not list(tree.iter(f"{space}script"))
    assert not list(tree.iter(f"{space}foreignObject"))


def test_the_picture_as_svg_carries_hostile_text_as_text(hostile_page: Path, open_page: Opener, tmp_path: Path) -> None:
    opened = open_page(hostile_page)
    path = saved(opened.page, "SVG", tmp_path)
    tree = ElementTree.parse(path)
    names = {node.tag.split("}")[1] for node in tree.iter()}
    assert names <= {
        "svg",
        "title",
        "g",
        "rect",
        "path",
        "text",
        "circle",
        "line",
        "defs",
        "pattern",
        "linearGradient",
        "stop",
        "clipPath",
        "polygon",
        "polyline",
        "ellipse",
        "use",
        "mask",
        "tspan",
    }
    attributes = {name for node in tree.iter() for name in node.attrib}
    assert not {name for name in attributes if name.lower().startswith("on") or name.endswith("href")}
    as_page = open_page(path, wait=None)
    as_page.assert_clean()


@pytest.mark.parametrize(("item", "scale"), [("PNG", 1), ("PNG 2×", 2), ("PNG 4×", 4)])
def test_the_picture_as_png_has_its_scale(
    pages: Path, open_page: Opener, tmp_path: Path, item: str, scale: int
) -> None:
    page = open_page(pages / "heroin-trade.html").page
    width = page.locator(".routemap-map").evaluate("one => one.clientWidth")
    data = saved(page, item, tmp_path).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    pixels, _ = struct.unpack(">II", data[16:24])
    assert pixels == width * scale


def copied(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def test_a_copied_link_restores_the_very_view(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html", permissions=["clipboard-read", "clipboard-write"]).page
    # A link has something to lead to where the page lies on a server.
    page.context.route("http://127.0.0.1/**", lambda route: route.fulfill(path=pages / "all-markets.html"))
    page.goto("http://127.0.0.1/all-markets.html")
    page.wait_for_selector("[data-drawn]", state="attached")
    settle(page)
    chip(page, "Cannabis trade").click()
    choose_place(page, "Netherlands")
    page.locator(".row").first.click()
    page.locator(".leaflet-control-zoom-in").click()
    settle(page)
    page.keyboard.press("Escape")
    page.locator(".row").first.click()
    settle(page)
    menu(page, "Share", "Copy link to this view")
    link = copied(page)
    assert link == page.url
    before = (shown(page), rows(page), page.locator(".card h2").inner_text())
    place = view(page)
    again = open_page(pages / "all-markets.html", fragment="#" + link.split("#")[1]).page
    assert (shown(again), rows(again), again.locator(".card h2").inner_text()) == before
    # Half a pixel, which is what Leaflet rounds to.
    assert view(again) == pytest.approx(place, abs=0.02)
    assert chip(again, "Cannabis trade").get_attribute("aria-pressed") == "true"


def test_a_link_carries_text_period_quantity_and_facets(displaced_page: Path, open_page: Opener) -> None:
    fragment = "#q=germany&period=2020..2022&quantity=people:10000..200000&commodity=refugees&theme=dark"
    page = open_page(displaced_page, fragment=fragment).page
    assert search(page).input_value() == "germany"
    assert 0 < shown(page)[0] < 20
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator(".time-label").inner_text().startswith("2020 – 2022")


HOSTILE_FRAGMENTS = [
    '#q="><img src=x onerror=window.__xss=1>',
    "#place=javascript:window.__xss=2&route=${window.__xss=3}",
    "#market=</script><script>window.__xss=4</script>&theme=dark;}*{color:red",
    "#at=NaN,Infinity,1e99&top=-1&period=9..1&quantity=:..",
    "#f.__proto__=x&f.constructor=y&role=__proto__&place=__proto__",
    "#%E0%A4%A&=&&&==#",
    "#" + "a=b&" * 4000,
]


@pytest.mark.parametrize("fragment", HOSTILE_FRAGMENTS)
def test_a_hostile_fragment_is_ignored(pages: Path, open_page: Opener, fragment: str) -> None:
    opened = open_page(pages / "all-markets.html", fragment=fragment)
    page = opened.page
    known = shown(page)[1]
    assert known == 27
    if not fragment.startswith("#q="):
        assert shown(page)[0] == known
    assert page.locator("img").count() == 0
    assert page.locator(".card").is_hidden()
    assert page.locator("html").get_attribute("data-theme") is None
    opened.assert_clean()


def test_a_fragment_that_changes_later_is_followed(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page
    page.evaluate("location.hash = 'place=SWE'")
    settle(page)
    assert shown(page)[0] == 4
    page.evaluate("location.hash = ''")
    settle(page)
    assert shown(page)[0] == 27


def test_embed_code_of_a_fitted_map_names_no_place(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html", permissions=["clipboard-read", "clipboard-write"]).page
    menu(page, "Share", "Copy embed code")
    code = copied(page)
    assert 'src="heroin-trade.html#embed"' in code
    assert 'title="Heroin trade"' in code
    assert 'loading="lazy"' in code
    assert "routemap:height" in code
    page.locator(".leaflet-control-zoom-in").click()
    settle(page)
    menu(page, "Share", "Copy embed code")
    assert "at=" in copied(page)


def test_the_index_gives_the_embed_code_of_each_map(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "index.html", permissions=["clipboard-read", "clipboard-write"]).page
    cards = page.locator(".gallery-card")
    assert cards.count() == 10
    for index in range(10):
        card = cards.nth(index)
        card.locator("button").click()
        assert f'src="{card.locator("a").get_attribute("href")}#embed"' in copied(page)
    assert page.locator(".toast").inner_text().strip() == "Copied."


def test_where_copying_is_refused_the_text_is_offered(pages: Path, open_page: Opener) -> None:
    opened = open_page(pages / "heroin-trade.html")
    page = opened.page
    page.evaluate(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false"
    )
    menu(page, "Share", "Copy embed code")
    field = page.locator(".toast textarea")
    assert 'src="heroin-trade.html#embed"' in field.input_value()
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    button(page, "Close").click()
    assert field.count() == 0
    opened.assert_clean()
