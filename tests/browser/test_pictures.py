"""The view as a picture: at the size asked for, complete by itself, and inert whatever the data carry."""

import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from .conftest import Opened, Opener

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
CAVEAT = "Routes mirror what is reported and enforced"


def download(opened: Opened, name: str, folder: Path) -> Path:
    page = opened.page
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as waiting:
        page.locator(".menu-item").get_by_text(name, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def png_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:])
    return width, height


def texts(path: Path) -> list[str]:
    return [element.text or "" for element in ET.parse(path).iter(f"{SVG}text")]


def test_png_has_the_size_of_its_scale(pages: Path, open_page: Opener, tmp_path: Path) -> None:
    opened = open_page(pages / "heroin-trade.html")
    width, height = png_size(download(opened, "PNG", tmp_path))
    box = opened.page.locator(".routemap-map").bounding_box()
    assert box and width == round(box["width"])
    for scale in (2, 4):
        assert png_size(download(opened, f"PNG {scale}×", tmp_path)) == (scale * width, scale * height)
    opened.assert_clean()


def test_svg_is_complete_by_itself(pages: Path, open_page: Opener, tmp_path: Path) -> None:
    path = download(open_page(pages / "heroin-trade.html"), "SVG", tmp_path)
    written = texts(path)
    for expected in ("Heroin trade", "NORWAY · 2021", "NORWAY", "West Africa", "destination"):
        assert expected in written
    assert any(text.startswith(CAVEAT) for text in written)
    assert any("Global Organized Crime Index 2021" in text for text in written)
    assert ET.parse(path).getroot().find(f"{SVG}title") is not None


def test_a_picture_says_what_it_leaves_out(pages: Path, open_page: Opener, tmp_path: Path) -> None:
    opened = open_page(pages / "all-markets.html")
    assert not any("of 27" in text for text in texts(download(opened, "SVG", tmp_path)))
    opened.page.locator(".search-input").fill("heroin")
    opened.page.keyboard.press("Enter")
    opened.settle()
    assert any("of 27" in text for text in texts(download(opened, "SVG", tmp_path)))


def test_beyond_the_edges_of_the_world_a_picture_is_bare_paper(
    displaced_page: Path, open_page: Opener, tmp_path: Path
) -> None:
    path = download(open_page(displaced_page), "SVG", tmp_path)
    world = next(
        one for one in ET.parse(path).iter(f"{SVG}svg") if one.get("overflow") == "hidden" and one.get("x") != "0"
    )
    papers = [one for one in ET.parse(path).iter(f"{SVG}rect") if one.get("height") == world.get("height")]
    assert float(papers[0].get("width", 0)) > 0
    # Lines that run over the edge are cut there.
    assert sum(1 for one in world.iter(f"{SVG}path") if "C" in one.get("d", "")) > 20


def test_a_picture_of_hostile_data_is_inert(hostile_page: Path, open_page: Opener, tmp_path: Path) -> None:
    path = download(open_page(hostile_page), "SVG", tmp_path)
    for element in ET.parse(path).iter():
        name = element.tag.removeprefix(SVG)
        assert name in {
            "svg", "title", "rect", "path", "text", "pattern", "linearGradient", "stop",
        }  # fmt: skip
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on")
            assert "href" not in attribute
            assert "javascript:" not in value
    opened = open_page(path.parent / make_frame(path).name, wait="svg")
    opened.assert_clean()


def make_frame(picture: Path) -> Path:
    """Put the picture into a page as markup, where a script in it would run."""
    frame = picture.with_name("frame.html")
    svg = picture.read_text(encoding="utf-8").split("?>", 1)[1]
    frame.write_text(f"<!doctype html><meta charset='utf-8'>{svg}", encoding="utf-8")
    return frame
