"""PDF → lines, column by column. The gutter between columns is found from where the words stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from routemap.drafting.reading.lines import BLANK, Line, Piece
from routemap.drafting.reading.refusals import refuse
from routemap.errors import MissingDependency, ReadError

_MOST_PAGES = 5_000
_MOST_CHARS = 60_000  # on one page
_FEWEST_CHARS = 20  # on a page that has a text layer


@dataclass(frozen=True, slots=True)
class _Box:
    """A stretch of characters on one line of a page: its text, offset on the page, and edges in points."""

    text: str
    source: int
    left: float
    right: float
    bottom: float
    top: float


def read_pdf(data: bytes, name: str, encoding: str | None) -> tuple[list[Line], int, tuple[str, ...]]:
    """Return the lines of a PDF file, in the order in which they are read.

    Raises
    ------
    MissingDependency
        If pypdfium2 is not installed.
    ReadError
        If it is locked, damaged, too long, or has no text layer at all.
    """
    del encoding
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingDependency(
            "reading PDF files needs the package pypdfium2 4.30 or newer: pip install 'routemap[pdf]'"
        ) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        refuse("report-password" if "assword" in str(error) else "report-damaged", name)
    try:
        return _pages(document, name)
    except ReadError:
        raise
    except (pypdfium2.PdfiumError, ValueError, IndexError, OSError) as error:
        refuse("report-damaged", name, type(error).__name__)
    finally:
        document.close()


def _pages(document: Any, name: str) -> tuple[list[Line], int, tuple[str, ...]]:
    count = len(document)
    if count > _MOST_PAGES:
        refuse("report-large", name, f"it has {count:,} pages")
    lines: list[Line] = []
    without = []
    for number in range(1, count + 1):
        boxes = _boxes(document, number - 1)
        if sum(len(box.text) for box in boxes) < _FEWEST_CHARS:
            without.append(number)
        lines += _ordered(boxes, number)
        lines.append(BLANK)
    if len(without) == count:
        refuse("report-scanned", name, f"all {count} pages" if count > 1 else "its one page")
    notes = (f"no text layer on page {_listed(without)}",) if without else ()
    return lines, count, notes


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:20]))
    return shown + (f" and {len(numbers) - 20} more" if len(numbers) > 20 else "")


def _boxes(document: Any, index: int) -> list[_Box]:
    """Return the stretches of text on a page: characters that follow one another on one line, without a wide gap."""
    import ctypes

    from pypdfium2 import raw

    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            edges = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
            pointers = [ctypes.byref(edge) for edge in edges]
            builder = _Stretch()
            for at in range(min(textpage.count_chars(), _MOST_CHARS)):
                letter = raw.FPDFText_GetUnicode(textpage.raw, at)
                raw.FPDFText_GetCharBox(textpage.raw, at, *pointers)
                builder.add(letter, at, *(edge.value for edge in edges))
            return builder.finish()
        finally:
            textpage.close()
    finally:
        page.close()


class _Stretch:
    """Puts characters together to stretches of text."""

    def __init__(self) -> None:
        self._found: list[_Box] = []
        self._text: list[str] = []
        self._source = 0
        self._box = (0.0, 0.0, 0.0, 0.0)

    def add(self, code: int, at: int, left: float, right: float, bottom: float, top: float) -> None:
        """Take in one character; a new line or a wide gap begins a new stretch."""
        if code in (0, 10, 13):
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
            self._found.append(_Box(text.rstrip(), self._source, *self._box))
        self._text = []

    def finish(self) -> list[_Box]:
        """Return the stretches, in the order of the file."""
        self._end()
        return self._found


# -- columns ---------------------------------------------------------------------------------------------------------


def _ordered(boxes: list[_Box], page: int) -> Iterator[Line]:
    """Yield the lines of a page in the order in which they are read; a gap wider than usual parts paragraphs."""
    before: list[_Box] | None = None
    for row in _columns(boxes, depth=0):
        if before is not None and _parts(before, row):
            yield BLANK
        pieces: list[Piece] = []
        for box in row:
            if pieces:
                pieces.append(Piece(" ", page, max(0, box.source - 1)))
            pieces.append(Piece(box.text, page, box.source))
        yield Line(tuple(pieces), "line", page)
        before = row


def _parts(before: list[_Box], after: list[_Box]) -> bool:
    height = max(*(box.top - box.bottom for box in before), 1.0)
    gap = min(box.bottom for box in before) - max(box.top for box in after)
    smaller = min(max(box.top - box.bottom for box in after), height)
    return gap > 0.9 * smaller or gap < -2 * height


def _columns(boxes: list[_Box], depth: int) -> list[list[_Box]]:
    """Return rows of stretches: first the left column, then the right one, between what runs across both."""
    gutter = _gutter(boxes) if depth < 3 else None
    if gutter is None:
        return _rows(boxes)
    found: list[list[_Box]] = []
    left: list[_Box] = []
    right: list[_Box] = []
    for box in sorted(boxes, key=lambda box: -box.top):
        if box.left < gutter - 1 and box.right > gutter + 1:
            found += _columns(left, depth + 1) + _columns(right, depth + 1)
            left, right = [], []
            found.append([box])
        else:
            (left if box.right <= gutter + 1 else right).append(box)
    return found + _columns(left, depth + 1) + _columns(right, depth + 1)


def _gutter(boxes: list[_Box]) -> float | None:
    """Return where the gap between columns is: a line down the page that hardly any text crosses."""
    if len(boxes) < 8:
        return None
    start, end = min(box.left for box in boxes), max(box.right for box in boxes)
    width = end - start
    candidates = sorted({box.left for box in boxes if start + 0.2 * width < box.left < end - 0.2 * width})
    best = None
    for edge in candidates[:: max(1, len(candidates) // 200)]:
        at = edge - 2.0
        crossing = sum(box.left < at < box.right for box in boxes)
        before = sum(box.right <= at for box in boxes)
        after = len(boxes) - crossing - before
        if crossing <= 0.12 * len(boxes) and min(before, after) >= 0.2 * len(boxes) and min(before, after) >= 4:
            wordy = [
                sum(len(box.text) for box in boxes if box.right <= at),
                sum(len(box.text) for box in boxes if box.left >= at),
            ]
            if min(wordy) < 0.2 * sum(wordy):
                continue
            score = (crossing, -min(before, after))
            if best is None or score < best[0]:
                best = (score, at)
    return best[1] if best else None


def _rows(boxes: list[_Box]) -> list[list[_Box]]:
    """Return the stretches row by row, from the top, each row from the left."""
    found: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda box: (-box.top, box.left)):
        if found:
            row = found[-1]
            bottom, top = min(one.bottom for one in row), max(one.top for one in row)
            middle = (box.top + box.bottom) / 2
            if bottom < middle < top:
                row.append(box)
                row.sort(key=lambda one: one.left)
                continue
        found.append([box])
    return found
