"""Role statements: "A is a source, transit and destination country for …", "the main destinations are A and B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from routemap.drafting.place_list import PlaceList
from routemap.drafting.role_places import TRANSPARENT, RolePlaces

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


_FOR = frozenset(("exit", "channel", "relay", "door", "passage"))  # "the main exit for" needs no other word
_MOVES = ("arrival", "arrivals", "departure", "departures")  # nouns of movement, without "point" or "country"
_LONGEST_OPENING = 8  # tokens before the role of a fragment

OPENS = "role that opens the sentence"
"""The rule of a fragment such as "transit point for …": it can be said of nothing but the report's subject."""

ADDED = "role of one more place"
"""The rule of "…, with A the second destination"."""


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
    owner
        The place whose role it is: "Europe’s main gateway for cocaine".
    is_aside
        Whether it is told of the place before: "to East Africa, where A and B are the landing points".
    """

    slots: tuple[str, ...]
    places: PlaceList | None
    rule: str
    first: int
    last: int
    is_own: bool = False
    owner: PlaceList | None = None
    is_aside: bool = False


class RoleFinder(RolePlaces):
    """Finds the role statements of a sentence. Lists that it takes as their subject are no slots any more."""

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
            first = self._of_country(at)
            role = self._statement(names, first, last, has_head or first < at) or self._joined(found, names, at, last)
            if role:
                self._take_in_followers(role)
                found.append(role)
            at = last + 1
        return found

    def _of_country(self, at: int) -> int:
        """Return where words for a role begin that "the country of" leads: "the country of departure"."""
        led = at > 1 and self.tokens[at - 1].low == "of" and self.tokens[at - 2].low in ("the country", "the territory")
        return at - 2 if led else at

    def _take_in_followers(self, role: Role) -> None:
        """Give a role the places that come next in it: "A is the main source of X found in C, followed by B"."""
        for slot in self.slots:
            before = slot.places.first - 1
            if slot.slot != "bare" or before < role.last or self.tokens[before].low != "followed by":
                continue
            verbs = any(token.has("boundary") or token.text == ";" for token in self.tokens[role.last : before])
            if role.places and role.places.kind == "nominal" and not verbs and slot.places.kind == "nominal":
                role.places = replace(role.places, items=[*role.places.items, *slot.places.items])

    def _joined(self, found: Sequence[Role], names: tuple[str, ...], first: int, last: int) -> Role | None:
        """Return a second role of the same places: "a source of cocaine and a major transit for heroin"."""
        if not found:
            return None
        between = self.tokens[found[-1].last + 1 : first]
        joined = any(token.has("conjunction") for token in between[-6:])
        after = self.tokens[last + 1] if last + 1 < self.count else None
        says = after is not None and (after.low in ("of", "for", "to") or after.has("cue"))
        says = says or self.tokens[first - 1].has("goods")  # "… and cannabis cultivator"
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
        of_country = before is not None and before.low == "of"
        if token.low in _MOVES and not of_country and after is not None and after.has("prep"):
            return False  # "arrivals of migrants in A", "departures from A"
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
                    or after.has("cue", "as", "chain")
                )
            )
            or word in _ALWAYS
            or after is None
        )
        grown = (
            word in ("production", "cultivation")
            and after is not None
            and after.low == "of"
            and self._is_fragment(first)
        )
        said_for = word in _FOR and after is not None and after.low in ("for", "to") and self._has_article(first, "the")
        if said_for:
            names = ("transit",)
        if not says or (word in _NEED_HEAD and not (has_head or grown or said_for)):
            return None
        complement = self.complement(last)
        if complement is not None and (
            has_head or self.tokens[first].low.endswith("s") or self._has_article(first, "the")
        ):
            return Role(names, complement, "role before its places", first, last, is_own)
        subject = self.subject(first, last)
        if subject is not None:
            subject = self._told_before(subject)
            added = subject.first > 0 and self.tokens[subject.first - 1].low == "with"
            role = Role(names, subject, ADDED if added else "role of its subject", first, last, is_own)
            role.owner = self.owner
            role.is_aside = subject.first > 0 and self.tokens[subject.first - 1].low == "where"
            return role
        if self.stands_alone(first) and (
            has_head or word in _ALWAYS or (after is not None and after.low in ("of", "for"))
        ):
            opens = all(self._may_open(i) for i in range(first)) and first <= _LONGEST_OPENING
            rule = OPENS if opens else "role of the report’s subject"
            return Role(names, None, rule, first, last, is_own)
        return None

    def _told_before(self, places: PlaceList) -> PlaceList:
        """Return the place that "it" stands for: "Bolivia grows no poppies, but it is a supplier of cocaine"."""
        first = self.slots[0].places if self.slots else places
        opens = first.last < places.first and all(self.tokens[at].has(*TRANSPARENT) for at in range(first.first))
        if self.tokens[places.first].low != "it" or not opens or first.kind != "nominal" or len(first.codes) != 1:
            return places
        return first

    def _may_open(self, at: int) -> bool:
        """Whether a word may stand before a role in a fragment: "has become a major European transshipment point"."""
        token = self.tokens[at]
        verb = token.has("copula", "as") or (token.has("illicit") and not token.has("goods", "actor", "people"))
        return token.has(*TRANSPARENT) or not token.tags or verb or token.kind in ("demonym", "number")

    def _is_fragment(self, first: int) -> bool:
        """Whether a sentence is no more than a phrase that begins with the role: "some cultivation of …"."""
        opens = all(
            self.tokens[i].has(*TRANSPARENT) or not self.tokens[i].tags or self.tokens[i].has("illicit")
            for i in range(first)
        )
        verbs = any(token.has("copula") and token.low not in ("used", "known") for token in self.tokens)
        return opens and not verbs

    def _has_article(self, first: int, article: str) -> bool:
        return any(self.tokens[i].low == article for i in range(max(0, first - 4), first))
