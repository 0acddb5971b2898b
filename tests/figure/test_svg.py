"""What is added to matplotlib's SVG: words for readers who do not see it, and the letters it is written in."""

import base64
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser

from routemap.figure import letters, write_figure
from routemap.figure.svg import finish_svg

_FACE = re.compile(r"font-weight: (\w+); font-style: (\w+); src: url\(data:font/ttf;base64,([^)]*)\)")
# Waits for what is loading, then counts: a rule that the browser does not understand is not in the list.
_LOADED = "document.fonts.ready.then(() => [...document.fonts].filter((face) => face.status === 'loaded').length)"


def faces(svg: str) -> dict[tuple[str, str], set[str]]:
    """Return the letters of each embedded face by weight and slant."""
    found = {}
    for weight, slant, data in _FACE.findall(svg):
        font = TTFont(io.BytesIO(base64.b64decode(data)))
        found[weight, slant] = {chr(code) for code in font.getBestCmap()}
    return found


def picture(*attributes: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><title>old</title><text {" ".join(attributes)}>Oslo</text></svg>'


@pytest.mark.browser
def test_a_browser_loads_every_embedded_face(norway: pd.DataFrame, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "figure.svg"
    write_figure(norway, path, market="heroin trade")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate(_LOADED) == len(faces(path.read_text(encoding="utf-8"))) == 3
    page.close()


@pytest.mark.parametrize(
    "style",
    ["font-weight: 700; font-family: 'DejaVu Sans'", "font: bold 7px 'DejaVu Sans'", "font: 700 7px 'DejaVu Sans'"],
)
def test_faces_are_found_however_the_style_is_written(style: str) -> None:
    for attributes in ((f'style="{style}"', 'x="1"'), ('x="1"', f'style="{style}"')):
        made = finish_svg(picture(*attributes), "A title", "What it shows")
        assert faces(made) == {("bold", "normal"): set("Oslo")}
        assert "'DejaVu Sans', Verdana, sans-serif" in str(ET.fromstring(made).find(".//*[@x]").get("style"))  # type: ignore[union-attr]


def test_the_fallback_stands_in_texts_and_not_in_the_face() -> None:
    made = finish_svg(picture("style=\"font-family: 'DejaVu Sans'\""), "A title", "What it shows")
    assert "@font-face { font-family: 'DejaVu Sans'; font-weight" in made


def test_words_for_screen_readers_come_first_and_once() -> None:
    root = ET.fromstring(finish_svg(picture(), "A <title>", "What & where"))
    assert [(child.tag.rpartition("}")[2], child.text) for child in root][:2] == [
        ("title", "A <title>"),
        ("desc", "What & where"),
    ]
    assert len(root.findall("{*}title")) == 1


def test_a_figure_brings_the_letters_it_is_written_in_and_no_others(norway: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "figure.svg"
    write_figure(norway, path, market="heroin trade")
    embedded = faces(path.read_text(encoding="utf-8"))
    assert sorted(embedded) == [("bold", "normal"), ("normal", "italic"), ("normal", "normal")]
    assert set("MOROCCOHeroin trade") <= embedded["bold", "normal"]
    assert len(embedded["bold", "normal"]) < 80


@pytest.mark.parametrize("text", ["Ærø — “Łódź”", "Москва and Αθήνα"])
def test_letters_of_every_script_the_font_has_are_embedded(text: str) -> None:
    made = finish_svg(picture("style=\"font-family: 'DejaVu Sans'\"").replace("Oslo", text), "a", "b")
    assert faces(made) == {("normal", "normal"): set(text)}


def test_the_first_letters_are_cut_from_the_whole_font_and_many_from_a_part_of_it_alike() -> None:
    # To cut the part takes as long as some figures do; both must give the same bytes.
    for face in (letters._usual, letters._times, letters._cut):
        face.cache_clear()
    texts = ["Oslo", "Ærø 2024 — “kg”", "AVATAR fi → Łódź"]
    first = [letters.font_face("bold", "normal", text) for text in texts]
    assert letters._usual.cache_info().misses == 0
    for number in range(letters._MANY):
        letters.font_face("bold", "normal", f"Oslo {number}")
    letters._cut.cache_clear()
    assert [letters.font_face("bold", "normal", text) for text in texts] == first
    assert letters._usual.cache_info().misses == 1
