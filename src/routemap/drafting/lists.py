"""Tokens → lists of places: "A, B and the C", "Central and South-East Asia", "South America (Brazil, Ecuador)".

A list knows what it is made of: names (`nominal`), adjectives that belong to goods or people (`adjective`), people
themselves (`people`), holders of demand (`market`), a chain with hyphens (`chain`), places that only the report's
subject explains (`subject`), and vague ones that no table can hold (`vague`). Places that belong to the police, a gang
or a name are `ignored`.
"""

from __future__ import annotations

from dataclasses import replace

from routemap.drafting.appositions import Appositions
from routemap.drafting.naming import DASHES, TRANSPARENT
from routemap.drafting.place_list import Item, PlaceList

_SEQUENCE = ("then", "and then", "finally", "and finally", "ultimately", "eventually", "later", "next")


class ListFinder(Appositions):
    """Finds the lists of places in one sentence."""

    def find(self) -> list[PlaceList]:
        """Return the lists, in their order."""
        found: list[PlaceList] = []
        at = 0
        while at < self.count:
            kind, last = self.classify(at)
            if not kind:
                at += 1
                continue
            one = self._collect(at, kind, last)
            found.append(one)
            at = one.last + 1
        return found

    def _collect(self, at: int, kind: str, last: int) -> PlaceList:
        one = PlaceList(self._items(at, kind), at, last, kind)
        if kind in ("subject", "domestic", "bound") and not (kind == "bound" and last == at + 1):
            return one
        if kind == "nominal" and self._chain(one):
            return one
        while True:
            self._bracket(one)
            self.absorb(one)
            following = self._continuation(one)
            if following is None:
                break
            position, next_kind, next_last = following
            one.items.extend(self._items(position, next_kind))
            if any(self.tokens[i].low in _SEQUENCE for i in range(one.last + 1, position)):
                one.extra["sequence"] = "said"
            one.last = next_last
            if next_kind in ("market", "adjective", "bound"):
                one.kind = next_kind
                if next_kind == "bound":
                    break
        self._examples(one)
        self._american(one)
        return one

    def _american(self, one: PlaceList) -> None:
        """Read Georgia beside parts of the United States as the state: "Georgia, Alabama and Florida"."""
        beside = any(item.code == "USA" and self.tokens[item.token].has("city") for item in one.items)
        if beside:
            one.items[:] = [replace(item, code="USA") if item.words == "Georgia" else item for item in one.items]

    def _items(self, at: int, kind: str) -> list[Item]:
        """Return what one name stands for: two places where it joins two, such as "Australia and New Zealand"."""
        token = self.tokens[at]
        if token.codes == ("australia-and-new-zealand",):
            return [Item("AUS", at, "Australia"), Item("NZL", at, "New Zealand")]
        if token.has("former", "ambiguous") and " and " in token.text and "XKX" in token.codes:
            return [Item(code, at, token.text) for code in token.codes if code != "XKX" or "Kosovo" in token.text]
        return [self.item(at, kind)]

    def _chain(self, one: PlaceList) -> bool:
        """Take a chain with hyphens of three places or more: "the Niger-Libya-Italy route"."""
        items, at = [one.items[0]], one.last
        while (
            (dash := self._at(at + 1)) and dash.text in DASHES and (after := self._at(at + 2)) and after.kind == "place"
        ):
            items.append(self.item(at + 2, "nominal"))
            at += 2
        if len(items) == 2:  # a border, or two ends of a flight: no more than names beside each other
            one.items, one.last, one.kind = items, at, "pair"
            return True
        if len(items) > 2:
            one.items, one.last, one.kind = items, at, "chain"
            return True
        return False

    def _bracket(self, one: PlaceList) -> None:
        """Read a bracket after a place: counts are skipped, places replace their region."""
        opening = self._at(one.last + 1)
        if opening is None or opening.text not in "([":
            return
        inner, at = [], one.last + 2
        while at < self.count and self.tokens[at].text not in ")]" and at < one.last + 40:
            inner.append(at)
            at += 1
        if at >= self.count or self.tokens[at].text not in ")]":
            return
        places = [i for i in inner if self.tokens[i].kind == "place"]
        leads = [i for i in inner if self.tokens[i].has("cue", "prep") and self.tokens[i].low not in ("of", "in")]
        if places and leads:
            return
        if places and (one.items[-1].is_region or not one.items[-1].code):
            one.items[-1:] = [self.item(i, "nominal") for i in places]
        one.last = at

    def _continuation(self, one: PlaceList) -> tuple[int, str, int] | None:
        """Return the next member of a list: its token, kind and last token; None at the list's end."""
        at = one.last + 1
        separators = 0
        while at < self.count and (self.tokens[at].text in (",", "/", "&") or self.tokens[at].has("conjunction", "or")):
            at += 1
            separators += 1
        if not separators or at >= self.count:
            return None
        leads = self.tokens[at].has("including") or self.tokens[at].tags.get("share") == "major"
        if self.tokens[at - 1].text == "," and leads and one.items[-1].is_region:
            return None
        if self._is_counted_apart(at):
            return None
        if self.tokens[at - 1].low == "followed by" and self._is_found_in(one):
            return None  # "A was named most often for the drugs found in B, followed by C"
        if self._opens_a_clause(one, at) or self._closes_an_aside(one, at):
            return None
        position = self._after_aside(at)
        while position < self.count and self._is_filler(position) and position < at + 7:
            position += 1
        if position >= self.count:
            return None
        token = self.tokens[position]
        if self._begins_a_clause(one, at, position):
            return None
        if token.kind == "name" and one.kind == "nominal" and self._is_member(position):
            return position, "nominal", position
        kind, last = self.classify(position)
        if (
            kind == one.kind
            or {kind, one.kind} <= {"nominal", "market", "vague"}
            or (one.kind == "bound" and kind == "bound")
        ):
            return position, kind, last
        return None

    def _is_counted_apart(self, at: int) -> bool:
        """Whether a place with a number of its own begins another clause: "A took 62 per cent, and B 7 per cent"."""
        joined = at > 1 and self.tokens[at - 1].low == "and" and self.tokens[at - 2].text == ","
        after = self._at(at + 1)
        return joined and self.tokens[at].kind == "place" and after is not None and after.kind == "number"

    def _is_found_in(self, one: PlaceList) -> bool:
        """Whether a list is only where something was found, and a place was ranked before it."""
        start = one.first - 1
        while start > 0 and self.tokens[start].has(*TRANSPARENT):
            start -= 1
        found = start > 0 and self.tokens[start].low == "in" and self.tokens[start - 1].tags.get("verb") == "seize"
        before = self.tokens[: max(0, start)]
        ranked = any(token.tags.get("share") == "major" for token in before)
        return found and ranked and any(token.kind == "place" for token in before)

    def _closes_an_aside(self, one: PlaceList, at: int) -> bool:
        """Whether a comma ends an aside that holds a list: B in "to A and, through B, C"."""
        if self.tokens[at - 1].text != "," or one.last != at - 2:
            return False
        start = self._aside_before(one.first)
        return start > 0 and self.tokens[start - 1].has("conjunction")

    def _aside_before(self, first: int) -> int:
        """Return the comma that opens an aside of which a list is the place: "and, through B, C"; 0 if none does."""
        at = first - 1
        while at > 0 and (self.tokens[at].has(*TRANSPARENT, "placenoun") or self.tokens[at].low == "of"):
            at -= 1
        if at < 1 or not (self.tokens[at].tags.get("prep") in ("via", "from") or self.tokens[at].has("cue")):
            return 0
        at -= 1
        while at > 0 and self.tokens[at].has(*TRANSPARENT):
            at -= 1
        return at if self.tokens[at].text == "," else 0

    def _begins_a_clause(self, one: PlaceList, at: int, position: int) -> bool:
        """Whether ", and" and a place are the subject of a clause: "made in A, and B serves as the main exit"."""
        joint = at > 1 and self.tokens[at - 1].low == "and" and self.tokens[at - 2].text == ","
        if not joint or len(one.items) > 1 or position != at or self.tokens[at].kind != "place":
            return False
        verb = self._at(self._follower(at + 1))
        return verb is not None and verb.has("copula", "verb") and not verb.has("placenoun", "noun", "goods", "people")

    def _after_aside(self, at: int) -> int:
        """Return the token after an aside between "and" and a member: "A and, to a smaller extent, B"."""
        if at < 2 or self.tokens[at - 1].text != "," or not self.tokens[at - 2].has("conjunction"):
            return at
        closing = next((i for i in range(at, min(at + 8, self.count)) if self.tokens[i].text == ","), 0)
        told = any(
            token.kind in ("place", "demonym", "people") or token.has("verb") for token in self.tokens[at:closing]
        )
        return closing + 1 if closing and not told else at

    def _opens_a_clause(self, one: PlaceList, at: int) -> bool:
        """Whether a comma parts an opening phrase from the subject: "In the Caribbean, Jamaica remains a source"."""
        start = one.first - 1
        while start > 0 and self.tokens[start].has(*TRANSPARENT):
            start -= 1
        opens = start == 0 and self.tokens[0].low in ("in", "across", "throughout", "from", "within")
        opens = opens or (
            self.tokens[0].has("prep", "cue")
            and not any(token.text == "," for token in self.tokens[: one.first])
            and not any(token.has("copula", "verb") and not token.has("cue") for token in self.tokens[: one.first])
        )
        if not opens or self.tokens[at - 1].text != "," or len(one.items) > 1:
            return False
        kind, last = self.classify(at)
        while kind == "nominal" and (nearest := self._next_item(last + 1)) and nearest > last + 1:
            kind, last = self.classify(nearest)
        after = self._follower(last + 1)
        return kind == "nominal" and after < self.count and self.tokens[after].has("copula", "verb")

    def _is_filler(self, at: int) -> bool:
        token = self.tokens[at]
        after, beyond = self._at(at + 1), self._at(at + 2)
        if token.has("vague") and after is not None and after.low == "of" and beyond is not None:
            return True  # "A and other countries of the Gulf"
        if token.kind in ("place", "demonym", "people", "name") or token.has("vague", "domestic", "subject"):
            return False
        if token.has("verb", "goods") and not token.has("placenoun", "determiner"):
            return False
        return (
            token.has(*TRANSPARENT, "placenoun")
            or (token.low in ("of", ",", "from") and self.tokens[at - 1].has("placenoun", "vague"))
            or (token.text == "," and self.tokens[at - 1].has("hedge", "share", "adverb", "chain"))
            or token.low in _SEQUENCE
        )

    def _is_member(self, at: int) -> bool:
        after = self._at(at + 1)
        return after is None or after.text in (",", ".", ";", ")") or after.has("conjunction")

    def _examples(self, one: PlaceList) -> None:
        """Put the named members in place of their region: "East Asian countries, notably China and Vietnam"."""
        if not (one.items[-1].is_region or not one.items[-1].code):
            return
        at = one.last + 1
        comma = self._at(at)
        has_comma = comma is not None and (comma.text == "," or comma.text in DASHES)
        at += has_comma
        word = self._at(at)
        if word is None or not (word.has("including") or (has_comma and word.has("share") and not word.has("noun"))):
            return
        at += 1
        while at < self.count and self._is_filler(at):
            at += 1
        if at >= self.count:
            return
        kind, last = self.classify(at)
        if kind not in ("nominal", "market", "people"):
            return
        rest = self._collect(at, kind, last)
        one.extra["examples of"] = one.items[-1].words
        one.items[-1:] = rest.items
        one.last = rest.last
