"""CSV, TSV and semicolons: encodings, quotes, ragged rows, and the line each thing stands in."""

import gzip
import io
import os
import sys
import threading
import zipfile

import pytest

from routemap.errors import ReadError, RouteError
from routemap.routes import check_routes, read_routes

HEADER = "market,from,to,source,note\n"
ROW = "cocaine,Colombia,Norway,s,\n"
BAD = "cocaine,Narnia,Norway,s,\n"


def lines_of(report):
    return [(problem.line, problem.code) for problem in report.errors]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(check, delimiter):
    report = check((HEADER + ROW).replace(",", delimiter))
    assert report.routes["origin"].tolist() == ["COL"]
    assert report.problems == ()


def test_commas_in_a_semicolon_header_do_not_mislead(check):
    content = '"market, in short";from;to;"note, long, very, long"\ncocaine;COL;NOR;x\n'
    assert check(content, columns={"market, in short": "market"}).routes["note, long, very, long"].tolist() == ["x"]


def test_excels_own_first_line_names_the_delimiter(check):
    assert lines_of(check("sep=;\nmarket;from;to\ncocaine;Narnia;NOR\n")) == [(3, "place-unknown")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_physical_also_after_quoted_line_ends(check, end):
    content = HEADER + 'cocaine,Colombia,Norway,s,"one\n\ntwo"\n\n' + BAD + ROW + BAD
    report = check(content.replace("\n", end))
    assert lines_of(report) == [(6, "place-unknown"), (8, "place-unknown")]
    assert report.rows_read == 4


def test_line_ends_within_a_cell_become_one_kind(check):
    assert check(HEADER + 'cocaine,COL,NOR,s,"a\r\nb"\r\n').routes["note"].tolist() == ["a\nb"]


def test_blank_lines_before_the_header_count_as_lines(check):
    assert lines_of(check("\n,,,,\n" + HEADER + BAD)) == [(4, "place-unknown")]


def test_rows_of_empty_cells_are_no_routes(check):
    report = check(HEADER + ROW + ",,,,\n , ,,,\n" + ROW.replace("Colombia", "Peru"))
    assert report.rows_read == len(report.routes) == 2
    assert report.problems == ()


def test_ragged_rows_are_named_and_the_rest_is_checked(said):
    assert said(HEADER + "cocaine,COL\n" + "cocaine,COL,NOR,s,by sea, mostly\n" + ROW.rstrip() + ",,\n" + BAD)[:2] == [
        "2: the row has 2 cells, the header has 5; expected 5 cells",
        "3: the row has 6 cells, the header has 5; expected 5 cells; "
        "put a cell that holds a comma between double quotes",
    ]
    assert len(said(HEADER + "cocaine,COL\n" + BAD)) == 2


def test_a_quote_that_is_never_closed_is_named_where_it_was_opened(said):
    assert said(HEADER + BAD + 'cocaine,COL,NOR,s,"open\n' + ROW)[1:] == [
        '3: a quotation mark opened in this row is never closed; expected a closing "'
    ]


def test_a_quote_left_open_in_a_large_file_is_found_early(check):
    report = check(HEADER + ROW + 'cocaine,COL,NOR,s,"open\n' + ROW * 20_000)
    assert report.errors[0].line == 3
    assert report.errors[0].hint == "is a quotation mark left open in this row?"


def test_text_after_a_closing_quote_is_named_and_the_rest_is_checked(check):
    assert lines_of(check(HEADER + 'cocaine,COL,NOR,s,"a" b\n' + BAD)) == [(2, "quote-stray"), (3, "place-unknown")]


def test_quotes_after_a_blank_and_within_words_are_read(check):
    assert check(HEADER + 'cocaine, "COL", NOR, s, 5" pipe\n').routes["note"].tolist() == ['5" pipe']


def test_an_empty_file_and_a_header_alone(check):
    assert [p.message for p in check("").errors] == ["the file is empty"]
    assert [p.message for p in check("\n \n").errors] == ["the file is empty"]
    report = check(HEADER)
    assert (len(report.routes), [p.code for p in report.problems]) == (0, ["rows-missing"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_are_found_by_their_mark(check, encoding):
    report = check((HEADER + "cocaine,Côte d’Ivoire,Norway,s,né\n").encode(encoding))
    assert report.routes[["origin", "note"]].iloc[0].tolist() == ["CIV", "né"]


def test_another_encoding_is_named_with_line_and_byte(said):
    assert said((HEADER + ROW + "cocaine,Türkiye,Norway,s,\n").encode("cp1252")) == [
        "3: the byte 0xFC (number 64 of the file) is not UTF-8; expected a file saved as UTF-8; "
        "if it was saved in another encoding, say which: --encoding windows-1252, for instance"
    ]


def test_the_byte_is_found_far_into_a_file(check):
    rows = ROW * 100_000
    (problem,) = check((HEADER + rows).encode() + b"\xff\n").errors
    assert problem.line == 100_002
    assert f"(number {len(HEADER + rows) + 1:,} of the file)" in problem.message


def test_an_encoding_can_be_named(check):
    content = (HEADER + "cocaine,Türkiye,Norway,s,\n").encode("cp1252")
    assert check(content, encoding="windows-1252").routes["origin"].tolist() == ["TUR"]


@pytest.mark.parametrize("encoding", ["klingon", "zip", "rot13"])
def test_an_encoding_that_does_not_exist_is_the_callers_mistake(check, encoding):
    with pytest.raises(RouteError, match=f"'{encoding}'"):
        check(HEADER, encoding=encoding)


def test_utf16_without_its_mark_gets_a_hint(check):
    (problem,) = check((HEADER + ROW).encode("utf-16-le")).errors
    assert "try --encoding utf-16-le" in problem.hint


def test_utf16_cut_in_the_middle_of_a_character(check):
    (problem,) = check((HEADER + ROW).encode("utf-16")[:-1]).errors
    assert problem.message == "the last character is cut short"


def test_nul_bytes_are_named_with_their_line(check):
    assert lines_of(check((HEADER + ROW + ROW.replace("Nor", "N\0or")).encode())) == [(3, "nul-byte")]


@pytest.mark.parametrize(
    ("character", "told"),
    [("\x07", "control character U+0007"), ("\x1b", "U+001B"), ("\x85x", "U+0085"), ("￿", "U+FFFF")],
)
def test_characters_that_cannot_be_shown_are_refused(check, character, told):
    (problem,) = check(HEADER + f"cocaine,COL,NOR,s,a{character}b\n").errors
    assert (problem.line, problem.column) == (2, "note")
    assert told in problem.message


def test_a_lone_surrogate_in_a_text_buffer_is_refused_with_its_cell():
    (problem,) = check_routes(io.StringIO(HEADER + "cocaine,COL,NOR,a\ud800,\n")).errors
    assert str(problem) == (
        r"<buffer>:2: source 'a\ud800': holds half of a character (a lone surrogate) U+D800; expected readable text"
    )


def archive(name):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (archive("a.csv"), "is a zip archive named .csv"),
        (archive("xl/workbook.xml"), "is an Excel workbook named .csv"),
        (archive("mimetype"), "is an OpenDocument file named .csv"),
        (b"PK\x03\x04 cut", "is a damaged zip archive or workbook named .csv"),
        (b"<!DOCTYPE html>\n<html>", "is a web page named .csv"),
        (b"\xef\xbb\xbf  <HTML><body>", "is a web page named .csv"),
        (b"<?xml version='1.0'?>", "is an XML file named .csv"),
        (b"%PDF-1.7", "is a PDF document named .csv"),
        (gzip.compress(b"x", mtime=0), "is a gzip archive named .csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an Excel workbook of the old kind (.xls) named .csv"),
        (b"\x89PNG\r\n", "is a picture (PNG) named .csv"),
        (b"PAR1", "is a Parquet file named .csv"),
        (b"SQLite format 3\x00", "is a GeoPackage named .csv"),
        (b'{"type": "FeatureCollection"}', "is GeoJSON named .csv"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_named(check, content, told):
    (problem,) = check(content).errors
    assert (problem.code, problem.message) == ("file-kind", told)


def test_other_names_do_not_help_a_text_table_either(check):
    assert check(HEADER, name="a.xlsx").errors[0].message == "is not an Excel workbook, although it is named .xlsx"
    assert check(HEADER, name="a.geojson").errors[0].code == "json-invalid"


def test_a_table_with_any_other_name_is_read(check):
    assert len(check(HEADER + ROW, name="table.data").routes) == 1


def test_apostrophes_that_exports_put_before_formulas_are_taken_away(check):
    routes = check("market,to,source,note,'=x\ncocaine,NOR,s,'=1+1,''@a\nheroin,NOR,s,'tis,'-\n").routes
    assert routes["note"].tolist() == ["=1+1", "'tis"]
    assert routes["=x"].tolist() == ["'@a", "-"]


def test_errors_of_a_spreadsheet_are_no_values(said):
    assert said(HEADER + "cocaine,#N/A,NOR,s,#REF!\n") == [
        "2: from '#N/A': is an error of the spreadsheet, not a value; expected a value, or nothing",
        "2: note '#REF!': is an error of the spreadsheet, not a value; expected a value, or nothing",
    ]


def test_a_path_a_buffer_and_standard_input_give_the_same(tmp_path, monkeypatch):
    path = tmp_path / "routes.csv"
    path.write_text(HEADER + ROW, encoding="utf-8")
    expected = read_routes(path)
    assert read_routes(str(path)).equals(expected)
    assert read_routes(io.StringIO(HEADER + ROW)).equals(expected)
    assert read_routes(io.BytesIO((HEADER + ROW).encode())).equals(expected)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((HEADER + ROW).encode())))
    assert read_routes("-").equals(expected)


def test_standard_input_is_called_so(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((HEADER + BAD).encode())))
    assert str(check_routes("-").errors[0]).startswith("<stdin>:2: from 'Narnia'")


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        check_routes(tmp_path / "absent.csv")


def test_something_that_is_no_source_is_a_type_error():
    with pytest.raises(TypeError, match="expected a path, a buffer or a DataFrame, not list"):
        check_routes([1, 2])


def test_read_routes_raises_everything_at_once(tmp_path):
    path = tmp_path / "routes.csv"
    path.write_text(HEADER + BAD * 25, encoding="utf-8")
    with pytest.raises(ReadError, match=r"25 rows: 2, 3, 4 …") as caught:
        read_routes(path)
    assert len([p for p in caught.value.problems if p.severity == "error"]) == 25


def test_a_header_of_too_many_columns_is_refused(check):
    assert check(",".join(f"c{i}" for i in range(1_001)) + "\n").errors[0].message == "the header has 1,001 columns"
    assert len(check(HEADER.rstrip() + "," * 20_000 + "\n" + ROW).routes) == 1


def test_a_hundred_thousand_problems_are_enough(check):
    report = check("market,from,to,source\n" + "cocaine,,Narnia,s\n" * 100_003)
    assert len(report.problems) == 100_001
    assert report.problems[-1].message == "3 more errors were found, after the first 100,000 problems"
    assert report.rows_read == 100_003


def test_lines_without_end_are_refused_at_once(check, monkeypatch):
    monkeypatch.setattr("routemap.routes.reading.encodings.MOST_ROWS", 1_000)
    for end in ("\n", "\r", "\r\n"):
        report = check("market,origin,destination,source\ncocaine,COL,NOR,s\n" + end * 1_001)
        assert [problem.code for problem in report.errors] == ["rows-many"]


def test_a_line_of_names_beyond_the_end_is_told():
    (problem,) = check_routes(io.StringIO("market,from,to,source\nc,Peru,Spain,s\n"), header_line=9).errors
    assert (problem.code, problem.message) == ("header-late", "nothing stands in line 9 or below it")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a name")
def test_a_pipe_is_read_by_its_name(tmp_path):
    os.mkfifo(pipe := tmp_path / "t.csv")
    text = "market,from,to,source\nc,Peru,Spain,s\n"
    writer = threading.Thread(target=pipe.write_text, args=(text,))
    writer.start()
    assert len(check_routes(pipe).routes) == 1
    writer.join()
