"""QGIS styles (QML): lines, places and regions by market."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from routemap.gis.colouring import Classes, line_classes, markets_of
from routemap.gis.expressions import (
    PLACE_RADIUS_MM,
    cap,
    dash_mm,
    head_mm,
    head_outline,
    head_shape,
    head_stroke_mm,
    is_dashed,
    mm,
    opacity_percent,
    place_mm,
    trim_mm,
    width_mm,
)
from routemap.gis.layers import SEVERAL_MARKETS
from routemap.gis.markup import printable
from routemap.gis.periods import FIRST_DAY, LAST_DAY
from routemap.routes.counts import at_most_of
from routemap.scene.quantities import largest_quantities
from routemap.style import GROUND, LETTERING, NAME, OTHER_COLOUR, SYMBOL, market_colour

if TYPE_CHECKING:
    import pandas as pd

MADE_BY: Final = "<!-- Made by routemap. Styles saved from QGIS lose this line, and are then left alone. -->"
"""First line of every style: tells our own, which the next export replaces, from one that somebody made."""

# The oldest version the style was seen to work in; later ones read it too.
_VERSION = "3.22.0"
_Properties = Mapping[str, str]


def line_style(routes: pd.DataFrame, field: str = "") -> str:
    """Return the style of lines: colour by market or own column, width by size, dash by confidence, heads.

    Parameters
    ----------
    routes
        The routes that the layer shows; the categories, scales and whether there is a time axis come from them.
    field
        What the layer calls the column that `line_classes` tells of, or an expression that finds it, where that is not
        the table's name for it.

    Returns
    -------
    str
        XML.
    """
    root = _root(routes)
    width, has_few = width_mm(largest_quantities(routes)), bool(at_most_of(routes).any())
    properties, classes = {"alpha": opacity_percent(has_few=has_few)}, line_classes(routes)
    for symbol, colour in _by_value(root, "line", classes, properties, attribute=field or classes.column):
        _add_line(symbol, colour, width, has_few=has_few)
    return _text(root)


def point_style(routes: pd.DataFrame) -> str:
    """Return the style of places: dots for countries, diamonds for regions, as large as on the pages, with names."""
    root = _root(routes)
    root.set("labelsEnabled", "1")
    measured = {"size": place_mm(), "name": "if(\"kind\" = 'region', 'diamond', 'circle')"}
    for symbol, colour in _by_value(root, "marker", _markets(routes, several=GROUND["light"]["ink"])):
        properties = {"name": "circle", "color": rgba("#ffffff"), "outline_color": rgba(colour)}
        properties |= {"size": mm(2 * SYMBOL.radius_px), "size_unit": "MM", "outline_style": "solid"}
        properties |= {"outline_width": mm(SYMBOL.stroke_px), "outline_width_unit": "MM"}
        _layer(symbol, "SimpleMarker", properties, measured)
    _add_labels(root)
    return _text(root)


def area_style(routes: pd.DataFrame) -> str:
    """Return the style of regions: a dotted outline by market, hardly filled, so that lines stay in front."""
    root = _root(routes)
    for symbol, colour in _by_value(root, "fill", _markets(routes, several=GROUND["light"]["region"])):
        _layer(symbol, "SimpleFill", {"style": "solid", "color": rgba(colour, 24), "outline_style": "no"})
        # Dots along the edge say "about here", as the dashed ring of the pages does; a line would be a border.
        dash, gap = SYMBOL.region_dash_px
        spacing = {"placement": "interval", "interval": mm(dash + gap), "interval_unit": "MM"}
        dots = _symbol(_layer(symbol, "MarkerLine", spacing), "marker", f"@{symbol.get('name')}@1")
        dot = {"name": "circle", "color": rgba(colour, 220), "outline_style": "no", "size": mm(gap), "size_unit": "MM"}
        _layer(dots, "SimpleMarker", dot)
    return _text(root)


def land_style() -> str:
    """Return the style of the ground: land without outlines, which are lines of their own."""
    root = ET.Element("qgis", {"version": _VERSION, "styleCategories": "AllStyleCategories"})
    renderer = ET.SubElement(root, "renderer-v2", {"type": "singleSymbol", "symbollevels": "0", "enableorderby": "0"})
    fill = {"style": "solid", "color": rgba(GROUND["light"]["land"]), "outline_style": "no"}
    _layer(_symbol(ET.SubElement(renderer, "symbols"), "fill", 0), "SimpleFill", fill)
    return _text(root)


def border_style() -> str:
    """Return the style of coasts and borders: thin and whole, or dashed where United Nations maps draw no final one."""
    root = ET.Element("qgis", {"version": _VERSION, "styleCategories": "AllStyleCategories"})
    attributes = {"type": "categorizedSymbol", "attr": "kind", "symbollevels": "0", "enableorderby": "0"}
    renderer = ET.SubElement(root, "renderer-v2", attributes)
    categories, symbols = ET.SubElement(renderer, "categories"), ET.SubElement(renderer, "symbols")
    for number, (kind, style) in enumerate((("border", "solid"), ("disputed", "dash"))):
        named = {"value": kind, "label": kind, "symbol": str(number), "render": "true", "type": "string"}
        ET.SubElement(categories, "category", named)
        line = {"line_color": rgba(GROUND["light"]["border"]), "line_width": "0.18", "line_width_unit": "MM"}
        _layer(_symbol(symbols, "line", number), "SimpleLine", line | {"line_style": style, "joinstyle": "round"})
    return _text(root)


def rgba(colour: str, alpha: int = 255) -> str:
    """Return a colour as QGIS writes it.

    Examples
    --------
    >>> rgba("#782130")
    '120,33,48,255'
    """
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)) + f",{alpha}"


def _root(routes: pd.DataFrame) -> ET.Element:
    """Return the frame of a style, with the time axis if the routes have periods."""
    root = ET.Element("qgis", {"version": _VERSION, "styleCategories": "AllStyleCategories"})
    if (routes["start"] != "").any() or (routes["end"] != "").any():
        # Mode 2: start and end from two fields; limit mode 1: the last day is part of the period.
        attributes = {"enabled": "1", "mode": "2", "limitMode": "1", "startField": FIRST_DAY, "endField": LAST_DAY}
        attributes |= {"accumulate": "0", "fixedDuration": "0", "durationUnit": "min"}
        ET.SubElement(root, "temporal", attributes)
    return root


def _markets(routes: pd.DataFrame, several: str) -> Classes:
    """Return the markets with their colours, and what has more than one, in the colour `several`."""
    markets = [(market, market_colour(market).light) for market in markets_of(routes)]
    return Classes("market", (*markets, (SEVERAL_MARKETS, several)), OTHER_COLOUR)


def _by_value(
    root: ET.Element, kind: str, classes: Classes, properties: _Properties | None = None, *, attribute: str = "market"
) -> Iterator[tuple[ET.Element, str]]:
    """Add a renderer with one category per value, and yield each one's empty symbol and its colour."""
    attributes = {"type": "categorizedSymbol", "attr": attribute, "enableorderby": "0", "symbollevels": "0"}
    renderer = ET.SubElement(root, "renderer-v2", attributes)
    categories, symbols = ET.SubElement(renderer, "categories"), ET.SubElement(renderer, "symbols")
    # A value without a category would vanish from the map without a word: the last category takes all others.
    for number, (text, colour) in enumerate([*classes.colours, ("", classes.rest)]):
        value = printable(text)
        named = {"value": value, "label": value or "other", "symbol": str(number), "render": "true", "type": "string"}
        ET.SubElement(categories, "category", named)
        yield _symbol(symbols, kind, number, properties), colour


