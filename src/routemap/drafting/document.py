"""A report as text: paragraphs, headings, and for every character its place in the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["text", "heading", "row", "footnote"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, row of a table or footnote.

    Parameters
    ----------
    start, end
        Where it stands in the document's text, in code points.
    kind
        What it is.
    section
        The heading in force, as written; empty before the first.
    """

    start: int
    end: int
    kind: BlockKind
    section: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the document's text that stands in one piece in the source.

    Parameters
    ----------
    start
        Where it begins in the document's text.
    page
        Page of the source, from 1; 0 where the source has no pages.
    source
        Where it begins in the source: code points from the start of the file, or of the page where there are pages.
    """

    start: int
    page: int
    source: int


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where a character stands in the source: page (0 without pages), section, and offset in the file or page."""

    page: int
    section: str
    offset: int


@dataclass(frozen=True, slots=True)
class Document:
    """A report that has been read.

    Parameters
    ----------
    name
        The file's name; ``<stdin>`` for standard input.
    text
        The text as extracted: hard line breaks, hyphens and running heads mended, blocks divided by line ends.
    blocks
        Paragraphs, headings and the rest, in their order.
    runs
        Where the text comes from, in its order; see `place_of`.
    pages
        Number of pages; 0 where the source has none.
    notes
        What a reader should know about the extraction, such as pages without a text layer.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...]
    pages: int = 0
    notes: tuple[str, ...] = ()

    def place_of(self, offset: int) -> SourcePlace:
        """Return where the character at `offset` stands in the source.

        Examples
        --------
        >>> blocks = (Block(0, 4, "text", ""), Block(5, 9, "text", ""))
        >>> document = Document("a.txt", "One.\\nTwo.", blocks, (Run(0, 0, 0),))
        >>> document.place_of(5)
        SourcePlace(page=0, section='', offset=5)
        """
        at = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        run = self.runs[at] if at >= 0 else Run(0, 0, 0)
        block = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        section = self.blocks[block].section if block >= 0 else ""
        return SourcePlace(run.page, section, run.source + offset - run.start)


class Builder:
    """Puts a document's text together, piece by piece, and keeps account of where each comes from."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._blocks: list[Block] = []
        self._section = ""
        self._start = 0

    def add(self, text: str, page: int, source: int) -> None:
        """Add text that stands in one piece in the source, to the block being made."""
        if text:
            last = self._runs[-1] if self._runs else None
            if last is None or last.page != page or last.source + self._length - last.start != source:
                self._runs.append(Run(self._length, page, source))
            self._parts.append(text)
            self._length += len(text)

    def close(self, kind: BlockKind) -> None:
        """End the block being made; one that holds nothing is no block."""
        if self._length == self._start:
            return
        self._blocks.append(Block(self._start, self._length, kind, self._section))
        self._parts.append("\n")
        self._length += 1
        self._start = self._length

    def heading(self, text: str) -> None:
        """Say which heading is in force from here on."""
        self._section = text

    def build(self, name: str, pages: int = 0, notes: tuple[str, ...] = ()) -> Document:
        """Return the document."""
        return Document(name, "".join(self._parts), tuple(self._blocks), tuple(self._runs), pages, notes)
