"""Goods and people that a sentence only mentions: what offenders deal in, what is acted against, what hides others."""

from __future__ import annotations

from collections.abc import Sequence

from routemap.drafting.tokens import Token


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


_LOOSE = word_set("pills tablets capsules")


def is_mentioned(tokens: Sequence[Token], at: int, *, is_first: bool) -> bool:
    """Whether goods are only mentioned beside what moves: "drug trafficking organizations move cocaine"."""
    if _names_offenders(tokens, at) or is_about(tokens, at):
        return True
    if not is_first and (_is_cover(tokens, at) or _is_sold_as(tokens, at)):
        return True
    if not is_first and _is_material(tokens, at):
        return True
    if (not is_first or any(token.has("people") for token in tokens[:at])) and is_vehicle(tokens, at):
        return True
    return tokens[at].low in _LOOSE and _names_other_goods(tokens, at)  # "captagon, worth 10 dollars a pill"


_CARRIED_BY = word_set("on by in aboard inside onto with using")
_CARRYING = word_set(
    """
    bicycles bikes camel camels car cars donkey donkeys horse horses jet lorries motorbike motorbikes motorcycle
    motorcycles mule mules pick-ups pickups scooters suv suvs trailers tractors van vans vehicle vehicles
    """
)
_MAKING = ("produce", "store", "exchange")


def is_vehicle(tokens: Sequence[Token], at: int) -> bool:
    """Whether they only carry what moves: "fuel is taken to A on donkeys", "in private cars"."""
    back = at - 1
    while (
        back >= 0
        and at - back < 5
        and (
            tokens[back].has("determiner", "share", "number", "adverb")
            or (not tokens[back].tags and tokens[back].text.isalpha())
            or tokens[back].kind == "number"
            or tokens[back].low == "of"
        )
    ):
        back -= 1
    named = tokens[at].low.split()[-1] if tokens[at].low else ""
    return back >= 0 and tokens[back].low in _CARRIED_BY and (named in _CARRYING or tokens[at].low == "pick-up trucks")


def _is_material(tokens: Sequence[Token], at: int) -> bool:
    """Whether goods only say what others are made of or into, or how much they are worth."""
    before = tokens[at - 1].low
    if before in ("than", "worth more than"):
        return True
    start = max(0, at - 4)
    for back in range(at - 1, start - 1, -1):
        word = tokens[back].low
        if word in ("of", "from", "into") and back and tokens[back - 1].tags.get("verb") in _MAKING:
            return word == "into" or tokens[back - 1].low in ("made", "manufactured", "produced", "cooked", "extracted")
        if not (tokens[back].has("determiner", "share", "homemade", "adverb") or not tokens[back].tags):
            return False
    return False


def _is_sold_as(tokens: Sequence[Token], at: int) -> bool:
    """Whether it only says what goods are taken for: "fentanyl sold as heroin"."""
    return at > 2 and tokens[at - 1].low == "as" and any(token.has("verb") for token in tokens[at - 3 : at - 1])


