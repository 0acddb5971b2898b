"""KML for Google Earth and other globes: a folder per colour, time spans, balloons that run nothing."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import numpy as np
import shapely

from routemap.gis.colouring import line_classes, line_values
from routemap.gis.layers import Layer
from routemap.gis.markup import printable
from routemap.gis.periods import FIRST_DAY, LAST_DAY
from routemap.gis.tables import plain_texts
from routemap.routes.columns import NAMES, SHOWN_AS
from routemap.routes.geojson import each_once
from routemap.style import MAGNITUDE_WIDTH_PX
from routemap.words import isolated

if TYPE_CHECKING:
    import pandas as pd

# GDAL has fields of its own called id and end, and ours would be lost or renamed. `read_routes` knows these synonyms.
_RENAMED = {"id": "route_id", "start": "since", "end": "until"}
_IN_BALLOON = ("commodity", "confidence", "magnitude", "quantity", "unit", "start", "end", "actors", "source")
_IN_BALLOON_LAST = ("locator", "url", "quote", "note")
_NOT_FURTHER = frozenset({*NAMES, FIRST_DAY, LAST_DAY, "origin_name", "transit_names", "destination_name", "kind"})
_MOST_KEPT = 20_000


def to_kml(routes: pd.DataFrame, layer: Layer) -> bytes:
    """Return the routes as KML 2.2.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    layer
        Made of them by `routes_layer`.
    """
    classes = line_classes(routes)
    values = line_values(routes, classes.column)
    folders = [*classes.colours, *([("", classes.rest)] if (values == "").any() else [])]
    kind = "market" if classes.column == "market" else "class"
    buffer = io.BytesIO()
    buffer.write(_HEAD.encode("utf-8"))
    for number, (_, colour) in enumerate(folders):
        buffer.write(_style(f"{kind}-{number}", colour).encode("utf-8"))
    placemarks = _Placemarks(layer)
    for number, (value, _) in enumerate(folders):
        name = _text("name", printable(value) or "other")
        buffer.write(f"  <Folder>\n   {name}\n".encode())
        for row in np.flatnonzero(values == value).tolist():
            for piece in placemarks.pieces(row, f"#{kind}-{number}"):
                buffer.write(piece.encode("utf-8"))
        buffer.write(b"  </Folder>\n")
    buffer.write(b" </Document>\n</kml>\n")
    return buffer.getvalue()


_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
 <Document>
  <name>Routes</name>
"""
_STYLE = """  <Style id="{name}">
   <LineStyle>
    <color>{colour}</color>
    <width>{width}</width>
   </LineStyle>
   <BalloonStyle>
    <text>&lt;h3&gt;$[name]&lt;/h3&gt;$[description]</text>
   </BalloonStyle>
  </Style>
"""


def _style(name: str, colour: str) -> str:
    # aabbggrr, the other way round than on the web. Of what is in $[…] only the description holds data, and it is
    # escaped.
    turned = f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}"
    return _STYLE.format(name=name, colour=turned, width=f"{MAGNITUDE_WIDTH_PX['']:g}")


def _text(tag: str, text: str) -> str:
    """Return an element that holds a text."""
    return f"<{tag}>{escape(text)}</{tag}>" if text else f"<{tag} />"


class _Placemarks:
    """Writes a placemark for each row; what rows share is made once."""

    def __init__(self, layer: Layer) -> None:
        self._columns = {name: plain_texts(values) for name, values in layer.columns.items()}
        self._lines = each_once(np.asarray(layer.geometry, dtype=object).tolist(), _multi_geometry)
        self._fields = {name: _attribute(printable(_field(name))) for name in self._columns}
        self._data: dict[tuple[str, str], str] = {}
        self._shown: dict[tuple[str, str], str] = {}

    def pieces(self, row: int, style: str) -> Iterator[str]:
        """Give the text of a row's placemark."""
        cells = {name: texts[row] for name, texts in self._columns.items()}
        stops = [cells["origin_name"], *cells["transit_names"].split(" > "), cells["destination_name"]]
        arrow = " \u2192 " if cells["directed"] == "yes" else " \u2013 "
        name = _text("name", arrow.join(stop for stop in stops if stop))
        yield f"   <Placemark>\n    {name}\n    {_text('description', self._balloon(cells))}\n"
        if cells.get(FIRST_DAY):
            begin, end = _text("begin", cells[FIRST_DAY]), _text("end", cells[LAST_DAY])
            yield f"    <TimeSpan>\n     {begin}\n     {end}\n    </TimeSpan>\n"
        yield f"    <styleUrl>{style}</styleUrl>\n"
        data = "".join(self._datum(name, text) for name, text in cells.items() if text)
        yield f"    <ExtendedData>\n{data}    </ExtendedData>\n" if data else "    <ExtendedData />\n"
        yield self._lines[row]
        yield "   </Placemark>\n"

    def _datum(self, name: str, text: str) -> str:
        found = self._data.get((name, text))
        if found is None:
            value = _text("value", printable(text))
            found = f'     <Data name="{self._fields[name]}">\n      {value}\n     </Data>\n'
            _keep(self._data, (name, text), found)
        return found

    def _balloon(self, cells: dict[str, str]) -> str:
        """Return what a click shows, as HTML."""
        further = [name for name in cells if name not in _NOT_FURTHER]
        if cells.get(SHOWN_AS):  # it says quantity and unit, or that a small number is kept back
            cells = {**cells, "quantity": cells[SHOWN_AS], "unit": "", SHOWN_AS: "", "at_most": ""}
        names = (*_IN_BALLOON, *_IN_BALLOON_LAST, *further)
        return "<br>".join(self._line(name, cells[name]) for name in names if cells[name])

    def _line(self, name: str, text: str) -> str:
        found = self._shown.get((name, text))
        if found is None:
            found = printable(f"<b>{_harmless(isolated(name))}</b> {_harmless(isolated(text))}")
            _keep(self._shown, (name, text), found)
        return found


def _keep(made: dict[tuple[str, str], str], key: tuple[str, str], text: str) -> None:
    """Remember what was made of a cell; notes that hardly repeat must not fill the memory."""
    if len(made) >= _MOST_KEPT:
        made.clear()
    made[key] = text


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"})


def _multi_geometry(line: Any) -> str:
    """Return the geometry of a placemark; empty where it has none."""
    if line is None:
        return ""
    parts = "".join(_LINE.format(_coordinates(part)) for part in shapely.get_parts(line))
    return f"    <MultiGeometry>\n{parts}    </MultiGeometry>\n"


# Without tessellate, Earth draws a chord through the ground.
_LINE = """     <LineString>
      <tessellate>1</tessellate>
      <coordinates>{}</coordinates>
     </LineString>
"""


def _coordinates(part: Any) -> str:
    return " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in shapely.get_coordinates(part).tolist())


def _field(name: str) -> str:
    if name in _RENAMED:
        return _RENAMED[name]
    return f"{name}_2" if name.casefold() in _RENAMED.values() else name


def _harmless(text: str) -> str:
    """Escape text for a balloon: no markup, no script, and no ``$[field]``, which viewers would fill in."""
    escaped = html.escape(text)
    for sign in "$=:":
        escaped = escaped.replace(sign, f"&#{ord(sign)};")
    return escaped.replace("\n", "<br>")
