"""A document, sentence by sentence → claims, with the context that sentences hand on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from routemap.drafting.document import Document
from routemap.drafting.finishing import finish
from routemap.drafting.lexicon import Lexicon, lexicon
from routemap.drafting.reading_sentence import read_sentence
from routemap.drafting.sentences import LONGEST, split_sentences
from routemap.drafting.stages import Context, Reading
from routemap.places import regions

_FARTHEST_BACK = 3  # sentences over which "it" and "the shipments" may point back


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place in the report, and what was read in it."""

    start: int
    end: int
    section: str
    number: int
    page: int
    reading: Reading


def read_sentences(document: Document, *, subject: str, language: str = "en") -> Iterator[Sentence]:
    """Yield every sentence of a document, in its order, with its claims."""
    words = lexicon(language)
    context = Context()
    section, number, age = None, 0, 0
    told: dict[tuple[str, str, str], int] = {}
    for block in document.blocks:
        if block.section != section:
            section, number = block.section, 0
            told.clear()
            context = Context(market=market_of_heading(block.section, words))
        if block.kind == "heading":
            continue
        for start, end in split_sentences(document.text, block.start, block.end, words.abbreviations):
            number += 1
            if end - start > LONGEST:
                reading = Reading([], [], [], [], [], [], [], reason="too_long", number=LONGEST)
            else:
                reading = read_sentence(document.text[start:end], context, words)
                finish(reading, context, subject)
                _leave_out_repeated(reading, told, number)
            yield Sentence(start, end, block.section, number, document.place_of(start).page, reading)
            age = 0 if reading.groups else age + 1
            groups = [replace(group, origin=None) for group in reading.groups] or (
                context.groups if age < _FARTHEST_BACK else []
            )
            context = Context(
                context.market, groups, reading.is_illicit, _reached(reading), _left(reading), _found(reading)
            )


def _reached(reading: Reading) -> list[str]:
    """Return where the movement of a sentence ended; where it began, if the end is not said."""
    if not reading.claims:
        return []
    last = reading.claims[-1]
    return list(last.destination or last.origin)


def _left(reading: Reading) -> list[str]:
    """Return where what a sentence tells of is from, if that is all that it says."""
    origins = [claim.origin for claim in reading.claims]
    known = not any(code in regions() for one in origins for code in one)  # who are "EU citizens" is said later
    open_ended = known and all(claim.origin and not claim.destination and not claim.transit for claim in reading.claims)
    return list(origins[0]) if origins and open_ended and all(one == origins[0] for one in origins) else []


def _found(reading: Reading) -> list[str]:
    """Return where a sentence that moves nothing says that goods were found or used, if it names one place alone."""
    told = [slot for slot in reading.slots if slot.slot != "ignored"]
    if reading.claims or len(told) != 1 or not (told[0].slot == "seized" or told[0].governor in ("seize", "consume")):
        return []
    return list(told[0].places.codes)


def _leave_out_repeated(reading: Reading, told: dict[tuple[str, str, str], int], number: int) -> None:
    """List, rather than draft, a single end that an earlier sentence of the section has said already.

    `told` holds goods, end and place of what was drafted in the section so far, and in which sentence.
    """
    kept = []
    for claim in reading.claims:
        ends = [("origin", code) for code in claim.origin] + [("destination", code) for code in claim.destination]
        ends += [("transit", code) for stage in claim.transit for code in stage]
        goods = [f"{group.market}: {group.words.casefold()}" for group in claim.groups]
        keys = [(what, name, code) for what in goods for name, code in ends]
        before = next((told[key] for key in keys if key in told), 0)
        if claim.tier == "B" and len(ends) == 1 and before:
            if not reading.reason:
                reading.reason, reading.number = "repeated", before
            continue
        kept.append(claim)
        for key in keys:
            told.setdefault(key, number)
    reading.claims = kept
    if kept:
        reading.reason = ""


def market_of_heading(heading: str, words: Lexicon) -> str:
    """Return the market that a heading names; empty if it names none."""
    folded = " ".join(heading.casefold().replace("-", " ").split())
    if not folded:
        return ""
    best = ""
    for phrase in words.headings:
        plain = phrase.replace("-", " ")
        if (f" {plain} " in f" {folded} " or folded == plain) and len(phrase) > len(best):
            best = phrase
    return words.headings[best] if best else ""
