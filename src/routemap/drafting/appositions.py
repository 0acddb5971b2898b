"""What says the same place again: "Durrës, Albania", "the Belgian port of Antwerp", "Hong Kong, China"."""

from __future__ import annotations

from functools import cache

from routemap.drafting.naming import Namer
from routemap.drafting.place_list import SUBJECT, Item, PlaceList
from routemap.drafting.tokens import Token
from routemap.places import regions
from routemap.places._tables import read_table

_PARTS = ("region", "province", "state", "district", "oblast", "county", "governorate", "department")


@cache
def _territories() -> dict[str, tuple[str, ...]]:
    """Return what belongs to a country and is written with its name behind: "Hong Kong, China"."""
    owned = {row["sovereign"]: tuple(row["territories"].split()) for row in read_table("dependencies.csv")}
    owned["CHN"] = (*owned["CHN"], "TWN")
    return owned


class Appositions(Namer):
    """Says what a name stands for, and takes in what says it again."""

    def item(self, at: int, kind: str) -> Item:
        """Return the place that one name stands for."""
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

    def absorb(self, one: PlaceList) -> None:
        """Take in what says the same place again: "Durrës, Albania", "the Belgian port of Antwerp"."""
        while True:
            at = one.last + 1
            joint, inside = self._at(at), self._at(at + 1)
            if self._is_part(joint, inside):
                at, joint = at + 1, inside
                if self._is_elsewhere(one, self._follower(at + 1)):  # "the Montana region of Bulgaria"
                    one.items[-1] = self.item(self._follower(at + 1), "nominal")
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
                one.items[-1] = self.item(position, "nominal")
            same = token is not None and token.kind == "place" and token.codes == (one.items[-1].code,)
            if joint.text == "," and self._is_sovereign(one, at, position):
                one.last = position
                continue
            if not same or (joint.text == "," and not self._is_wider(one.items[-1].token, position)):
                return
            one.last = position

    def _is_elsewhere(self, one: PlaceList, at: int) -> bool:
        """Whether a city is another of its name than the best known: "Tripoli, in northern Lebanon"."""
        token, last = self._at(at), one.items[-1].token
        return token is not None and token.has("country") and self.tokens[last].has("city") and len(one.items) == 1

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
