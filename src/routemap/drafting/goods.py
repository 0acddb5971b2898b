"""What moves: goods and people of a sentence, grouped, each with its market and the origin that its adjective names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from routemap.drafting.governors import names_a_crime
from routemap.drafting.mentions import is_given, is_mentioned
from routemap.drafting.people import (
    SMUGGLING,
    TRAFFICKING,
    is_what_they_become,
    is_worked_on,
    market_of_people,
    paid_passage,
)
from routemap.drafting.place_list import PlaceList
from routemap.drafting.slot import Slot
from routemap.drafting.tokens import Token

DRUGS = "drugs (unspecified)"
SYNTHETIC = "synthetic drug trade"
CONTRABAND = "smuggled goods"


COUNTERFEIT = "counterfeit goods"
_FAKES = ("counterfeit", "fake", "forged", "falsified", "pirated", "imitation")
_MEANS = ("with", "using", "on", "under", "by", "bearing", "behind", "of")
_PAPERS = ("papers", "documents", "permits", "certificates", "labels", "declarations", "names", "companies", "invoices")
_PRECURSORS = ("precursor", "chemical", "ephedrine", "anhydride", "pmk", "bmk", "permanganate")


@dataclass(frozen=True, slots=True)
class Group:
    """Goods or people that a sentence speaks of.

    Parameters
    ----------
    market
        The market they belong to; empty where only the context can say.
    words
        As written.
    at
        Their token.
    origin
        The list whose adjective says where they are from: "Peruvian cocaine", "Nigerian women".
    lawful
        ``yes`` if such goods are mostly traded lawfully, so that something must say that this trade is not; ``maybe``
        if nothing need say so in a report on crime, unless it calls the trade lawful; else ``no``.
    is_antecedent
        Whether they were named in an earlier sentence, or only by the heading.
    """

    market: str
    words: str
    at: int
    origin: Slot | None = None
    lawful: str = "no"
    is_antecedent: bool = False


def find_groups(tokens: Sequence[Token], slots: Sequence[Slot], heading: str) -> list[Group]:
    """Return the goods and people of a sentence, in their order."""
    adjectives = {
        _target(tokens, slot.places): slot
        for slot in slots
        if slot.slot == "adjective" and slot.places.kind != "origin"
    }
    nationals = any(slot.slot == "people" for slot in slots)
    people_market = market_of_people(tokens, heading, nationals=nationals)
    found: list[Group] = []
    for at, token in enumerate(tokens):
        origin = adjectives.get(at)
        if token.has("goods") and not _is_part(tokens, at, found):
            market = token.tags["goods"]
            if _is_no_subject(tokens, at, found, people_market):
                continue
            if market in (TRAFFICKING, SMUGGLING):
                market = people_market or market
            found.append(Group(market, token.text, at, origin, token.tags["lawful_goods"]))
        elif (faked := _faked(tokens, at)) and not _is_part(tokens, faked, found):
            words = " ".join(one.text for one in tokens[at : faked + 1])
            found.append(Group(COUNTERFEIT, words, faked, origin))
        elif (
            token.has("people")
            and not is_given(tokens, at)
            and not (found and is_what_they_become(tokens, at))
            and token.kind == "word"
            and not token.has("organisation")
            and people_market
        ):
            found.append(Group(people_market, token.text, at, origin))
    if people_market:
        for slot in slots:
            given = slot.places.first and is_given(tokens, slot.places.first)
            after = tokens[slot.places.last + 1].low if slot.places.last + 1 < len(tokens) else ""
            offends = after in ("accused", "charged", "convicted", "suspected", "wanted")
            if slot.slot == "people" and slot.places.kind == "people" and not given and not offends:
                words = " and ".join(item.words for item in slot.places.items)
                found.append(Group(people_market, words, slot.places.first, slot))
    if not found and (paid := paid_passage(tokens)) >= 0:
        found.append(Group(SMUGGLING, tokens[paid].text, paid))
    found.sort(key=lambda group: group.at)
    found = _without_movers(tokens, found)
    _attach(tokens, slots, found)
    return found


def _is_no_subject(tokens: Sequence[Token], at: int, found: Sequence[Group], people_market: str) -> bool:
    """Whether goods are only mentioned, worked on by people who are told of, or a word for others of the sentence."""
    token = tokens[at]
    if is_mentioned(tokens, at, is_first=not found) or (people_market and is_worked_on(tokens, at)):
        return True
    if token.low == "drug":  # "hashish is the most trafficked drug"
        others = any(group.market not in (DRUGS, TRAFFICKING, SMUGGLING) for group in found)
        return others or _is_adjective_of(tokens, at)
    return token.tags["goods"] == TRAFFICKING and _is_purpose(tokens, at, found)


def _is_adjective_of(tokens: Sequence[Token], at: int) -> bool:
    """Whether "drug" only says what a body or a rule is for: "India's drug regulator"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and not after.tags and after.kind == "word" and after.text.isalpha()


def _faked(tokens: Sequence[Token], at: int) -> int:
    """Return the noun of goods that only their adjective makes known: "forged lottery tickets"; 0 if there is none."""
    if tokens[at].low not in _FAKES or (at and tokens[at - 1].low in _MEANS):
        return 0
    for position in range(at + 1, min(at + 4, len(tokens))):
        token = tokens[position]
        if token.has("goods", "people", "actor", "prep", "verb") or not token.text.isalpha():
            return 0
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        ends = following is None or following.tags or not following.text.isalpha()
        if token.kind == "word" and token.low.endswith("s") and ends:
            return position if token.low not in _PAPERS else 0
    return 0


