"""What speaks against trusting the engine with a claim: each reason is one that a reviewer can look into.

Reasons are codes; their words are ``doubt.…`` of `routemap.words`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routemap.drafting.claims import ENDS, Claim
from routemap.drafting.goods import Group, is_material
from routemap.drafting.people import SMUGGLING, TRAFFICKING
from routemap.drafting.place_list import SUBJECT, PlaceList
from routemap.drafting.scope import is_past
from routemap.drafting.slot import Slot
from routemap.drafting.stages import Reading
from routemap.drafting.states import may_be_lawful
from routemap.drafting.tokens import Token
from routemap.places import regions

_FAR = 4  # words between a place and its governor, small ones not counted, from which on another may govern it
_MOST_UNKNOWN = 4
_PLAIN_IN = ("exploit", "produce", "sell", "arrive", "supply", "unload", "buy", "consume", "recruit")
_NO_WAY = (": in", ": at", ": on", "subject in")  # no word of them says from, to or through
_PASSED = ("import: subject", "export: from")  # who receives goods may send them on, who exports may have got them
_LEFT_FOR = ("leave", "move", "destine")  # "for" is where to, after them
_GOING = ("move", "export", "supply", "sell", "enter", "cross")
_SMALL = ("determiner", "adverb", "share", "hedge", "placenoun", "illicit")
_RELATIVE = ("that", "which", "who", "this")  # they mostly belong to the goods before them
_VERB_ENDINGS = ("ed", "ing")
_TOLD_KINDS = ("nominal", "market", "pair", "chain", "adjective", "people", "origin", "bound")


def doubts(reading: Reading, claim: Claim, subject: str, *, market: str = "") -> list[str]:
    """Return codes of why a claim of a sentence may have been misunderstood; none if nothing speaks against it.

    Parameters
    ----------
    subject
        Code of the place that the report is about; may be empty.
    market
        The market of the section's heading; empty if it names none.
    """
    return list(
        dict.fromkeys(
            [
                *_of_claim(claim),
                *_of_words(reading, claim),
                *_of_telling(reading),
                *_of_trade(reading, claim, market),
                *_of_sentence(reading, subject),
            ]
        )
    )


def add_doubts_of_neighbours(claims: Sequence[Claim]) -> None:
    """Doubt claims in place where another of their sentence is doubtful: what was misread there may belong here.

    On sentences that no rule was made on, this parts wrong claims of tier A from right ones better than any other sign:
    see ``docs/drafting.md``.
    """
    doubtful = any(claim.doubts and claim.doubts != ["filled_in"] for claim in claims)
    for claim in claims:
        claim.doubts = claim.doubts or list(_of_neighbours(doubtful=doubtful))


def _of_neighbours(*, doubtful: bool) -> Iterator[str]:
    if doubtful:
        yield "neighbour"


def _of_claim(claim: Claim) -> Iterator[str]:
    ends = claim.has("origin"), claim.has("destination")
    slots = [*claim.slots, *claim.inherited]
    if not (all(ends) or claim.role):
        yield "one_end"
    if not claim.directed:
        yield "no_direction"
    if not set(claim.inferred) <= _pointed(claim):
        yield "filled_in"
    if claim.unresolved or any(slot.places.unresolved for slot in claim.inherited):
        yield "unknown_name"
    if claim.weak or not all(slot.is_strong for slot in claim.inherited):
        yield "only_beside"
    if any(group.is_antecedent for group in claim.groups):
        yield "named_before"
    if any(len(_rules_of(claim, end)) > 1 or _holds_a_region_twice(claim, end) for end in ENDS):
        yield "said_twice"
    if len(claim.origin) == 1 and claim.origin == claim.destination and not claim.role:
        yield "same_place"
    if any(slot.rule.endswith(_NO_WAY) and slot.governor not in _PLAIN_IN for slot in slots):
        yield "beside_verb"
    if any(slot.rule.endswith(": for") and slot.governor not in _LEFT_FOR for slot in slots):
        yield "beside_verb"
    governors = {slot.governor for slot in slots}
    if governors & {"seize", "store"}:
        yield "lay"
    if claim.groups[0].market not in (TRAFFICKING, SMUGGLING) and "people" in governors:
        yield "from_there"


def _rules_of(claim: Claim, end: str) -> set[str]:
    """Return the rules that put places at an end and left them there: what was passed on is a stage of the way."""
    codes = set(getattr(claim, end))
    return {slot.rule for slot in claim.slots if slot.slot.endswith(end) and not codes.isdisjoint(slot.places.codes)}


def _holds_a_region_twice(claim: Claim, end: str) -> bool:
    """Whether a region and a member of it stand at one end: the member may be all that is meant."""
    codes = getattr(claim, end)
    told_apart = len({slot.rule for slot in claim.slots if slot.slot.endswith(end)}) > 1
    return told_apart and any(set(regions()[code].members) & set(codes) for code in codes if code in regions())


def _pointed(claim: Claim) -> set[str]:
    """Return the ends at which words stand for the report's subject: "the country", "brought in", a role that opens."""
    said = {slot.slot for slot in claim.slots if slot.places.kind in ("subject", "domestic")}
    if claim.opens:
        said.update(claim.role)
    if claim.origin and any(slot.governor == "bring_in" for slot in claim.slots):
        said.add("destination")
    return said


