"""Reading a report: which kind of file it is, then its own reader, then mending and judging."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from routemap.drafting.document import Document
from routemap.drafting.reading.judging import judge, refuse_program
from routemap.drafting.reading.lines import Answer
from routemap.drafting.reading.mending import mend
from routemap.drafting.reading.refusals import refuse
from routemap.errors import told_shortly

MOST_BYTES = 400_000_000
_MOST_TEXT = 50_000_000

_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@told_shortly
def read_document(path: str | os.PathLike[str], *, encoding: str | None = None) -> Document:
    """Read a report into text whose every character knows its place in the source.

    Parameters
    ----------
    path
        A .txt, .md, .html, .docx or .pdf file, or ``-`` for standard input. The kind is told by the content.
    encoding
        Of a text or HTML file that is not UTF-8, such as ``windows-1252``.

    Returns
    -------
    Document
        Headings, paragraphs, rows of tables and footnotes; hard line breaks, hyphens and running heads mended.

    Raises
    ------
    ReadError
        If there is nothing to draft from: an empty, scanned, locked or damaged file, another language, a program.
    OSError
        If the file is not there or cannot be opened.
    MissingDependency
        If it is a PDF and pypdfium2 is not installed.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "report.txt"
    >>> _ = file.write_text("DRUGS\\nCocaine reaches Norway via the Nether-\\nlands.", encoding="utf-8")
    >>> document = read_document(file)
    >>> document.text, document.place_of(7).section
    ('DRUGS\\nCocaine reaches Norway via the Netherlands.\\n', 'DRUGS')
    """
    name = "<stdin>" if str(path) == "-" else Path(path).name
    data = _bytes(path, name)
    reader = _reader(data, name)
    lines, pages, notes = reader(data, name, encoding)
    if sum(len(piece.text) for line in lines for piece in line.pieces) > _MOST_TEXT:
        refuse("report-large", name)
    refuse_program(name, lines)
    document = mend(name, lines, pages, notes)
    judge(document)
    return document


def _bytes(path: str | os.PathLike[str], name: str) -> bytes:
    if str(path) == "-":
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        refuse("report-large", name)
    if not data.strip(b" \t\r\n\0"):
        refuse("report-empty", name)
    return data


def _reader(data: bytes, name: str) -> Callable[[bytes, str, str | None], Answer]:
    """Return the reader for a file, told by its first bytes; the suffix settles what text is."""
    head = data[:1024].lstrip()
    if head.startswith(_PDF) or _PDF in data[:1024]:
        from routemap.drafting.reading.pdf import read_pdf

        return read_pdf
    if data.startswith(_ZIP):
        from routemap.drafting.reading.word import read_word

        return read_word
    if data.startswith(_OLE):
        refuse("report-kind", name, "it is an old or locked Word file; save it as .docx without a password")
    lowered = head[:400].lower()
    suffix = Path(name).suffix.casefold()
    if (
        lowered.startswith((b"<!doctype html", b"<html", b"<?xml"))
        or b"<html" in lowered
        or suffix in (".html", ".htm", ".xhtml")
    ):
        from routemap.drafting.reading.markup import read_html

        return read_html
    if suffix in (".doc", ".rtf", ".odt", ".xlsx", ".csv", ".json", ".geojson", ".epub", ".pptx") or head.startswith(
        b"{\\rtf"
    ):
        refuse("report-kind", name, f"{suffix or 'RTF'} files are not read")
    from routemap.drafting.reading.text import read_text

    return read_text
