from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyogrio
import pytest

from routemap.errors import ExportError, MissingDependency, RouteError
from routemap.gis import FORMATS, export
from routemap.gis.beside import files_made
from routemap.gis.layers import routes_layer
from routemap.gis.tables import to_parquet
from routemap.lines import to_lines
from routemap.routes import read_routes

_PARTS = {
    ".geojson": {".geojson", ".qml"},
    ".gpkg": {".gpkg"},
    ".fgb": {".fgb", ".qml"},
    ".shp": {".shp", ".shx", ".dbf", ".prj", ".cpg", ".qml", ".fields.txt"},
    ".zip": {".zip", ".qml"},
    ".parquet": {".parquet", ".qml"},
    ".kml": {".kml"},
    ".csv": {".csv", ".csvt", ".prj", ".qml"},
    ".graphml": {".graphml"},
    ".gexf": {".gexf"},
}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("suffix", FORMATS)
def test_each_format_brings_what_belongs_beside_it(suffix: str, routes: pd.DataFrame, tmp_path: Path) -> None:
    files = export(routes, tmp_path / f"my routes{suffix}")
    assert set(contents(tmp_path)) == {f"my routes{part}" for part in _PARTS[suffix]} == {path.name for path in files}


def test_the_suffix_may_be_in_capitals_and_the_path_a_text(routes: pd.DataFrame, tmp_path: Path) -> None:
    export(routes, str(tmp_path / "ROUTES.SHP"))
    assert len(pyogrio.read_dataframe(tmp_path / "ROUTES.SHP")) == len(routes)


def test_an_unknown_suffix_is_refused_before_anything_is_written(routes: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(RouteError, match=r"routes\.gml.*GeoPackage"):
        export(routes, tmp_path / "routes.csv", tmp_path / "routes.gml")
    assert contents(tmp_path) == {}


def test_a_table_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RouteError, match="no column"):
        export(pd.DataFrame({"a": [1]}), tmp_path / "routes.csv")


def test_the_callers_frame_is_left_alone(routes: pd.DataFrame, tmp_path: Path) -> None:
    before = routes.copy(deep=True)
    export(routes, *(tmp_path / f"routes{suffix}" for suffix in FORMATS))
    pd.testing.assert_frame_equal(routes, before)


def test_formats_of_one_name_share_one_style(written: Mapping[str, Path]) -> None:
    # Whatever a style names is in all formats, under the ten characters of a Shapefile's fields.
    table = pyogrio.read_info(written[".shp"])["fields"].tolist()
    assert {"market", "confidence", "magnitude", "quantity", "unit", "directed", "first_day", "last_day"} <= set(table)


@pytest.mark.parametrize("blocked", ["routes.kml", "routes.qml", "routes.shx"])
def test_a_failure_leaves_everything_as_it_was(blocked: str, routes: pd.DataFrame, tmp_path: Path) -> None:
    (tmp_path / "routes.gpkg").write_bytes(b"of yesterday")
    (tmp_path / "routes.csv").write_bytes(b"of yesterday")
    before = contents(tmp_path)
    (tmp_path / blocked).mkdir()
    with pytest.raises(ExportError, match=f"cannot write {blocked}: there is a folder of that name"):
        export(routes, *(tmp_path / f"routes{suffix}" for suffix in FORMATS))
    (tmp_path / blocked).rmdir()
    assert contents(tmp_path) == before


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_an_export_writes_can_be_told_before(suffix: str, routes: pd.DataFrame, tmp_path: Path) -> None:
    written = export(routes, tmp_path / f"routes{suffix}")
    assert sorted(written) == sorted(files_made(tmp_path / f"routes{suffix}"))


@pytest.mark.parametrize(("asked", "there"), [("csv", "prj"), ("shp", "dbf"), ("shp", "prj"), ("csv", "csvt")])
def test_a_file_of_something_else_is_never_replaced(
    asked: str, there: str, routes: pd.DataFrame, tmp_path: Path
) -> None:
    (tmp_path / f"routes.{there}").write_bytes(b"somebody else's")
    before = contents(tmp_path)
    with pytest.raises(ExportError, match=rf"routes\.{there}, which belongs beside it, is there and belongs to"):
        export(routes, tmp_path / f"routes.{asked}")
    assert contents(tmp_path) == before


