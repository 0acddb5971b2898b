"""The payload: everything a page knows, as compact columns in one JSON block.

Its shape is ``payload.schema.json`` beside this module; the bundle's types are made from the same file. Text from data
travels here and nowhere else, and the bundle puts it on the page as text.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Literal

import numpy as np
import pandas as pd

from routemap import places, style
from routemap.routes import route_kinds, route_stops, subject_of
from routemap.routes.columns import COLUMNS
from routemap.webmap.strands import largest_totals, to_strands
from routemap.webmap.summary import context_line, source_line, summarise
from routemap.webmap.words import word
from routemap.words import market_title

PageKind = Literal["market", "overview", "index", "layer"]

_KINDS = ("flow", "domestic", "role", "undirected")
_TEXTS = ("start", "end", "actors", "source", "locator", "url", "quote", "note")
# Below this the plain block is small and can be read by eye; above it, compressed text makes the page half as large.
_COMPRESS_FROM_ROUTES = 500
# Past this level the block shrinks by a hundredth and takes twice as long.
_COMPRESSION = 4
_MOST_GROUPS = len(style.COMMODITY_COLOURS)


@dataclass(frozen=True)
class Link:
    """A page beside this one."""

    title: str
    href: str
    count: int


def build_payload(
    routes: pd.DataFrame,
    *,
    kind: PageKind,
    market: str | None = None,
    title: str | None = None,
    subject: str | None = None,
    lang: str = "en",
    file: str = "",
    links: tuple[Link, ...] = (),
    notes: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return the payload of one page.

    Parameters
    ----------
    routes
        The routes of this page, in the columns of `read_routes`; at least one.
    kind
        market, overview, index or layer.
    market
        Canonical name of the page's market; None for pages of several.
    title
        Heading; by default the market's name, or “All markets”.
    subject
        Code of the place the whole report is about; by default the one place that all these routes name, if any.
    lang
        en, fr, es or nb.
    file
        The page's own file name.
    links
        The other pages of the same build.
    notes
        Sentences a reader must know about the making of the page.
    """
    routes = routes.reset_index(drop=True)
    # Looked up once: on a large page each look costs as much as a column.
    kinds, stops = route_kinds(routes), route_stops(routes)
    codes = _places_of(stops)
    index = {code: i for i, code in enumerate(codes)}
    group_names, groups = _groups(routes, market)
    strands = to_strands(routes, groups, index, kinds)
    scale = style.line_scale(len(strands.columns["from"]))
    units = [str(unit) for unit in routes.loc[routes["quantity"].notna(), "unit"].unique()]
    subject = subject_of(routes) if subject is None else subject
    bowed = len(strands.columns["from"]) - strands.laid_out
    if bowed:
        notes = (*notes, word(lang, "simple_lines").format(bowed, strands.laid_out + bowed))
    return {
        "version": 1,
        "page": {
            "kind": kind,
            "lang": lang,
            "title": title or (market_title(market, lang) if market else word(lang, "overview")),
            "context": context_line(routes, subject, lang),
            "summary": summarise(routes, lang, by_market=market is None, kinds=kinds),
            "caveat": word(lang, "caveat"),
            "borders": word(lang, "borders"),
            "source_line": source_line(routes, lang),
            "subject": index.get(subject, -1),
            "notes": list(notes),
            "links": [vars(link) for link in links],
            "view": _view(codes),
            "file": file,
        },
        "style": {
            "dash": [list(style.CONFIDENCE_DASH[name]) for name in style.CONFIDENCES],
            "magnitude_width": [round(style.MAGNITUDE_WIDTH_PX[name] * scale, 2) for name in style.MAGNITUDES],
            "width_range": [style.WIDTH_RANGE_PX[0], style.widest_quantity(scale)],
            "casing_width": style.CASING_WIDTH_PX,
            "symbol_radius": style.SYMBOL_RADIUS_PX,
        },
        "groups": [
            {"name": _group_name(name, market, lang), "light": colour.light, "dark": colour.dark}
            for name, colour in zip(group_names, style.group_colours(market, group_names), strict=True)
        ],
        **_route_block(routes, _Courses(kinds, stops, strands.of_route), index, groups, units),
        "units": [
            {"name": name, "max": top} for name, top in zip(units, largest_totals(routes, strands, units), strict=True)
        ],
        "places": _place_block(codes, lang, subject),
        "strands": {name: _column(values) for name, values in strands.columns.items()},
        "basemap": None,
    }


def payload_text(payload: dict[str, Any], *, basemap: str = "null") -> str:
    """Return the JSON text of a payload, safe inside a script element.

    Parameters
    ----------
    payload
        What `build_payload` returned.
    basemap
        JSON text of the TopoJSON to put in; parsing a third of a megabyte for each page would be waste.

    Notes
    -----
    Large payloads are deflated and written as base64: ``{"version":1,"deflate":"…"}``.
    """
    packs = payload["routes"]["count"] >= _COMPRESS_FROM_ROUTES
    # A browser keeps a text of ASCII alone in half the memory.
    text = json.dumps(payload, ensure_ascii=packs, separators=(",", ":"), allow_nan=False)
    head, tail = text.rsplit('"basemap":null', 1)
    text = f'{head}"basemap":{basemap}{tail}'
    if packs:
        packed = base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), _COMPRESSION)).decode("ascii")
        return f'{{"version":1,"deflate":"{packed}"}}'
    return _escape(text)


