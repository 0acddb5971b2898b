"""Lines as they stand on pages → paragraphs: running heads out, hyphens closed, hard line breaks mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from routemap.drafting.document import Builder, Document
from routemap.drafting.reading.lines import Line, Piece
from routemap.routes.texts import UNSEEN_CLASS

_PAGE_NUMBER = re.compile(
    r"[\s|–—-]*(?:page\s+|p\.\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?[\s|–—-]*", re.IGNORECASE
)
_BULLET = re.compile(r"\s*(?:[•●▪■◦‣–—*·-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_NUMBERED = re.compile(r"\d+(?:\.\d+)*\.?\s+\S")
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?…:;][\"'”’)\]]*(?:\s*\[?\d{1,3}\]?)?$")
_HYPHEN_END = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]$")
# Prefixes that keep their hyphen when a line ends after it: "anti-" + "money".
_KEEPS_HYPHEN = frozenset(
    [
        "anti",
        "multi",
        "non",
        "self",
        "cross",
        "well",
        "long",
        "short",
        "high",
        "low",
        "large",
        "small",
        "south",
        "north",
        "east",
        "west",
        "mid",
        "semi",
        "state",
        "drug",
        "crime",
        "cyber",
        "euro",
        "afro",
        "latin",
        "anglo",
        "sino",
        "franco",
        "third",
        "half",
    ]
)
_MOST_EDGE_LINES = 2
_FEWEST_PAGES = 3
_LONGEST_HEADING = 90


def mend(name: str, lines: Sequence[Line], pages: int = 0, notes: tuple[str, ...] = ()) -> Document:
    """Return the document that the lines of a report make."""
    kept = _without_running_heads(lines, pages) if pages >= _FEWEST_PAGES else list(lines)
    builder = Builder()
    paragraph: list[Line] = []
    width = _usual_width(kept)
    for at, line in enumerate(kept):
        if line.kind == "blank":
            after = next((one for one in kept[at + 1 : at + 4] if one.kind != "blank"), None)
            if paragraph and (after is None or not _goes_on(paragraph[-1], after)):
                _close(builder, paragraph, "text")
            continue
        if line.kind != "line":
            _close(builder, paragraph, "text")
            _whole(builder, line)
            continue
        if _is_heading(line, kept[at - 1] if at else None, kept[at + 1] if at + 1 < len(kept) else None) and not (
            paragraph and _continues(paragraph[-1], line)
        ):
            _close(builder, paragraph, "text")
            _heading(builder, line)
            continue
        if paragraph and (_BULLET.match(line.text) or _is_short_end(paragraph[-1], width)):
            _close(builder, paragraph, "text")
        paragraph.append(line)
    _close(builder, paragraph, "text")
    return builder.build(name, pages, notes)


def _goes_on(before: Line, after: Line) -> bool:
    """Whether a sentence goes on across a gap, as it does across pages: no full stop before, no capital after."""
    text = after.text.lstrip()
    return (
        after.kind == "line"
        and bool(text)
        and not _ENDS.search(before.text.rstrip())
        and (text[0].islower() or before.page != after.page)
        and not _looks_like_heading(text)
    )


def _continues(before: Line, after: Line) -> bool:
    return not _ENDS.search(before.text.rstrip()) and after.text.strip()[:1].islower()


def _usual_width(lines: Iterable[Line]) -> int:
    widths = sorted(len(line.text) for line in lines if line.kind == "line")
    return widths[len(widths) * 9 // 10] if widths else 0


def _is_short_end(line: Line, width: int) -> bool:
    """Whether a paragraph ends with this line: it stops early, with a full stop."""
    text = line.text.rstrip()
    return len(text) < 0.75 * width and bool(_ENDS.search(text))


# -- headings --------------------------------------------------------------------------------------------------------


def _is_heading(line: Line, before: Line | None, after: Line | None) -> bool:
    text = line.text.strip()
    if not _looks_like_heading(text):
        return False
    if text.isupper():
        return True
    alone = (before is None or before.kind in ("blank", "heading")) and (
        after is None or after.kind == "blank" or len(after.text) > len(text)
    )
    return (
        alone
        and (before is None or before.kind == "blank")
        and (after is not None and (after.kind == "blank" or bool(_NUMBERED.match(text)) or text.istitle()))
    )


def _looks_like_heading(text: str) -> bool:
    if (
        not text
        or len(text) > _LONGEST_HEADING
        or _ENDS.search(text)
        or "," in text[-1:]
        or (_BULLET.match(text) and not _NUMBERED.match(text))
    ):
        return False
    letters = sum(c.isalpha() for c in text)
    return letters >= 3 and (
        text.isupper() or ((text[0].isupper() or bool(_NUMBERED.match(text))) and len(text.split()) <= 12)
    )


def _heading(builder: Builder, line: Line) -> None:
    title = " ".join(line.text.split())
    builder.heading(title)
    _put(builder, line.pieces)
    builder.close("heading")


def _whole(builder: Builder, line: Line) -> None:
    if line.kind == "heading":
        _heading(builder, line)
        return
    _put(builder, line.pieces)
    builder.close("text" if line.kind in ("block", "line") else line.kind)  # type: ignore[arg-type]


# -- paragraphs ------------------------------------------------------------------------------------------------------


def _close(builder: Builder, paragraph: list[Line], kind: str) -> None:
    """Join the lines of a paragraph, closing words that a hyphen parts at a line's end."""
    for at, line in enumerate(paragraph):
        pieces = _stripped(line.pieces)
        after = paragraph[at + 1].text.lstrip() if at + 1 < len(paragraph) else ""
        if after and pieces and _HYPHEN_END.search(pieces[-1].text):
            word = pieces[-1].text.rstrip("-‐\u00ad").split()[-1:] or [""]
            last = pieces[-1]
            closes = after[0].islower() and word[0].casefold() not in _KEEPS_HYPHEN
            joins = closes or last.text.endswith("\u00ad")
            if joins:
                pieces = [*pieces[:-1], Piece(last.text[:-1], last.page, last.source)]
            _put(builder, pieces)
            continue
        _put(builder, pieces)
        if after and pieces:
            last = pieces[-1]
            builder.add(" ", last.page, last.source + len(last.text))
    builder.close("text")
    paragraph.clear()


