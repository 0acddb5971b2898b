"""The cards of the index are small multiples: own extent, locator, and what the colours mean."""

import re
from pathlib import Path

import pandas as pd

from routemap.routes import read_routes
from routemap.webmap import build_maps

ROWS = [
    {"market": "heroin trade", "origin": "Norway", "destination": "Sweden", "commodity": "heroin"},
    {"market": "cocaine trade", "origin": "Norway", "destination": "Denmark", "commodity": "crack"},
    {"market": "cocaine trade", "origin": "Denmark", "destination": "Finland", "commodity": "<b>paste"},
    {"market": "fauna crimes", "origin": "Peru", "destination": "Japan"},
    {"market": "flora crimes", "destination": "Norway"},
]


def cards_of(folder: Path, rows: list[dict[str, str]]) -> tuple[str, dict[str, str]]:
    """Return the gallery of an index and its cards by title."""
    build_maps(read_routes(pd.DataFrame(rows).fillna("")), folder)
    page = (folder / "index.html").read_text(encoding="utf-8")
    (gallery,) = re.findall(r'<section id="gallery".*?</section>', page, re.DOTALL)
    found = re.findall(r'<article class="gallery-card">.*?</article>', gallery, re.DOTALL)
    return gallery, {re.findall(r'gallery-title">(.*?)<', card)[0]: card for card in found}


def boxes(card: str) -> list[list[float]]:
    found = re.findall(r'<rect class="locator-box" x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)"', card)
    return [list(map(float, one)) for one in found]


def test_a_locator_outlines_each_picture_in_the_extent_of_all(tmp_path: Path) -> None:
    gallery, cards = cards_of(tmp_path, ROWS)
    assert gallery.count('<symbol id="locator-land"') == 1
    for title in ("Heroin trade", "Cocaine trade"):
        ((x, y, width, height),) = boxes(cards[title])
        assert x >= 0 and y >= 0 and x + width <= 64 and y + height <= 40
        assert width < 20
    # A picture of nearly all needs no locator, and a card without a picture has none.
    assert not boxes(cards["Fauna crimes"])
    assert not boxes(cards["Flora crimes"])
    _, alike = cards_of(tmp_path, [ROWS[0], {**ROWS[0], "market": "cannabis trade"}])
    assert not any(map(boxes, alike.values()))


def test_several_colours_are_explained_and_texts_stay_texts(tmp_path: Path) -> None:
    _, cards = cards_of(tmp_path, ROWS)
    (key,) = re.findall(r'<ul class="gallery-key">(.*?)</ul>', cards["Cocaine trade"])
    assert sorted(re.findall(r"</svg>\W*(crack|&lt;b&gt;paste)\W*</li>", key)) == ["&lt;b&gt;paste", "crack"]
    hues = re.findall(r"stroke-hue-(\d)", key)
    assert len(set(hues)) == 2
    picture = cards["Cocaine trade"].split("</svg>")[0]
    assert all(f"stroke-hue-{hue}" in picture for hue in hues)
    assert "gallery-key" not in cards["Heroin trade"]
