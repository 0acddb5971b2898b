"""From drafts to what a review page knows: one JSON block (`payload_types` says which).

The map of the accepted claims changes while they are reviewed, so that the page gets what every other map is made of:
all places, the colours of all markets, and the courses of the lines of every drafted claim, from the same scene.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from routemap import places, style
from routemap.drafting.saying import say_doubts, say_locator, say_silence
from routemap.files import safe_slug
from routemap.places.folding import fold
from routemap.places.spellings import spellings
from routemap.review.payload_types import Claims, MarketNames, Names, Report, Review, ReviewMap, Sentences
from routemap.routes.checking.check import check_routes
from routemap.routes.markets import MARKETS, fold_market, resolve_market
from routemap.scene.areas import region_areas
from routemap.scene.blocks import column, group_block, style_block, view_of
from routemap.scene.gathering import to_scene
from routemap.scene.layouts import lay_out_on_mercator
from routemap.words import page_words, word

if TYPE_CHECKING:
    import pandas as pd

    from routemap.drafting import Document, Drafts
    from routemap.scene.block_types import Places, Strands, Style
    from routemap.scene.layouts import MercatorCurves
    from routemap.scene.scene import Scene

_EVERYWHERE = [-30.0, -40.0, 160.0, 68.0]
_WORLD_PX = 1024.0


def build_review(drafts: Drafts, lang: str) -> Review:
    """Return what the review page of some drafts knows.

    Parameters
    ----------
    drafts
        As `draft_routes` or `apply_decisions` gives them.
    lang
        en, ar, es, fr, nb, pt, ru or zh.
    """
    columns = list(drafts.columns)
    rows = [[row.get(name, "") for name in columns] for row in (*drafts.rows, *drafts.nothing)]
    digest = blake2b(digest_size=8)
    for text in (drafts.document.text, *(cell for row in rows for cell in row)):
        digest.update(f"{len(text)}:{text}".encode("utf-8", "surrogatepass"))
    codes = [*places.country_codes(), *places.regions()]
    stem = safe_slug(drafts.document.name.rpartition(".")[0] or drafts.document.name)
    return {
        "version": 1,
        "key": digest.hexdigest(),
        "lang": lang,
        "file": f"{stem}-reviewed.csv",
        "report": _report(drafts, lang),
        "sentences": _sentences(drafts, {code: at for at, code in enumerate(codes)}, lang),
        "claims": _claims(drafts, columns, rows, lang),
        "map": _map(drafts, codes, lang),
        "words": page_words(lang, "review"),
    }


def _report(drafts: Drafts, lang: str) -> Report:
    document = drafts.document
    starts = _page_starts(document)
    return {
        "name": document.name,
        "source": drafts.source,
        "url": drafts.url,
        "subject": places.place_name(drafts.subject, lang) if drafts.subject else "",
        "text": document.text,
        "blocks": {
            "start": [block.start for block in document.blocks],
            "end": [block.end for block in document.blocks],
            "kind": [block.kind for block in document.blocks],
        },
        "pages": {"start": list(starts.values()), "number": list(starts)},
    }


def _page_starts(document: Document) -> dict[int, int]:
    """Return where each page begins in the text."""
    starts: dict[int, int] = {}
    for run in document.runs:
        if run.page and run.page > max(starts, default=0):
            starts[run.page] = run.start
    return starts


def _sentences(drafts: Drafts, index: Mapping[str, int], lang: str) -> Sentences:
    segments = drafts.segments
    return {
        "start": [segment.start for segment in segments],
        "end": [segment.end for segment in segments],
        "locator": [segment.locator for segment in segments],
        "where": [say_locator(segment.page, segment.section, segment.number, lang) for segment in segments],
        "places": [[index[code] for code in segment.places if code in index] for segment in segments],
        "reason": ["" if segment.claims else say_silence(segment.silence, segment.about, lang) for segment in segments],
    }


def _claims(drafts: Drafts, columns: list[str], rows: list[list[str]], lang: str) -> Claims:
    at, rule = columns.index("id"), columns.index("rule")
    return {
        "columns": columns,
        "rows": rows,
        "marks": [
            [
                {"start": mark.start, "end": mark.end, "slot": mark.slot, "rule": mark.rule}
                for mark in drafts.marks.get(row[at], ())
            ]
            for row in rows
        ],
        "doubts": [say_doubts(row[rule], lang) for row in rows],
    }


def _map(drafts: Drafts, codes: Sequence[str], lang: str) -> ReviewMap:
    # A row that somebody has spoilt by hand has no course; the page says what is wrong with it.
    routes = check_routes(drafts.frame).routes if drafts.rows else None
    areas = region_areas(routes) if routes is not None else {}
    index = {code: at for at, code in enumerate(codes)}
    own = [resolve_market(row["market"]) for row in drafts.rows if row["market"]]
    markets = list(dict.fromkeys((*(market.name for market in MARKETS), *own)))
    scene = to_scene(routes, None, lang, subject=drafts.subject, areas=areas) if routes is not None else None
    curves = lay_out_on_mercator(scene) if scene is not None else None
    return {
        "places": _every_place(codes, areas, drafts.subject, lang),
        "names": _names(index),
        "groups": group_block(markets, style.group_colours(None, markets)),
        "own_colours": group_block([""] * len(style.COMMODITY_COLOURS), style.COMMODITY_COLOURS),
        "market_names": _market_names(),
        "strands": _strands(scene, curves, routes, index, markets),
        "world_px": curves.world_px if curves is not None else _WORLD_PX,
        "style": style_block(scene) if scene is not None else _plain_style(),
        "subject": index.get(drafts.subject, -1),
        "view": view_of(scene.anchors) if scene is not None else _EVERYWHERE,
        "caveat": word(lang, "document.caveat"),
        "borders": word(lang, "document.borders"),
        "basemap": None,
    }


def _every_place(codes: Sequence[str], areas: Mapping[str, tuple[str, ...]], subject: str, lang: str) -> Places:
    anchors = np.round(places.anchors(codes), 4)
    regions = places.regions()
    members = {
        str(at): list(
            areas.get(code) or places.region_members(code, without=(subject,) if regions[code].relative else ())
        )
        for at, code in enumerate(codes)
        if code in regions
    }
    return {
        "code": list(codes),
        "name": [places.place_name(code, lang) for code in codes],
        "kind": [int(code in regions) for code in codes],
        "lon": anchors[:, 0].tolist(),
        "lat": anchors[:, 1].tolist(),
        "members": members,
    }


def _names(index: Mapping[str, int]) -> Names:
    """Return the spellings of the resolver, and the names of places in all our languages."""
    found: dict[str, list[int]] = {}
    for folded, meaning in spellings().items():
        if meaning.codes:
            found[folded] = [index[code] for code in meaning.codes]
    for code, at in index.items():
        found.setdefault(fold(places.place_name(code)), [at])
    return {"folded": list(found), "places": list(found.values())}


def _market_names() -> MarketNames:
    names = {fold_market(alias): market.name for market in MARKETS for alias in (market.name, *market.aliases)}
    return {"folded": list(names), "market": list(names.values())}


def _strands(
    scene: Scene | None,
    curves: MercatorCurves | None,
    routes: pd.DataFrame | None,
    index: Mapping[str, int],
    markets: Sequence[str],
) -> Strands:
    """Return the courses, their places and colours counted in the page's own lists."""
    if scene is None or curves is None or routes is None:
        return {"from": [], "to": [], "shift": [], "cx": [], "cy": [], "group": [], "undirected": []}
    place = [index[code] for code in scene.codes]
    named = dict(zip(scene.route_group.tolist(), routes["market"].tolist(), strict=True))
    group = {at: markets.index(market) for at, market in named.items()}
    strands = scene.strands
    return {
        "from": [place[at] for at in strands.ends[:, 0].tolist()],
        "to": [place[at] for at in strands.ends[:, 1].tolist()],
        "shift": column(curves.shift.tolist()),
        "cx": curves.control[:, 0].tolist(),
        "cy": curves.control[:, 1].tolist(),
        "group": [group[at] for at in strands.group.tolist()],
        "undirected": column(strands.undirected.astype(np.int_).tolist()),
    }


def _plain_style() -> Style:
    return {
        "magnitude_width": [style.magnitude_width_px(name) for name in style.MAGNITUDES],
        "width_range": [style.WIDTH_RANGE_PX[0], style.widest_quantity_px()],
    }