def _symbol(parent: ET.Element, kind: str, name: int | str, properties: _Properties | None = None) -> ET.Element:
    symbol = ET.SubElement(parent, "symbol", {"type": kind, "name": str(name), "alpha": "1", "clip_to_extent": "1"})
    _add_expressions(symbol, properties or {})
    return symbol


def _add_line(symbol: ET.Element, colour: str, width: str, *, has_few: bool) -> None:
    """Add the line, solid or dashed, and its head."""
    common = {"line_color": rgba(colour), "line_width": "0.7", "line_width_unit": "MM", "joinstyle": "round"}
    common |= {"trim_distance_end_unit": "MM"}
    dashes = is_dashed(has_few=has_few)
    measured = {"outlineWidth": width, "trimEnd": trim_mm(width)}
    solid = common | {"line_style": "solid", "capstyle": "flat"}
    _layer(symbol, "SimpleLine", solid, measured | {"enabled": f"NOT ({dashes})"})
    dashed = common | {"capstyle": "flat", "use_custom_dash": "1", "customdash": "2;1.5", "customdash_unit": "MM"}
    moving = {"enabled": dashes, "customDash": dash_mm(width, has_few=has_few), "capStyle": cap(has_few=has_few)}
    _layer(symbol, "SimpleLine", dashed, measured | moving)
    # QGIS 3.24 and later have a switch for "last part only"; the expression of the size does it in all.
    placement = {"placement": "lastvertex", "rotate": "1", "ring_filter": "0"}
    heads = _symbol(_layer(symbol, "MarkerLine", placement), "marker", f"@{symbol.get('name')}@2")
    head = {"name": "filled_arrowhead", "color": rgba(colour), "outline_style": "no", "size": "3", "size_unit": "MM"}
    # Back along the line; MarkerLine's own offset_along_line does nothing at vertices in QGIS 3.22.
    head |= {"offset": f"-{PLACE_RADIUS_MM:.4g},0", "offset_unit": "MM"}
    head |= {"outline_color": rgba(colour), "outline_width_unit": "MM", "joinstyle": "miter"}
    shaped = {"name": head_shape(has_few=has_few), "outlineStyle": head_outline(has_few=has_few)}
    _layer(heads, "SimpleMarker", head, shaped | {"size": head_mm(width), "outlineWidth": head_stroke_mm(width)})


