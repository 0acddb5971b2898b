"""Goods that somebody finds on their way: the country of who found them is the last that is known of it."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.claims import Claim
from routemap.drafting.mentions import word_set
from routemap.drafting.place_list import PlaceList
from routemap.drafting.stages import Reading

FOUND = "country of who found it"
_SAYING = ("say", "hedge")
_NEAR = 5  # tokens after an authority within which its verb stands
_OTHER = ("ignore", "exploit", "recruit", "sell")

_NO_FINDERS = word_set(
    """
    court courts judge judges government governments ministry minister ministers parliament
    president law laws embassy embassies
    """
)


def end_where_found(reading: Reading, claims: Sequence[Claim]) -> None:
    """Give claims in place of which one end is not said the country of the police who found the goods.

    "A’s army shot down a drone with pills from B" · "the authorities of A seized them" ·
    "police in A say that the rifles came from B".
    """
    finders = [one for one in reading.lists if _finds(reading, one)]
    if len(finders) != 1 or len(finders[0].codes) != 1:
        return
    code = finders[0].codes[0]
    unreal = any(token.has("unreal") for token in reading.tokens)
    for claim in claims:
        if claim.role or claim.seized or code in claim.places or finders[0].last >= claim.first:
            continue
        if claim.origin and not claim.has("destination"):
            claim.destination = [code]
        elif _goes_further(claim) and not unreal:
            claim.transit = [[code]]  # "police in A seized ketamine, due to be mailed to B"
        else:
            continue
        claim.guess(FOUND)


def _goes_further(claim: Claim) -> bool:
    """Whether words of movement say where goods were to go on to, and nothing says where they come from."""
    if not claim.destination or claim.has("origin") or claim.transit:
        return False
    return all(slot.is_strong and slot.rule != "to the market of" for slot in claim.slots)


def _finds(reading: Reading, one: PlaceList) -> bool:
    """Whether a place is that of an authority which opens its clause and finds something, or says what it found."""
    tokens = reading.tokens
    within = range(one.first, min(one.last + 2, len(tokens)))
    if any(tokens[at].low in _NO_FINDERS for at in range(max(0, one.first - 3), min(one.last + 2, len(tokens)))):
        return False
    owns = one.kind == "ignored" and any(tokens[at].has("organisation") for at in within)
    slot = next((slot for slot in reading.slots if slot.places is one), None)
    in_place = slot is not None and slot.rule == "an authority in"
    of_place = slot is not None and slot.rule == "after “of”" and tokens[slot.at - 1].has("organisation")
    if not (owns or in_place or of_place) or any(token.has("verb") for token in tokens[: one.first]):
        return False
    for token in tokens[one.last + 1 : one.last + 1 + _NEAR]:
        if token.has("organisation", "determiner", "adverb", "conjunction"):
            continue
        if token.has("verb"):
            return token.tags["verb"] not in _OTHER
        return token.has(*_SAYING) or (not token.tags and token.low.endswith(("ed", "t")))
    return False
