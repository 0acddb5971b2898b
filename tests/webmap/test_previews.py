"""Cards: a picture beside each page, and what its head says to those who show a link to it."""

from __future__ import annotations

import io
import json
import struct
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from routemap.errors import RouteError
from routemap.figure import draw_card
from routemap.routes import read_routes
from routemap.webmap import build_maps
from routemap.webmap.previews import Previews

TABLE = """market,origin,destination,source,confidence
heroin trade,Turkey,Norway,A report,high
cocaine trade,Peru,Norway,A report,high
"""
ADDRESS = "https://example.org/maps/"


@pytest.fixture(scope="module")
def routes() -> pd.DataFrame:
    return read_routes(io.StringIO(TABLE))


@pytest.fixture(scope="module")
def built(routes: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cards") / "maps"
    build_maps(routes, folder, cards=draw_card, address=ADDRESS, title='<b>"Norway" & $5</b>')
    return folder


def said(page: Path) -> dict[str, str]:
    found = {}

    class Marks(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag == "meta" and "content" in given:
                found[given.get("property") or given.get("name") or ""] = given["content"] or ""

    Marks().feed(page.read_text(encoding="utf-8").partition("</head>")[0])
    return found


def test_each_page_has_its_picture_and_names_it_by_its_whole_address(built: Path) -> None:
    for stem in ("heroin-trade", "cocaine-trade", "all-markets"):
        found = said(built / f"{stem}.html")
        assert found["og:image"] == f"{ADDRESS}{stem}.png"
        assert found["og:url"] == f"{ADDRESS}{stem}.html"
        assert found["twitter:card"] == "summary_large_image"
        data = (built / f"{stem}.png").read_bytes()
        assert struct.unpack(">II", data[16:24]) == (1200, 630)
        assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    # The index and the map of all markets show the same.
    assert said(built / "index.html")["og:image"] == f"{ADDRESS}all-markets.png"
    assert said(built / "index.html")["og:title"].startswith('<b>"Norway" & $5</b>')
    assert said(built / "heroin-trade.html")["og:description"] == said(built / "heroin-trade.html")["description"]


def test_where_no_script_may_run_the_picture_stands_above_the_table(built: Path) -> None:
    page = (built / "heroin-trade.html").read_text(encoding="utf-8")
    picture = '<div class="without-script"><img src="heroin-trade.png" alt="Heroin trade" width="600" height="315"'
    assert picture in page
    assert "img-src &#x27;self&#x27; data: blob:" in page


def test_pictures_are_in_the_manifest_and_go_when_they_are_not_made_any_more(
    built: Path, routes: pd.DataFrame, tmp_path: Path
) -> None:
    for path in built.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    listed = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert sorted(name for name in listed if name.endswith(".png")) == [
        "all-markets.png",
        "cocaine-trade.png",
        "heroin-trade.png",
    ]
    (tmp_path / "photo.png").write_bytes(b"mine")
    with (tmp_path / "cocaine-trade.png").open("ab") as file:
        file.write(b"edited")
    build_maps(routes, tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == ["cocaine-trade.png", "photo.png"]
    assert "og:image" not in said(tmp_path / "heroin-trade.html")
    assert "<img" not in (tmp_path / "heroin-trade.html").read_text(encoding="utf-8").partition("<table")[0]


def test_somebody_elses_picture_of_that_name_stops_a_build(routes: pd.DataFrame, tmp_path: Path) -> None:
    (tmp_path / "heroin-trade.png").write_bytes(b"\x89PNG mine")
    with pytest.raises(OSError, match=r"heroin-trade\.png: a file of that name is there which routemap did not write"):
        build_maps(routes, tmp_path, cards=draw_card)
    assert [path.name for path in tmp_path.iterdir()] == ["heroin-trade.png"]


def test_the_same_routes_give_the_same_card(routes: pd.DataFrame) -> None:
    about: dict[str, Any] = {"title": "Heroin trade " * 40, "context": "Norway", "subject": "NOR"}
    cards = [draw_card(routes, None, lang="en", **about) for _ in range(2)]
    assert cards[0] == cards[1]
    assert b"Software\x00routemap" in cards[0]


def test_without_an_address_pages_name_their_picture_beside_them() -> None:
    seen: list[str] = []

    def paint(routes: pd.DataFrame, market: str | None, **about: str) -> bytes:
        seen.append(about["title"])
        return b""

    class Shown:
        routes, market, lang, subject = pd.DataFrame(), None, "en", ""

    payload: Any = {"page": {"title": "T", "context": "", "summary": "S", "file": "x.html"}}
    previews = Previews(paint)
    head = previews.head(Shown(), payload)  # type: ignore[arg-type]
    assert '<meta property="og:image" content="x.png">' in head
    assert "og:url" not in head
    assert previews.head(Shown(), payload, picture="y.png").count("y.png") == 1  # type: ignore[arg-type]
    assert (seen, list(previews.pictures)) == (["T"], ["x.png"])


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("example.org/maps", "the address of the pages"),
        ("https://example.org/?a=1", "not that of a folder"),
        ("javascript:alert(1)", "the address of the pages"),
    ],
)
def test_what_is_no_address_of_a_folder_is_refused(address: str, words: str) -> None:
    with pytest.raises(RouteError, match=words):
        Previews(lambda *given, **named: b"", address)
    with pytest.raises(RouteError, match="for their cards alone"):
        Previews(None, ADDRESS)
