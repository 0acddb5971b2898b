"""Units that tell of one another: what is swapped for what, what is made of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from routemap.drafting.goods import is_precursor
from routemap.drafting.slot import Slot
from routemap.drafting.stages import Reading
from routemap.drafting.unit import Unit


def exchange(reading: Reading, units: Sequence[Unit]) -> None:
    """Read "X from A is traded for Y from B": each goes to where the other is from."""
    for before, after in pairwise(units):
        if not before.groups or not after.groups or before.clause != after.clause:
            continue
        start, stop = max(group.at for group in before.groups), min(group.at for group in after.groups)
        if not any(token.tags.get("verb") == "exchange" for token in reading.tokens[start:stop]):
            continue
        ours, theirs = _origins(before), _origins(after)
        if len(ours) == len(theirs) == 1:
            before.slots.append(replace(theirs[0], slot="destination", rule="exchanged for", is_strong=False))
            after.slots.append(replace(ours[0], slot="destination", rule="exchanged for", is_strong=False))


def _origins(unit: Unit) -> list[Slot]:
    """Return where the goods of a unit of which nothing else is said are from."""
    if unit.slots:
        return unit.slots if len(unit.slots) == 1 and unit.slots[0].slot == "origin" else []
    return [group.origin for group in unit.groups if group.origin]


def make_of_precursors(reading: Reading, units: Sequence[Unit]) -> None:
    """Read "chemicals are bought in A, and drugs are cooked in B": what they are made of goes where they are made."""
    for before, after in pairwise(units):
        if before.groups and after.groups and all(is_precursor(group.words) for group in before.groups):
            _use_in_laboratories(reading, before, after)
        if not (before.groups and after.groups and all(is_precursor(group.words) for group in before.groups)):
            continue
        made = [slot for slot in after.slots if slot.rule == "produce: in"]
        ends = {slot.slot for slot in before.slots}
        if len(made) == 1 and "origin" in ends and "destination" not in ends and before.clause == after.clause:
            before.slots.append(replace(made[0], slot="destination", rule="made into drugs in", is_strong=False))


def _use_in_laboratories(reading: Reading, before: Unit, after: Unit) -> None:
    """Read "chemicals from A are used by laboratories in B to produce drugs": they go to B, and the drugs leave it."""
    for slot in before.slots:
        if slot.rule != "site: in" or before.slots[0] is slot:
            continue
        between = reading.tokens[slot.places.last + 1 : after.groups[0].at]
        if any(token.tags.get("verb") == "produce" for token in between) and between[0].low == "to":
            after.slots.insert(0, replace(slot, is_strong=False))
            before.slots[before.slots.index(slot)] = replace(
                slot, slot="destination", rule="made into drugs in", is_strong=False
            )
            return
