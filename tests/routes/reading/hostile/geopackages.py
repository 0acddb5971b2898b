"""GeoPackages that carry programs, or that unfold to more than there is."""

import io
import sqlite3
import struct
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import shapely

from .case import HEADER, ROUTE, Bait, Case

LINE = shapely.LineString([(-73.0, 4.0), (9.0, 61.0)])
_SYSTEM = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]', '');
"""
_ROUTES = """
CREATE TABLE routes (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom LINESTRING,
    market TEXT, origin TEXT, destination TEXT, source TEXT)
"""
# As QGIS and GDAL write them: an R*tree, the triggers that keep it, and the triggers that count the rows.
QGIS_TRIGGERS = """
CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
    scope TEXT NOT NULL);
INSERT INTO gpkg_ogr_contents VALUES ('routes', NULL);
INSERT INTO gpkg_extensions VALUES ('routes', 'geom', 'gpkg_rtree_index', 'x', 'write-only');
CREATE VIRTUAL TABLE rtree_routes_geom USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER rtree_routes_geom_insert AFTER INSERT ON routes
    WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN
    INSERT OR REPLACE INTO rtree_routes_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom),
    ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER trigger_insert_feature_count_routes AFTER INSERT ON routes BEGIN UPDATE gpkg_ogr_contents
    SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('routes'); END;
CREATE TRIGGER trigger_delete_feature_count_routes AFTER DELETE ON routes BEGIN UPDATE gpkg_ogr_contents
    SET feature_count = feature_count - 1 WHERE lower(table_name) = lower('routes'); END;
CREATE VIEW routes_of_note AS SELECT * FROM routes WHERE source <> '';
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('routes_of_note', 'features', 'v', 4326);
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_name TEXT, styleQML TEXT);
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('layer_styles', 'attributes', 's', 0);
"""


def blob(wkb: bytes, *, flags: int = 1) -> bytes:
    """Return a geometry as a GeoPackage holds it."""
    return b"GP\0" + bytes([flags]) + struct.pack("<i", 4326) + wkb


def geopackage(*statements: str, rows: int = 1, change: Callable[[sqlite3.Connection], None] | None = None) -> bytes:
    """Return a GeoPackage with a layer of routes, after further statements."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.gpkg"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA page_size=4096")
            connection.executescript(_SYSTEM + _ROUTES)
            connection.execute("INSERT INTO gpkg_contents VALUES ('routes','features','routes','',0,0,0,0,0,4326)")
            connection.execute("INSERT INTO gpkg_geometry_columns VALUES ('routes','geom','LINESTRING',4326,0,0)")
            row = (blob(shapely.to_wkb(LINE)), *ROUTE)
            places = f"(geom, {', '.join(HEADER)})"
            connection.executemany(f"INSERT INTO routes {places} VALUES (?,?,?,?,?)", [row] * rows)
            for statement in statements:
                connection.executescript(statement)
            if change is not None:
                change(connection)
        return path.read_bytes()


