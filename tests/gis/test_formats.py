from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree as ET

import pandas as pd
import pyogrio
import pyproj
import pytest
import shapely

from routemap.errors import GeometryError
from routemap.gis import export
from routemap.gis.cutting import _cut, cut_legs
from routemap.gis.shapefile import PROJECTION, short_names
from routemap.lines import to_lines
from routemap.routes import legs
from routemap.routes.geojson import feature_collection_bytes, geometry_text

_KML = {"k": "http://www.opengis.net/kml/2.2"}


def field_names(dbf: bytes) -> list[str]:
    count = (int.from_bytes(dbf[8:10], "little") - 33) // 32
    return [dbf[32 + 32 * i : 43 + 32 * i].split(b"\0")[0].decode("ascii") for i in range(count)]


def test_shapefile_names_are_short_plain_and_different(written: Mapping[str, Path]) -> None:
    names = field_names(written[".shp"].with_suffix(".dbf").read_bytes())
    assert all(re.fullmatch(r"[A-Za-z]\w{0,9}", name, re.ASCII) for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    listed = written[".shp"].with_suffix(".fields.txt").read_text("utf-8").splitlines()[1:]
    assert [line.split("\t")[0] for line in listed] == names


def test_columns_of_similar_names_stay_apart_in_a_shapefile() -> None:
    long = [f"seizure number {number}" for number in range(150)]
    names = short_names([*long, "1st", "毒品", "_", "Market", "market"])
    assert len({name.casefold() for name in names.values()}) == len(long) + 5
    assert all(re.fullmatch(r"[A-Za-z]\w{0,9}", name, re.ASCII) for name in names.values())


def test_what_a_shapefile_cannot_hold_is_cut_between_characters_and_counted(
    make: Callable[[str], pd.DataFrame], tmp_path: Path
) -> None:
    export(make(f"market,from,to,note,quantity\ncocaine,COL,NOR,a{'ß' * 200},1e300\n"), tmp_path / "r.shp")
    frame = pyogrio.read_dataframe(tmp_path / "r.shp")
    assert frame["note"][0] == "a" + "ß" * 126
    assert pd.isna(frame["quantity"][0])
    counts = {line.split("\t")[1]: line.split("\t")[2] for line in (tmp_path / "r.fields.txt").read_text().splitlines()}
    assert (counts["note"], counts["quantity"], counts["market"]) == ("1", "1", "0")


def test_a_shapefile_says_its_encoding_and_its_reference_system(written: Mapping[str, Path]) -> None:
    assert written[".shp"].with_suffix(".cpg").read_text() == "UTF-8"
    assert pyproj.CRS.from_wkt(written[".shp"].with_suffix(".prj").read_text()).to_epsg() == 4326
    assert pyproj.CRS.from_wkt(PROJECTION).equals(pyproj.CRS("EPSG:4326"), ignore_axis_order=True)


def test_the_zip_is_flat_and_knows_no_clock(written: Mapping[str, Path]) -> None:
    with zipfile.ZipFile(written[".zip"]) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(
        f"routes{suffix}" for suffix in (".cpg", ".dbf", ".fields.txt", ".prj", ".qml", ".shp", ".shx")
    )
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_kml_has_a_folder_and_a_style_per_market(written: Mapping[str, Path], routes: pd.DataFrame) -> None:
    root = ET.parse(written[".kml"]).getroot()
    markets = sorted(set(routes["market"]))
    assert [name.text for name in root.iterfind("k:Document/k:Folder/k:name", _KML)] == markets
    styles = {f"#{style.get('id')}" for style in root.iterfind("k:Document/k:Style", _KML)}
    assert len(styles) == len(markets)
    assert {url.text for url in root.iterfind(".//k:styleUrl", _KML)} == styles
    assert all(re.fullmatch("ff[0-9a-f]{6}", colour.text or "") for colour in root.iterfind(".//k:color", _KML))
    assert not root.findall(".//k:href", _KML)


def test_kml_lines_follow_the_ground_and_are_cut_at_the_date_line(written: Mapping[str, Path]) -> None:
    marks = ET.parse(written[".kml"]).getroot().iterfind(".//k:Placemark", _KML)
    by_name = {mark.findtext("k:name", namespaces=_KML): mark for mark in marks}
    cut = by_name["Fiji → United States"].findall("k:MultiGeometry/k:LineString", _KML)
    assert len(cut) == 2
    assert {line.findtext("k:tessellate", namespaces=_KML) for line in cut} == {"1"}
    assert "Russia – Japan" in by_name
    assert by_name["Norway"].find("k:MultiGeometry", _KML) is None


def test_kml_time_spans_are_whole_days(written: Mapping[str, Path]) -> None:
    spans = ET.parse(written[".kml"]).getroot().findall(".//k:TimeSpan", _KML)
    found = {(span.findtext("k:begin", "", _KML), span.findtext("k:end", "", _KML)) for span in spans}
    assert found == {("2019-01-01", "2021-05-31"), ("2020-02-01", "2020-02-29"), ("2018-11-30", "2018-11-30")}


def test_balloons_show_data_and_run_none(written: Mapping[str, Path], hostile: pd.DataFrame, tmp_path: Path) -> None:
    export(hostile, tmp_path / "hostile.kml")
    for path in (written[".kml"], tmp_path / "hostile.kml"):
        root = ET.parse(path).getroot()
        assert {text.text for text in root.iterfind(".//k:BalloonStyle/k:text", _KML)} == {
            "<h3>$[name]</h3>$[description]"
        }
        for description in root.iterfind(".//k:description", _KML):
            tags = set(re.findall(r"<[^>]*>", description.text or ""))
            assert tags <= {"<b>", "</b>", "<br>"}
            assert not re.search(r"\$\[|javascript:|\bon\w+\s*=", description.text or "")


def test_csv_runs_nothing_in_a_spreadsheet(hostile: pd.DataFrame, written: Mapping[str, Path], tmp_path: Path) -> None:
    table = hostile.copy()
    for number, sign in enumerate("=+-@"):
        table.loc[number, "note"] = f"{sign}cmd"
    table["=header"] = ""
    export(table, tmp_path / "hostile.csv")
    for path in (written[".csv"], tmp_path / "hostile.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert not [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r]", cell)]
        assert {len(row) for row in rows} == {len(rows[0])}


