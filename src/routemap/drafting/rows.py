"""Claims → rows of the routes table, with where their words stand and how they were read."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from routemap.drafting.claims import Claim, cell, transit_cell
from routemap.drafting.document import Document
from routemap.drafting.engine import Sentence
from routemap.drafting.saying import write_doubts
from routemap.files import safe_slug
from routemap.routes.columns import DRAFT_COLUMNS, NAMES

NOTHING = "nothing"
"""Status of a row that is no route: somebody has looked at its sentence, and it claims nothing."""
STATUSES = ("draft", "accepted", "edited", "rejected", "added")

_CONTEXT = 32  # code points on either side of a sentence that tell equal sentences apart
_CONTENT = ("market", "commodity", "origin", "transit", "destination", "directed")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a claim: where they stand in the document, what they are, and the rule that says so."""

    start: int
    end: int
    slot: str
    rule: str


def make_row(
    document: Document, sentence: Sentence, claim: Claim, quote: str, locator: str, source: str, url: str
) -> Row:
    """Return the row of a claim."""
    words = list(dict.fromkeys(group.words for group in claim.groups if group.words))
    row = dict.fromkeys((*NAMES, *DRAFT_COLUMNS), "") | {
        "market": claim.groups[0].market,
        "commodity": ", ".join(words),
        "origin": cell(claim.origin),
        "transit": transit_cell(claim.transit),
        "destination": cell(claim.destination),
        "directed": "yes" if claim.directed else "no",
        "confidence": claim.confidence,
        "magnitude": claim.magnitude,
        "source": source,
        "locator": locator,
        "url": url,
        "quote": quote,
        "note": _note(sentence, claim),
        "status": "draft",
        "tier": claim.tier,
        "rule": "; ".join(claim.rules) + write_doubts(claim.doubts),
        "span": f"{sentence.start}-{sentence.end}",
        "inferred": ", ".join(dict.fromkeys(claim.inferred)),
        "unresolved": "; ".join(claim.unresolved),
    }
    around = document.text[max(0, sentence.start - _CONTEXT) : sentence.end + _CONTEXT]
    row["id"] = make_id(row, normal(around))
    return row


def _note(sentence: Sentence, claim: Claim) -> str:
    """Say which names were read as a country that they only lie in."""
    tokens = sentence.reading.tokens
    said = []
    for slot in claim.slots:
        for item in slot.places.items:
            if item.code and tokens[item.token].has("city"):
                said.append(f"{item.words}: {item.code}")
    return "; ".join(dict.fromkeys(said))


def normal(quote: str) -> str:
    """Return a quote without what two copies of it may differ in: case, spaces, marks.

    Examples
    --------
    >>> normal("From Poland,  and “Lithuania”.")
    'from poland and lithuania'
    """
    return " ".join("".join(c if c.isalnum() else " " for c in quote.casefold()).split())


def content_of(row: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a row claims, whatever is said about it."""
    return tuple(row.get(name, "") for name in _CONTENT)


def make_id(row: Mapping[str, str], around: str) -> str:
    """Return an id made of market, stops, and a hash of the sentence in its context with the content."""
    stops = [safe_slug(row[name])[:15].strip("-") if row[name] else "x" for name in ("origin", "destination")]
    text = "\x1f".join((around, *content_of(row)))
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
    return "-".join([safe_slug(row["market"])[:24].strip("-"), *stops, digest])


def unused(text: str, taken: Container[str]) -> str:
    """Return a text that is not taken: itself, or with a number."""
    if text not in taken:
        return text
    number = 2
    while f"{text}-{number}" in taken:
        number += 1
    return f"{text}-{number}"


def make_marks(sentence: Sentence, claim: Claim) -> tuple[Mark, ...]:
    """Return the words that a claim comes from, with what they are and the rule that says so."""
    tokens, start = sentence.reading.tokens, sentence.start
    found = []
    for slot in claim.slots:
        first = min(slot.at, slot.places.first)
        found.append(
            Mark(start + tokens[first].start, start + tokens[slot.places.last].end, _slot_name(slot.slot), slot.rule)
        )
    for group in claim.groups:
        if group.at >= 0 and not group.is_antecedent:
            found.append(
                Mark(start + tokens[group.at].start, start + tokens[group.at].end, "commodity", claim.groups[0].market)
            )
    return tuple(sorted(set(found), key=lambda mark: (mark.start, mark.end, mark.slot)))


def _slot_name(slot: str) -> str:
    return {"adjective": "origin", "people": "origin", "between": "end", "seized": "transit"}.get(
        slot, slot.replace("weak ", "")
    )


def make_trace(sentence: Sentence) -> Sequence[str]:
    """Return the stages of a sentence, one line each."""
    reading = sentence.reading
    lines = [
        "tokens: "
        + " ".join(f"{t.text}[{t.kind if t.kind != 'word' else '/'.join(t.tags) or '-'}]" for t in reading.tokens)
    ]
    lines += [
        f"list: {', '.join(i.code or '“' + i.words + '”' for i in one.items)} ({one.kind})" for one in reading.lists
    ]
    lines += [f"slot: {slot.slot} = {', '.join(slot.places.codes) or '-'} by “{slot.rule}”" for slot in reading.slots]
    for role in reading.roles:
        said_of = ", ".join(role.places.codes) if role.places else "the report’s subject"
        lines.append(f"role: {', '.join(role.slots)} of {said_of} by “{role.rule}”")
    lines += [f"goods: {group.words or '(from the context)'} ({group.market})" for group in reading.groups]
    if any(reading.negated):
        covered = " ".join(token.text for token, off in zip(reading.tokens, reading.negated, strict=True) if off)
        lines.append(f"negated: {covered}")
    return lines
