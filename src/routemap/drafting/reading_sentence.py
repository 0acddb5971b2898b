"""One sentence → its claims, before the report's subject is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from routemap.drafting.antecedents import name_drugs
from routemap.drafting.building import ClaimBuilder
from routemap.drafting.claims import Claim
from routemap.drafting.compass import compose_regions
from routemap.drafting.finders import end_where_found
from routemap.drafting.goods import Group, as_one_list, find_groups, is_precursor, precursor_market
from routemap.drafting.lexicon import Lexicon
from routemap.drafting.lists import ListFinder
from routemap.drafting.owners import find_other_ends
from routemap.drafting.people import SMUGGLING, TRAFFICKING
from routemap.drafting.roles import RoleFinder
from routemap.drafting.scope import negated_tokens
from routemap.drafting.sharing import share_ends
from routemap.drafting.slots import SlotFinder
from routemap.drafting.smaller_cities import name_smaller_cities, settle_shared_names
from routemap.drafting.stages import Context, Reading
from routemap.drafting.tokens import Token, tokenize
from routemap.drafting.unit import Unit
from routemap.drafting.units import find_units
from routemap.drafting.waters import name_waters
from routemap.drafting.with_roles import merge_roles, with_role


def read_sentence(text: str, context: Context, lexicon: Lexicon) -> Reading:
    """Return the claims of a sentence, before the report's subject is filled in."""
    tokens = compose_regions(name_waters(name_smaller_cities(settle_shared_names(tokenize(text, lexicon)))))
    lists = ListFinder(tokens).find()
    slots = SlotFinder(tokens, lists, lexicon).find()
    roles = RoleFinder(tokens, slots).find()
    groups = as_one_list(
        tokens, [_settle(tokens, group) for group in find_groups(tokens, slots, _market_of_people(context))]
    )
    reading = Reading(tokens, lists, slots, roles, groups, negated_tokens(tokens), _clauses(tokens))
    name_drugs(reading, context)
    taken = {id(role.places) for role in roles if role.places}
    reading.slots = [slot for slot in slots if id(slot.places) not in taken or slot.rule.endswith(": subject")]
    _make_claims(reading, context)
    return reading


def _market_of_people(context: Context) -> str:
    """Return what the heading, or else the sentences before, say of people."""
    if context.market in ("human", TRAFFICKING, SMUGGLING) or not context.groups:
        return context.market
    before = context.groups[0].market
    return before if before in (TRAFFICKING, SMUGGLING) else context.market


def _settle(tokens: Sequence[Token], group: Group) -> Group:
    return replace(group, market=precursor_market(tokens, group.at)) if is_precursor(group.words) else group


def _clauses(tokens: Sequence[Token]) -> list[int]:
    """Return the number of the clause that each token belongs to."""
    numbers: list[int] = []
    number = 0
    for at, token in enumerate(tokens):
        bound = token.has("boundary") and not _tells_of_the_same(tokens, at)
        if token.text in (";", ":") or bound or _tells_of_the_rest(tokens, at):
            number += 1
        numbers.append(number)
    return numbers


def _tells_of_the_same(tokens: Sequence[Token], at: int) -> bool:
    """Whether "while" only says more of what is told: "was stopped off A while heading for B"."""
    if tokens[at].low not in ("while", "whilst") or at + 1 == len(tokens):
        return False
    after = tokens[at + 1]
    return (after.has("verb") and after.low.endswith("ing")) or (after.has("cue") and " " in after.low)


def _tells_of_the_rest(tokens: Sequence[Token], at: int) -> bool:
    """Whether ", with" opens what is said of another part, and whence or how it comes: "with the rest coming via B"."""
    if not at or tokens[at].low != "with" or tokens[at - 1].text != ",":
        return False
    stop = next((i for i in range(at + 1, len(tokens)) if tokens[i].text in (",", ";")), len(tokens))
    part = any(token.has("share", "pronoun") for token in tokens[at + 1 : at + 4])
    return part and any(token.tags.get("prep") in ("from", "via") or token.has("cue") for token in tokens[at:stop])


def _make_claims(reading: Reading, context: Context) -> None:
    units = find_units(reading, context)
    told = [
        (unit, [claim for groups in _by_market(unit.groups) for claim in _claims_of(reading, unit, groups)])
        for unit in units
    ]
    claims = [claim for _, made in told for claim in made]
    end_where_found(reading, claims)
    find_other_ends(reading, claims)
    share_ends(reading, told)
    reading.claims = merge_roles([claim for claim in claims if claim.places or claim.unknown_ends or claim.role])


