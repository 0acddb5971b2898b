"""The key explains each mark that is drawn, and none that is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page
from tests import hard_tables

from routemap import read_routes, route_map

from .conftest import Opener
from .reader import look_for, settle
from .test_scene import scene

pytestmark = pytest.mark.browser

# What is drawn, told from the marks themselves, for each entry of the key that says a mark.
ENTRIES = {
    "origin": lambda found: any("origin" in one["roles"] for one in countries(found)),
    "transit": lambda found: any("transit" in one["roles"] for one in countries(found)),
    "destination": lambda found: any("destination" in one["roles"] for one in countries(found)),
    "transit within a region": lambda found: any("transit" in one["roles"] for one in regions(found)),
    "destination within a region": lambda found: any("destination" in one["roles"] for one in regions(found)),
    "region, not a point": lambda found: any(area["tint"] == "region" for area in found["areas"]),
    "not stated, where room is short": lambda found: any(tail["sign"] for tail in found["tails"]),
    "origin not stated": lambda found: any(tail["incoming"] for tail in found["tails"]),
    "destination not stated": lambda found: any(not tail["incoming"] for tail in found["tails"]),
    "direction not stated": lambda found: any(not line["directed"] for line in found["lines"]),
    "named, without a route": lambda found: bool(found["badges"]),
    "inferred by the analyst": lambda found: any(dots(line["dash"]) for line in found["lines"]),
    "not assessed": lambda found: any(not one.get("dash") and one["opacity"] < 1 for one in lines_and_tails(found)),
    "its routes differ in support": lambda found: any(len(line["dash"]) == 4 for line in found["lines"]),
}


def countries(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in found["symbols"] if not one["isRegion"]]


def regions(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in found["symbols"] if one["isRegion"]]


def lines_and_tails(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the lines and the tails: a line too short to be drawn may have one."""
    return [*found["lines"], *found["tails"]]


def dots(dash: list[float]) -> bool:
    return bool(dash) and dash[0] < 1


def entries(page: Page) -> list[str]:
    """Return the whole key, with what is folded away."""
    return page.locator(".legend .routemap-key-text").all_text_contents()


def colours(page: Page) -> list[str]:
    """Return the markets whose colours the key explains."""
    section = page.locator(".legend .routemap-key").filter(has=page.get_by_text("Colour", exact=True))
    return section.locator(".routemap-key-text").all_text_contents()


def along(course: list[list[float]]) -> list[tuple[float, float]]:
    """Return points of a line's course: of its cubic pieces, or of a straight piece."""
    if len(course) == 2:
        (ax, ay), (bx, by) = course
        return [(ax + (bx - ax) * step / 20, ay + (by - ay) * step / 20) for step in range(21)]
    points = []
    for at in range(0, len(course) - 1, 3):
        for step in range(101):
            t, u = step / 100, 1 - step / 100
            shares = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            piece = course[at : at + 4]
            x, y = (sum(share * one[k] for share, one in zip(shares, piece, strict=True)) for k in (0, 1))
            points.append((x, y))
    return points


def in_window(page: Page, found: dict[str, Any]) -> dict[str, Any]:
    """Return what is drawn, without the lines and open ends that only the canvas around the window has."""
    box = page.locator(".routemap-map").bounding_box()
    assert box

    def shows(one: dict[str, Any]) -> bool:
        return any(0 <= x <= box["width"] and 0 <= y <= box["height"] for x, y in along(one["course"]))

    return {**found, **{kind: [one for one in found[kind] if shows(one)] for kind in ("lines", "tails")}}


def check(page: Page) -> dict[str, Any]:
    found, said = in_window(page, scene(page)), set(entries(page))
    wrong = {text: (text in said, is_drawn(found)) for text, is_drawn in ENTRIES.items()}
    assert {text: pair for text, pair in wrong.items() if pair[0] != pair[1]} == {}
    return found


def opened(table: pd.DataFrame, folder: Path, open_page: Opener) -> Page:
    path = folder / "page.html"
    route_map(table).save(str(path))
    return open_page(path).page


@pytest.mark.parametrize("name", ["west africa", "norway", "pacific", "marks"])
def test_the_key_explains_what_is_drawn_and_nothing_else(
    tmp_path: Path, norway: pd.DataFrame, open_page: Opener, name: str
) -> None:
    marks = [
        {"origin": "Poland", "transit": "the Balkans", "destination": "Norway", "confidence": "high"},
        {"origin": "Norway", "destination": "Europe", "confidence": "low"},
        {"origin": "Sweden", "destination": "Denmark", "directed": "no", "confidence": ""},
        {"transit": "Germany", "destination": "Norway", "confidence": "medium"},
        {"destination": "Iceland", "confidence": "high"},
    ]
    tables = {
        "west africa": hard_tables.west_africa,
        "norway": lambda: norway,
        "pacific": hard_tables.pacific,
        "marks": lambda: read_routes(pd.DataFrame(marks).assign(market="heroin trade").fillna("")),
    }
    page = opened(tables[name](), tmp_path, open_page)
    if page.locator(".routemap-locator canvas").is_visible():
        # What lies outside a closer view is drawn in the whole one.
        page.locator(".routemap-locator").click()
        settle(page)
    check(page)
    if name == "marks":
        assert "region too vast to be hatched" in entries(page)
        return
    before = entries(page)
    look_for(page, {"west africa": "Togo", "norway": "cocaine", "pacific": "Samoa"}[name])
    page.keyboard.press("Enter")
    settle(page)
    check(page)
    assert entries(page) != before


def test_the_key_of_a_closer_view_explains_what_is_seen_there(tmp_path: Path, open_page: Opener) -> None:
    page = opened(hard_tables.west_africa(), tmp_path, open_page)
    assert page.locator(".routemap-locator canvas").is_visible()
    check(page)
    many = entries(page)
    # The south of Africa and what passes by: few of the markets, hardly any role.
    page.evaluate("map_1.setView([-30, 20], 4.5, { animate: false })")
    settle(page)
    found = check(page)
    assert {one["place"] for one in found["symbols"]} == {"ZAF"}
    assert len(entries(page)) < len(many) - 8
    assert len(colours(page)) == len({one["colour"] for one in lines_and_tails(found)}) > 1


def test_arrows_round_a_place_are_dashed_in_the_list_and_in_the_key(tmp_path: Path, open_page: Opener) -> None:
    rows = [{"origin": code, "destination": code, "confidence": "medium"} for code in ("NOR", "SWE")]
    page = opened(read_routes(pd.DataFrame(rows).assign(market="heroin trade")), tmp_path, open_page)
    assert page.locator(".list .swatch path").first.evaluate("path => getComputedStyle(path).strokeDasharray") != "none"
    within = page.locator(".legend .routemap-key-item").filter(has_text="within one country")
    assert within.locator("path[stroke-dasharray]").count() == 1


def test_the_key_does_not_explain_what_does_not_vary(tmp_path: Path, open_page: Opener) -> None:
    row = {"market": "heroin trade", "origin": "Poland", "destination": "Norway", "confidence": "high"}
    page = opened(read_routes(pd.DataFrame([{**row, "quantity": "12", "unit": "kg"}])), tmp_path, open_page)
    heads = page.locator(".legend .routemap-key-head").all_text_contents()
    assert heads == ["Places"]
