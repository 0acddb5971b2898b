"""Take the screenshots of docs, README and maps/ from real pages in Chromium.

    .venv/bin/python tools/take_screens.py

Builds the pages into a temporary folder, drives them as the guide describes, and writes small PNGs (few colours,
each under 80 kB) into docs/images/ and maps/. Run it again after a change of the looks, and look at the pictures.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import routemap
from routemap.review import write_review
from routemap.webmap import build_maps, route_map

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser.displaced import read_displaced  # noqa: E402
from browser.reader import PHONE, button, choose_place, find_line, look_for, menu, open_filters, settle, spot  # noqa: E402
from conftest import FLAGS, chromium  # noqa: E402 - found through the line above
from review.harbour import drafts_of, write_report  # noqa: E402

TARGET = ROOT / "docs/images"
MOST_BYTES = 80_000
COLOURS = (192, 128, 96, 64)

Steps = Callable[[Page], None]


def nothing(page: Page) -> None:
    """Leave the page as it opens."""


@dataclass(frozen=True)
class Screen:
    """One picture: which page, at which size, after which steps, cut to which box."""

    name: str
    page: str
    steps: Steps = nothing
    size: tuple[int, int] = (1280, 800)
    clip: tuple[int, int, int, int] | None = None
    width: int = 900
    options: dict[str, Any] = field(default_factory=dict)
    folder: Path = TARGET


def through_sweden(page: Page) -> None:
    """All routes into Norway through Sweden."""
    choose_place(page, "Sweden")
    page.locator(".figures button").filter(has_text="through").click()


def two_commodities(page: Page) -> None:
    """Two commodities side by side, one line under the pointer."""
    open_filters(page)
    for name in ("amphetamines", "MDMA"):
        page.locator(".filters .chip").filter(has_text=name).click()
    page.mouse.move(*find_line(page, "NLD", "NOR", "Netherlands"))


def a_route(page: Page) -> None:
    """Choose the second route of the list."""
    page.locator(".list .row").nth(1).click()


def typing(page: Page) -> None:
    """Type a few letters and go to the first suggestion."""
    page.get_by_role("combobox").focus()
    look_for(page, "pol")
    page.keyboard.press("ArrowDown")


def two_years(page: Page) -> None:
    """Draw the brush over two years."""
    button(page, "Later").click()
    bars = [page.locator(".time-col").nth(index).bounding_box() for index in (2, 3)]
    first, last = (box for box in bars if box)
    page.mouse.move(first["x"] + 9, first["y"] + 30)
    page.mouse.down()
    page.mouse.move(last["x"] + 9, last["y"] + 30, steps=4)
    page.mouse.up()


def the_table(page: Page) -> None:
    """Open the table and choose a row."""
    button(page, "Table").click()
    page.locator(".table tbody tr").nth(3).locator("button").click()


def shared(page: Page) -> None:
    """Copy the embed code, then open the downloads."""
    menu(page, "Share", "Copy embed code")
    button(page, "Download").click()


def in_a_report(page: Page) -> None:
    """Wait for the map in its frame."""
    page.frame_locator("iframe").locator("[data-drawn]:not([data-drawing])").wait_for()


def sheet_with_route(page: Page) -> None:
    """Tap a place, go back, choose a route."""
    page.touchscreen.tap(*spot(page, "POL"))
    settle(page)
    page.locator(".back").tap()
    settle(page)
    page.locator(".list .row").nth(2).tap()


def sheet_with_list(page: Page) -> None:
    """Draw the sheet up to its half height."""
    button(page, "Show more of the list").tap()


def half_way(page: Page) -> None:
    """Decide on the first ten claims."""
    for key in ("Enter", "Enter", "x", "2", *["Enter"] * 7):
        page.keyboard.press(key)


def all_of_tier_a(page: Page) -> None:
    """Ask for all of tier A."""
    page.get_by_role("button", name="of tier A").click()


def a_slip(page: Page) -> None:
    """Misspell a place in the fields of a claim."""
    page.keyboard.press("e")
    page.locator(".claim-form").get_by_label("Origin", exact=True).fill("Burmma")
    button(page, "Keep").click()


def a_silent_sentence(page: Page) -> None:
    """Write what a silent sentence claims."""
    button(page, "10 silent sentences").click()
    page.locator(".silent").filter(has_text="Some tabs").locator(".claim-head").click()
    page.keyboard.press("a")
    button(page, "Poland").click()
    page.locator(".claim-form").get_by_label("Destination", exact=True).fill("Iceland")


SMALL: dict[str, Any] = {key: value for key, value in PHONE.items() if key not in ("width", "height")}
SCREENS = (
    Screen("preview", "heroin-trade.html", folder=ROOT / "maps", width=1000),
    Screen("preview-all-markets", "all-markets.html", folder=ROOT / "maps", width=860),
    Screen("reading-page", "synthetic-drug-trade.html"),
    Screen("reading-route", "synthetic-drug-trade.html", a_route),
    Screen("reading-place", "all-markets.html", through_sweden),
    Screen("reading-compare", "synthetic-drug-trade.html", two_commodities),
    Screen("reading-search", "all-markets.html", typing, clip=(0, 0, 371, 430), width=371),
    Screen("reading-time", "displaced.html", two_years, clip=(0, 0, 1280, 620)),
    Screen("reading-table", "heroin-trade.html", the_table),
    Screen("reading-take-away", "heroin-trade.html", shared, clip=(640, 0, 640, 400), width=560),
    Screen("reading-report", "report.html", in_a_report, (900, 760), width=640),
    Screen("reading-dark", "cannabis-trade.html", a_route, options={"color_scheme": "dark"}),
    Screen("reading-phone-map", "heroin-trade.html", size=(360, 640), width=300, options=SMALL),
    Screen("reading-phone-list", "heroin-trade.html", sheet_with_list, (360, 640), width=300, options=SMALL),
    Screen("review-page", "review.html", half_way),
    Screen("review-tier-a", "review.html", all_of_tier_a, clip=(340, 20, 600, 760), width=420),
    Screen("review-edit", "review.html", a_slip, clip=(453, 60, 408, 740), width=408),
    Screen("review-silent", "review.html", a_silent_sentence, clip=(0, 60, 861, 740), width=760),
    Screen("review-phone", "review.html", size=(360, 640), width=300, options=SMALL),
    Screen("reading-phone-route", "heroin-trade.html", sheet_with_route, (360, 640), width=300, options=SMALL),
)

REPORT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Report</title>
<style>body {{ max-width: 800px; margin: 24px auto; font: 17px/1.5 Georgia, serif; color: #222 }}</style>
<h1>How heroin is said to reach Norway</h1>
<p>The profile of Norway names five origins and no transit. Each line below opens to the sentence it rests on.</p>
{code}<p>The report goes on here.</p></html>
"""