def _of_words(reading: Reading, claim: Claim) -> Iterator[str]:
    """Look at the words between the first and the last of a claim, and between each place and its governor."""
    named = {at for one in reading.lists for at in range(one.first, one.last + 1)}
    first = max(0, claim.first)
    within = [(at, reading.tokens[at]) for at in range(first, max(claim.last, first) + 1) if at not in named]
    unknown = [at for at, token in within if _is_unknown(token)]
    if len(unknown) > _MOST_UNKNOWN or any(_may_move(reading, at) for at in unknown):
        yield "unknown_words"
    if any(_is_other_subject(reading, claim, at) for at, _ in within) or is_material(
        reading.tokens, claim.groups, reading.groups
    ):
        yield "other_goods"
    if _goes_on(reading, claim):
        yield "goes_on"
    for slot in claim.slots:
        between = _to_governor(reading, slot, named)
        if sum(_is_unknown(token) for token in between) > 1:
            yield "unknown_words"
        if sum(not token.has(*_SMALL) for token in between) > _FAR:
            yield "far"
    if any(_only_goes_with(reading, group) for group in claim.groups):
        yield "from_there"
    if _comes_before_goods(reading, claim) or _opens_before_goods(reading, claim):
        yield "named_after"
    if any(token.low in ("or", "either") for _, token in within):
        yield "two_ways"
    if any(_may_be_else(reading, at) for at, _ in within):
        yield "pronoun"
    if any(token.kind == "name" and reading.tokens[at - 1].has("prep", "cue") for at, token in within if at):
        yield "unknown_name"
    if _says_end_by_a_name(reading, claim):
        yield "unknown_name"


def _of_telling(reading: Reading) -> Iterator[str]:
    """Look for words that say that a sentence tells of something else than what moves unlawfully, and now."""
    if any(token.has("unreal") for token in reading.tokens):
        yield "unreal"
    if is_past(reading.tokens):
        yield "past"
    if any(token.low == "unlike" for token in reading.tokens):
        yield "two_ways"
    if any(token.has("lawful") for token in reading.tokens):
        yield "lawful"
    if any(token.has("returned") for token in reading.tokens):
        yield "returned"


def _may_be_else(reading: Reading, at: int) -> bool:
    """Whether a pronoun may stand for something else than the goods: not "moved it to", "many of them"."""
    token = reading.tokens[at]
    if not token.has("pronoun") or token.low in _RELATIVE or token.low.endswith(" of them"):
        return False
    before = reading.tokens[at - 1] if at else None
    moved = before is not None and before.tags.get("verb") in ("move", "sell", "supply", "export", "leave")
    return not (moved and token.low in ("it", "them"))


def _says_end_by_a_name(reading: Reading, claim: Claim) -> bool:
    """Whether an end is said by a name that is no place: "from the Makran coast", "from A to Ruritania"."""
    for at, token in enumerate(reading.tokens):
        if token.kind != "name" and not token.has("mask"):
            continue
        before = at - 1
        while before >= 0 and reading.tokens[before].has(*_SMALL):
            before -= 1
        leads = reading.tokens[before].tags.get("prep") if before >= 0 else None
        if token.kind == "name" and leads in ("from", "to", "via"):
            return True
        if (leads == "from" and not claim.has("origin")) or (leads == "to" and not claim.has("destination")):
            return True
    return False


def _is_other_subject(reading: Reading, claim: Claim, at: int) -> bool:
    """Whether other goods are what a verb between tells of: "chemicals from A, and the pills are driven to B"."""
    token = reading.tokens[at]
    after = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    theirs = any(group.at == at for group in claim.groups)
    return not theirs and token.has("goods") and after is not None and after.low in ("is", "are", "was", "were")


