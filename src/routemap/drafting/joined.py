"""A list that is joined to the one before: "made in A and in B", "to A and, through B, C", "A by sea and B by air"."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.doers import Doers
from routemap.drafting.slot import Slot
from routemap.drafting.tokens import Token


class Joined(Doers):
    """Gives a list in place what is said of the one that it is joined to."""

    def coordinate(self, before: Slot, slot: Slot) -> None:
        """ "produced in A and throughout B": a place joined to the one before by "and" and another "in" is the same."""
        between = self.tokens[before.places.last + 1 : slot.at]
        if before.rule.startswith("“") and before.rule.endswith(" to”") and self._adds(slot, between):
            slot.slot, slot.rule, slot.is_strong = before.slot, before.rule, before.is_strong
            return
        if (
            slot.places.cue is None
            or before.places.cue is None
            or self.tokens[slot.at].tags.get("prep") != "in"
            or not between
        ):
            return
        kept = before.slot in ("origin", "destination", "transit")
        if kept and before.places.holder is not None and self._holds_too(between):
            slot.slot, slot.rule, slot.is_strong = before.slot, before.rule, before.is_strong
            return
        if kept and any(token.low == "but" for token in between) and not any(token.has("verb") for token in between):
            slot.slot, slot.rule, slot.is_strong = before.slot, f"{before.rule}, corrected", False
        elif (
            kept
            and self._is_in(before)
            and all(token.has("conjunction", "adverb", "share", "hedge") or token.text == "," for token in between)
        ):
            slot.slot, slot.rule = before.slot, before.rule

    def gapped(self, first: Slot, slot: Slot) -> None:
        """ "A got 62 per cent of X from B, and C 7 per cent": what the verb says of the first holds for the last."""
        at = slot.places.last + 1
        counted = (
            at < self.count and self.tokens[at].kind == "number" and self.tokens[slot.places.first - 1].low == "and"
        )
        if counted and slot is not first and slot.slot == "bare" and first.rule.endswith(": subject"):
            slot.slot, slot.rule, slot.is_strong = first.slot, first.rule, False
            slot.governor, slot.governor_at = first.governor, first.governor_at

    def after_aside(self, before: Slot, aside: Slot, slot: Slot) -> None:
        """ "to A and, through B, C": what stands after the aside is what stands before it."""
        opening = [token.low for token in self.tokens[before.places.last + 1 : aside.at]]
        closing = self.tokens[aside.places.last + 1 : slot.places.first]
        if slot.slot != "bare" or before.slot != "destination" or opening[:1] not in (["and"], ["or"]):
            return
        if opening[-1:] == [","] and closing and closing[0].text == "," and aside.slot == "transit":
            slot.slot, slot.rule, slot.is_strong = before.slot, f"{before.rule}, after an aside", False

    def reached_too(self, before: Slot, slot: Slot) -> None:
        """ "reaches A by boat and B by plane": the verb holds for both."""
        at = slot.places.last + 1
        between = [token for token in self.tokens[before.places.last + 1 : slot.places.first] if token.text != ","]
        carried = at < self.count and self.tokens[at].low.startswith("by ")
        plain = bool(between) and between[-1].low == "and" and all(token.has("adverb") for token in between[:-1])
        if carried and plain and len(between) > 1 and slot.slot == "bare" and before.rule.endswith(": object"):
            slot.slot, slot.rule, slot.is_strong = before.slot, before.rule, False
            slot.governor, slot.governor_at = before.governor, before.governor_at

    def _is_in(self, slot: Slot) -> bool:
        """Whether a preposition of rest leads a list: "made in A and in B", not "from A, in B the bulk comes"."""
        cue = slot.places.cue
        if cue is None:
            return False
        return self.tokens[cue].tags.get("prep") == "in" or self.tokens[cue].low.endswith(" in")

    def _holds_too(self, between: Sequence[Token]) -> bool:
        """Whether "and" and one more holder stand between: "to dealers in A and collectors in B"."""
        return (
            1 < len(between) <= 4
            and between[0].has("conjunction")
            and (between[-1].has("market", "actor", "placenoun") or between[-1].tags.get("noun") in ("consume", "site"))
            and not any(token.has("prep", "cue") or token.text == "," for token in between)
            and not (between[-1].has("verb") and not between[-1].has("market"))
        )

    def _adds(self, slot: Slot, between: Sequence[Token]) -> bool:
        """Whether a second "to" says the same more exactly: "traced to A, in particular to B"."""
        if self.tokens[slot.at].tags.get("prep") != "to" or not between:
            return False
        return all(
            token.has("conjunction", "adverb", "share", "hedge", "including") or token.text == "," for token in between
        )
