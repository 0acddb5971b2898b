"""One page of a map: its payload and bundle in an offline document, with a table for where no script may run."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np

from routemap.pages import assets
from routemap.pages.document import Additions, Document
from routemap.pages.json_block import deflate_json, escape_json, to_json
from routemap.routes import route_stops
from routemap.routes.counts import at_most_of, say_few
from routemap.routes.unknown_ends import unknown_ends
from routemap.routes.web_addresses import ascii_address, web_host
from routemap.style import CONFIDENCES
from routemap.webmap.payload import PageScene
from routemap.webmap.payload_types import Payload
from routemap.webmap.thumbnails import ink_style
from routemap.words import balanced, capital, counted, isolated, market_title, number, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

# Below this the plain block is small and can be read by eye; above it, compressed text makes the page half as large.
_COMPRESS_FROM_ROUTES = 500
# The table for where no script may run: whole up to so many routes, then the first; all would outweigh the map.
_WHOLE_TABLE, _FIRST_ROWS = 150, 30
_OF_ROUTES = ("support", "quote", "source", "locator", "note")
_COLUMNS = ("route", "market", "commodity", "quantity", "period", *_OF_ROUTES, "link")
_SOURCE = _COLUMNS.index("source")
_DATA_ID = "routemap-data"


def page_script() -> str:
    """Return our own bundle."""
    return assets.read_static("routemap.webmap", "routemap.js")


def gallery_style() -> str:
    """Return the style of the index page's gallery and of the inks of its pictures."""
    return ink_style() + assets.read_static("routemap.webmap", "gallery.css")


def payload_text(payload: Payload, *, basemap: str = "null", is_light: bool = False) -> str:
    """Return the JSON text of a payload, safe inside a script element.

    Parameters
    ----------
    payload
        What `build_payload` returned.
    basemap
        JSON text of the outlines to put in; parsing it for each page would be waste.
    is_light
        Deflate it, however small. A large one always is.

    Notes
    -----
    Deflated payloads are written as letters: ``{"version":2,"deflate":"…"}``; see `deflate_json`.
    """
    packs = is_light or payload["routes"]["count"] >= _COMPRESS_FROM_ROUTES
    head, tail = to_json(payload, ascii_only=packs).rsplit('"basemap":null', 1)
    text = f'{head}"basemap":{basemap}{tail}'
    return deflate_json(text) if packs else escape_json(text)


def page_html(
    payload: Payload,
    table: str,
    *,
    basemap: str = "null",
    map_name: str = "map_1",
    gallery: str = "",
    head: str = "",
    picture: str = "",
    beside: dict[str, bytes] | None = None,
    additions: Additions | None = None,
) -> str:
    """Return the whole document of a page.

    Parameters
    ----------
    payload
        What `build_payload` returned.
    table
        What `without_script` returned.
    basemap
        JSON text of the outlines to draw under the routes.
    map_name
        The page's element id and the name of the script variable that holds the Leaflet map.
    gallery
        Markup of the index page's gallery, made by `site`; empty elsewhere.
    head
        Further markup of the document's head; empty for none.
    picture
        Name of a picture that lies beside the page; shown where no script may run.
    beside
        Takes the files that shared pages need beside them; None for a page that holds all of it.
    additions
        What the user's own folium elements bring.
    """
    page = payload["page"]
    is_light = additions in (None, Additions())
    plain = _image(picture, page["title"]) + table
    document = Document(
        lang=page["lang"],
        title=" · ".join(isolated(part) for part in (page["title"], page["context"]) if part),
        description=page["summary"],
        body=f'<main id="{map_name}" class="routemap-root">\n{_without_script(plain)}\n</main>\n{gallery}',
        blocks={_DATA_ID: payload_text(payload, basemap=basemap, is_light=is_light)},
        scripts=(
            assets.leaflet_script(),
            page_script(),
            f'var {map_name} = routemap.open("{_DATA_ID}", "{map_name}");',
        ),
        styles=(assets.ground_style(), *([gallery_style()] if gallery else [])),
        packed_styles=(assets.leaflet_style(), assets.read_static("routemap.webmap", "routemap.css")),
        is_light=is_light,
        is_shared=beside is not None,
        head=head,
        has_own_images=bool(picture),
        additions=additions or Additions(),
    )
    if beside is not None:
        beside.update(document.shared_files())
    return document.to_html()


def _image(picture: str, title: str) -> str:
    """Return the markup of a picture beside the page, for where no script may run; else the map takes its place."""
    if not picture:
        return ""
    return f'<img src="{escape(picture)}" alt="{escape(title)}" width="600" height="315" loading="lazy">'


def _without_script(table: str) -> str:
    return f'<div class="without-script">{table}</div>'


