from __future__ import annotations

import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pyogrio
import pytest
import shapely

from routemap.gis import export

_STYLE_COLUMNS = [
    *("id", "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML"),
    *("styleSLD", "useAsDefault", "description", "owner", "ui", "update_time"),
]

TABLE = Path(__file__).parents[2] / "data/routes.csv"


@pytest.fixture
def package(written: Mapping[str, Path]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{written['.gpkg']}?mode=ro", uri=True)) as connection:
        yield connection


def test_all_layers_and_tables_are_there_and_registered(package: sqlite3.Connection) -> None:
    assert dict(package.execute("SELECT table_name, data_type FROM gpkg_contents")) == {
        "routes": "features",
        "legs": "features",
        "places": "features",
        "areas": "features",
        "sources": "attributes",
        "borders": "features",
        "land": "features",
        "layer_styles": "attributes",
    }


def test_the_version_is_one_that_older_readers_know(package: sqlite3.Connection) -> None:
    assert package.execute("PRAGMA user_version").fetchone()[0] == 10300
    assert package.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert package.execute("PRAGMA foreign_key_check").fetchall() == []


def test_nothing_is_left_beside_the_file(written: Mapping[str, Path]) -> None:
    assert not list(written[".gpkg"].parent.glob("*.gpkg-*"))


def test_qgis_finds_a_default_style_for_each_layer(package: sqlite3.Connection) -> None:
    assert [row[1] for row in package.execute("PRAGMA table_info(layer_styles)")] == _STYLE_COLUMNS
    geometry = dict(package.execute("SELECT table_name, column_name FROM gpkg_geometry_columns"))
    found = package.execute(
        "SELECT f_table_name, f_geometry_column, f_table_catalog, f_table_schema, useAsDefault FROM layer_styles"
    ).fetchall()
    # QGIS compares all of these, and takes NULL for something else than an empty text.
    assert found == [
        (name, geometry[name], "", "", 1) for name in ("routes", "legs", "places", "areas", "borders", "land")
    ]
    for qml, sld in package.execute("SELECT styleQML, styleSLD FROM layer_styles"):
        assert ET.fromstring(qml).tag == "qgis"
        assert not sld or ET.fromstring(sld).tag == "{http://www.opengis.net/sld}StyledLayerDescriptor"


def test_no_clock_is_in_the_file(package: sqlite3.Connection) -> None:
    moments = package.execute("SELECT last_change FROM gpkg_contents UNION SELECT update_time FROM layer_styles")
    assert moments.fetchall() == [("2000-01-01T00:00:00.000Z",)]


def test_periods_are_days_and_the_text_that_was_given_stays(package: sqlite3.Connection) -> None:
    kinds = {row[1]: row[2] for row in package.execute("PRAGMA table_info(routes)")}
    assert (kinds["first_day"], kinds["last_day"], kinds["start"]) == ("DATE", "DATE", "TEXT")
    found = package.execute("SELECT id, start, end, first_day, last_day FROM routes ORDER BY id").fetchall()
    assert found == [
        ("a", "2019", "2021-05", "2019-01-01", "2021-05-31"),
        ("b", "2020-02", "", "2020-02-01", "2020-02-29"),
        ("c", "", "", None, None),
        ("d", "", "2018-11-30", "2018-11-30", "2018-11-30"),
        ("e", "", "", None, None),
    ]


def test_legs_are_the_parts_of_their_routes(written: Mapping[str, Path]) -> None:
    legs = pyogrio.read_dataframe(written[".gpkg"], layer="legs")
    assert legs[["route", "leg", "origin", "destination"]].to_numpy().tolist() == [
        ["a", 1, "FJI", "USA"],
        ["b", 1, "west-africa", "NOR"],
        ["b", 2, "NOR", "SWE"],
        ["b", 3, "SWE", "balkans"],
        ["e", 1, "RUS", "JPN"],
    ]
    whole = pyogrio.read_dataframe(written[".gpkg"], layer="routes").set_index("id").geometry
    parts = legs[legs["route"] == "b"].geometry
    assert shapely.length(parts).sum() == pytest.approx(whole["b"].length)
    assert shapely.equals(shapely.line_merge(shapely.union_all(parts)), shapely.line_merge(whole["b"]))


@pytest.mark.parametrize("shape", ["geodesic", "curve", "straight"])
def test_legs_of_a_long_route_over_the_date_line_lie_on_it(
    shape: str, make: Callable[[str], pd.DataFrame], tmp_path: Path
) -> None:
    chain = ("FJI", "USA", "KIR", "NZL", "WSM", "JPN", "TON", "RUS", "TUV", "ATA")
    routes = make(f"market,from,via,to\ncocaine,{chain[0]},{' > '.join(chain[1:-1])},{chain[-1]}\n")
    export(routes, tmp_path / "r.gpkg", shape=shape)  # type: ignore[arg-type]
    legs = pyogrio.read_dataframe(tmp_path / "r.gpkg", layer="legs")
    route = pyogrio.read_dataframe(tmp_path / "r.gpkg", layer="routes").geometry[0]
    assert [*legs["origin"], legs["destination"].iloc[-1]] == list(chain)
    assert shapely.length(legs.geometry).sum() == pytest.approx(route.length)


def test_places_have_their_totals(package: sqlite3.Connection) -> None:
    found = package.execute("SELECT code, name, kind, origin, transit, destination, domestic, role FROM places")
    assert {row[0]: row[1:] for row in found}["NOR"] == ("Norway", "country", 0, 1, 1, 1, 1)
    assert package.execute("SELECT kind FROM places WHERE code = 'balkans'").fetchone() == ("region",)


def test_places_and_areas_name_their_markets(package: sqlite3.Connection, routes: pd.DataFrame) -> None:
    of_norway = sorted(set(routes["market"][(routes[["origin", "destination"]] == "NOR").any(axis=1)]))
    assert len(of_norway) > 1
    found = package.execute("SELECT market, markets FROM places WHERE code = 'NOR'").fetchone()
    assert found[0] == "several markets"
    assert set(of_norway) <= set(found[1].split(" | "))
    single = package.execute("SELECT market, markets FROM areas UNION SELECT market, markets FROM places").fetchall()
    assert all(market == markets for market, markets in single if " | " not in markets)


def test_a_place_with_an_undated_route_is_there_at_all_times(package: sqlite3.Connection) -> None:
    days = {row[0]: row[1:] for row in package.execute("SELECT code, first_day, last_day FROM places")}
    assert days["NOR"] == (None, None)
    assert days["SWE"] == ("2020-02-01", "2020-02-29")


def test_areas_are_valid_and_without_inner_borders(written: Mapping[str, Path]) -> None:
    areas = pyogrio.read_dataframe(written[".gpkg"], layer="areas").set_index("code")
    assert set(areas.index) == {"balkans", "west-africa"}
    assert areas.geometry.is_valid.all()
    mali, west_africa = shapely.Point(-4, 17), areas.geometry["west-africa"]
    assert west_africa.contains(mali)
    # The sea and the islands remain; borders between members do not.
    assert len(max(west_africa.geoms, key=lambda part: part.area).interiors) == 0


def test_other_european_countries_are_without_the_one_they_are_other_to(
    make: Callable[[str], pd.DataFrame], tmp_path: Path
) -> None:
    export(make("market,from,to\ncocaine,other European countries,Norway\n"), tmp_path / "r.gpkg")
    area = pyogrio.read_dataframe(tmp_path / "r.gpkg", layer="areas").geometry[0]
    assert area.contains(shapely.Point(15, 60.9))
    assert not area.intersects(shapely.Point(10, 61.5))
    west, south, east, north = area.bounds
    assert (west, east) == (-180, 180)
    assert -90 <= south < north <= 90


def test_sources_are_counted(package: sqlite3.Connection) -> None:
    assert package.execute("SELECT source, url, routes FROM sources").fetchall() == [
        ("S", "", 3),
        ("", "", 1),
        ("Côte d'Ivoire, 毒品", "https://example.org/?a=1&b=2", 1),
    ]


def test_without_regions_and_legs_there_are_no_empty_layers(
    make: Callable[[str], pd.DataFrame], tmp_path: Path
) -> None:
    export(make("market,to\ncocaine,Norway\n"), tmp_path / "r.gpkg")
    assert [name for name, _ in pyogrio.list_layers(tmp_path / "r.gpkg")][:2] == ["routes", "places"]


def test_columns_whose_names_the_format_needs_itself_are_numbered(
    make: Callable[[str], pd.DataFrame], tmp_path: Path
) -> None:
    routes = make("market,from,to,geom,Ref No,REF NO\ncocaine,COL,NOR,1,2,3\n")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", category=DeprecationWarning)  # older packages', of each other
        export(routes, tmp_path / "r.gpkg")
    fields = pyogrio.read_info(tmp_path / "r.gpkg", layer="routes")["fields"].tolist()
    assert fields[-3:] == ["geom_2", "Ref No", "REF NO_2"]


def test_the_clock_of_the_callers_program_is_given_back(routes: pd.DataFrame, tmp_path: Path) -> None:
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2030-01-01T00:00:00.000Z"})
    try:
        export(routes, tmp_path / "r.gpkg")
        assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == "2030-01-01T00:00:00.000Z"
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a process's files")
@pytest.mark.parametrize("suffix", [".gpkg", ".fgb", ".shp", ".zip"])
def test_a_disk_that_takes_no_more_is_never_taken_for_success(suffix: str, tmp_path: Path) -> None:
    """GDAL, writing to a disk, gave a damaged file and no error."""
    code = f"""
import resource, signal, sys
import routemap
routes = routemap.read_routes({str(TABLE)!r})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
try:
    routemap.export(routes, {str(tmp_path / f"routes{suffix}")!r})
except routemap.ExportError as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "nothing was changed" in said
    assert list(tmp_path.iterdir()) == []
