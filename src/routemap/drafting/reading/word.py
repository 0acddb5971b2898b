"""Word files (.docx) → lines: paragraphs, headings, tables and footnotes; revisions that delete are dropped."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from routemap.drafting.reading.lines import Line, LineKind, Piece
from routemap.drafting.reading.refusals import refuse

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A docx is a zip archive: a few kilobytes can claim to be terabytes.
_MOST_XML = 200_000_000
_MOST_RATIO = 200
_PARTS = (("word/document.xml", "block"), ("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "footnote"))
_MOST_DEPTH = 200


def read_word(data: bytes, name: str, encoding: str | None) -> tuple[list[Line], int, tuple[str, ...]]:
    """Return the lines of a Word file; offsets count the characters of its text."""
    del encoding
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "EncryptedPackage" in names or "EncryptionInfo" in names:
                refuse("report-password", name)
            if "word/document.xml" not in names:
                refuse("report-kind", name, "it is a zip archive, but no Word file")
            lines: list[Line] = []
            start = 0
            for part, kind in _PARTS:
                if part in names:
                    found = list(_paragraphs(_root(archive, part, name), kind, start))
                    lines += found
                    start = max(
                        (piece.source + len(piece.text) for line in found for piece in line.pieces), default=start
                    )
            return lines, 0, ()
    except (
        zipfile.BadZipFile,
        zlib.error,
        ElementTree.ParseError,
        KeyError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        from routemap.errors import ReadError

        if isinstance(error, ReadError):
            raise
        if isinstance(error, RuntimeError) and "password" in str(error):
            refuse("report-password", name)
        refuse("report-damaged", name, type(error).__name__)


def _root(archive: zipfile.ZipFile, part: str, name: str) -> ElementTree.Element:
    """Return the tree of one part, of bounded size, without entities of its own."""
    info = archive.getinfo(part)
    if info.file_size > _MOST_XML or info.file_size > _MOST_RATIO * max(info.compress_size, 5000):
        refuse("report-large", name, "its text would fill the memory")
    with archive.open(part) as file:
        text = file.read(_MOST_XML + 1)
    if len(text) > _MOST_XML:
        refuse("report-large", name, "its text would fill the memory")
    if b"<!DOCTYPE" in text[:4096] or b"<!ENTITY" in text:
        refuse("report-damaged", name, "it declares entities of its own, as no Word file does")
    depth = deepest = 0
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    root: ElementTree.Element | None = None
    for at in range(0, len(text), 1 << 16):
        parser.feed(text[at : at + (1 << 16)])
        for event, element in parser.read_events():
            depth += 1 if event == "start" else -1
            deepest = max(deepest, depth)
            root = element if root is None else root
        if deepest > _MOST_DEPTH:
            refuse("report-damaged", name, "its parts stand within one another too deep")
    parser.close()
    if root is None:
        refuse("report-damaged", name, "it is empty")
    return root


def _paragraphs(root: ElementTree.Element, kind: str, start: int) -> Iterator[Line]:
    offset = start
    for paragraph, in_table in _walk(root, in_table=False):
        pieces: list[Piece] = []
        for text in _texts(paragraph):
            pieces.append(Piece(text, 0, offset))
            offset += len(text)
        offset += 1
        if any(piece.text.strip() for piece in pieces):
            yield Line(tuple(pieces), _kind(paragraph, kind, in_table=in_table))


def _walk(element: ElementTree.Element, *, in_table: bool) -> Iterator[tuple[ElementTree.Element, bool]]:
    """Yield the paragraphs in their order, and whether they stand in a table."""
    for child in element:
        if child.tag == f"{_W}p":
            yield child, in_table
        elif child.tag not in (f"{_W}del", f"{_W}moveFrom"):
            yield from _walk(child, in_table=in_table or child.tag == f"{_W}tbl")


def _kind(paragraph: ElementTree.Element, kind: str, *, in_table: bool) -> LineKind:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    value = (style.get(f"{_W}val") or "").casefold() if style is not None else ""
    outlined = paragraph.find(f"{_W}pPr/{_W}outlineLvl") is not None
    if kind == "block" and (value.startswith(("heading", "title", "überschrift", "titre", "overskrift")) or outlined):
        return "heading"
    if kind == "footnote":
        return "footnote"
    return "row" if in_table else "block"


def _texts(element: ElementTree.Element) -> Iterator[str]:
    """Yield the words of a paragraph; deleted ones, field codes and text boxes' copies are left out."""
    for child in element:
        tag = child.tag.removeprefix(_W)
        if tag in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr") or child.tag.endswith("}Fallback"):
            continue
        if tag == "t":
            yield child.text or ""
        elif tag in ("tab", "br", "cr"):
            yield " "
        elif tag == "noBreakHyphen":
            yield "-"
        elif tag != "p":
            yield from _texts(child)
