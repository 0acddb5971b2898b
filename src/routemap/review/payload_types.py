"""The shape of what a review page knows: the report, its claims, and all that is needed to draw any of them.

The one definition: ``tools/generated_types.py`` makes `review.schema.json` and the bundle's TypeScript types from it.
Offsets are code points in the text; indices count from 0.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from routemap.scene.block_types import Group, IntLists, Places, Strands, Style


class Blocks(TypedDict):
    """The paragraphs, headings, rows of tables and footnotes of the text, in its order."""

    start: list[int]
    end: list[int]
    kind: Annotated[list[str], "text, heading, row or footnote."]


class Pages(TypedDict):
    """Where each page of the source begins in the text; empty where the source has none."""

    start: list[int]
    number: list[int]


class Report(TypedDict):
    """The report that was drafted from."""

    name: Annotated[str, "Its file name."]
    source: Annotated[str, "How it is cited."]
    url: Annotated[str, "Its web address, or empty."]
    subject: Annotated[str, "Name of the place it is about, or empty."]
    text: str
    blocks: Blocks
    pages: Pages


class Sentences(TypedDict):
    """Every sentence of the text, in its order."""

    start: list[int]
    end: list[int]
    locator: Annotated[list[str], "Where each stands, as rows write it: in English."]
    where: Annotated[list[str], "The same, in the page's language."]
    places: Annotated[IntLists, "The places that each names, indices into those of the map."]
    reason: Annotated[list[str], "Why nothing was drafted, although it names places or a role, in the page's language."]


class Mark(TypedDict):
    """Words that a claim comes from."""

    start: int
    end: int
    slot: Annotated[str, "What they are: origin, transit, destination, end, location, commodity …"]
    rule: Annotated[str, "The rule that says so; of a commodity its market."]


class Claims(TypedDict):
    """The rows of the draft, as its CSV file has them."""

    columns: list[str]
    rows: list[list[str]]
    marks: Annotated[list[list[Mark]], "Of each row."]
    doubts: Annotated[list[str], "What speaks against each row, in the page's language; empty where nothing does."]


class Names(TypedDict):
    """What the names that a reader may type stand for, beside the names of `places`."""

    folded: Annotated[list[str], "Without case, accents and punctuation."]
    places: Annotated[list[list[int]], "One place, or the readings of a name that may mean several."]


class MarketNames(TypedDict):
    """Other names of the known markets."""

    folded: list[str]
    market: Annotated[list[str], "The canonical name."]


class ReviewMap(TypedDict):
    """What the map of the accepted claims is drawn with, whichever they are."""

    places: Annotated[Places, "Every place there is: countries, then regions."]
    names: Names
    groups: Annotated[list[Group], "The known markets and those of the draft, by canonical name, with their colours."]
    own_colours: Annotated[list[Group], "For further markets, chosen by the CRC-32 of their names; these have none."]
    market_names: MarketNames
    strands: Annotated[Strands, "The courses of the lines of all drafted claims; other lines follow a simple bow."]
    world_px: Annotated[float, "Width of the world, px, in the view that the courses were laid out for."]
    style: Style
    subject: Annotated[int, "The place the report is about, an index into places, or -1."]
    view: Annotated[list[float], "West, south, east, north around the places of the draft."]
    caveat: str
    borders: str
    basemap: Annotated[
        dict[str, Any] | None,
        "Outlines as `routemap.places.outlines_near` gives them.",
    ]


class Review(TypedDict):
    """Everything a review page knows: one JSON block."""

    version: Literal[1]
    key: Annotated[str, "Names this draft: decisions that a browser kept for another one are not taken."]
    lang: Annotated[str, "A language of `routemap.words`, such as en."]
    file: Annotated[str, "Name under which decisions are saved."]
    report: Report
    sentences: Sentences
    claims: Claims
    map: ReviewMap
    words: Annotated[dict[str, Any], "The words of the page's language, as `routemap.words.page_words` gives them."]