def build_pages(folder: Path, browser: Browser) -> None:
    """Write the pages, and a plain report with the embed code as the page gives it."""
    build_maps(routemap.read_routes(ROOT / "data/routes.geojson"), folder)
    route_map(read_displaced(folder), market="displacement across borders").save(str(folder / "displaced.html"))
    write_review(drafts_of(write_report(folder / "harbour.pdf")), folder / "review.html")
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((folder / "heroin-trade.html").as_uri())
    page.wait_for_selector(".row")
    menu(page, "Share", "Copy embed code")
    code = page.evaluate("navigator.clipboard.readText()")
    (folder / "report.html").write_text(REPORT.format(code=code), encoding="utf-8")
    context.close()


def in_few_colours(picture: Image.Image, colours: int) -> Image.Image:
    """Return a picture with a palette: half of it the common colours of the ground, half the rare ones of the lines."""
    palette: list[int] = []
    for method in (Image.Quantize.MEDIANCUT, Image.Quantize.MAXCOVERAGE):
        palette += (picture.quantize(colours // 2, method).getpalette() or [])[: 3 * (colours // 2)]
    holder = Image.new("P", (1, 1))
    holder.putpalette(palette)
    return picture.quantize(palette=holder, dither=Image.Dither.NONE)


def take(browser: Browser, folder: Path, screen: Screen) -> bytes:
    """Return the picture of one state, in as many colours as the size allows."""
    width, height = screen.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", **screen.options
    )
    page = context.new_page()
    page.goto((folder / screen.page).as_uri())
    page.wait_for_selector("iframe, [data-drawn], .claim-head", state="attached")
    settle(page)
    screen.steps(page)
    settle(page)
    clip = dict(zip(("x", "y", "width", "height"), screen.clip, strict=True)) if screen.clip else None
    picture = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")  # type: ignore[arg-type]
    context.close()
    picture = picture.resize(
        (screen.width, round(picture.height * screen.width / picture.width)), Image.Resampling.LANCZOS
    )
    for colours in COLOURS:
        data = io.BytesIO()
        in_few_colours(picture, colours).save(data, "PNG", optimize=True)
        if data.tell() < MOST_BYTES:
            return data.getvalue()
    raise SystemExit(f"{screen.name}: over {MOST_BYTES} bytes even in {COLOURS[-1]} colours; make it smaller")


def main(names: list[str]) -> None:
    """Take all pictures, or the ones named."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        build_pages(Path(place), browser)
        for screen in SCREENS:
            if names and screen.name not in names:
                continue
            data = take(browser, Path(place), screen)
            (screen.folder / f"{screen.name}.png").write_bytes(data)
            print(f"{screen.name}.png  {len(data) / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