def test_the_projection_of_a_shapefile_is_not_given_to_a_csv_file(routes: pd.DataFrame, tmp_path: Path) -> None:
    export(routes, tmp_path / "routes.csv")
    (tmp_path / "routes.prj").write_bytes(b"PROJCS of their own Shapefile")
    with pytest.raises(ExportError, match="give the export another name; nothing was changed"):
        export(routes, tmp_path / "routes.csv")
    assert (tmp_path / "routes.prj").read_bytes() == b"PROJCS of their own Shapefile"


def test_an_export_replaces_what_an_earlier_one_wrote(routes: pd.DataFrame, tmp_path: Path) -> None:
    paths = [tmp_path / f"routes{suffix}" for suffix in FORMATS]
    export(routes, *paths)
    before = contents(tmp_path)
    export(routes.iloc[:3], *paths)
    assert contents(tmp_path).keys() == before.keys()
    assert contents(tmp_path)["routes.dbf"] != before["routes.dbf"]
    export(routes, *paths)
    assert contents(tmp_path) == before


def test_links_beside_a_file_are_not_followed(routes: pd.DataFrame, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    export(routes, tmp_path / "out/routes.shp")
    for suffix in (".shp", ".dbf", ".prj"):
        (tmp_path / f"out/routes{suffix}").unlink()
        (tmp_path / f"out/routes{suffix}").symlink_to(precious)
    export(routes, tmp_path / "out/routes.shp")
    assert precious.read_bytes() == b"precious"
    assert len(read_routes_of(tmp_path / "out/routes.shp")) == len(routes)


def read_routes_of(path: Path) -> pd.DataFrame:
    return pyogrio.read_dataframe(path)


def test_a_folder_that_is_missing_is_named(routes: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="there is no folder nowhere"):
        export(routes, tmp_path / "nowhere" / "routes.kml")


def test_a_full_disk_for_temporary_files_is_told_in_a_sentence(
    routes: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(ExportError, match=r"cannot make routes\.gpkg: .*nothing was changed"):
        export(routes, tmp_path / "routes.gpkg")


def test_a_style_saved_from_qgis_is_kept(routes: pd.DataFrame, tmp_path: Path) -> None:
    style = tmp_path / "routes.qml"
    export(routes, tmp_path / "routes.fgb")
    ours = style.read_bytes()
    style.write_bytes(b"<qgis version='3.34'/>")
    assert style not in export(routes, tmp_path / "routes.fgb")
    assert style.read_bytes() == b"<qgis version='3.34'/>"
    style.unlink()
    export(routes, tmp_path / "routes.fgb")
    assert style.read_bytes() == ours


def test_parquet_without_pyarrow_says_what_to_install(routes: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    layer = routes_layer(to_lines(routes))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingDependency, match=r"routemap\[parquet\]"):
        to_parquet(layer)


_RUN = """
import sys
from routemap.gis import FORMATS, export
from routemap.gis.layers import routes_layer
from routemap.gis.tables import to_parquet
from routemap.lines import to_lines
from routemap.routes import read_routes
export(read_routes(sys.argv[1]), *(f"{sys.argv[2]}/routes{suffix}" for suffix in FORMATS))
"""


def test_the_same_routes_give_the_same_bytes_anywhere(written: Mapping[str, Path], tmp_path: Path) -> None:
    source = tmp_path / "routes.csv"
    source.write_bytes(written[".csv"].read_bytes())
    hashes = []
    for number, setting in enumerate(
        (
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
            {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "OGR_CURRENT_DATE": "2031-01-01"},
        )
    ):
        folder, away = tmp_path / f"out{number}", tmp_path / f"cwd{number}"
        folder.mkdir()
        away.mkdir()
        environment = os.environ | setting
        subprocess.run([sys.executable, "-c", _RUN, str(source), str(folder)], check=True, cwd=away, env=environment)
        hashes.append({name: hashlib.sha256(data).hexdigest() for name, data in contents(folder).items()})
    assert hashes[0] == hashes[1]
    assert hashes[0]["routes.gpkg"]


def test_a_table_of_roles_only_and_one_without_rows_can_be_written(routes: pd.DataFrame, tmp_path: Path) -> None:
    for name, table in (("roles", routes[routes["id"] == "c"].reset_index(drop=True)), ("none", routes.iloc[:0])):
        export(table, *(tmp_path / f"{name}{suffix}" for suffix in FORMATS))
        assert len(read_routes(tmp_path / f"{name}.gpkg")) == len(table)


def test_importing_the_package_is_cheap() -> None:
    code = "import sys, routemap.gis; print([m for m in ('pandas', 'geopandas', 'pyogrio') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
