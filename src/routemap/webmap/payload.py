"""From a scene to the payload: compact columns in one JSON block (`payload_types` says which).

Text from data travels here and nowhere else, and the bundle puts it on the page as text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from routemap import places, style
from routemap.routes import subject_of
from routemap.routes.columns import COLUMNS
from routemap.routes.counts import at_most_of
from routemap.routes.given_courses import COURSE, wkt_course
from routemap.routes.identity import slug
from routemap.routes.stops import KINDS, frame_triples
from routemap.routes.web_addresses import web_host
from routemap.scene.blocks import climbing, column, group_block, place_block, strand_block, style_block, view_of
from routemap.scene.edges import mercator_edges
from routemap.scene.gathering import to_scene
from routemap.scene.given import given_notes
from routemap.scene.heading import Authorship, make_heading
from routemap.scene.layouts import lay_out_on_mercator
from routemap.scene.levels import says_enough
from routemap.scene.quantities import codes_of
from routemap.scene.scene import Scene
from routemap.scene.summary import summarise
from routemap.webmap.folds import FoldedScene, edge_block, fold_block, fold_scenes
from routemap.webmap.payload_types import Page, PageKind, Payload, Routes
from routemap.webmap.short_ids import short_ids
from routemap.words import counted, isolated, number, page_words, word

if TYPE_CHECKING:
    from routemap.webmap.payload_types import Link

_TEXTS = ("start", "end", "actors", "source", "locator", "url", "quote", "note")
_OWN = frozenset(column.name for column in COLUMNS)


class PageScene:
    """A page's routes as a scene with its curves laid out: what its payload and its thumbnail are made of.

    Parameters
    ----------
    routes
        The routes of this page, in the columns of `read_routes`; at least one.
    market
        Canonical name of the page's market; None for pages of several.
    lang
        en, ar, es, fr, nb, pt, ru or zh.
    subject
        Code of the place the whole report is about; by default the one place that all these routes name, if any.
    areas
        The countries of each region, as `region_areas` gives them for the whole table.
    """

    def __init__(
        self,
        routes: pd.DataFrame,
        market: str | None,
        lang: str,
        *,
        subject: str | None = None,
        areas: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.routes = routes.reset_index(drop=True)
        self.market, self.lang = market, lang
        self.subject = subject_of(routes) if subject is None else subject
        self.triples = frame_triples(self.routes)
        self.scene = to_scene(self.routes, market, lang, subject=self.subject, areas=areas, triples=self.triples)
        self.folds = self.fold(areas) if self.is_crowded else []
        self.curves = lay_out_on_mercator(self.scene, has_levels=bool(self.folds))
        self.edges = mercator_edges(self.scene, self.curves)

    def fold(
        self, areas: Mapping[str, tuple[str, ...]] | None = None, *, wanted: Callable[[Scene], bool] = says_enough
    ) -> list[FoldedScene]:
        """Return those of the coarser levels of the page that are wanted, the finest first."""
        gather = partial(to_scene, self.routes, self.market, self.lang, subject=self.subject, areas=areas)
        return fold_scenes(self.routes, self.triples, self.subject, gather, wanted)

    @property
    def is_crowded(self) -> bool:
        """Whether it has more lines than a screen can tell apart."""
        return len(self.scene.strands) > style.FOLD.least

    @property
    def view(self) -> list[float]:
        """West, south, east, north of what the page shows, degrees."""
        return view_of(self.scene.extent)

    @cached_property
    def kinds(self) -> pd.Series[str]:
        """The kind of each route."""
        return pd.Series(self.triples.kinds(self.routes["directed"].to_numpy(dtype=np.bool_)), dtype="str")

    @cached_property
    def basemap(self) -> str:
        """The outlines under the routes, as JSON text."""
        return places.outlines_near(*self.view, positions=self.scene.extent)


def build_payload(
    page: PageScene,
    *,
    kind: PageKind,
    title: str | None = None,
    authorship: Authorship | None = None,
    file: str = "",
    links: Sequence[Link] = (),
    notes: Sequence[str] = (),
) -> Payload:
    """Return the payload of one page.

    Parameters
    ----------
    page
        What it shows.
    kind
        market, overview, index or layer.
    title
        Heading; by default the market's name, or “All markets”.
    authorship
        What whoever makes the map says of it. Its title heads pages of several markets, and stands above that of one.
    file
        The page's own file name.
    links
        The other pages of the same build.
    notes
        Sentences a reader must know about the making of the page.
    """
    routes, scene, lang = page.routes, page.scene, page.lang
    kinds = page.kinds
    own = authorship or Authorship()
    above = [isolated(own.title)] if page.market and own.title and own.title != title else []
    heading = make_heading(routes, page.market, lang, subject=page.subject, title=title)
    bowed = page.curves.bowed
    said = [counted(lang, "document.simple_lines", len(scene.strands), bowed=number(lang, bowed))] if bowed else []
    head: Page = {
        "kind": kind,
        "lang": lang,
        "title": heading.title,
        "context": " · ".join([*above, heading.context] if heading.context else above),
        "byline": own.byline,
        "summary": summarise(routes, lang, by_market=page.market is None, kinds=kinds),
        "caveat": heading.caveat,
        "cautions": list(heading.cautions),
        "borders": heading.borders,
        "source_line": heading.source,
        "subject": scene.subject,
        "notes": [*notes, *said, *given_notes([scene], lang)],
        "links": list(links),
        "view": page.view,
        "file": file,
    }
    markets: dict[str, int] = {}
    commodities: dict[str, int] = {}
    texts: dict[str, int] = {}
    has_amount = routes["quantity"].notna().to_numpy() | (at_most_of(routes) > 0)
    units = sorted(routes["unit"][has_amount].unique())
    rows = _route_block(page, kinds, units, has_amount, markets=markets, commodities=commodities, texts=texts)
    return {
        "version": 1,
        "page": head,
        "style": style_block(scene),
        "groups": group_block(scene.groups, scene.colours),
        # As the table has them: what the page gives away is data; the words beside it have the names.
        "statements": _statements(routes),
        "markets": list(markets),
        "commodities": list(commodities),
        "scales": [{"name": scale.name, "max": scale.largest} for scale in scene.scales],
        "units": [
            {"name": unit, "scale": scale, "factor": scene.scales[scale].factors[unit] if scale >= 0 else 1.0}
            for unit, scale in zip(units, codes_of(units, scene.scales).tolist(), strict=True)
        ],
        "text": list(texts),
        "hosts": _hosts(routes["url"], texts),
        "places": place_block(scene),
        "strands": strand_block(scene.strands, page.curves),
        # A layer on another's map has no ground of its own, so that no area is hatched.
        "edges": edge_block(page.edges) if kind != "layer" else {},
        "courses": {str(k): course.ravel().tolist() for k, course in page.curves.courses.items()},
        "folds": [fold_block(page.scene, len(routes), one, has_edges=kind != "layer") for one in page.folds],
        "routes": rows,
        "words": page_words(lang, markets=markets),
        "basemap": None,
    }


def _indices(column: pd.Series[str], table: dict[str, int]) -> list[int]:
    """Return positions in the shared list of texts, -1 for nothing; new texts are added to it."""
    codes, texts = pd.factorize(column)
    places_in_table = [table.setdefault(text, len(table)) if text else -1 for text in texts]
    return np.array([*places_in_table, -1], dtype=np.int64)[codes].tolist()  # type: ignore[no-any-return]


def _coded(column: pd.Series[str], words: Sequence[str]) -> list[int]:
    """Return the position of each value among the words, -1 for a value that is none of them."""
    codes, distinct = pd.factorize(column)
    positions = [words.index(word) if word in words else -1 for word in distinct]
    return np.array(positions, dtype=np.int64)[codes].tolist()  # type: ignore[no-any-return]


def _route_block(
    page: PageScene,
    kinds: pd.Series[str],
    units: Sequence[str],
    has_amount: NDArray[np.bool_],
    *,
    markets: dict[str, int],
    commodities: dict[str, int],
    texts: dict[str, int],
) -> Routes:
    """Return the payload's routes; markets, commodities and texts that they point into are added to the lists."""
    routes, scene = page.routes, page.scene
    index = {code: k for k, code in enumerate(scene.codes)}
    known = [[index[stop] for stop in stops if stop] for stops in page.triples.stops]
    is_open = [(not stops[0]) + 2 * (not stops[-1]) for stops in page.triples.stops]
    of_route = page.triples.of_route.tolist()
    quantity = routes["quantity"].to_numpy(dtype=np.float64)
    unit = np.where(~has_amount, -1, np.array(_coded(routes["unit"], units), dtype=np.int64))
    climbs = {
        "statement": pd.factorize(routes["statement"])[0].tolist(),
        **{name: _indices(routes[name], texts) for name in _TEXTS},
    }
    columns: dict[str, list[Any]] = {
        "market": _indices(routes["market"], markets),
        "group": scene.route_group.tolist(),
        "commodity": _indices(routes["commodity"], commodities),
        "kind": _coded(kinds, KINDS),
        "open": [is_open[which] for which in of_route],
        "confidence": _coded(routes["confidence"], style.CONFIDENCES),
        "magnitude": _coded(routes["magnitude"], style.MAGNITUDES),
        "quantity": [None if q != q else int(q) if q.is_integer() else q for q in quantity.tolist()],  # noqa: PLR0124
        "unit": unit.tolist(),
    }
    extra = {
        str(name): climbing(_indices(_own_texts(routes, name, page.lang), texts)) for name in _further(routes.columns)
    }
    stems = [slug(market) for market in markets]
    said = [[stop for stop in stops if stop] for stops in page.triples.stops]
    return {
        "count": len(routes),
        "id": short_ids(routes["id"], map(stems.__getitem__, columns["market"]), map(said.__getitem__, of_route)),
        "stems": stems,
        # mypy cannot see which keys `columns` holds; a test holds them to the schema.
        **{name: column(values) for name, values in columns.items()},  # type: ignore[typeddict-item]
        **{name: climbing(values) for name, values in climbs.items()},
        "stops": [known[which] for which in of_route],
        "strands": scene.strands.of_route,
        "extra": extra,
    }


def _own_texts(routes: pd.DataFrame, name: str, lang: str) -> pd.Series[str]:
    """Return a column that is not ours as text; a course is drawn, and only named."""
    texts = routes[name].fillna("").astype(str)
    if name != COURSE:
        return texts
    said = {text: word(lang, "course.as_given") if wkt_course(text) else text for text in texts.unique()}
    return texts.map(said)


def _hosts(urls: pd.Series[str], texts: Mapping[str, int]) -> dict[str, str]:
    """Return the host of each address that may be a link; browsers and readers are told the same one."""
    found = {texts[url]: web_host(url) for url in urls.unique() if url}
    return {str(at): host for at, host in found.items() if host}


def _statements(routes: pd.DataFrame) -> list[str]:
    """Return the text of each statement in order of appearance; empty where it is the id of its first route."""
    first = routes.drop_duplicates("statement")
    return np.where(first["statement"] == first["id"], "", first["statement"]).tolist()  # type: ignore[no-any-return]


def _further(names: Collection[str]) -> list[str]:
    return [name for name in names if name not in _OWN]
