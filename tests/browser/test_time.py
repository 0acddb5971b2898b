"""Time: a brush over the years, step, play, the whole period again, and calm where calm is asked for."""

from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page

from routemap.webmap import route_map

from .conftest import Opener
from .displaced import YEARS
from .reader import button, chip, numbers, press, settle, shown, tab_to, view

pytestmark = pytest.mark.browser


def label(page: Page) -> str:
    return page.locator(".time-label").inner_text()


def in_years(routes: pd.DataFrame, first: int, last: int) -> int:
    return int(routes["start"].astype(int).between(first, last).sum())


def bar(page: Page, index: int) -> tuple[float, float]:
    """Return the middle of a bar's column."""
    box = page.locator(".time-col").nth(index).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] - 4


def test_there_is_a_bar_for_each_year(displaced_page: Path, displaced: pd.DataFrame, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    bars = page.locator(".time-col")
    told = [numbers(bars.nth(index).get_attribute("title") or "") for index in range(bars.count())]
    assert told == [[year, in_years(displaced, year, year)] for year in YEARS]
    assert label(page) == "2019 – 2024"


def test_a_page_of_one_period_has_no_brush(pages: Path, open_page: Opener) -> None:
    assert open_page(pages / "heroin-trade.html").page.locator(".time").count() == 0


def test_a_press_and_a_stroke_on_the_bars(displaced_page: Path, displaced: pd.DataFrame, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    before = view(page)
    page.mouse.click(*bar(page, 2))
    assert label(page) == "2021"
    assert shown(page)[0] == in_years(displaced, 2021, 2021)
    page.mouse.move(*bar(page, 4))
    page.mouse.down()
    page.mouse.move(*bar(page, 1), steps=5)
    page.mouse.up()
    assert label(page) == "2020 – 2023"
    assert shown(page)[0] == in_years(displaced, 2020, 2023)
    assert view(page) == before
    button(page, "Whole period").click()
    assert label(page) == "2019 – 2024"
    assert shown(page)[0] == len(displaced)


def test_the_handles_bracket_the_bars(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page, fragment="#period=2020..2022").page
    first, last = page.locator(".time-range").first, page.locator(".time-range").last
    low, high = first.bounding_box(), last.bounding_box()
    left, right = page.locator(".time-col").nth(1).bounding_box(), page.locator(".time-col").nth(3).bounding_box()
    assert low and high and left and right
    thumb = 24
    at = [box["x"] + thumb / 2 + share * (box["width"] - thumb) for box, share in ((low, 1 / 5), (high, 3 / 5))]
    assert at == pytest.approx([left["x"], right["x"] + right["width"]], abs=1.5)
    # Drawn by the mouse, the handle takes the range along.
    page.mouse.move(at[1], high["y"] + high["height"] / 2)
    page.mouse.down()
    page.mouse.move(at[1] + 2.2 * left["width"], high["y"] + high["height"] / 2, steps=5)
    page.mouse.up()
    assert label(page) == "2020 – 2024"


def test_step_by_step(displaced_page: Path, displaced: pd.DataFrame, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    button(page, "Later").click()
    assert label(page) == "2019"
    button(page, "Later").click()
    assert label(page) == "2020"
    assert shown(page)[0] == in_years(displaced, 2020, 2020)
    button(page, "Earlier").click()
    button(page, "Earlier").click()
    assert label(page) == "2019"


def test_time_by_keyboard_alone(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    tab_to(page, ".time-range")
    press(page, ["ArrowRight", "ArrowRight"])
    assert label(page) == "2021 – 2024"
    low = page.locator(".time-range").first
    assert low.get_attribute("aria-valuetext") == "2021"
    assert low.get_attribute("aria-label") == "Period: from"
    page.keyboard.press("Tab")
    press(page, ["ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft"])
    # The handles push each other.
    assert label(page) == "2020"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert label(page) == "2019 – 2024"


def test_play_goes_on_by_itself_and_stops(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page).page
    page.clock.install()
    page.reload()
    page.wait_for_selector(".time-col", state="attached")
    page.clock.run_for(1000)
    button(page, "Play").click()
    assert label(page) == "2019"
    page.clock.run_for(1000)
    assert label(page) == "2020"
    assert button(page, "Pause").is_visible()
    page.clock.run_for(5000)
    assert label(page) == "2024"
    assert button(page, "Play").is_visible()
    button(page, "Play").click()
    page.clock.run_for(1000)
    button(page, "Pause").click()
    held = label(page)
    page.clock.run_for(3000)
    assert label(page) == held == "2020"


def test_nothing_moves_where_calm_is_asked_for(displaced_page: Path, open_page: Opener) -> None:
    page = open_page(displaced_page, reduced_motion="reduce").page
    button(page, "Later").click()
    page.locator(".row").first.click()
    page.locator(".card .stops button").first.click()
    assert page.evaluate("document.getAnimations().filter((one) => one.playState === 'running').length") == 0
    # The map is where it goes at once.
    now = view(page)
    settle(page)
    assert view(page) == now


def test_counts_follow_the_period(displaced_page: Path, displaced: pd.DataFrame, open_page: Opener) -> None:
    page = open_page(displaced_page, fragment="#period=2020..2020").page
    some = displaced[displaced["start"] == "2020"]
    assert chip(page, "refugees").inner_text().split() == [
        "refugees",
        str(int((some["commodity"] == "refugees").sum())),
    ]


def test_undated_routes_are_counted_when_a_period_hides_them(
    displaced: pd.DataFrame, open_page: Opener, tmp_path: Path
) -> None:
    routes = displaced.head(60).copy()
    routes.loc[routes.index[:7], ["start", "end"]] = ""
    path = tmp_path / "undated.html"
    route_map(routes).save(str(path))
    page = open_page(path).page
    button(page, "Later").click()
    assert label(page) == "2019 · 7 undated, not shown"


def test_months_where_the_data_are_that_fine(displaced: pd.DataFrame, open_page: Opener, tmp_path: Path) -> None:
    routes = displaced.head(24).copy()
    routes["start"] = [f"2023-{1 + i % 6:02}" for i in range(24)]
    path = tmp_path / "months.html"
    route_map(routes).save(str(path))
    page = open_page(path).page
    assert label(page) == "January 2023 – June 2023"
    page.mouse.click(*bar(page, 0))
    assert label(page) == "January 2023"
    assert shown(page)[0] == 4
