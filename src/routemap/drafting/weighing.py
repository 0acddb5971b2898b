"""Which doubts make a claim doubtful: a grave one does alone, a slight one only with another.

How slight each is was counted on claims that engines of the time made of sentences which they had never seen: see
``docs/drafting.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routemap.drafting.claims import GOES_ON, Claim
from routemap.drafting.place_list import PlaceList
from routemap.drafting.stages import Reading
from routemap.drafting.tokens import Token

_SLIGHT = frozenset(
    [
        "lay",
        "maybe_lawful",
        "lawful",
        "pronoun",
        "named_before",
        "several_claims",
        "relative",
        "many_places",
        "opening",
        "exports",
    ]
)
_IMPLIED = {"lay": {"beside_verb", "only_beside"}, "named_before": {"only_beside"}}  # they say the same again
_PLAIN_ORIGINS = ("goods: from", "move: from")  # right more often than others, whatever else the sentence holds
_RELATIVES = ("which", "who", "whom", "whose", "where")
_MANY_PLACES = 4


def weigh(reading: Reading, claim: Claim) -> None:
    """Settle in place what speaks against a claim: nothing does where its doubts are too slight to count.

    What the sentence around a flow is like counts as slight doubts too.
    """
    if not claim.is_flow:
        return
    told = list(dict.fromkeys([*claim.doubts, *_of_sentence(reading, claim)]))
    implied = set[str]().union(*(_IMPLIED.get(code, ()) for code in told))
    if GOES_ON in claim.rules:
        implied.discard("only_beside")  # where it is from is a guess
    counted = [code for code in told if code not in implied]
    grave = any(code not in _SLIGHT for code in counted)
    borne = 2 if any(rule in _PLAIN_ORIGINS for rule in claim.rules) else 1
    claim.doubts = told if grave or len(counted) > borne else []


def _of_sentence(reading: Reading, claim: Claim) -> Iterator[str]:
    tokens = reading.tokens
    if "leave: object" in claim.rules:
        yield "leaves"
    if len(reading.claims) > 1:
        yield "several_claims"
    if any(token.low in _RELATIVES for token in tokens):
        yield "relative"
    if len(reading.lists) >= _MANY_PLACES:
        yield "many_places"
    if _is_opened(tokens, reading.lists, claim.first):
        yield "opening"
    if any(slot.governor == "export" for slot in claim.slots):
        yield "exports"


def _is_opened(tokens: Sequence[Token], lists: Sequence[PlaceList], first: int) -> bool:
    """Whether a phrase, closed by a comma, stands before all that a claim is made of."""
    return any(
        token.text == "," and not any(one.first <= at <= one.last for one in lists)
        for at, token in enumerate(tokens[: max(0, first)])
    )
