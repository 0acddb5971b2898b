"""A QGIS project, kept inside the GeoPackage: its layers in order, styled, on our ground, and a sheet to print."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import numpy as np
import shapely

from routemap.files import to_archive
from routemap.gis.layers import Layer
from routemap.gis.markup import printable
from routemap.gis.print_sheet import add_sheet
from routemap.gis.vector import FIXED_MOMENT
from routemap.routes import subject_of
from routemap.scene.heading import make_heading
from routemap.scene.plain_text import plain
from routemap.style import GROUND

if TYPE_CHECKING:
    import pandas as pd

PROJECT_NAME: Final = "map"
"""What QGIS lists the project as, inside the file."""
ORDER: Final = ("places", "legs", "routes", "areas", "borders", "land", "sources")
"""The layers from the top down; a table last."""
_TITLES = {
    "places": "Places",
    "legs": "Legs",
    "routes": "Routes",
    "areas": "Regions",
    "borders": "Coasts and borders",
    "land": "Land",
    "sources": "Sources",
}
_HIDDEN = frozenset({"legs"})  # the same lines once more, leg by leg
_CLOSED = frozenset({"places", "legs", "areas", "borders", "land"})  # their symbols say nothing that routes' do not
_VERSION = "3.22.0"
_LEAST_KM, _MARGIN, _GRID_M = 1500.0, 0.06, 10_000.0
# Half the width and height of the world in this projection, metres.
_WORLD = (17_243_960.0, 8_392_928.0)
_KINDS = {"Point": ("Point", "Point"), "MultiLineString": ("Line", "MultiLineString")}
_WGS84 = {
    "proj4": "+proj=longlat +datum=WGS84 +no_defs",
    "srsid": "3452",  # QGIS's own number; without one it does not look at the others
    "srid": "4326",
    "authid": "EPSG:4326",
    "description": "WGS 84",
    "projectionacronym": "longlat",
    "ellipsoidacronym": "EPSG:7030",
    "geographicflag": "true",
}
# Areas are true, and the world is whole; web maps' Mercator cannot show the poles of our ground.
_EQUAL_EARTH = {
    "proj4": "+proj=eqearth +lon_0=0 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs",
    "srsid": "60449",
    "srid": "8857",
    "authid": "EPSG:8857",
    "description": "WGS 84 / Equal Earth Greenwich",
    "projectionacronym": "eqearth",
    "ellipsoidacronym": "EPSG:7030",
    "geographicflag": "false",
}

Box = tuple[float, float, float, float]


def project_row(
    routes: pd.DataFrame, layers: Mapping[str, Layer], styles: Mapping[str, str], file: str
) -> tuple[str, str, str]:
    """Return the row of the table `qgis_projects`: name, metadata, content as QGIS keeps it, a zip in hexadecimal.

    Parameters
    ----------
    routes
        As `read_routes` gives them; at least one.
    layers, styles
        By name: what the file holds, and how QGIS draws it.
    file
        Name of the GeoPackage: the project finds its layers by it, in the folder in which it lies.
    """
    metadata = json.dumps({"last_modified_time": FIXED_MOMENT[:19], "last_modified_user": ""})
    text = _project(routes, layers, styles, file)
    return PROJECT_NAME, metadata, to_archive({f"{PROJECT_NAME}.qgs": text.encode("utf-8")}).hex()


def _project(routes: pd.DataFrame, layers: Mapping[str, Layer], styles: Mapping[str, str], file: str) -> str:
    heading = make_heading(routes, None, "en", subject=subject_of(routes), several_sources="document.sources_in_data")
    title = printable(plain(" · ".join(part for part in (heading.title, heading.context) if part)))
    root = ET.Element("qgis", {"version": _VERSION, "projectname": title})
    ET.SubElement(root, "title").text = title
    _reference(ET.SubElement(root, "projectCrs"), _EQUAL_EARTH)
    names = [name for name in ORDER if name in layers]
    _add_tree(root, names, file)
    box = _extent(layers)
    canvas = ET.SubElement(root, "mapcanvas", {"name": "theMapCanvas", "annotationsVisible": "1"})
    ET.SubElement(canvas, "units").text = "meters"
    _add_box(ET.SubElement(canvas, "extent"), box)
    ET.SubElement(canvas, "rotation").text = "0"
    _reference(ET.SubElement(canvas, "destinationsrs"), _EQUAL_EARTH)
    shown = ET.SubElement(root, "projectlayers")
    for name in names:
        _add_layer(shown, name, layers[name], styles.get(name, ""), file)
    order = ET.SubElement(root, "layerorder")
    for name in names:
        ET.SubElement(order, "layer", {"id": layer_id(name)})
    _add_properties(root)
    foot = " ".join(plain(text) for text in (heading.source, heading.caveat, heading.borders) if text)
    add_sheet(root, title, printable(foot), box, [(layer_id("routes"), _TITLES["routes"])])
    ET.indent(root, " ")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{ET.tostring(root, encoding='unicode')}\n"


def layer_id(name: str) -> str:
    """Return what a project calls a layer.

    Examples
    --------
    >>> layer_id("routes")
    'routemap_routes'
    """
    return f"routemap_{name}"


def _source(name: str, file: str) -> str:
    return f"./{printable(file)}|layername={name}"


def _reference(parent: ET.Element, facts: Mapping[str, str]) -> None:
    system = ET.SubElement(parent, "spatialrefsys", {"nativeFormat": "Wkt"})
    for name, fact in facts.items():
        ET.SubElement(system, name).text = fact


def _add_tree(root: ET.Element, names: list[str], file: str) -> None:
    tree = ET.SubElement(root, "layer-tree-group")
    for name in names:
        about = {"id": layer_id(name), "name": _TITLES[name], "source": _source(name, file), "providerKey": "ogr"}
        about |= {"checked": "Qt::Unchecked" if name in _HIDDEN else "Qt::Checked"}
        ET.SubElement(tree, "layer-tree-layer", about | {"expanded": "0" if name in _CLOSED else "1"})


def _add_layer(parent: ET.Element, name: str, layer: Layer, style: str, file: str) -> None:
    """Add a layer: where it lies, and its style, whose parts stand in a project as they do in a style's own file."""
    drawn = ET.fromstring(style) if style else ET.Element("qgis")
    geometry, kind = _KINDS.get(layer.geometry_type or "", ("Polygon", "MultiPolygon"))
    if layer.geometry is None:
        geometry, kind = "No geometry", "NoGeometry"
    about = {"type": "vector", "geometry": geometry, "wkbType": kind, "autoRefreshEnabled": "0"}
    about |= {key: value for key, value in drawn.attrib.items() if key == "labelsEnabled"}
    one = ET.SubElement(parent, "maplayer", about)
    ET.SubElement(one, "id").text = layer_id(name)
    ET.SubElement(one, "datasource").text = _source(name, file)
    ET.SubElement(one, "layername").text = _TITLES[name]
    if layer.geometry is not None:
        _reference(ET.SubElement(one, "srs"), _WGS84)
    ET.SubElement(one, "provider", {"encoding": "UTF-8"}).text = "ogr"
    one.extend(drawn)


