"""The shape of a payload: everything a page knows, one JSON block.

The one definition: ``tools/generated_types.py`` makes `payload.schema.json` and the bundle's TypeScript types from it.
Columns have one entry per row, or are one single value that holds for all rows. Indices count from 0; -1 means none.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from routemap.scene.block_types import Group, IntLists, Ints, Length, Numbers, Places, RowInts, Strands, Style

PageKind = Literal["market", "overview", "index", "layer"]


class Link(TypedDict):
    """A page beside this one."""

    title: str
    href: str
    count: int


class Page(TypedDict):
    """What stands around the map, and where it looks."""

    kind: PageKind
    lang: Annotated[str, "A language of `routemap.words`, such as en."]
    title: str
    context: Annotated[str, "Subject and period, such as Norway · 2021."]
    byline: Annotated[str, "Who made the map; empty where nobody says."]
    summary: str
    caveat: str
    cautions: Annotated[list[str], "What the caveat says of these data: drafts, small counts. In sight beside the map."]
    borders: str
    source_line: str
    subject: Annotated[int, "The place the report is about, an index into places, or -1."]
    notes: Annotated[list[str], "What a reader must know about the making of this page."]
    links: Annotated[list[Link], "The other pages beside this one."]
    view: Annotated[list[float], "West, south, east, north in degrees; east may pass 180.", Length(4)]
    file: Annotated[str, "This page's own file name, for embed code and downloads."]


class Scale(TypedDict):
    """The scale of one measure, such as mass, told in the unit that most lines use."""

    name: str
    max: Annotated[float, "Largest total on one strand; the widths end there."]


class Unit(TypedDict):
    """A unit as the table writes it."""

    name: str
    scale: Annotated[int, "Index into scales; -1 where no width shows its quantities."]
    factor: Annotated[float, "How many of the scale's unit one of it is."]


class Routes(TypedDict):
    """The routes, in the order of the table."""

    count: int
    id: Annotated[list[str], "As webmap/short_ids.py writes them: without the words that market and stops give."]
    stems: Annotated[list[str], "By market: the word for it in ids."]
    statement: Annotated[RowInts, "Ordinal of the statement; routes of one statement are alternatives."]
    market: Ints
    group: Ints
    commodity: Ints
    kind: Annotated[Ints, "Position in KINDS."]
    stops: Annotated[IntLists, "Known stops in travel order, indices into places."]
    open: Annotated[Ints, "1 origin not known, 2 destination not known, 3 both."]
    strands: Annotated[IntLists, "The strand of each leg in travel order."]
    confidence: Annotated[Ints, "Position in CONFIDENCES."]
    magnitude: Annotated[Ints, "Position in MAGNITUDES."]
    quantity: Numbers
    unit: Ints
    start: RowInts
    end: RowInts
    actors: RowInts
    source: RowInts
    locator: RowInts
    url: RowInts
    quote: RowInts
    note: RowInts
    extra: Annotated[dict[str, RowInts], "The input's own further columns, by name: indices into text."]


class FoldedPlaces(TypedDict):
    """The places of a level of folding, most named first."""

    code: Annotated[list[str], "As of places; of one that folding made, ~ and its region's slug."]
    name: list[str]
    lon: list[float]
    lat: list[float]


class Fold(TypedDict):
    """One level of folding: countries become the part of the world that they lie in, with lines of its own."""

    of: Annotated[list[int], "Which of its places each place is folded into, or is."]
    places: FoldedPlaces
    strands: Strands
    edges: Annotated[dict[str, list[float]], "As of the payload."]
    repeats: Annotated[list[int], "Routes that do not count: alternatives that fall together with one before them."]
    style: Style
    scales: Annotated[list[float], "The largest total on one strand, by the payload's scales."]


class Payload(TypedDict):
    """Everything a page knows: one JSON block.

    Columns are arrays with one entry per row, or one single value that
    holds for all rows. Indices count from 0; -1 means none."""

    version: Literal[1]
    page: Page
    style: Style
    groups: Annotated[list[Group], "What colour means: the commodities of a market page, the markets of an overview."]
    statements: Annotated[list[str], "The text of each statement; empty where it is the id of its first route."]
    markets: list[str]
    commodities: list[str]
    scales: list[Scale]
    units: list[Unit]
    text: Annotated[list[str], "Every longer text once; the routes point into it."]
    hosts: Annotated[
        dict[str, str], "By index into text, as text: the host that an address leads to; others are no links."
    ]
    places: Places
    strands: Strands
    courses: Annotated[
        dict[str, list[float]],
        "By strand index as text: its course as somebody drew it, x and y in turn, pixels as of `cx`.",
    ]
    edges: Annotated[
        dict[str, list[float]],
        "By strand as text: between which parameters of its curve it is drawn, where it ends at the edge of an area.",
    ]
    folds: Annotated[list[Fold], "Coarser levels, the finest first; none where countries are few enough."]
    routes: Routes
    words: Annotated[dict[str, Any], "The words of the page's language, as `routemap.words.page_words` gives them."]
    basemap: Annotated[
        dict[str, Any] | None,
        "Outlines as `routemap.places.outlines_near` gives them; null on a user's own map.",
    ]
