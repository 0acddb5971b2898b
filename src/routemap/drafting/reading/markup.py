"""HTML → lines: headings, paragraphs, rows of tables; scripts, styles and menus are left out."""

from __future__ import annotations

import html
from html.parser import HTMLParser

from routemap.drafting.reading.lines import Line, LineKind, Piece
from routemap.drafting.reading.refusals import refuse

_SKIPPED = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "nav",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
        "button",
        "form",
        "textarea",
        "title",
    }
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "caption",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "hr",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "body",
        "address",
        "details",
        "summary",
    ]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
)
_MOST_BLOCKS = 500_000


def read_html(data: bytes, name: str, encoding: str | None) -> tuple[list[Line], int, tuple[str, ...]]:
    """Return the lines of an HTML page."""
    from routemap.drafting.reading.read import decode

    text = decode(data, name, encoding)
    parser = _Reader(text, name)
    parser.feed(text)
    parser.close()
    parser.end_block()
    return parser.lines, 0, ()


class _Reader(HTMLParser):
    """Collects the words of blocks, each with its offset in the file."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(convert_charrefs=False)
        self.lines: list[Line] = []
        self._name = name
        self._starts = [0]
        for at, letter in enumerate(text):
            if letter == "\n":
                self._starts.append(at + 1)
        self._pieces: list[Piece] = []
        self._skipped: list[str] = []
        self._kind: LineKind = "block"
        self._cells = 0

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[min(line, len(self._starts)) - 1] + column

    def end_block(self) -> None:
        """End the paragraph, heading or row being read."""
        if any(piece.text.strip() for piece in self._pieces):
            self.lines.append(Line(tuple(self._pieces), self._kind))
            if len(self.lines) > _MOST_BLOCKS:
                refuse("report-large", self._name)
        self._pieces = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or skip what is no text."""
        if tag in _SKIPPED:
            self._skipped.append(tag)
        elif tag in _HEADINGS or tag in _BLOCKS:
            if tag == "br" and self._kind == "heading":
                return
            self.end_block()
            self._kind = (
                "heading" if tag in _HEADINGS else "row" if tag == "tr" else self._kind if tag in ("br",) else "block"
            )
        elif tag in ("td", "th") and self._pieces:
            self._pieces.append(Piece(" ", 0, self._offset()))

    def handle_endtag(self, tag: str) -> None:
        """End a block, or what was skipped."""
        if self._skipped:
            if tag in self._skipped:
                del self._skipped[self._skipped.index(tag) :]
            return
        if tag in _BLOCKS or tag in _HEADINGS:
            self.end_block()
            self._kind = "block"

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self._skipped:
            self._pieces.append(Piece(data, 0, self._offset()))

    def handle_entityref(self, name: str) -> None:
        """Keep a named character."""
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a numbered character."""
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        if not self._skipped:
            for letter in html.unescape(written):
                self._pieces.append(Piece(letter, 0, self._offset()))
