"""Excel, Parquet, GeoPackage and frames."""

import datetime
import io
import subprocess
import sys
import zipfile

import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely
from geopandas import GeoDataFrame
from pandas.testing import assert_frame_equal

from routemap.errors import MissingDependency
from routemap.routes import check_routes, read_routes

HEADER = ["market", "from", "via", "to", "quantity", "unit", "year", "source"]
ROW = ["cocaine", "Colombia", "ECU; PAN", "Norway", 5, "kg", 2021, "s"]


def workbook(*sheets, **named):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in [*((f"Sheet{i}", rows) for i, rows in enumerate(sheets, 1)), *named.items()]:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    buffer.seek(0)
    buffer.name = "book.xlsx"
    return buffer


def test_a_workbook_is_read():
    routes = read_routes(workbook([HEADER, ROW]))
    assert routes[["origin", "transit", "destination", "start"]].iloc[0].tolist() == ["COL", "ECU > PAN", "NOR", "2021"]
    assert routes["quantity"].tolist() == [5.0]


def test_the_sheet_called_routes_wins_then_the_first_then_the_named():
    def origin(**options):
        row = ROW.copy()
        rows = {
            title: [HEADER, [row[0], place, *row[2:]]]
            for title, place in [("A", "PER"), ("Routes", "COL"), ("C", "BOL")]
        }
        return read_routes(workbook(**rows), **options)["origin"].tolist()

    assert origin() == ["COL"]
    assert origin(sheet="c") == ["BOL"]
    assert read_routes(workbook([HEADER, ROW], [["x"]]))["origin"].tolist() == ["COL"]


def test_a_sheet_that_is_not_there_lists_those_that_are():
    (problem,) = check_routes(workbook(A=[HEADER], B=[HEADER]), sheet="Z").errors
    assert str(problem) == "book.xlsx: has no sheet 'Z'; expected one of: A, B"


def test_lines_are_the_rows_of_the_sheet():
    rows = [[], ["", None], HEADER, ROW, [None] * 8, ["cocaine", "Narnia", "", "NOR", None, None, None, "s"]]
    report = check_routes(workbook(rows))
    assert [(problem.line, problem.value) for problem in report.problems] == [(6, "Narnia")]
    assert report.rows_read == 2


def test_typed_cells_become_what_one_would_type():
    header = ["market", "to", "start", "end", "directed", "quantity", "unit", "source", "number"]
    row = ["cocaine", "NOR", datetime.datetime(2021, 5, 17), datetime.date(2021, 6, 1), False, 0.1, "kg", "s", 3.0]
    frame = read_routes(workbook([header, row]))
    assert frame[["start", "end", "directed", "quantity", "number"]].iloc[0].tolist() == [
        "2021-05-17",
        "2021-06-01",
        False,
        0.1,
        "3",
    ]


def test_the_time_of_day_is_set_aside_with_a_note():
    moment = datetime.datetime(2021, 5, 17, 12, 30)
    report = check_routes(workbook([["market", "from", "to", "year", "source"], ["cocaine", "", "NOR", moment, "s"]]))
    assert [problem.message for problem in report.problems] == ["the time of day is not used (line 2)"]
    assert report.routes["start"].tolist() == ["2021-05-17"]


def test_errors_and_values_beyond_the_header_are_named():
    report = check_routes(
        workbook([["market", "to", "source"], ["cocaine", "#REF!", "s"], ["cocaine", "NOR", "s", None, "x"]])
    )
    assert [(problem.line, problem.code) for problem in report.errors] == [(2, "cell-error"), (3, "row-ragged")]


def test_an_empty_sheet_and_a_damaged_workbook():
    assert check_routes(workbook([])).errors[0].message == "the sheet is empty"
    whole = workbook([HEADER, ROW]).getvalue()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<broken" if name.endswith("workbook.xml") else old.read(name))
    assert check_routes(io.BytesIO(buffer.getvalue())).errors[0].code == "workbook-damaged"


def test_a_workbook_that_claims_to_be_huge_is_read_as_it_is():
    whole = workbook([HEADER, ROW]).getvalue()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:H2"', b'ref="A1:XFD1048576"'))
    assert len(read_routes(io.BytesIO(buffer.getvalue()))) == 1


def test_parquet_is_read(tmp_path):
    path = tmp_path / "routes.parquet"
    frame = pd.DataFrame([ROW, ROW], columns=HEADER)
    frame["year"] = [2021, None]
    frame["day"] = [datetime.date(2021, 5, 17), None]
    frame["geometry"] = [b"\x01\x02", None]
    frame.to_parquet(path)
    routes = read_routes(path)
    assert routes["start"].tolist() == ["2021", ""]
    assert routes["day"].tolist() == ["2021-05-17", ""]
    assert "geometry" not in routes


