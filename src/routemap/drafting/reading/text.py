"""Plain text and Markdown → lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from routemap.drafting.reading.decoding import decode
from routemap.drafting.reading.lines import BLANK, Line, Piece

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029])?")
_FENCE = re.compile(r"\s*(```|~~~)")
_HASHES = re.compile(r"\s{0,3}#{1,6}\s+")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
# Each stretch ends at the next sign of its own kind, so that no sign has the rest of a line searched from it. The
# address of a link may hold pairs of parentheses, as those of Wikipedia do.
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)|[*_`]{1,3}|^\s{0,3}>\s?|<[^<>\n]{1,200}>")
_TABLE_RULE = re.compile(r"[\s:|-]+")
_MARKDOWN = (".md", ".markdown", ".mdown")


def read_text(data: bytes, name: str, encoding: str | None) -> tuple[list[Line], int, tuple[str, ...]]:
    """Return the lines of a text file; marks of Markdown are left out of it where the suffix says so."""
    text = decode(data, name, encoding)
    lines = list(_lines(text))
    if Path(name).suffix.casefold() in _MARKDOWN:
        lines = list(_markdown(lines))
    return lines, 0, ()


def _lines(text: str) -> Iterator[Line]:
    start = 1 if text.startswith("\ufeff") else 0
    for match in _LINE.finditer(text, start):
        line = match[0].rstrip("\r\n\x0b\x0c\x85\u2028\u2029")
        if match[0]:
            yield Line((Piece(line, 0, match.start()),), "line") if line.strip() else BLANK


def _markdown(lines: list[Line]) -> Iterator[Line]:
    inside = False
    for at, line in enumerate(lines):
        text = line.text
        if _FENCE.match(text):
            inside = not inside
            yield BLANK
            continue
        if inside or (_TABLE_RULE.fullmatch(text) and "|" in text[1:]) or line.kind == "blank":
            yield BLANK
            continue
        after = lines[at + 1].text if at + 1 < len(lines) else ""
        if _UNDERLINE.match(text) and at and lines[at - 1].kind == "line":
            yield BLANK
            continue
        source = line.pieces[0].source
        if hashes := _HASHES.match(text):
            title = text[hashes.end() :].rstrip().rstrip("#").rstrip()
            yield Line(_plain(title, source + hashes.end()), "heading")
        elif _UNDERLINE.match(after) and text.strip() and len(after.strip()) >= 3:
            yield Line(_plain(text, source), "heading")
        elif text.strip().startswith("|"):
            yield Line(_plain(text.replace("|", " "), source), "row")
        else:
            yield Line(_plain(text, source), "line")


def _plain(text: str, source: int) -> tuple[Piece, ...]:
    """Return a line without the marks of Markdown; the words of a link stay."""
    pieces, at = [], 0
    for match in _LINK.finditer(text):
        pieces.append(Piece(text[at : match.start()], 0, source + at))
        if match[1]:
            pieces.append(Piece(match[1], 0, source + match.start(1)))
        at = match.end()
    pieces.append(Piece(text[at:], 0, source + at))
    return tuple(piece for piece in pieces if piece.text)
