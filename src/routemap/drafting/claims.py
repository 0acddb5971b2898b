"""Slots → claims: who or what moves, from where, through what, to where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from routemap.drafting.goods import Group
from routemap.drafting.slot import Slot

_MOST_CHAINS = 60
ENDS = ("origin", "destination")
GOES_ON = "goes on from the sentence before"


@dataclass(slots=True)
class Claim:
    """One claim of one sentence; alternatives stand side by side.

    Parameters
    ----------
    groups
        What moves; of one market.
    origin, destination
        Codes of alternatives.
    transit
        Stages in travel order, each a list of alternatives.
    slots
        The slots it is made of, with their rules.
    inferred
        Which ends were filled with the report's subject.
    unresolved, unknown_ends
        Words of places that are not known, and the ends that they stand at.
    weak
        Rules that do not say plainly what they say.
    location, seized
        Places beside the movement, and where something was found.
    role
        The role that a place was said to have.
    opens
        Whether the role can be said of nothing but the report's subject: its words open a fragment, or "the country"
        has it.
    inherited
        Slots of an end that was said before, for another claim of the sentence, and holds for this one too.
    both_ways
        Whether the next claim tells another way to the same end, which may be said there.
    passed_on
        Whether what was reached first was only a stage of the way.
    first, last
        The tokens between which its words stand.
    confidence, magnitude
        How far the source supports it, and its words on size.
    doubts
        What speaks against trusting the engine with it.
    """

    groups: list[Group] = field(default_factory=list)
    origin: list[str] = field(default_factory=list)
    transit: list[list[str]] = field(default_factory=list)
    destination: list[str] = field(default_factory=list)
    directed: bool = True
    slots: list[Slot] = field(default_factory=list)
    inherited: list[Slot] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    inferred: list[str] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    unknown_ends: set[str] = field(default_factory=set)
    weak: list[str] = field(default_factory=list)
    location: Slot | None = None
    seized: Slot | None = None
    role: tuple[str, ...] = ()
    passed_on: bool = False
    opens: bool = False
    both_ways: bool = False
    first: int = 10**6
    last: int = -1
    confidence: str = "high"
    magnitude: str = ""
    doubts: list[str] = field(default_factory=list)

    def copy(self) -> Claim:
        """Return a claim that starts out alike."""
        return replace(
            self,
            groups=list(self.groups),
            origin=list(self.origin),
            transit=[list(stage) for stage in self.transit],
            destination=list(self.destination),
            slots=list(self.slots),
            inherited=list(self.inherited),
            rules=list(self.rules),
            inferred=list(self.inferred),
            unresolved=list(self.unresolved),
            unknown_ends=set(self.unknown_ends),
            weak=list(self.weak),
        )

    def reach(self, at: int) -> None:
        """Note that a token belongs to the claim."""
        self.first, self.last = min(self.first, at), max(self.last, at)

    @property
    def tier(self) -> str:
        """How far to trust the engine: A where nothing speaks against it, else B."""
        return "B" if self.doubts else "A"

    @property
    def places(self) -> list[str]:
        """All codes of the claim."""
        return [*self.origin, *(code for stage in self.transit for code in stage), *self.destination]

    @property
    def is_flow(self) -> bool:
        """Whether it names two places or more, at different ends or stages."""
        return sum((bool(self.origin), bool(self.destination), len([s for s in self.transit if s]))) > 1

    def put(self, slot: Slot, name: str) -> None:
        """Put the places of a slot at an end."""
        codes = getattr(self, name)
        codes.extend(code for code in slot.places.codes if code not in codes)
        self.note(slot, name)

    def note(self, slot: Slot, name: str) -> None:
        """Keep account of a slot that was used."""
        self.slots.append(slot)
        if slot.rule not in self.rules:
            self.rules.append(slot.rule)
        self.unresolved.extend(words for words in slot.places.unresolved if words not in self.unresolved)
        if not slot.places.codes:
            self.unknown_ends.add(name)
        if not slot.is_strong:
            self.weak.append(slot.rule)
        self.reach(slot.at)
        self.reach(slot.places.last)

    def guess(self, rule: str) -> None:
        """Note a rule that reads more out of the text than it says."""
        self.rules.append(rule)
        self.weak.append(rule)

    def has(self, name: str) -> bool:
        """Whether an end or the transit is said, be it in words that are no known place."""
        return bool(getattr(self, name)) or name in self.unknown_ends


def cell(alternatives: Iterable[str]) -> str:
    """Return alternatives as a cell of the routes table."""
    return " | ".join(dict.fromkeys(alternatives))


def transit_cell(stages: Sequence[Sequence[str]]) -> str:
    """Return the stages of a claim as a cell: every chain of one alternative of each stage."""
    kept = [stage for stage in stages if stage]
    if not kept:
        return ""
    total = 1
    for stage in kept:
        total *= len(stage)
    chains = product(*kept) if total <= _MOST_CHAINS else zip(*[[stage[0]] for stage in kept], strict=True)
    return cell(" > ".join(_without_repeats(chain)) for chain in chains)


def _without_repeats(chain: Sequence[str]) -> list[str]:
    return [code for at, code in enumerate(chain) if not at or code != chain[at - 1]]
