"""Claims too doubtful to be drafted: their sentence is listed as silent instead.

Which these are was counted on labelled sentences: see ``docs/drafting.md``.
"""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.claims import Claim


def withhold(claims: Sequence[Claim]) -> tuple[list[Claim], str]:
    """Return the claims that are drafted, and the code of why the first of the others is not; empty if all are."""
    reasons = [_why(claim) for claim in claims]
    return [claim for claim, why in zip(claims, reasons, strict=True) if not why], next(filter(None, reasons), "")


def _why(claim: Claim) -> str:
    known = set(claim.doubts)
    if claim.is_flow and not claim.role and {"one_end", "left_over"} <= known:
        return "unclear"
    if claim.is_flow and "same_place" in known:
        return "unclear"
    if claim.is_flow and "returned" in known:
        return "returned"
    return ""
