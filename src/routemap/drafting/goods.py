"""What moves: goods and people of a sentence, grouped, each with its market and the origin that its adjective names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from routemap.drafting.governors import names_a_crime
from routemap.drafting.lists import PlaceList
from routemap.drafting.mentions import is_about, is_given, is_mentioned, word_set
from routemap.drafting.slot import Slot
from routemap.drafting.tokens import Token

TRAFFICKING, SMUGGLING, DRUGS = "human trafficking", "human smuggling", "drugs (unspecified)"
SYNTHETIC = "synthetic drug trade"
CONTRABAND = "smuggled goods"


_PRECURSORS = ("precursor", "chemical", "ephedrine", "anhydride", "pmk", "bmk", "permanganate")
_EXPLOITED = word_set(
    """
    beg begging bondage brides brothel brothels coerced compounds debt debts deceived enslaved exploitation
    exploited forced kidnapped labor labour lure lured lures luring marriage marriages married marry pretext
    prostitution ransom recruit recruited recruiters recruits scam scamming scams servitude sex sexual slavery
    sold subjected traffic trafficked traffickers trafficking traffics tricked unpaid victim victims work
    """
)
_SMUGGLED = word_set(
    """
    asylum boat boats cross dinghies dinghy irregular migrant migrants refugees smuggle smuggled smuggler smugglers
    smuggles smuggling
    """
)


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
    people_market = market_of_people(tokens, heading)
    found: list[Group] = []
    for at, token in enumerate(tokens):
        origin = adjectives.get(at)
        if token.has("goods") and not _is_part(tokens, at, found):
            market = token.tags["goods"]
            if is_mentioned(tokens, at, is_first=not found):
                continue
            if people_market and _is_worked_on(tokens, at):
                continue
            if token.low == "drug" and any(group.market not in (DRUGS, TRAFFICKING, SMUGGLING) for group in found):
                continue  # "hashish is the most trafficked drug"
            if market == TRAFFICKING and _is_purpose(tokens, at, found):
                continue
            if market in (TRAFFICKING, SMUGGLING):
                market = people_market or market
            found.append(Group(market, token.text, at, origin, token.tags["lawful_goods"]))
        elif (
            token.has("people")
            and not is_given(tokens, at)
            and token.kind == "word"
            and not token.has("organisation")
            and people_market
        ):
            found.append(Group(people_market, token.text, at, origin))
    if people_market:
        for slot in slots:
            given = slot.places.first and is_given(tokens, slot.places.first)
            if slot.slot == "people" and slot.places.kind == "people" and not given:
                words = " and ".join(item.words for item in slot.places.items)
                found.append(Group(people_market, words, slot.places.first, slot))
    if not found and (passage := _passage(tokens)) >= 0:
        found.append(Group(SMUGGLING, tokens[passage].text, passage))
    found.sort(key=lambda group: group.at)
    _attach(tokens, slots, found)
    return found


def _is_purpose(tokens: Sequence[Token], at: int, found: Sequence[Group]) -> bool:
    """Whether a crime only says what people named before suffer: "women are taken into forced labour in A"."""
    if not names_a_crime(tokens[at]):
        return False
    before = tokens[at - 1].low if at else ""
    return before in ("into", "in", "for", "to", "and", "or", "of") and any(
        group.market in (TRAFFICKING, SMUGGLING) for group in found
    )


def _passage(tokens: Sequence[Token]) -> int:
    """Return where the passage stands that smugglers offer, where no people are named; -1 if nowhere."""
    if not any(token.low in ("smuggler", "smugglers") for token in tokens):
        return -1
    return next((at for at, token in enumerate(tokens) if token.low in _PASSAGES), -1)


_COMPELLED = word_set("force forces forced forcing compelled coerced made tricked bondage servitude debt debts")


def _is_worked_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether goods are only what people are made to work on: "force families to harvest tobacco"."""
    if at < 2 or tokens[at].tags["lawful_goods"] == "no":
        return False
    return tokens[at - 1].tags.get("verb") in ("produce", "sell", "exploit") and tokens[at - 2].low in (
        "to",
        "of",
        "into",
    )


_PAID = word_set("pay pays paid charge charges charged")
_PASSAGES = word_set("crossing crossings journey journeys passage trip trips")


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


def market_of_people(tokens: Sequence[Token], heading: str) -> str:
    """Return whether people of this sentence are trafficked or smuggled; empty if nothing says that they are either."""
    words = {word for token in tokens for word in token.text.casefold().replace("-", " ").split()}
    exploited, smuggled = words & _EXPLOITED, words & _SMUGGLED
    named = {token.tags["goods"] for token in tokens if token.has("goods")} & {TRAFFICKING, SMUGGLING}
    people = any(token.has("people") or token.kind == "people" for token in tokens)
    if len(named) == 1:
        one = named.pop()
        if (
            one == SMUGGLING
            and exploited - {"traffickers", "work", "sold", "forced", "labour", "labor"}
            and not smuggled & {"smuggled", "smuggling", "smugglers"}
        ):
            return TRAFFICKING
        return one
    compelled = bool(words & _COMPELLED)
    goods = any(
        token.has("goods")
        and token.tags["goods"] not in (TRAFFICKING, SMUGGLING)
        and not is_about(tokens, at)
        and not (compelled and _is_worked_on(tokens, at))
        for at, token in enumerate(tokens)
    )
    if goods and not people:
        return ""
    if not people and not named:
        return ""
    if exploited and not (
        goods and exploited <= {"trafficked", "trafficking", "sold", "work", "forced", "traffickers"}
    ):
        return (
            SMUGGLING
            if smuggled & {"smuggled", "smugglers"}
            and not exploited & {"exploited", "exploitation", "prostitution", "servitude", "victims", "sexual", "sex"}
            else TRAFFICKING
        )
    if goods:
        return ""
    if smuggled or (words & _PAID and words & _PASSAGES):
        return SMUGGLING
    if heading in (TRAFFICKING, SMUGGLING):
        return heading
    return SMUGGLING if heading == "human" else ""


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