def test_csv_carries_its_geometry_its_types_and_its_reference_system(written: Mapping[str, Path]) -> None:
    frame = pd.read_csv(written[".csv"], keep_default_na=False)
    assert frame.columns[-1] == "WKT"
    assert {shapely.from_wkt(text).geom_type for text in frame["WKT"] if text} == {"MultiLineString"}
    types = next(csv.reader([written[".csv"].with_suffix(".csvt").read_text()]))
    assert len(types) == len(frame.columns)
    assert {name: types[frame.columns.get_loc(name)] for name in ("quantity", "first_day", "start", "WKT")} == {
        "quantity": "Real",
        "first_day": "Date",
        "start": "String",
        "WKT": "WKT",
    }
    assert written[".csv"].with_suffix(".prj").read_text() == PROJECTION


def test_geojson_is_the_projects_own_encoding_with_days(written: Mapping[str, Path]) -> None:
    collection = json.loads(written[".geojson"].read_text("utf-8"))
    assert set(collection) == {"type", "features"}
    days = {
        feature["id"]: (feature["properties"]["first_day"], feature["properties"]["last_day"])
        for feature in collection["features"]
    }
    assert days["a"] == ("2019-01-01", "2021-05-31")
    assert days["c"] == (None, None)


def test_geojson_without_periods_is_what_encoding_gives(
    norway: pd.DataFrame, tmp_path: Path, make: Callable[[str], pd.DataFrame]
) -> None:
    from routemap.lines import to_lines
    from routemap.routes.geojson import to_feature_collection

    export(norway, tmp_path / "r.geojson")
    assert (tmp_path / "r.geojson").read_text("utf-8") == to_feature_collection(norway, to_lines(norway).geometry)


def test_flatgeobuf_has_an_index_when_all_features_have_a_line(
    written: Mapping[str, Path], make: Callable[[str], pd.DataFrame], tmp_path: Path
) -> None:
    export(make("market,from,to\ncocaine,COL,NOR\n"), tmp_path / "r.fgb")
    assert pyogrio.read_info(tmp_path / "r.fgb")["capabilities"]["fast_spatial_filter"]
    assert not pyogrio.read_info(written[".fgb"])["capabilities"]["fast_spatial_filter"]


def test_a_line_that_misses_the_stops_of_its_route_is_an_error(routes: pd.DataFrame) -> None:
    lines = [shapely.LineString([(0, 0), (1, 1)])] * len(routes)
    with pytest.raises(GeometryError, match="does not pass"):
        cut_legs(lines, legs(routes), {})  # type: ignore[arg-type]


def test_kml_is_written_as_a_tree_of_it_would_be(written: Mapping[str, Path]) -> None:
    text = written[".kml"].read_text(encoding="utf-8")
    root = ET.fromstring(text)
    ET.indent(root, " ")
    tree = ET.tostring(root, encoding="unicode").replace("ns0:", "").replace("xmlns:ns0", "xmlns")
    assert f'<?xml version="1.0" encoding="UTF-8"?>\n{tree}\n' == text


def test_what_routes_share_is_made_once(tmp_path: Path, make: Callable[[str], pd.DataFrame]) -> None:
    rows = "".join(f"heroin,Peru,Spain,note {k}\n" for k in range(5))
    lines = to_lines(make("market,from,to,note\n" + rows))
    with patch("routemap.routes.geojson.geometry_text", side_effect=geometry_text) as made:
        feature_collection_bytes(lines, lines.geometry)
    assert made.call_count == 1


def test_a_course_is_cut_once(make: Callable[[str], pd.DataFrame]) -> None:
    routes = make("market,from,via,to\n" + "heroin,Peru,Brazil,Spain\n" * 3 + "heroin,Peru,Brazil,France\n")
    lines = to_lines(routes).geometry.to_numpy()
    with patch("routemap.gis.cutting._cut", side_effect=_cut) as cut:
        pieces = cut_legs(lines, legs(routes), {})
    assert cut.call_count == 2
    assert pieces[0] is pieces[2] is pieces[4]
    assert [len(piece.geoms) for piece in pieces] == [1] * 8
