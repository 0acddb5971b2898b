"""Workbooks that unfold, that reach elsewhere, or that show one thing and hold another."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import openpyxl

from .case import HEADER, ROUTE, Bait, Case

SHEET = "xl/worksheets/sheet1.xml"
STYLES = "xl/styles.xml"
TEXTS = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_END = b"</sheetData>"


def workbook(change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """Return a workbook with one route, after a change."""
    book = openpyxl.Workbook()
    book.active.title = "routes"
    book.active.append(HEADER)
    book.active.append(ROUTE)
    if change is not None:
        change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(parts: Mapping[str, Callable[[bytes], bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the workbook with some of its parts changed; a part that is not there is added."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(changed, "w", method, compresslevel=1) as new:
        names = [*old.namelist(), *(name for name in parts if name not in old.namelist())]
        for name in names:
            data = old.read(name) if name in old.namelist() else b""
            new.writestr(name, parts[name](data) if name in parts else data)
    return changed.getvalue()


def with_part(part: str, old: bytes, new: Callable[[], bytes]) -> bytes:
    """Return the workbook with `old` in one part replaced by what `new` makes, which may be large."""

    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new(), 1)

    return repacked({part: change})


def _beside_rows(new: Callable[[], bytes]) -> Callable[[], bytes]:
    return partial(with_part, SHEET, _END, lambda: new() + _END)


def _after_rows(new: Callable[[], bytes]) -> Callable[[], bytes]:
    return partial(with_part, SHEET, _END, lambda: _END + new())


def with_texts(texts: Callable[[], bytes], *rows: bytes) -> bytes:
    """Return the workbook with these shared texts, which openpyxl does not write, and rows after its own."""
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = b'<Relationship Type="%b" Target="sharedStrings.xml" Id="rId8" /></Relationships>' % kind
    return repacked(
        {
            RELATIONS: lambda data: data.replace(b"</Relationships>", relation),
            TEXTS: lambda _: b"<sst %b>" % _MAIN.encode() + texts() + b"</sst>",
            SHEET: lambda data: data.replace(_END, b"".join(rows) + _END),
        }
    )


def _texts(new: Callable[[], bytes]) -> Callable[[], bytes]:
    return partial(with_texts, new)


def _with_doctype(doctype: str) -> bytes:
    def change(data: bytes) -> bytes:
        body = data.partition(b"?>")[2] if data.startswith(b"<?xml") else data
        return (
            b"<?xml version='1.0'?>"
            + doctype.encode()
            + body.replace(b"</sheetData>", b"<row><c t='str'><v>&a;</v></c></row></sheetData>")
        )

    return repacked({SHEET: change})


def _twice(part: str) -> bytes:
    buffer = io.BytesIO(workbook())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive._didModify = True  # zipfile itself warns of a name that stands twice
        archive.fp.seek(archive.start_dir)
        entry = zipfile.ZipInfo(part)
        archive.NameToInfo.pop(part)
        archive.writestr(entry, b"<worksheet/>")
    return buffer.getvalue()


def _hidden_routes(bait: Bait) -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        book.active.title = "shown"
        for state in ("hidden", "veryHidden"):
            sheet = book.create_sheet("routes" if state == "hidden" else "Routes ")
            sheet.append(HEADER)
            sheet.append(["SECRET", "PER", "SWE", str(bait.secret)])
            sheet.sheet_state = state
        book.active.append(["SECRET", "PER", "SWE", "s"])
        book.active.row_dimensions[3].hidden = True
        book.active["E1"], book.active["E2"] = "note", "SECRET"
        book.active.column_dimensions["E"].hidden = True

    return workbook(change)


def _encrypted() -> bytes:
    data = bytearray(workbook())
    place = data.index(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<H", data, place + 8, struct.unpack_from("<H", data, place + 8)[0] | 1)
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


def _long_directory() -> bytes:
    data = bytearray(workbook())
    struct.pack_into("<I", data, data.rindex(b"PK\x05\x06") + 12, 0x7FFFFFFF)
    return bytes(data)


def _claimed(size: int) -> bytes:
    """Return a workbook whose sheet says that it unpacks to that many bytes."""
    data = bytearray(workbook())
    place = data.rindex(SHEET.encode(), 0, data.rindex(b"PK\x05\x06"))
    struct.pack_into("<I", data, place - 46 + 24, size)
    return bytes(data)


def _related(target: str, mode: str = "") -> bytes:
    def change(data: bytes) -> bytes:
        return data.replace(b"/xl/worksheets/sheet1.xml", target.encode()).replace(
            b"<Relationship ", f"<Relationship {mode} ".encode(), 1
        )

    return repacked({RELATIONS: change})


def _bombs() -> Iterator[Case]:
    large: dict[str, Callable[[], bytes]] = {
        "a row of twelve million cells": _beside_rows(lambda: b"<row>" + b"<c/>" * 12_000_000 + b"</row>"),
        "a row of twelve million strangers": _beside_rows(lambda: b"<row>" + b"<x/>" * 12_000_000 + b"</row>"),
        "twelve million rows": _beside_rows(lambda: b"<row/>" * 12_000_000),
        "three million cells in a row": _beside_rows(lambda: b"<row>" + b"<c/>" * 1_500_000 + b"</row>"),
        "twenty million shared texts": _texts(lambda: b"<si/>" * 20_000_000),
        "six million shared texts with something in them": _texts(lambda: b"<si><t>a</t></si>" * 6_000_000),
        "a shared text of thirty million letters": _texts(lambda: b"<si><t>" + b"a" * 30_000_000 + b"</t></si>"),
        "a text of thirty million letters": _beside_rows(
            lambda: b'<row><c t="str"><v>' + b"a" * 30_000_000 + b"</v></c></row>"
        ),
        "fifteen million styles": partial(
            with_part, STYLES, b"<cellXfs", lambda: b"<cellXfs>" + b"<xf/>" * 15_000_000 + b"</cellXfs><cellXfs"
        ),
        "a million styles": partial(
            with_part, STYLES, b"<cellXfs", lambda: b"<cellXfs>" + b"<xf/>" * 900_000 + b"</cellXfs><cellXfs"
        ),
        "a million formats": partial(
            with_part,
            STYLES,
            b"<cellXfs",
            lambda: (
                b"<numFmts>"
                + b"".join(b'<numFmt numFmtId="%d" formatCode="yyyy"/>' % number for number in range(900_000))
                + b"</numFmts><cellXfs"
            ),
        ),
        "a hundred and fifty megabytes of blanks": _after_rows(lambda: b" " * 150_000_000),
        "a hundred thousand sheets": partial(
            with_part, BOOK, b"</sheets>", lambda: b'<sheet name="s" state="visible"/>' * 100_000 + b"</sheets>"
        ),
        "a million merged cells": _after_rows(
            lambda: b"<mergeCells>" + b'<mergeCell ref="A9:B9"/>' * 900_000 + b"</mergeCells>"
        ),
        "nine million links": _after_rows(lambda: b"<hyperlinks>" + b"<hyperlink/>" * 9_000_000 + b"</hyperlinks>"),
        "a part that says it is four gigabytes": partial(_claimed, 0xFFFFFFFE),
    }
    for name, make in large.items():
        yield Case(name, make, "workbook-large", "large.xlsx")
    broken: dict[str, Callable[[], bytes]] = {
        "a comment of thirty megabytes": _after_rows(lambda: b"<!--" + b"x" * 30_000_000 + b"-->"),
        "a comment full of tags": _after_rows(lambda: b"<!--" + b"<x>" * 600_000 + b"-->"),
        "a comment of thirty megabytes among the styles": partial(
            with_part, STYLES, b"<cellXfs", lambda: b"<!--" + b"x" * 30_000_000 + b"--><cellXfs"
        ),
        "an instruction of thirty megabytes": _after_rows(lambda: b"<?a " + b"x" * 30_000_000 + b"?>"),
        "an attribute of thirty megabytes": _after_rows(lambda: b'<x a="' + b"x" * 30_000_000 + b'"/>'),
        "a tag with a hundred thousand attributes": _after_rows(
            lambda: b"<x " + b" ".join(b'a%d=""' % number for number in range(60_000)) + b"/>"
        ),
        "a name of thirty megabytes": _after_rows(lambda: b"<" + b"x" * 30_000_000 + b"/>"),
        "elements a million deep": _after_rows(lambda: b"<x>" * 1_000_000),
        "sheets in sheets": partial(with_part, BOOK, b"<sheets>", lambda: b"<x>" * 900_000 + b"<sheets>"),
    }
    for name, make in broken.items():
        yield Case(name, make, "workbook-large", "broken.xlsx")
    cells = b"".join(b'<row><c r="XFD%d" t="str"><v>x</v></c></row>' % line for line in range(3, 110_000))
    yield Case("values in the last column of every row", _beside_rows(lambda: cells), "problems-many", "far.xlsx")


def _reaching(bait: Bait) -> Iterator[Case]:
    laughs = "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("bcdefghij", "cdefghijk", strict=True))
    doctypes = {
        "an entity of a foreign file": f"<!DOCTYPE x [<!ENTITY a SYSTEM 'file://{bait.secret}'>]>",
        "an entity of a web address": f"<!DOCTYPE x [<!ENTITY a SYSTEM '{bait.address}/a'>]>",
        "a definition on the web": f"<!DOCTYPE x SYSTEM '{bait.address}/a.dtd'>",
        "entities that grow": f"<!DOCTYPE x [<!ENTITY b 'ha'>{laughs}<!ENTITY a '&k;'>]>",
    }
    for name, doctype in doctypes.items():
        yield Case(name, partial(_with_doctype, doctype), "workbook-damaged", "entity.xlsx")
    for name, target, mode in (
        ("a sheet that is a foreign file", str(bait.secret), ""),
        ("a sheet above the archive", f"../../../../../..{bait.secret}", ""),
        ("a sheet on the web", f"{bait.address}/sheet1.xml", 'TargetMode="External"'),
        ("a sheet by a web address", f"{bait.address}/sheet1.xml", ""),
    ):
        yield Case(name, partial(_related, target, mode), "sheet-missing", "related.xlsx")
    link = f'<externalReference xmlns:r="x" r:id="rId9"/><x a="{bait.address}"/>'.encode()
    make = partial(
        with_part, BOOK, b"</workbook>", lambda: b"<externalReferences>" + link + b"</externalReferences></workbook>"
    )
    yield Case("links to other workbooks", make, "", "links.xlsx")
    asking = f'<f>WEBSERVICE("{bait.address}")</f>'
    formula = f'<row r="3"><c r="A3" t="str">{asking}<v>heroin</v></c><c r="C3" t="str"><v>NOR</v></c></row>'
    yield Case("a formula that asks the web", _beside_rows(formula.encode), "", "formula.xlsx")


def _two_faced(bait: Bait) -> Iterator[Case]:
    yield Case("a hidden sheet called routes", partial(_hidden_routes, bait), "", "hidden.xlsx")
    again = b'<row r="2"><c r="A2" t="str"><v>SECRET</v></c></row>'
    yield Case("a row that stands twice", _beside_rows(lambda: again), "workbook-damaged", "twice.xlsx")
    cell = b'<row r="3"><c r="A3" t="str"><v>a</v></c><c r="A3" t="str"><v>SECRET</v></c></row>'
    yield Case("a cell that stands twice", _beside_rows(lambda: cell), "workbook-damaged", "twice.xlsx")
    foreign = b'<x:row xmlns:x="urn:other" r="3"><x:c r="A3" t="str"><x:v>SECRET</x:v></x:c></x:row>'
    yield Case("a row in another language", _beside_rows(lambda: foreign), "", "foreign.xlsx")
    nested = b'<extLst><ext><sheetData><row r="9"><c r="A9" t="str"><v>SECRET</v></c></row></sheetData></ext></extLst>'
    yield Case("a row where none belongs", _after_rows(lambda: nested), "", "nested.xlsx")
    yield Case("a sheet that stands twice in the archive", partial(_twice, SHEET), "file-kind", "parts.xlsx")
    for name in ("xl/worksheets/SHEET1.xml", "xl\\worksheets\\sheet1.xml"):
        make = partial(repacked, {name: lambda _: b"<worksheet/>"})
        yield Case(f"a sheet that stands twice, as {name}", make, "file-kind", "parts.xlsx")
    yield Case("a workbook that is encrypted", _encrypted, "workbook-damaged", "encrypted.xlsx")
    for method, name in ((zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "lzma")):
        yield Case(f"a workbook packed with {name}", partial(repacked, {}, method), "workbook-damaged", "packed.xlsx")
    yield Case("a list of parts of two gigabytes", _long_directory, "file-kind", "directory.xlsx")
    missing = b'<row r="3"><c r="A3" t="s"><v>99999</v></c></row>'
    yield Case("a text that is missing", _beside_rows(lambda: missing), "workbook-damaged", "missing.xlsx")
    columns = b'<cols><col min="1" max="2147483647" hidden="1"/></cols>'
    make = partial(with_part, SHEET, b"<sheetData>", lambda: columns + b"<sheetData>")
    yield Case("columns that are hidden without end", make, "", "columns.xlsx")
    row = b'<row><c t="str"><v>cocaine</v></c><c/><c t="str"><v>NOR</v></c><c><v>%b</v></c></row>'
    given = b"9" * 5_000, b"1e999999", b"-1E400", b"nan", b"0x10", b"1_000"
    numbers = b"".join(row % value for value in given)
    yield Case("numbers that are none", _beside_rows(lambda: numbers), "", "numbers.xlsx")
    decoded = partial(repacked, {SHEET: lambda data: "\ufeff".encode("utf-16-le") + data.decode().encode("utf-16-le")})
    yield Case("a sheet in UTF-16", decoded, "", "utf-16.xlsx")
    other = partial(
        repacked, {SHEET: lambda data: b'<?xml version="1.0" encoding="cp037"?>'.decode().encode("cp037") + data}
    )
    yield Case("a sheet in EBCDIC", other, "workbook-damaged", "ebcdic.xlsx")


def cases(bait: Bait) -> Iterator[Case]:
    """Give all of them."""
    yield from _bombs()
    yield from _reaching(bait)
    yield from _two_faced(bait)
