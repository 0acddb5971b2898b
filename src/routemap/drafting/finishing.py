"""Claims as the grammar found them → claims as they are drafted: subject, doubt, size, tier; and why there are none.

Why there are none is a code; its words are ``silence.…`` of `routemap.words`.
"""

from __future__ import annotations

from itertools import pairwise

from routemap.drafting.antecedents import tells_on
from routemap.drafting.claims import GOES_ON, Claim
from routemap.drafting.doubts import add_doubts_of_neighbours, doubts
from routemap.drafting.people import SMUGGLING, TRAFFICKING
from routemap.drafting.place_list import SUBJECT
from routemap.drafting.scope import opens_in_the_past, was_once
from routemap.drafting.slot import SENT_BACK
from routemap.drafting.stages import Context, Reading
from routemap.drafting.states import is_at_home, is_only_there, is_plain_trade, is_state, moves_lawfully, says_moved
from routemap.drafting.trust import distinct, judge, tidy
from routemap.drafting.weighing import weigh
from routemap.drafting.withheld import withhold

_OUTWARD = frozenset({"export", "leave", "sell", "supply", "produce", "recruit", "exploit"})
_CONDITIONS = ("if", "should", "unless", "were", "had", "without")
_WOULD = ("would", "could", "may", "might", "can")
_FORBIDDEN = ("forbidden", "prohibited", "suspended", "restricted", "lifted", "resumed")
_SINCE = ("now", "today", "still", "currently", "since", "continues", "continue", "remains", "nowadays")


def finish(reading: Reading, context: Context, subject: str) -> None:
    """Settle the claims of a sentence in place, and say why there are none.

    Parameters
    ----------
    subject
        Code of the place that the report is about; empty if nobody said, and then no end is filled in.
    """
    if _is_prevented(reading):
        reading.claims, reading.reason = [], "prevented"
        return
    if why := _is_unreal(reading):
        reading.claims, reading.reason = [], why
        return
    kept: list[Claim] = []
    reason = ""
    for claim in reading.claims:
        why = _refusal(reading, context, claim)
        if why:
            reason = reason or why
            continue
        _begin_where_left(reading, context, claim)
        _end_where_found(reading, context, claim)
        _fill(reading, claim, subject)
        tidy(claim)
        if subject and is_at_home(reading, claim, subject):
            reason = reason or "not_moved"
            continue
        if not claim.places or (claim.unknown_ends and set(claim.places) == {subject} and not claim.role):
            reason = reason or "places_unknown"
            continue
        if is_plain_trade(reading, claim, context.market):
            reason = reason or "not_illicit"
            continue
        judge(reading, claim)
        kept.append(claim)
    if not kept and subject and (alone := _movement_alone(reading, context, subject)):
        judge(reading, alone)
        kept.append(alone)
    reading.claims = distinct(kept)
    for claim in reading.claims:
        claim.doubts = doubts(reading, claim, subject, market=context.market)
    reading.claims, withheld = withhold(reading.claims, places=sum(one.kind != "ignored" for one in reading.lists))
    for claim in reading.claims:
        weigh(reading, claim)
    add_doubts_of_neighbours(reading.claims)
    reason = reason or withheld
    reading.reason = "" if reading.claims else reason or _silence(reading)


def _is_prevented(reading: Reading) -> bool:
    if any(token.has("prevented") for token in reading.tokens):
        return True
    last = reading.tokens[-2:] if reading.tokens else []
    return any(token.has("failed") for token in last)


def _is_unreal(reading: Reading) -> str:
    """Return why a whole sentence tells of nothing that is so: what would be if, or what was long ago; else empty."""
    tokens = reading.tokens
    if not reading.claims or not tokens:
        return ""
    words = [token.low for token in tokens]
    if "would have" in words or any(pair == ("would", "have") for pair in pairwise(words)):
        return "would_be"
    if tokens[0].low in _CONDITIONS and any(token.low in _WOULD for token in tokens):
        return "would_be"
    if opens_in_the_past(tokens) and not any(token.low in _SINCE for token in tokens):
        return "past"
    return ""


