import re
import xml.etree.ElementTree as ET
from urllib.parse import unquote

import folium
import pandas as pd
import pytest
from folium.plugins import Fullscreen
from tests.unpacking import block

import routemap
from routemap.errors import RouteError
from routemap.pages import assets
from routemap.webmap.folium_map import FlowLayer, RouteMap, route_map
from routemap.webmap.page import page_script


def policy(page: str) -> dict[str, list[str]]:
    content = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert content
    parts = [part.split() for part in content[1].replace("&#x27;", "'").split("; ")]
    return {name: values for name, *values in parts}


def scripts(page: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)


def packed(page: str) -> dict[str, list[str]]:
    """Return the styles and scripts that a light page carries deflated."""
    return block(page, "routemap-parts")


def test_a_route_map_is_a_folium_map(norway: pd.DataFrame) -> None:
    made = route_map(norway, market="heroin")
    assert isinstance(made, folium.Map)
    assert made.payload["page"]["title"] == "Heroin trade"
    assert made.payload["routes"]["count"] == 5


def test_folium_brings_nothing_of_its_own(norway: pd.DataFrame) -> None:
    page = route_map(norway).get_root().render()
    assert re.findall(r"<(?:script|link)[^>]+(?:src|href)=(?!\"data:)", page) == []
    assert folium.Map.default_js  # ours are emptied, folium's own are untouched
    assert folium.Map().default_js


def test_every_script_and_style_is_let_in_by_its_hash(norway: pd.DataFrame) -> None:
    page = route_map(norway).get_root().render()
    rules = policy(page)
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    assert rules["img-src"] == ["data:", "blob:"]
    parts = packed(page)
    assert rules["script-src"] == [assets.policy_hash(script) for script in (*scripts(page), *parts["scripts"])]
    styles = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
    assert rules["style-src"] == [assets.policy_hash(style) for style in (*styles, *parts["styles"])]
    assert not any("unsafe" in word for words in rules.values() for word in words)


def test_a_page_carries_its_scripts_deflated_behind_a_small_starter(norway: pd.DataFrame) -> None:
    page = route_map(norway, market="heroin").get_root().render()
    (starter,) = scripts(page)
    assert len(starter) < 1000
    assert packed(page)["scripts"][1] == page_script()
    assert len(page) < 330_000


def test_a_page_brings_its_own_icon(norway: pd.DataFrame) -> None:
    (address,) = re.findall(r'<link rel="icon" href="data:image/svg\+xml,([^"]+)">', route_map(norway).to_html())
    assert [child.tag.rpartition("}")[2] for child in ET.fromstring(unquote(address))] == [
        "rect",
        "path",
        "circle",
        "circle",
    ]


def test_the_policy_stands_before_anything_it_governs(norway: pd.DataFrame) -> None:
    page = route_map(norway).get_root().render()
    assert page.index("Content-Security-Policy") < page.index("<style") < page.index("<script")


def test_what_a_user_adds_is_let_in_and_no_more(norway: pd.DataFrame) -> None:
    made = route_map(norway)
    folium.TileLayer("https://{s}.tiles.example/{z}/{x}/{y}.png", attr="example").add_to(made)
    Fullscreen().add_to(made)
    page = made.get_root().render()
    rules = policy(page)
    assert rules["img-src"] == ["data:", "blob:", "https://*.tiles.example"]
    own = [assets.policy_hash(script) for script in scripts(page)]
    assert rules["script-src"][: len(own)] == own
    assert all(host.startswith("https://") for host in rules["script-src"][len(own) :])
    assert len(own) == 4
    assert "addTo(map_1)" in scripts(page)[-1]


def test_rendering_twice_gives_the_same_page(norway: pd.DataFrame) -> None:
    made = route_map(norway)
    assert made.get_root().render() == made.get_root().render() == route_map(norway).get_root().render()


def test_no_text_from_data_passes_through_a_template(hostile: pd.DataFrame) -> None:
    page = route_map(hostile).get_root().render()
    assert "{{ 7*7 }}" in page.replace("\\u0026", "&")
    assert "49" not in page.split("<title>")[1].split("</title>")[0]
    assert "<img src=x" not in page
    assert "</script><script>window" not in page


def test_in_a_notebook_the_page_stands_in_a_frame_that_cannot_reach_out(norway: pd.DataFrame) -> None:
    shown = route_map(norway)._repr_html_()
    assert shown.startswith('<iframe srcdoc="&lt;!doctype html&gt;')
    assert 'sandbox="allow-scripts allow-downloads allow-popups"' in shown
    assert "<script" not in shown


def test_saving_writes_the_page(norway: pd.DataFrame, tmp_path: object) -> None:
    path = f"{tmp_path}/heroin.html"
    route_map(norway, market="heroin trade").save(path)
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as a user would
        assert file.read() == route_map(norway, market="heroin trade").get_root().render()


def test_a_market_that_is_not_there_names_those_that_are(norway: pd.DataFrame) -> None:
    with pytest.raises(RouteError, match=r"no route has the market 'tea'; expected one of: .*cannabis trade"):
        route_map(norway, market="tea")


def test_an_empty_table_is_told(norway: pd.DataFrame) -> None:
    with pytest.raises(RouteError, match="there are no routes to draw"):
        route_map(norway.head(0))


def test_the_layer_alone_goes_onto_any_folium_map(norway: pd.DataFrame) -> None:
    ground = folium.Map(tiles=None)
    layer = FlowLayer(norway, market="heroin").add_to(ground)
    page = ground.get_root().render()
    name = layer.get_name()
    assert f'var {name} = routemap.layer("{layer.data_id}", {layer.get_bounds()});' in page
    assert f"{name}.addTo({ground.get_name()});" in page
    assert f'<script type="application/json" id="{layer.data_id}">' in page
    assert layer.payload["page"]["kind"] == "layer"


def test_two_layers_share_one_script(norway: pd.DataFrame) -> None:
    ground = folium.Map(tiles=None)
    for market in ("heroin trade", "cannabis trade"):
        FlowLayer(norway, market=market).add_to(ground)
    page = ground.get_root().render()
    assert page.count("routemap.layer(") == 2
    assert page.count(f'<script id="routemap-script">{page_script()}</script>') == 1


def test_the_layer_lets_no_template_read_the_data(hostile: pd.DataFrame) -> None:
    ground = folium.Map(tiles=None)
    FlowLayer(hostile).add_to(ground)
    page = ground.get_root().render()
    assert "{{ 7*7 }}" in page
    assert "<img src=x" not in page


def test_the_public_names_are_the_same_objects() -> None:
    assert routemap.route_map is route_map
    assert isinstance(RouteMap.__doc__, str)