def _without_movers(tokens: Sequence[Token], found: list[Group]) -> list[Group]:
    """Leave out people who move others: "two brothers sent 14 women to A"."""
    return [
        group
        for at, group in enumerate(found)
        if not (at + 1 < len(found) and tokens[group.at].has("people") and _moves_others(tokens, group, found[at + 1]))
    ]


def _moves_others(tokens: Sequence[Token], group: Group, other: Group) -> bool:
    """Whether an active verb of movement leads from people to those whom it moves."""
    if group.market != other.market or not (tokens[other.at].has("people", "victim") or other.origin):
        return False
    verbs = [
        at
        for at in range(group.at + 1, other.at)
        if tokens[at].tags.get("verb") in ("move", "recruit", "sell", "bring_in") and not tokens[at].has("placenoun")
    ]
    if not verbs or tokens[verbs[-1] - 1].has("copula") or tokens[verbs[-1]].low.endswith("ing"):
        return False
    return not any(token.has("prep", "boundary") or token.text == "," for token in tokens[verbs[-1] + 1 : other.at])


def _is_purpose(tokens: Sequence[Token], at: int, found: Sequence[Group]) -> bool:
    """Whether a crime only says what people named before suffer: "women are taken into forced labour in A"."""
    if not names_a_crime(tokens[at]):
        return False
    before = tokens[at - 1].low.split(" ")[-1] if at else ""  # "subjected to" is one word here
    return before in ("into", "in", "for", "to", "and", "or", "of") and any(
        group.market in (TRAFFICKING, SMUGGLING) for group in found
    )


def _attach(tokens: Sequence[Token], slots: Sequence[Slot], found: list[Group]) -> None:
    """Give "of Colombian origin" to the goods before it."""
    for slot in slots:
        if slot.places.kind == "origin" or (slot.slot == "people" and slot.rule == "nationals of"):
            before = [i for i, group in enumerate(found) if group.at < slot.places.first]
            if before and found[before[-1]].origin is None:
                found[before[-1]] = replace(found[before[-1]], origin=slot)


def _target(tokens: Sequence[Token], places: PlaceList) -> int:
    """Return the token of the goods or people that an adjective belongs to."""
    for at in range(places.last + 1, min(len(tokens), places.last + 5)):
        if tokens[at].has("goods", "people"):
            return at
    return -1


def _is_part(tokens: Sequence[Token], at: int, found: Sequence[Group]) -> bool:
    """Whether goods only say what other goods are for: "precursors for amphetamine", "chemicals used to make drugs"."""
    if not found or at - found[-1].at > 7 or not is_precursor(found[-1].words):
        return False
    between = [token.low for token in tokens[found[-1].at + 1 : at]]
    return any(word in ("for", "make", "manufacture", "produce", "of") for word in between) and "and" not in between


def is_precursor(words: str) -> bool:
    """Whether goods are what drugs are made of."""
    folded = words.casefold()
    return any(word in folded for word in _PRECURSORS)


def is_material(tokens: Sequence[Token], groups: Sequence[Group], told: Sequence[Group]) -> bool:
    """Whether goods are only what others told of before are made of: "pills made in A from chemicals bought in B"."""
    at = min((group.at for group in groups), default=-1)
    if at < 1 or not all(is_precursor(group.words) and not group.is_antecedent for group in groups):
        return False  # those named in an earlier sentence have no token in this one
    before = at - 1
    while before > 0 and tokens[before].has("determiner", "adverb", "share", "hedge", "illicit"):
        before -= 1
    others = any(group.at < before and not is_precursor(group.words) for group in told)
    return others and tokens[before].low in ("from", "with", "of", "using")


def precursor_market(tokens: Sequence[Token], at: int) -> str:
    """Return the market that precursors serve: that of the drug named with them, else the synthetic drug trade."""
    for token in tokens[at + 1 : at + 9]:
        if token.text in (",", ";"):
            break
        if token.has("goods") and token.tags["goods"] not in (DRUGS, SYNTHETIC) and token.tags["lawful_goods"] == "no":
            words = [between.low for between in tokens[at + 1 : tokens.index(token)]]
            if any(word in ("for", "make", "produce", "manufacture", "process") for word in words):
                return token.tags["goods"]
    return SYNTHETIC


def unknown_goods(tokens: Sequence[Token], before: int) -> str:
    """Return the words that the lexicon does not know before a token: what may move, where no goods are named."""
    words = [
        token.text for token in tokens[:before] if not token.tags and token.kind == "word" and token.text.isalpha()
    ]
    return " ".join(words[:3])


def as_one_list(tokens: Sequence[Token], groups: list[Group]) -> list[Group]:
    """Return goods that "goods including A, B and C" names as one statement, in the market that most of them belong to.

    A word such as "goods" beside others of the sentence says nothing more.
    """
    general = [group for group in groups if group.market == CONTRABAND]
    rest = [group for group in groups if group.market != CONTRABAND]
    if not general or not rest:
        return groups
    at = general[0].at
    listed = at + 2 < len(tokens) and any(token.has("including") for token in tokens[at + 1 : at + 3])
    lawful = [group for group in rest if group.at > at and group.lawful != "no"]
    if listed and len(lawful) == len(rest):
        counts: dict[str, int] = {}
        for group in rest:
            counts[group.market] = counts.get(group.market, 0) + 1
        market = max(counts, key=lambda name: counts[name])
        return [replace(group, market=market) for group in rest]
    return rest
