"""A sentence → units: goods or people with what is said of them, in the order of the words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from routemap.drafting.antecedents import give_antecedents, has_own_subject
from routemap.drafting.clauses import where_slot
from routemap.drafting.goods import Group
from routemap.drafting.lexicon import lexicon
from routemap.drafting.roles import Role
from routemap.drafting.slot import Slot
from routemap.drafting.stages import Context, Reading
from routemap.drafting.trades import exchange, make_of_precursors
from routemap.drafting.unit import Unit


def find_units(reading: Reading, context: Context) -> list[Unit]:
    """Return the units of a sentence, each with goods or people of its own or those that it points back to."""
    events: list[tuple[int, int, object]] = [
        (group.at, 1, group) for group in reading.groups if not reading.negated[group.at]
    ]
    events += [
        (slot.at, 2, slot)
        for slot in reading.slots
        if slot.slot
        in ("origin", "transit", "destination", "weak destination", "between", "chain", "location", "seized")
        and not reading.negated[slot.places.first]
    ]
    # "Libya, itself long an exporter of arms, imports them": what the verb says of a place comes before its role.
    acting = {id(slot.places) for slot in reading.slots}
    events += [
        (role.first, 0, role)
        for role in reading.roles
        if not reading.negated[role.first] and id(role.places) not in acting
    ]
    events.sort(key=lambda event: (event[0], event[1]))
    units: list[Unit] = []
    unit = Unit([], [], -1)
    for at, _, event in events:
        clause = reading.clauses[at]
        if clause != unit.clause:
            unit = _next_unit(units, unit, clause, inherit=not isinstance(event, Group))
        if isinstance(event, Group):
            if unit.groups and _is_new(reading, unit, event) and not _is_said_of(reading, unit, event):
                roles = [role for role in unit.roles if _governs(reading, role, event)]
                where = where_slot(reading, event.at)
                leading = [where] if where else _leading(reading, unit, event)
                unit = Unit([event], leading, clause, roles)
                units.append(unit)
            elif unit.groups and all(group.is_antecedent for group in unit.groups) and not unit.slots:
                unit.groups = [event]
            else:
                unit.groups.append(event)
        elif isinstance(event, Slot):
            unit.slots.append(event)
        elif isinstance(event, Role):
            unit = _role_unit(reading, units, unit, event)
    _spread(reading, units)
    _fill_gaps(reading, units)
    exchange(reading, units)
    make_of_precursors(reading, units)
    for unit in units:
        if _tells_of_another(reading, unit):
            unit.groups, unit.slots = [], []
        if _comes_too_late(reading, unit):
            unit.groups = []
    give_antecedents(reading, units, context)
    return [unit for unit in units if unit.groups]


def _next_unit(units: list[Unit], before: Unit, clause: int, *, inherit: bool) -> Unit:
    groups = [replace(group, origin=None, is_antecedent=True) for group in before.groups] if inherit else []
    unit = Unit(groups, [], clause)
    units.append(unit)
    return unit


def _role_unit(reading: Reading, units: list[Unit], unit: Unit, role: Role) -> Unit:
    """A second role of another place, or after goods that have been told of, begins a unit of its own."""
    told = unit.roles or (unit.slots and not _same_breath(reading, unit, role)) or _opens_another(reading, unit, role)
    if told and any(group.at < role.first for group in unit.groups):
        if role.places is None and unit.roles:
            role.places = unit.roles[-1].places
        unit = Unit([], [], unit.clause, [role])
        units.append(unit)
        return unit
    unit.roles.append(role)
    return unit


def _opens_another(reading: Reading, unit: Unit, role: Role) -> bool:
    """Whether ", and" parts a role with goods of its own: "heroin is smuggled to A, and B is a source of gold"."""
    if not unit.slots or role.places is None or role.places.first < 2:
        return False
    joint = reading.tokens[role.places.first - 2 : role.places.first]
    return [token.low for token in joint] == [",", "and"] and any(group.at > role.last for group in reading.groups)


def _same_breath(reading: Reading, unit: Unit, role: Role) -> bool:
    return all(slot.places.last < role.first for slot in unit.slots)


def _governs(reading: Reading, role: Role, group: Group) -> bool:
    """Whether a role still holds for goods named later in one list: no verb stands between."""
    return role.first < group.at and not any(
        token.low in ("it", "they", "which", "who")
        or (token.has("verb") and not token.has("determiner", "role", "goods", "noun", "placenoun", "cue"))
        for token in reading.tokens[role.last + 1 : group.at]
        if token.low not in ("used",)
    )


def _is_new(reading: Reading, unit: Unit, group: Group) -> bool:
    """Whether goods begin a unit of their own: something was said of those before, after they were named."""
    last = max(one.at for one in unit.groups)
    return any(slot.at > last for slot in unit.slots)


def _is_said_of(reading: Reading, unit: Unit, group: Group) -> bool:
    """Whether people are only what those before are: "most of the smuggled people were Syrians"."""
    at = group.at - 1
    while at > 0 and reading.tokens[at].has("adverb", "share", "determiner") and not reading.tokens[at].has("copula"):
        at -= 1
    same = at >= 0 and group.market == unit.groups[-1].market
    return same and (reading.tokens[at].has("copula") or reading.tokens[at].low.endswith((" of them", " of whom")))


def _tells_of_another(reading: Reading, unit: Unit) -> bool:
    """Whether a clause has a subject of its own, which no table knows: "…, while the machines were bought in A"."""
    if not unit.groups or not all(group.is_antecedent for group in unit.groups) or unit.roles or not unit.slots:
        return False
    start = next((at for at, number in enumerate(reading.clauses) if number == unit.clause), 0)
    words = [token for token in reading.tokens[start + 1 : unit.slots[0].at] if not token.has("adverb", "hedge")]
    if len(words) < 2 or words[0].low != "the" or unit.clause == 0:
        return False
    noun = words[1]
    return (
        not noun.tags and noun.kind == "word" and noun.text.isalpha() and any(one.has("copula") for one in words[2:3])
    )


def _comes_too_late(reading: Reading, unit: Unit) -> bool:
    """Whether something else moves: "scanners bought in A were delivered to B to find ivory"."""
    if not unit.groups or not unit.slots or unit.roles or unit.groups[0].at < 0:
        return False
    first = min(group.at for group in unit.groups)
    after = first > max(slot.places.last for slot in unit.slots)
    if reading.tokens[first - 1].low == "with" and reading.tokens[first - 2].low in ("caught", "arrested", "found"):
        return False  # "a passenger travelling from A to B was caught with cocaine"
    return after and has_own_subject(reading, unit)


def _leading(reading: Reading, unit: Unit, event: Group) -> list[Slot]:
    """Return the slots that stand before all goods, and hold for those that follow too."""
    first = min(group.at for group in unit.groups)
    if any(group.is_antecedent for group in unit.groups):
        return []
    told = max(slot.places.last for slot in unit.slots)
    led = [_of_next_verb(reading, slot, told, event.at) for slot in unit.slots if slot.places.last < first]
    return [slot for slot in led if slot.slot]


def _of_next_verb(reading: Reading, slot: Slot, told: int, before: int) -> Slot:
    """Return what a subject is to a second verb of its own: "A sends X to B and receives Y from C"."""
    if not slot.rule.endswith(": subject"):
        return slot
    verbs = [
        token.tags["verb"]
        for token in reading.tokens[told + 1 : before]
        if token.has("verb") and not token.has("determiner", "placenoun", "noun", "share")
    ]
    if not verbs or verbs[-1] not in lexicon().frames:
        return slot
    name = lexicon().frames[verbs[-1]]["subject"]
    return replace(slot, slot=name, rule=f"{verbs[-1]}: subject", is_strong=False)


def _spread(reading: Reading, units: list[Unit]) -> None:
    """Give an end that closes a list of goods to all of them: "cocaine from A and cannabis from B en route to C"."""
    for before, after in reversed(list(pairwise(units))):
        if before.clause != after.clause or not before.groups or not after.groups:
            continue
        if any(role.first > max(group.at for group in before.groups) for role in after.roles):
            continue  # "a producer of coca, and a transit country for cocaine bound for B"
        ends = [slot for slot in after.slots if slot.slot.startswith("dest")]
        if not ends or any(slot.slot.startswith("dest") for slot in before.slots):
            continue
        last = max(group.at for group in after.groups)
        start = max((slot.places.last for slot in before.slots), default=max(group.at for group in before.groups))
        verbs = any(
            token.tags.get("noun") in ("export", "import")
            or (
                token.has("verb")
                and not token.has("determiner", "role", "placenoun", "cue", "noun")
                and token.low != "used"
            )
            for token in reading.tokens[start + 1 : ends[0].at]
        )
        if not verbs and ends[0].at > last:
            before.slots.append(ends[0])


def _fill_gaps(reading: Reading, units: list[Unit]) -> None:
    """Give a unit without a verb what the one before says: "heroin reaches A by sea and cocaine by air from B"."""
    for before, after in pairwise(units):
        if before.clause != after.clause or not before.slots or not after.slots or not after.groups or after.roles:
            continue
        start, stop = min(group.at for group in after.groups), max(slot.places.last for slot in after.slots)
        start = min(start, max(slot.places.last for slot in before.slots) + 1)
        own_verbs = {slot.governor_at for slot in before.slots}
        verbs = any(
            token.has("verb") and not token.has("determiner", "role", "placenoun", "cue", "noun")
            for at, token in enumerate(reading.tokens[start:stop], start)
            if at not in own_verbs
        )
        if verbs or any(group.origin for group in after.groups):
            continue
        for end in ("origin", "destination"):
            own = [slot for slot in after.slots if slot.slot.endswith(end)]
            theirs = [slot for slot in before.slots if slot.slot.endswith(end) and slot.governor != "goods"]
            if not own and len(theirs) == 1 and theirs[0] not in after.slots:
                after.slots.append(theirs[0])