def without_script(page: PageScene, payload: Payload) -> str:
    """Return what stands in the page until its script replaces it: title, summary and the routes as a table.

    Parameters
    ----------
    page, payload
        The page's routes, and what `build_payload` made of them: its words.
    """
    head, lang, count = payload["page"], page.lang, len(page.routes)
    table = _table(page)
    # A column without a word is left out, and so is a source that the foot of the page names for all.
    kept = [at for at in range(len(_COLUMNS)) if any(row[at] for row in table)]
    if len({row[_SOURCE] for row in table}) == 1 and len(table) == count:
        kept = [at for at in kept if at != _SOURCE]
    heads = "".join(f'<th scope="col">{escape(_heading(_COLUMNS[at], lang))}</th>' for at in kept)
    rows = "".join(f"<tr>{''.join(_cell(row[at], at) for at in kept)}</tr>" for row in table)
    said = counted(lang, "document.cut", count, shown=number(lang, len(table)))
    byline = f"<p>{_apart(head['byline'])}</p>" if head["byline"] else ""
    cut = f"<p>{escape(said)}</p>" if count > len(table) else ""
    return (
        f"<p>{escape(head['context'])}</p><h1>{_apart(head['title'])}</h1>{byline}<p>{escape(head['summary'])}</p>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{cut}"
        f"<p>{escape(head['caveat'])} {escape(head['borders'])} {escape(head['source_line'])}</p>"
    )


def _heading(column: str, lang: str) -> str:
    return word(lang, "card.quote") if column == "quote" else capital(word(lang, f"term.{column}"))


def _cell(markup: str, at: int) -> str:
    return f'<th scope="row">{markup}</th>' if at == 0 else f"<td>{markup}</td>"


def _apart(text: str) -> str:
    """Return the markup of a text from data: what it turns around stays inside."""
    shown = escape(balanced(text))
    return f"<bdi>{shown}</bdi>" if isolated(text) != text else shown


def _link(url: str, lang: str) -> str:
    """Return the markup of a link that says where it leads; of its text where it may not be followed."""
    address = ascii_address(url)
    if not address:
        return _apart(url)
    said = f"{word(lang, 'card.open_source')} · {web_host(url)}"
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(said)}</a>'


def _shown(page: PageScene) -> pd.DataFrame:
    """Return the routes of the plain table."""
    return page.routes if len(page.routes) <= _WHOLE_TABLE else page.routes.head(_FIRST_ROWS)


def _table(page: PageScene) -> list[list[str]]:
    """Return the first routes as the cells of the plain table: their markup."""
    lang = page.lang
    routes = _shown(page)
    names = dict(zip(page.scene.codes, page.scene.names, strict=True)) | {"": word(lang, "term.unknown")}
    then = f" {word(lang, 'term.arrow')} "
    joints = [" – " if kind == "undirected" else then for kind in page.kinds.tolist()[: len(routes)]]
    ends = zip(*(unknown_ends(routes, end) for end in ("origin", "destination")), strict=True)
    stops = [
        joint.join(names[stop] if stop or not kept else kept for stop, kept in _with_ends(stops, *kept_words))
        for joint, stops, kept_words in zip(joints, route_stops(routes), ends, strict=True)
    ]
    several = page.market is None
    markets = [market_title(market, lang) if several else "" for market in routes["market"]]
    words = {level: word(lang, f"support.{level or 'none'}") for level in CONFIDENCES}
    periods = [
        " – ".join(dict.fromkeys(day for day in days if day))
        for days in zip(routes["start"], routes["end"], strict=True)
    ]
    columns: list[Sequence[str]] = [stops, markets, routes["commodity"].tolist(), _amounts(page), periods]
    columns += [[words[level] for level in routes["confidence"]]]
    columns += [routes[name].tolist() for name in _OF_ROUTES[1:]]
    links = [_link(url, lang) for url in routes["url"]]
    return [[*map(_apart, row), link] for *row, link in zip(*columns, links, strict=True)]


def _with_ends(stops: Sequence[str], first: str, last: str) -> list[tuple[str, str]]:
    """Return each stop with the words that stand for it where it is an unknown end."""
    return list(zip(stops, [first, *[""] * (len(stops) - 2), last], strict=True))


def _amounts(page: PageScene) -> list[str]:
    """Return the quantities of the first routes, those that are kept back as a bound."""
    routes = _shown(page)
    told = zip(routes["quantity"].tolist(), routes["unit"].tolist(), at_most_of(routes).tolist(), strict=True)
    return [
        say_few(few, unit) if few else "" if np.isnan(quantity) else f"{number(page.lang, quantity)} {unit}".rstrip()
        for quantity, unit, few in told
    ]
