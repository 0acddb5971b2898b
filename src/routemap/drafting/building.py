"""Slots of one unit → its claims."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.claims import ENDS, Claim
from routemap.drafting.following import Following
from routemap.drafting.goods import Group
from routemap.drafting.onward import came_before, is_made_over, is_meant_end
from routemap.drafting.people import SMUGGLING, TRAFFICKING
from routemap.drafting.place_list import SUBJECT
from routemap.drafting.slot import Slot
from routemap.drafting.tokens import Token
from routemap.places import regions


class ClaimBuilder(Following):
    """Walks over the slots of one unit (goods with what is said of them) and makes claims of them."""

    def __init__(self, tokens: Sequence[Token], groups: Sequence[Group]) -> None:
        super().__init__(tokens)
        self.remaining: Sequence[Slot] = ()
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
            case "origin" if not self._tells_again(slot):
                self._origin(slot)
            case "between":
                self._between(slot)
            case "chain":
                self._chain(slot)
            case "location":
                self.current.location = self.current.location or slot
            case "seized":
                self.current.seized = self.current.seized or slot
        if name in ("transit", "destination", "origin"):
            self._before = slot

    def _origin(self, slot: Slot) -> None:
        claim = self.current
        if slot.rule.endswith(": by a firm") and set(slot.places.codes) & set(claim.destination):
            return  # "flown to Vientiane by a Lao company"
        reached = {one.governor_at for one in claim.slots if one.slot == "destination"}
        if slot.rule.endswith(": by … in") and claim.origin and reached and slot.governor_at not in reached:
            self._destination(slot)  # "reach A and are then distributed by vendors in B"
            return
        if claim.has("origin") and not self._leads_back(self._between_tokens(slot)) and self._is_way(claim, slot):
            # "Afghan heroin arrives from Turkey": where it is from is said already; this is on its way.
            self._take_on_the_way(slot)
            return
        if claim.origin and not claim.has("destination") and self._is_owner(claim.slots[0], slot):
            claim.destination, claim.origin = claim.origin, []
        if claim.has("origin") and (self._is_earlier(slot) or self._is_of_goods(claim, slot)):
            claim.transit.insert(0, claim.origin)
            claim.origin = []
        if claim.has("origin") and self._refines(claim.origin, slot):
            claim.origin.clear()
        if claim.has("origin") and slot.rule.startswith("“traced"):
            claim.put(slot, "destination")
            return
        if (
            claim.has("origin")
            and claim.has("destination")
            and self._follows("destination")
            and (any(one.slot == "destination" for one in self.remaining) or self._leads_to_a_name(slot))
        ):
            self._new(keep=())  # "from A into B, and from C into D"
        elif claim.has("origin"):
            if self._continues(slot, "origin") or (self._follows_or(slot) is False and self._joined(slot)):
                claim.put(slot, "origin")
                return
            self._new(keep=("destination",) if self._comes_before(claim, "destination") else ())
        elif self._follows_or(slot) and claim.transit:
            self._new(keep=("destination",))
        self.current.put(slot, "origin")

    def _leads_to_a_name(self, slot: Slot) -> bool:
        """Whether "to" and a name that no table knows follow: "from A to B and from C to Ruritania"."""
        after = self.tokens[slot.places.last + 1 : slot.places.last + 3]
        return len(after) > 1 and after[0].tags.get("prep") == "to" and after[1].kind == "name"

    def _take_on_the_way(self, slot: Slot) -> None:
        claim = self.current
        ends = any(one.slot.endswith("destination") for one in (*claim.slots, *self.remaining))
        if is_made_over(self.tokens, slot) and not ends:
            claim.put(slot, "destination")  # "stolen in A and refined in B"
            return
        if not self._is_around(slot, claim.origin):
            claim.transit.append(slot.places.codes)
        claim.note(slot, "transit")

    def _tells_again(self, slot: Slot) -> bool:
        """Take in an origin that is where the way had come to, or that of the people whose way was told."""
        claim = self.current
        if not (claim.origin and claim.destination):
            return False
        if set(slot.places.codes) == set(claim.destination):
            self._pass_on()  # "carried to A and flown from A to B"
            claim.note(slot, "transit")
            return True
        if self._says_who_they_are(slot):
            claim.transit.insert(0, claim.origin)  # "migrants smuggled from A to B are mainly from C"
            claim.origin = []
            claim.put(slot, "origin")
            return True
        return False

    def _says_who_they_are(self, slot: Slot) -> bool:
        """Whether people are said to be from a place, after their way was told: "are mainly from A"."""
        before = slot.at - 1
        while (
            before > 0 and self.tokens[before].has("adverb", "share", "hedge") and not self.tokens[before].has("copula")
        ):
            before -= 1
        are = before >= 0 and self.tokens[before].low in ("are", "were", "is", "was", "come", "came")
        return are and self.current.groups[0].market in (TRAFFICKING, SMUGGLING)

    def _is_around(self, slot: Slot, codes: Sequence[str]) -> bool:
        """Whether a region only holds the places named before: "poached in Gabon, leaves Africa for China"."""
        around = {member for code in slot.places.codes if code in regions() for member in regions()[code].members}
        return bool(codes) and around.issuperset(codes)

    def _transit(self, slot: Slot) -> None:
        claim = self.current
        stages = [[code] for code in slot.places.codes] if "sequence" in slot.places.extra else [slot.places.codes]
        after_end = claim.has("destination") and self._before is not None and self._before.slot == "destination"
        arrived = any(
            one.slot == "destination" and one.governor in ("enter", "arrive", "bring_in") for one in claim.slots
        )
        if arrived and not after_end and self._moves_again(slot) and self._follows("origin"):
            self._pass_on()  # "enters A from B and moves on through C"
        if after_end and self._opens_aside(slot):
            self._new(keep=("origin",))  # "to A and, through B, C"
        elif claim.origin and claim.destination and self._is_another_way(slot) and self._is_direct(slot):
            self._new(keep=ENDS)  # "reach A from B, either directly or via C"
        elif after_end and self._is_another_way(slot):
            # "Directly or through A" is another way to the same end, "to A, or through B to C" to another.
            self._new(keep=ENDS if self._is_direct(slot) else ("origin",))
        elif after_end and not self._is_wanted(claim) and (self._is_onward(slot) or self._moves_again(slot)):
            self._pass_on()
        elif self._follows_or(slot) and self._follows("origin"):
            claim.both_ways = True  # "either from A or via B"
            self._new(keep=("destination",))
        elif claim.transit or "transit" in claim.unknown_ends:
            joined = self._continues(slot, "transit") or self._joined(slot)
            if claim.transit and joined and not self._is_onward(slot):
                claim.transit[-1] = [*claim.transit[-1], *slot.places.codes]
                claim.note(slot, "transit")
                return
        self.current.transit.extend(stages)
        self.current.note(slot, "transit")

    def _destination(self, slot: Slot) -> None:
        claim = self.current
        if slot.places.kind == "domestic" and claim.destination:
            return
        if not claim.has("destination") and self._arrives_before(claim, slot):
            # "Resin enters through A, and part of it continues to B": first it reaches the report's subject.
            self.claims.insert(-1, claim.copy())
            claim.transit.append([SUBJECT])
        if claim.has("destination") and self._refines(claim.destination, slot):
            claim.destination.clear()
        if claim.has("destination") and slot.places.codes and set(slot.places.codes) <= set(claim.destination):
            claim.note(slot, "destination")  # the same place in other words
            return
        earlier = came_before(self._between_tokens(slot), slot)
        if claim.destination and (self._is_wanted(claim) or is_meant_end(self.tokens, claim, slot) or earlier):
            claim.transit.append(slot.places.codes)  # "who want to reach A fly to B"
            claim.note(slot, "transit")
            return
        if claim.has("destination"):
            if self._is_another_way(slot) and not self._is_onward(slot):
                self._new(keep=("origin",))
            elif self._is_chain(slot):
                if self._is_partial(slot):
                    self.claims.insert(-1, claim.copy())
                self._pass_on()
            elif self._continues(slot, "destination") or self._joined(slot):
                claim.put(slot, "destination")
                return
            else:
                self._new(keep=("origin",) if self._comes_before(claim, "origin") else ())
        self._in_sequence(slot)
        self.current.put(slot, "destination")

    def _in_sequence(self, slot: Slot) -> None:
        """Take all but the last of "to A and finally B" as stages."""
        codes = slot.places.codes
        if "sequence" in slot.places.extra and len(codes) > 1 and not self.current.has("destination"):
            self.current.transit.append(codes[:-1])
            slot.places.items[:] = [item for item in slot.places.items if item.code == codes[-1]]

    def _chain(self, slot: Slot) -> None:
        """Take "the A-B-C route" as a sequence."""
        claim = self.current
        if claim.places:
            return
        codes = [item.code for item in slot.places.items]
        claim.origin = [codes[0]] if codes[0] else []
        claim.transit = [[code] for code in codes[1:-1] if code]
        claim.destination = [codes[-1]] if codes[-1] else []
        claim.note(slot, "origin")

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
        claim.passed_on = True
        claim.transit.append(claim.destination)
        claim.destination = []
        claim.unknown_ends.discard("destination")

    def _new(self, keep: Sequence[str]) -> None:
        old = self.current
        new = Claim(groups=list(old.groups))
        for name in keep:
            setattr(new, name, list(getattr(old, name)))
            for slot in old.slots:
                if slot.slot.endswith(name) or (name == "origin" and slot.slot in ("adjective", "people")):
                    new.rules.append(slot.rule)
                    new.inherited.append(slot)
        self.claims.append(new)