def with_schema(kind: str, name: str, statement: str, *more: str) -> bytes:
    """Return a GeoPackage whose list of tables holds a statement that SQLite itself would not have written."""

    def change(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("DELETE FROM sqlite_master WHERE name=?", (name,))
        values = (kind, name, name, 0, statement)
        connection.execute("INSERT INTO sqlite_master VALUES (?,?,?,?,?)", values)

    return geopackage(*more, change=change)


def with_geometry(wkb: bytes, *, flags: int = 1) -> bytes:
    """Return a GeoPackage whose route has these bytes for a geometry."""
    return geopackage(f"UPDATE routes SET geom = x'{blob(wkb, flags=flags).hex()}'")


def _programs(bait: Bait) -> Iterator[Case]:
    """Give databases in which the name that we read stands for a program."""
    contents = "DELETE FROM gpkg_contents; INSERT INTO gpkg_contents (table_name, data_type) VALUES ('routes', '{}')"
    attributes = contents.format("attributes")
    columns = ", ".join(HEADER)
    values = ", ".join(f"'{value}' AS {name}" for name, value in zip(HEADER, ROUTE, strict=True))
    modules = {
        "virtual text of a foreign file": f"VirtualText('{bait.secret}', 'UTF-8', 0, COMMA, DOUBLEQUOTE, ',')",
        "virtual layer of a web address": f"VirtualOGR('{bait.address}/routes.geojson')",
        "virtual layer of a foreign file": f'VirtualOGR(\'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>'
        f"{bait.secret}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>')",
        "virtual table of a CSV file": f"csv(filename='{bait.secret}')",
        "virtual table that SQLite knows": "fts5(market, origin, destination, source)",
    }
    for name, module in modules.items():
        make = partial(with_schema, "table", "routes", f"CREATE VIRTUAL TABLE routes USING {module}")
        yield Case(name, make, "layer-refused", "virtual.gpkg")
    views = {
        "view": values,
        "view that reads a file": f"{values}, readfile('{bait.secret}') AS note",
        "view that writes a file": f"{values}, writefile('{bait.target}', 'x') AS note",
        "view that loads a program": f"{values}, load_extension('{bait.target}') AS note",
        "view without end": f"{values} FROM (WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a) "
        "SELECT n FROM a)",
    }
    for name, select in views.items():
        make = partial(with_schema, "view", "routes", f"CREATE VIEW routes AS SELECT {select}", attributes)
        yield Case(f"a {name}", make, "layer-refused", "view.gpkg")
    lies = {
        "a virtual table that calls itself a table": ("table", "CREATE VIRTUAL TABLE routes USING fts5(market)"),
        "a virtual table that calls itself an index": ("index", "CREATE VIRTUAL TABLE routes USING fts5(market)"),
        "a view that calls itself a table": ("table", f"CREATE VIEW routes AS SELECT {values}"),
        "a table of another name": ("table", f"CREATE TABLE decoy ({columns})"),
        "a statement that makes no table": ("table", f"ATTACH '{bait.target}' AS routes"),
        "a table made from a selection": ("table", f"CREATE TABLE routes AS SELECT {values}"),
    }
    for name, (kind, statement) in lies.items():
        expected = "layer-refused" if kind == "table" and "VIRTUAL" in statement else "layer-damaged"
        yield Case(name, partial(with_schema, kind, "routes", statement), expected, "lies.gpkg")
    select = "SELECT 'routes' AS table_name, 'features' AS data_type"
    make = partial(with_schema, "view", "gpkg_contents", f"CREATE VIEW gpkg_contents AS {select}")
    yield Case("a list of layers that is a view", make, "layer-damaged", "contents.gpkg")
    statement = f"CREATE VIRTUAL TABLE gpkg_geometry_columns USING VirtualText('{bait.secret}')"
    make = partial(with_schema, "table", "gpkg_geometry_columns", statement)
    yield Case("a list of geometries that is virtual", make, "layer-damaged", "geometries.gpkg")
    statistics = "CREATE VIEW sqlite_stat1 AS SELECT 'routes' AS tbl, 'x' AS idx, load_extension('x') AS stat"
    make = partial(with_schema, "view", "sqlite_stat1", statistics)
    yield Case("statistics that are a view", make, "", "statistics.gpkg")
    computed = "ALTER TABLE routes ADD COLUMN note TEXT AS (hex(zeroblob(400000000)))"
    yield Case("a column that is computed", partial(geopackage, computed), "", "computed.gpkg")
    name = "routes`; ATTACH '" + str(bait.target) + "' AS x; --"
    quoted = name.replace("'", "''")
    injected = (
        f"ALTER TABLE routes RENAME TO `{name.replace('`', '``')}`; UPDATE gpkg_contents SET table_name='{quoted}'"
    )
    yield Case("a layer named as a statement", partial(geopackage, injected), "", "injected.gpkg")
    qgis = partial(geopackage, QGIS_TRIGGERS)
    yield Case("triggers as QGIS writes them", qgis, "", "qgis.gpkg")
    told = {"sheet": "routes_of_note"}
    yield Case("a view among the layers", qgis, "layer-refused", "qgis.gpkg", options=told)
    yield Case("a database of another program", _plain_database, "layer-damaged", "history.gpkg")


def _plain_database() -> bytes:
    drops = [f"DROP TABLE {table};" for table in ("gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys")]
    return geopackage(*drops)


def _root(data: bytes, table: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.gpkg"
        path.write_bytes(data)
        with closing(sqlite3.connect(path)) as connection:
            query = "SELECT rootpage FROM sqlite_master WHERE name=?"
            return int(connection.execute(query, (table,)).fetchone()[0])


def _page(data: bytearray, number: int, content: bytes) -> None:
    data[(number - 1) * 4096 : number * 4096] = content.ljust(4096, b"\0")


def _interior(child: int, start: int, *, first: int = 1) -> bytes:
    """Return a page that leads to one other page as often as it can."""
    cells = b""
    pointers = b""
    place = 4096
    for key in range(250):
        cell = struct.pack(">I", child) + bytes([0x81, first + key % 100])
        place -= len(cell)
        cells = cell + cells
        pointers += struct.pack(">H", place)
    head = struct.pack(">BHHHBI", 5, 0, 250, place, 0, child) + pointers
    return head.ljust(place - start, b"\0") + cells


def endless_table() -> bytes:
    """Return a GeoPackage whose table is a tree of pages that lead to one another 250 times over, five deep."""
    data = bytearray(geopackage())
    root = _root(bytes(data), "routes")
    leaf = len(data) // 4096 + 1
    data += data[(root - 1) * 4096 : root * 4096]
    for depth in range(4):
        data += bytes(4096)
        _page(data, leaf + depth + 1, _interior(leaf + depth, 0))
    _page(data, root, _interior(leaf + 4, 0))
    data[28:32] = struct.pack(">I", len(data) // 4096)
    return bytes(data)


def endless_list() -> bytes:
    """Return a database whose list of tables is such a tree, of rows that make nothing."""
    data = bytearray(geopackage())
    leaf = len(data) // 4096 + 1
    # A row of the list that names an index of SQLite's own and has no statement is read and does nothing.
    row = bytes([6, 23, 0, 23, 1, 0]) + b"sqlite_autoindex_gpkg_contents_1"[:5] + b"gpkg_" + b"\x03"
    payload = bytes([len(row), 1]) + row
    content = struct.pack(">BHHHB", 13, 0, 1, 4096 - len(payload), 0) + struct.pack(">H", 4096 - len(payload))
    data += content.ljust(4096 - len(payload), b"\0") + payload
    for depth in range(4):
        data += bytes(4096)
        _page(data, leaf + depth + 1, _interior(leaf + depth, 0))
    data[100:4096] = _interior(leaf + 4, 100).ljust(3996, b"\0")[:3996]
    data[28:32] = struct.pack(">I", len(data) // 4096)
    return bytes(data)


def _leaf_with(cells: list[bytes]) -> bytes:
    """Return a page that holds these rows."""
    places = [4096 - sum(map(len, cells[: number + 1])) for number in range(len(cells))]
    head = struct.pack(">BHHHB", 13, 0, len(cells), places[-1], 0) + struct.pack(f">{len(places)}H", *places)
    return head.ljust(places[-1], b"\0") + b"".join(reversed(cells))


def _long_row(length: int) -> tuple[bytearray, int, bytes]:
    """Return a GeoPackage whose one row has a text of that length, its page, and the row up to where it overflows."""
    data = bytearray(geopackage(f"UPDATE routes SET geom=NULL, source='{'x' * length}'"))
    root = _root(bytes(data), "routes")
    start = (root - 1) * 4096
    (place,) = struct.unpack_from(">H", data, start + 8)
    return data, root, bytes(data[start + place : start + 4096])


def shared_text() -> bytes:
    """Return a GeoPackage whose rows all have one long text."""
    data, root, cell = _long_row(2_001_200)  # of a row of this length, little stays in the page
    rows = [cell[:_KEY] + bytes([number + 1]) + cell[_KEY + 1 :] for number in range(4000 // (len(cell) + 2))]
    _page(data, root, _leaf_with(rows))
    return bytes(data)


_KEY = 3  # where the number of a row stands, after its length


def text_in_a_circle() -> bytes:
    """Return a small GeoPackage whose text of 50 MB is one page that leads to itself."""
    data, root, cell = _long_row(50_000_000)
    (first,) = struct.unpack(">I", cell[-4:])
    del root
    data[(first - 1) * 4096 : (first - 1) * 4096 + 4] = struct.pack(">I", first)
    del data[first * 4096 :]
    data[28:32] = struct.pack(">I", len(data) // 4096)
    return bytes(data)


def _bombs() -> Iterator[Case]:
    yield Case("a table without end", endless_table, "layer-damaged", "tree.gpkg")
    yield Case("a list of tables without end", endless_list, "layer-damaged", "list.gpkg")
    yield Case("rows that share one text", shared_text, "layer-damaged", "shared.gpkg")
    yield Case("a text in a circle", text_in_a_circle, "layer-damaged", "circle.gpkg")
    wide = ", ".join(f"c{number} TEXT" for number in range(1_500))
    make = partial(geopackage, f"DROP TABLE routes; CREATE TABLE routes ({wide}); INSERT INTO routes (c0) VALUES ('x')")
    yield Case("a layer of 1,500 columns", make, "columns-many", "wide.gpkg")
    deep = b"\x01\x07\x00\x00\x00\x01\x00\x00\x00" * 200_000 + shapely.to_wkb(shapely.Point(1, 2))
    yield Case("collections within collections", partial(with_geometry, deep), "", "deep.gpkg")
    multi = b"\x01\x05\x00\x00\x00\x01\x00\x00\x00" * 200_000 + shapely.to_wkb(LINE)
    yield Case("lines within lines", partial(with_geometry, multi), "", "multi.gpkg")
    for name, head in (("points", b"\x01\x02"), ("lines", b"\x01\x05"), ("rings", b"\x01\x03")):
        make = partial(with_geometry, head + bytes(3) + b"\xff\xff\xff\xff" + bytes(64))
        yield Case(f"a geometry of four billion {name}", make, "", "count.gpkg")
    make = partial(with_geometry, shapely.to_wkb(LINE), flags=0x0F)
    yield Case("an envelope of no kind", make, "", "envelope.gpkg")


def _neighbours(bait: Bait) -> Iterator[Case]:
    """Give databases whose harm stands in the file beside them."""
    name = str(bait.target).encode()
    journal = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + struct.pack(">iIIII", -1, 0, 1, 512, 4096) + bytes(484)
    checksum = sum(name)
    journal += name + struct.pack(">II", len(name), checksum) + b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    beside = {"journal.gpkg-journal": journal}
    yield Case("a journal that names a file", geopackage, "database-unfinished", "journal.gpkg", beside=beside)
    log = struct.pack(">IIIIIIII", 0x377F0682, 3_007_000, 4096, 0, 1, 2, 0, 0)
    log += struct.pack(">IIIIII", 0xFFFFFFF0, 0xFFFFFFF0, 1, 2, 0, 0) + bytes(4096)
    yield Case("a log of pages far away", geopackage, "", "log.gpkg", beside={"log.gpkg-wal": log})


def _texts(bait: Bait) -> Iterator[Case]:
    """Give what is no database and would like GDAL to take it for a description of one."""
    virtual = f"""<OGRVRTDataSource><OGRVRTLayer name="routes"><SrcDataSource>{bait.address}/a.geojson</SrcDataSource>
        </OGRVRTLayer></OGRVRTDataSource>"""
    for suffix in (".gpkg", ".fgb", ".vrt", ""):
        yield Case(f"a virtual layer named {suffix or 'nothing'}", virtual.encode, "file-kind", f"virtual{suffix}")
    service = f"<OGRWFSDataSource><URL>{bait.address}/wfs</URL></OGRWFSDataSource>"
    yield Case("a web service as a file", service.encode, "file-kind", "service.gpkg")
    behind = ("SQLite format 3\0" + virtual).encode
    yield Case("a virtual layer behind the first bytes of a database", behind, "layer-damaged", "behind.gpkg")


def cases(bait: Bait) -> Iterator[Case]:
    """Give all of them."""
    yield from _programs(bait)
    yield from _bombs()
    yield from _neighbours(bait)
    yield from _texts(bait)


def as_buffer(data: bytes, name: str = "routes.gpkg") -> io.BytesIO:
    """Return the bytes as an opened file of that name."""
    buffer = io.BytesIO(data)
    buffer.name = name
    return buffer
