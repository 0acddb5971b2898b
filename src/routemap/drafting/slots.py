"""The slot of each list of places: what the words beside it make of it, and the name of the rule that says so.

A cue phrase ("destined for") says its slot by itself. A plain preposition says it together with its governor, the verb
or noun that it belongs to: "from" after *shipped* is an origin, after *support* nothing. The frames of the lexicon say
which.
"""

from __future__ import annotations

from itertools import pairwise

from routemap.drafting.cues import TRANSPARENT
from routemap.drafting.joined import Joined
from routemap.drafting.mentions import word_set
from routemap.drafting.people import is_paid_passage
from routemap.drafting.place_list import PlaceList
from routemap.drafting.slot import SENT_BACK, Slot

_RANGED = (
    "countries",
    "states",
    "nations",
    "regions",
    "territories",
    "jurisdictions",
    "cities",
    "markets",
    "shops",
    "streets",
    "everywhere",
    "anywhere",
)


_MADE_FOR = ("made", "produced", "manufactured", "packaged")
_MADE_BY_POLICE = word_set(
    "arrest arrests catch confiscation confiscations discovery find finds haul hauls seizure seizures"
)
_LYING = word_set("midway halfway half-way position location lies situated located wedged sandwiched")


class SlotFinder(Joined):
    """Gives each list of a sentence its slot."""

    def find(self) -> list[Slot]:
        """Return the slots, in the order of the lists."""
        found = []
        for one in self.lists:
            slot = self._slot(one)
            other = self._doubled(one)
            found += [other, slot] if other else [slot]
        for before, slot in pairwise(found):
            self.coordinate(before, slot)
            self.reached_too(before, slot)
        for before, aside, slot in zip(found, found[1:], found[2:], strict=False):
            self.after_aside(before, aside, slot)
        for slot in found:
            self._led_on(slot)
            self.gapped(found[0], slot)
        return found

    def _led_on(self, slot: Slot) -> None:
        """Read what follows a list: "A and B, from which small arms are smuggled"."""
        at = slot.places.last + 1
        if at < self.count and self.tokens[at].text == ",":
            at += 1
        if at >= self.count or slot.slot not in ("bare", "location", "ignored", "seized"):
            return
        if self.tokens[at].low in ("from which", "from where", "whence") and slot.places.kind in ("nominal", "vague"):
            slot.slot, slot.rule, slot.is_strong = "origin", f"… {self.tokens[at].low}", False
            slot.governor = "move"

    def _doubled(self, one: PlaceList) -> Slot | None:
        """Return what the first of two prepositions makes of a list: "to or through A", "from and via A"."""
        cue = one.cue
        if (
            cue is None
            or cue < 2
            or not (self.tokens[cue - 1].has("conjunction", "or") and self.tokens[cue - 2].has("prep", "cue"))
        ):
            return None
        first = cue - 2
        token = self.tokens[first]
        if token.has("cue"):
            slot = self._after_cue_phrase(one, first)
        elif token.tags["prep"] in ("from", "to", "via"):
            slot = self._after_preposition(one, first, token.tags["prep"])
        else:
            return None
        return slot if slot.slot in ("origin", "transit", "destination") else None

    def _slot(self, one: PlaceList) -> Slot:
        if one.kind in ("ignored", "adjective") and (
            used := self._aboard(one) or self._has_come(one) or self._trades(one) or self._buys(one) or self._gets(one)
        ):
            return used
        simple = {"ignored": "ignored", "adjective": "adjective", "people": "people", "bound": "destination"}
        if one.kind in ("people", "origin") or one.kind in simple:
            return self._without_cue(one, simple)
        if one.kind == "chain":
            return Slot("chain", "chain with hyphens", one, True, one.first)
        if one.kind == "pair":
            return Slot("ignored", "two places with a hyphen", one, False, one.first)
        cue = self.cue_of(one)
        if cue is not None and self.tokens[cue].low in ("in", "of") and self.heads(cue):
            cue = None
        one.cue = cue
        if cue is None:
            return self._relative(one) or self._bare(one)
        token = self.tokens[cue]
        if token.has("cue"):
            return self._after_cue_phrase(one, cue)
        if token.has("between"):
            if self.tokens[cue - 1].low in _LYING:
                return Slot("ignored", "lies between", one, False, cue)
            class_, at = self.governor(cue, "via")
            known = class_ in (
                "bring_in",
                "move",
                "cross",
                "goods",
                "sell",
                "exchange",
                "transit",
                "export",
                "import",
                "supply",
                "people",
            )
            return Slot(
                "between" if known else "ignored", f"between after {class_ or 'nothing'}", one, known, cue, class_, at
            )
        return self._after_preposition(one, cue, token.tags["prep"])

    def _without_cue(self, one: PlaceList, simple: dict[str, str]) -> Slot:
        if one.kind == "people":
            cue = self.cue_of(one)
            if cue is not None and self.tokens[cue].tags.get("prep") in ("from", "to"):
                one.cue = cue
        if one.kind == "origin":
            return Slot("adjective", "of … origin", one, True, one.first)
        rule = {"bound": "…-bound", "adjective": "adjective of goods or people", "people": "people of a country"}.get(
            one.kind, "belongs to someone"
        )
        return Slot(simple[one.kind], rule, one, True, one.first)

    def _relative(self, one: PlaceList) -> Slot | None:
        """Read "the countries that most weapons come from are A", "the ports from which it leaves are A and B"."""
        at = one.first - 1
        while at >= 0 and self.tokens[at].has(*TRANSPARENT):
            at -= 1
        if at < 1 or self.tokens[at].low not in ("are", "were", "is", "was", "include", "included"):
            return None
        for back in range(at - 1, max(-1, at - 12), -1):
            token = self.tokens[back]
            stranded = back == at - 1 and (token.tags.get("prep") in ("from", "to", "via") or token.has("cue"))
            follows = self.tokens[back + 1].low in ("which", "where") or token.low in ("from which", "from where")
            if stranded or (follows and (token.has("prep", "cue") or token.has("chain"))):
                slot = token.tags.get("cue") or {"from": "origin", "to": "destination", "via": "transit"}.get(
                    token.tags.get("prep", "from")
                )
                return Slot(slot, f"{token.low} … {self.tokens[at].low}", one, True, one.first) if slot else None
        return None

    def _after_cue_phrase(self, one: PlaceList, cue: int) -> Slot:
        slot = self.tokens[cue].tags["cue"]
        class_, at = self.governor(cue, "via" if slot == "transit" else "from")
        text = self.tokens[cue].low
        if text == "made in" and any(token.low in _MADE_BY_POLICE for token in self.tokens[max(0, cue - 4) : cue]):
            return Slot("seized", "found in", one, False, cue, "seize", cue)
        if cue and self.tokens[cue - 1].low == "as" and slot == "origin":
            return Slot("ignored", "only taken for it", one, False, cue, class_, at)
        if class_ in ("ignore", "organisation") and not self._is_passive(cue):
            return Slot("ignored", f"“{text}” after {class_}", one, False, cue, class_, at)
        return Slot(slot, f"“{text}”", one, True, cue, class_, at)

    def _is_passive(self, cue: int) -> bool:
        """Whether a cue phrase is itself the verb: "left by troops in A are offered for sale in B"."""
        at = cue - 1
        while at > 0 and self.tokens[at].has("adverb", "hedge", "share") and not self.tokens[at].has("copula"):
            at -= 1
        return at >= 0 and self.tokens[at].low in ("is", "are", "was", "were", "been", "being")

    def _after_preposition(self, one: PlaceList, cue: int, category: str) -> Slot:
        word = self.tokens[cue].low
        if category == "other":
            return self._after_other(one, cue, word)
        class_, at = self.governor(cue, category)
        if class_ == "ignore" and is_paid_passage(self.tokens, at):
            class_ = "move"
        if self._is_range(one, cue):
            return Slot("ignored", "a range of places", one, False, cue, class_, at)
        if done := self._done(one, cue, category, class_, at):
            return done
        if category == "to" and 0 <= at < cue and self.tokens[at].low.startswith("trac") and class_ == "move":
            return Slot("origin", "traced … to", one, True, cue, class_, at)
        if category == "to" and self.tokens[cue - 1].low == "back" and not self._moves_contraband():
            return Slot("ignored", SENT_BACK, one, False, cue, class_, at)
        if category == "for" and one.kind in ("market", "domestic"):
            own = one.kind == "market" and at == cue - 1 and self.tokens[at].low in _MADE_FOR
            rule = "made for the market of" if own else "for the market of"  # cigarettes of a brand sold at home
            return Slot("origin" if own else "destination", rule, one, not own, cue, class_, at)
        if category == "to" and one.kind == "market":
            return Slot("destination", "to the market of", one, class_ != "ignore", cue, class_, at)
        frame = self.frames.get(class_)
        if frame is None:
            slot = {"from": "origin", "to": "destination", "via": "transit", "in": "location"}.get(category, "ignored")
            return Slot(slot, f"{word} without a governor", one, False, cue, "", at)
        slot = frame[category] or "ignored"
        if word in ("across", "throughout") and class_ in ("sell", "supply", "consume", "feed", "exploit"):
            slot = "destination"
        if category == "in" and any(token.has("unreal") for token in self.tokens[max(0, cue - 4) : cue]):
            return Slot("ignored", "only promised", one, False, cue, class_, at)
        if slot == "market":
            slot = "destination" if one.kind == "market" else "weak destination"
        strong = class_ not in ("goods", "people", "role", "seize") or category in ("from", "via", "to")
        return Slot(slot, f"{class_}: {word}", one, strong, cue, class_, at)

    def _moves_contraband(self) -> bool:
        return any(token.tags.get("lawful_goods") == "no" and not token.has("people") for token in self.tokens)

    def _is_range(self, one: PlaceList, cue: int) -> bool:
        """Whether "from A to B" only says how many places are meant: "34 countries from Argentina to Vietnam"."""
        word = self.tokens[cue].low
        if word == "from" and cue:
            return self.tokens[cue - 1].low in _RANGED
        lead = self._list_at.get(cue - 1)
        return word == "to" and lead is not None and lead.cue is not None and self._is_range(lead, lead.cue)

    def _after_other(self, one: PlaceList, cue: int, word: str) -> Slot:
        class_, at = self.governor(cue, "in")
        before = self.tokens[cue - 1] if cue else None
        if word == "by" and class_ in ("produce", "supply", "export", "sell", "move"):
            return Slot("origin", f"{class_}: by", one, True, cue, class_, at)
        if word == "by" and class_ in ("import", "buy", "consume"):
            return Slot("destination", f"{class_}: by", one, True, cue, class_, at)
        if word == "with" and class_ == "link" and one.kind in ("nominal", "market"):
            return Slot("destination", "link: with", one, False, cue, class_, at)
        if word == "of" and before is not None and before.tags.get("noun") == "exploit":
            return Slot("destination", "exploit: of", one, True, cue, "exploit", cue - 1)
        if word == "of" and before is not None and before.low in ("nationals", "citizens", "natives", "residents"):
            return Slot("people", "nationals of", one, True, cue, "people", cue - 1)
        if word == "with" and before is not None and before.has("placenoun"):
            return Slot("location", "border with", one, False, cue, class_, at)
        return Slot("ignored", f"after “{word}”", one, False, cue, class_, at)
