"""Addresses of the user's own tiles and plugins cannot add a rule to a page's security policy."""

import re
from html import unescape

import folium
import pandas as pd
import pytest
from branca.element import CssLink, JavascriptLink

from routemap.errors import RouteError
from routemap.pages.document import Additions
from routemap.pages.origins import origin_of
from routemap.webmap import route_map


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://tile.example.org/{z}/{x}/{y}.png", "https://tile.example.org"),
        ("https://{s}.tile.example.org/{z}/{x}/{y}{r}.png?key=a%20b", "https://*.tile.example.org"),
        ("https://tiles{s}.example.org/{z}", "https://*.example.org"),
        ("HTTPS://Tile.Example.org:8443/", "https://tile.example.org:8443"),
        ("https://tile.example.org:443/", "https://tile.example.org"),
        ("https://t\u00efle.example.org/", "https://xn--tle-zma.example.org"),
        ("http://localhost:8080/{z}/{x}/{y}.png", "http://localhost:8080"),
        ("http://127.0.0.1:8080/{z}", "http://127.0.0.1:8080"),
    ],
)
def test_scheme_host_and_port_get_in_and_nothing_else(address: str, origin: str) -> None:
    assert origin_of(address) == origin


SMUGGLED = [
    "https://tile.example; script-src *",
    "https://tile.example;script-src/*/{z}",
    "https://tile.example 'unsafe-inline'/{z}",
    "https://tile.example/{z};connect-src *",
    "https://tile.example, default-src *",
    "https://tile.example/a,b",
    "https://tile.example\n; script-src *",
    "https://tile.example\t*",
    "https://tile.example'/{z}",
    'https://tile.example"><script>alert(1)</script>',
    "https://tile.example\u00a0*",
    "https://tile.example\u2028*",
    "https://*/{z}",
    "https://*.tile.example/{z}",
    "https://{s}/{z}",
    "https://{s}.org/{z}",
    "https://{host}/{z}",
    "https://tile.{s}.example.org/{z}",
    "https://tile.example/{z}/{x}/{{y}}",
    "https://tile.example/{z}}",
    "https://tile.example/{z};{x}",
    "https://user:secret@tile.example/{z}",
    "https://tile.example@evil.example/{z}",
    "https://tile.example:99999/{z}",
    "https://tile.example\\@evil.example/{z}",
    "https:///{z}",
    "https://",
    "//tile.example/{z}",
    "http://tile.example/{z}",
    "ftp://tile.example/{z}",
    "javascript://tile.example/%0aalert(1)",
    "data://x;base64,*",
    "blob:https://tile.example/",
]


@pytest.mark.parametrize("address", SMUGGLED, ids=ascii)
def test_what_could_add_a_rule_is_refused_in_a_sentence(norway: pd.DataFrame, address: str) -> None:
    with pytest.raises(RouteError, match=r"^a page cannot load from '.*': it .*; expected a whole address such as"):
        origin_of(address)
    for element in (folium.TileLayer(address, attr="x"), JavascriptLink(address), CssLink(address)):
        made = route_map(norway, market="heroin")
        (made if isinstance(element, folium.TileLayer) else made.get_root().header).add_child(element)
        try:
            page = made.get_root().render()
        except RouteError:
            continue
        # What has no host, such as a script beside the page, adds nothing.
        content = unescape(re.findall(r'Security-Policy" content="([^"]+)"', page)[0])
        assert re.findall(r"(?:^|; )([a-z-]+) ", content) == [
            "default-src",
            "script-src",
            "style-src",
            "img-src",
            "base-uri",
            "form-action",
        ]
        assert not re.search(r"tile\.example|evil|\*|unsafe", content)


def test_layers_within_layers_get_in_too(norway: pd.DataFrame) -> None:
    made = route_map(norway, market="heroin")
    group = folium.FeatureGroup("ground").add_to(made)
    folium.TileLayer("https://tile.example/{z}/{x}/{y}.png", attr="x").add_to(group)
    folium.WmsTileLayer("https://wms.example/service", "layer").add_to(made)
    page = unescape(made.get_root().render())
    assert "img-src data: blob: https://tile.example https://wms.example;" in page


def test_a_document_takes_nothing_but_origins() -> None:
    with pytest.raises(ValueError, match="no origin"):
        Additions(image_hosts=("https://a.example; script-src *",))
