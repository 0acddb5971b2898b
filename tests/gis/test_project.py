"""The QGIS project inside a GeoPackage, looked at without QGIS; tests/gis/test_in_qgis.py opens it."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pyogrio
import pytest
import shapely

from routemap.gis import export
from routemap.gis.project import PROJECT_NAME
from routemap.routes import read_routes


def content(path: Path) -> dict[str, str]:
    """Return the projects in a file by name, as QGIS reads them: text in hexadecimal, of a zip."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT name, typeof(content), content FROM qgis_projects").fetchall()
    found = {}
    for name, kind, text in rows:
        assert kind == "text"
        with zipfile.ZipFile(io.BytesIO(bytes.fromhex(text))) as archive:
            (member,) = archive.namelist()
            assert member.endswith(".qgs")
            found[name] = archive.read(member).decode("utf-8")
    return found


@pytest.fixture(scope="module")
def project(written: Mapping[str, Path]) -> ET.Element:
    found = content(written[".gpkg"])
    assert list(found) == [PROJECT_NAME]
    return ET.fromstring(found[PROJECT_NAME])


@pytest.fixture
def layers(project: ET.Element) -> Iterator[dict[str, ET.Element]]:
    yield {str(one.findtext("id")): one for one in project.findall("projectlayers/maplayer")}


def test_each_layer_lies_in_the_file_itself_wherever_that_lies(
    layers: dict[str, ET.Element], written: Mapping[str, Path]
) -> None:
    there = {name for name, _ in pyogrio.list_layers(written[".gpkg"])}
    sources = [str(one.findtext("datasource")) for one in layers.values()]
    assert sorted(sources) == sorted(f"./routes.gpkg|layername={name}" for name in there - {"layer_styles"})


def test_layers_are_drawn_as_the_styles_in_the_file_say(
    layers: dict[str, ET.Element], written: Mapping[str, Path]
) -> None:
    with closing(sqlite3.connect(written[".gpkg"])) as connection:
        styles = connection.execute("SELECT f_table_name, styleQML FROM layer_styles").fetchall()
    assert len(styles) == 6
    for name, qml in styles:
        style, layer = ET.fromstring(qml), layers[f"routemap_{name}"]
        for part in style:
            drawn = layer.find(part.tag)
            assert drawn is not None
            ET.indent(part)
            ET.indent(drawn)
            assert ET.tostring(drawn).strip() == ET.tostring(part).strip()
        assert layer.get("labelsEnabled") == style.get("labelsEnabled")


def test_the_ground_lies_below_and_the_sheet_has_map_legend_and_words(project: ET.Element) -> None:
    order = [one.get("id") for one in project.findall("layerorder/layer")]
    assert order == [one.get("id") for one in project.findall("layer-tree-group/layer-tree-layer")]
    assert order[-3:] == ["routemap_borders", "routemap_land", "routemap_sources"]
    (sheet,) = project.findall("Layouts/Layout")
    assert sheet.get("name") == "A4"
    assert [one.get("type") for one in sheet.findall("LayoutItem")] == ["65639", "65642", "65641", "65641", "65641"]
    shown, legend = sheet.findall("LayoutItem")[:2]
    assert legend.get("map_uuid") == shown.get("uuid")
    box = shown.find("Extent")
    assert box is not None
    west, south, east, north = (float(box.get(name, "")) for name in ("xmin", "ymin", "xmax", "ymax"))
    width, height, _ = str(shown.get("size")).split(",")
    assert (east - west) / (north - south) == pytest.approx(float(width) / float(height), rel=1e-3)
    words = " ".join(one.get("labelText", "") for one in sheet.iter("LayoutItem"))
    assert "Routes mirror what is reported" in words
    assert "All markets" in words


def test_the_ground_is_every_country_once_and_disputed_lines_apart(written: Mapping[str, Path]) -> None:
    land = pyogrio.read_dataframe(written[".gpkg"], layer="land")
    assert len(land) == land["code"].nunique() == 250
    assert shapely.area(land.geometry).sum() > 15_000
    borders = pyogrio.read_dataframe(written[".gpkg"], layer="borders")
    assert borders["kind"].tolist() == ["border", "disputed"]


def test_the_lines_stay_the_first_layer_for_others(written: Mapping[str, Path]) -> None:
    assert pyogrio.list_layers(written[".gpkg"])[0][0] == "routes"
    assert "qgis_projects" not in {name for name, _ in pyogrio.list_layers(written[".gpkg"])}
    assert len(read_routes(written[".gpkg"])) == 5


def test_the_same_routes_give_the_same_project_and_a_new_name_another(
    make: Callable[[str], pd.DataFrame], tmp_path: Path
) -> None:
    routes = make("market,from,to\nheroin,Turkey,Norway\n")
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        export(routes, tmp_path / folder / "x.gpkg")
    assert (tmp_path / "a/x.gpkg").read_bytes() == (tmp_path / "b/x.gpkg").read_bytes()
    export(routes, tmp_path / "Ł & co.gpkg", tmp_path / "x|layername=y.gpkg")
    assert "./Ł &amp; co.gpkg|layername=routes" in content(tmp_path / "Ł & co.gpkg")[PROJECT_NAME]
    with closing(sqlite3.connect(tmp_path / "x|layername=y.gpkg")) as connection:
        # QGIS would look for its layers in a file called x.
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'qgis_projects'").fetchall()


def test_a_table_without_lines_shows_its_places(make: Callable[[str], pd.DataFrame], tmp_path: Path) -> None:
    export(make("market,from,to\nheroin,,Norway\n"), tmp_path / "x.gpkg")
    box = ET.fromstring(content(tmp_path / "x.gpkg")[PROJECT_NAME]).find("mapcanvas/extent")
    assert box is not None
    west, east = float(box.findtext("xmin", "")), float(box.findtext("xmax", ""))
    assert east - west == pytest.approx(1_500_000, abs=20_000)
