"""Tokens → lists of places: "A, B and the C", "Central and South-East Asia", "South America (Brazil, Ecuador)".

A list knows what it is made of: names (`nominal`), adjectives that belong to goods or people (`adjective`), people
themselves (`people`), holders of demand (`market`), a chain with hyphens (`chain`), places that only the report's
subject explains (`subject`), and vague ones that no table can hold (`vague`). Places that belong to the police, a gang
or a name are `ignored`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from routemap.drafting.naming import DASHES, TRANSPARENT, Namer
from routemap.drafting.place_list import SUBJECT, Item, PlaceList
from routemap.drafting.tokens import Token
from routemap.places import regions
from routemap.places._tables import read_table

_PARTS = ("region", "province", "state", "district", "oblast", "county", "governorate", "department")
_SEQUENCE = ("then", "and then", "finally", "and finally", "ultimately", "eventually", "later", "next")


@cache
def _territories() -> dict[str, tuple[str, ...]]:
    """Return what belongs to a country and is written with its name behind: "Hong Kong, China"."""
    owned = {row["sovereign"]: tuple(row["territories"].split()) for row in read_table("dependencies.csv")}
    owned["CHN"] = (*owned["CHN"], "TWN")
    return owned


class ListFinder(Namer):
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
            self._absorb(one)
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
        return [self._item(at, kind)]

    def _item(self, at: int, kind: str) -> Item:
        token = self.tokens[at]
        if kind == "subject" or token.has("subject", "pronoun"):
            return Item(SUBJECT, at, token.text)
        if kind == "domestic" or token.has("homemade"):
            return Item(SUBJECT, at, token.text)
        if kind == "vague" or token.kind == "name":
            return Item("", at, token.text)
        codes = token.codes
        if token.has("former") and "soviet" in token.low + token.text.casefold():
            codes = ("former-soviet-republics",)
        if len(codes) != 1:
            return Item("", at, f"{token.text} ({' or '.join(codes)})" if len(codes) < 5 else token.text)
        code = codes[0]
        before = self._at(at - 1)
        if code == "europe" and before and before.low == "other":
            code = "other-european-countries"
        return Item(code, at, token.text, code in regions())

    def _chain(self, one: PlaceList) -> bool:
        """Take a chain with hyphens of three places or more: "the Niger-Libya-Italy route"."""
        items, at = [one.items[0]], one.last
        while (
            (dash := self._at(at + 1)) and dash.text in DASHES and (after := self._at(at + 2)) and after.kind == "place"
        ):
            items.append(self._item(at + 2, "nominal"))
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
            one.items[-1:] = [self._item(i, "nominal") for i in places]
        one.last = at

    def _absorb(self, one: PlaceList) -> None:
        """Take in what says the same place again: "Durrës, Albania", "the Belgian port of Antwerp"."""
        while True:
            at = one.last + 1
            joint, inside = self._at(at), self._at(at + 1)
            if self._is_part(joint, inside):
                at, joint = at + 1, inside
                if self._is_elsewhere(one, self._follower(at + 1)):  # "the Montana region of Bulgaria"
                    one.items[-1] = self._item(self._follower(at + 1), "nominal")
            elif joint is not None and joint.text == "," and inside is not None and inside.low == "in":
                at, joint = at + 1, inside
            if joint is None or not (joint.text == "," or joint.low in ("in", "of")):
                return
            position = self._follower(at + 1)
            while ((word := self._at(position)) is not None and word.has("placenoun", "determiner")) or (
                word and word.low == "of"
            ):
                position += 1
            token = self._at(position)
            if token is not None and joint.low == "in" and self._is_elsewhere(one, position):
                one.items[-1] = self._item(position, "nominal")
            same = token is not None and token.kind == "place" and token.codes == (one.items[-1].code,)
            if joint.text == "," and self._is_sovereign(one, at, position):
                one.last = position
                continue
            if not same or (joint.text == "," and not self._is_wider(one.items[-1].token, position)):
                return
            one.last = position

    def _is_elsewhere(self, one: PlaceList, at: int) -> bool:
        """Whether a city is another of its name than the best known: "Tripoli, in northern Lebanon"."""
        token, last = self.tokens[at], one.items[-1].token
        return token.has("country") and self.tokens[last].has("city") and len(one.items) == 1

    def _is_part(self, noun: Token | None, joint: Token | None) -> bool:
        """Whether a word says that the name before it is part of a country: "the Montana region of"."""
        return noun is not None and joint is not None and noun.low in _PARTS and joint.low in ("of", "in")

    def _is_sovereign(self, one: PlaceList, comma: int, at: int) -> bool:
        """Whether a country only says whose the last place is: "to Macao and Hong Kong, China, by sea"."""
        token, after, beyond = self._at(at), self._at(at + 1), self._at(at + 2)
        if token is None or at != comma + 1 or not token.has("country") or len(token.codes) != 1:
            return False
        if one.items[-1].code not in _territories().get(token.codes[0], ()):
            return False
        joined = after is not None and (after.has("conjunction", "or") or after.text == ",")
        goes_on = beyond is not None and beyond.kind in ("place", "demonym", "name")
        return not (joined and goes_on)

    def _is_wider(self, inner: int, outer: int) -> bool:
        return self.tokens[inner].has("city") and self.tokens[outer].has("country")

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

    def _closes_an_aside(self, one: PlaceList, at: int) -> bool:
        """Whether a comma ends an aside that holds a list: B in "to A and, through B, C"."""
        if self.tokens[at - 1].text != "," or one.last != at - 2:
            return False
        start = self.aside_before(one.first)
        return start > 0 and self.tokens[start - 1].has("conjunction")

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
        if token.kind in ("place", "demonym", "people", "name") or token.has("vague", "domestic", "subject"):
            return False
        if token.has("verb", "goods") and not token.has("placenoun", "determiner"):
            return False
        return (
            token.has(*TRANSPARENT, "placenoun")
            or (token.low in ("of", ",", "from") and self.tokens[at - 1].has("placenoun"))
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
