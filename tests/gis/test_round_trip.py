from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import geopandas
import pandas as pd
import pyogrio
import pytest
import shapely

from routemap.gis import export
from routemap.lines import to_lines
from routemap.routes import read_routes


def same(found: pd.DataFrame, routes: pd.DataFrame) -> None:
    found = found.set_index("id").loc[routes["id"]].reset_index()
    pd.testing.assert_frame_equal(found[list(routes.columns)], routes, check_dtype=False)
    assert set(found.columns) == set(routes.columns)


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".fgb", ".parquet", ".csv"])
def test_what_was_written_reads_back_as_the_same_routes(
    suffix: str, written: Mapping[str, Path], routes: pd.DataFrame
) -> None:
    same(read_routes(written[suffix]), routes)


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".fgb", ".parquet", ".csv"])
def test_columns_named_like_formulas_come_back_under_their_names(suffix: str, tmp_path: Path) -> None:
    names = ["=a", "+b", "-c", "@d", "'=e", "f,g", 'h"i', "j\nk"]
    routes = read_routes(pd.DataFrame([dict.fromkeys(names, "=1") | {"market": "cocaine", "to": "NOR"}]))
    export(routes, tmp_path / f"routes{suffix}")
    same(read_routes(tmp_path / f"routes{suffix}"), routes)


def full_names(path: Path) -> dict[str, str]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    return {field: column for field, column, _ in rows}


@pytest.mark.parametrize("suffix", [".shp", ".zip"])
def test_a_shapefile_reads_back_with_the_full_names_of_its_list(
    suffix: str, written: Mapping[str, Path], routes: pd.DataFrame
) -> None:
    table = pyogrio.read_dataframe(written[suffix]).rename(
        columns=full_names(written[".shp"].with_suffix(".fields.txt"))
    )
    same(read_routes(pd.DataFrame(table.drop(columns="geometry"))), routes)


@pytest.mark.skipif("LIBKML" not in pyogrio.list_drivers(), reason="GDAL's older KML driver reads no columns of data")
def test_kml_reads_back_from_all_its_folders(written: Mapping[str, Path], routes: pd.DataFrame) -> None:
    layers = [name for name, _ in pyogrio.list_layers(written[".kml"])]
    table = pd.concat([pyogrio.read_dataframe(written[".kml"], layer=name) for name in layers], ignore_index=True)
    # Columns that KML itself has, and those in which no route of the table says anything.
    kml = ["id", "Name", "description", "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude"]
    kml += ["visibility", "drawOrder", "icon", "geometry"]
    table = table.drop(columns=kml).rename(columns={"Seen_by": "Seen by"})
    for name in set(routes.columns) - {"id", "start", "end", *table.columns}:
        assert not routes[name].any()
        table[name] = ""
    same(read_routes(pd.DataFrame(table)), routes)


def test_all_formats_have_the_same_lines(written: Mapping[str, Path], routes: pd.DataFrame) -> None:
    expected = dict(zip(routes["id"], to_lines(routes).geometry, strict=True))
    for suffix in (".geojson", ".gpkg", ".fgb", ".shp", ".zip", ".parquet"):
        path = written[suffix]
        if suffix == ".parquet":
            frame = geopandas.read_parquet(path)
        else:
            frame = pyogrio.read_dataframe(path, **({"layer": "routes"} if suffix == ".gpkg" else {}))
        assert frame.crs is not None
        assert frame.crs.to_epsg() == 4326
        for name, line in zip(frame["id"], frame.geometry, strict=True):
            assert (line is None) == (expected[name] is None)
            if line is not None:
                assert shapely.equals_exact(
                    shapely.MultiLineString(list(shapely.get_parts(line))),
                    shapely.MultiLineString(list(shapely.get_parts(expected[name]))),
                    tolerance=1e-9,
                )


def test_a_role_is_there_and_has_no_line(written: Mapping[str, Path]) -> None:
    frame = pyogrio.read_dataframe(written[".gpkg"], layer="routes").set_index("id")
    assert frame.geometry["c"] is None
    assert frame["kind"]["c"] == "role"
