"""Places of those who do something: who buys, sells or finds goods in a place, where people are made to work."""

from __future__ import annotations

from itertools import pairwise

from routemap.drafting.bare import BareLists
from routemap.drafting.cues import TRANSPARENT
from routemap.drafting.mentions import is_workplace, word_set
from routemap.drafting.place_list import PlaceList
from routemap.drafting.slot import Slot
from routemap.places import regions

_FIRMS = word_set(
    """
    company companies exporter exporters firm firms importer importers manufacturer manufacturers merchants traders
    vendor vendors
    """
)
_STATE = ("government", "army", "armed forces", "forces", "military", "authorities", "rebels", "navy")
_TAKING = ("buy", "import")
_ONLY_PEOPLE = word_set("arrested detained convicted sentenced jailed imprisoned charged prosecuted fined")
_BASED = frozenset(("based", "located", "operating", "active"))
_GIVING = frozenset(("recruit", "leave", "sell", "supply", "divert", "export", "produce"))
_BEGINS = frozenset(("has", "have", "had", "begun", "began", "started", "continue", "continues", "continued", "to"))
_PASSIVE = frozenset(("is", "are", "was", "were", "been", "being"))

_COME = ("come", "came", "originat", "sourced", "obtained", "imported", "smuggled in", "procured")