def _names_other_goods(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence names the goods that come as pills, or speaks of medicine."""
    return any(token.has("goods") and token.low not in _LOOSE for i, token in enumerate(tokens) if i != at)


def _names_offenders(tokens: Sequence[Token], at: int) -> bool:
    """Whether goods only say what offenders deal in, where other goods are what moves."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    deals = after is not None and after.has("actor") and not after.has("people")
    return deals and any(token.has("goods") for token in tokens[at + 2 :])


_ABOUT = frozenset(
    ("on", "linked to", "related to", "tied to", "over", "about", "against", "due to", "because of", "following")
)
_HEADS = word_set(
    """
    abuse addiction consumption deaths industry makers owners debt debts laws money overdose overdoses policy
    prevalence price prices proceeds profits revenue revenues sales use violence
    """
)
_MONEY = word_set("cash earnings income money proceeds profit profits revenue revenues")
_MEASURED = word_set("concentration content cost costs potency price prices purity quality strength")
_WORKPLACES = word_set(
    """
    boats company companies factories factory farm farms fields firm firms house houses industry mill mills mine mines
    plantation plant plantations plants sector shop shops vessels workshops
    """
)
_HIDING = word_set("with amid amidst among amongst behind beneath below between in inside under underneath within")
_LAWFUL = frozenset(("legal", "licensed", "licit", "medical", "medicinal"))


def is_about(tokens: Sequence[Token], at: int) -> bool:
    """Whether goods only say what something else is about: "violence linked to cocaine", "heroin use"."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if _is_fought(tokens, at) or _is_measured(tokens, at):
        return True
    often_lawful = tokens[at].tags["lawful_goods"] != "no" or any(token.has("people") for token in tokens[:at])
    if often_lawful and is_workplace(tokens, at):
        return True  # "exploited in clothing factories"
    if after is not None and after.has("organisation") and not after.has("market", "verb"):
        return True  # "the wildlife authority"
    return (before is not None and (before.low in _ABOUT or before.low in _LAWFUL)) or (
        after is not None and after.low in _HEADS
    )


def _is_measured(tokens: Sequence[Token], at: int) -> bool:
    """Whether goods only say whose price or purity is meant, or what money was made with."""
    if at < 2:
        return False
    before, head = tokens[at - 1].low, tokens[at - 2].low
    return (before == "of" and head in _MEASURED) or (before == "from" and head in _MONEY)


def is_workplace(tokens: Sequence[Token], at: int) -> bool:
    """Whether goods only say what is made or done on a site: "meat plants", "clothing factories"."""
    return at + 1 < len(tokens) and tokens[at].has("goods") and tokens[at + 1].low in _WORKPLACES


_FOUGHT = word_set(
    """
    combat combating combatting counter countering curb curbing detect detecting eradicate eradicating fight fighting
    tackle tackling
    """
)


def _is_fought(tokens: Sequence[Token], at: int) -> bool:
    """Whether goods are only what somebody acts against: "helicopters to fight the poaching of elephants"."""
    back = at - 1
    while back >= 0 and at - back < 6:
        token = tokens[back]
        if token.low in _FOUGHT:
            return True
        if not (token.has("determiner", "share", "illicit", "noun", "adverb") or token.low in ("of", "in")):
            return False
        back -= 1
    return False


def _is_cover(tokens: Sequence[Token], at: int) -> bool:
    """Whether goods only hide others: "cocaine hidden in a cargo of coal", "cocaine among bananas and timber"."""
    if _fills(tokens, at):
        return True
    for back in range(at - 1, max(-1, at - 8), -1):
        if tokens[back].has("hiding"):
            return any(token.low in _HIDING or token.low == "as" for token in tokens[back + 1 : at])
        if tokens[back].text in (",", ";", ":") or tokens[back].has("boundary"):
            break
    return False


def _fills(tokens: Sequence[Token], at: int) -> bool:
    """Whether goods are only what fills the container of others: "cocaine in containers of frozen fish"."""
    back = at - 1
    while back > 0 and (tokens[back].has("determiner") or (not tokens[back].tags and tokens[back].text.isalpha())):
        back -= 1
    if back < 2 or tokens[back].low != "of" or tokens[back - 1].tags.get("noun") != "move":
        return False
    before = back - 2
    while before > 0 and tokens[before].has("determiner", "share", "number"):
        before -= 1
    return tokens[before].low in _HIDING


def is_given(tokens: Sequence[Token], at: int) -> bool:
    """Whether people are those to whom, by whom or with whom something is done: "sold to men in A"."""
    before = at - 1
    while before >= 0 and (tokens[before].has("determiner", "share", "adverb") or tokens[before].kind == "demonym"):
        before -= 1
    if (
        before > 0
        and tokens[before].low == "by"
        and tokens[before - 1].low in ("used", "crossed", "travelled", "traveled")
    ):
        return False  # "the route is used by Iraqis"
    return before >= 0 and tokens[before].low in ("to", "by", "with", "among")
