"""What the name of a place is where it stands: a place, an adjective of goods or people, or somebody's."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.tokens import Token

_MADE = frozenset(
    [
        "made",
        "produced",
        "sourced",
        "grown",
        "manufactured",
        "cultivated",
        "supplied",
        "origin",
        "mined",
        "caught",
        "harvested",
    ]
)
_BASED = frozenset(
    [
        "based",
        "led",
        "linked",
        "controlled",
        "registered",
        "flagged",
        "backed",
        "funded",
        "owned",
        "born",
        "run",
        "dominated",
        "headed",
    ]
)
TRANSPARENT = ("determiner", "share", "hedge", "adverb", "itself", "own")
"""What may stand between a place and the words that belong to it."""

_COUNTS = ("six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty")
_NEIGHBOURS = ("neighbours", "neighbors", "neighbour", "neighbor")
_ORIGIN = frozenset(("origin", "origins", "provenance", "descent"))
_APOSTROPHES = frozenset("'’‘")
DASHES = frozenset("-‐‑–—")


class Namer:
    """Says what each place's name in a sentence is."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.count = len(tokens)

    def classify(self, at: int, depth: int = 0) -> tuple[str, int]:
        """Return the kind of list that a token begins or belongs to, and the last token it takes; "" for none."""
        token = self.tokens[at]
        if token.kind == "place":
            return self._nominal(at, depth)
        if token.kind == "demonym":
            return self._demonym(at, depth)
        if token.kind == "people":
            return "people", at
        if token.has("vague"):
            after, beyond = self._at(at + 1), self._at(at + 2)
            if after and after.low in ("of", "in") and beyond and beyond.kind == "place":
                return "", at  # "other countries of Western Europe"
            return "vague", at
        if token.kind == "name" and self._is_unknown_place(at):
            return "nominal", at
        if token.has("domestic"):
            return "domestic", at
        if token.has("homemade"):
            return "adjective", at
        after = self._at(at + 1)
        if token.has("subject") and after is not None and after.low == "of":
            return "", at  # "the islands of A"
        if token.has("subject") or (token.has("pronoun") and token.low == "it" and self._is_role_subject(at)):
            return "subject", self._possessive(at)[1]
        return "", at

    def _is_unknown_place(self, at: int) -> bool:
        """Whether a name that no table knows stands where a place does: after "from", and before another place.

        A single one counts only after a cue that nothing but a place follows.
        """
        before, after = self._at(at - 1), self._at(at + 1)
        if before is None or not (before.has("cue") or before.tags.get("prep") in ("from", "to", "via", "in")):
            return False
        if after is not None and (after.kind == "name" or after.has("actor", "organisation", "goods", "people")):
            return False
        following = (
            self._next_item(at + 1) if after is not None and (after.text == "," or after.has("conjunction")) else None
        )
        return (following is not None and self.tokens[following].kind == "place") or before.has("cue")

    def _is_role_subject(self, at: int) -> bool:
        return at + 1 < self.count and self.tokens[at + 1].has("copula")

    def _possessive(self, at: int) -> tuple[bool, int]:
        after = self._at(at + 1)
        if after and (after.low == "'s" or (after.text in _APOSTROPHES and self.tokens[at].text.endswith("s"))):
            return True, at + 1
        return False, at

    def _at(self, index: int) -> Token | None:
        return self.tokens[index] if 0 <= index < self.count else None

    def _nominal(self, at: int, depth: int) -> tuple[str, int]:
        if hyphened := self._hyphened(at):
            return hyphened
        owns, last = self._possessive(at)
        follower = self._follower(last + 1)
        before = self._at(at - 1)
        led = before is not None and before.has("prep", "cue") and not self.tokens[at].text.isupper()
        is_next = follower == last + 1
        noun = self._at(follower)
        if noun is None:
            return "nominal", last
        if owns and noun.has("domestic"):
            return "market", follower
        after = self._at(last + 1)
        if after is not None and after.low in _ORIGIN and before is not None and before.low == "of":
            return "origin", last + 1  # "heroin of Myanmar origin"
        if owns and noun.tags.get("noun") == "consume" and noun.low in ("appetite", "demand"):
            return "market", follower  # "A's appetite for captagon"
        if owns and noun.low in _NEIGHBOURS:
            return "vague", follower
        if (
            noun.has("market")
            and (owns or is_next)
            and (owns or not noun.has("verb") or noun.low in ("market", "markets"))
        ):
            return "market", follower
        if noun.has("goods", "people") and (owns or (is_next and not led)) and noun.kind == "word":
            return ("adjective", last) if noun.has("goods") or not owns else ("nominal", last)
        if (
            noun.has("organisation", "actor")
            and not noun.has("placenoun")
            and (owns or (is_next and not (before and before.low == "in")))
        ):
            return "ignored", follower
        if owns and is_next and noun.kind == "place" and self.tokens[at].codes[0] in noun.codes:
            return "nominal", follower  # "Pakistan’s Punjab"
        if owns and (noun.has("placenoun") or (noun.kind == "name" and is_next)):
            return "nominal", follower
        return "nominal", last

    def _hyphened(self, at: int) -> tuple[str, int] | None:
        """Return what a hyphen after a place makes of it: US-bound, Dutch-made, London-based."""
        after, word = self._at(at + 1), self._at(at + 2)
        if not after or after.text not in DASHES or not word or after.start != self.tokens[at].end:
            return None
        if word.low == "bound":
            return "bound", at + 2
        if word.low in _MADE or (
            word.has("verb") and word.tags["verb"] in ("produce", "import") and word.start == after.end
        ):
            return "adjective", at + 2
        if word.low in _BASED:
            return "ignored", at + 2
        if word.has("conjunction") and word.start > after.end:  # "US- and European-bound"
            rest = self._at(at + 3)
            if rest and rest.kind in ("place", "demonym"):
                return self.classify(at + 3, 1)[0], at + 1
        return None

    def _follower(self, at: int) -> int:
        """Return the first token from `at` on that is no mere adjective."""
        steps = 0
        while (
            at < self.count
            and steps < 3
            and self.tokens[at].has(*TRANSPARENT, "number")
            and not self.tokens[at].has("verb", "goods")
        ):
            at += 1
            steps += 1
        return at

    def _demonym(self, at: int, depth: int) -> tuple[str, int]:
        if hyphened := self._hyphened(at):
            return hyphened
        after = self._at(at + 1)
        if after is not None and (after.low in _ORIGIN or self._is_made(at, after)):
            return "origin", at + 1
        if body := self._body(at):
            return "ignored", body  # "Australian Border Force officers"
        follower = self._follower(at + 1)
        noun = self._at(follower)
        if noun is None:
            return "ignored", at
        if depth < 12 and (noun.text in (",", "/") or noun.has("conjunction")):
            nearest = self._next_item(follower)
            if nearest and self.tokens[nearest].kind in ("demonym", "place"):
                kind, _ = self.classify(nearest, depth + 1)
                if kind in ("adjective", "market", "ignored", "bound", "origin") or (
                    kind == "nominal" and self.tokens[nearest].kind == "demonym"
                ):
                    return kind, at
            return ("people", at) if self._means_people(at) else ("ignored", at)
        return self._demonym_before(at, follower, noun)

    def _is_made(self, at: int, noun: Token) -> bool:
        """Whether an adjective says where goods were made: "rifles of Iranian manufacture"."""
        before = self._at(at - 1)
        return before is not None and before.low == "of" and noun.low in ("manufacture", "make", "production")

    def _body(self, at: int) -> int:
        """Return the last token of a body whose name begins with an adjective; 0 if there is none."""
        last = at + 1
        while last < self.count and last < at + 4 and self.tokens[last].text[:1].isupper():
            if self.tokens[last].kind not in ("word", "name"):
                return 0
            last += 1
        if last == at + 1:
            return 0
        ends = last < self.count and self.tokens[last].has("organisation")
        return last if ends else last - 1 if self.tokens[last - 1].has("organisation") else 0

    def _demonym_before(self, at: int, follower: int, noun: Token) -> tuple[str, int]:
        if noun.low in ("who", "whose") and follower == at + 1:
            return "people", at  # "Sudanese who fled"
        if (noun.has("market") and not noun.has("placenoun")) or noun.low in ("market", "markets"):
            held, place = self._at(follower + 1), self._at(follower + 2)
            elsewhere = held is not None and held.low == "in" and place is not None and place.kind == "place"
            return "ignored" if elsewhere else "market", follower  # "Vietnamese customers in Prague"
        if noun.low in _ORIGIN:
            return "origin", follower
        if noun.has("goods", "people", "victim") and not noun.has("organisation"):
            return self._owner_of_goods(follower) or ("adjective", at)
        if noun.tags.get("noun") in ("site", "store") and not noun.has("actor"):
            return "nominal", follower
        if noun.has("placenoun") and not noun.has("organisation"):
            return "nominal", follower
        if noun.kind in ("place", "demonym") or noun.has("head"):
            return "nominal" if noun.kind != "demonym" else "ignored", at
        if noun.kind == "word" and noun.has("actor", "organisation"):
            return "ignored", follower
        beyond = self._at(follower + 1)
        if beyond is not None and not noun.tags and beyond.has("goods", "people") and noun.low.isalpha():
            return "adjective", at  # "Moroccan compressed resin"
        before = self._at(at - 1)
        counted = before is not None and (before.kind == "number" or before.low in _COUNTS)
        if counted and noun.has("copula", "prep", "cue"):
            return "people", at  # "600 Taiwanese were lured", "eleven Vietnamese from A"
        if before is not None and before.low == "the":
            before = self._at(at - 2)
        led = before is not None and (before.has("cue") or before.tags.get("prep") in ("from", "to", "via"))
        led = led or (before is not None and before.tags.get("verb") in ("enter", "feed"))
        if led and not noun.tags and noun.low.isalpha():
            return "nominal", follower  # "into Austrian sawmills"
        return "ignored", at

    def _owner_of_goods(self, at: int) -> tuple[str, int] | None:
        """Return what "Nigerian" means where its goods only say what somebody trades or wants.

        "Nigerian heroin and cocaine traffickers" are offenders, "the Belgian cocaine market" is a market.
        """
        position = at
        while position + 1 < self.count and position < at + 6:
            token = self.tokens[position]
            if not (token.has("goods", "conjunction") or token.text in (",", "/")):
                break
            position += 1
        noun = self.tokens[position]
        if not self.tokens[position - 1].has("goods"):
            return None
        if noun.has("actor") and not noun.has("people"):
            return "ignored", position
        if (noun.has("market") and not noun.has("verb", "noun")) or noun.low in (
            "market",
            "markets",
            "users",
            "consumers",
        ):
            return "market", position
        return None

    def _means_people(self, at: int) -> bool:
        """Whether an adjective stands for people: "the Chinese and Vietnamese"."""
        before = self._at(at - 1)
        return bool((before and before.has("conjunction", "number")) or (before and before.text == ","))

    def _next_item(self, at: int) -> int | None:
        """Return the place after a comma or "and", across adjectives; None if there is none."""
        position = at
        while position < self.count and (
            self.tokens[position].text in (",", "/", "&") or self.tokens[position].has("conjunction")
        ):
            position += 1
        position = self._follower(position)
        if position < self.count and self.tokens[position].kind in ("place", "demonym", "people"):
            return position
        return None
