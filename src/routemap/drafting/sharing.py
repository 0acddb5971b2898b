"""An end that one clause says and the next one means: what both tell of, said once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from routemap.drafting.claims import ENDS, Claim
from routemap.drafting.goods import is_precursor
from routemap.drafting.stages import Reading
from routemap.drafting.tokens import Token
from routemap.drafting.unit import Unit

SHARED = "shared with the clause before"
_AGAIN = ("also", "same", "too", "equally", "likewise")
_FURTHER = ("re-export", "reexport", "resold", "resell", "resale", "forwarded", "onward", "redistribut")
_POINTING = ("pronoun", "share")


def share_ends(reading: Reading, told: Sequence[tuple[Unit, list[Claim]]]) -> None:
    """Give claims in place an end that only the clause before says.

    "X made in A is sent to B, while smaller amounts reach C" · "X found in B is from A, although shipments from C are
    frequent too". What is sold on or sent on ("most is re-exported to C") goes there from where it had come to.
    """
    for (before, theirs), (after, ours) in pairwise(told):
        if before.clause == after.clause and not _are_the_same(reading, before, after):
            continue
        if before.clause != after.clause and not _points_back(reading, before, after):
            continue
        donor = next((claim for claim in reversed(theirs) if _may_give(claim) and claim.directed), None)
        if donor is None:
            continue
        for claim in ours:
            if not claim.role and claim.groups[0].market == donor.groups[0].market:
                _share(reading, donor, claim, after.clause)


def _may_give(claim: Claim) -> bool:
    """Whether a claim says enough for the next clause: two places, or one and an end that no table knows."""
    return claim.is_flow or bool(claim.origin and claim.unknown_ends)


def _points_back(reading: Reading, before: Unit, after: Unit) -> bool:
    """Whether a clause speaks of the goods of the one before: "smaller amounts", "shipments", "they", "also"."""
    if not after.slots or not after.groups:
        return False
    first = min(slot.at for slot in after.slots)
    opening = [token for at, token in enumerate(reading.tokens[: first + 1]) if reading.clauses[at] == after.clause]
    again = any(token.low in _AGAIN for token in opening)
    if not all(group.is_antecedent for group in after.groups):
        return again
    pointing = any(token.has(*_POINTING) or token.tags.get("noun") == "move" for token in opening)
    unknown = any(_is_unknown(token) for token in opening)
    return (again or pointing) and not unknown and bool(before.groups)


def _are_the_same(reading: Reading, before: Unit, after: Unit) -> bool:
    """Whether goods are those told of before: "coca grown in A is processed, and the cocaine flown to B"."""
    if not (before.groups and after.groups) or before.groups[-1].market != after.groups[0].market:
        return False
    if after.groups[0].is_antecedent:
        return False
    at = after.groups[0].at
    definite = at > 0 and reading.tokens[at - 1].low == "the"
    return definite and not is_precursor(before.groups[-1].words)


def _is_unknown(token: Token) -> bool:
    return not token.tags and token.kind == "word" and token.text.isalpha()


def _share(reading: Reading, donor: Claim, claim: Claim, clause: int) -> None:
    lacking = [name for name in ENDS if not claim.has(name)]
    if len(lacking) == 2 and claim.transit:
        lacking = ["destination"]
    if len(lacking) != 1 or set(donor.places) & set(claim.places):
        return
    name = lacking[0]
    words = [token for at, token in enumerate(reading.tokens) if reading.clauses[at] == clause]
    further = name == "origin" and any(
        token.low.replace(" - ", "-").startswith(_FURTHER) or token.has("chain") for token in words
    )
    if further and donor.destination:
        claim.origin = list(donor.origin)
        claim.transit = [*(list(stage) for stage in donor.transit), list(donor.destination), *claim.transit]
    elif getattr(donor, name):
        setattr(claim, name, list(getattr(donor, name)))
    else:
        return
    claim.inherited += [slot for slot in donor.slots if slot.slot.endswith(name)]
    claim.guess(SHARED)
