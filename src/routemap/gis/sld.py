"""Styled Layer Descriptor 1.1: the colours of the lines, for GeoServer and others that read no QML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from routemap.gis.colouring import line_classes
from routemap.gis.markup import printable
from routemap.style import MAGNITUDE_WIDTH_PX

if TYPE_CHECKING:
    import pandas as pd

_NAMESPACES = {
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:se": "http://www.opengis.net/se",
    "xmlns:ogc": "http://www.opengis.net/ogc",
}


def line_sld(routes: pd.DataFrame, name: str, field: str = "") -> str:
    """Return one rule per market, or value of the column of colours, and one for all others.

    Arrow heads are beyond the standard.

    Parameters
    ----------
    routes
        The routes that the layer shows.
    name
        Of the layer.
    field
        What the layer calls the column that `line_classes` tells of, where that is not the table's name for it.
    """
    root = ET.Element("StyledLayerDescriptor", {**_NAMESPACES, "version": "1.1.0"})
    layer = ET.SubElement(root, "NamedLayer")
    ET.SubElement(layer, "se:Name").text = name
    style = ET.SubElement(ET.SubElement(layer, "UserStyle"), "se:FeatureTypeStyle")
    classes = line_classes(routes)
    for value, colour in classes.colours:
        rule = ET.SubElement(style, "se:Rule")
        ET.SubElement(rule, "se:Name").text = printable(value)
        is_equal = ET.SubElement(ET.SubElement(rule, "ogc:Filter"), "ogc:PropertyIsEqualTo")
        ET.SubElement(is_equal, "ogc:PropertyName").text = printable(field or classes.column)
        ET.SubElement(is_equal, "ogc:Literal").text = printable(value)
        _add_stroke(rule, colour)
    rest = ET.SubElement(style, "se:Rule")
    ET.SubElement(rest, "se:Name").text = "other"
    ET.SubElement(rest, "se:ElseFilter")
    _add_stroke(rest, classes.rest)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add_stroke(rule: ET.Element, colour: str) -> None:
    stroke = ET.SubElement(ET.SubElement(rule, "se:LineSymbolizer"), "se:Stroke")
    for name, value in (("stroke", colour), ("stroke-width", f"{MAGNITUDE_WIDTH_PX['']:g}")):
        ET.SubElement(stroke, "se:SvgParameter", {"name": name}).text = value
