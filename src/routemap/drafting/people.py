"""Whether the people of a sentence are trafficked or smuggled, and which of them are the ones who move."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.mentions import is_about, is_vehicle, word_set
from routemap.drafting.tokens import Token

TRAFFICKING, SMUGGLING = "human trafficking", "human smuggling"

_EXPLOITED = word_set(
    """
    beg begging bondage brides brothel brothels coerced compounds debt debts deceived enslaved exploitation
    exploited forced kidnapped labor labour lure lured lures luring marriage marriages married marry pretext
    prostitution ransom recruit recruited recruiters recruits scam scamming scams servitude sex sexual slavery sold
    subjected traffic trafficked traffickers trafficking traffics tricked unpaid victim victims withheld withhold
    withholding work
    """
)
_SMUGGLED = word_set(
    """
    asylum boat boats coastguard cross crossed crosses crossing crossings departed departure departures dinghies dinghy
    forged irregular migrant migrants refugees smuggle smuggled smuggler smugglers smuggles smuggling stowaway stowaways
    transit transited trek trekked trekking visa-free
    """
)
_COMPELLED = word_set("force forces forced forcing compelled coerced made tricked bondage servitude debt debts")
_PAID = word_set("pay pays paid charge charges charged")
_CARRIED = word_set("brought driven ferried guided hidden taken transported")
_CARRYING = word_set(
    "drive drives driving ferry ferries guide guides guiding bring brings bringing take takes taking lead leads"
)
_TRYING = word_set("try tries trying tried hope hopes hoping attempt attempting")
_REACHING = word_set("get reach reaching enter entering cross crossing")
_ARRIVING = word_set("arrive arrived arriving arrivals land landed landing")
_GUARDS = ("coast guard", "coastguard", "border guard", "border guards")
_PASSAGES = word_set("leg ride crossing crossings journey journeys passage trip trips")


def market_of_people(tokens: Sequence[Token], heading: str, *, nationals: bool = False) -> str:
    """Return whether people of this sentence are trafficked or smuggled; empty if nothing says that they are either."""
    words = {word for token in tokens for word in token.text.casefold().replace("-", " ").split()}
    exploited, smuggled = words & _EXPLOITED, words & _SMUGGLED
    named = {token.tags["goods"] for token in tokens if token.has("goods")} & {TRAFFICKING, SMUGGLING}
    people = nationals or any(token.has("people") or token.kind == "people" for token in tokens)
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
        and not is_vehicle(tokens, at)
        and not (compelled and is_worked_on(tokens, at))
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
    guarded = any(token.low in _GUARDS for token in tokens)
    paid = words & _PAID and words & _PASSAGES
    tries = words & _TRYING and words & _REACHING
    landed = "sea" in words and words & _ARRIVING
    if smuggled or guarded or paid or tries or landed or _are_carried(tokens) or {"without", "visa"} <= words:
        return SMUGGLING
    if heading in (TRAFFICKING, SMUGGLING):
        return heading
    return SMUGGLING if heading == "human" else ""


def _are_carried(tokens: Sequence[Token]) -> bool:
    """Whether people are carried by others: "Kurds are driven from A to B", "brought at least 90 people from A"."""
    if any(token.has("returned", "lawful", "organisation", "unreal") for token in tokens):
        return False
    for at, token in enumerate(tokens):
        if token.low in _CARRYING:
            moved = next((i for i in range(at + 1, len(tokens)) if not tokens[i].has("number", "determiner")), at)
            before_way = moved + 1 < len(tokens) and tokens[moved + 1].has("prep", "cue")
            if tokens[moved].kind == "people" or (tokens[moved].kind == "demonym" and before_way):
                return True  # "to drive Indians from A to B", "took eleven Vietnamese from A"
            near = tokens[at + 1 : at + 5]
            if any(one.has("people") for one in near) and any(one.kind == "demonym" for one in near):
                return True  # "for bringing young Nigerian women from A"
        if token.low not in _CARRIED:
            continue
        passive = at > 0 and tokens[at - 1].low in ("is", "are", "was", "were", "be", "been", "being")
        after = tokens[at + 1 : at + 6]
        whom = next((i for i, one in enumerate(after) if one.has("people") or one.kind in ("people", "demonym")), -1)
        if passive or (whom >= 0 and not any(one.has("prep") and one.low != "at" for one in after[:whom])):
            return True
    return False


def is_paid_passage(tokens: Sequence[Token], at: int) -> bool:
    """Whether a journey is what people pay for: "are charged 8,000 euros for the trip from A to B"."""
    return tokens[at].low.split(" ")[-1] in _PASSAGES and any(token.low in _PAID for token in tokens)


def paid_passage(tokens: Sequence[Token]) -> int:
    """Return where the passage stands that smugglers offer, where no people are named; -1 if nowhere."""
    if not any(token.low in ("smuggler", "smugglers") for token in tokens):
        return -1
    return next((at for at, token in enumerate(tokens) if token.low.split(" ")[-1] in _PASSAGES), -1)


def is_worked_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether goods are only what people are made to work on: "force families to harvest tobacco"."""
    if at < 2 or tokens[at].tags["lawful_goods"] == "no":
        return False
    return tokens[at - 1].tags.get("verb") in ("produce", "sell", "exploit") and tokens[at - 2].low in (
        "to",
        "of",
        "into",
    )


def is_what_they_become(tokens: Sequence[Token], at: int) -> bool:
    """Whether people are only what others are to be: "women lured with promises of work as dancers"."""
    before = at - 1
    while before > 0 and tokens[before].has("determiner", "adverb", "share"):
        before -= 1
    return before >= 0 and tokens[before].low == "as"
