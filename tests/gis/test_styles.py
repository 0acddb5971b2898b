from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from routemap.gis.expressions import MM_PER_PX, dash_mm, head_mm, place_mm, text_literal, width_mm
from routemap.gis.layers import SEVERAL_MARKETS
from routemap.gis.qml import area_style, line_style, point_style, rgba
from routemap.gis.sld import line_sld
from routemap.scene.marks import symbol_radius
from routemap.scene.quantities import largest_quantities
from routemap.scene.scene import DESTINATION, ORIGIN, TRANSIT, UNDIRECTED
from routemap.style import CONFIDENCES, HEAD, MAGNITUDES, NOT_ASSESSED_OPACITY, SUPPORT_DASH, market_colour

_SE = {"se": "http://www.opengis.net/se", "ogc": "http://www.opengis.net/ogc"}


def categories(qml: str) -> dict[str, str]:
    return {one.get("value", ""): one.get("symbol", "") for one in ET.fromstring(qml).iter("category")}


def option(layer: ET.Element, name: str) -> str | None:
    found = layer.find(f"Option/Option[@name='{name}']")
    return None if found is None else found.get("value")


def expression(element: ET.Element, name: str) -> str:
    found = element.find(f"data_defined_properties/Option/Option[@name='properties']/Option[@name='{name}']")
    assert found is not None
    text = found.find("Option[@name='expression']")
    assert text is not None
    return text.get("value", "")


def test_every_market_has_a_category_and_so_has_everything_else(routes: pd.DataFrame) -> None:
    found = categories(line_style(routes))
    assert list(found) == [*sorted(set(routes["market"])), ""]


def test_every_category_has_its_symbol_in_the_colour_of_the_market(routes: pd.DataFrame) -> None:
    qml = line_style(routes)
    symbols = {symbol.get("name"): symbol for symbol in ET.fromstring(qml).findall("renderer-v2/symbols/symbol")}
    for market, symbol in categories(qml).items():
        layers = symbols[symbol].findall("layer")
        assert [layer.get("class") for layer in layers] == ["SimpleLine", "SimpleLine", "MarkerLine"]
        head = layers[2].find("symbol/layer")
        assert head is not None
        if market:
            assert {option(layers[0], "line_color"), option(layers[1], "line_color"), option(head, "color")} == {
                rgba(market_colour(market).light)
            }


def test_the_time_axis_is_there_when_there_are_periods_and_only_then(routes: pd.DataFrame) -> None:
    for style in (line_style, point_style, area_style):
        temporal = ET.fromstring(style(routes)).find("temporal")
        assert temporal is not None
        assert (temporal.get("enabled"), temporal.get("mode")) == ("1", "2")
        assert (temporal.get("startField"), temporal.get("endField")) == ("first_day", "last_day")
        undated = routes[(routes["start"] == "") & (routes["end"] == "")]
        assert ET.fromstring(style(undated)).find("temporal") is None


@pytest.mark.parametrize("style", [line_style, point_style, area_style])
def test_every_layer_has_a_category_for_each_market_and_for_all_others(
    style: Callable[[pd.DataFrame], str], routes: pd.DataFrame
) -> None:
    found = set(categories(style(routes)))
    assert found - {SEVERAL_MARKETS} == {*routes["market"], ""}
    assert (SEVERAL_MARKETS in found) == (style is not line_style)


def test_styles_need_no_picture_from_outside(routes: pd.DataFrame) -> None:
    for style in (line_style(routes), point_style(routes), area_style(routes)):
        assert not re.search(r"\.(svg|png)|https?:|file:", style)


def test_one_amount_has_one_width_in_whatever_unit(routes: pd.DataFrame) -> None:
    (scale,) = largest_quantities(routes)
    assert (scale.measure, scale.size * scale.largest) == ("mass", 7000.0)
    found = width_mm([scale])
    assert "\"unit\", '') = 'kg' THEN 0.3969 + 1.984 * min(1, sqrt(\"quantity\" / 7000.0))" in found
    assert "\"unit\", '') = 't' THEN 0.3969 + 1.984 * min(1, sqrt(\"quantity\" / 7.0))" in found
    assert all(f"\"magnitude\" = '{word}'" in found for word in MAGNITUDES if word)


def test_several_markets_whose_quantities_do_not_convert_have_no_widths_by_quantity(
    make: Callable[[str], pd.DataFrame],
) -> None:
    rows = "market,from,to,quantity,unit\ncocaine,COL,NOR,5,kg\n{},NGA,ITA,300,people\n"
    assert largest_quantities(make(rows.format("human trafficking"))) == []
    assert [scale.name for scale in largest_quantities(make(rows.format("cocaine")))] == ["kg", "people"]


