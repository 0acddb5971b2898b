"""One amount has one width, however it is written: found in the picture that a page offers, line by line."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest
from tests import hard_tables

from routemap import read_routes, route_map

from .conftest import Opened, Opener
from .test_pictures import SVG, download, texts
from .test_scene import scene

pytestmark = pytest.mark.browser

# By origin: the size that the source states, in the words of its own.
SIZES = {
    "POL": (2000, "g", ""),
    "CZE": (2, "kg", ""),
    "HUN": (2, "t", ""),
    "ROU": (2000, "kg", ""),
    "FRA": (2_000_000, "g", ""),
    "ITA": (None, "", ""),
    "ESP": (None, "", "minor"),
    "GRC": (None, "", "major"),
}


def inked(opened: Opened, folder: Path) -> dict[str, float]:
    """Return by origin the width of its line in the picture; every line has a colour of its own."""
    colours = {line["colour"]: line["from"] for line in scene(opened.page)["lines"]}
    found: dict[str, float] = {}
    for path in ET.parse(download(opened, "SVG", folder)).iter(f"{SVG}path"):
        start = colours.get(path.get("stroke", ""))
        # Those of the key are level; a head is drawn as an outline, closed.
        if start and "C" in path.get("d", "") and "Z" not in path.get("d", ""):
            found[start] = float(path.get("stroke-width", 0))
    return found


def test_grams_kilograms_and_tonnes_are_one_scale(tmp_path: Path, open_page: Opener) -> None:
    rows = [
        {"origin": code, "quantity": amount, "unit": unit, "magnitude": word, "commodity": f"goods {code}"}
        for code, (amount, unit, word) in SIZES.items()
    ]
    table = pd.DataFrame(rows).assign(market="cocaine trade", destination="NOR", confidence="high")
    path = tmp_path / "page.html"
    route_map(read_routes(table.astype("object").where(table.notna(), ""))).save(str(path))
    opened = open_page(path)
    widths = inked(opened, tmp_path)
    assert set(widths) == set(SIZES)
    assert widths["POL"] == widths["CZE"]
    assert widths["HUN"] == widths["ROU"] == widths["FRA"]
    # A thousand times as much is seen at a glance.
    assert widths["HUN"] > 4 * widths["CZE"]
    assert widths["ITA"] <= widths["ESP"] < widths["GRC"]
    # Texts stay as written.
    said = opened.page.locator(".list").inner_text()
    assert all(amount in said for amount in ("2,000 g", "2 kg", "2 t", "2,000 kg", "2,000,000 g"))
    key = texts(download(opened, "SVG", tmp_path))
    assert any(head in key for head in ("Width: g", "Width: kg"))


def test_an_overview_says_which_units_no_width_shows(tmp_path: Path, open_page: Opener) -> None:
    path = tmp_path / "page.html"
    route_map(hard_tables.west_africa()).save(str(path))
    opened = open_page(path)
    # 20,000 people are as wide as 250: neither is.
    by_ends = {(line["from"], line["to"]): line["width"] for line in scene(opened.page)["lines"]}
    assert by_ends["NER", "LBY"] == by_ends["BEN", "GAB"]
    (said,) = [text for text in texts(download(opened, "SVG", tmp_path)) if text.startswith("Quantities in")]
    entries = opened.page.locator(".legend .routemap-key-text").all_text_contents()
    (whole,) = [text for text in entries if "are not shown as width" in text]
    assert whole.startswith(said)
    # As many as there is room for by name, the rest counted.
    assert whole == "Quantities in people, kg, t, tablets and 4 more are not shown as width."
