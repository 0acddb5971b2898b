"""Role statements: "A is a source, transit and destination country for …", "the main destinations are A and B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routemap.drafting.lists import PlaceList
from routemap.drafting.slots import Slot
from routemap.drafting.tokens import Token

_TRANSPARENT = ("determiner", "share", "hedge", "adverb", "own", "itself", "number")
_ALWAYS = frozenset(
    [
        "transit",
        "transshipment",
        "trans-shipment",
        "transhipment",
        "conduit",
        "destination",
        "springboard",
        "crossroads",
        "gateway",
        "stopover",
        "way",
        "station",
        "waystation",
        "hub",
        "hubs",
        "entry",
        "point",
        "entry",
        "points",
        "point",
        "of",
        "entry",
        "points",
        "of",
        "entry",
    ]
)
# Words for a role that are other words more often: they need "of", "for" or a word such as "country" beside them.
_NEED_HEAD = frozenset(
    [
        "use",
        "users",
        "user",
        "supply",
        "producing",
        "production",
        "consumption",
        "exploitation",
        "recruitment",
        "cultivation",
        "manufacturing",
        "passage",
        "distribution",
        "departure",
        "home",
        "host",
        "channel",
        "exit",
        "exporting",
        "importing",
        "receiving",
        "sending",
        "intermediary",
        "relay",
        "door",
    ]
)


@dataclass(slots=True)
class Role:
    """A role that is said of places.

    Parameters
    ----------
    slots
        ``origin``, ``transit``, ``destination``: one or several, in the order of the words.
    places
        The list it is said of; None where only the report's subject can be meant.
    rule
        Which rule found the places.
    first, last
        The tokens of the words for the role, both included.
    is_own
        Whether the words say that it is both ends for itself: "both its own source and destination".
    """

    slots: tuple[str, ...]
    places: PlaceList | None
    rule: str
    first: int
    last: int
    is_own: bool = False


class RoleFinder:
    """Finds the role statements of a sentence. Lists that it takes as their subject are no slots any more."""

    def __init__(self, tokens: Sequence[Token], slots: Sequence[Slot]) -> None:
        self.tokens = tokens
        self.count = len(tokens)
        self.slots = slots
        self._starts = {slot.places.first: slot for slot in slots}
        self._inside = {at for slot in slots for at in range(slot.places.first, slot.places.last + 1)}

    def find(self) -> list[Role]:
        """Return the roles, in their order."""
        found: list[Role] = []
        at = 0
        while at < self.count:
            phrase = self._phrase(at)
            if phrase is None:
                at += 1
                continue
            names, last, has_head = phrase
            role = self._statement(names, at, last, has_head) or self._joined(found, names, at, last)
            if role:
                found.append(role)
            at = last + 1
        return found

    def _joined(self, found: Sequence[Role], names: tuple[str, ...], first: int, last: int) -> Role | None:
        """Return a second role of the same places: "a source of cocaine and a major transit for heroin"."""
        if not found:
            return None
        between = self.tokens[found[-1].last + 1 : first]
        joined = any(token.has("conjunction") for token in between[-6:])
        after = self.tokens[last + 1] if last + 1 < self.count else None
        says = after is not None and (after.low in ("of", "for", "to") or after.has("cue"))
        if (
            not joined
            or not says
            or any(token.has("boundary", "copula") or token.text in (";", ":") for token in between)
        ):
            return None
        return Role(names, found[-1].places, "role joined to the one before", first, last)

    def _phrase(self, at: int) -> tuple[tuple[str, ...], int, bool] | None:
        """Return the slots named from `at` on, the last token, and whether a word such as "country" belongs to it."""
        if not self._is_role(at):
            return None
        names = [self.tokens[at].tags["role"]]
        last, has_head = at, False
        position = at + 1
        while position < self.count:
            token = self.tokens[position]
            if self._is_role(position):
                names.append(token.tags["role"])
                last = position
            elif token.has("head") and position == last + 1:
                last, has_head = position, True
            elif not (
                token.text in (",", "/", "-") or token.has("conjunction", "determiner", "adverb", "share", "own")
            ):
                break
            position += 1
            if position - last > 4:
                break
        if has_head and last + 1 < self.count and self.tokens[last + 1].low == "of" and self._is_role(last + 2):
            names.append(self.tokens[last + 2].tags["role"])
            last += 2
        return tuple(dict.fromkeys(names)), last, has_head

    def _is_role(self, at: int) -> bool:
        if not 0 <= at < self.count or at in self._inside:
            return False
        token = self.tokens[at]
        if not token.has("role"):
            return False
        before = self.tokens[at - 1] if at else None
        after = self.tokens[at + 1] if at + 1 < self.count else None
        return not (before is not None and before.low == "'s" and after is None)

    def _statement(self, names: tuple[str, ...], first: int, last: int, has_head: bool) -> Role | None:
        is_own = any(self.tokens[i].has("own") for i in range(max(0, first - 2), first))
        after = self.tokens[last + 1] if last + 1 < self.count else None
        word = self.tokens[first].low
        says = (
            has_head
            or (
                after is not None
                and (
                    after.low in ("of", "for", "to", "into", "in", "between", "on", "along", ",", ".")
                    or after.has("cue", "as")
                )
            )
            or word in _ALWAYS
            or after is None
        )
        if not says or (word in _NEED_HEAD and not has_head):
            return None
        complement = self._complement(last)
        if complement is not None and (
            has_head or self.tokens[first].low.endswith("s") or self._has_article(first, "the")
        ):
            return Role(names, complement, "role before its places", first, last, is_own)
        subject = self._subject(first, last)
        if subject is not None:
            return Role(names, subject, "role of its subject", first, last, is_own)
        if self._stands_alone(first) and (
            has_head or word in _ALWAYS or (after is not None and after.low in ("of", "for"))
        ):
            return Role(names, None, "role of the report’s subject", first, last, is_own)
        return None

    def _has_article(self, first: int, article: str) -> bool:
        return any(self.tokens[i].low == article for i in range(max(0, first - 4), first))

    # -- the places that follow ----------------------------------------------------------------------------------------

    def _complement(self, last: int) -> PlaceList | None:
        """Return the list after "are", "include", "such as", ":"; goods and a relative clause may stand between."""
        at, linked, steps = last + 1, False, 0
        while at < self.count and steps < 22:
            if at in self._starts:
                slot = self._starts[at]
                free = (
                    slot.slot in ("bare", "adjective", "market", "destination", "people", "origin", "transit")
                    and slot.places.cue is None
                )
                return slot.places if linked and free and slot.places.kind in ("nominal", "market", "vague") else None
            token = self.tokens[at]
            if token.has("including") or token.text == ":" or token.has("as") or token.has("copula"):
                linked = True
            elif linked and not (token.has(*_TRANSPARENT, "placenoun", "copula", "conjunction") or token.text == ","):
                if token.has("verb", "role", "goods", "people", "head", "prep"):
                    return None
            elif token.has("boundary") or token.text == ";":
                return None
            at += 1
            steps += 1
        return None

    # -- the places before ---------------------------------------------------------------------------------------------

    def _subject(self, first: int, last: int) -> PlaceList | None:
        """Return the list that a role is said of: "A, which remains a hub", "A as the main source", "A, a hub for"."""
        at, linked = first - 1, False
        while at >= 0:
            ending = next((slot for slot in self.slots if slot.places.last == at), None)
            if ending is not None:
                free = ending.slot == "bare" or (
                    ending.slot in ("origin", "destination", "transit") and ending.places.cue is None
                )
                if ending.places.kind == "subject" and ending.places.cue is None:
                    return ending.places if linked or self.tokens[first - 1].text == "," else None
                return (
                    ending.places
                    if linked and free and ending.places.kind in ("nominal", "vague", "subject", "market")
                    else None
                )
            token = self.tokens[at]
            if token.has("copula", "as") or token.text == ",":
                linked = True
            elif (
                token.text in (";", ":")
                or token.has("boundary")
                or not (
                    token.has(*_TRANSPARENT, "head", "role", "conjunction", "pronoun", "negation", "notonly")
                    or self._is_filler(token)
                )
            ):
                return None
            at -= 1
        return None

    def _is_filler(self, token: Token) -> bool:
        return token.low in ("to", "be", "by", "of", "one", "region", "world", "'s") or (
            not token.tags and token.kind == "word" and token.text.isalpha()
        )

    def _stands_alone(self, first: int) -> bool:
        """Whether nothing before the words could be what the role is said of: they open the sentence or its clause."""
        at = first - 1
        while at >= 0:
            token = self.tokens[at]
            if at in self._inside:
                slot = next(slot for slot in self.slots if slot.places.first <= at <= slot.places.last)
                if slot.places.kind != "adjective":
                    return False
                at = slot.places.first - 1
                continue
            if token.text in (";", ":") or token.has("boundary"):
                return True
            if token.has("verb", "goods", "people", "actor", "organisation") and not token.has(
                "determiner", "share", "role", "copula"
            ):
                return False
            at -= 1
        return True
