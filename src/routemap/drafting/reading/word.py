"""Word files (.docx) → lines: paragraphs, headings, tables and footnotes; what is deleted or hidden is left out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from routemap.drafting.reading.hidden import hidden_notes
from routemap.drafting.reading.lines import Line, LineKind, Piece
from routemap.drafting.reading.refusals import refuse
from routemap.errors import ReadError
from routemap.routes.reading.xml_guard import XmlError, XmlTooLargeError, read_xml
from routemap.routes.reading.zip_guard import BROKEN, ArchiveError, GuardedArchive, TooLargeError, why_broken

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Where a file says one thing in two ways, for old programs and new ones; the old way is called Fallback.
_WAYS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_LANGUAGES = frozenset({_WORDS, _WAYS})
_VALUE = f"{_WORDS} val"
_PARTS: tuple[tuple[str, LineKind], ...] = (
    ("word/document.xml", "block"),
    ("word/footnotes.xml", "footnote"),
    ("word/endnotes.xml", "footnote"),
)
_MOST_DEPTH: Final = 200
_MOST_PARAGRAPHS: Final = 500_000
_MOST_TEXT: Final = 50_000_000
_SKIPPED = frozenset({"del", "moveFrom", "delText", "instrText", "pPr", "rPr", "Fallback", "p"})
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_OFF = ("0", "false", "off")
_TINY = ("0", "1", "2")  # half points
_HEADINGS = ("heading", "title", "überschrift", "titre", "overskrift")


def read_word(data: bytes, name: str, encoding: str | None) -> tuple[list[Line], int, tuple[str, ...]]:
    """Return the lines of a Word file; offsets count the characters of its text."""
    del encoding
    lines: list[Line] = []
    hidden: list[str] = []
    try:
        archive = GuardedArchive(io.BytesIO(data))
        if archive.names & {"EncryptedPackage", "EncryptionInfo"}:
            refuse("report-password", name)
        if "word/document.xml" not in archive.names:
            refuse("report-kind", name, "it is a zip archive, but no Word file")
        start = 0
        for part, kind in _PARTS:
            if part in archive.names:
                reader = _Paragraphs(kind, start, lines, hidden)
                for _ in read_xml(
                    archive, part, _LANGUAGES, reader.start, reader.end, reader.text, deepest=_MOST_DEPTH
                ):
                    if len(lines) > _MOST_PARAGRAPHS or reader.offset > _MOST_TEXT:
                        refuse("report-large", name)
                start = reader.offset
    except ReadError:
        raise
    except (TooLargeError, XmlTooLargeError) as error:
        refuse("report-large", name, f"it {error}")
    except (ArchiveError, XmlError, *BROKEN) as error:
        if isinstance(error, RuntimeError) and "password" in str(error):
            refuse("report-password", name)
        why = str(error) if isinstance(error, XmlError) else why_broken(error)
        refuse("report-damaged", name, f"it {why}" if why != "is damaged" else "")
    return lines, 0, hidden_notes(hidden, "file")


def _hides(name: str, attributes: dict[str, str]) -> bool:
    """Whether a property of a run makes its words unseen: the mark for hidden text, or letters of a point at most."""
    value = attributes.get(_VALUE, "")
    return (name == "vanish" and value not in _OFF) or (name == "sz" and value in _TINY)


class _Paragraphs:
    """Gathers the words of one part, paragraph by paragraph, as its elements come by."""

    def __init__(self, kind: LineKind, start: int, lines: list[Line], hidden: list[str]) -> None:
        self.offset = start
        self._kind = kind
        self._lines = lines
        self._hidden = hidden  # words that no reader sees
        self._depth = 0  # of the paragraph that is open; 0 for none
        self._skipped = 0  # depth of the element whose content is left out
        self._unseen = 0  # depth of the run that is hidden
        self._is_text = self._is_heading = self._in_table = False
        self._words: list[str] = []

    def start(self, path: Sequence[str], attributes: dict[str, str]) -> None:
        """Take note of an element that begins."""
        name = path[-1]
        if self._skipped:
            if self._depth and path[self._depth] == "pPr" and self._skipped == self._depth + 1:
                self._look_at_style(path[self._skipped :], attributes)
            elif path[self._skipped - 2 : -1] == ["r", "rPr"] and _hides(name, attributes):
                self._unseen = self._skipped - 1
        elif not self._depth:
            if name == "p":
                self._depth, self._in_table = len(path), "tbl" in path
                self._is_heading, self._words = False, []
            elif name in ("del", "moveFrom"):
                self._skipped = len(path)
        elif name in _SKIPPED:
            self._skipped = len(path)
        elif name == "t":
            self._is_text = True
        elif name in _SIGNS:
            (self._hidden if self._unseen else self._words).append(_SIGNS[name])

    def _look_at_style(self, path: Sequence[str], attributes: dict[str, str]) -> None:
        if path == ["pStyle"]:
            self._is_heading |= attributes.get(_VALUE, "").casefold().startswith(_HEADINGS)
        elif path == ["outlineLvl"]:
            self._is_heading = True

    def end(self, path: Sequence[str]) -> None:
        """Take note of an element that ends; a paragraph becomes a line."""
        self._is_text = False
        if self._unseen == len(path):
            self._unseen = 0
            self._hidden.append(" ")
        if self._skipped:
            if self._skipped == len(path):
                self._skipped = 0
        elif self._depth and self._depth == len(path):
            text = "".join(self._words)
            if text.strip():
                self._lines.append(Line((Piece(text, 0, self.offset),), self._line_kind()))
            self.offset += len(text) + 1
            self._depth = 0

    def text(self, words: str) -> None:
        """Keep words."""
        if self._is_text:
            (self._hidden if self._unseen else self._words).append(words)

    def _line_kind(self) -> LineKind:
        if self._kind == "block" and self._is_heading:
            return "heading"
        if self._kind == "footnote":
            return "footnote"
        return "row" if self._in_table else "block"
