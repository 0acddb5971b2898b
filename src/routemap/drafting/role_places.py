"""The places that a role is said of: before the words for it, or after them."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.place_list import PlaceList
from routemap.drafting.slot import Slot
from routemap.drafting.tokens import Token

TRANSPARENT = ("determiner", "share", "hedge", "adverb", "own", "itself", "number")


_OPENING = ("with", "despite", "like", "alongside", "owing to", "though", "although", "while", "itself", "once")
_ORDINALS = ("second", "third", "next", "fourth")
_OVERTAKES = frozenset(
    ("overtaken", "overtook", "replaced", "displaced", "supplanted", "surpassed", "eclipsed", "outstripped", "joined")
)


class RolePlaces:
    """Looks for the list that a role is said of."""

    def __init__(self, tokens: Sequence[Token], slots: Sequence[Slot]) -> None:
        self.tokens = tokens
        self.count = len(tokens)
        self.slots = slots
        self.owner: PlaceList | None = None
        self._starts = {slot.places.first: slot for slot in slots}
        self._inside = {at for slot in slots for at in range(slot.places.first, slot.places.last + 1)}

    def complement(self, last: int) -> PlaceList | None:
        """Return the list after "are", "include", "such as", ":"; goods and a relative clause may stand between."""
        at, linked, steps = last + 1, False, 0
        while at < self.count and steps < 22:
            if at in self._starts:
                slot = self._starts[at]
                if not linked and (slot.places.cue is not None or slot.places.kind in ("subject", "adjective")):
                    at = slot.places.last + 1  # "the main source of heroin in the country is A"
                    continue
                free = (
                    slot.slot in ("bare", "adjective", "market", "destination", "people", "origin", "transit")
                    and slot.places.cue is None
                )
                return slot.places if linked and free and slot.places.kind in ("nominal", "market", "vague") else None
            token = self.tokens[at]
            if token.has("including") or token.text == ":" or token.has("as") or token.has("copula"):
                linked = True
            elif linked and not (token.has(*TRANSPARENT, "placenoun", "copula", "conjunction") or token.text == ","):
                if token.has("verb", "role", "goods", "people", "head", "prep"):
                    return None
            elif token.has("boundary") or token.text == ";":
                return None
            at += 1
            steps += 1
        return None

    # -- the places before ---------------------------------------------------------------------------------------------

    def subject(self, first: int, last: int) -> PlaceList | None:
        """Return the list that a role is said of: "A, which remains a hub", "A as the main source", "A, a hub for"."""
        at, linked = first - 1, False
        self.owner = None
        while at >= 0:
            ending = next((slot for slot in self.slots if slot.places.last == at), None)
            if ending is not None and self.tokens[at].low == "'s":  # "Africa’s largest exporter"
                self.owner = ending.places
                at = ending.places.first - 1
                continue
            if ending is not None and ending.places.first and self.tokens[ending.places.first - 1].has("negation"):
                at = ending.places.first - 2  # "Spain, not Portugal, is the gateway"
                continue
            if ending is not None and ending.places.first and self.tokens[ending.places.first - 1].low in _OVERTAKES:
                at = ending.places.first - 2  # "Albania has overtaken Morocco as the main source"
                continue
            if ending is not None:
                free = (
                    ending.slot == "bare"
                    or ending.rule == "after “with”"
                    or (ending.slot in ("origin", "destination", "transit") and ending.places.cue is None)
                )
                if ending.places.kind == "subject" and ending.places.cue is None:
                    return ending.places if linked or self.tokens[first - 1].text == "," else None
                if ending.rule == "after “with”":
                    linked = not any(self._is_plain(i) for i in range(at + 1, first))
                if ending.rule.endswith(": object") and any(
                    token.has("conjunction") for token in self.tokens[at + 1 : first]
                ):
                    return None  # "… who hope to reach A, and a source in its own right"
                return (
                    ending.places
                    if linked and free and ending.places.kind in ("nominal", "vague", "subject", "market")
                    else None
                )
            token = self.tokens[at]
            if token.text == "," and linked and (opening := self._parenthesis(at)):
                at = opening - 1  # "A, with 7,000 hectares of it, is the main supplier"
                continue
            if token.has("copula", "as") or token.text == "," or token.low == "among" or self._says_as(at):
                linked = True
            elif (
                token.text in (";", ":")
                or token.has("boundary")
                or not (
                    token.has(*TRANSPARENT, "head", "role", "conjunction", "pronoun", "negation", "notonly")
                    or self._is_filler(token)
                )
            ):
                return None
            at -= 1
        return None

    def _says_as(self, at: int) -> bool:
        """Whether a participle says what a place counts as: "A was mentioned most frequently as"."""
        if not self.tokens[at].low.endswith("ed") or self.tokens[at].has("goods", "people"):
            return False
        before = at - 1
        while before > 0 and self.tokens[before].has(*TRANSPARENT) and not self.tokens[before].has("copula"):
            before -= 1
        return before >= 0 and self.tokens[before].low in ("is", "are", "was", "were", "been")

    def _parenthesis(self, closing: int) -> int:
        """Return the comma that opens a phrase with "with" or "despite" which another closes; 0 if there is none."""
        for at in range(closing - 1, max(0, closing - 14), -1):
            if self.tokens[at].text == "," and self.tokens[at + 1].kind != "number":
                opens = self.tokens[at + 1].low in _OPENING or self._is_participle(at + 1)
                if opens and at - 1 in self._inside:
                    return at
        return 0

    def _is_participle(self, at: int) -> bool:
        """Whether an unknown participle opens an aside: "A, wedged between B and C, is the main exit"."""
        token, after = self.tokens[at], self.tokens[at + 1] if at + 1 < self.count else None
        opens = not token.tags and token.kind == "word" and token.low.endswith(("ed", "wn", "ing"))
        return opens and after is not None and after.has("prep", "cue", "between")

    def _is_plain(self, at: int) -> bool:
        token = self.tokens[at]
        return not token.tags and token.kind == "word" and token.text.isalpha() and token.low not in _ORDINALS

    def _is_filler(self, token: Token) -> bool:
        return token.low in ("to", "be", "by", "of", "one", "region", "world", "'s") or (
            not token.tags and token.kind == "word" and token.text.isalpha()
        )

    def stands_alone(self, first: int) -> bool:
        """Whether nothing before the words could be what the role is said of: they open the sentence or its clause."""
        at = first - 1
        while at >= 0:
            token = self.tokens[at]
            if at in self._inside:
                slot = next(slot for slot in self.slots if slot.places.first <= at <= slot.places.last)
                adjective = (
                    slot.places.kind == "ignored" and slot.places.first == slot.places.last
                )  # "a European producer"
                if slot.places.kind != "adjective" and not adjective:
                    return False
                at = slot.places.first - 1
                continue
            if token.text in (";", ":") or token.has("boundary"):
                return True
            if token.low in ("they", "we", "he", "she"):
                return False  # who is no country
            if token.has("verb", "goods", "people", "actor", "organisation") and not token.has(
                "determiner", "share", "role", "copula"
            ):
                return False
            at -= 1
        return True