def _refusal(reading: Reading, context: Context, claim: Claim) -> str:
    lawful = {group.lawful for group in claim.groups}
    said = any(token.has("illicit") for token in reading.tokens)
    illicit = said or context.market in {group.market for group in claim.groups}
    if lawful == {"yes"} and not illicit:
        return "not_illicit"
    moves_people = claim.groups[0].market in (TRAFFICKING, SMUGGLING)
    if not said and moves_lawfully(reading):
        return "lawful"
    if (
        ("no" not in lawful or moves_people)
        and any(token.has("lawful") for token in reading.tokens)
        and not any(token.has("illicit") for token in reading.tokens)
    ):
        return "lawful"
    if not claim.groups[0].market:
        return "goods_unsaid"
    if was_once(reading.tokens, reading.clauses, claim.first, claim.last):
        return "past"
    offenders = any(token.has("offence") or token.low.startswith("extradit") for token in reading.tokens)
    named = any(
        group.at >= 0 and not group.is_antecedent and reading.tokens[group.at].has("goods") for group in claim.groups
    )
    nationals = bool(claim.slots) and all(slot.slot == "people" for slot in claim.slots)
    if offenders and not claim.is_flow and not claim.role and (nationals or not (moves_people and named)):
        return "offenders"
    if not claim.is_flow and not claim.role and is_state(reading, claim):
        return "state"
    if not claim.is_flow and not claim.role and is_only_there(reading, claim):
        return "state"
    if moves_people and not claim.is_flow and not claim.role and not says_moved(reading, claim):
        return "not_moved"
    if moves_people and any(token.has("returned") for token in reading.tokens):
        return "returned"
    if any(slot.rule == SENT_BACK for slot in reading.slots):
        return "returned"
    if claim.seized and not claim.slots and not claim.role:
        return "found"
    return ""


# -- the report's subject --------------------------------------------------------------------------------------------


def _begin_where_left(reading: Reading, context: Context, claim: Claim) -> None:
    """Let "from there they travel on to B" begin where the sentence before ended."""
    if not context.reached or claim.has("origin") or claim.role or not claim.has("destination"):
        return
    before = reading.tokens[: max(0, claim.first) + 1]
    on = not claim.transit and any(
        token.has("chain") or token.low.startswith(("on to", "onward", "and on")) for token in before
    )
    back = any(token.has("pronoun") for token in before) and any(
        group.is_antecedent or group.at < 0 for group in claim.groups
    )
    if on and back and not set(context.reached) & set(claim.places):
        claim.origin = list(context.reached)
        claim.guess(GOES_ON)
    elif context.left and not claim.transit and tells_on(reading, context, claim):
        claim.origin = [code for code in context.left if code not in claim.destination]
        claim.guess(GOES_ON)


def _end_where_found(reading: Reading, context: Context, claim: Claim) -> None:
    """Let "the shipment had come from B" end where the sentence before says that it was found."""
    if context.found and claim.origin and not (claim.transit or claim.role or claim.has("destination")):
        codes = [code for code in context.found if code not in claim.origin]
        if codes and tells_on(reading, context, claim):
            claim.destination = codes
            claim.guess(GOES_ON)


def _fill(reading: Reading, claim: Claim, subject: str) -> None:
    """Put the subject where words point at it, then where a claim lacks an end that only it can be."""
    own = set(claim.origin) - {SUBJECT}
    if (
        SUBJECT in claim.destination
        and not subject
        and any(slot.places.kind == "domestic" for slot in claim.slots)
        and len(own) == 1
    ):
        claim.destination = [code if code != SUBJECT else next(iter(own)) for code in claim.destination]
    for name in ("origin", "destination"):
        codes = getattr(claim, name)
        if SUBJECT in codes:
            setattr(claim, name, _replaced(codes, subject))
            if subject:
                claim.inferred.append(name)
    for at, stage in enumerate(claim.transit):
        if SUBJECT in stage:
            claim.transit[at] = _replaced(stage, subject)
            if subject:
                claim.inferred.append("transit")
    if subject and subject not in claim.places and claim.directed:
        _fill_end(reading, claim, subject)


