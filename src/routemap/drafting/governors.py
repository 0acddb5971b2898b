"""What leads a list of places, and the verb or noun that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.lexicon import Lexicon
from routemap.drafting.lists import PlaceList
from routemap.drafting.tokens import Token

TRANSPARENT = ("determiner", "share", "hedge", "adverb", "own", "itself", "including")
_FARTHEST = 14  # tokens between a preposition and its governor


class Governors:
    """Finds the cue of a list and the governor of a cue."""

    def __init__(self, tokens: Sequence[Token], lists: Sequence[PlaceList], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.count = len(tokens)
        self.lists = lists
        self.frames = lexicon.frames
        self._list_at = {at: one for one in lists for at in range(one.first, one.last + 1)}

    def cue_of(self, one: PlaceList) -> int | None:
        """Return the preposition or cue phrase that leads a list; an outer one across its holder ("to buyers in")."""
        cue = self.preposition_before(one.first)
        if cue is None or self.tokens[cue].low not in ("in", "of", "at", "on", "near", "off", "within"):
            return cue
        holder = self._holder_before(cue)
        if holder is None:
            return cue
        outer = self.preposition_before(holder)
        if outer is not None and (
            self.tokens[outer].has("cue") or self.tokens[outer].tags.get("prep") in ("from", "to", "via", "for")
        ):
            one.holder = holder
            return outer
        return cue

    def preposition_before(self, first: int) -> int | None:
        """Return the preposition or cue phrase before a token, across adjectives and words such as "the port of"."""
        at = first - 1
        while at >= 0:
            token = self.tokens[at]
            if token.has("prep", "cue", "between"):
                if (
                    token.low == "of"
                    and at > 0
                    and self.tokens[at - 1].has("placenoun", "head")
                    and not self.tokens[at - 1].has("role")
                ):
                    at -= 1
                    continue
                return at
            if token.has("verb", "goods") and not token.has("determiner", "placenoun"):
                return None
            if token.has(*TRANSPARENT, "placenoun", "number") or (
                token.low in ("other", "and", "or") and self._joins(at)
            ):
                at -= 1
                continue
            return None
        return None

    def _joins(self, at: int) -> bool:
        """Whether "or" stands between two prepositions of one list: "to or through"."""
        return at > 0 and self.tokens[at - 1].has("prep", "cue") and self.tokens[at + 1].has("prep", "cue", "placenoun")

    def _holder_before(self, cue: int) -> int | None:
        """Return where a phrase begins that holds the place: "laboratories in", "the port of", "private buyers in"."""
        at = cue - 1
        if at < 0:
            return None
        token = self.tokens[at]
        holds = token.has("market", "placenoun", "head") or token.tags.get("noun") in (
            "produce",
            "exploit",
            "store",
            "consume",
        )
        unknown = not token.tags and token.kind == "word" and token.text.isalpha()
        if not (holds or unknown) or (token.has("goods") and not token.has("market")):
            return None
        while at > 0 and (
            self.tokens[at - 1].has(*TRANSPARENT)
            or (not self.tokens[at - 1].tags and self.tokens[at - 1].text.isalpha() and cue - at < 3)
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

    def governor(self, cue: int, category: str) -> tuple[str, int]:
        """Return the class of the verb or noun that a preposition belongs to, and where it stands."""
        at = cue - 1
        steps = 0
        while at >= 0 and steps < _FARTHEST:
            if at in self._list_at and self._list_at[at].kind not in ("ignored", "people"):
                at = self._list_at[at].first - 1
                continue
            token = self.tokens[at]
            if token.has("boundary") or token.text in (";", ":"):
                break
            class_ = self._class(at, category)
            if class_:
                return class_, at
            at -= 1
            steps += not token.has(*TRANSPARENT)
        return self._governor_ahead(cue, category)

    def _class(self, at: int, category: str) -> str:
        """Return the class of a token as a governor; empty for one that governs nothing here."""
        token = self.tokens[at]
        if at in self._list_at:
            return (
                "organisation"
                if self._list_at[at].kind == "ignored" and token.has("organisation")
                else (
                    "people"
                    if self._list_at[at].kind == "people"
                    else "actor"
                    if self._list_at[at].kind == "ignored" and category == "from"
                    else ""
                )
            )
        if token.has("placenoun", "determiner") and not token.has("verb", "goods"):
            return ""
        if token.has("role") and any(
            self.tokens[i].has("head")
            for i in range(at + 1, min(at + 4, self.count))
            if i == at + 1 or self.tokens[i - 1].has("role", "conjunction")
        ):
            return "role"
        if token.has("verb"):
            class_ = token.tags["verb"]
            if class_ == "ignore" and token.has("noun") and token.tags["noun"] != "ignore":
                class_ = token.tags["noun"]
            if class_ in ("ignore", "seize") and token.has("role", "placenoun"):
                return ""
            return class_ if class_ != "provide" else ""
        if token.has("noun"):
            class_ = token.tags["noun"]
            return "" if category == "in" and class_ in ("move", "ignore") else class_
        if token.has("goods"):
            return "" if category == "in" else "goods"
        if token.has("people"):
            return "" if category == "in" else "people"
        if token.has("role") and not token.has("verb"):
            return "role"
        if token.has("actor") and category != "in":
            return "actor"
        if token.has("organisation") and category in ("from", "to"):
            return "organisation"
        return ""

    def _governor_ahead(self, cue: int, category: str) -> tuple[str, int]:
        """Return the governor of a phrase that opens its clause: "From A, cocaine is shipped"."""
        at = cue + 1
        while at < self.count and at < cue + 2 * _FARTHEST:
            token = self.tokens[at]
            if token.has("boundary") or token.text in (";", ":"):
                break
            if at not in self._list_at and token.has("verb") and not token.has("placenoun", "determiner"):
                class_ = token.tags["verb"]
                if class_ not in ("provide", "feed"):
                    return class_, at
            at += 1
        return "", -1
