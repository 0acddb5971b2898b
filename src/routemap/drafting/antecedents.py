"""What moves, where a sentence does not name it: goods and people that earlier sentences or the heading name."""

from __future__ import annotations

from dataclasses import replace

from routemap.drafting.claims import Claim
from routemap.drafting.goods import CONTRABAND, DRUGS, SYNTHETIC, Group, unknown_goods
from routemap.drafting.stages import Context, Reading
from routemap.drafting.unit import Unit

_SMUGGLED = ("smuggl", "traffick")
_DRUG_MARKETS = frozenset((DRUGS, SYNTHETIC, "heroin trade", "cocaine trade", "cannabis trade", "khat"))
_DEFINITE = ("the", "these", "this", "those", "such")
_OPENING = 4  # tokens in which a sentence says that it goes on
_GENERAL = ("", "human", "environment", CONTRABAND)  # markets of headings that do not say what moves


def give_antecedents(reading: Reading, units: list[Unit], context: Context) -> None:
    """Give a unit without goods those that a pronoun, or a word such as "shipments", points back to."""
    known: list[Group] = []
    for unit in units:
        if unit.groups:
            known = unit.groups
            continue
        if not (unit.slots or unit.roles):
            continue
        if known:
            unit.groups = [replace(group, is_antecedent=True) for group in known]
            continue
        corrected = any(token.low == "but" for token in reading.tokens)  # "not from A but from B"
        ahead = [group for group in reading.groups if corrected or not reading.negated[group.at]]
        if ahead and (unit.roles or corrected):
            unit.groups = ahead
        elif _names_drugs_again(reading) and not any(group.market in _DRUG_MARKETS for group in context.groups):
            market = context.market if context.market in _DRUG_MARKETS else DRUGS
            unit.groups = [Group(market, "drugs", -1, is_antecedent=True)]
        elif context.groups and (_points_back(reading, unit) or _moves_something(reading, unit)):
            unit.groups = [replace(group, origin=None, is_antecedent=True) for group in context.groups]
        elif context.market in ("", CONTRABAND) and not reading.groups and _moves_unlawfully(reading, unit):
            words = unknown_goods(reading.tokens, _first_slot(unit))
            unit.groups = [Group(CONTRABAND, words, -1, is_antecedent=True)]
        elif context.market not in _GENERAL:
            if _points_back(reading, unit) or unit.roles:
                unit.groups = [Group(context.market, "", -1, is_antecedent=True)]
            elif reading.is_illicit or _moves_something(reading, unit):
                # "eel larvae are smuggled", under a heading that says what kind of goods they are
                words = unknown_goods(reading.tokens, _first_slot(unit))
                unit.groups = [Group(context.market, words, -1, is_antecedent=True)]


def _moves_unlawfully(reading: Reading, unit: Unit) -> bool:
    """Whether the verb itself says that unknown goods are smuggled: "eel larvae are smuggled to A"."""
    smuggled = any(
        slot.governor_at >= 0 and reading.tokens[slot.governor_at].low.startswith(_SMUGGLED) for slot in unit.slots
    )
    return smuggled and not _names_people(reading) and {"origin", "destination"} <= {slot.slot for slot in unit.slots}


def _moves_something(reading: Reading, unit: Unit) -> bool:
    """Whether something that is not named moves from one place to another, under a heading or after goods named.

    What officials, tourists and the like do is another matter, as is what people do that were not told of.
    """
    if _names_people(reading) or any(token.has("organisation", "lawful") for token in reading.tokens):
        return False
    return len({slot.slot for slot in unit.slots} & {"origin", "transit", "destination"}) > 1 and not reading.groups


def _names_people(reading: Reading) -> bool:
    return any(token.has("people") or token.kind == "people" for token in reading.tokens)


def _first_slot(unit: Unit) -> int:
    return min((slot.at for slot in unit.slots), default=0)


def _names_drugs_again(reading: Reading) -> bool:
    return any(token.low in ("the drug", "the drugs") for token in reading.tokens)


def _points_back(reading: Reading, unit: Unit) -> bool:
    """Whether a sentence speaks of goods named before: by a pronoun or "shipments", or by no subject of its own."""
    if has_own_subject(reading, unit) or _names_people(reading):
        return False
    if any(token.has("pronoun") or token.tags.get("noun") == "move" for token in reading.tokens):
        return True
    opening = next((token for token in reading.tokens if not token.has("adverb", "conjunction", "determiner")), None)
    return opening is not None and opening.tags.get("verb") in ("move", "import", "bring_in", "export")


def has_own_subject(reading: Reading, unit: Unit) -> bool:
    """Whether a word that the lexicon does not know may be what moves: "eel larvae are smuggled"."""
    first = _first_slot(unit)
    if any(token.has("pronoun") for token in reading.tokens[:first]):
        return False
    for at, token in enumerate(reading.tokens[:first]):
        if token.has("verb", "copula") and not token.has("determiner"):
            return at > 0 and any(
                not word.tags and word.text.isalpha() and word.kind == "word" for word in reading.tokens[:at]
            )
    return False


def name_drugs(reading: Reading, context: Context) -> None:
    """Give "the pills" the market of the drug that was told of before, in place."""
    known = {group.market for group in context.groups} & (_DRUG_MARKETS - {DRUGS})
    market = known.pop() if len(known) == 1 else context.market if context.market in _DRUG_MARKETS else ""
    if market:
        reading.groups = [
            replace(group, market=market) if group.market == DRUGS and _is_definite(reading, group.at) else group
            for group in reading.groups
        ]


def _is_definite(reading: Reading, at: int) -> bool:
    return reading.tokens[at].low.startswith("the ") or (at > 0 and reading.tokens[at - 1].low in _DEFINITE)


def tells_on(reading: Reading, context: Context, claim: Claim) -> bool:
    """Whether a sentence begins with what the one before told of: "They are sent to A", "The tusks go to A"."""
    if claim.groups[0].market not in {group.market for group in context.groups}:
        return False
    opening = reading.tokens[:_OPENING]
    if any(token.has("pronoun") and token.low not in ("that", "which", "who") for token in opening):
        return all(group.is_antecedent or group.at < 0 for group in claim.groups)
    if any(token.tags.get("noun") == "move" and _is_definite(reading, at) for at, token in enumerate(opening)):
        return all(group.is_antecedent for group in claim.groups)  # "The shipment had come from A"
    return any(0 <= group.at < _OPENING and _is_definite(reading, group.at) for group in claim.groups)