def _stripped(pieces: Sequence[Piece]) -> list[Piece]:
    kept = [piece for piece in pieces if piece.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        first = kept[0]
        lead = len(first.text) - len(first.text.lstrip())
        kept[0] = Piece(first.text[lead:], first.page, first.source + lead)
        last = kept[-1]
        kept[-1] = Piece(last.text.rstrip(), last.page, last.source)
    return kept


# A report reads from left to right, or is refused: signs that turn its direction can only deceive.
# One class, not two to choose from: of letters in their millions each is looked up once.
_LEFT_OUT = re.compile(rf"[\s{UNSEEN_CLASS}\u200c\u200d\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]+")


def _put(builder: Builder, pieces: Sequence[Piece]) -> None:
    """Add pieces with runs of white space made one space, and what cannot be seen left out."""
    for piece in _stripped(pieces):
        at = 0
        for match in _LEFT_OUT.finditer(piece.text):
            if match[0] == " ":
                continue
            builder.add(piece.text[at : match.start()], piece.page, piece.source + at)
            if any(map(str.isspace, match[0])):
                builder.add(" ", piece.page, piece.source + match.start())
            at = match.end()
        builder.add(piece.text[at:], piece.page, piece.source + at)


# -- running heads ---------------------------------------------------------------------------------------------------


def _without_running_heads(lines: Sequence[Line], pages: int) -> list[Line]:
    """Drop page numbers, and lines that stand at the edge of many pages, whatever number is in them."""
    by_page: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        if line.kind != "blank":
            by_page.setdefault(line.page, []).append(at)
    edges = [at for found in by_page.values() for at in {*found[:_MOST_EDGE_LINES], *found[-_MOST_EDGE_LINES:]}]
    # A sentence that ends there is no running head, however often it is said.
    edges = [at for at in edges if not lines[at].text.rstrip().endswith((".", "!", "?"))]
    counts = Counter(key for at in edges if (key := _head_key(lines[at].text)))
    least = max(_FEWEST_PAGES, pages // 4)
    dropped = {
        at for at in edges if counts[_head_key(lines[at].text)] >= least or _PAGE_NUMBER.fullmatch(lines[at].text)
    }
    return [line for at, line in enumerate(lines) if at not in dropped]


def _head_key(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split()).casefold())[:120]
