"""How far words reach: negation and "but", hedges, words on size."""

from __future__ import annotations

import re
from collections.abc import Sequence

from routemap.drafting.tokens import Token

_OPENING = ("because", "as", "since", "although", "though", "while", "with", "now", "whereas")
_CLAIMED = frozenset({"that", "which", "who", "whose"})


def negated_tokens(tokens: Sequence[Token]) -> list[bool]:
    """Return which tokens a negation covers: from it to the end of its clause, or to "but".

    "There is no evidence that …" covers what follows; a clause about the goods themselves ("the heroin that passes …")
    is not covered.
    """
    covered = [False] * len(tokens)
    on = False
    start = 0
    closing = 0
    closes = -1  # a negation in a relative clause ends with it: "Nicaragua, which asks for no visa, and …"
    for at, token in enumerate(tokens):
        if token.text in (";", ":") or token.has("boundary") or (token.text == "," and at > closes >= 0):
            on, start, closes = False, at + 1, -1
        elif token.low in _CLAIMED and at and tokens[at - 1].has("goods", "people") and on:
            on = False
        on = on and not _turns_instead(tokens, covered, start, at)
        if token.has("instead"):
            for ahead in range(at, len(tokens)):
                if tokens[ahead].text in (",", ";") and ahead > at + 1 and not _in_list(tokens, ahead):
                    break
                covered[ahead] = True
        if token.has("negation") and not token.has("notonly") and not _is_refused(tokens, at):
            on = True
            if _is_in_aside(tokens, at):
                closes = at
            if at and tokens[at - 1].text == "," and _in_list(tokens, at):
                closes = at  # "Spain, not Portugal, is the gateway"
                covered[at] = True
                continue
            if token.low in ("neither", "none", "no"):
                start = at
            closing = _closing_of_participle(tokens, at)
            for back in range(start, at) if not closing else ():  # the subject of the negated clause
                covered[back] = covered[back] or (not _has_claim(tokens, start, at))
        if on and (0 < closing <= at or (token.text == "," and _goes_on(tokens, at))):
            on, start, closing = False, at, 0
        covered[at] = covered[at] or on
    _cover_once(tokens, covered)
    return covered


def _is_in_aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma ends what a negation covers: "A, which asks for no visa, …", "A, though not a producer, is …"."""
    if at > 1 and tokens[at - 1].has("boundary") and tokens[at - 2].text == ",":
        return True
    if tokens[0].low in _OPENING and not any(token.text == "," for token in tokens[:at]):
        return True  # "Because the road through A is no longer safe, cocaine …"
    return any(
        tokens[i].low in ("which", "who", "where") and i and tokens[i - 1].text == ","
        for i in range(max(0, at - 4), at)
    )


def _cover_once(tokens: Sequence[Token], covered: list[bool]) -> None:
    """Cover in place what relative clauses tell of the past."""
    for at, token in enumerate(tokens):
        plain = token.low == "used" and at + 1 < len(tokens) and tokens[at + 1].low == "to"
        if plain or token.low in ("used to", "used to be"):
            end = max(at, _ends_once(tokens, at))
            covered[at:end] = [True] * (end - at)


def _ends_once(tokens: Sequence[Token], at: int) -> int:
    """Return where a relative clause ends that tells of the past: "heroin that used to cross A is driven to B"."""
    if not at or tokens[at - 1].low not in _CLAIMED:
        return at
    verbs = ("is", "are", "has", "have", "was", "were", "now")
    return next((i for i in range(at + 1, len(tokens)) if tokens[i].low in verbs), at)


def _turns_instead(tokens: Sequence[Token], covered: list[bool], start: int, at: int) -> bool:
    """Whether a denial ends, and uncover what stands since the comma: "no longer buy from A, turning instead to B"."""
    if tokens[at].low != "instead":
        return False
    comma = next((back for back in range(at, start, -1) if tokens[back].text == ","), at)
    covered[comma:at] = [False] * (at - comma)
    return True


def _is_refused(tokens: Sequence[Token], at: int) -> bool:
    """Whether something is only withheld from people: "are often denied their wages"."""
    before = at - 1
    while before > 0 and tokens[before].has("adverb", "share") and not tokens[before].has("copula"):
        before -= 1
    return (
        tokens[at].low == "denied" and before >= 0 and tokens[before].low in ("is", "are", "was", "were", "been", "and")
    )


def _closing_of_participle(tokens: Sequence[Token], at: int) -> int:
    """Return the verb after a negated participle beside a noun: "scrap no longer accepted by A is shipped to B"."""
    if not at or at + 1 >= len(tokens) or tokens[at].low not in ("no longer", "not", "never", "cannot"):
        return 0
    beside = tokens[at - 1].has("goods", "people") and tokens[at + 1].low.endswith("ed")
    relative = tokens[at - 1].low in ("that", "which", "who") and at > 1 and tokens[at - 2].has("goods", "people")
    if not (beside or relative):
        return 0
    return next((i for i in range(at + 2, len(tokens)) if tokens[i].low in ("is", "are", "was", "were")), 0)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a denial of what there is ends: "there are no fields of it, and what there is comes from A"."""
    if at + 2 >= len(tokens) or tokens[at + 1].low not in ("and", "but"):
        return False
    if {"there", "no"} <= {token.low for token in tokens[:4]} and tokens[at + 2].low in ("what", "the", "most", "all"):
        return True
    denied = next((i for i, token in enumerate(tokens[:at]) if token.low == "no"), at)
    about_goods = any(token.has("goods", "people") for token in tokens[denied:at])
    return (
        denied < at and not about_goods and tokens[at + 2].has("goods", "people")
    )  # "no land borders, and drugs come"