def _escape(text: str) -> str:
    """Escape what could end a script element or a line of script; all of it stays the same JSON."""
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _column(values: list[Any]) -> Any:
    """Return a column, or its one value when it holds for every row (and there is more than none)."""
    if values and isinstance(values[0], (int, float)) and values.count(values[0]) == len(values) > 1:
        return values[0]
    return values


def _places_of(stops_of_routes: list[tuple[str, ...]]) -> list[str]:
    """Return the codes of all places named, the most often named first."""
    counts: Counter[str] = Counter()
    for stops, times in Counter(stops_of_routes).items():
        counts.update(dict.fromkeys(filter(None, stops), times))
    return sorted(counts, key=lambda code: (-counts[code], code))


def _groups(routes: pd.DataFrame, market: str | None) -> tuple[list[str], np.ndarray]:
    """Return what colour tells apart, most frequent first, and each route's share in it."""
    column = routes["market"] if market is None else routes["commodity"]
    which, distinct = pd.factorize(column)
    counts = np.bincount(which)
    order = sorted(range(len(distinct)), key=lambda i: (-counts[i], distinct[i]))
    names = [str(distinct[i]) for i in order]
    groups = np.argsort(order)[which]
    if market is not None and len(names) > _MOST_GROUPS:
        groups = np.minimum(groups, _MOST_GROUPS - 1)
        names = [*names[: _MOST_GROUPS - 1], "…"]
    return names, groups


def _group_name(name: str, market: str | None, lang: str) -> str:
    return market_title(name, lang) if market is None else name or word(lang, "no_commodity")


def _indices(column: pd.Series, table: dict[str, int]) -> list[int]:
    """Return positions in the shared list of texts, -1 for nothing; new texts are added to it."""
    codes, texts = pd.factorize(column)
    places_in_table = [table.setdefault(text, len(table)) if text else -1 for text in texts]
    return np.array([*places_in_table, -1], dtype=np.int64)[codes].tolist()  # type: ignore[no-any-return]


@dataclass(frozen=True)
class _Courses:
    """What each route is and where it leads: its kind, its stops (empty text for an open end), its strands."""

    kinds: pd.Series[str]
    stops: list[tuple[str, ...]]
    strands: list[list[int]]


def _route_block(
    routes: pd.DataFrame,
    courses: _Courses,
    index: dict[str, int],
    groups: np.ndarray,
    units: list[str],
) -> dict[str, Any]:
    """Return the payload's routes, with the lists they point into."""
    texts: dict[str, int] = {}
    stops = courses.stops
    markets: dict[str, int] = {}
    commodities: dict[str, int] = {}
    quantities: list[float] = routes["quantity"].tolist()
    own = {column.name for column in COLUMNS}
    columns: dict[str, list[Any]] = {
        "statement": pd.factorize(routes["statement"])[0].tolist(),
        "market": _indices(routes["market"], markets),
        "group": groups.tolist(),
        "commodity": _indices(routes["commodity"], commodities),
        "kind": _coded(courses.kinds, _KINDS),
        "open": [(not s[0]) + 2 * (not s[-1]) for s in stops],
        "confidence": _coded(routes["confidence"], style.CONFIDENCES),
        "magnitude": _coded(routes["magnitude"], style.MAGNITUDES),
        "quantity": [None if isnan(q) else int(q) if q.is_integer() else q for q in quantities],
        "unit": [-1 if isnan(q) else unit for unit, q in zip(_coded(routes["unit"], units), quantities, strict=True)],
        **{name: _indices(routes[name], texts) for name in _TEXTS},
    }
    block = {
        "count": len(routes),
        "id": routes["id"].tolist(),
        **{name: _column(values) for name, values in columns.items()},
        "stops": [[index[stop] for stop in s if stop] for s in stops],
        "strands": courses.strands,
        "extra": {
            str(name): _column(_indices(routes[name].fillna("").astype(str), texts))
            for name in routes.columns
            if name not in own
        },
    }
    return {
        "routes": block,
        # As the table has them: what the page gives away is data, and the bundle has the names in each language.
        "markets": list(markets),
        "commodities": list(commodities),
        "text": list(texts),
    }


def _coded(column: pd.Series, words: Sequence[str]) -> list[int]:
    """Return the position of each value among the words, -1 for a value that is none of them."""
    codes, distinct = pd.factorize(column)
    positions = [words.index(word) if word in words else -1 for word in distinct]
    return np.array(positions, dtype=np.int64)[codes].tolist()  # type: ignore[no-any-return]


def _place_block(codes: list[str], lang: str, subject: str) -> dict[str, Any]:
    """Return the payload's places: anchors for all, members for regions."""
    anchors = np.round(places.anchors(codes), 4)
    regions = places.regions()
    without = (subject,) if subject else ()
    return {
        "code": codes,
        "name": [places.place_name(code, lang) for code in codes],
        "kind": [int(code in regions) for code in codes],
        "lon": anchors[:, 0].tolist(),
        "lat": anchors[:, 1].tolist(),
        "members": {
            str(i): list(places.region_members(code, without=without if regions[code].relative else ()))
            for i, code in enumerate(codes)
            if code in regions
        },
    }


def _view(codes: list[str]) -> list[float]:
    """Return west, south, east, north around the anchors; the widest gap between them stays outside."""
    anchors = places.anchors(codes)
    lon = np.sort(anchors[:, 0])
    gaps = np.diff(np.append(lon, lon[0] + 360))
    widest = int(np.argmax(gaps))
    west = lon[(widest + 1) % len(lon)]
    east = lon[widest] + (360 if lon[widest] < west else 0)
    south, north = anchors[:, 1].min(), anchors[:, 1].max()
    return [round(float(x), 4) for x in (west, south, east, north)]
