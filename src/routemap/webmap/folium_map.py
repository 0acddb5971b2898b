"""Routes as folium objects: `RouteMap`, a whole page, and `FlowLayer`, the lines alone on a map of the user's own."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import folium
import pandas as pd
from branca.element import CssLink, Element, Figure, JavascriptLink
from folium.map import Layer
from folium.raster_layers import ImageOverlay
from jinja2 import Template

from routemap.errors import RouteError
from routemap.pages.document import Additions
from routemap.pages.origins import origin_of
from routemap.routes import subject_of
from routemap.routes.colouring import coloured_by
from routemap.routes.deciding import decided_routes
from routemap.scene.areas import region_areas
from routemap.scene.choosing import choose_routes
from routemap.scene.heading import Authorship, data_notes
from routemap.webmap.page import page_html, page_script, payload_text, without_script
from routemap.webmap.payload import PageScene, build_payload
from routemap.webmap.payload_types import PageKind, Payload
from routemap.words import LANGUAGES

_FRAME_STYLE = "width:100%;height:640px;border:0"


class RouteMap(folium.Map):  # type: ignore[misc]  # folium ships no types
    """An offline page of routes that is also a `folium.Map`: add markers, layers or plugins as to any other.

    It shows itself in a notebook; ``m.save("routes.html")`` writes one file that opens anywhere and fetches nothing.
    Elements the user adds bring what they need: their scripts join the security policy by hash, the hosts of their
    tiles and plugins by name.

    Parameters
    ----------
    payload
        What `build_payload` returned.
    table
        What `without_script` returned.
    basemap
        JSON text of the outlines to draw under the routes.
    gallery
        Markup below the map; the index page's.
    """

    # Nothing of folium's own comes along: no jQuery, no Bootstrap, no icon fonts, no CDN.
    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's name and type
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template("")

    def __init__(self, payload: Payload, table: str = "", *, basemap: str = "null", gallery: str = "") -> None:
        super().__init__(tiles=None)
        self.payload = payload
        self.table = table
        self.basemap = basemap
        self.gallery = gallery
        # folium draws its ids from the operating system; one page holds one map, so its id may be always the same.
        self._id = "1"
        _PageFigure().add_child(self)

    def to_html(self) -> str:
        """Return the page as one document of HTML, the same text as `save` writes.

        For what takes HTML and no folium map: a component of an app, an ``iframe``'s ``srcdoc``, a test.

        Examples
        --------
        >>> route_map(routes).to_html()[:15]
        '<!doctype html>'
        """
        return str(self.get_root().render())

    def _repr_html_(self, **kwargs: Any) -> str:
        """Show the page in a notebook, in a frame that may run scripts but not reach the notebook."""
        return str(self.get_root()._repr_html_(**kwargs))


class _PageFigure(Figure):  # type: ignore[misc]  # branca ships no types
    """A branca figure that writes our document instead of its own."""

    def render(self, **kwargs: Any) -> str:
        (route_map,) = [child for child in self._children.values() if isinstance(child, RouteMap)]
        for child in route_map._children.values():
            child.render(**kwargs)
        return page_html(
            route_map.payload,
            route_map.table,
            basemap=route_map.basemap,
            map_name=route_map.get_name(),
            gallery=route_map.gallery,
            additions=self._additions(route_map),
        )

    def _additions(self, route_map: RouteMap) -> Additions:
        """Collect what the user's elements have put into the figure, and the hosts they load from."""
        header = [child for name, child in self.header._children.items() if name != "meta_http"]
        layers = list(_descendants(route_map))
        tiles = [layer.tiles for layer in layers if isinstance(layer, folium.TileLayer)]
        pictures = [layer.url for layer in layers if isinstance(layer, folium.WmsTileLayer | ImageOverlay)]
        return Additions(
            header="\n".join(child.render() for child in header),
            html=self.html.render(),
            script=self.script.render(),
            script_hosts=_hosts(child.url for child in header if isinstance(child, JavascriptLink)),
            style_hosts=_hosts(child.url for child in header if isinstance(child, CssLink)),
            image_hosts=_hosts([*tiles, *pictures]),
        )

    def _repr_html_(self, **kwargs: Any) -> str:
        page = html.escape(self.render(**kwargs))
        title = html.escape(self._title())
        return (
            f'<iframe srcdoc="{page}" title="{title}" style="{_FRAME_STYLE}" '
            'sandbox="allow-scripts allow-downloads allow-popups"></iframe>'
        )

    def _title(self) -> str:
        (route_map,) = [child for child in self._children.values() if isinstance(child, RouteMap)]
        return str(route_map.payload["page"]["title"])


def _descendants(element: Element) -> Iterator[Element]:
    for child in element._children.values():
        yield child
        yield from _descendants(child)


def _hosts(urls: Iterable[Any]) -> tuple[str, ...]:
    """Return the origins of some addresses; what has no host of its own, such as a picture in the page, needs none."""
    addresses = [str(url) for url in urls]
    return tuple(sorted({origin_of(url) for url in addresses if "//" in url and not url.startswith("data:")}))