def _layer(
    symbol: ET.Element, kind: str, properties: _Properties, expressions: _Properties | None = None
) -> ET.Element:
    layer = ET.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "pass": "0", "locked": "0"})
    options = ET.SubElement(layer, "Option", {"type": "Map"})
    for name, value in properties.items():
        ET.SubElement(options, "Option", {"name": name, "type": "QString", "value": value})
    _add_expressions(layer, expressions or {})
    return layer


def _add_expressions(parent: ET.Element, expressions: _Properties) -> None:
    if not expressions:
        return
    outer = ET.SubElement(ET.SubElement(parent, "data_defined_properties"), "Option", {"type": "Map"})
    ET.SubElement(outer, "Option", {"name": "name", "type": "QString", "value": ""})
    properties = ET.SubElement(outer, "Option", {"name": "properties", "type": "Map"})
    for name, expression in expressions.items():
        one = ET.SubElement(properties, "Option", {"name": name, "type": "Map"})
        ET.SubElement(one, "Option", {"name": "active", "type": "bool", "value": "true"})
        ET.SubElement(one, "Option", {"name": "expression", "type": "QString", "value": printable(expression)})
        ET.SubElement(one, "Option", {"name": "type", "type": "int", "value": "3"})  # 3: an expression, not a field
    ET.SubElement(outer, "Option", {"name": "type", "type": "QString", "value": "collection"})


def _add_labels(root: ET.Element) -> None:
    settings = ET.SubElement(ET.SubElement(root, "labeling", {"type": "simple"}), "settings")
    ink = {
        "fieldName": "name",
        "fontSize": mm(LETTERING.country_px),
        "fontSizeUnit": "MM",
        "textColor": rgba(GROUND["light"]["ink"]),
    }
    style = ET.SubElement(settings, "text-style", ink | {"isExpression": "0", "textOpacity": "1"})
    halo = {
        "bufferDraw": "1",
        "bufferSize": mm(NAME.halo_px / 2),
        "bufferSizeUnits": "MM",
        "bufferColor": rgba("#ffffff"),
    }
    ET.SubElement(style, "text-buffer", halo | {"bufferOpacity": "1", "bufferJoinStyle": "128"})
    # Placement 6 is cartographic: around the point, where there is room.
    ET.SubElement(
        settings, "placement", {"placement": "6", "dist": mm(NAME.reaches[0][0]), "distUnits": "MM", "offsetType": "1"}
    )
    ET.SubElement(settings, "rendering", {"drawLabels": "1", "scaleVisibility": "0", "obstacle": "1"})


def _text(root: ET.Element) -> str:
    ET.indent(root, " ")
    return f"{MADE_BY}\n{ET.tostring(root, encoding='unicode')}\n"
