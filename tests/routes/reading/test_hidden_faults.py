"""What a file hides: values that are not there, text that nobody sees, sizes that nobody meant."""

import datetime
import io
import json
import zipfile

import geopandas
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from routemap.errors import RouteError
from routemap.gis import export
from routemap.problems import findings
from routemap.routes import check_routes
from routemap.routes.reading import raw_table

HEADER = ["market", "origin", "destination", "source"]
ROW = ["cocaine", "COL", "NOR", "s"]


def workbook(*rows, change=lambda book: None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_sheet(content, change):
    """Return a workbook with the XML of its first sheet changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, change(data) if entry.filename == "xl/worksheets/sheet1.xml" else data)
    return changed.getvalue()


def parquet(**columns):
    base = {"market": ["cocaine"], "origin": ["COL"], "destination": ["NOR"], "source": ["s"]}
    buffer = io.BytesIO()
    pq.write_table(pa.table(base | columns), buffer)
    return buffer.getvalue()


def codes(report):
    return [problem.code for problem in report.problems]


def test_a_formula_that_nobody_computed_is_an_error_not_an_unknown_place(check):
    (problem,) = check(workbook(HEADER, ["cocaine", '="C"&"OL"', "NOR", "s"]), "t.xlsx").errors
    assert (problem.line, problem.message) == (2, "the cell B2 is a formula without a stored result")


def test_a_formula_with_a_result_is_read(check):
    def computed(sheet):
        return sheet.replace(b"<v />", b"<v>COL</v>").replace(b"<v/>", b"<v>COL</v>").replace(b"<v></v>", b"<v>COL</v>")

    content = with_sheet(workbook(HEADER, ["cocaine", '="C"&"OL"', "NOR", "s"]), computed)
    content = with_sheet(content, lambda sheet: sheet.replace(b'<c r="B2"', b'<c t="str" r="B2"'))
    assert check(content, "t.xlsx").routes["origin"].tolist() == ["COL"]


def test_merged_cells_are_an_error_in_the_table_and_none_beside_it(check):
    rows = (HEADER, ROW, [None, None, "SWE", "s"], [], [], ["", "", "", ""])
    merged = workbook(*rows, change=lambda book: book.active.merge_cells("B2:B3"))
    assert [p.message for p in check(merged, "t.xlsx").errors if p.code == "cells-merged"] == [
        "the cells B2:B3 are merged; only the first of them has the value"
    ]
    beside = workbook(HEADER, ROW, change=lambda book: book.active.merge_cells("B20:C21"))
    assert codes(check(beside, "t.xlsx")) == []


def test_the_visible_sheet_is_read_and_the_others_are_named(check):
    def two(book):
        book.active.title = "secret"
        book.active.sheet_state = "hidden"
        for title, origin in (("seizures", "PER"), ("codes", "BOL")):
            sheet = book.create_sheet(title)
            sheet.append(HEADER)
            sheet.append(["cocaine", origin, "NOR", "s"])

    report = check(workbook(HEADER, ROW, change=two), "t.xlsx")
    assert report.routes["origin"].tolist() == ["PER"]
    assert [problem.message for problem in report.warnings] == [
        "the hidden sheet is left aside: secret",
        "the sheet 'seizures' is read; not read: codes",
    ]


def test_a_row_number_without_measure_ends(check):
    content = with_sheet(workbook(HEADER, ROW), lambda sheet: sheet.replace(b'r="2"', b'r="99999999999999"'))
    assert codes(check(content, "t.xlsx")) == ["workbook-damaged"]


def test_a_workbook_with_a_password_is_named_as_such(check):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert check(content, "t.xlsx").errors[0].message == "is protected by a password"


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.parquet", "t.gpkg", "t.geojson", "<stdin>"])
def test_an_empty_file_is_empty_whatever_its_name(check, name):
    assert [problem.message for problem in check(b"", name).errors] == ["the file is empty"]


def test_a_header_below_a_title_is_found_and_not_read(check):
    table = "Table 1: seizures\n\n" + ",".join(HEADER) + "\n" + ",".join(ROW) + "\n"
    (problem,) = check(table).errors
    assert (problem.code, problem.line) == ("header-late", 1)
    assert problem.message == "the names of the columns stand in line 3, below other text"
    assert codes(check(workbook(["Table 1"], [], HEADER, ROW), "t.xlsx")) == ["header-late"]


@pytest.mark.parametrize(("divider", "name"), [("|", "|"), (":", "a colon"), ("^", "^"), (" ", "a space")])
def test_another_divider_is_named(check, divider, name):
    problem = check(divider.join(HEADER) + "\n" + divider.join(ROW) + "\n").errors[0]
    assert problem.hint.startswith(f"is {name} between the columns?")


def test_surplus_empty_cells_are_told_because_a_comma_may_have_moved_the_row(said):
    told = said("market,to,quantity,unit,note,source\ncocaine,NOR,1,000,,s,\n")
    assert told[1].startswith("2: 1 row ends in more empty cells than the header has, left aside (line 2); does a cell")


@pytest.mark.parametrize("invisible", ["\ufeff", "\u200b", "\u2060", "\u00ad"])
def test_what_nobody_sees_is_no_part_of_a_name_and_stays_inside_a_sentence(check, invisible):
    table = f"market,from,to,source,note\nco{invisible}caine,{invisible}COL,N{invisible}OR,{invisible}s,a{invisible}b\n"
    (row,) = check(table).routes.to_dict("records")
    assert [row[name] for name in ("market", "origin", "destination", "source")] == ["cocaine trade", "COL", "NOR", "s"]
    assert row["note"] == f"a{invisible}b"


def test_rows_with_different_mistakes_are_not_called_equal(check):
    assert codes(check("market,from,to,source\ncocaine,,Narnia,s\ncocaine,,Mordor,s\n")) == ["place-unknown"] * 2


def test_bytes_in_parquet_are_read_as_text_or_told(check):
    assert check(parquet(note=[b"seen"]), "t.parquet").routes["note"].tolist() == ["seen"]
    (warning,) = check(parquet(note=[b"\xff\x00"]), "t.parquet").warnings
    assert warning.message == "column note holds bytes, not text, and is left aside"


def test_dates_of_parquet_reach_beyond_those_of_python_and_pandas(check):
    content = parquet(start=pa.array([datetime.date(1500, 1, 1)], pa.date32()), end=pa.array([10**7], pa.date32()))
    (problem,) = check(content, "t.parquet").errors
    assert (problem.column, problem.code) == ("end", "date-invalid")


def test_features_without_properties_are_not_lost_in_silence(check):
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    (problem,) = check(json.dumps({"type": "FeatureCollection", "features": [point]}), "t.geojson").errors
    assert problem.message == "has no properties in any feature (1 read); they say market and places"


@pytest.mark.parametrize("given", [[1], {"a": 1}])
def test_an_id_that_is_none_is_told(check, given):
    properties = {"market": "cocaine", "origin": "COL", "destination": "NOR", "source": "s"}
    feature = {"type": "Feature", "id": given, "properties": properties, "geometry": None}
    assert codes(check(json.dumps(feature), "t.geojson")) == ["feature-id"]


@pytest.mark.parametrize(("name", "option"), [("t.csv", "sheet"), ("t.geojson", "sheet"), ("t.xlsx", "encoding")])
def test_an_option_without_effect_is_refused(check, name, option):
    content = {"t.csv": b"market,to\n", "t.geojson": b'{"type": "x"}', "t.xlsx": workbook(HEADER)}[name]
    with pytest.raises(RouteError, match=r"leave (sheet|encoding) away"):
        check(content, name, **{option: "utf-8"})


def test_a_line_without_end_is_refused_before_it_is_read(check):
    assert codes(check(b"market,to\n" + b"x," * 10_000_000)) == ["line-long"]


def test_a_table_without_end_is_refused(check, monkeypatch):
    monkeypatch.setattr("routemap.routes.reading.text.MOST_ROWS", 100)
    assert codes(check("market,to\n" + "cocaine,NOR\n" * 101)) == ["rows-many"]


def test_a_geopackage_or_parquet_without_end_is_refused(check, monkeypatch, tmp_path):
    routes = check("market,to,source\n" + "cocaine,NOR,s\n" * 11).routes
    export(routes, tmp_path / "r.gpkg", tmp_path / "r.parquet")
    for name, room in (("r.gpkg", "geopackage"), ("r.parquet", "parquet")):
        monkeypatch.setattr(f"routemap.routes.reading.{room}.MOST_ROWS", 10)
        assert codes(check_routes(tmp_path / name)) == ["rows-many"]


def test_a_layer_that_claims_more_rows_than_it_has_bytes_is_damaged(check, monkeypatch, tmp_path):
    import pyogrio

    routes = check("market,to,source\ncocaine,NOR,s\n").routes
    export(routes, tmp_path / "r.fgb")
    monkeypatch.setattr(pyogrio, "read_info", lambda *_, **__: {"driver": "FlatGeobuf", "features": 10**6})
    assert codes(check_routes(tmp_path / "r.fgb")) == ["layer-damaged"]


def test_geometry_alone_is_no_table(tmp_path):
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy([1], [2]), crs="EPSG:4326")
    points.to_file(tmp_path / "p.gpkg", layer="routes")
    points.to_parquet(tmp_path / "p.parquet")
    for name in ("p.gpkg", "p.parquet"):
        assert codes(check_routes(tmp_path / name)) == ["column-missing"]


def test_rows_that_do_not_fit_are_counted_beyond_a_number(check, monkeypatch):
    monkeypatch.setattr(findings, "MOST_KEPT", 10)
    report = check("market,to\n" + "cocaine\n" * 25)
    message = "15 more errors were found, after the first 10 problems"
    assert [problem.message for problem in report.problems if problem.code == "problems-many"] == [message]
    assert report.rows_read == 25


def test_standard_input_that_does_not_end_is_refused(monkeypatch):
    monkeypatch.setattr("routemap.routes.reading.inputs._MOST_STDIN_BYTES", 10)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"y\n" * 100)))
    assert codes(check_routes("-")) == ["file-large"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x00\x00\x27\x0a" + bytes(96), "is a Shapefile named .csv"),
        (b'<?xml version="1.0"?>\n<kml xmlns="x"/>', "is KML named .csv"),
        (b"<?xml version='1.0'?><a/>", "is an XML file"),
        (rb"{\rtf1 text}", "is a text document (RTF) named .csv"),
        (b"\x1f\x8b\x08", "is a gzip archive named .csv"),
    ],
)
def test_files_of_other_programs_are_named(check, content, message):
    (problem,) = check(content, "t.csv").errors
    assert problem.message.startswith(message)
    assert problem.expected


def test_quantities_can_always_be_added_up(check):
    table = "market,from,to,quantity,unit,source\ncocaine,COL,NOR,{},kg,s\n"
    assert codes(check(table.format("1e308"))) == ["number-too-large"]
    assert check(table.format("1e300")).routes["quantity"].sum() * raw_table.MOST_ROWS < float("inf")


def test_the_reference_system_of_a_lone_feature_is_looked_at(check):
    crs = '"crs":{"type":"name","properties":{"name":"EPSG:3857"}}'
    feature = f'{{"type":"Feature",{crs},"properties":{{"market":"c","from":"","to":"NOR","source":"s"}}}}'
    assert codes(check(feature, "t.geojson")) == ["crs"]


def test_a_second_date_column_is_not_taken_for_a_misspelt_one(said):
    assert said("market,from,to,year,start,source\nc,,NOR,2020,2021,s\n") == ["1: column year is not ours, kept along"]


@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069"])
@pytest.mark.parametrize("column", ["id", "market", "from", "to", "url"])
def test_a_turned_direction_is_refused_where_it_would_make_one_thing_look_like_another(check, column, sign):
    row = {"id": "a", "market": "cocaine", "from": "COL", "to": "NOR", "url": "https://example.org", "source": "s"}
    row[column] = row[column][:2] + sign + row[column][2:]
    (problem,) = check(",".join(row) + "\n" + ",".join(row.values()) + "\n").errors
    assert problem.code == "direction-refused"


@pytest.mark.parametrize("column", ["unit", "start", "directed", "confidence", "quantity", "statement"])
def test_a_turned_direction_is_refused_in_values_too(check, column):
    row = {"market": "cocaine", "to": "NOR", "quantity": "12", "unit": "kg", "source": "s", "start": "2021"}
    row |= {"directed": "yes", "confidence": "high", "statement": "a1"}
    row[column] = row[column][0] + "\u202e" + row[column][1:]
    (problem,) = check(",".join(row) + "\n" + ",".join(row.values()) + "\n").errors
    assert problem.code == "direction-refused"


def test_turned_directions_are_kept_in_texts_and_told_once(check):
    rows = [f"cocaine,NOR,s\u2067{n},a\u202eb{n},c\u2069d,mine\u202d,Kokain\u2066" for n in range(40)]
    report = check("market,to,source,note,quote,seizure,drug\n" + "\n".join(rows) + "\n")
    (problem,) = [problem for problem in report.problems if problem.code == "direction-kept"]
    assert problem.message.startswith("200 texts hold invisible signs")
    assert "(lines 2, 3, 4, 5, 6 and 35 more; drug, source, quote, note, seizure)" in problem.message
    assert report.routes["note"][0] == "a\u202eb0"
    assert report.routes["commodity"][0] == "Kokain\u2066"
    assert report.routes["seizure"][0] == "mine\u202d"


def test_a_column_whose_name_turns_its_direction_is_refused(check):
    (problem,) = check("market,to,source,sei\u202ezure\ncocaine,NOR,s,1\n").errors
    assert problem.code == "column-name"


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u200c", "\u200d", "\u200e", "\u061c", "\u180e", "\u034f", "\ufe0f", "\u3164", "\U000e0041"]
)
def test_what_cannot_be_seen_makes_no_second_name(check, sign):
    report = check(f"id,market,to,source,url\na,sand,NOR,s,https://a.org\na{sign},sa{sign}nd,Nor{sign}way,s,\n")
    assert [problem.code for problem in report.errors] == ["id-duplicate"]
    routes = check(f"market,to,source,url\nsand,NOR,s,\nsa{sign}nd,Nor{sign}way,s,https://a{sign}.org\n").routes
    assert routes["market"].unique().tolist() == ["sand"]
    assert routes["url"].tolist() == ["", "https://a.org"]


def test_joiners_stay_where_words_are_spelt_with_them(check):
    market = "\u0642\u0627\u0686\u0627\u0642 \u0645\u06cc\u200c\u0634\u0648\u062f"
    routes = check(f"market,to,source\n{market},NOR,\u0645\u06cc\u200c\u0634\n").routes
    assert routes["market"].tolist() == [market]
    assert routes["source"].tolist() == ["\u0645\u06cc\u200c\u0634"]


@pytest.mark.parametrize(
    "address", ["https://unodc.org@evil.example/a", "http://user:pass@example.org", "https://@x.org"]
)
def test_an_address_with_a_user_name_is_refused(check, address):
    (problem,) = check(f"market,to,source,url\ncocaine,NOR,s,{address}\n").errors
    assert (problem.code, problem.expected) == ("url-invalid", "an address without one")
