"""Seas, gulfs and straits, which are named after places and are none: "the Arabian Sea", "the Gulf of California"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from routemap.drafting.tokens import Token

_OF = frozenset(("Gulf", "Bay", "Strait", "Straits", "Sea", "Cape", "Mouth"))
_SEAS = frozenset(("Sea", "Ocean"))
_AFTER_PLACES = _SEAS | {"Channel", "Strait", "Straits", "Gulf", "Bay"}
_OCEANS = ("indian-ocean-islands",)
_LAND = frozenset(("island", "islands", "state", "states", "region", "countries", "nations", "rim", "territories"))


def name_waters(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with names of waters put together, which no rule takes for the place in them."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        length = _length(tokens, at)
        if not length:
            found.append(tokens[at])
            at += 1
            continue
        named = tokens[at : at + length]
        text = " ".join(token.text for token in named)
        found.append(
            replace(
                named[0],
                end=named[-1].end,
                text=text,
                low=text.casefold(),
                tags={"mask": ""},
                kind="word",
                codes=(),
            )
        )
        at += length
    return found


def _length(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens name waters from one on; 0 if none does."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.codes == _OCEANS and token.text.endswith("Ocean"):
        return 0 if after is not None and after.low in _LAND else 1
    if after is None:
        return 0
    beyond = tokens[at + 2] if at + 2 < len(tokens) else None
    if token.text in _OF and after.low == "of" and beyond is not None and beyond.kind in ("place", "name"):
        return 3
    names = token.kind in ("place", "demonym")
    if (names and after.text in _AFTER_PLACES) or (token.kind == "name" and after.text in _SEAS):
        return 0 if beyond is not None and beyond.low in _LAND else 2
    return 0
