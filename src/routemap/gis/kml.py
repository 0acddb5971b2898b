"""KML for Google Earth and other globes: a folder per colour, time spans, balloons that run nothing."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np
import shapely

from routemap.gis.colouring import line_classes, line_values
from routemap.gis.layers import Layer
from routemap.gis.markup import printable
from routemap.gis.periods import FIRST_DAY, LAST_DAY
from routemap.gis.tables import plain_texts
from routemap.routes.columns import NAMES, SHOWN_AS
from routemap.style import MAGNITUDE_WIDTH_PX
from routemap.words import isolated

if TYPE_CHECKING:
    import pandas as pd

# GDAL has fields of its own called id and end, and ours would be lost or renamed. `read_routes` knows these synonyms.
_RENAMED = {"id": "route_id", "start": "since", "end": "until"}
_IN_BALLOON = ("commodity", "confidence", "magnitude", "quantity", "unit", "start", "end", "actors", "source")
_IN_BALLOON_LAST = ("locator", "url", "quote", "note")


def to_kml(routes: pd.DataFrame, layer: Layer) -> bytes:
    """Return the routes as KML 2.2.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    layer
        Made of them by `routes_layer`.
    """
    root = ET.Element("kml", {"xmlns": "http://www.opengis.net/kml/2.2"})
    document = ET.SubElement(root, "Document")
    ET.SubElement(document, "name").text = "Routes"
    classes = line_classes(routes)
    values = line_values(routes, classes.column)
    folders = [*classes.colours, *([("", classes.rest)] if (values == "").any() else [])]
    kind = "market" if classes.column == "market" else "class"
    for number, (_, colour) in enumerate(folders):
        _add_style(document, f"{kind}-{number}", colour)
    columns = {name: plain_texts(values) for name, values in layer.columns.items()}
    lines = np.asarray(layer.geometry, dtype=object)
    for number, (value, _) in enumerate(folders):
        folder = ET.SubElement(document, "Folder")
        ET.SubElement(folder, "name").text = printable(value) or "other"
        for row in np.flatnonzero(values == value):
            cells = {name: texts[row] for name, texts in columns.items()}
            _add_placemark(folder, f"#{kind}-{number}", cells, lines[row])
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _add_style(document: ET.Element, name: str, colour: str) -> None:
    style = ET.SubElement(document, "Style", {"id": name})
    line = ET.SubElement(style, "LineStyle")
    # aabbggrr, the other way round than on the web.
    ET.SubElement(line, "color").text = f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}"
    ET.SubElement(line, "width").text = f"{MAGNITUDE_WIDTH_PX['']:g}"
    # Of what is in $[…] only the description holds data, and it is escaped.
    ET.SubElement(ET.SubElement(style, "BalloonStyle"), "text").text = "<h3>$[name]</h3>$[description]"


def _add_placemark(folder: ET.Element, style: str, cells: dict[str, str], line: Any) -> None:
    placemark = ET.SubElement(folder, "Placemark")
    stops = [cells["origin_name"], *cells["transit_names"].split(" > "), cells["destination_name"]]
    arrow = " \u2192 " if cells["directed"] == "yes" else " \u2013 "
    ET.SubElement(placemark, "name").text = arrow.join(stop for stop in stops if stop)
    ET.SubElement(placemark, "description").text = printable(_balloon(cells))
    if cells.get(FIRST_DAY):
        span = ET.SubElement(placemark, "TimeSpan")
        ET.SubElement(span, "begin").text = cells[FIRST_DAY]
        ET.SubElement(span, "end").text = cells[LAST_DAY]
    ET.SubElement(placemark, "styleUrl").text = style
    data = ET.SubElement(placemark, "ExtendedData")
    for name, text in cells.items():
        if text:
            one = ET.SubElement(data, "Data", {"name": printable(_field(name))})
            ET.SubElement(one, "value").text = printable(text)
    if line is not None:
        geometry = ET.SubElement(placemark, "MultiGeometry")
        for part in shapely.get_parts(line):
            _add_line(geometry, shapely.get_coordinates(part).tolist())


def _field(name: str) -> str:
    if name in _RENAMED:
        return _RENAMED[name]
    return f"{name}_2" if name.casefold() in _RENAMED.values() else name


def _add_line(geometry: ET.Element, vertices: Iterable[list[float]]) -> None:
    line = ET.SubElement(geometry, "LineString")
    # Else Earth draws a chord through the ground.
    ET.SubElement(line, "tessellate").text = "1"
    ET.SubElement(line, "coordinates").text = " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in vertices)


def _balloon(cells: dict[str, str]) -> str:
    """Return what a click shows, as HTML."""
    further = [name for name in cells if name not in NAMES and name not in (FIRST_DAY, LAST_DAY)]
    further = [name for name in further if name not in ("origin_name", "transit_names", "destination_name", "kind")]
    if cells.get(SHOWN_AS):  # it says quantity and unit, or that a small number is kept back
        cells = {**cells, "quantity": cells[SHOWN_AS], "unit": "", SHOWN_AS: "", "at_most": ""}
    shown = [name for name in (*_IN_BALLOON, *_IN_BALLOON_LAST, *further) if cells[name]]
    return "<br>".join(f"<b>{_harmless(isolated(name))}</b> {_harmless(isolated(cells[name]))}" for name in shown)


def _harmless(text: str) -> str:
    """Escape text for a balloon: no markup, no script, and no ``$[field]``, which viewers would fill in."""
    escaped = html.escape(text)
    for sign in "$=:":
        escaped = escaped.replace(sign, f"&#{ord(sign)};")
    return escaped.replace("\n", "<br>")