def test_problems_of_a_table_without_lines_name_the_row(tmp_path):
    path = tmp_path / "routes.parquet"
    pd.DataFrame([ROW, ["cocaine", "Narnia", *ROW[2:]]], columns=HEADER).to_parquet(path)
    (problem,) = check_routes(path).errors
    assert str(problem).startswith(f"{path.name}:row 2: from 'Narnia': no place of this name")


def test_a_cut_parquet_file_is_refused():
    buffer = io.BytesIO()
    pd.DataFrame([ROW], columns=HEADER).to_parquet(buffer)
    assert check_routes(io.BytesIO(buffer.getvalue()[:-20])).errors[0].code == "parquet-damaged"


def geopackage(path, **layers):
    for layer, frame in layers.items():
        shapes = GeoDataFrame(frame, geometry=[shapely.LineString([(0, 0), (1, 1)])] * len(frame), crs="EPSG:4326")
        pyogrio.write_dataframe(shapes, path, layer=layer, append=path.exists())


def test_the_layer_routes_of_a_geopackage_is_read(tmp_path):
    path = tmp_path / "routes.gpkg"
    geopackage(path, places=pd.DataFrame({"place": ["NOR"]}), routes=pd.DataFrame([ROW], columns=HEADER))
    assert read_routes(path)["destination"].tolist() == ["NOR"]
    assert read_routes(io.BytesIO(path.read_bytes()))["destination"].tolist() == ["NOR"]


def test_another_layer_must_be_named(tmp_path):
    path = tmp_path / "routes.gpkg"
    geopackage(path, places=pd.DataFrame({"place": ["NOR"]}), flows=pd.DataFrame([ROW], columns=HEADER))
    assert str(check_routes(path).errors[0]) == f"{path.name}: has no layer routes; expected one of: places, flows"
    assert check_routes(path, sheet="nope").errors[0].message == "has no layer 'nope'"
    assert len(read_routes(path, sheet="flows")) == 1


def test_a_damaged_geopackage_is_refused():
    assert check_routes(io.BytesIO(b"SQLite format 3\x00" + b"x" * 100)).errors[0].code == "layer-damaged"


def test_a_frame_is_read_and_not_changed():
    frame = pd.DataFrame([ROW, ROW], columns=HEADER, index=["a", "b"])
    frame["year"] = [2021, None]
    before = frame.copy()
    routes = read_routes(frame)
    assert routes["start"].tolist() == ["2021", ""]
    assert list(routes.index) == [0, 1]
    assert_frame_equal(frame, before)


def test_a_routes_frame_is_read_as_itself():
    routes = read_routes(
        pd.DataFrame([ROW, ["heroin", "A", "", "", None, None, None, ""][:1] + ROW[1:]], columns=HEADER)
    )
    assert_frame_equal(read_routes(routes), routes)
    shapes = GeoDataFrame(routes, geometry=[shapely.Point(1, 2)] * 2, crs="EPSG:4326")
    assert_frame_equal(read_routes(shapes), routes)


@pytest.mark.parametrize(
    ("package", "content", "extra"),
    [("openpyxl", workbook([HEADER, ROW]).getvalue(), "excel"), ("pyarrow", b"PAR1", "parquet")],
)
def test_a_missing_package_is_named_with_the_way_to_install_it(monkeypatch, package, content, extra):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingDependency, match=rf"needs the package {package} .* pip install 'routemap\[{extra}\]'"):
        check_routes(io.BytesIO(content))


def test_a_chunk_that_says_more_than_its_column_has_does_not_end_the_process() -> None:
    """Asked for a column whose counts of levels are of another length, Arrow throws where nobody catches."""
    code = (
        "import io\n"
        "import pyarrow as pa, pyarrow.parquet as pq\n"
        "from routemap.routes import check_routes\n"
        "pq.write_table(pa.table({'market': ['arms'], 'origin': ['COL'], 'source': ['s']}), whole := io.BytesIO())\n"
        "data = whole.getvalue()\n"
        "refused = 0\n"
        "for at in range(len(data) - 8 - int.from_bytes(data[-8:-4], 'little'), len(data) - 8):\n"
        "    changed = data[:at] + bytes([0x26]) + data[at + 1 :]\n"
        "    refused += check_routes(io.BytesIO(changed)).routes is None\n"
        "print(refused)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert int(done.stdout) > 0
