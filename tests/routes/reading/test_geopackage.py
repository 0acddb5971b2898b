"""GeoPackages as programs make them: read as before, whatever triggers and indexes they carry, and never written to."""

import hashlib
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas
import pandas as pd
import pytest
import shapely

from routemap.gis import export
from routemap.routes import check_routes, read_routes
from routemap.routes.reading.geometry_bytes import is_whole, line_ends, wkb_in
from routemap.routes.reading.sqlite_guard import GuardedDatabase

from .hostile.geopackages import QGIS_TRIGGERS, as_buffer, blob, geopackage


def codes(report):
    return [problem.code for problem in report.problems]


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def edited(path: Path, *statements: str) -> Path:
    """Run statements on a GeoPackage as a program that knows its functions would."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(name, 1, lambda _: 0)
        for statement in statements:
            connection.execute(statement)
    return path


@pytest.fixture
def written(norway: pd.DataFrame, tmp_path: Path) -> Path:
    export(norway, tmp_path / "routes.gpkg")
    return tmp_path / "routes.gpkg"


def test_what_routemap_writes_it_reads_back(norway, written):
    report = check_routes(written)
    assert codes(report) == []
    assert report.routes is not None
    pd.testing.assert_frame_equal(report.routes[norway.columns], norway)


def test_an_edit_with_all_its_triggers_is_read(written):
    change = "UPDATE routes SET destination='SWE' WHERE fid=1"
    add = "INSERT INTO routes (geom, id, market, origin, source) VALUES (NULL, 'new', 'heroin trade', 'AFG', 's')"
    with closing(sqlite3.connect(written)) as connection:
        triggers = connection.execute("SELECT count(*) FROM sqlite_master WHERE type='trigger'").fetchone()[0]
    assert triggers >= 5
    edited(written, change, add)
    routes = read_routes(written)
    assert routes["destination"].iloc[0] == "SWE"
    assert routes["id"].iloc[-1] == "new"


def test_a_layer_that_qgis_has_indexed_styled_and_shown_through_a_view_is_read():
    routes = read_routes(as_buffer(geopackage(QGIS_TRIGGERS)))
    assert routes[["market", "origin", "destination"]].to_numpy().tolist() == [["cocaine trade", "COL", "NOR"]]


def test_the_only_layer_is_read_although_qgis_keeps_styles_and_projects_beside_it():
    renamed = "ALTER TABLE routes RENAME TO flows; UPDATE gpkg_contents SET table_name='flows'"
    own = "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('{0}', 'attributes'); CREATE TABLE {0} (x)"
    data = geopackage(renamed, own.format("layer_styles"), own.format("qgis_projects"))
    assert len(read_routes(as_buffer(data))) == 1


def test_tiles_are_no_layers():
    tiles = "CREATE TABLE tiles (x); INSERT INTO gpkg_contents (table_name, data_type) VALUES ('tiles', 'tiles')"
    told = check_routes(as_buffer(geopackage(tiles)), sheet="tiles").errors
    assert [problem.expected for problem in told] == ["one of: routes"]


def test_of_many_layers_a_few_are_named():
    some = "WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a WHERE n < 5000)"
    listed = f"INSERT INTO gpkg_contents (table_name, data_type) {some} SELECT 'x' || n, 'attributes' FROM a"
    (problem,) = check_routes(as_buffer(geopackage(listed)), sheet="x").errors
    assert problem.expected.startswith("one of: ")
    assert problem.expected.endswith(" and 4,991 more")
    assert len(problem.expected) < 200


def test_what_stands_in_the_log_beside_it_is_read_and_nothing_is_written(written, tmp_path):
    folder = tmp_path / "evidence"
    folder.mkdir()
    with closing(sqlite3.connect(written)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("INSERT INTO routes (id, market, destination) VALUES ('late', 'heroin trade', 'SWE')")
        connection.commit()
        for suffix in ("", "-wal"):
            shutil.copy(f"{written}{suffix}", folder)
    before = digests(folder)
    assert sorted(before) == ["routes.gpkg", "routes.gpkg-wal"]
    assert "late" in read_routes(folder / "routes.gpkg")["id"].tolist()
    assert digests(folder) == before


def test_a_link_to_a_geopackage_takes_the_log_of_the_file_it_leads_to(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real/routes.gpkg").write_bytes(geopackage())
    with closing(sqlite3.connect(tmp_path / "real/routes.gpkg")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE routes SET destination='SWE'")
        connection.commit()
        (tmp_path / "link.gpkg").symlink_to("real/routes.gpkg")
        assert read_routes(tmp_path / "link.gpkg")["destination"].tolist() == ["SWE"]


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_stands_beside_it_and_is_no_file_is_not_followed(tmp_path, kind):
    path = tmp_path / "routes.gpkg"
    path.write_bytes(geopackage())
    beside = tmp_path / "routes.gpkg-wal"
    if kind == "link":
        beside.symlink_to("/etc/passwd")
    elif kind == "pipe":
        import os

        if not hasattr(os, "mkfifo"):
            pytest.skip("there are no named pipes on this system")
        os.mkfifo(beside)
    else:
        beside.mkdir()
    assert codes(check_routes(path)) == []


@pytest.mark.parametrize(("journal", "expected"), [(b"", []), (bytes(512), [])])
def test_a_journal_that_is_done_with_does_not_matter(tmp_path, journal, expected):
    (tmp_path / "routes.gpkg").write_bytes(geopackage())
    (tmp_path / "routes.gpkg-journal").write_bytes(journal)
    assert codes(check_routes(tmp_path / "routes.gpkg")) == expected


def test_typed_values_become_what_one_would_type():
    columns = {
        "year": ("INTEGER", "2021"), "share": ("REAL", "2.5"), "whole": ("REAL", "2"), "manned": ("BOOLEAN", "1"),
        "day": ("DATE", "'2021-05-17'"), "vessel": ("VARCHAR(20)", "'x'"), "crew": ("MEDIUMINT", "7"),
        "price": ("DECIMAL(10,2)", "10.25"), "bytes": ("BLOB", "x'414243'"), "shade": ("", "'12'"),
    }  # fmt: skip
    added = [f"ALTER TABLE routes ADD COLUMN {name} {kind}" for name, (kind, _) in columns.items()]
    filled = "UPDATE routes SET " + ", ".join(f"{name}={value}" for name, (_, value) in columns.items())
    row = read_routes(as_buffer(geopackage(*added, filled))).iloc[0]
    expected = {"share": "2.5", "whole": "2", "manned": "true", "day": "2021-05-17", "vessel": "x", "crew": "7"}
    expected |= {"price": "10.25", "bytes": "ABC", "shade": "12"}
    assert {name: row[name] for name in expected} == expected
    assert row["start"] == "2021"


def test_bytes_that_are_no_text_are_left_aside_and_told():
    report = check_routes(
        as_buffer(geopackage("ALTER TABLE routes ADD COLUMN photo BLOB", "UPDATE routes SET photo=x'ff00'"))
    )
    assert report.routes is not None
    assert "photo" not in report.routes
    assert [problem.message for problem in report.problems] == ["column photo holds bytes, not text, and is left aside"]


def test_a_computed_column_is_left_aside_and_told_and_a_stored_one_is_read():
    computed = "ALTER TABLE routes ADD COLUMN twice TEXT AS (origin || origin)"
    report = check_routes(as_buffer(geopackage(computed)))
    assert codes(report) == ["column-computed"]
    assert "twice" not in report.routes


def test_text_that_is_not_utf8_is_named_with_its_row():
    report = check_routes(as_buffer(geopackage("UPDATE routes SET source=CAST(x'ff41' AS TEXT)")))
    (problem,) = report.errors
    assert (problem.code, problem.where, problem.column) == ("character-refused", "row 1", "source")


def test_a_database_in_utf16_is_read(tmp_path):
    path = tmp_path / "wide.gpkg"
    with closing(sqlite3.connect(tmp_path / "made.gpkg")) as made, closing(sqlite3.connect(path)) as wide:
        made.executescript("PRAGMA encoding='UTF-8'")
        wide.execute("PRAGMA encoding='UTF-16'")
        (tmp_path / "plain.gpkg").write_bytes(geopackage("UPDATE routes SET source='毒品'"))
        with closing(sqlite3.connect(tmp_path / "plain.gpkg")) as plain:
            wide.executescript("\n".join(plain.iterdump()))
    assert read_routes(path)["source"].tolist() == ["毒品"]


def test_a_line_that_was_moved_in_qgis_is_told_as_in_geojson(written):
    away = blob(shapely.to_wkb(shapely.LineString([(100, 50), (110, 40)]))).hex()
    edited(written, f"UPDATE routes SET geom = x'{away}' WHERE fid = 1")
    assert codes(check_routes(written)) == ["geometry-differs"]


def test_a_layer_in_another_reference_system_is_read_without_a_look_at_its_lines(tmp_path):
    shape = shapely.LineString([(1e6, 2e6), (3e6, 4e6)])
    frame = geopandas.GeoDataFrame(
        {"market": ["cocaine"], "origin": ["COL"], "destination": ["NOR"], "source": ["s"]}, geometry=[shape], crs=3857
    )
    frame.to_file(tmp_path / "r.gpkg", layer="routes")
    assert codes(check_routes(tmp_path / "r.gpkg")) == []


def test_stopping_with_ctrl_c_is_no_damage(monkeypatch):
    def stopped(_: GuardedDatabase) -> bool:
        signal.raise_signal(signal.SIGINT)
        return False

    monkeypatch.setattr("routemap.routes.reading.sqlite_guard._STEPS_AT_ONCE", 1)
    monkeypatch.setattr(GuardedDatabase, "_is_too_much", stopped)
    with pytest.raises(KeyboardInterrupt):
        check_routes(as_buffer(geopackage()))


def test_a_database_that_causes_more_work_than_its_size_explains_is_refused(monkeypatch):
    monkeypatch.setattr("routemap.routes.reading.sqlite_guard._STEPS_AT_ONCE", 1)
    monkeypatch.setattr("routemap.routes.reading.sqlite_guard._STEPS_AT_LEAST", -1_000_000)
    (problem,) = check_routes(as_buffer(geopackage())).errors
    assert "takes more work to read than its size explains" in problem.message


SHAPES = [
    shapely.Point(1, 2),
    shapely.LineString([(1, 2), (3, 4), (5, 6)]),
    shapely.LineString([(1, 2, 3), (4, 5, 6)]),
    shapely.MultiLineString([[(1, 2), (3, 4)], [(5, 6), (7, 8)]]),
    shapely.Polygon([(0, 0), (0, 1), (1, 1)], [[(0.1, 0.2), (0.1, 0.3), (0.2, 0.3)]]),
    shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)]),
    shapely.GeometryCollection([shapely.Point(1, 2), shapely.LineString([(1, 2), (3, 4)])]),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.wkt[:22])
@pytest.mark.parametrize("order", [0, 1])
@pytest.mark.parametrize("flavor", ["iso", "extended"])
def test_a_whole_geometry_passes_and_a_cut_or_longer_one_does_not(shape, order, flavor):
    wkb = shapely.to_wkb(shape, byte_order=order, flavor=flavor)
    assert is_whole(wkb)
    assert not any(is_whole(wkb[:length]) for length in range(len(wkb)))
    assert not is_whole(wkb + b"\0")


def test_the_ends_of_lines_and_their_number_of_positions_are_found_and_missing_ones_stay_missing():
    shapes = [shapely.to_wkb(SHAPES[1]), None, shapely.to_wkb(SHAPES[3]), shapely.to_wkb(shapely.LineString())]
    ends = line_ends(shapes)
    assert ends[0].tolist() == [1, 2, 5, 6, 3]
    assert ends[2].tolist() == [1, 2, 7, 8, 4]
    assert pd.isna(ends[[1, 3]]).all()
    assert line_ends([]).shape == (0, 5)


@pytest.mark.parametrize("flags", [0x01, 0x03, 0x05, 0x07, 0x09])
def test_each_envelope_of_a_geopackage_is_stepped_over(flags):
    wkb = shapely.to_wkb(SHAPES[1])
    made = b"GP\0" + bytes([flags]) + bytes(4 + (0, 32, 48, 48, 64)[flags >> 1]) + wkb
    assert wkb_in(made) == wkb


@pytest.mark.parametrize(
    "made", [None, 5, "GP", b"", b"GP\0\x01", b"GP\x01\x01" + bytes(100), b"GP\0\x11" + bytes(100)]
)
def test_what_is_no_geometry_is_none(made):
    assert wkb_in(made) is None
