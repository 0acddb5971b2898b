"""Slots of one unit → its claims."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.claims import ENDS, Claim
from routemap.drafting.following import Following
from routemap.drafting.goods import Group
from routemap.drafting.slots import Slot
from routemap.drafting.tokens import Token


class ClaimBuilder(Following):
    """Walks over the slots of one unit (goods with what is said of them) and makes claims of them."""

    def __init__(self, tokens: Sequence[Token], groups: Sequence[Group]) -> None:
        super().__init__(tokens)
        self.claims = [Claim(groups=list(groups))]
        for group in groups:
            if not group.is_antecedent:
                self.claims[0].reach(group.at)

    @property
    def current(self) -> Claim:
        """The claim being made."""
        return self.claims[-1]

    def add(self, slot: Slot) -> None:
        """Take in the next slot."""
        name = slot.slot.replace("weak ", "")
        if self._before and self._before.places is slot.places and name in ("transit", *ENDS):
            # "to or through A" says two things of one list.
            self._new(keep=[end for end in ENDS if end not in (self._before.slot, name)])
        match name:
            case "transit":
                self._transit(slot)
            case "destination":
                self._destination(slot)
            case "origin":
                self._origin(slot)
            case "between":
                self._between(slot)
            case "location":
                self.current.location = self.current.location or slot
            case "seized":
                self.current.seized = self.current.seized or slot
        if name in ("transit", "destination", "origin"):
            self._before = slot

    def _origin(self, slot: Slot) -> None:
        claim = self.current
        if claim.has("origin") and self._refines(claim.origin, slot):
            claim.origin.clear()
        elif claim.has("origin") and self._is_way(claim, slot):
            # "Afghan heroin arrives from Turkey": where it is from is said already; this is on its way.
            claim.transit.append(slot.places.codes)
            claim.note(slot, "transit")
            return
        if claim.has("origin"):
            if self._continues(slot, "origin") or (self._follows_or(slot) is False and self._is_list(slot)):
                claim.put(slot, "origin")
                return
            self._new(keep=("destination",) if self._comes_before(claim, "destination") else ())
        elif self._follows_or(slot) and claim.transit:
            self._new(keep=("destination",))
        self.current.put(slot, "origin")

    def _transit(self, slot: Slot) -> None:
        claim = self.current
        if claim.transit or "transit" in claim.unknown_ends:
            if not self._is_chain(slot) and (self._continues(slot, "transit") or self._joined(slot)):
                claim.transit[-1:] = (
                    [[*claim.transit[-1], *slot.places.codes]] if claim.transit else [slot.places.codes]
                )
            else:
                claim.transit.append(slot.places.codes)
        elif claim.has("destination") and self._before and self._before.slot == "destination" and self._both(slot):
            self._new(keep=("origin",))
            self.current.transit.append(slot.places.codes)
        elif claim.has("destination") and self._is_chain(slot) and self._before and self._before.slot == "destination":
            self._pass_on()
            claim.transit.append(slot.places.codes)
        elif (
            self._follows_or(slot)
            and claim.has("origin")
            and self._before
            and self._before.slot == "origin"
            and claim.has("destination")
        ):
            self._new(keep=("destination",))
            self.current.transit.append(slot.places.codes)
        else:
            claim.transit.append(slot.places.codes)
        self.current.note(slot, "transit")

    def _destination(self, slot: Slot) -> None:
        claim = self.current
        if slot.places.kind == "domestic" and claim.destination:
            return
        if claim.has("destination") and self._refines(claim.destination, slot):
            claim.destination.clear()
        if claim.has("destination"):
            if self._is_chain(slot):
                if self._is_partial(slot):
                    self.claims.append(claim.copy())
                self._pass_on()
            elif self._continues(slot, "destination") or self._joined(slot):
                claim.put(slot, "destination")
                return
            else:
                self._new(keep=("origin",) if self._comes_before(claim, "origin") else ())
        self.current.put(slot, "destination")

    def _between(self, slot: Slot) -> None:
        if len(slot.places.items) < 2:
            return
        claim = self.current
        if claim.has("origin") or claim.has("destination"):
            return
        first, *rest = slot.places.items
        claim.origin, claim.destination = [first.code] if first.code else [], [item.code for item in rest if item.code]
        claim.directed = False
        claim.note(slot, "origin")

    def _pass_on(self) -> None:
        """What was the destination so far was a stage: "to B, from where it goes to C"."""
        claim = self.current
        claim.transit.append(claim.destination)
        claim.destination = []
        claim.unknown_ends.discard("destination")

    def _new(self, keep: Sequence[str]) -> None:
        old = self.current
        new = Claim(groups=list(old.groups))
        for name in keep:
            setattr(new, name, list(getattr(old, name)))
            for slot in old.slots:
                if slot.slot.endswith(name):
                    new.rules.append(slot.rule)
        self.claims.append(new)
