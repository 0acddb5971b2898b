"""Lists of places that no preposition leads: subjects and objects of verbs, markets named alone."""

from __future__ import annotations

from routemap.drafting.cues import TRANSPARENT
from routemap.drafting.governors import Governors
from routemap.drafting.place_list import PlaceList
from routemap.drafting.slot import Slot

_LEADING = ("lead", "leads", "led", "run", "runs", "ran")
_USING = ("use", "uses", "used", "using", "exploit", "exploits", "exploiting")
_ASIDE = ("where", "whose", "with", "like", "despite")


class BareLists(Governors):
    """Gives a list its slot from the verb that it is subject or object of."""

    def _bare(self, one: PlaceList) -> Slot:
        if one.kind == "market":
            return Slot("weak destination", "a market named alone", one, False, one.first)
        if one.kind == "domestic":
            return Slot("ignored", "domestic without a cue", one, False, one.first)
        return self._object(one) or self._subject(one) or Slot("bare", "no cue", one, False, one.first)

    def _object(self, one: PlaceList) -> Slot | None:
        at = one.first - 1
        after = self.tokens[one.last + 1] if one.last + 1 < self.count else None
        if at >= 0 and self.tokens[at].low in _USING and after is not None and after.has("as"):
            return Slot("transit", "used as", one, False, at, "move", at)
        while (
            at >= 0
            and (
                self.tokens[at].has(*TRANSPARENT, "placenoun", "market", "number", "copula")
                or (self.tokens[at].low == "of" and at and self.tokens[at - 1].has("placenoun", "market"))
            )
            and not (self.tokens[at].has("verb") and not self.tokens[at].has("market", "placenoun"))
        ):
            at -= 1
        if at < 0 or not self.tokens[at].has("verb"):
            return None
        class_ = self.tokens[at].tags["verb"]
        if class_ == "seize" and self.tokens[at].low.endswith(" at"):
            return Slot("seized", "stopped at", one, False, at, class_, at)
        far = any(token.low.startswith("as far a") for token in self.tokens[at + 1 : one.first])
        slot = self.frames.get(class_, {}).get("to" if far else "object", "")  # "turned up as far away as A"
        if not slot or (class_ in ("import", "buy") and one.kind != "adjective"):
            return None
        return Slot(slot, f"{class_}: object", one, True, at, class_, at)

    def _subject(self, one: PlaceList) -> Slot | None:
        at, passive = one.last + 1, False
        while at < self.count:
            token = self.tokens[at]
            if self.tokens[at - 1].text == "," and token.has("verb") and token.low.endswith("ing"):
                return None  # "down the coast of A, transferring it": what the subject of the clause does
            if token.text == "," and at + 1 < self.count and self.tokens[at + 1].low in _ASIDE:
                closing = (i for i in range(at + 2, self.count) if self.tokens[i].text == ",")
                at = next(closing, self.count) + 1  # "A, where it is banned, is supplied from B"
                continue
            growing = token.has("share") and at + 1 < self.count and self.tokens[at + 1].has("noun", "goods")
            if token.has("verb") and not token.has("determiner", "placenoun", "role") and not growing:
                break
            if token.has("verb") and token.has("role") and self._has_object(at):
                break  # "labs in A supply amphetamine", "growers in A supply the market of B"
            if token.has("copula"):
                passive = token.low in ("is", "are", "was", "were", "been", "being", "be")
            elif not (token.has(*TRANSPARENT) or token.low in ("has", "have", "had", "that", "which", "to", ",")):
                return None
            at += 1
        if at >= self.count:
            return None
        class_ = self.tokens[at].tags["verb"]
        if class_ == "move" and self.tokens[at].low in _LEADING and not self._has_a_way(at):
            return None
        if passive and self.tokens[at].low == "used" and self._is_used_for_moving(at):
            return Slot("transit", "used to move", one, False, one.first, class_, at)
        frame = self.frames.get(class_, {})
        if passive and self.tokens[at].low.endswith("ing"):
            passive = False
        slot = frame.get("object" if passive else "subject", "")
        if not slot:
            return None
        return Slot(slot, f"{class_}: {'passive ' if passive else ''}subject", one, not passive, one.first, class_, at)

    def _has_object(self, at: int) -> bool:
        """Whether goods or a market follow a word that may be a verb or a role: "supply amphetamine"."""
        after = self.tokens[at + 1 : at + 4]
        nouns = [token for token in after if not token.has("determiner") and token.kind != "demonym"]
        return bool(nouns) and (after[0].has("goods") or (after[0].low == "the" and nouns[0].has("market")))

    def _has_a_way(self, at: int) -> bool:
        """Whether "leads" is followed by a way: "leads by air to", but not "leads the Union in seizures"."""
        after = self.tokens[at + 1 : at + 5]
        return any(token.tags.get("prep") in ("from", "to", "via") or token.has("cue") for token in after)

    def _is_used_for_moving(self, at: int) -> bool:
        """Whether "used" is followed by "to move", "for smuggling", "by smugglers to reach"."""
        after = self.tokens[at + 1 : at + 9]
        return (
            bool(after)
            and after[0].low in ("to", "for", "by")
            and any(
                token.tags.get("verb") in ("move", "enter", "export", "import", "cross", "supply")
                or token.low in ("transit", "transshipment", "trans-shipment")
                for token in after
            )
        )
