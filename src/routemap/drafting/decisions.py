"""Earlier decisions → a new draft: what is still said keeps its decision, what changed is shown twice."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from routemap.drafting.drafts import Drafts
from routemap.drafting.rows import NOTHING, STATUSES, Row, content_of, normal, unused
from routemap.errors import ReadError, told_shortly
from routemap.files import shown
from routemap.problems import Problem
from routemap.routes.columns import DECISION_COLUMNS, DRAFT_COLUMNS, NAMES
from routemap.routes.spreadsheet import restore_text

if TYPE_CHECKING:
    import pandas as pd

DECISION, DIFFERENTLY, _ = DECISION_COLUMNS
"""The columns that say what became of an earlier decision and, of a conflict, what was decided: the statuses."""

KEPT, CHANGED, GONE, CONFLICT = "kept", "changed since", "no longer found", "conflict"
_DECIDED = tuple(status for status in STATUSES if status != "draft")


@told_shortly
def apply_decisions(drafts: Drafts, decisions: str | os.PathLike[str] | pd.DataFrame | Iterable[Any]) -> Drafts:
    """Return the drafts with the decisions of an earlier review.

    A row whose sentence and content are as they were keeps its decision. Where the sentence now gives other content,
    the decided row and the new one both stand, the former as "changed since". Where the sentence is gone, accepted,
    edited and added rows stay as "no longer found". Of two people's files, equal decisions merge; different ones are a
    "conflict", which is undecided again. The column ``decision`` says which.

    Parameters
    ----------
    decisions
        A CSV file that `routemap draft` or the review page wrote, or its table; several of them in a list.

    Raises
    ------
    ReadError
        If a file is none of these.

    Examples
    --------
    >>> from routemap.drafting.document import Block, Document, Run
    >>> from routemap.drafting.drafts import draft_routes
    >>> text = "Heroin from Turkey is smuggled to Norway."
    >>> drafts = draft_routes(Document("a", text, (Block(0, len(text), "text", ""),), (Run(0, 0, 0),)))
    >>> decided = drafts.frame.assign(status="accepted")
    >>> [(row["status"], row["decision"]) for row in apply_decisions(drafts, decided).rows]
    [('accepted', 'kept')]
    """
    several = (
        [decisions] if isinstance(decisions, str | os.PathLike) or hasattr(decisions, "columns") else list(decisions)
    )
    files = [_rows(one) for one in several]
    merged = _merge([[row for row in rows if row["status"] != NOTHING] for rows in files])
    by_id = {row["id"]: row for row in drafts.rows}
    by_content = {(normal(row["quote"]), content_of(row)): row["id"] for row in reversed(drafts.rows)}
    quotes = {normal(segment.quote) for segment in drafts.segments}
    fates: dict[str, Row] = {}
    extra: list[Row] = []
    for row in merged:
        same = row["id"] if row["id"] in by_id else by_content.get((normal(row["quote"]), content_of(row)), "")
        if same and same not in fates:
            fates[same] = _kept(by_id[same], row)
        elif row["status"] in _DECIDED or row.get(DECISION) == CONFLICT:
            found = normal(row["quote"]) in quotes
            if row.get(DECISION) == CONFLICT and found:
                extra.append(row)
            elif row["status"] == "added" and found:
                extra.append(row | {DECISION: row.get(DECISION) or KEPT})
            elif found:
                extra.append(row | {DECISION: CHANGED})
            elif row["status"] != "rejected":
                extra.append(row | {DECISION: GONE})
    rows = [fates.get(row["id"], row | {DECISION: ""}) for row in drafts.rows]
    taken = {row["id"] for row in rows}
    for row in extra:
        rows.append(row | {"id": unused(row["id"], taken)})
        taken.add(rows[-1]["id"])
    looked_at = {normal(row["quote"]): row for rows in files for row in rows if row["status"] == NOTHING}
    nothing = tuple(row for quote, row in looked_at.items() if quote in quotes)
    return replace(drafts, rows=tuple(rows), nothing=nothing)


def _kept(draft: Row, decided: Row) -> Row:
    """Return the decided row in its new place in the report."""
    moved = {name: draft[name] for name in ("span", "locator", "quote", "tier", "rule", "inferred", "unresolved")}
    return {
        **draft,
        **{name: value for name, value in decided.items() if value or name in NAMES},
        **moved,
        "id": draft["id"],
        DECISION: decided.get(DECISION) or KEPT,
    }


def _merge(files: list[list[Row]]) -> list[Row]:
    """Return the decisions of several people as one; where two decided differently, both, undecided."""
    found: dict[str, list[Row]] = {}
    for rows in files:
        for row in rows:
            others = found.setdefault(row["id"], [])
            if row["status"] == "draft" and others:
                continue
            others[:] = [other for other in others if other["status"] != "draft"]
            if not any((other["status"], content_of(other)) == (row["status"], content_of(row)) for other in others):
                others.append(row)
    merged: list[Row] = []
    for rows in found.values():
        if len(rows) == 1:
            merged.append(rows[0])
            continue
        said = "; ".join(dict.fromkeys(row["status"] for row in rows))
        merged += [row | {"status": "draft", DECISION: CONFLICT, DIFFERENTLY: said} for row in rows]
    return merged


def _rows(source: Any) -> list[Row]:
    if hasattr(source, "columns"):
        frame = source
        records = [
            {str(name): "" if value is None else str(value) for name, value in record.items()}
            for record in frame.to_dict("records")
        ]
        return [_complete(record) for record in _checked(records, [str(name) for name in frame.columns], "<table>")]
    path = Path(str(source))
    try:
        text = path.read_bytes().decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        records = [{name: restore_text(value or "") for name, value in record.items() if name} for record in reader]
        header = list(reader.fieldnames or ())
    except (UnicodeDecodeError, csv.Error, TypeError, AttributeError) as error:
        raise ReadError(
            [
                Problem(
                    "decisions-unreadable",
                    "is no CSV file that a review saved",
                    "the file that the review page or routemap draft wrote",
                    file=shown(Path(path)),
                )
            ]
        ) from error
    return [_complete(record) for record in _checked(records, header, shown(Path(path)))]


def _checked(records: list[dict[str, str]], header: list[str], name: str) -> list[dict[str, str]]:
    missing = [column for column in ("id", "quote", "status", "rule", "market") if column not in header]
    if missing:
        message = f"has no column {', '.join(missing)}"
        raise ReadError(
            [
                Problem(
                    "decisions-unreadable", message, "the file that the review page or routemap draft wrote", file=name
                )
            ]
        )
    wrong = [
        Problem(
            "status-unknown",
            "is no status of a draft",
            f"one of {', '.join(STATUSES)}",
            file=name,
            line=line,
            column="status",
            value=record["status"],
        )
        for line, record in enumerate(records, start=2)
        if record["status"] not in (*STATUSES, NOTHING)
    ]
    if wrong:
        raise ReadError(wrong)
    return records


def _complete(record: Mapping[str, str]) -> Row:
    return dict.fromkeys((*NAMES, *DRAFT_COLUMNS), "") | dict(record)