def _may_move(reading: Reading, at: int) -> bool:
    """Whether an unknown word may be a verb of movement: "air-freighted to", but but not one without a way."""
    after = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    leads = after is not None and (after.has("cue") or after.tags.get("prep") in ("from", "to", "via"))
    return leads and reading.tokens[at].low.endswith(_VERB_ENDINGS)


def _goes_on(reading: Reading, claim: Claim) -> bool:
    """Whether the movement goes on after the last place that was understood: "to A and hauled to warehouses"."""
    if claim.last < 0 or not claim.destination:
        return False
    rest = reading.tokens[claim.last + 1 :]
    joint = next((at for at, token in enumerate(rest) if token.has("conjunction", "chain")), len(rest))
    stop = next((at for at, token in enumerate(rest) if token.has("boundary") or token.text in (";", ":")), len(rest))
    return any(
        token.tags.get("verb") in _GOING
        and not token.has("noun", "determiner", "placenoun")
        and any(word.tags.get("prep") == "to" or word.has("cue") for word in rest[at + 1 : min(at + 3, stop)])
        for at, token in enumerate(rest[:stop])
        if at > joint
    )


def _of_trade(reading: Reading, claim: Claim, market: str) -> Iterator[str]:
    """Look for who may only pass goods on, and for goods traded lawfully too that no word or heading calls illicit."""
    if any(slot.rule in _PASSED for slot in (*claim.slots, *claim.inherited)):
        yield "passes_on"
    if market not in {group.market for group in claim.groups} and may_be_lawful(reading, claim):
        yield "maybe_lawful"


def _only_goes_with(reading: Reading, group: Group) -> bool:
    """Whether people are only with those who move: "journalists travelled to A with migrants"."""
    if group.market not in (TRAFFICKING, SMUGGLING) or group.is_antecedent or group.at < 1:
        return False
    return reading.tokens[group.at - 1].low == "with"


def _opens_before_goods(reading: Reading, claim: Claim) -> bool:
    """Whether a place belongs to a phrase before a comma and the goods: "since the ban on imports by A, waste goes"."""
    named = [group.at for group in claim.groups if group.at >= 0 and not group.is_antecedent]
    return bool(named) and any(
        0 <= slot.governor_at < slot.at
        and slot.slot != "adjective"
        and any(token.text == "," for token in reading.tokens[slot.places.last + 1 : min(named)])
        for slot in claim.slots
    )


def _comes_before_goods(reading: Reading, claim: Claim) -> bool:
    """Whether a verb stands between a place and the goods after it: "money is sent from A and spent on cocaine"."""
    named = [group.at for group in claim.groups if group.at >= 0 and not group.is_antecedent]
    if not named or claim.role:
        return False
    return any(
        token.has("verb") and not token.has("determiner", "placenoun", "noun", "goods", "people", "illicit")
        for slot in claim.slots
        if 0 <= slot.governor_at < slot.at and slot.places.last < min(named)
        if not reading.tokens[slot.governor_at].has("noun", "actor", "people")
        for token in reading.tokens[slot.places.last + 1 : min(named)]
    )


def _to_governor(reading: Reading, slot: Slot, named: set[int]) -> list[Token]:
    """Return the words between a plain preposition and what governs it; a cue phrase needs no governor."""
    if slot.governor_at < 0 or slot.rule.startswith("“"):
        return []
    low, high = sorted((slot.governor_at, slot.at))
    return [reading.tokens[at] for at in range(low + 1, high) if at not in named]


def _is_unknown(token: Token) -> bool:
    return token.kind == "word" and not token.tags and token.text.isalpha() and len(token.text) > 2


def _of_sentence(reading: Reading, subject: str) -> Iterator[str]:
    """Look for a place that found no part: something was not understood, and then the rest may not be either."""
    told = {code for claim in reading.claims for code in claim.places} | {subject, SUBJECT}
    around = {member for code in told if code in regions() for member in regions()[code].members}
    if any(_is_left(one, told, around) for one in reading.lists if not reading.negated[one.first]):
        yield "left_over"


def _is_left(one: PlaceList, told: set[str], around: set[str]) -> bool:
    if one.kind not in _TOLD_KINDS:
        return False
    left = set(one.codes) - told
    inside = any(set(regions()[code].members) & told for code in left if code in regions())
    return bool(left) and not left <= around and not inside
