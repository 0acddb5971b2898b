"""What the map half shows: a view clear of what lies over it, the pointer, chosen routes, and thousands of lines."""

from itertools import islice, permutations
from pathlib import Path

import pandas as pd
import pytest
from tests.unpacking import block

from routemap import places, read_routes, route_map

from .conftest import Opener
from .reader import button, painting, settle, view
from .test_scene import scene

pytestmark = pytest.mark.browser

PAGES = ["all-markets", "index", "heroin-trade", "cocaine-trade", "synthetic-drug-trade", "human-smuggling"]
# Symbols of places that lie under a button, the legend or the sheet, with the name of what covers them.
COVERED = """(places) => {
  const own = map_1.getContainer().getBoundingClientRect();
  const over = document.querySelectorAll(".bar-button, .fold, .legend-room, .leaflet-control, .panel[data-height]");
  const covered = [];
  places.code.forEach((code, i) => {
    const at = map_1.latLngToContainerPoint([places.lat[i], places.lon[i]]);
    const [x, y] = [at.x + own.left, at.y + own.top];
    if (x < own.left || x > own.right || y < own.top || y > own.bottom) covered.push([code, "outside"]);
    for (const element of over) {
      const box = element.getBoundingClientRect();
      if (box.width && x > box.left - 5 && x < box.right + 5 && y > box.top - 5 && y < box.bottom + 5)
        covered.push([code, element.className]);
    }
  });
  return covered;
}"""
CAMERA = "() => [map_1.getZoom(), map_1.getCenter().lat]"
INKED = """() => {
  const canvas = document.querySelector(".routemap-flows");
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  let inked = 0;
  for (let i = 3; i < data.length; i += 4) inked += data[i] > 0 ? 1 : 0;
  return inked;
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (768, 1024), (360, 640)])
@pytest.mark.parametrize("name", PAGES)
def test_the_fitted_view_hides_no_symbol(pages: Path, open_page: Opener, name: str, width: int, height: int) -> None:
    opened = open_page(pages / f"{name}.html", width=width, height=height)
    opened.settle()
    if opened.page.locator(".routemap-locator canvas").is_visible():
        # A part is shown closer, and what lies outside it is told at the edge.
        opened.page.locator(".routemap-locator").click()
        opened.settle()
    data = block((pages / f"{name}.html").read_text(encoding="utf-8"), "routemap-data")
    assert opened.page.evaluate(COVERED, data["places"]) == []
    opened.assert_clean()


def test_a_large_legend_opens_with_its_first_part(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "all-markets.html").page

    def share() -> float:
        legend, stage = page.locator(".legend-room").bounding_box(), page.locator(".stage").bounding_box()
        assert legend and stage
        return legend["width"] * legend["height"] / (stage["width"] * stage["height"])

    heads = page.locator(".legend .routemap-key-head")
    shown = [head.inner_text() for head in heads.all() if head.is_visible()]
    assert shown == ["Colour", "Support"]
    assert share() < 0.15
    before = view(page)
    button(page, "All marks").click()
    settle(page)
    assert view(page) == before
    assert all(head.is_visible() for head in heads.all())
    assert page.locator(".legend").evaluate("one => getComputedStyle(one).columnCount") == "2"
    button(page, "Fewer marks").click()
    assert share() < 0.15


def test_a_small_legend_shows_all_its_marks(pages: Path, open_page: Opener) -> None:
    page = open_page(pages / "heroin-trade.html").page
    assert page.locator(".routemap-key-more").is_hidden()
    assert all(head.is_visible() for head in page.locator(".legend .routemap-key-head").all())


def test_a_row_takes_the_pointer_over_from_the_map(pages: Path, open_page: Opener) -> None:
    opened = open_page(pages / "heroin-trade.html")
    page = opened.page
    at = page.evaluate(
        "() => { const { x, y } = map_1.latLngToContainerPoint([52.1, 19.4]);"
        " const box = map_1.getContainer().getBoundingClientRect(); return [x + box.left, y + box.top]; }"
    )
    page.mouse.move(*at)
    opened.settle()
    assert page.locator(".routemap-tip").is_visible()
    page.locator(".row").first.hover()
    opened.settle()
    assert not page.locator(".routemap-tip").is_visible()
    assert page.locator(".routemap-flows").evaluate("one => getComputedStyle(one).opacity") == "0.35"


def test_a_route_too_small_to_see_is_gone_to_and_left_again(pages: Path, open_page: Opener) -> None:
    opened = open_page(pages / "all-markets.html", reduced_motion="reduce")
    page = opened.page
    before = page.evaluate(CAMERA)
    page.locator(".row", has_text="gasoline").first.click()
    opened.settle()
    assert page.evaluate(CAMERA)[0] > before[0] + 1
    page.keyboard.press("Escape")
    opened.settle()
    assert page.evaluate(CAMERA) == pytest.approx(before, abs=0.01)
    opened.assert_clean()


def test_of_many_lines_the_strongest_are_drawn_and_more_on_request(tmp_path: Path, open_page: Opener) -> None:
    codes = sorted(places.country_codes())
    rows = [
        {"market": "heroin trade", "origin": a, "destination": b, "quantity": 1 + i % 97, "unit": "kg"}
        for i, (a, b) in enumerate(islice(permutations(codes, 2), 0, 24_000, 11))
    ]
    path = tmp_path / "many.html"
    route_map(read_routes(pd.DataFrame(rows))).save(str(path))
    opened = open_page(path)
    page = opened.page
    opened.settle()
    few = len(scene(page)["lines"])
    assert page.evaluate(INKED) > 1000
    page.get_by_role("button", name="More lines").click()
    opened.settle()
    assert len(scene(page)["lines"]) > 1.8 * few
    page.get_by_role("button", name="Fewer lines").click()
    opened.settle()
    assert len(scene(page)["lines"]) == few
    page.mouse.move(800, 300)
    with painting(page):
        page.mouse.wheel(0, -400)
    opened.assert_clean()
