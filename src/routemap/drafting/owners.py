"""Ends that the rest of a sentence says: who accounts for goods, who reports what it seized, and "there"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from routemap.drafting.claims import Claim
from routemap.drafting.mentions import word_set
from routemap.drafting.slot import Slot
from routemap.drafting.stages import Reading
from routemap.drafting.tokens import Token

_ACCOUNTS = ("accounts for", "account for", "accounted for")
_REPORTS = word_set("cited identified identifies indicated mentioned named noted reported reporting reports said")
_CAME = word_set(
    """
    arriving available confiscated consumed detected encountered entering found imported intercepted market markets
    seized sold
    """
)


def find_other_ends(reading: Reading, claims: Sequence[Claim]) -> None:
    """Give claims that lack an end, in place, what a country is told of that no preposition leads."""
    for claim in claims:
        if claim.transit or claim.has("origin") == claim.has("destination"):
            continue
        if claim.has("destination"):
            _begin_where_accounted(reading, claim)
        else:
            _end_where_reported(reading, claim)
    for before, claim in pairwise(claims):
        if claim.has("origin") and not claim.has("destination") and not claim.role and _says_there(reading, claim):
            claim.destination = list(before.destination)
            claim.weak.append("there")


def _begin_where_accounted(reading: Reading, claim: Claim) -> None:
    """Read "Peru accounts for most of the cocaine reaching Italy"."""
    goods = claim.groups[0].at
    for slot in reading.slots:
        told = reading.tokens[slot.places.last + 1 : max(goods, 0)]
        if not claim.role and slot.slot == "bare" and goods < claim.slots[0].at and _accounts(told):
            claim.put(slot, "origin")
            return


def _accounts(told: Sequence[Token]) -> bool:
    words = [token.low for token in told]
    return any(word in _ACCOUNTS for word in words[:3]) or "responsible" in words[:3]


def _end_where_reported(reading: Reading, claim: Claim) -> None:
    """Read "Italy reported that most cocaine seized had come from Peru": what it seized had come there."""
    for slot in reading.slots:
        if slot.slot != "bare" or not _reports(reading.tokens, slot) or set(slot.places.codes) & set(claim.places):
            continue
        claim.put(slot, "destination")
        if claim.role == ("origin",):
            claim.role = ()
        return


def _reports(tokens: Sequence[Token], slot: Slot) -> bool:
    after = [token for token in tokens[slot.places.last + 1 :] if not token.has("adverb", "share")]
    if not after or after[0].low not in _REPORTS:
        return False
    return any(token.low in _CAME for token in after[1:]) or any(token.has("as") for token in after[1:6])


def _says_there(reading: Reading, claim: Claim) -> bool:
    tokens = reading.tokens[max(0, claim.first) : claim.last]
    return any(token.low == "there" for token in tokens)
