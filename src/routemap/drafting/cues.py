"""What leads a list of places: its preposition or cue phrase, across what holds the place ("to buyers in")."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.lexicon import Lexicon
from routemap.drafting.place_list import PlaceList
from routemap.drafting.tokens import Token

TRANSPARENT = ("determiner", "share", "hedge", "adverb", "own", "itself", "including")
_ROBBED = ("stolen", "taken", "looted", "plundered", "hijacked", "diverted", "siphoned")


class Cues:
    """Finds the cue of a list."""

    def __init__(self, tokens: Sequence[Token], lists: Sequence[PlaceList], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.count = len(tokens)
        self.lists = lists
        self.frames = lexicon.frames
        self._list_at = {at: one for one in lists for at in range(one.first, one.last + 1)}

    def cue_of(self, one: PlaceList) -> int | None:
        """Return the preposition or cue phrase that leads a list; an outer one across its holder ("to buyers in")."""
        cue = self.preposition_before(one.first)
        if cue is None or self.tokens[cue].low not in ("in", "of", "at", "on", "near", "off", "outside", "within"):
            return cue
        if (robbed := self._robbed_before(cue)) is not None:
            one.holder = robbed + 1
            return robbed
        holder = self._holder_before(cue)
        if holder is None:
            return cue
        outer = self.preposition_before(holder)
        if outer is not None and self.tokens[outer].low == "for" and self.tokens[cue - 1].tags.get("noun") == "exploit":
            return cue  # "for domestic work in A": they work there
        if (
            outer is not None
            and self.tokens[cue - 1].has("actor")
            and not (self.tokens[outer].has("cue") or self.tokens[outer].tags.get("prep") in ("to", "for"))
        ):
            return cue  # "to armed groups in A" is to A, "from gangs in A" says where the gangs are
        if outer is not None and (
            self.tokens[outer].has("cue") or self.tokens[outer].tags.get("prep") in ("from", "to", "via", "for")
        ):
            one.holder = holder
            return outer
        return cue

    def _robbed_before(self, cue: int) -> int | None:
        """Return "stolen from" where an authority or a church of a place was robbed: "stolen from the police in A"."""
        at = cue - 1
        if at < 0 or not self.tokens[at].has("organisation"):
            return None
        while at > 0 and (self.tokens[at].has("organisation", *TRANSPARENT) or not self.tokens[at].tags):
            at -= 1
        token = self.tokens[at]
        return at if token.tags.get("cue") == "origin" and token.low.startswith(_ROBBED) else None

    def preposition_before(self, first: int) -> int | None:
        """Return the preposition or cue phrase before a token, across adjectives and words such as "the port of"."""
        at = first - 1
        while at >= 0:
            token = self.tokens[at]
            if token.has("prep", "cue", "between"):
                if (
                    token.low == "of"
                    and at > 0
                    and self.tokens[at - 1].has("placenoun", "head", "vague", "market", "mask")
                    and (not self.tokens[at - 1].has("role") or self.tokens[at - 1].low == "markets")
                ):
                    at -= 1
                    continue
                return at
            if token.has("vague") and self.tokens[at + 1].low in ("of", "in"):
                at -= 1
                continue
            making = token.low.endswith("ing") and self.tokens[at + 1].tags.get("noun") == "site"
            if token.has("verb", "goods") and not (making or token.has("determiner", "placenoun")):
                return None
            if (
                token.has(*TRANSPARENT, "placenoun", "number")
                or (token.has("market") and self.tokens[at + 1].low == "of")  # "to the pet markets of"
                or _is_adjective(token)
                or (token.has("calendar") and self.tokens[at + 1].has("placenoun"))
                or (token.has("mask") and self.tokens[at + 1].low == "of")  # "in the Andes of"
                or (token.kind == "name" and self._is_of_place(at + 1))  # "in the Atacama Desert of"
                or making
                or (not token.tags and token.text.isalpha() and token.text.islower() and self._is_of_place(at + 1))
                or (token.low in ("other", "and", "or") and self._joins(at))
            ):
                at -= 1
                continue
            return None
        return None

    def _is_of_place(self, at: int) -> bool:
        """Whether a word such as "zone" leads on to its place: "the free zone of"."""
        return self.tokens[at].has("placenoun") and at + 1 < self.count and self.tokens[at + 1].low == "of"

    def _joins(self, at: int) -> bool:
        """Whether "or" stands between two prepositions of one list: "to or through"."""
        return at > 0 and self.tokens[at - 1].has("prep", "cue") and self.tokens[at + 1].has("prep", "cue", "placenoun")

    def _holder_before(self, cue: int) -> int | None:
        """Return where a phrase begins that holds the place: "laboratories in", "the port of", "private buyers in"."""
        at = cue - 1
        if at < 0:
            return None
        token = self.tokens[at]
        if token.kind == "name" and token.low not in ("north", "south") and at and self.tokens[at - 1].kind != "name":
            return at  # "from Marange in Zimbabwe"
        holds = token.has("market", "placenoun", "head", "actor") or token.tags.get("noun") in (
            "produce",
            "exploit",
            "store",
            "consume",
            "site",
        )
        unknown = not token.tags and token.kind == "word" and token.text.isalpha()
        if not (holds or unknown) or (token.has("goods") and not token.has("market")):
            return None
        while at > 0 and (
            (self.tokens[at - 1].has("goods") and cue - at < 3 and not unknown)
            or self.tokens[at - 1].has(*TRANSPARENT)
            or _is_adjective(self.tokens[at - 1])
            or (
                not self.tokens[at - 1].tags
                and (self.tokens[at - 1].text.isalpha() or self.tokens[at - 1].text == "-")
                and cue - at < 4
            )
        ):
            if self.tokens[at - 1].has("prep", "cue"):
                break
            at -= 1
        return at

    def heads(self, cue: int) -> bool:
        """Whether a place is the subject itself, as in "ports in A are": its holder opens the clause."""
        at = cue - 1
        if at < 0 or not (self.tokens[at].has("placenoun") or self.tokens[at].tags.get("noun") == "site"):
            return False
        while at > 0 and self.tokens[at - 1].has(*TRANSPARENT):
            at -= 1
        return at == 0 or (self.tokens[at - 1].text in (",", ";") and self.tokens[at].has("determiner"))


def _is_adjective(token: Token) -> bool:
    """Whether it only says that something is illicit: "to clandestine laboratories in"."""
    return token.has("illicit") and not token.has("verb", "noun", "goods", "actor")
