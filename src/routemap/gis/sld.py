"""Styled Layer Descriptor 1.1: the colours of the markets, for GeoServer and others that read no QML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from routemap.gis.markup import printable
from routemap.gis.qml import markets_of
from routemap.style import MAGNITUDE_WIDTH_PX, OTHER_COLOUR, market_colour

if TYPE_CHECKING:
    import pandas as pd

_NAMESPACES = {
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:se": "http://www.opengis.net/se",
    "xmlns:ogc": "http://www.opengis.net/ogc",
}


def line_sld(routes: pd.DataFrame, name: str) -> str:
    """Return one rule per market of `routes` and one for all others; arrow heads are beyond the standard.

    Parameters
    ----------
    routes
        The routes that the layer shows.
    name
        Of the layer.
    """
    root = ET.Element("StyledLayerDescriptor", {**_NAMESPACES, "version": "1.1.0"})
    layer = ET.SubElement(root, "NamedLayer")
    ET.SubElement(layer, "se:Name").text = name
    style = ET.SubElement(ET.SubElement(layer, "UserStyle"), "se:FeatureTypeStyle")
    for market in markets_of(routes):
        rule = ET.SubElement(style, "se:Rule")
        ET.SubElement(rule, "se:Name").text = printable(market)
        is_equal = ET.SubElement(ET.SubElement(rule, "ogc:Filter"), "ogc:PropertyIsEqualTo")
        ET.SubElement(is_equal, "ogc:PropertyName").text = "market"
        ET.SubElement(is_equal, "ogc:Literal").text = printable(market)
        _add_stroke(rule, market_colour(market).light)
    rest = ET.SubElement(style, "se:Rule")
    ET.SubElement(rest, "se:Name").text = "other"
    ET.SubElement(rest, "se:ElseFilter")
    _add_stroke(rest, OTHER_COLOUR)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add_stroke(rule: ET.Element, colour: str) -> None:
    stroke = ET.SubElement(ET.SubElement(rule, "se:LineSymbolizer"), "se:Stroke")
    for name, value in (("stroke", colour), ("stroke-width", f"{MAGNITUDE_WIDTH_PX['']:g}")):
        ET.SubElement(stroke, "se:SvgParameter", {"name": name}).text = value