def _in_list(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].kind in ("place", "demonym")


def _has_claim(tokens: Sequence[Token], start: int, stop: int) -> bool:
    return any(tokens[i].has("verb") and not tokens[i].has("determiner", "placenoun") for i in range(start, stop))


def is_hedged(tokens: Sequence[Token], clauses: Sequence[int], first: int, last: int) -> bool:
    """Whether a claim whose words stand between two tokens is hedged.

    A hedge covers its own clause and the clauses joined to it after it; one inside a list of places covers no more
    than its place, which is not the whole claim.
    """
    clause = clauses[min(first, len(clauses) - 1)]
    covered = {clause, clause - 1} if tokens[clauses.index(clause)].low == "with" else {clause}
    for at, token in enumerate(tokens):
        if not token.has("hedge"):
            continue
        if clauses[at] in covered:
            if at <= last and not _inside_list(tokens, at):
                return True
        elif at < first and clauses[at] == 0 and _opens_with_report(tokens, at):
            return True
    return False


_DECADE = re.compile(r"(1[5-9]\d\d|20[01]0)s")
_NOW = 2000
_THEN = ("war", "occupation", "regime", "embargo", "prohibition")


def opens_in_the_past(tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins with a time long gone: "In the 1980s, …", "Until 2014, …", "In 1971 …"."""
    if tokens[0].low in ("until", "till"):
        return True
    if tokens[0].low == "before" and len(tokens) > 1 and tokens[1].text.isdigit():
        return True
    if tokens[0].low in ("in", "during") and any(token.low in ("century", "centuries") for token in tokens[1:5]):
        return is_past(tokens[:5])
    start = next((at for at, token in enumerate(tokens) if token.text in (",", ";")), 0)
    return tokens[0].low in ("in", "during", "throughout", "by") and 0 < start <= 8 and is_past(tokens[:start])


def was_once(tokens: Sequence[Token], clauses: Sequence[int], first: int, last: int) -> bool:
    """Whether "used to" stands in the clause of a claim, before its last place."""
    clause = clauses[min(max(first, 0), len(clauses) - 1)]
    return any(
        _is_once(tokens, at) and clauses[at] == clause and at < last and _ends_once(tokens, at) == at
        for at in range(len(tokens))
    )


def _is_once(tokens: Sequence[Token], at: int) -> bool:
    """Whether "used to" tells of the past: "used to come from A", but not "are used to move"."""
    if tokens[at].low in ("used to", "used to be"):
        return True
    told = 0 < at < len(tokens) - 2 and tokens[at].low == "used" and tokens[at + 1].low == "to"
    led = tokens[at - 1] if told else None
    return led is not None and tokens[at + 2].has("verb", "cue") and led.has("goods", "people") and at + 2 < len(tokens)


def is_past(tokens: Sequence[Token]) -> bool:
    """Whether a sentence tells of what was, by its words: "in the 1980s", "in 1971", "until 2014", "used to be".

    A year counts only after a word of time: "1971 kilograms" is none.
    """
    if tokens and tokens[0].low == "during" and any(token.low in _THEN for token in tokens[1:5]):
        return True
    for at, token in enumerate(tokens):
        before = tokens[at - 1].low if at else ""
        if token.low in ("century", "centuries") and not before.startswith(("21", "this", "present", "first")):
            return True
        text = token.text + (tokens[at + 1].text if token.text.isdigit() and at + 1 < len(tokens) else "")
        if _DECADE.match(text) or token.low in ("used to", "used to be", "heyday"):
            return True
        if token.text.isdigit() and len(token.text) == 4 and 1500 <= int(token.text) < 2100:
            if before in ("until", "till", "before", "prior to"):
                return True
            if int(token.text) < _NOW and before in ("in", "since", "during", "from", "of", "by", "and"):
                return True
    return bool(tokens) and tokens[0].low in ("until", "before", "prior to")


def _inside_list(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return bool(
        before and after and (before.has("conjunction") or before.text == ",") and after.kind in ("place", "demonym")
    )


def _opens_with_report(tokens: Sequence[Token], at: int) -> bool:
    return at <= 6 and any(token.has("pronoun") and token.low == "that" for token in tokens[at : at + 3])


def magnitude_near(tokens: Sequence[Token], first: int, last: int, anchor: int) -> str:
    """Return the word on size nearest to a claim: major, moderate, minor or nothing."""
    best, nearest = "", 99
    for at in range(max(0, first), min(len(tokens), last + 1)):
        token = tokens[at]
        if token.has("share") and token.kind == "word":
            distance = abs(at - anchor)
            if distance < nearest or (distance == nearest and not best):
                best, nearest = token.tags["share"], distance
    return best
