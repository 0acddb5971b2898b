"""Claims too doubtful to be drafted: their sentence is listed as silent instead.

Which these are was counted on labelled sentences: see ``docs/drafting.md``.
"""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.claims import Claim

_FEW_PLACES = 3


def withhold(claims: Sequence[Claim], *, places: int) -> tuple[list[Claim], str]:
    """Return the claims that are drafted, and the code of why the first of the others is not; empty if all are.

    Parameters
    ----------
    places
        How many lists of places their sentence holds.
    """
    reasons = [_why(claim, places) for claim in claims]
    return [claim for claim, why in zip(claims, reasons, strict=True) if not why], next(filter(None, reasons), "")


def _why(claim: Claim, places: int) -> str:
    known = set(claim.doubts)
    if claim.is_flow and not claim.role and {"one_end", "left_over"} <= known:
        return "unclear"
    if claim.is_flow and not claim.role and not claim.inferred and "one_end" in known and places >= _FEW_PLACES:
        return "unclear"  # the end that is missing stands somewhere else in the sentence
    if claim.is_flow and "same_place" in known:
        return "unclear"
    if claim.is_flow and "returned" in known:
        return "returned"
    return ""
