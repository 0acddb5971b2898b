"""Smaller cities, which count only where a sentence says that a name is one: after "from", "to", "via" or "in"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from routemap.drafting.tokens import Token
from routemap.places.cities import everyday_words, sole_countries
from routemap.places.folding import fold

_LEADS = ("from", "to", "via", "in")
_LONGEST_NAME = 3
_MOSTLY = {"tripoli": "LBY", "valencia": "ESP", "cartagena": "COL"}


def settle_shared_names(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with each city that two countries have read as that of one of them.

    It is the one that the sentence names too, else the one that reports mostly mean.
    """
    named = {token.codes[0] for token in tokens if token.kind in ("place", "demonym") and len(token.codes) == 1}
    return [_settle(token, named) if token.has("city") and len(token.codes) > 1 else token for token in tokens]


def _settle(token: Token, named: Set[str]) -> Token:
    beside = [code for code in token.codes if code in named]
    code = beside[0] if len(beside) == 1 else _MOSTLY.get(token.low, "") if not beside else ""
    return replace(token, codes=(code,)) if code in token.codes else token


def name_smaller_cities(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with names of cities put together that are too small, or too common, to be known anywhere."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        length = _city_at(tokens, at, found) if tokens[at].kind == "name" else 0
        if not length:
            found.append(tokens[at])
            at += 1
            continue
        text = " ".join(token.text for token in tokens[at : at + length])
        code = sole_countries()[text]
        found.append(
            replace(
                tokens[at],
                end=tokens[at + length - 1].end,
                text=text,
                tags={"city": "small"},
                kind="place",
                codes=(code,),
            )
        )
        at += length
    return found


def _city_at(tokens: Sequence[Token], at: int, found: Sequence[Token]) -> int:
    """Return how many names a city has that begins here; 0 if none does, or several countries have one so called."""
    if not _is_led(found):
        return 0
    names = at
    while names < len(tokens) and tokens[names].kind == "name" and names - at < _LONGEST_NAME:
        names += 1
    if names < len(tokens) and tokens[names].kind in ("name", "place", "demonym"):
        return 0
    text = " ".join(token.text for token in tokens[at:names])
    return names - at if sole_countries().get(text) and fold(text) not in everyday_words() else 0


def _is_led(found: Sequence[Token]) -> bool:
    """Whether the words before lead a place: a preposition, or another place of a list."""
    at = len(found) - 1
    while at >= 0 and (
        found[at].has("determiner", "conjunction", "placenoun", "adverb")
        or found[at].text in (",", "of")
        or (found[at].kind == "name" and at < len(found) - 1)  # one more of the list, which no table has
    ):
        at -= 1
    if at < 0:
        return False
    joined = at < len(found) - 1 and found[at].kind == "place"
    return joined or found[at].has("cue") or found[at].tags.get("prep") in _LEADS
