"""PDF → lines: the characters of each page as PDFium finds them, put together to stretches.

Only ever run in a process of its own, see `confined.py`: PDFium unfolds what it is told to.
"""

from __future__ import annotations

import math
from typing import Any

from routemap.drafting.reading.columns import Box, in_order
from routemap.drafting.reading.lines import BLANK, Answer, Line
from routemap.drafting.reading.refusals import Refused

_MOST_PAGES = 5_000
_MOST_CHARS = 60_000  # on one page
_FEWEST_CHARS = 20  # on a page that has a text layer
# Letters that a file of no size may hold, and more for each byte of it: pages can share them.
_LETTERS, _LETTERS_A_BYTE = 100_000, 10


def read_pages(data: bytes) -> Answer:
    """Return the lines of a PDF file, in the order in which they are read.

    Parameters
    ----------
    data
        The file.

    Raises
    ------
    Refused
        If it is locked, damaged, too long, or has no text layer at all.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused("report-password" if "assword" in str(error) else "report-damaged") from None
    try:
        return _pages(document, len(data))
    except (pypdfium2.PdfiumError, ValueError, IndexError, OSError):
        raise Refused("report-damaged", "a page of it cannot be read") from None


def _pages(document: Any, size: int) -> Answer:
    count = len(document)
    if count > _MOST_PAGES:
        raise Refused("report-large", f"it has {count:,} pages")
    lines: list[Line] = []
    without = []
    letters = 0
    for number in range(1, count + 1):
        boxes, read = _boxes(document, number - 1)
        letters += read
        if letters > _LETTERS + _LETTERS_A_BYTE * size:
            raise Refused("report-large", "it holds more letters than its size explains")
        if sum(len(box.text) for box in boxes) < _FEWEST_CHARS:
            without.append(number)
        lines += in_order(boxes, number)
        lines.append(BLANK)
    if len(without) == count:
        raise Refused("report-scanned", f"all {count} pages" if count > 1 else "its one page")
    notes = (f"no text layer on page {_listed(without)}",) if without else ()
    return lines, count, notes


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:20]))
    return shown + (f" and {len(numbers) - 20} more" if len(numbers) > 20 else "")


def _boxes(document: Any, index: int) -> tuple[list[Box], int]:
    """Return the stretches of text on a page and how many letters were read.

    A stretch is characters that follow one another on one line, without a wide gap.
    """
    import ctypes

    from pypdfium2 import raw

    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            edges = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
            pointers = [ctypes.byref(edge) for edge in edges]
            builder = _Stretch()
            count = min(textpage.count_chars(), _MOST_CHARS)
            for at in range(count):
                letter = raw.FPDFText_GetUnicode(textpage.raw, at)
                raw.FPDFText_GetCharBox(textpage.raw, at, *pointers)
                builder.add(letter, at, *(edge.value for edge in edges))
            return builder.finish(), count
        finally:
            textpage.close()
    finally:
        page.close()


class _Stretch:
    """Puts characters together to stretches of text."""

    def __init__(self) -> None:
        self._found: list[Box] = []
        self._text: list[str] = []
        self._source = 0
        self._box = (0.0, 0.0, 0.0, 0.0)

    def add(self, code: int, at: int, left: float, right: float, bottom: float, top: float) -> None:
        """Take in one character; a new line or a wide gap begins a new stretch."""
        if code in (0, 10, 13) or not math.isfinite(left + right + bottom + top):
            self._end()
            return
        letter = (
            "-" if code in (2, 0xFFFE) else chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
        )
        if letter.isspace():
            if self._text:
                self._text.append(" ")
            return
        if self._text:
            height = max(self._box[3] - self._box[2], top - bottom, 1.0)
            apart = left - self._box[1]
            level = abs(bottom - self._box[2]) < height or (bottom < self._box[3] and top > self._box[2])
            if not level or apart > 1.8 * height or apart < -2 * height:
                self._end()
        if not self._text:
            self._source = at
            self._box = (left, right, bottom, top)
        else:
            box = self._box
            self._box = (min(box[0], left), max(box[1], right), min(box[2], bottom), max(box[3], top))
        self._text.append(letter)

    def _end(self) -> None:
        text = "".join(self._text)
        if text.strip():
            self._found.append(Box(text.rstrip(), self._source, *self._box))
        self._text = []

    def finish(self) -> list[Box]:
        """Return the stretches, in the order of the file."""
        self._end()
        return self._found
