"""Lines as GIS software and Google Earth keep them: KML and Shapefiles are read; what they point to is not."""

import io
import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
import shapely

from routemap.gis import export
from routemap.routes import check_routes, read_routes

TABLE = "market,from,via,to,source,vessel\ncocaine,Colombia,Ecuador,Spain,s,Mary\nheroin,Iran,,Turkey,s,\n"


@pytest.mark.parametrize("suffix", [".kml", ".shp", ".zip", ".fgb", ".gpkg"])
def test_what_was_exported_reads_back(suffix: str, tmp_path: Path) -> None:
    routes = read_routes(io.StringIO(TABLE))
    export(routes, tmp_path / f"r{suffix}")
    report = check_routes(tmp_path / f"r{suffix}")
    assert report.errors == ()
    columns = ["id", "market", "origin", "transit", "destination", "source", "vessel"]
    # FlatGeobuf keeps its rows in the order of its index.
    assert sorted(report.routes[columns].to_numpy().tolist()) == sorted(routes[columns].to_numpy().tolist())
    assert "course-undrawn" not in [problem.code for problem in report.problems]


KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink>
<Placemark><name>by sea</name>
<ExtendedData><Data name="market"><value>cocaine</value></Data><Data name="from"><value>Peru</value></Data>
<SchemaData><SimpleData name="to">Spain</SimpleData><SimpleData name="source">s &amp; t</SimpleData></SchemaData>
</ExtendedData><TimeSpan><begin>2021</begin></TimeSpan>
<LineString><coordinates>-77,-12,0 -80,0,0 -9,38</coordinates></LineString></Placemark>
</Folder></Document></kml>
"""


def kml(text: str, name: str = "t.kml") -> io.BytesIO:
    buffer = io.BytesIO(text.encode())
    buffer.name = name
    return buffer


def test_placemarks_are_read_however_deep_they_stand_and_their_course_is_told_of() -> None:
    report = check_routes(kml(KML))
    assert report.routes[["market", "origin", "destination", "source", "start", "name"]].to_numpy().tolist() == [
        ["cocaine trade", "PER", "ESP", "s & t", "2021", "by sea"]
    ]
    (told,) = [problem for problem in report.problems if problem.code == "course-undrawn"]
    assert told.message == "1 line has a course of its own, which is not drawn (feature 1)"


@pytest.mark.parametrize(
    "text",
    [
        KML.replace("<kml", '<!DOCTYPE kml [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<kml', 1),
        KML[:300],
        KML.replace("<Folder>", "<Folder>" * 100),
        KML.replace("Placemark", "Other"),
    ],
    ids=["entity", "cut", "deep", "empty"],
)
def test_other_kml_is_refused_in_one_sentence(text: str) -> None:
    report = check_routes(kml(text))
    assert report.routes is None
    assert len(report.errors) == 1


@pytest.mark.parametrize(("suffix", "told"), [(".dbf", "lacks its part .dbf"), (".shx", "lacks its part .shx")])
def test_a_shapefile_without_its_parts_is_refused(suffix: str, told: str, tmp_path: Path) -> None:
    export(read_routes(io.StringIO(TABLE)), tmp_path / "r.shp")
    (tmp_path / f"r{suffix}").unlink()
    (problem,) = check_routes(tmp_path / "r.shp").errors
    assert problem.message == told


@pytest.mark.parametrize("suffix", [".dbf", ".shx", ".shp"])
def test_a_shapefile_with_a_damaged_part_is_refused(suffix: str, tmp_path: Path) -> None:
    export(read_routes(io.StringIO(TABLE)), tmp_path / "r.shp")
    part = tmp_path / f"r{suffix}"
    part.write_bytes(part.read_bytes()[:-40])
    (problem,) = check_routes(tmp_path / "r.shp").errors
    assert problem.code == "layer-damaged"


@pytest.mark.parametrize(("before", "after"), [(b"WGS", b"\xedGS"), (b"Greenwich", b"\xff\xfe")])
def test_a_reference_system_that_is_no_text_is_refused(before: bytes, after: bytes, tmp_path: Path) -> None:
    # pyogrio raises an error of its own there, "local variable 'wkt' referenced before assignment".
    export(read_routes(io.StringIO(TABLE)), tmp_path / "r.shp")
    part = tmp_path / "r.prj"
    part.write_bytes(part.read_bytes().replace(before, after, 1))
    (problem,) = check_routes(tmp_path / "r.shp").errors
    assert problem.message == "cannot be read as a Shapefile (its texts are in another encoding than it says)"


def test_lines_of_a_shapefile_that_are_the_same_bytes_are_refused(tmp_path: Path) -> None:
    # Twenty thousand entries of an index that name one line of a megabyte took half a minute and ten gigabytes.
    export(read_routes(io.StringIO(TABLE)), tmp_path / "r.shp")
    index = tmp_path / "r.shx"
    content = index.read_bytes()
    index.write_bytes(content[:108] + content[100:108])
    (problem,) = check_routes(tmp_path / "r.shp").errors
    assert problem.message == "its part .shx is damaged: several of its lines are the same bytes of the .shp"
    index.write_bytes(content[:108] + struct.pack(">ii", 1 << 20, 50))
    (problem,) = check_routes(tmp_path / "r.shp").errors
    assert problem.message == "its part .shx is damaged: it names lines that are not in the .shp"


def lengthened(header: bytes, size: int) -> bytes:
    """Return the header of a .shp or .shx that says this size."""
    return header[:24] + struct.pack(">i", size // 2) + header[28:]


@pytest.mark.parametrize(("kept", "told"), [(1, "2 rows, its part .shx 1 line"), (0, "2 rows, its part .shx 0 lines")])
def test_a_shapefile_with_another_count_of_rows_than_lines_is_refused(kept: int, told: str, tmp_path: Path) -> None:
    export(read_routes(io.StringIO(TABLE)), tmp_path / "r.shp")
    index = tmp_path / "r.shx"
    size = 100 + 8 * kept
    index.write_bytes(lengthened(index.read_bytes(), size)[:size])
    (problem,) = check_routes(tmp_path / "r.shp").errors
    assert problem.message == f"its part .dbf has {told}"


def test_a_table_of_a_shapefile_with_a_hole_in_it_is_refused(tmp_path: Path) -> None:
    export(read_routes(io.StringIO(TABLE)), tmp_path / "r.shp")
    os.truncate(tmp_path / "r.dbf", 1 << 30)
    (problem,) = check_routes(tmp_path / "r.shp").errors
    assert problem.message == "its part .dbf is damaged: it is far longer than its rows"


def test_a_deleted_row_of_a_shapefile_is_named(tmp_path: Path) -> None:
    export(read_routes(io.StringIO(TABLE)), tmp_path / "r.shp")
    table = tmp_path / "r.dbf"
    content = bytearray(table.read_bytes())
    header, row = struct.unpack_from("<HH", content, 8)
    content[header + row] = ord("*")
    table.write_bytes(content)
    (problem,) = check_routes(tmp_path / "r.shp").errors
    assert problem.message == "row 2 of its part .dbf is marked as deleted"


def test_what_gdal_cannot_read_is_refused_in_words(tmp_path: Path) -> None:
    export(read_routes(io.StringIO(TABLE)), path := tmp_path / "r.fgb")
    path.write_bytes(path.read_bytes()[:-200])
    (problem,) = check_routes(path).errors
    assert problem.code == "layer-damaged"
    assert "Error" not in problem.message


def test_a_line_of_geojson_with_a_course_of_its_own_is_told_of_and_a_straight_one_is_not() -> None:
    feature = '{"type":"Feature","properties":{"market":"c","from":"Peru","to":"Spain","source":"s"},"geometry":%s}'
    lines = [shapely.LineString(points) for points in ([(-77, -12), (-4, 40)], [(-77, -12), (-30, 0), (-4, 40)])]
    said = [check_routes(kml(feature % shapely.to_geojson(line), "t.geojson")).problems for line in lines]
    assert [[problem.code for problem in problems] for problems in said] == [[], ["course-undrawn"]]


def test_a_line_of_millions_of_positions_takes_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    from routemap.routes.reading import kml as reader

    assert [int(reader._ends(f" 1,2 {'3,4 ' * many}\n5,6,0 ")[4]) for many in (0, 1, 99_999)] == [2, 3, 100_001]
    line = "1,2\n" * 500_000
    tracemalloc.start()
    assert reader._ends(line) == (1, 2, 1, 2, 500_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * len(line)
    monkeypatch.setattr(reader, "_BLOCK", 2)
    assert reader._ends("10,20 30,40\t50,60") == (10, 20, 50, 60, 3)
    assert reader._ends(" \n") is None


def test_two_values_of_one_name_in_a_placemark_are_refused() -> None:
    text = KML.replace("</ExtendedData>", '<Data name="from"><value>Chile</value></Data></ExtendedData>')
    (problem,) = check_routes(kml(text)).errors
    assert problem.message == "feature 1 has two values of 'from': 'Peru' and 'Chile'"
    assert check_routes(kml(text.replace("Chile", "Peru"))).errors == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<name>by sea", "<visibility>0</visibility><name>by sea"),
        ("<Folder>", "<Folder><visibility> 0 </visibility>"),
        ("<Document>", "<Document><visibility>false</visibility>"),
    ],
)
def test_placemarks_that_are_hidden_are_read_and_told_of(before: str, after: str) -> None:
    report = check_routes(kml(KML.replace(before, after)))
    assert report.errors == ()
    assert [problem.message for problem in report.problems if problem.code == "placemarks-hidden"] == [
        "1 placemark is hidden, and read"
    ]


def test_a_folder_that_is_hidden_hides_nothing_behind_it() -> None:
    text = KML.replace("<Folder>", "<Folder><visibility>0</visibility></Folder><Folder>", 1)
    assert "placemarks-hidden" not in [problem.code for problem in check_routes(kml(text)).problems]


def test_placemarks_that_share_no_columns_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from routemap.routes.reading import kml as reading

    monkeypatch.setattr(reading, "_MOST_CELLS", 1000)
    one = '<Placemark><ExtendedData><Data name="c{}"><value>x</value></Data></ExtendedData></Placemark>'
    text = KML.replace("<Placemark>", "".join(map(one.format, range(50))) + "<Placemark>", 1)
    (problem,) = check_routes(kml(text)).errors
    assert problem.message.startswith("its 51 placemarks have 56 columns")


def zipped(members: dict[str, str | bytes], name: str = "t.kmz") -> io.BytesIO:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    buffer.seek(0)
    buffer.name = name
    return buffer


@pytest.mark.parametrize("member", ["doc.kml", "Lanes/My lanes.KML"])
def test_a_kmz_is_read_as_the_kml_in_it_with_its_course(member: str) -> None:
    plain, packed = (check_routes(source, courses="keep") for source in (kml(KML), zipped({member: KML})))
    assert packed.routes.equals(plain.routes)
    assert packed.routes["course_as_given"].tolist() == ["LINESTRING (-77 -12, -80 0, -9 38)"]
    assert [problem.code for problem in packed.problems] == [problem.code for problem in plain.problems]


def test_a_zipped_shapefile_may_lie_in_a_folder_in_capitals(tmp_path: Path) -> None:
    export(read_routes(io.StringIO(TABLE)), tmp_path / "r.zip")
    with zipfile.ZipFile(tmp_path / "r.zip") as archive:
        parts = {f"Data/{name.upper()}": archive.read(name) for name in archive.namelist()}
    assert len(read_routes(zipped(parts, "t.zip"))) == 2


def test_of_several_layers_in_an_archive_one_is_named_and_the_others_are_told() -> None:
    other = KML.replace("Peru", "Chile")
    report = check_routes(zipped({"doc.kml": KML, "files/more.kml": other}))
    assert "the layer 'doc' is read; not read: more; to read another: --sheet more" in "\n".join(
        map(str, report.problems)
    )
    assert check_routes(zipped({"doc.kml": KML, "files/more.kml": other}), sheet="more").routes["origin"].tolist() == [
        "CHL"
    ]
    (problem,) = check_routes(zipped({"a.kml": KML, "b.kml": other}, "t.zip")).errors
    assert (problem.code, problem.expected) == ("layer-missing", "one of: a, b")


def test_a_zipped_shapefile_without_a_part_is_refused_with_its_name(tmp_path: Path) -> None:
    export(read_routes(io.StringIO(TABLE)), tmp_path / "r.zip")
    with zipfile.ZipFile(tmp_path / "r.zip") as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith(".dbf")}
    (problem,) = check_routes(zipped(parts, "t.zip")).errors
    assert problem.message == "lacks its part .dbf"


def test_a_link_to_another_kml_is_told_and_not_followed() -> None:
    (told,) = [problem for problem in check_routes(kml(KML)).problems if problem.code == "link-unread"]
    assert told.message == "1 link to another file is not followed"


@pytest.mark.parametrize("suffix", [".kmz", ".xlsx"])
def test_an_archive_whose_list_is_not_where_it_says_is_refused_from_a_file_too(suffix: str, tmp_path: Path) -> None:
    name = "doc.kml" if suffix == ".kmz" else "xl/workbook.xml"
    data = bytearray(zipped({name: KML}).getvalue())
    at = data.rindex(b"PK\x05\x06")
    data[at + 16 : at + 20] = (len(data) + 1000).to_bytes(4, "little")
    (tmp_path / f"t{suffix}").write_bytes(data)
    (problem,) = check_routes(tmp_path / f"t{suffix}").errors
    assert problem.severity == "error"