def _add_properties(root: ET.Element) -> None:
    properties = ET.SubElement(root, "properties")
    paths = ET.SubElement(properties, "Paths")
    ET.SubElement(paths, "Absolute", {"type": "bool"}).text = "false"
    gui = ET.SubElement(properties, "Gui")
    sea = GROUND["light"]["sea"]
    for part, at in (("Red", 1), ("Green", 3), ("Blue", 5)):
        name = f"CanvasColor{part}Part"
        ET.SubElement(gui, name, {"type": "int"}).text = str(int(sea[at : at + 2], 16))
    reference = ET.SubElement(properties, "SpatialRefSys")
    ET.SubElement(reference, "ProjectionsEnabled", {"type": "int"}).text = "1"  # else its CRS is not looked at
    measure = ET.SubElement(properties, "Measure")
    ET.SubElement(measure, "Ellipsoid", {"type": "QString"}).text = "EPSG:7030"


def _add_box(parent: ET.Element, box: Box) -> None:
    for name, value in zip(("xmin", "ymin", "xmax", "ymax"), box, strict=True):
        ET.SubElement(parent, name).text = f"{value:.0f}"


def _extent(layers: Mapping[str, Layer]) -> Box:
    """Return what of the world the routes and their places take up, in metres of the projection."""
    from pyproj import Proj

    drawn = [layers[name].geometry for name in ("routes", "places") if name in layers]
    once = {id(shape): shape for shapes in drawn if shapes is not None for shape in shapes}  # routes share lines
    corners = shapely.get_coordinates(list(once.values()))
    if not len(corners):
        return -_WORLD[0], -_WORLD[1], *_WORLD
    x, y = Proj(_EQUAL_EARTH["proj4"])(corners[:, 0], corners[:, 1])
    (west, east), (south, north) = ((float(np.min(part)), float(np.max(part))) for part in (x, y))
    more = max(east - west, north - south) * _MARGIN
    wide, high = (max(size + 2 * more, _LEAST_KM * 1000) / 2 for size in (east - west, north - south))
    middle = (east + west) / 2, (north + south) / 2
    edges = (middle[0] - wide, middle[1] - high, middle[0] + wide, middle[1] + high)
    west, south, east, north = (round(edge / _GRID_M) * _GRID_M for edge in edges)
    return west, south, east, north