def test_heads_are_open_where_nothing_is_assessed(routes: pd.DataFrame) -> None:
    symbol = ET.fromstring(line_style(routes)).find("renderer-v2/symbols/symbol")
    assert symbol is not None
    head = symbol.find("layer/symbol/layer")
    assert head is not None
    faint = "coalesce(\"confidence\", '') IN ('')"
    assert expression(head, "name") == f"if({faint}, 'arrowhead', 'filled_arrowhead')"
    assert expression(head, "outlineStyle") == f"if({faint}, 'solid', 'no')"
    assert expression(symbol, "alpha") == f"if({faint}, {NOT_ASSESSED_OPACITY * 100:g}, 100)"


def test_heads_are_as_large_as_the_look_says() -> None:
    size = (HEAD.length(4.0) + HEAD.half(4.0)) * MM_PER_PX
    fixed, per_px = map(float, re.findall(r"0, ([\d.]+) \+ ([\d.]+) \*", head_mm("w"))[0])
    assert fixed + per_px * 4.0 * MM_PER_PX == pytest.approx(size, rel=1e-3)


def test_dashes_follow_confidence(routes: pd.DataFrame) -> None:
    found = dash_mm("1", has_few=False)
    assert "at_most" not in found
    assert "at_most" in dash_mm("1", has_few=True)
    for confidence in CONFIDENCES:
        assert (f"'{confidence}'" in found) == bool(SUPPORT_DASH[confidence])
    assert "mixed" not in found
    symbol = ET.fromstring(line_style(routes)).find("renderer-v2/symbols/symbol")
    assert symbol is not None
    solid, dashed, _ = symbol.findall("layer")
    assert expression(solid, "enabled") == f"NOT ({expression(dashed, 'enabled')})"
    assert expression(symbol, "alpha")


def test_texts_of_the_table_cannot_leave_their_quotes(make: Callable[[str], pd.DataFrame]) -> None:
    assert text_literal('a\' || "b" \\') == "'a'' || \"b\" \\\\'"
    routes = make('market,from,to,quantity,unit\n"<x> & \'y\' ""z""",COL,NOR,1,k\'g\n')
    assert "<x> & 'y' \"z\"" in categories(line_style(routes))
    symbol = ET.fromstring(line_style(routes)).find("renderer-v2/symbols/symbol")
    assert symbol is not None
    assert "'k''g'" in expression(symbol.findall("layer")[0], "outlineWidth")


def test_control_characters_do_not_break_the_style(hostile: pd.DataFrame) -> None:
    routes = hostile.copy()
    routes["market"] = "a\x0bb\uffff"
    assert "ab" in categories(line_style(routes))
    assert ET.fromstring(line_sld(routes, "routes")) is not None


def test_a_column_of_a_thousand_units_keeps_the_style_small(routes: pd.DataFrame) -> None:
    many = pd.concat([routes.iloc[[0]]] * 1000, ignore_index=True)
    many["unit"] = [f"unit {number}" for number in range(1000)]
    assert len(largest_quantities(many)) == 40
    assert len(line_style(many)) < 150_000


def test_the_sld_has_a_rule_per_market_and_one_for_the_rest(routes: pd.DataFrame) -> None:
    root = ET.fromstring(line_sld(routes, "routes"))
    literals = [literal.text for literal in root.iterfind(".//ogc:Literal", _SE)]
    assert literals == sorted(set(routes["market"]))
    assert len(root.findall(".//se:ElseFilter", _SE)) == 1


@pytest.mark.parametrize("suffix", [".geojson", ".fgb", ".shp", ".parquet", ".csv", ".zip"])
def test_one_layer_formats_have_their_style_beside_them(
    suffix: str, written: Mapping[str, Path], routes: pd.DataFrame
) -> None:
    assert written[suffix].with_suffix(".qml").read_text("utf-8") == line_style(routes)


@pytest.mark.parametrize("is_region", [False, True])
def test_places_are_as_large_as_on_the_pages(is_region: bool, routes: pd.DataFrame) -> None:
    layer = ET.fromstring(point_style(routes)).find("renderer-v2/symbols/symbol/layer")
    assert layer is not None
    size = expression(layer, "size")
    assert size == place_mm()
    region, by_roles = re.findall(r"^if\(\"kind\" = 'region', ([\d.]+), with_variable\(.*?, CASE (.*) END\)\)$", size)[
        0
    ]
    branches = re.findall(r"WHEN @roles IN \(([\d, ]+)\) THEN ([\d.]+)", by_roles)
    told = {int(roles): float(mm) for some, mm in branches for roles in some.split(",")}
    otherwise = float(by_roles.rpartition("ELSE ")[2])
    for roles in range(16):
        found = float(region) if is_region else told.get(roles, otherwise)
        assert found == pytest.approx(2 * symbol_radius(roles, is_region=is_region) * MM_PER_PX, rel=1e-3)
    # Every role has its own bit, and no field is named twice.
    fields = {"origin": ORIGIN, "transit": TRANSIT, "destination": DESTINATION, "undirected": UNDIRECTED}
    assert re.findall(r'if\("(\w+)" > 0, (\d+), 0\)', size) == [(name, str(bit)) for name, bit in fields.items()]
