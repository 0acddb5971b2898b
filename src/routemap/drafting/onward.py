"""An end that is said before the way to it: "bound for A, is shipped to B", "exploited in A after they crossed B"."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.claims import Claim
from routemap.drafting.slot import Slot
from routemap.drafting.tokens import Token

_MEANT = (
    "“destined",
    "“bound",
    "“intended",
    "“meant",
    "“headed",
    "“heading",
    "“en route",
    "“on its way",
    "“on their way",
)
_REACHING = ("move", "arrive", "enter", "unload", "cross", "store")
_WORKED = ("refined", "processed", "smelted", "milled", "cooked", "converted", "blended", "melted")
_RELATIVE = ("who", "that", "which")
_PERFECT = ("having", "have", "had", "being")


def is_meant_end(tokens: Sequence[Token], claim: Claim, slot: Slot) -> bool:
    """Whether the end said so far is where goods are meant for, and a verb after it tells how far they come.

    "Cocaine bound for Europe is shipped to Togo": the words beside the goods say the end, those of the verb a stage.
    """
    ends = [one for one in claim.slots if one.slot == "destination"]
    if len(ends) != 1 or not ends[0].rule.startswith(_MEANT) or slot.rule.startswith("“"):
        return False
    beside = ends[0].at - 1
    while beside > 0 and tokens[beside].has("adverb", "share"):
        beside -= 1
    return (
        tokens[beside].has("goods", "people")
        and slot.governor in _REACHING
        and ends[0].places.last < slot.governor_at < slot.at
        and not any(token.has("goods", "people", "boundary") for token in tokens[ends[0].places.last : slot.at])
    )


def came_before(between: Sequence[Token], slot: Slot) -> bool:
    """Whether a place was passed before the end told so far: "exploited in A after they have crossed into B"."""
    words = [token.low for token in between]
    if slot.governor not in _REACHING:
        return False
    if "by" in words and words[words.index("by") + 1 :][:1] and words[words.index("by") + 1].endswith("ing"):
        return not any(token.has("goods", "boundary") for token in between)  # "reach A by flying to B"
    if "after" not in words:
        return False
    since = words[words.index("after") :]
    return not any(token.has("goods", "conjunction") for token in between) and any(
        word in _PERFECT or word.endswith("ing") for word in since
    )


def is_offered_on(before: Slot | None, between: Sequence[Token], slot: Slot) -> bool:
    """Whether what came to a place is for sale in the next: "driven to A and offered for sale in B"."""
    came = before is not None and (before.governor in ("move", "arrive", "enter") and not before.rule.endswith(": via"))
    offered = slot.rule.startswith(("“offered for sale", "“on sale", "“on offer"))
    return came and offered and any(token.has("conjunction") for token in between)


def is_made_over(tokens: Sequence[Token], slot: Slot) -> bool:
    """Whether goods from elsewhere are made into others in a place: "parts bought in A are assembled in B"."""
    if slot.rule == "produce: in" and slot.governor_at > 0:
        before = tokens[slot.governor_at - 1]
        return tokens[slot.governor_at].low in _WORKED and before.has("conjunction", "copula", "chain")
    passive = slot.at > 0 and tokens[slot.at - 1].low in ("is", "are", "was", "were", "been", "then")
    return passive and slot.rule.startswith(("“assembled in", "“produced in", "“manufactured in", "“made in"))


def is_told_of_whom(tokens: Sequence[Token], slot: Slot) -> bool:
    """Whether a place stands in a clause that only says who is meant: "migrants who land in A cross B"."""
    at = slot.governor_at - 1
    return 0 <= at < slot.at and tokens[at].low in _RELATIVE
