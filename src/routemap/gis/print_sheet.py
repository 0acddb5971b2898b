"""A sheet to print in a QGIS project: A4 across, with title, map, legend, and what the map is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

from routemap.gis.markup import printable
from routemap.style import GROUND

SHEET_NAME: Final = "A4"
# QGIS's numbers of the kinds of things on a sheet.
_PAGE, _MAP, _LABEL, _LEGEND = "65638", "65639", "65641", "65642"
_WIDTH, _HEIGHT = 297.0, 210.0
_MARGIN, _LEGEND_WIDTH = 10.0, 55.0
_MAP_TOP, _MAP_BOTTOM = 24.0, 186.0
_READING = (
    "Width: size, each unit on its own scale. Whole line: high confidence; dashed: medium; dotted: low; pale: not "
    "assessed. No head: no known direction."
)
_FONT = "Noto Sans,{points:g},-1,5,{weight},0,0,0,0,0"

_Box = tuple[float, float, float, float]


def add_sheet(root: ET.Element, title: str, foot: str, extent: _Box, legend: Sequence[tuple[str, str]]) -> None:
    """Add a layout to a project.

    Parameters
    ----------
    root
        The project.
    title, foot
        What stands above and below the map.
    extent
        What the map is to show at least: west, south, east, north in units of the project.
    legend
        Id and name of each layer that is explained.
    """
    about = {"name": SHEET_NAME, "units": "mm", "printResolution": "300", "worldFileMap": ""}
    layout = ET.SubElement(ET.SubElement(root, "Layouts"), "Layout", about)
    pages = ET.SubElement(layout, "PageCollection")
    _fill(pages, "#ffffff")
    _item(pages, _PAGE, 0, (0.0, 0.0, _WIDTH, _HEIGHT))
    inner = _WIDTH - 2 * _MARGIN
    map_box = (_MARGIN, _MAP_TOP, inner - _LEGEND_WIDTH - 4, _MAP_BOTTOM - _MAP_TOP)
    shown = _item(layout, _MAP, 1, map_box, colour=GROUND["light"]["sea"])
    shown.attrib |= {"followPreset": "false", "keepLayerSet": "false", "mapRotation": "0", "drawCanvasItems": "true"}
    west, south, east, north = _fitted(extent, map_box[2] / map_box[3])
    box = {"xmin": west, "ymin": south, "xmax": east, "ymax": north}
    ET.SubElement(shown, "Extent", {name: f"{value:.0f}" for name, value in box.items()})
    left = _WIDTH - _MARGIN - _LEGEND_WIDTH
    key = _item(layout, _LEGEND, 2, (left, _MAP_TOP, _LEGEND_WIDTH, 100.0))
    key.attrib |= {"title": "", "map_uuid": str(shown.get("uuid")), "resizeToContents": "1", "columnCount": "1"}
    key.attrib |= {"symbolWidth": "9", "symbolHeight": "4", "boxSpace": "0", "wrapChar": "", "legendFilterByAtlas": "0"}
    _styles(key)
    tree = ET.SubElement(key, "layer-tree-group")
    for layer, name in legend:
        ET.SubElement(tree, "layer-tree-layer", {"id": layer, "name": name, "checked": "Qt::Checked", "expanded": "1"})
    _label(layout, 3, title, (_MARGIN, 8.0, inner, 12.0), 16.0, weight=75)
    _label(layout, 4, _READING, (left, 160.0, _LEGEND_WIDTH, 26.0), 7.0)
    _label(layout, 5, foot, (_MARGIN, _MAP_BOTTOM + 3, inner, _HEIGHT - _MAP_BOTTOM - 9), 7.0)


def _fitted(extent: _Box, ratio: float) -> _Box:
    """Return the extent, wider or higher, so that it has the ratio of width to height that the map has."""
    west, south, east, north = extent
    wide, high = east - west, north - south
    more_x, more_y = max(high * ratio - wide, 0.0) / 2, max(wide / ratio - high, 0.0) / 2
    return west - more_x, south - more_y, east + more_x, north + more_y


def _item(parent: ET.Element, kind: str, number: int, box: _Box, *, colour: str = "") -> ET.Element:
    left, top, width, height = box
    own = f"{{00000000-0000-4000-8000-{number:012d}}}"
    place, size = f"{left:g},{top:g},mm", f"{width:g},{height:g},mm"
    about = {"type": kind, "uuid": own, "templateUuid": own, "id": "", "groupUuid": "", "zValue": str(number)}
    about |= {"position": place, "positionOnPage": place, "size": size, "referencePoint": "0", "itemRotation": "0"}
    about |= {"visibility": "1", "opacity": "1", "blendMode": "0", "frame": "false", "outlineWidthM": "0.3,mm"}
    about |= {"background": "true" if colour else "false", "positionLock": "false", "excludeFromExports": "0"}
    item = ET.SubElement(parent, "LayoutItem", about)
    if colour:
        red, green, blue = (str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
        ET.SubElement(item, "BackgroundColor", {"red": red, "green": green, "blue": blue, "alpha": "255"})
    return item


def _label(layout: ET.Element, number: int, text: str, box: _Box, points: float, *, weight: int = 50) -> None:
    label = _item(layout, _LABEL, number, box)
    label.attrib |= {"labelText": printable(text), "htmlState": "0", "halign": "1", "valign": "32"}
    label.attrib |= {"marginX": "0", "marginY": "0"}
    ET.SubElement(label, "LabelFont", {"description": _FONT.format(points=points, weight=weight), "style": ""})


def _styles(key: ET.Element) -> None:
    """Add the letters of the legend."""
    styles = ET.SubElement(key, "styles")
    for name, points, weight in (
        ("title", 10.0, 75),
        ("group", 9.0, 75),
        ("subgroup", 9.0, 75),
        ("symbolLabel", 8.0, 50),
    ):
        style = ET.SubElement(
            styles,
            "style",
            {"name": name, "alignment": "1", "marginTop": "2", "marginBottom": "0"}
            | ({"marginLeft": "2"} if name == "symbolLabel" else {}),
        )
        ET.SubElement(style, "styleFont", {"description": _FONT.format(points=points, weight=weight), "style": ""})


def _fill(parent: ET.Element, colour: str) -> None:
    symbol = ET.SubElement(parent, "symbol", {"type": "fill", "name": "", "alpha": "1", "clip_to_extent": "1"})
    layer = ET.SubElement(symbol, "layer", {"class": "SimpleFill", "enabled": "1", "pass": "0", "locked": "0"})
    options = ET.SubElement(layer, "Option", {"type": "Map"})
    red, green, blue = (str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    for name, value in (("color", f"{red},{green},{blue},255"), ("outline_style", "no"), ("style", "solid")):
        ET.SubElement(options, "Option", {"name": name, "type": "QString", "value": value})
