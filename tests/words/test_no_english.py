"""Outputs in another language say nothing in English: whatever is English in them was written where no word belongs."""

from __future__ import annotations

import html
import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tests.unpacking import inflate

import routemap
from routemap.drafting import Drafts, apply_decisions, draft_routes
from routemap.drafting.document import Block, Document, Run
from routemap.errors import RouteError
from routemap.figure.fonts import check_letters
from routemap.review.page import review_html
from routemap.webmap.site import build_maps
from routemap.words import LANGUAGES, is_rtl

from .english import english_in, strings_in

# What is Norwegian looks English too often.
pytestmark = pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang not in ("en", "nb")])

# Each mark, kind and note that an output may speak of; nothing in it is English but names that a language has itself.
TABLE = """
market,commodity,from,via,to,directed,confidence,magnitude,quantity,unit,start,end,actors,records,at_most,status,rule,source
heroin trade,,AFG,IRN > TUR,the Balkans,,high,major,,,,,,,,accepted,x,Rapport 1
heroin trade,,the Balkans,DEU,SWE,,medium,moderate,,,2021,2022,Clan,,,accepted,x,Rapport 1
heroin trade,,?,LTU,POL,,low,minor,,,,,,,,draft,x,Rapport 2
heroin trade,Opium,POL,BLR | UKR,?,,,,12,kg,,,,,,accepted,x,Rapport 2
arms trafficking,,SWE,,SWE,,high,,,,,,,,,accepted,x,Rapport 2
arms trafficking,,DEU,,POL,no,medium,,,,,,,,,accepted,x,Rapport 2
human smuggling,,LBY,,ITA,,high,,1200,people,2021-03-01,2021-04-02,,1200,,accepted,x,
human smuggling,,NGA,,ITA,,,,,people,,,,,4,accepted,x,
human smuggling,,,,NOR,,medium,,,,,,,,,accepted,x,
human smuggling,,ERI,,,,high,,,,,,,,,rejected,x,Rapport 2
Sable,,,GRC,,,low,,,,,,,,,accepted,x,Rapport 2
Sable,,TUR,,Narnia,,,,,,,,,,,accepted,x,Rapport 2
"""

REPORT = """Cocaine arrives from Colombia. Heroin was smuggled from Turkey to France until 1972. Cocaine is smuggled
from Colombia through Panama or by sea to Spain. Cannabis is smuggled from Morocco. The country is a transit zone for
cocaine from Brazil. No cocaine has been found on flights from Spain. Seeds are bought legally from the Netherlands.
Greece and Italy hold most of the people who are waiting. A shipment of rifles from Serbia was stopped before it left
Croatia. If Peru closed its ports, cocaine could go from Chile to Spain. Afghans are smuggled to Greece, which they
enter from Turkey. Cannabis is smuggled from Morocco. Heroin is bound from Turkey, Ruritania and Iran to Norway."""


@pytest.fixture(scope="module")
def routes() -> pd.DataFrame:
    """Return the routes of the table, without the row that is wrong."""
    checked = routemap.check_routes(BytesIO(TABLE.strip().encode()), leave_out_bad=True)
    assert checked.routes is not None
    return checked.routes


def drafted(lang: str) -> Drafts:
    """Return drafts of a report, two of them decided on differently by two people, one by nobody any more."""
    text = " ".join(REPORT.split())
    document = Document("rapport.txt", text, (Block(0, len(text), "text", ""),), (Run(0, 0, 0),))
    drafts = draft_routes(document, subject="NOR", source="Rapport")
    accepted = drafts.frame.assign(status="accepted")
    accepted.loc[0, ["id", "quote"]] = ["x", "Une phrase."]
    return apply_decisions(drafts, [accepted, drafts.frame.assign(status="rejected")])


def data_of(page: str) -> list[Any]:
    """Return the blocks of data in a page."""
    blocks = [
        json.loads(found) for found in re.findall(r'type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    ]
    unpacked = [json.loads(inflate(block["deflate"])) if "deflate" in block else block for block in blocks]
    # Others are scripts and styles, packed.
    return [block for block in unpacked if isinstance(block, dict) and {"routes", "claims"} & set(block)]


def said_in(page: str) -> list[str]:
    """Return what a page says without its scripts: texts, and attributes that are read out."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    attributes = re.findall(r'\b(?:title|alt|aria-label|content)="([^"]*)"', bare)
    texts = re.sub(r"<[^>]+>", "\n", bare).split("\n")
    return [html.unescape(text) for text in (*attributes, *texts) if text.strip() and "default-src" not in text]


def test_pages_speak_their_own_language(lang: str, routes: pd.DataFrame, tmp_path: Path) -> None:
    build_maps(routes, tmp_path, lang=lang, include_drafts=True)
    pages = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")}
    assert len(pages) > 4
    assert all((f'<html lang="{lang}" dir="rtl">' in page) == is_rtl(lang) for page in pages.values())
    for name, page in pages.items():
        assert english_in(said_in(page), lang) == [], name
        for block in data_of(page):
            found = strings_in(block, without=("basemap", "code", "market", "statement"))
            assert english_in(found, lang) == [], name


def test_figures_speak_their_own_language(lang: str, routes: pd.DataFrame) -> None:
    from matplotlib.text import Text

    try:
        check_letters(lang)
    except RouteError:
        return  # tests/figure/test_fonts.py says when

    figure = routemap.draw_figure(routes, lang=lang, include_drafts=True)
    texts = [text.get_text() for text in figure.findobj(Text)]  # type: ignore[attr-defined]
    assert len([text for text in texts if text]) > 20
    assert english_in(texts, lang) == []


def test_review_pages_speak_their_own_language(lang: str) -> None:
    drafts = drafted(lang)
    assert {row["decision"] for row in drafts.rows} >= {"conflict", "no longer found"}
    assert len(drafts.silent) > 3
    page = review_html(drafts, lang=lang)
    review = data_of(page)[0]
    assert any(review["claims"]["doubts"])
    assert any(review["sentences"]["reason"])
    # Report and rows are data: files have them in English, and the page says them in its own words.
    found = strings_in(
        review, without=("text", "rows", "columns", "locator", "rule", "folded", "basemap", "code", "market")
    )
    assert english_in(found, lang) == []
