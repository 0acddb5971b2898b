"""The rows that we put into a GeoPackage are those of GDAL, and what clients do to them is done to the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from numpy.typing import NDArray

from routemap.gis import export
from routemap.gis.areas import areas_layer
from routemap.gis.ground import ground_layers
from routemap.gis.layers import legs_layer, places_layer, routes_layer, sources_layer
from routemap.gis.spatial_index import fill_index
from routemap.gis.vector import layer_bytes
from routemap.lines import to_lines


def test_all_rows_are_the_bytes_that_gdal_writes(
    routes: pd.DataFrame, written: Mapping[str, Path], tmp_path: Path
) -> None:
    version, lines = {"VERSION": "1.3"}, to_lines(routes)
    layers = (routes_layer(lines), legs_layer(routes, lines), places_layer(routes), areas_layer(routes))
    with closing(sqlite3.connect(written[".gpkg"])) as ours:
        for layer in (*layers, sources_layer(routes), *ground_layers()):
            path = tmp_path / f"{layer.name}.gpkg"
            named = {} if layer.geometry is None else {"GEOMETRY_NAME": "geom"}
            path.write_bytes(layer_bytes(layer, "GPKG", dataset_options=version, layer_options={"FID": "fid"} | named))
            with closing(sqlite3.connect(path)) as theirs:
                for told in (
                    f"SELECT * FROM {layer.name}",
                    f"SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = '{layer.name}'",
                    f"SELECT * FROM gpkg_ogr_contents WHERE table_name = '{layer.name}'",
                    f"SELECT seq FROM sqlite_sequence WHERE name = '{layer.name}'",
                    f"SELECT name, sql FROM sqlite_master WHERE tbl_name LIKE '%{layer.name}%' AND type != 'index'"
                    " ORDER BY name",
                ):
                    assert ours.execute(told).fetchall() == theirs.execute(told).fetchall(), told
                if layer.geometry is not None:
                    told = f"SELECT * FROM rtree_{layer.name}_geom ORDER BY id"
                    found, wanted = (np.array(file.execute(told).fetchall()) for file in (ours, theirs))
                    np.testing.assert_allclose(found, wanted, atol=3e-5)
                    assert ours.execute(f"SELECT rtreecheck('rtree_{layer.name}_geom')").fetchone() == ("ok",)


def test_a_line_that_routes_share_is_packed_once(
    make: Callable[[str], pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[int] = []

    def to_wkb(geometry: NDArray[np.object_], **options: int) -> NDArray[np.object_]:
        packed.append(len(geometry))
        return pack(geometry, **options)

    pack = shapely.to_wkb
    routes = make("market,from,to,note\n" + "".join(f"cocaine,COL,NOR,{row}\n" for row in range(50)))
    monkeypatch.setattr(shapely, "to_wkb", to_wkb)
    export(routes, tmp_path / "r.gpkg")
    assert packed.count(1) == 2  # the one line of all routes, and of all legs
    assert 50 not in packed


def test_what_a_client_adds_and_takes_away_is_counted_and_indexed(written: Mapping[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "r.gpkg"
    path.write_bytes(written[".gpkg"].read_bytes())
    legs = pyogrio.read_dataframe(path, layer="legs")
    pyogrio.write_dataframe(legs.iloc[[0, 1]], path, layer="legs", append=True)
    with closing(sqlite3.connect(path)) as connection:
        held = "SELECT count(*) FROM legs UNION ALL SELECT count(*) FROM rtree_legs_geom"
        counted = "UNION ALL SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'legs'"
        assert connection.execute(f"{held} {counted}").fetchall() == [(len(legs) + 2,)] * 3
        connection.execute("DELETE FROM legs WHERE fid = 1")
        assert connection.execute(f"{held} {counted}").fetchall() == [(len(legs) + 1,)] * 3
        assert connection.execute("SELECT rtreecheck('rtree_legs_geom')").fetchone() == ("ok",)


def _boxes(count: int) -> NDArray[np.float64]:
    least = np.random.default_rng(7).uniform((-180, -90), (179, 89), (count, 2))
    greatest = least + np.random.default_rng(8).uniform(0, 1, (count, 2)) ** 4 * 90
    return np.column_stack([least[:, 0], greatest[:, 0], least[:, 1], greatest[:, 1]])


@pytest.mark.parametrize("is_closed", [False, True])
@pytest.mark.parametrize("count", [0, 1, 51, 52, 3_000])
def test_the_index_finds_what_lies_in_a_window(count: int, is_closed: bool) -> None:
    boxes, rows = _boxes(count), np.arange(count) * 3 + 1
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE tree USING rtree(id, minx, maxx, miny, maxy)")

        refused: list[str | None] = []

        def may(action: int, table: str | None, *_: str | None) -> int:
            # As Apple's SQLite does when anybody else writes where it keeps a tree. It asks for itself as well.
            is_ours = action == sqlite3.SQLITE_INSERT and table == "tree_rowid" and not refused
            refused.extend([table] * is_ours)
            return sqlite3.SQLITE_DENY if is_ours else sqlite3.SQLITE_OK

        if is_closed:
            connection.set_authorizer(may)
        fill_index(connection, "tree", rows, boxes)
        connection.set_authorizer(None)
        assert bool(refused) == (is_closed and count > 0)
        assert connection.execute("SELECT rtreecheck('tree')").fetchone() == ("ok",)
        for west, south in np.random.default_rng(9).uniform((-180, -90), (170, 80), (20, 2)).tolist():
            window = west, west + 10, south, south + 10
            asked = "SELECT id FROM tree WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?"
            found = [row for (row,) in connection.execute(asked, window)]
            is_in = (boxes[:, 1] >= west) & (boxes[:, 0] <= west + 10) & (boxes[:, 3] >= south)
            assert sorted(found) == rows[is_in & (boxes[:, 2] <= south + 10)].tolist()
