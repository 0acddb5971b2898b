"""A colour column of the user's own colours lines in every format, as on the page and in the figure."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pyogrio
import pytest

from routemap.gis import export
from routemap.gis.colouring import line_classes
from routemap.gis.qml import rgba
from routemap.routes import read_routes
from routemap.routes.colouring import coloured_by
from routemap.style import UNNAMED_COLOUR
from routemap.webmap.payload import PageScene, build_payload

_SE = {"se": "http://www.opengis.net/se", "ogc": "http://www.opengis.net/ogc"}
_KML = {"k": "http://www.opengis.net/kml/2.2"}

# One name is reserved in GeoPackages, the other is too long for Shapefiles.
TABLE = """\
market,from,via,to,{column}
cocaine,Colombia,Spain,Norway,sea
cocaine,Brazil,,Norway,sea
heroin,Turkey,,Norway,lorry <"x">
heroin,Iran,,Norway,
"""
COLUMNS = ("fid", "Seized on the way", "commodity")


@pytest.fixture(params=COLUMNS)
def column(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def routes(column: str) -> pd.DataFrame:
    return read_routes(io.StringIO(TABLE.format(column=column)))


def on_page(routes: pd.DataFrame, column: str) -> dict[str, str]:
    """Return what colour each value has on the page."""
    payload = build_payload(PageScene(coloured_by(routes, column), None, "en"), kind="overview")
    known = {"sea", 'lorry <"x">'}
    return {group["name"] if group["name"] in known else "": group["light"] for group in payload["groups"]}


def kml_colour(text: str) -> str:
    return f"#{text[6:8]}{text[4:6]}{text[2:4]}"


def test_kml_has_a_folder_per_value_in_the_colour_of_the_page(
    column: str, routes: pd.DataFrame, tmp_path: Path
) -> None:
    export(routes, tmp_path / "r.kml", colour=column)
    root = ET.parse(tmp_path / "r.kml").getroot()
    styles = {f"#{one.get('id')}": one.findtext(".//k:color", "", _KML) for one in root.iterfind(".//k:Style", _KML)}
    folders = {
        folder.findtext("k:name", "", _KML): [mark.findtext("k:styleUrl", "", _KML) for mark in folder[1:]]
        for folder in root.iterfind(".//k:Folder", _KML)
    }
    assert {name: len(urls) for name, urls in folders.items()} == {"sea": 2, 'lorry <"x">': 1, "other": 1}
    found = {name: kml_colour(styles[urls[0]]) for name, urls in folders.items()}
    page = on_page(routes, column)
    assert {"sea": page["sea"], 'lorry <"x">': page['lorry <"x">'], "other": page[""]} == found


def test_sld_and_qml_name_the_field_as_the_layer_does(column: str, routes: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "r.gpkg"
    export(routes, path, colour=column)
    page = on_page(routes, column)
    with closing(sqlite3.connect(path)) as connection:
        styles = {
            name: rest
            for name, *rest in connection.execute(
                "SELECT f_table_name, styleName, styleQML, styleSLD FROM layer_styles"
            )
        }
    for layer in ("routes", "legs"):
        title, qml, sld = styles[layer]
        assert title == f"{layer.capitalize()} by {column}"
        renderer = ET.fromstring(qml).find("renderer-v2")
        assert renderer is not None
        field = renderer.get("attr", "")
        assert field == ("fid_2" if column == "fid" else column)
        values = pyogrio.read_dataframe(path, layer=layer)[field]
        assert set(values) == {"sea", 'lorry <"x">', ""}
        assert rgba(page["sea"]) in qml
        rules = {
            rule.findtext("se:Name", "", _SE): rule.findtext(".//se:SvgParameter[@name='stroke']", "", _SE)
            for rule in ET.fromstring(sld).iterfind(".//se:Rule", _SE)
        }
        assert rules == {"sea": page["sea"], 'lorry <"x">': page['lorry <"x">'], "other": UNNAMED_COLOUR.light}
        named = {one.text for one in ET.fromstring(sld).iterfind(".//ogc:PropertyName", _SE)}
        assert named == {field}


def test_a_style_beside_files_finds_the_short_name_of_a_shapefile_too(tmp_path: Path) -> None:
    routes = read_routes(io.StringIO(TABLE.format(column="Seized on the way")))
    export(routes, tmp_path / "r.shp", tmp_path / "r.geojson", colour="Seized on the way")
    renderer = ET.parse(tmp_path / "r.qml").getroot().find("renderer-v2")
    assert renderer is not None
    assert renderer.get("attr") == (
        "coalesce(attribute($currentfeature, 'Seized on the way'), attribute($currentfeature, 'Seized_on_'))"
    )
    assert "Seized_on_" in pyogrio.read_dataframe(tmp_path / "r.shp").columns


def test_without_a_column_the_markets_have_the_colours(routes: pd.DataFrame) -> None:
    classes = line_classes(routes)
    assert classes.column == "market"
    assert [value for value, _ in classes.colours] == ["cocaine trade", "heroin trade"]
