"""The stages of reading a sentence, and what earlier sentences hand on to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from routemap.drafting.claims import Claim
from routemap.drafting.goods import Group
from routemap.drafting.place_list import PlaceList
from routemap.drafting.roles import Role
from routemap.drafting.slot import Slot
from routemap.drafting.tokens import Token

_ARRIVING = frozenset({"arrive", "enter", "bring_in", "import", "buy", "exploit", "consume", "sell"})
_LEAVING = frozenset({"export", "leave"})


@dataclass(slots=True)
class Context:
    """What earlier sentences and headings say.

    Parameters
    ----------
    market
        The market of the section's heading; empty if it names none.
    groups
        Goods and people named last.
    is_illicit
        Whether the sentence before speaks of something illicit.
    reached
        Codes of where the movement of the sentence before ended, for "from there" and "they travel on".
    left
        Codes of where what the sentence before tells of is from, if it says no more: "The pills are made in A. They …".
    found
        Codes of where the sentence before says that goods were found or used, for "the shipment came from B".
    """

    market: str = ""
    groups: list[Group] = field(default_factory=list)
    is_illicit: bool = False
    reached: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What the engine makes of one sentence.

    Parameters
    ----------
    tokens, lists, slots, roles, groups
        The stages, as `--explain` shows them.
    claims
        The claims; ends that stand for the report's subject are still to be filled in.
    reason
        Code of why there are none (``silence.…`` of `routemap.words`); empty if there are some, or if nothing could be
        expected.
    number
        Of what the reason speaks: letters, or the sentence that says as much.
    """

    tokens: list[Token]
    lists: list[PlaceList]
    slots: list[Slot]
    roles: list[Role]
    groups: list[Group]
    negated: list[bool]
    clauses: list[int]
    claims: list[Claim] = field(default_factory=list)
    reason: str = ""
    number: int = 0

    @property
    def is_illicit(self) -> bool:
        """Whether something in the sentence is illicit by its words."""
        return any(token.has("illicit") or token.tags.get("lawful_goods") == "no" for token in self.tokens)

    def arrives(self, clause: int | None = None) -> bool:
        """Whether a verb or noun of arriving stands in the sentence: it points at the place the report is about."""
        return any(
            self._class(at) in _ARRIVING
            or token.tags.get("noun") == "import"
            or (token.has("cue") and token.low.startswith("import"))
            for at, token in self._of(clause)
        )

    def leaves(self, clause: int | None = None) -> bool:
        """Whether a verb or noun of leaving stands in the sentence."""
        return any(self._class(at) in _LEAVING or token.tags.get("noun") == "export" for at, token in self._of(clause))

    def produces(self, clause: int) -> bool:
        """Whether something is made, grown or taken in a clause: what then leaves, leaves from there."""
        return any(self._class(at) == "produce" or token.low.startswith("stolen ") for at, token in self._of(clause))

    def _of(self, clause: int | None) -> list[tuple[int, Token]]:
        return [(at, token) for at, token in enumerate(self.tokens) if clause is None or self.clauses[at] == clause]

    def _class(self, at: int) -> str:
        token = self.tokens[at]
        return "" if token.has("determiner", "role", "placenoun") else token.tags.get("verb", "")
