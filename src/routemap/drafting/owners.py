"""The origin of goods that a country "accounts for": "Peru accounts for most of the cocaine reaching Italy"."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.claims import Claim
from routemap.drafting.stages import Reading
from routemap.drafting.tokens import Token

_ACCOUNTS = ("accounts for", "account for", "accounted for")


def begin_where_accounted(reading: Reading, claims: Sequence[Claim]) -> None:
    """Let claims that lack an origin begin, in place, where most of their goods are said to be from."""
    for claim in claims:
        if claim.has("origin") or claim.transit or not claim.destination or claim.role:
            continue
        goods = claim.groups[0].at
        for slot in reading.slots:
            told = reading.tokens[slot.places.last + 1 : max(goods, 0)]
            if slot.slot == "bare" and goods < claim.slots[0].at and _accounts(told):
                claim.put(slot, "origin")
                break


def _accounts(told: Sequence[Token]) -> bool:
    words = [token.low for token in told]
    return any(word in _ACCOUNTS for word in words[:3]) or "responsible" in words[:3]