class Doers(BareLists):
    """Reads a place by what those in it do, or have done to them."""

    def _aboard(self, one: PlaceList) -> Slot | None:
        """Read "exploited on Thai fishing boats": where people are made to work, an adjective says the country."""
        cue = self.preposition_before(one.first)
        if cue is None or self.tokens[cue].low not in ("on", "in", "at"):
            return None
        class_, at = self.governor(cue, "in")
        if one.kind == "adjective" and not is_workplace(self.tokens, one.last + 1):
            return None
        if class_ != "exploit" or self.tokens[one.last].has("organisation"):
            return None
        return Slot("destination", "exploit: in an adjective", one, False, cue, class_, at)

    def _trades(self, one: PlaceList) -> Slot | None:
        """Read "exported by Indian companies to B", "a Belgian company shipped it": a firm's country is where from."""
        at = one.last if self.tokens[one.last].low in _FIRMS else one.last + 1
        if one.kind != "ignored" or at >= self.count or self.tokens[at].low not in _FIRMS:
            return None
        before = one.first - 1
        while before >= 0 and self.tokens[before].has("determiner", "number"):
            before -= 1
        if before > 0 and self.tokens[before].low == "by":
            class_, governor = self.governor(before, "other")
            name = "origin" if class_ in _GIVING or class_ == "move" else "destination" if class_ in _TAKING else ""
            if name:
                return Slot(name, f"{class_}: by a firm", one, False, one.first, class_, governor)
        class_, governor = self._governor_ahead(at, "from")
        slot = self.frames.get(class_, {}).get("subject", "")
        between = self.tokens[at + 1 : governor] if governor > at else ()
        active = all(token.low in _BEGINS or token.has("adverb") for token in between)
        if not slot or governor < at or not active:
            return None
        return Slot(slot, f"{class_}: a firm", one, False, one.first, class_, governor)

    def _has_come(self, one: PlaceList) -> Slot | None:
        """Read "A’s cocaine comes from B": what is a country's, and is from elsewhere, has come to it."""
        at = one.last + 1
        if not any(self.tokens[i].low == "'s" for i in range(one.first, one.last + 1)):
            return None
        if at >= self.count or not self.tokens[at].has("goods"):
            return None
        after = [token for token in self.tokens[at + 1 : at + 6] if not token.has("adverb", "share", "copula", "noun")]
        comes = bool(after) and after[0].tags.get("cue") == "origin" and after[0].low.startswith(_COME)
        arrives = len(after) > 1 and after[0].tags.get("verb") == "arrive" and after[1].tags.get("prep") == "from"
        if not (comes or arrives):
            return None
        return Slot("destination", "goods that come to A", one, False, one.first, "goods", at)

    def _buys(self, one: PlaceList) -> Slot | None:
        """Read "A’s gangs obtain rifles from B": what those of a place buy goes there."""
        at = one.last + 1
        owns = any(self.tokens[i].low == "'s" for i in range(one.first, one.last + 1))
        owns = owns or (one.kind == "ignored" and self.tokens[one.last].has("actor"))
        if not owns or at >= self.count:
            return None
        if self.tokens[at].tags.get("verb") == "move" and self.tokens[at - 1].low in (
            "smugglers",
            "fishermen",
            "boatmen",
        ):
            return Slot("origin", "move: smugglers of", one, False, one.first, "move", at)
        if self.tokens[at].tags.get("verb") not in ("buy", "import"):
            return None
        return Slot("destination", "buy: subject", one, False, one.first, "buy", at)

    def _gets(self, one: PlaceList) -> Slot | None:
        """Read "carried to Mexican cartels", "provide Brazilian gangs with rifles": what they are given goes there."""
        if one.kind != "ignored" or not self.tokens[one.last].has("actor"):
            return None
        cue = self.preposition_before(one.first)
        after = self.tokens[one.last + 1] if one.last + 1 < self.count else None
        before = self.tokens[one.first - 1] if one.first else None
        if before is not None and before.tags.get("verb") in ("provide", "supply") and after and after.low == "with":
            return Slot("destination", "supply: whom", one, False, one.first - 1, "supply", one.first - 1)
        if cue is None or self.tokens[cue].tags.get("prep") != "to":
            return None
        class_, at = self.governor(cue, "to")
        if class_ not in ("move", "sell", "supply", "export") or not 0 <= at < cue:
            return None
        return Slot("destination", f"{class_}: to those of", one, False, cue, class_, at)

    def _is_around_subject(self, one: PlaceList) -> bool:
        """Whether a region that opens a sentence only holds its subject: "In the Caribbean, Jamaica supplies …"."""
        after = self._list_at.get(one.last + 2)
        members = {member for code in one.codes if code in regions() for member in regions()[code].members}
        if after is None or self.tokens[one.last + 1].text != ",":
            return False
        return bool(members & set(after.codes))

    def _makers_move(self, at: int) -> bool:
        """Whether not goods but their making moved: "production has moved from A to B"."""
        if not (at > 0 and self.tokens[at].has("verb")):
            return False
        back = at - 1
        while back > 0 and (
            self.tokens[back].has("copula", "adverb", "share", "hedge")
            or self.tokens[back].low in ("has", "have", "had")
        ):
            back -= 1
        return (
            back not in self._list_at
            and self.tokens[back].tags.get("noun") == "produce"
            and not self.tokens[back].low.startswith("origin")
        )

    def _is_told_as(self, at: int) -> bool:
        """Whether a verb only says what goods are passed off as: "labelled as farmed in A"."""
        return at > 1 and self.tokens[at].has("verb") and self.tokens[at - 1].low == "as"

    def _is_turned_into(self, at: int, cue: int) -> bool:
        """Read "coca paste is processed into cocaine in A": there it has been brought."""
        turned = self.tokens[at].tags.get("verb") in ("produce", "store", "exchange", "move")
        between = self.tokens[at + 1 : cue]
        return turned and any(token.low == "into" and after.has("goods") for token, after in pairwise(between))

    def _is_used_to_make(self, at: int) -> bool:
        """Read "precursors used in the manufacture of heroin in A": there they are brought."""
        making = self.tokens[at].tags.get("noun") == "produce" and self.tokens[at + 1].low == "of"
        return making and any(token.low in ("used", "needed") for token in self.tokens[max(0, at - 3) : at])

    def _is_made_there(self, at: int) -> bool:
        """Read "shipped to A for conversion in laboratories in B": the site is where it is brought."""
        back = at - 1
        while back > 0 and (self.tokens[back].has(*TRANSPARENT, "illicit") or not self.tokens[back].tags):
            back -= 1
        inside = self.tokens[back].low in ("in", "at", "by")
        return inside and any(token.low == "for" for token in self.tokens[max(0, back - 3) : back])

    def _doer_in(self, one: PlaceList, cue: int, class_: str, at: int) -> Slot | None:
        """Read "bought by a museum in A", "supplied by clans in A": the doer is where the goods go, or come from."""
        by = next((i for i in range(cue - 1, max(at, cue - 7), -1) if self.tokens[i].low == "by"), 0)
        if not 0 <= at < by:
            return None
        name = {"buy": "destination", "import": "destination", "supply": "origin", "sell": "origin"}.get(class_, "")
        if class_ == "sell" and self.tokens[cue - 1].has("market") and not self.tokens[cue - 1].has("actor"):
            name = "destination"  # "put up for sale by auction houses in A"
        if not name or any(
            place in self._list_at and self._list_at[place].kind != "adjective" for place in range(by, cue)
        ):
            return None
        return Slot(name, f"{class_}: by … in", one, False, cue, class_, at)

    def _held_object(self, one: PlaceList, cue: int) -> Slot | None:
        """Read "reached armed groups in A" as "reached A": what is in a place stands for it."""
        at = cue - 1
        while (
            at > 0
            and (
                self.tokens[at].has("actor", "market", "people", *TRANSPARENT)
                or self.tokens[at].tags.get("noun") == "site"
                or (not self.tokens[at].tags and self.tokens[at].text.isalpha())
            )
            and cue - at < 4
        ):
            at -= 1
        if at == cue - 1 or not self.tokens[at].has("verb"):
            return None
        class_ = self.tokens[at].tags["verb"]
        slot = self.frames.get(class_, {}).get("object", "")
        return (
            Slot(slot, f"{class_}: object in", one, True, at, class_, at)
            if slot and class_ in ("enter", "supply", "feed")
            else None
        )

    def _done(self, one: PlaceList, cue: int, category: str, class_: str, at: int) -> Slot | None:
        """Return what a place after a preposition is by what somebody does there; None if nobody is said to."""
        if class_ in ("move", "leave", "arrive") and self._makers_move(at):
            return Slot("ignored", "what makes it moved", one, False, cue, class_, at)
        if category != "in":
            return None
        if not cue and self._is_around_subject(one):
            return Slot("ignored", "the region of the subject", one, False, cue, class_, at)
        if cue > 1 and self.tokens[cue - 1].low in _BASED and self.tokens[cue - 2].has("actor"):
            class_, at = self._governor_ahead(cue, "in")  # "gangs based in A recruit women"
            name = "origin" if class_ == "recruit" else self.frames.get(class_, {}).get("subject", "")
            return Slot(name or "location", f"{class_}: subject in", one, False, cue, class_, at)
        if cue and self.tokens[cue - 1].has("organisation"):
            return self._found_by(one, cue, class_, at)
        if at > cue and cue and self.tokens[cue - 1].has("market", "actor", "people"):
            passive = self.tokens[at - 1].low in _PASSIVE
            name = self.frames.get(class_, {}).get("object" if passive else "subject", "")  # "jewellers in A buy gold"
            return Slot(name or "location", f"{class_}: subject in", one, False, cue, class_, at)
        if at > cue and self._acts(one, cue, at):
            name = self.frames.get(class_, {}).get("subject", "")  # "that a company in A had sold to B"
            if name:
                return Slot(name, f"{class_}: subject in", one, False, cue, class_, at)
        promised = any(token.has("unreal") for token in self.tokens[max(0, cue - 4) : cue])
        if at > cue and cue and self.tokens[cue - 1].has("goods") and not promised:
            name = self.frames[class_]["subject"] if class_ in ("supply", "feed") else ""  # "logging in A feeds B"
            return Slot(name or "location", f"goods: in, before {class_}", one, False, cue, class_, at)
        if 0 <= at < cue and (self._is_used_to_make(at) or (class_ == "site" and self._is_made_there(at))):
            return Slot("destination", "used to make … in", one, False, cue, class_, at)
        if self._is_told_as(at):
            return Slot("ignored", "only taken for it", one, False, cue, class_, at)
        if 0 <= at < cue and self._is_turned_into(at, cue):
            return Slot("destination", "made into … in", one, False, cue, class_, at)
        return self._doer_in(one, cue, class_, at) or self._held_object(one, cue)

    def _acts(self, one: PlaceList, cue: int, at: int) -> bool:
        """Whether an unknown noun before a place does what the verb right after it says: "a company in A had sold"."""
        noun = self.tokens[cue - 1] if cue else None
        between = self.tokens[one.last + 1 : at]
        known = noun is None or bool(noun.tags) or noun.kind != "word" or not noun.text.isalpha()
        return not known and all(token.low in ("has", "have", "had") or token.has("adverb") for token in between)

    def _found_by(self, one: PlaceList, cue: int, class_: str, at: int) -> Slot:
        """Read "police in A found": goods were found there; those who are arrested there are not what moves."""
        if at > cue and self.tokens[cue - 1].low in _STATE and class_ in _TAKING:
            return Slot("destination", f"{class_}: subject in", one, False, cue, class_, at)
        told = at > cue or (at >= 0 and any(token.low == "by" for token in self.tokens[max(at, cue - 4) : cue]))
        by = next((i for i in range(cue - 1, max(0, cue - 4), -1) if self.tokens[i].low == "by"), 0)
        done = self.tokens[by - 1].low if by else ""  # "was opened by customs in A"
        if by and class_ in _GIVING and 0 <= at < by:
            return Slot("origin", f"{class_}: by … in", one, False, cue, class_, at)
        if done.endswith("ed") and done not in _ONLY_PEOPLE and class_ not in ("ignore", "people"):
            return Slot("seized", "found by authorities in", one, False, cue, "seize", by - 1)
        if class_ == "seize" and told and self.tokens[at].low not in _ONLY_PEOPLE:
            return Slot("seized", "found by authorities in", one, False, cue, class_, at)
        return Slot("ignored", "an authority in", one, False, cue, class_, at)