def _replaced(codes: list[str], subject: str) -> list[str]:
    return list(dict.fromkeys(subject if code == SUBJECT else code for code in codes if code != SUBJECT or subject))


def _fill_end(reading: Reading, claim: Claim, subject: str) -> None:
    clause = reading.clauses[min(max(claim.first, 0), len(reading.clauses) - 1)]
    governors = {slot.governor for slot in claim.slots}
    if not claim.has("destination") and (claim.has("origin") or claim.transit):
        claim.destination = [subject]
        claim.inferred.append("destination")
        if not (reading.arrives() or governors & {"originate"} or claim.role):
            claim.confidence = "low"
    elif claim.has("destination") and not claim.has("origin"):
        outward = governors & _OUTWARD or reading.leaves(clause) or reading.produces(clause)
        if (claim.transit and not (outward or claim.passed_on)) or (claim.transit and reading.arrives(clause)):
            return
        if outward or claim.passed_on:
            claim.origin = [subject]
            claim.inferred.append("origin")
            if governors & {"exploit"}:
                claim.confidence = "low"
        else:
            claim.transit = [[subject]]
            claim.inferred.append("transit")
            claim.confidence = "low"


def _movement_alone(reading: Reading, context: Context, subject: str) -> Claim | None:
    """Draft a role where goods arrive or leave and no other place is named: "wildlife is smuggled into the country"."""
    groups = [group for group in reading.groups if not reading.negated[group.at]]
    if not groups or any(slot.slot not in ("adjective", "bare", "location", "ignored") for slot in reading.slots):
        return None
    own = all(set(slot.places.codes) <= {SUBJECT, subject} for slot in reading.slots if slot.slot != "ignored")
    if not own or any(token.has("negation") or token.low in _FORBIDDEN for token in reading.tokens):
        return None
    verbs = [
        at
        for at, token in enumerate(reading.tokens)
        if token.tags.get("verb") in ("import", "bring_in", "export") or token.tags.get("noun") in ("import", "export")
    ]
    verbs = [
        at
        for at in verbs
        if not reading.tokens[at].has("role", "determiner") and min(abs(at - group.at) for group in groups) <= 6
    ]
    if not verbs or (all(group.lawful == "yes" for group in groups) and not (reading.is_illicit or context.market)):
        return None
    token = reading.tokens[verbs[0]]
    name = "origin" if "export" in (token.tags.get("verb"), token.tags.get("noun")) else "destination"
    nearest = min(groups, key=lambda group: abs(group.at - verbs[0]))
    claim = Claim(groups=[group for group in groups if group.market == nearest.market])
    setattr(claim, name, [subject])
    claim.inferred.append(name)
    claim.rules.append(f"{token.low} with no other place")
    claim.reach(verbs[0])
    claim.reach(nearest.at)
    return claim


def _silence(reading: Reading) -> str:
    """Return the code of why a sentence that names places or a role got nothing."""
    named = [slot for slot in reading.slots if slot.places.kind not in ("subject", "domestic", "vague")]
    if not named and not reading.roles:
        return ""
    if any(reading.negated[slot.places.first] for slot in named) or any(
        reading.negated[role.first] for role in reading.roles
    ):
        return "negated"
    if not reading.groups:
        return "no_goods"
    if any(slot.slot == "seized" for slot in named):
        return "found"
    if named and all(slot.slot == "ignored" for slot in named):
        return "not_theirs"
    return "no_movement"
