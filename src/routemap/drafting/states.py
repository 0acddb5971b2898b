"""What tells of a state rather than a movement: lawful trade, figures of use, laboratories, people at home."""

from __future__ import annotations

from routemap.drafting.claims import Claim
from routemap.drafting.people import SMUGGLING, TRAFFICKING
from routemap.drafting.slot import Slot
from routemap.drafting.stages import Reading

_FIGURES = frozenset(("production", "cultivation", "manufacture"))
_TRADING = frozenset(("export", "import", "move", "sell", "supply", "bring_in"))
_TRADED = frozenset(("export", "import", "sell", "buy", "supply", "goods"))
_SOLD_LAWFULLY = {"fauna crimes", "flora crimes"}  # of these even what is mostly poached or felled unlawfully
_LEADING = frozenset(("run", "runs", "ran", "lead", "leads", "led", "leading", "running"))  # a ring, not a way
_MOVED = ("smuggl", "traffick", "victim", "migrant", "migration")
_COUNTS = ("million", "thousand", "per cent", "percent", "prevalence", "one", "third", "quarter", "half")
_ONLY_THERE = ("people: from", "produce: in", "produce: subject in", "from without a governor")
_MOVING = frozenset(
    {
        "move",
        "arrive",
        "enter",
        "bring_in",
        "import",
        "leave",
        "export",
        "transit",
        "cross",
        "originate",
        "recruit",
        "exploit",
        "sell",
        "buy",
        "supply",
    }
)


def moves_lawfully(reading: Reading) -> bool:
    """Whether a word beside a verb of trade says that it was lawful: "shipped legally", but not "legally grown"."""
    tokens = reading.tokens
    return any(
        token.low in ("legally", "lawfully", "officially", "licitly")
        and any(one.tags.get("verb") in _TRADING for one in tokens[max(0, at - 3) : at + 2])
        for at, token in enumerate(tokens)
    )


def is_plain_trade(reading: Reading, claim: Claim, market: str) -> bool:
    """Whether a sentence names one place, and goods that are traded lawfully too: "A imports a third of the gold".

    Parameters
    ----------
    market
        The market of the section's heading; empty if it names none.
    """
    if (
        claim.is_flow
        or claim.role
        or reading.is_illicit
        or market
        or claim.groups[0].market in (TRAFFICKING, SMUGGLING)
    ):
        return False
    named = {code for one in reading.lists if one.kind not in ("subject", "domestic", "vague") for code in one.codes}
    return len(named) == 1 and all(group.lawful != "no" for group in claim.groups)


def may_be_lawful(reading: Reading, claim: Claim) -> bool:
    """Whether goods are traded that are traded lawfully too, and no word of the sentence calls this trade illicit."""
    traded = {slot.governor for slot in (*claim.slots, *claim.inherited)} & _TRADED
    if any(group.lawful == "no" for group in claim.groups):
        named = {group.market for group in claim.groups}
        if not (named & _SOLD_LAWFULLY and traded & {"export", "import"}):
            return False
        return not any(token.has("illicit") for token in reading.tokens)
    return bool(traded) and not reading.is_illicit


def says_moved(reading: Reading, claim: Claim) -> bool:
    """Whether words say that people are moved, rather than only where they are from."""
    named = any(word in group.words.casefold() for group in claim.groups for word in _MOVED)
    return named or any(token.tags.get("verb") in _MOVING and token.low not in _LEADING for token in reading.tokens)


def is_at_home(reading: Reading, claim: Claim, subject: str) -> bool:
    """Whether people are only said to be exploited in the country that the report is about."""
    people = claim.groups[0].market in (TRAFFICKING, SMUGGLING)
    alone = set(claim.places) == {subject} and not claim.role and {slot.governor for slot in claim.slots} == {"exploit"}
    return people and alone and not any(token.low in ("foreign", "foreigners", "abroad") for token in reading.tokens)


def is_only_there(reading: Reading, claim: Claim) -> bool:
    """Whether it only says where goods or people are from or are made, and no word of the sentence moves anything."""
    told = {slot.governor for slot in claim.slots}
    plain = told <= {"people", "produce", ""} and all(
        slot.rule in _ONLY_THERE for slot in (*claim.slots, *claim.inherited)
    )
    moving = any(
        token.tags.get("verb") in _MOVING or token.tags.get("noun") in ("move", "export", "import", "enter")
        for token in reading.tokens
    )
    return plain and bool(claim.slots) and not moving


def is_state(reading: Reading, claim: Claim) -> bool:
    """Whether its only place is where something is consumed, or where a laboratory or a farm stands."""
    for slot in claim.slots:
        if slot.governor_at < 0:
            return False
        token = reading.tokens[slot.governor_at]
        if slot.governor not in ("consume", "site") and not (slot.governor == "produce" and token.low in _FIGURES):
            return False
        if token.has("verb") and not token.has("noun") and not _counts_users(reading, slot):
            return False
    return bool(claim.slots)


def _counts_users(reading: Reading, slot: Slot) -> bool:
    """Whether those who consume are counted: "2 million people in A used heroin"."""
    if not slot.rule.endswith((": subject in", "consume: in")):
        return False
    return any(token.kind == "number" or token.low in _COUNTS for token in reading.tokens[: slot.at])
