"""How far the source supports a claim, and its words on size; claims that say the same twice."""

from __future__ import annotations

from routemap.drafting.claims import Claim
from routemap.drafting.goods import DRUGS
from routemap.drafting.scope import is_hedged, magnitude_near
from routemap.drafting.stages import Reading

_WITHIN = 12  # tokens around a claim in which a word on size belongs to it


def tidy(claim: Claim) -> None:
    """Take out stages that repeat an end, and ends that are also stages of one list."""
    claim.transit = [
        [code for code in stage if code not in claim.origin or len(claim.origin) > 1] for stage in claim.transit
    ]
    claim.transit = [[code for code in stage if [code] != claim.destination] for stage in claim.transit]
    claim.transit = [stage for stage in claim.transit if stage]
    if len(claim.origin) > 1 and set(claim.origin) & set(claim.destination) and len(claim.destination) == 1:
        claim.origin = [code for code in claim.origin if code not in claim.destination]
    if len(claim.destination) > 1 and len(claim.origin) == 1 and _ends_told_first(claim):
        claim.destination = [code for code in claim.destination if code not in claim.origin]


def _ends_told_first(claim: Claim) -> bool:
    """Whether where goods go stands before where they come from: "begging in Sofia and Vienna, from Bulgaria"."""
    ends = [slot.at for slot in claim.slots if slot.slot == "destination"]
    starts = [slot.at for slot in claim.slots if slot.slot == "origin"]
    return bool(ends and starts) and max(ends) < min(starts)


def judge(reading: Reading, claim: Claim) -> None:
    """Give a claim its confidence and magnitude."""
    first, last = max(0, claim.first), max(claim.last, claim.first)
    if claim.confidence != "low":
        hedged = is_hedged(reading.tokens, reading.clauses, first, last)
        claim.confidence = "medium" if hedged else "high"
    anchor = claim.slots[0].at if claim.slots else first
    claim.magnitude = magnitude_near(reading.tokens, first - 5, min(last, first + 2 * _WITHIN), min(anchor, first + 2))


def distinct(claims: list[Claim]) -> list[Claim]:
    """Drop what says the same twice, and a role within a flow that says more."""
    kept: list[Claim] = []
    for claim in claims:
        key = (claim.groups[0].market, tuple(claim.origin), tuple(map(tuple, claim.transit)), tuple(claim.destination))
        same = next(
            (
                one
                for one in kept
                if key
                == (one.groups[0].market, tuple(one.origin), tuple(map(tuple, one.transit)), tuple(one.destination))
            ),
            None,
        )
        if same is None:
            kept.append(claim)
        else:
            same.groups += [group for group in claim.groups if group.words not in {one.words for one in same.groups}]
    specific = {claim.groups[0].market for claim in kept} - {DRUGS}
    return [claim for claim in kept if not (claim.groups[0].market == DRUGS and specific and claim.groups[0].at < 0)]
