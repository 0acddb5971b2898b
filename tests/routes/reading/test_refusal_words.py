"""Files that are broken are refused in our words: not in those of Python, or of the library that gave up."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from routemap.drafting.reading import read_document
from routemap.errors import ReadError
from routemap.gis import export
from routemap.routes import check_routes, read_routes

TABLE = "market,origin,destination,confidence,source,quote\n" + "".join(
    f"cocaine,Peru,Spain,high,s{number},words {number}\n" for number in range(40)
)
FORMATS = ("gpkg", "fgb", "shp", "zip", "kmz", "parquet", "xlsx", "docx", "pdf")
INNER = re.compile(
    r"\b[A-Z]\w*(?:Error|Exception|Zip\w*|Invalid)\b|Errno|invalid literal|unpack_from|codec|Traceback|0x[0-9a-f]{4}"
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PROSE = "Cocaine was shipped from Peru to Spain by a group that the police had found in the harbour of the town. "


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a whole file of each format, ``a.SUFFIX``."""
    openpyxl = pytest.importorskip("openpyxl")
    folder = tmp_path_factory.mktemp("whole")
    routes = read_routes(io.StringIO(TABLE))
    export(routes, *(folder / f"a.{suffix}" for suffix in ("gpkg", "fgb", "shp", "zip", "kml", "parquet")))
    book = openpyxl.Workbook()
    for line in TABLE.splitlines():
        book.active.append(line.split(","))
    book.save(folder / "a.xlsx")
    for name, part, text in (
        ("a.kmz", "doc.kml", (folder / "a.kml").read_text(encoding="utf-8")),
        ("a.docx", "word/document.xml", f"<w:document {W}><w:p><w:r><w:t>{PROSE * 9}</w:t></w:r></w:p></w:document>"),
    ):
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(part, text)
    (folder / "a.pdf").write_bytes(b"%PDF-1.4\n" + PROSE.encode() * 20 + b"\n%%EOF")
    return folder


def broken(data: bytes) -> Iterator[bytes]:
    """Give a file cut off and overwritten at each of a few places."""
    for part in range(1, 16):
        at = len(data) * part // 16
        yield data[:at]
        yield data[:at] + b"\xff" * 24 + data[at + 24 :]
        yield data[:at] + data[at + 7 :]


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_broken_is_refused_in_words_of_ours(suffix: str, whole: Path, tmp_path: Path) -> None:
    if suffix == "shp":
        for part in (".shx", ".dbf", ".prj", ".cpg"):
            (tmp_path / f"b{part}").write_bytes((whole / f"a{part}").read_bytes())
    path = tmp_path / f"b.{suffix}"
    said: set[str] = set()
    # A report in PDF takes a process each time.
    for data in islice(broken((whole / f"a.{suffix}").read_bytes()), 0, None, 5 if suffix == "pdf" else 1):
        path.write_bytes(data)
        try:
            if suffix in ("docx", "pdf"):
                read_document(path)
            else:
                said.update(map(str, check_routes(path).errors))
        except ReadError as error:
            said.update(map(str, error.problems))
    assert said, "none of them was refused"
    assert [text for text in said if INNER.search(text)] == []
    assert [text for text in said if re.search(r"it ;|\(\)|: $|damaged \(it is damaged\)", text)] == []


def test_texts_of_a_parquet_file_that_are_none_are_named(tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    ends = [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")]
    texts = pa.Array.from_buffers(pa.string(), 1, ends)
    pq.write_table(pa.table({"market": ["x"], "origin": ["Peru"], "quote": texts}), tmp_path / "a.parquet")
    (problem,) = check_routes(tmp_path / "a.parquet").errors
    assert problem.message == "cannot be read as a Parquet file: its texts are not UTF-8"


def test_a_row_of_a_workbook_is_named_as_it_is_numbered(whole: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(whole / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<row r="3"', b'<row r="' + b"9" * 30 + b'"'))
    (problem,) = check_routes(tmp_path / "a.xlsx").errors
    assert f"has its row '{'9' * 30}' out of order" in problem.message
