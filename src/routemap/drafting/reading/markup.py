"""HTML → lines: headings, paragraphs, rows of tables; scripts, styles, menus and what is hidden are left out."""

from __future__ import annotations

from routemap.drafting.reading.decoding import decode
from routemap.drafting.reading.hidden import HiddenElement, hidden_notes, is_hidden
from routemap.drafting.reading.html_tokens import tokens
from routemap.drafting.reading.lines import Line, LineKind, Piece
from routemap.drafting.reading.refusals import refuse
from routemap.drafting.reading.style_sheets import StyleSheets, TooManyRulesError

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
_ENDING = _BLOCKS | _HEADINGS
_MOST_BLOCKS = 500_000
_MOST_TAGS = 1_000_000
_DEEPEST = 100  # elements that are skipped, within one another


def read_html(data: bytes, name: str, encoding: str | None) -> tuple[list[Line], int, tuple[str, ...]]:
    """Return the lines of an HTML page."""
    text = decode(data, name, encoding)
    if max(text.count("<"), text.count("&")) > _MOST_TAGS:
        refuse("report-large", name, f"it has more than {_MOST_TAGS:,} tags or references")
    try:
        reader = _Reader(name, _sheets(text))
        for token in tokens(text):
            if token.kind == "start":
                reader.start(token.text, token.at, token.attributes)
            elif token.kind == "end":
                reader.end(token.text)
            elif token.kind == "text":
                reader.text(token.text, token.at)
    except TooManyRulesError:
        refuse("report-large", name, "its style sheets have more rules than its words explain")
    reader.end_block()
    return reader.lines, 0, hidden_notes(reader.hidden, "page")


def _sheets(text: str) -> StyleSheets | None:
    """Return the rules that hide words; a sheet may stand behind what it speaks of, so all are read before."""
    if "<style" not in text and "<style" not in text.lower():
        return None
    return StyleSheets(token.text for token in tokens(text) if token.kind == "sheet") or None


class _Reader:
    """Collects the words of blocks, each with its offset in the file."""

    def __init__(self, name: str, sheets: StyleSheets | None) -> None:
        self.lines: list[Line] = []
        self.hidden: list[str] = []  # words that no reader sees
        self._hidden: HiddenElement | None = None
        self._name = name
        self._sheets = sheets
        self._pieces: list[Piece] = []
        self._skipped: list[str] = []
        self._kind: LineKind = "block"

    def end_block(self) -> None:
        """End the paragraph, heading or row being read."""
        if any(piece.text.strip() for piece in self._pieces):
            self.lines.append(Line(tuple(self._pieces), self._kind))
            if len(self.lines) > _MOST_BLOCKS:
                refuse("report-large", self._name)
        self._pieces = []

    def start(self, tag: str, at: int, attributes: str = "") -> None:
        """Begin a block, or skip what is no text or not to be seen."""
        if self._hidden is not None:
            if not self._hidden.is_over_before(tag, _ENDING):
                return
            self._hidden = None
        if not self._skipped and tag not in _SKIPPED and is_hidden(tag, attributes, self._sheets):
            self._hidden = HiddenElement(tag)
            if tag in _ENDING:
                self.end_block()
            self.hidden.append(" ")
        elif tag in _SKIPPED:
            if len(self._skipped) < _DEEPEST:
                self._skipped.append(tag)
        elif tag in _HEADINGS or tag in _BLOCKS:
            if tag == "br" and self._kind == "heading":
                return
            self.end_block()
            self._kind = (
                "heading" if tag in _HEADINGS else "row" if tag == "tr" else self._kind if tag in ("br",) else "block"
            )
        elif tag in ("td", "th") and self._pieces:
            self._pieces.append(Piece(" ", 0, at))

    def end(self, tag: str) -> None:
        """End a block, or what was skipped."""
        if self._hidden is not None:
            if self._hidden.is_over_at_end(tag, _ENDING):
                self._hidden = None
            else:
                return
        if self._skipped:
            if tag in self._skipped:
                del self._skipped[self._skipped.index(tag) :]
            return
        if tag in _BLOCKS or tag in _HEADINGS:
            self.end_block()
            self._kind = "block"

    def text(self, words: str, at: int) -> None:
        """Keep words."""
        if self._hidden is not None:
            self.hidden.append(words)
        elif not self._skipped:
            self._pieces.append(Piece(words, 0, at))
