"""All pages of a table of routes: one per market, one of all markets, a gallery, and a manifest of what was made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from routemap.errors import RouteError
from routemap.files import unique_slugs, write_folder
from routemap.routes import aggregate_routes, route_kinds, subject_of
from routemap.routes.colouring import colour_column, coloured_by
from routemap.routes.columns import extra_columns, require_columns
from routemap.routes.counts import at_most_of, say_total
from routemap.routes.deciding import decided_routes
from routemap.routes.leaving_out import left_out, left_out_where
from routemap.routes.merging import MERGE_ABOVE, records_column
from routemap.scene.areas import region_areas
from routemap.scene.heading import Authorship, data_notes, left_out_note
from routemap.webmap.gallery import Card, gallery_card, gallery_of
from routemap.webmap.manifest import MANIFEST_FILE, is_ours, make_manifest, other_cut
from routemap.webmap.page import page_html, without_script
from routemap.webmap.payload import PageScene, build_payload
from routemap.webmap.payload_types import Link, Page, Payload
from routemap.webmap.previews import Painter, Previews, picture_name
from routemap.webmap.report import BuildReport
from routemap.words import LANGUAGES, market_title, number, word

_OVERVIEW_FILE, _INDEX_FILE = "all-markets.html", "index.html"
_RESERVED = ("all-markets", "index")

MOST_ROUTES = 200_000
"""More than this, after merging, no browser shows with ease."""
MOST_MARKETS = 200
"""More pages than this are a mistake in the table: a column of notes, for instance, read as markets."""

Progress = Callable[[str], None]


def build_maps(
    routes: pd.DataFrame,
    folder: str | Path,
    *,
    lang: str = "en",
    title: str | None = None,
    subject: str | None = None,
    byline: str | None = None,
    source_hash: str = "",
    colour: str | None = None,
    include_drafts: bool = False,
    merged_from: int = 0,
    alone: bool = False,
    cards: Painter | None = None,
    address: str = "",
    shared: bool = False,
    progress: Progress = lambda stage: None,
) -> BuildReport:
    """Write a page per market, a page of all markets, an index and a manifest into a folder.

    The pages link to each other, unless they are to stand alone. A table of one market makes one page. The folder is as
    before if anything fails. Files of an earlier build that this one does not make are removed; files that routemap did
    not write are left alone.

    Parameters
    ----------
    routes
        A table as `read_routes` returns it.
    folder
        Made when missing.
    lang
        Language of the pages: en, ar, es, fr, nb, pt, ru or zh.
    title
        Heads the index and the page of all markets, and stands above the title of each market's page.
    subject
        Country or region the table is about, by name or code; by default the one that all its routes name, if any.
    byline
        Who made the maps: a line below each title.
    source_hash
        SHA-256 of the input, for the manifest; the table's own hash when empty.
    colour
        Column whose values have a colour each, such as one of your own; by default market and commodity have them.
    include_drafts
        Whether drafts of a report that nobody has decided on are drawn too, named as such.
    merged_from
        Of how many routes equal ones have been merged already, as `routemap.routes.aggregate_routes` does it; 0 where
        none have.
    alone
        Only a page per market, each as if its market were all there is: it names no other, and nothing that names
        others (links, overview, index, thumbnails, manifest) is written. What an earlier build left of them is removed.
    cards
        Draws a picture per page, such as `routemap.figure.draw_card`: it is written beside the page and named in its
        head, for those who show a link to it; by default there are none.
    address
        Where the folder will stand on the web, such as ``https://example.org/maps/``. Most who show links want the
        whole address of a picture; without this, pages name it relative to themselves.
    shared
        Write scripts and styles once, as two files beside the pages, which are then a third as large: for a web server.
        A page alone, sent or moved, is then no map, and opens with its table; by default each page is whole.
    progress
        Called with a few words at each stage.

    Raises
    ------
    ReadError
        If the table holds drafts that nobody has decided on, and they are not wanted.
    RouteError
        If the table is empty, the language or the subject unknown, the address none of a folder, or there are more
        than `MOST_MARKETS` markets or, after merging, more than `MOST_ROUTES` different routes.
    ExportError
        If the folder cannot be written, or holds somebody else's file of the name of a page; it is then as before.

    Notes
    -----
    More than `MERGE_ABOVE` routes are merged first, as `routemap.routes.aggregate_routes` does it: those with the same
    stops, market, commodity, unit and year become one, which says how many it stands for.
    """
    if lang not in LANGUAGES:
        raise RouteError(f"no words for language {lang!r}; expected one of {', '.join(LANGUAGES)}")
    own, previews = Authorship.of(title, subject, byline), Previews(cards, address)
    decided, lacking = decided_routes(routes, include_drafts=include_drafts, lang=lang), left_out(routes)
    errors = lacking if lang == "en" else left_out_where(routes)  # sentences about errors are in English
    require_columns(decided.routes)
    routes = coloured_by(decided.routes, colour)
    if routes.empty:
        raise RouteError("the table has no routes; there is nothing to draw")
    markets = routes["market"].nunique()
    if markets > MOST_MARKETS:
        raise RouteError(
            f"the table has {markets:,} markets, which would be a page each, and at most {MOST_MARKETS} are made; "
            "is it the right column? Split the table if it is"
        )
    read = merged_from or len(routes)
    is_merged = read > MERGE_ABOVE
    if is_merged:
        routes = _merged(routes, progress, is_done=bool(merged_from))
    make_pages = _pages_alone if alone else _pages
    said = left_out_note(errors, lang, alone=alone)
    beside: dict[str, bytes] | None = {} if shared else None
    pages = make_pages(routes, lang, own, progress, previews, beside, said=said, is_merged=is_merged)
    files = {name: text.encode("utf-8") for name, text in pages.items()} | previews.pictures | (beside or {})
    files = dict(sorted(files.items()))
    kinds = route_kinds(routes)
    listed = int((kinds == "role").sum())
    if not alone:
        files[MANIFEST_FILE] = make_manifest(routes, kinds, files, lang, source_hash, read, decided, lacking)
    warning = other_cut(Path(folder), routes)
    progress("writing")
    write_folder(Path(folder), files, is_ours=is_ours)
    return BuildReport(
        read=read,
        merged=len(routes) if is_merged else 0,
        drawn=len(routes) - listed,
        listed=listed,
        markets=markets,
        files=tuple(files),
        drafts=decided.drafts,
        rejected=decided.rejected,
        warning=warning,
    )


def _merged(routes: pd.DataFrame, progress: Progress, *, is_done: bool) -> pd.DataFrame:
    """Return the routes, equal ones merged: there are too many to draw one by one."""
    progress("merging equal routes")
    merged = routes if is_done else coloured_by(aggregate_routes(routes), colour_column(routes))
    if len(merged) > MOST_ROUTES:
        raise RouteError(
            f"the table has {len(merged):,} different routes; a page can show {MOST_ROUTES:,}. "
            "Split it, by market or year for instance, and build each part into a folder of its own"
        )
    return merged


def _notes(routes: pd.DataFrame, lang: str, *, is_merged: bool) -> tuple[str, ...]:
    """Say how many records merged routes stand for, and how many routes are drafts."""
    if not is_merged:
        return data_notes(routes, lang)
    records = sum(int(text) for text in routes[records_column(routes)] if text)
    told = say_total(records, at_most_of(routes), lang)
    merged = word(lang, "document.merged", records=told, routes=number(lang, len(routes)))
    return (merged, *data_notes(routes, lang))


def _pages(
    routes: pd.DataFrame,
    lang: str,
    own: Authorship,
    progress: Progress,
    previews: Previews,
    beside: dict[str, bytes] | None,
    *,
    said: tuple[str, ...],
    is_merged: bool,
) -> dict[str, str]:
    """Return the text of every page by file name."""
    counts = routes["market"].value_counts(sort=False)
    # Most routes first; equal counts by name, so that the order does not hang on the input's.
    markets = sorted(counts.index, key=lambda market: (-int(counts[market]), market))
    slugs = unique_slugs(markets, reserved=_RESERVED)
    links: list[Link] = [
        {"title": word(lang, "document.index"), "href": _INDEX_FILE, "count": len(routes)},
        {"title": word(lang, "document.overview"), "href": _OVERVIEW_FILE, "count": len(routes)},
    ]
    for market in markets:
        links.append(
            {"title": market_title(market, lang), "href": f"{slugs[market]}.html", "count": int(counts[market])}
        )
    areas = region_areas(routes)
    subject = subject_of(routes) if own.subject is None else own.subject
    # Of one market, a page of all markets and an index would say the same again.
    if is_single := len(markets) == 1:
        links = []
    pages: dict[str, str] = {}
    cards: list[Card] = []
    for market in markets:
        progress(market)
        name = f"{slugs[market]}.html"
        some = routes[routes["market"] == market]
        notes = (*said, *_notes(some, lang, is_merged=is_merged))
        page = PageScene(some, market, lang, subject=subject, areas=areas)
        heading = own.title or None if is_single else None
        payload = build_payload(page, kind="market", title=heading, authorship=own, file=name, links=links, notes=notes)
        pages[name] = _html(page, payload, previews, beside)
        cards.append(gallery_card(page, payload, name))
    if is_single:
        return pages
    progress(word(lang, "document.overview"))
    notes = (*said, *_notes(routes, lang, is_merged=is_merged))
    page = PageScene(routes, None, lang, subject=subject, areas=areas)
    overview = build_payload(
        page,
        kind="overview",
        title=own.title or None,
        authorship=own,
        file=_OVERVIEW_FILE,
        links=links,
        notes=notes,
    )
    pages[_OVERVIEW_FILE] = _html(page, overview, previews, beside)
    title = own.title or word(lang, "document.index")
    head: Page = {**overview["page"], "kind": "index", "file": _INDEX_FILE, "title": title}
    index: Payload = {**overview, "page": head}
    gallery = gallery_of(cards, lang)
    pages[_INDEX_FILE] = _html(page, index, previews, beside, gallery)
    return pages


def _pages_alone(
    routes: pd.DataFrame,
    lang: str,
    own: Authorship,
    progress: Progress,
    previews: Previews,
    beside: dict[str, bytes] | None,
    *,
    said: tuple[str, ...],
    is_merged: bool,
) -> dict[str, str]:
    """Return the text of a page per market by file name, each made of its own routes and of nothing else."""
    markets = sorted(routes["market"].unique())
    slugs = unique_slugs(markets, reserved=_RESERVED)
    pages = {}
    for market in markets:
        progress(market)
        name = f"{slugs[market]}.html"
        some = routes[routes["market"] == market]
        # Even the name of a column that other markets fill would tell of them.
        empty = [column for column in extra_columns(some) if not some[column].astype(str).any()]
        some = some.drop(columns=[column for column in empty if column != colour_column(routes)])
        page = PageScene(some, market, lang, subject=own.subject, areas=region_areas(some))
        notes = (*said, *_notes(some, lang, is_merged=is_merged))
        payload = build_payload(page, kind="market", authorship=own, file=name, notes=notes)
        pages[name] = _html(page, payload, previews, beside)
    return pages


def _html(
    page: PageScene, payload: Payload, previews: Previews, beside: dict[str, bytes] | None, gallery: str = ""
) -> str:
    # The index shows what the page of all markets does.
    picture = picture_name(_OVERVIEW_FILE if gallery else payload["page"]["file"]) if previews.paint else ""
    head = previews.head(page, payload, picture=picture if gallery else "")
    table = without_script(page, payload)
    return page_html(payload, table, basemap=page.basemap, gallery=gallery, head=head, picture=picture, beside=beside)
