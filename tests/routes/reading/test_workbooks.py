"""Workbooks: what a sheet shows is read, what it hides is named, and what any program writes is understood."""

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import MAC_EPOCH
from typer.testing import CliRunner

from routemap.cli import app
from routemap.errors import RouteError
from routemap.routes import check_routes, read_routes
from routemap.routes.reading.workbook_parts import unescaped
from routemap.routes.reading.workbook_sheet import column_of

from .hostile.workbooks import BOOK, RELATIONS, SHEET, repacked, with_part, with_texts, workbook

HEADER = ["market", "origin", "destination", "source"]


def as_buffer(data: bytes, name: str = "t.xlsx") -> io.BytesIO:
    buffer = io.BytesIO(data)
    buffer.name = name
    return buffer


def sheets(*given: tuple[str, str, str]) -> bytes:
    """Return a workbook of sheets: title, state, origin of its one route."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, state, origin in given:
        sheet = book.create_sheet(title)
        sheet.append(HEADER)
        sheet.append(["cocaine", origin, "NOR", "s"])
        sheet.sheet_state = state
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def table(*rows: list, change=lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def messages(report):
    return [problem.message for problem in report.problems]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_called_routes_does_not_win_over_one_that_is_shown(state):
    data = sheets(("routes", state, "PER"), ("seizures", "visible", "COL"))
    report = check_routes(as_buffer(data))
    assert report.routes["origin"].tolist() == ["COL"]
    assert messages(report) == ["the hidden sheet is left aside: routes"]
    assert read_routes(as_buffer(data), hidden=True)["origin"].tolist() == ["PER"]
    assert read_routes(as_buffer(data), sheet="routes")["origin"].tolist() == ["PER"]


def test_a_workbook_that_shows_no_sheet_is_refused_with_the_way_to_read_it():
    data = sheets(("a", "visible", "COL"), ("b", "hidden", "PER"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = archive.read(BOOK)
    data = repacked({BOOK: lambda _: book.replace(b'state="visible"', b'state="hidden"').replace(b"rId2", b"rId1")})
    (problem,) = check_routes(as_buffer(data)).errors
    assert (problem.code, problem.hint) == ("sheet-missing", "--hidden reads the hidden ones: a, b")


def hide_rows(sheet):
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[5].hidden = True


ROWS = [
    HEADER,
    *[["cocaine", origin, "NOR", "s"] for origin in ("COL", "PER", "BOL", "ECU")],
]


def test_hidden_rows_are_left_aside_and_named_by_line():
    report = check_routes(as_buffer(table(*ROWS, change=hide_rows)))
    assert report.routes["origin"].tolist() == ["COL", "BOL"]
    assert messages(report) == ["2 hidden rows are left aside: 3, 5"]
    assert len(read_routes(as_buffer(table(*ROWS, change=hide_rows)), hidden=True)) == 4


def test_a_hidden_row_without_a_value_is_not_worth_a_word():
    report = check_routes(as_buffer(table(*ROWS, change=lambda s: setattr(s.row_dimensions[9], "hidden", True))))
    assert messages(report) == []


def test_hidden_columns_are_left_aside_and_named_by_letter_and_header():
    def hide(sheet):
        sheet["B1"], sheet["E1"], sheet["E2"], sheet["G2"] = "origin", "informant", "X", "beyond"
        for letter in "BEFG":
            sheet.column_dimensions[letter].hidden = True

    report = check_routes(as_buffer(table(*ROWS, change=hide)))
    assert set(report.routes["origin"]) == {""}
    assert "informant" not in report.routes
    assert messages(report)[:1] == ["the hidden columns B (origin), E (informant), G are left aside"]


def test_a_hidden_column_without_values_is_not_worth_a_word():
    report = check_routes(as_buffer(table(*ROWS, change=lambda s: setattr(s.column_dimensions["H"], "hidden", True))))
    assert messages(report) == []


@pytest.mark.parametrize(
    ("row", "usual"),
    [
        (b'ht="0.3" customHeight="1"', b""),
        (b"", b'<sheetFormatPr defaultRowHeight="0.1" customHeight="1"/>'),
    ],
)
def test_rows_and_columns_of_less_than_half_a_dot_are_hidden(row, usual):
    row = b'<row r="3" %b><c r="A3" t="str"><v>heroin</v></c></row>' % row
    columns = b'<cols><col min="2" max="2" width="0.05" customWidth="1"/></cols>'

    def change(data):
        data = data.replace(b"<row ", b'<row ht="15" ') if usual else data
        start = data.index(b"<sheetFormatPr") if usual else data.index(b"<sheetData>")
        data = data[:start] + usual + columns + data[data.index(b"<sheetData>") :]
        return data.replace(b"</sheetData>", row + b"</sheetData>")

    assert messages(check_routes(as_buffer(repacked({SHEET: change}))))[:2] == [
        "the hidden row 3 is left aside",
        "the hidden column B (origin) is left aside",
    ]


def test_a_row_of_no_height_and_a_column_of_no_width_are_hidden():
    row = b'<row r="3" ht="0" customHeight="1"><c r="A3" t="str"><v>heroin</v></c></row>'
    columns = b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols>'
    data = repacked(
        {
            SHEET: lambda d: d.replace(b"<sheetData>", columns + b"<sheetData>").replace(
                b"</sheetData>", row + b"</sheetData>"
            )
        }
    )
    assert messages(check_routes(as_buffer(data))) == [
        "the hidden row 3 is left aside",
        "the hidden column B (origin) is left aside",
        "no column says where routes begin: the origin of every route is unknown",
    ]


def test_a_header_in_a_hidden_row_is_none():
    rows = [["a", "b", "c", "d"], *ROWS]
    report = check_routes(as_buffer(table(*rows, change=lambda s: setattr(s.row_dimensions[1], "hidden", True))))
    assert len(report.routes) == 4
    assert messages(report) == ["the hidden row 1 is left aside"]


def test_a_sheet_of_which_everything_is_hidden_is_empty_and_says_how_to_read_it():
    def hide(sheet):
        for line in range(1, 6):
            sheet.row_dimensions[line].hidden = True

    (problem,) = check_routes(as_buffer(table(*ROWS, change=hide))).errors
    assert (problem.code, problem.hint) == ("file-empty", "--hidden reads what is hidden")


def test_a_formula_without_result_in_a_hidden_row_is_not_asked_for():
    rows = [*ROWS, ["cocaine", '="C"&"OL"', "NOR", "s"]]
    report = check_routes(as_buffer(table(*rows, change=lambda s: setattr(s.row_dimensions[6], "hidden", True))))
    assert [problem.code for problem in report.problems] == ["rows-hidden"]


@pytest.mark.parametrize("command", ["check", "build", "encode", "export", "figure"])
def test_hidden_is_an_option_of_every_command_that_reads_a_table(tmp_path: Path, command: str) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(table(*ROWS, change=hide_rows))
    out = {"build": ["--out", "maps"], "encode": ["--out", "r.geojson"], "export": ["--out", "r.csv"]}
    out |= {"figure": ["--out", "r.svg"]}
    more = [str(tmp_path / word) if word[0] != "-" else word for word in out.get(command, [])]
    without = CliRunner().invoke(app, [command, str(path), *more])
    assert without.exit_code == 0
    assert "2 hidden rows are left aside" in without.stderr
    told = CliRunner().invoke(app, [command, str(path), *more, "--hidden"])
    assert told.exit_code == 0
    assert "left aside" not in told.stderr
    assert "2 hidden rows are read too (lines 3, 5)" in told.stderr
    if command == "check":
        assert told.stdout == "accepted: 4 rows, 4 routes, 1 warning\n"


def test_where_nothing_can_be_hidden_the_option_is_refused():
    with pytest.raises(RouteError, match="hides nothing"):
        check_routes(as_buffer(b"market,to\ncocaine,NOR\n", "t.csv"), hidden=True)


def rich(sheet):
    sheet["A2"] = CellRichText("coca", TextBlock(InlineFont(b=True), "ine"))


def test_texts_of_several_looks_are_one_text():
    assert read_routes(as_buffer(table(*ROWS[:2], change=rich)))["market"].tolist() == ["cocaine trade"]


def test_shared_texts_are_read_without_how_they_are_pronounced():
    texts = (
        '<si><t>cocaine</t></si><si><r><t>C</t></r><r><rPr><b/></rPr><t xml:space="preserve">OL </t></r></si>'
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si><si/>"
    )
    row = b'<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="str"><v>NOR</v></c>'
    row += b'<c r="D3" t="s"><v>2</v></c></row><row r="4"><c r="A4" t="s"><v>3</v></c></row>'
    routes = read_routes(as_buffer(with_texts(texts.encode, row)))
    assert routes[["origin", "source"]].iloc[1].tolist() == ["COL", "東京"]
    assert len(routes) == 2


def test_what_xml_cannot_hold_is_put_back():
    assert unescaped("a_x000D_\nb _x005F_x0041_ _x12_") == "a\r\nb _x0041_ _x12_"
    rows = [HEADER, ["cocaine", "COL", "NOR", "one_x000D_\ntwo"]]
    assert read_routes(as_buffer(table(*rows)))["source"].tolist() == ["one\ntwo"]


def test_dates_are_read_in_every_format_and_from_either_epoch():
    header = ["market", "destination", "source", "start", "end", "seen at", "for"]
    row = ["cocaine", "NOR", "s", datetime.date(2021, 5, 17), datetime.datetime(2021, 6, 1)]
    row += [datetime.time(12, 30), datetime.timedelta(hours=30)]
    book = openpyxl.Workbook()
    for values in (header, row):
        book.active.append(values)
    book.active["D2"].number_format = '[$-409]d\\ mmmm\\ "of"\\ yyyy'
    for epoch in (book.epoch, MAC_EPOCH):
        book.epoch = epoch
        buffer = io.BytesIO()
        book.save(buffer)
        found = read_routes(as_buffer(buffer.getvalue())).iloc[0]
        assert found[["start", "end", "seen at", "for"]].tolist() == [
            "2021-05-17",
            "2021-06-01",
            "12:30:00",
            "1 day, 6:00:00",
        ]


def test_a_number_that_no_date_has_is_an_error_of_the_spreadsheet():
    header = ["market", "destination", "source", "start"]
    data = table(header, ["cocaine", "NOR", "s", datetime.date(2021, 5, 17)])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read(SHEET)
    assert b"<v>44333</v>" in sheet
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, sheet.replace(b"44333", b"99999999") if name == SHEET else old.read(name))
    assert [problem.code for problem in check_routes(as_buffer(changed.getvalue())).errors] == ["cell-error"]


def test_rows_and_cells_without_numbers_follow_one_another():
    rows = b'<row><c t="str"><v>heroin</v></c><c/><c t="str"><v>SWE</v></c></row>'
    data = with_part(SHEET, b"</sheetData>", lambda: rows + b"</sheetData>")
    assert read_routes(as_buffer(data))["destination"].tolist() == ["NOR", "SWE"]


@pytest.mark.parametrize("prefix", ["x:", ""])
def test_the_strict_language_and_prefixes_are_understood(prefix):
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    cells = "".join(f'<{prefix}c t="str"><{prefix}v>{value}</{prefix}v></{prefix}c>' for value in HEADER)
    row = "".join(
        f'<{prefix}c t="str"><{prefix}v>{value}</{prefix}v></{prefix}c>' for value in ("heroin", "AFG", "SWE", "s")
    )
    sheet = (
        f'<{prefix}worksheet {name}="{strict}"><{prefix}sheetData><{prefix}row>{cells}</{prefix}row>'
        f"<{prefix}row>{row}</{prefix}row></{prefix}sheetData></{prefix}worksheet>"
    )
    assert read_routes(as_buffer(repacked({SHEET: lambda _: sheet.encode()})))["origin"].tolist() == ["AFG"]


def test_a_sheet_by_a_relative_name_is_found():
    data = repacked(
        {RELATIONS: lambda data: data.replace(b"/xl/worksheets/sheet1.xml", b"worksheets/../worksheets/sheet1.xml")}
    )
    assert len(read_routes(as_buffer(data))) == 1


def test_chart_sheets_are_no_tables():
    book = openpyxl.Workbook()
    book.create_chartsheet("routes", 0)
    for row in ROWS:
        book.active.append(row) if hasattr(book.active, "append") else book["Sheet"].append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    assert len(read_routes(as_buffer(buffer.getvalue()))) == 4


def test_truth_values_and_errors_are_texts():
    header = ["market", "destination", "source", "directed", "crew"]
    row = read_routes(as_buffer(table(header, ["cocaine", "NOR", "s", False, 7.0]))).iloc[0]
    assert (row["directed"], row["crew"]) == (False, "7")
    report = check_routes(as_buffer(table(header, ["cocaine", "NOR", "#N/A", True, 0.1])))
    assert [problem.code for problem in report.errors] == ["cell-error"]


def test_a_very_long_cell_is_named_as_such_and_32767_letters_are_none():
    assert len(read_routes(as_buffer(table(HEADER, ["cocaine", "COL", "NOR", "x" * 32_767])))["source"][0]) == 32_767


@pytest.mark.parametrize(("reference", "column"), [("A1", 1), ("Z9", 26), ("AA1", 27), ("XFD1048576", 16_384), ("", 0)])
def test_letters_are_columns(reference, column):
    assert column_of(reference) == column


def test_a_plain_workbook_of_ours_is_read():
    assert len(read_routes(as_buffer(workbook()))) == 1
