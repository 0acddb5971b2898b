"""Stretches of text on a page → lines, column by column. The gutter is found from where the words stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from routemap.drafting.reading.lines import BLANK, Line, Piece


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of characters on one line of a page: its text, offset on the page, and edges in points."""

    text: str
    source: int
    left: float
    right: float
    bottom: float
    top: float


def in_order(boxes: list[Box], page: int) -> Iterator[Line]:
    """Yield the lines of a page in the order in which they are read; a gap wider than usual parts paragraphs."""
    before: list[Box] | None = None
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


def _parts(before: list[Box], after: list[Box]) -> bool:
    height = max(*(box.top - box.bottom for box in before), 1.0)
    gap = min(box.bottom for box in before) - max(box.top for box in after)
    smaller = min(max(box.top - box.bottom for box in after), height)
    return gap > 0.9 * smaller or gap < -2 * height


def _columns(boxes: list[Box], depth: int) -> list[list[Box]]:
    """Return rows of stretches: first the left column, then the right one, between what runs across both."""
    gutter = _gutter(boxes) if depth < 3 else None
    if gutter is None:
        return _rows(boxes)
    found: list[list[Box]] = []
    left: list[Box] = []
    right: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.top):
        if box.left < gutter - 1 and box.right > gutter + 1:
            found += _columns(left, depth + 1) + _columns(right, depth + 1)
            left, right = [], []
            found.append([box])
        else:
            (left if box.right <= gutter + 1 else right).append(box)
    return found + _columns(left, depth + 1) + _columns(right, depth + 1)


def _gutter(boxes: list[Box]) -> float | None:
    """Return where the gap between columns is: a line down the page that hardly any text crosses."""
    if len(boxes) < 8:
        return None
    page = _Spread(boxes)
    start, end = page.lefts[0], page.rights[-1]
    width = end - start
    candidates = sorted({left for left in page.lefts if start + 0.2 * width < left < end - 0.2 * width})
    best = None
    for edge in candidates[:: max(1, len(candidates) // 200)]:
        at = edge - 2.0
        before, crossing, after = page.beside(at)
        if crossing <= 0.12 * len(boxes) and min(before, after) >= 0.2 * len(boxes) and min(before, after) >= 4:
            wordy = page.letters_beside(at)
            if min(wordy) < 0.2 * sum(wordy):
                continue
            score = (crossing, -min(before, after))
            if best is None or score < best[0]:
                best = (score, at)
    return best[1] if best else None


class _Spread:
    """How stretches lie from left to right; a page may have very many, so they are sorted once and then looked up."""

    def __init__(self, boxes: list[Box]) -> None:
        by_left = sorted(boxes, key=lambda box: box.left)
        by_right = sorted(boxes, key=lambda box: box.right)
        self.lefts = [box.left for box in by_left]
        self.rights = [box.right for box in by_right]
        self._flat = [box for box in boxes if box.left >= box.right]
        self._letters_left = [0, *accumulate(len(box.text) for box in by_right)]
        self._letters = [0, *accumulate(len(box.text) for box in by_left)]

    def beside(self, at: float) -> tuple[int, int, int]:
        """Return how many stretches are left of, across and right of a line."""
        before = bisect_right(self.rights, at)
        flat = sum(box.right <= at <= box.left for box in self._flat)
        crossing = bisect_left(self.lefts, at) - before + flat
        return before, crossing, len(self.lefts) - crossing - before

    def letters_beside(self, at: float) -> tuple[int, int]:
        """Return how many letters are left and right of a line."""
        return (
            self._letters_left[bisect_right(self.rights, at)],
            self._letters[-1] - self._letters[bisect_left(self.lefts, at)],
        )


def _rows(boxes: list[Box]) -> list[list[Box]]:
    """Return the stretches row by row, from the top, each row from the left."""
    found: list[list[Box]] = []
    bottom = top = 0.0
    for box in sorted(boxes, key=lambda box: (-box.top, box.left)):
        if found and bottom < (box.top + box.bottom) / 2 < top:
            insort(found[-1], box, key=lambda one: one.left)
            bottom, top = min(bottom, box.bottom), max(top, box.top)
            continue
        found.append([box])
        bottom, top = box.bottom, box.top
    return found
