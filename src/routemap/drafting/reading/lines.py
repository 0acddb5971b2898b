"""What every reader of a file hands on: lines, each with its place in the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LineKind = Literal["line", "block", "heading", "row", "footnote", "blank"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands in one piece in the source: its page (0 without pages) and offset there."""

    text: str
    page: int
    source: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or a whole paragraph.

    Parameters
    ----------
    pieces
        Its text, in the order in which it is read.
    kind
        ``line`` for one that breaks where the page ends, so that the next may go on with the sentence; ``block`` for a
        whole paragraph; ``blank`` for what parts paragraphs; else what it says.
    page
        Its page; 0 without pages.
    """

    pieces: tuple[Piece, ...]
    kind: LineKind
    page: int = 0

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(piece.text for piece in self.pieces)


BLANK = Line((), "blank")

Answer = tuple[list[Line], int, tuple[str, ...]]
"""What a reader answers: the lines, how many pages there are, and notes."""
