"""What is chosen wears its own evidence: on the map, in the key and in the picture."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page

from routemap import read_routes, route_map

from .conftest import Opener
from .reader import choose_place, settle
from .test_pictures import SVG, download
from .test_scene import scene

pytestmark = pytest.mark.browser

# Both share the leg from Germany to Norway; only the larger has an open end there.
TABLE = pd.DataFrame(
    [
        {"id": "small", "origin": "Poland", "transit": "Germany", "confidence": "medium", "quantity": "3100"},
        {"id": "large", "origin": "", "transit": "Germany", "confidence": "high", "quantity": "12000"},
        {"id": "other", "origin": "Spain", "transit": "", "confidence": "high", "quantity": "12000"},
    ]
).assign(market="human smuggling", destination="Norway", unit="people")


@pytest.fixture
def page(tmp_path: Path, open_page: Opener) -> Page:
    path = tmp_path / "shared.html"
    route_map(read_routes(TABLE)).save(str(path))
    return open_page(path).page


def choose_route(page: Page, title: str) -> None:
    page.locator(".list .row").filter(has_text=title).first.click()
    settle(page)


def leg(page: Page, start: str, end: str) -> dict[str, Any]:
    return next(line for line in scene(page)["lines"] if (line["from"], line["to"]) == (start, end))


def test_a_chosen_route_wears_its_own_dash_and_width_on_every_leg(page: Page) -> None:
    shared = leg(page, "DEU", "NOR")
    assert len(shared["dash"]) == 4
    choose_route(page, "Poland")
    own, first = leg(page, "DEU", "NOR"), leg(page, "POL", "DEU")
    assert own["opacity"] == first["opacity"] == 1
    assert own["width"] == first["width"] < shared["width"] / 1.5
    assert own["dash"] == first["dash"]
    assert len(own["dash"]) == 2
    assert own["head"]["length"] < shared["head"]["length"]
    # What does not belong to it stays as it was.
    assert leg(page, "ESP", "NOR")["width"] == pytest.approx(12000**0.5 / 15100**0.5 * (9 - 1.5) + 1.5, abs=0.02)


def test_an_open_end_stands_out_only_where_the_chosen_route_has_it(page: Page) -> None:
    (before,) = scene(page)["tails"]
    assert before["opacity"] == 1
    choose_route(page, "Poland")
    assert scene(page)["tails"][0]["opacity"] < 0.2
    page.keyboard.press("Escape")
    settle(page)
    choose_place(page, "Spain")
    assert scene(page)["tails"][0]["opacity"] < 0.2


def test_a_chosen_place_shows_its_routes_in_their_own_marks(page: Page) -> None:
    choose_place(page, "Poland")
    assert len(leg(page, "DEU", "NOR")["dash"]) == 2


def test_the_key_and_the_picture_say_the_same(page: Page, tmp_path: Path) -> None:
    def supports() -> list[str]:
        return next(part["entries"] for part in scene(page)["legend"] if part["head"] == "Support")

    assert "routes differ" in " ".join(supports())
    choose_route(page, "Poland")
    assert len(supports()) == 2
    assert "routes differ" not in " ".join(supports())
    own = leg(page, "DEU", "NOR")
    opened: Any = SimpleNamespace(page=page)
    picture = ET.parse(download(opened, "SVG", tmp_path))
    dashes = [path.get("stroke-dasharray", "") for path in picture.iter(f"{SVG}path")]
    drawn = [[round(float(part), 1) for part in re.split(r"[ ,]+", dash)] for dash in dashes if dash]
    assert drawn.count([round(part, 1) for part in own["dash"]]) == 2