def route_map(
    routes: pd.DataFrame,
    market: str | None = None,
    *,
    lang: str = "en",
    title: str | None = None,
    subject: str | None = None,
    byline: str | None = None,
    colour: str | None = None,
    include_drafts: bool = False,
) -> RouteMap:
    """Return routes as a map: of one market, or of all of them.

    Parameters
    ----------
    routes
        A table as `read_routes` returns it.
    market
        Name or alias of the market to show; None for all markets on one map. A table of one market is a map of it.
    lang
        Language of the page: en, ar, es, fr, nb, pt, ru or zh.
    title
        Heading; by default the market's name.
    subject
        Country or region the table is about, by name or code; by default the one that all its routes name, if any.
    byline
        Who made the map: a line below the title.
    colour
        Column whose values have a colour each, such as one of your own; by default market and commodity have them.
    include_drafts
        Whether drafts of a report that nobody has decided on are drawn too, named as such in their notes.

    Raises
    ------
    ReadError
        If the table holds drafts that nobody has decided on, and they are not wanted.
    RouteError
        If no route is in this market, the language is none of ours, or the subject no place that is known.

    Examples
    --------
    >>> route_map(routes, market="heroin trade").save("heroin.html")
    """
    if lang not in LANGUAGES:
        raise RouteError(f"no words for language {lang!r}; expected one of {', '.join(LANGUAGES)}")
    routes = coloured_by(decided_routes(routes, include_drafts=include_drafts, lang=lang).routes, colour)
    chosen, market = choose_routes(routes, market)
    kind: PageKind = "market" if market else "overview"
    own = Authorship.of(title, subject, byline)
    about = subject_of(routes) if own.subject is None else own.subject
    page = PageScene(chosen, market, lang, subject=about, areas=region_areas(routes))
    payload = build_payload(page, kind=kind, title=own.title or None, authorship=own, notes=data_notes(chosen, lang))
    return RouteMap(payload, without_script(page, payload), basemap=page.basemap)


class FlowLayer(Layer):  # type: ignore[misc]  # folium ships no types
    """The routes' lines and symbols alone: a folium layer for any map, with any tiles.

    It goes where folium's own layers go: onto a map, into a ``FeatureGroup``, under a ``LayerControl``. Several layers
    stand on one map.

    Parameters
    ----------
    routes
        A table as `read_routes` returns it.
    market
        Name or alias of one market; None for all.
    lang
        en, ar, es, fr, nb, pt, ru or zh.
    name
        What a ``LayerControl`` calls it, shown as plain text; by default the market's name, or “All markets”.
    overlay, control, show
        As of folium's layers: whether it lies over the others, whether a control names it, and whether it is shown at
        first.

    Raises
    ------
    RouteError
        If no route is in this market, or the language is none of ours.

    Examples
    --------
    >>> own = folium.Map()
    >>> layer = FlowLayer(routes, market="heroin trade", show=False).add_to(own)
    >>> layer.layer_name
    'Heroin trade'
    >>> control = folium.LayerControl().add_to(own)
    >>> own.fit_bounds(layer.get_bounds())
    """

    # Only identifiers and numbers we made reach the template; the data go into the figure as finished text. Where an
    # app puts that text into its page as markup, its script does not run (st_folium): the layer's own then runs it.
    _template = Template(
        "{% macro script(this, kwargs) %}"
        'if (!window.routemap) { const own = document.createElement("script");'
        'own.textContent = document.getElementById("routemap-script").textContent; document.body.append(own); }'
        'var {{ this.get_name() }} = routemap.layer("{{ this.data_id }}", {{ this._get_self_bounds() }});'
        "{% endmacro %}"
    )

    def __init__(
        self,
        routes: pd.DataFrame,
        market: str | None = None,
        *,
        lang: str = "en",
        name: str | None = None,
        overlay: bool = True,
        control: bool = True,
        show: bool = True,
    ) -> None:
        self.payload = route_map(routes, market, lang=lang).payload
        self.payload["page"]["kind"] = "layer"
        # Leaflet takes the names in a control for HTML.
        shown = html.escape(self.payload["page"]["title"] if name is None else name)
        super().__init__(name=shown, overlay=overlay, control=control, show=show)
        self._name = "FlowLayer"

    @cached_property
    def _data(self) -> str:
        return payload_text(self.payload)

    @property
    def data_id(self) -> str:
        """The id of the element with the data, the same for the same data: st_folium reloads a map that differs."""
        return f"routemap-{hashlib.sha256(self._data.encode()).hexdigest()[:16]}"

    def _get_self_bounds(self) -> list[list[float]]:
        """Return south and west, north and east of all places, degrees; folium's own name for it."""
        west, south, east, north = self.payload["page"]["view"]
        return [[south, west], [north, east]]

    def render(self, **kwargs: Any) -> None:
        """Put data and script into the figure, then the layer.

        No style sheet comes along: the user's page keeps its own looks, and the script dresses its few elements itself.
        """
        figure = self.get_root()
        # At the end of the body, where Leaflet has been loaded by folium's own header.
        script = f'<script id="routemap-script">{page_script()}</script>'
        figure.html.add_child(_Verbatim(script), name="routemap_script")
        data = f'<script type="application/json" id="{self.data_id}">{self._data}</script>'
        figure.html.add_child(_Verbatim(data), name=f"{self.get_name()}_data")
        super().render(**kwargs)


class _Verbatim(Element):  # type: ignore[misc]  # branca ships no types
    """Finished markup. branca's own Element would run it through jinja, and so execute braces in the data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: Any) -> str:
        del kwargs
        return self.text
