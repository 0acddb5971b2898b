"""Claims → draft rows and segments: what `draft_routes` returns, and its two files."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from routemap.drafting.document import Document
from routemap.drafting.engine import read_sentences
from routemap.drafting.rows import (
    STATUSES,
    Mark,
    Row,
    make_marks,
    make_row,
    make_trace,
    unused,
)
from routemap.drafting.saying import say_locator, say_silence
from routemap.errors import PlaceError, RouteError
from routemap.places import resolve_place
from routemap.problems import show_value
from routemap.routes.columns import DRAFT_COLUMNS, NAMES
from routemap.routes.spreadsheet import neutralise_text
from routemap.routes.texts import REFUSED_CHARACTERS
from routemap.routes.web_addresses import parse_url

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of the report, with what was drafted from it.

    Parameters
    ----------
    start, end
        Where it stands in the document's text, in code points.
    text
        The document's text, which holds its words: a copy of each sentence would take as much again.
    page, section, number
        Its page, 0 where there are none; the heading in force; which sentence of the section it is.
    places
        Codes of the places it names.
    claims
        Ids of the rows drafted from it.
    silence
        Code of why nothing was drafted, although it names places or a role; else empty.
    about
        The number that this speaks of: letters, or the sentence that says as much.
    trace
        The stages of reading it, one line each, when they were asked for.
    """

    start: int
    end: int
    text: str = field(repr=False)
    page: int
    section: str
    number: int
    places: tuple[str, ...]
    claims: tuple[str, ...]
    silence: str
    about: int = 0
    trace: tuple[str, ...] = ()

    @property
    def quote(self) -> str:
        """Its words, verbatim."""
        return self.text[self.start : self.end]

    @property
    def locator(self) -> str:
        """Where it stands, in English: ``p. 3, Drugs, sentence 12``."""
        return say_locator(self.page, self.section, self.number)

    @property
    def reason(self) -> str:
        """Why nothing was drafted, in English; empty if something was, or if nothing could be expected."""
        return say_silence(self.silence, self.about)

    def to_dict(self) -> dict[str, Any]:
        """Return the segment as plain data."""
        return {
            "span": [self.start, self.end],
            "quote": self.quote,
            "locator": self.locator,
            "section": self.section,
            "places": list(self.places),
            "claims": list(self.claims),
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Drafts:
    """Draft routes of a report: rows to be decided on, and every sentence with what came of it.

    Parameters
    ----------
    document
        The report.
    rows
        One per claim: the columns of the routes table as text, then status, tier, rule, span, inferred, unresolved.
    segments
        Every sentence, once, in the order of the text.
    marks
        Id of a row → the words that it comes from.
    subject, source, url
        As they were given.
    nothing
        Sentences that somebody has looked at and found to claim nothing: rows with their quote, and no places.
    """

    document: Document
    rows: tuple[Row, ...]
    segments: tuple[Segment, ...]
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    subject: str = ""
    source: str = ""
    url: str = ""
    nothing: tuple[Row, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in their order."""
        extra = [name for row in self.rows for name in row if name not in NAMES and name not in DRAFT_COLUMNS]
        return (*NAMES, *DRAFT_COLUMNS, *dict.fromkeys(extra))

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as a table of text."""
        import pandas as pd

        columns = self.columns
        return pd.DataFrame(
            [[row.get(name, "") for name in columns] for row in self.rows], columns=list(columns), dtype="str"
        )

    @property
    def silent(self) -> tuple[Segment, ...]:
        """The sentences that name places or a role and got nothing, each with its reason."""
        return tuple(segment for segment in self.segments if segment.silence and not segment.claims)

    @property
    def counts(self) -> dict[str, int]:
        """Sentences, rows by status and tier, silent sentences."""
        statuses = Counter(row["status"] for row in self.rows)
        return {
            "sentences": len(self.segments),
            "with claims": sum(bool(segment.claims) for segment in self.segments),
            "silent": len(self.silent),
            "rows": len(self.rows),
            **{status: statuses[status] for status in STATUSES},
            "tier A": sum(row["tier"] == "A" for row in self.rows),
            "tier B": sum(row["tier"] == "B" for row in self.rows),
        }

    def to_csv(self) -> bytes:
        """Return the rows as a CSV file, which every command reads."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        columns = self.columns
        writer.writerow(columns)
        rows = (*self.rows, *self.nothing)
        writer.writerows([neutralise_text(row.get(name, "")) for name in columns] for row in rows)
        return buffer.getvalue().encode("utf-8")

    def to_json(self) -> bytes:
        """Return document, segments, claims and counts as JSON: all that a page for reviewing needs."""
        document, columns = self.document, self.columns
        content = {
            "document": {
                "name": document.name,
                "text": document.text,
                "pages": document.pages,
                "notes": list(document.notes),
                "blocks": [[block.start, block.end, block.kind, block.section] for block in document.blocks],
                "page_starts": _page_starts(document),
                "subject": self.subject,
                "source": self.source,
                "url": self.url,
            },
            "segments": [segment.to_dict() for segment in self.segments],
            "claims": [self._claim(row, columns) for row in self.rows],
            "counts": self.counts,
        }
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")

    def _claim(self, row: Row, columns: tuple[str, ...]) -> dict[str, Any]:
        marks = [
            {"span": [mark.start, mark.end], "slot": mark.slot, "rule": mark.rule}
            for mark in self.marks.get(row["id"], ())
        ]
        return {**{name: row[name] for name in columns if row.get(name)}, "marks": marks}


def _page_starts(document: Document) -> list[list[int]]:
    """Return where each page begins in the text: offset and page."""
    found: list[list[int]] = []
    for run in document.runs:
        if run.page and (not found or found[-1][1] < run.page):
            found.append([run.start, run.page])
    return found


def _refuse_unreadable(source: str, url: str) -> None:
    """Refuse a citation or an address that every table made of the drafts would be refused for."""
    if match := REFUSED_CHARACTERS.search(source):
        raise RouteError(f"the source holds the control character U+{ord(match[0]):04X}; expected readable text")
    if url and (fault := parse_url(url)[1]):
        raise RouteError(f"the address '{show_value(url)}' {fault.message}; expected {fault.expected}")


def draft_routes(
    document: Document, *, subject: str | None = None, source: str = "", url: str = "", explain: bool = False
) -> Drafts:
    """Draft routes from a report, for somebody to review.

    Parameters
    ----------
    document
        As `read_document` gives it.
    subject
        The country or region that the report is about, by name or code; without it no end is ever filled in.
    source, url
        Go into every row: the report's citation and web address.
    explain
        Whether to keep the stages of reading each sentence.

    Raises
    ------
    PlaceError
        If there is no such place as `subject`.
    RouteError
        If the citation or the address could not stand in a table.

    Examples
    --------
    >>> from routemap.drafting.document import Block, Document, Run
    >>> text = "Heroin from Turkey is smuggled to Norway."
    >>> drafts = draft_routes(Document("a", text, (Block(0, len(text), "text", ""),), (Run(0, 0, 0),)))
    >>> [(row["market"], row["origin"], row["destination"], row["tier"]) for row in drafts.rows]
    [('heroin trade', 'TUR', 'NOR', 'A')]
    """
    _refuse_unreadable(source, url)
    code = _code(subject)
    rows: list[Row] = []
    segments: list[Segment] = []
    marks: dict[str, tuple[Mark, ...]] = {}
    for sentence in read_sentences(document, subject=code):
        quote = document.text[sentence.start : sentence.end]
        locator = say_locator(sentence.page, sentence.section, sentence.number)
        ids = []
        for claim in sentence.reading.claims:
            row = make_row(document, sentence, claim, quote, locator, source, url)
            row["id"] = row["statement"] = unused(row["id"], marks)
            rows.append(row)
            marks[row["id"]] = make_marks(sentence, claim)
            ids.append(row["id"])
        places = dict.fromkeys(
            code for one in sentence.reading.lists if one.kind != "ignored" for code in one.codes if code[0] != "{"
        )
        trace = tuple(make_trace(sentence)) if explain else ()
        segments.append(
            Segment(
                sentence.start,
                sentence.end,
                document.text,
                sentence.page,
                sentence.section,
                sentence.number,
                tuple(places),
                tuple(ids),
                sentence.reading.reason,
                sentence.reading.number,
                trace,
            )
        )
    return Drafts(document, tuple(rows), tuple(segments), marks, code, source, url)


def _code(subject: str | None) -> str:
    if not subject:
        return ""
    found = resolve_place(subject)
    if found.code is None:
        hint = f"; did you mean {' or '.join(map(str, found.candidates))}?" if found.candidates else ""
        raise PlaceError(f"subject {subject!r}: {found.note or 'no place of this name'}{hint}")
    return found.code