def _by_market(groups: Sequence[Group]) -> list[list[Group]]:
    """Return the goods of each market; those whose adjectives name different origins apart."""
    markets: dict[str, list[Group]] = {}
    for group in groups:
        markets.setdefault(group.market, []).append(group)
    found = []
    for market, members in markets.items():
        origins = {id(group.origin): group.origin for group in members if group.origin}
        if len(origins) <= 1:
            first = next(iter(origins.values()), None)
            found.append([replace(group, origin=first) for group in members])
            continue
        for key in origins:
            found.append([group for group in members if group.origin and id(group.origin) == key])
        rest = [group for group in members if group.origin is None]
        if rest and market not in (TRAFFICKING, SMUGGLING):
            found.append(rest)
    return found


def _claims_of(reading: Reading, unit: Unit, groups: Sequence[Group]) -> list[Claim]:
    builder = ClaimBuilder(reading.tokens, groups)
    origin = groups[0].origin
    if origin:
        builder.current.put(origin, "origin")
    own = {group.at for group in groups}
    for at, slot in enumerate(unit.slots):
        if origin and slot.slot == "origin" and slot.governor == "goods" and slot.governor_at not in own:
            continue  # "Afghan heroin, hashish from the Middle East"
        builder.remaining = unit.slots[at + 1 :]
        builder.add(slot)
    claims = builder.claims
    for claim, other in pairwise(claims):
        if claim.both_ways and not claim.has("destination"):
            claim.destination = list(other.destination)
    for claim in claims:
        _place_finds(claim, reading.tokens)
    if not unit.roles:
        return claims
    # "A transit point for and consumer of heroin bound for Europe": the words say where this heroin goes.
    crosses = any("transit" in role.slots for role in unit.roles)
    made = []
    for role in unit.roles:
        for claim in claims:
            if not (crosses and role.slots == ("destination",) and claim.has("destination")):
                made += with_role(claim, role)
    return made


def _place_finds(claim: Claim, tokens: Sequence[Token]) -> None:
    """A place where something was found lies between its ends, if both are known; else it is no stop."""
    reached = max((slot.places.last for slot in claim.slots if slot.slot == "destination"), default=-1)
    between = tokens[reached : claim.seized.at] if claim.seized and claim.origin and reached >= 0 else ()
    if claim.seized and any(token.low in ("later", "subsequently", "eventually") for token in between):
        claim.transit.append(claim.destination)  # "had flown to A and were later found in B"
        claim.destination = []
        claim.put(claim.seized, "destination")
        return
    if claim.seized and claim.destination and _had_gone(claim, tokens):
        claim.transit.append(claim.destination)  # "arrested at the border of A, had flown to B"
        claim.destination = []
        claim.put(claim.seized, "destination")
        claim.weak.append("where it was found")
        return
    if claim.seized and claim.origin and claim.destination:
        codes = [code for code in claim.seized.places.codes if code not in claim.places]
        if codes:
            claim.transit.append(codes)
            claim.note(claim.seized, "transit")
    if claim.seized and claim.destination and not claim.has("origin") and not claim.transit and not claim.role:
        codes = [code for code in claim.seized.places.codes if code not in claim.places]
        if codes and claim.seized.at < claim.slots[-1].at:
            claim.transit.append(codes)  # "found in A in a container due to sail to B"
            claim.note(claim.seized, "transit")
            claim.weak.append("where it was found")
    if claim.seized and claim.origin and not claim.has("destination") and not claim.role:
        claim.put(claim.seized, "destination")  # the last that is known of its way
        claim.weak.append("where it was found")
    if claim.location and claim.location.places.kind != "domestic":
        governor = claim.location.governor
        if claim.has("origin") and not claim.has("destination"):
            claim.put(claim.location, "destination")
            claim.weak.append("place beside")
        elif (
            claim.has("destination")
            and not claim.has("origin")
            and not claim.transit
            and governor not in ("", "actor", "role")
        ):
            claim.put(claim.location, "origin")
            claim.weak.append("place beside")


def _had_gone(claim: Claim, tokens: Sequence[Token]) -> bool:
    """Whether what is told after a find came before it: "had flown to B", but not "had been destined for B"."""
    ends = [slot for slot in claim.slots if slot.slot == "destination"]
    if not claim.seized or len(ends) != 1 or ends[0].rule.startswith("“") or not claim.origin:
        return False
    between = tokens[claim.seized.places.last + 1 : ends[0].at]
    return any(token.low == "had" for token in between)
