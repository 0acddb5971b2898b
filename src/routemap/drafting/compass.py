"""Regions that a sentence puts together from compass words: "Central and South-East Asia", "northern Europe"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from routemap.drafting.tokens import Token
from routemap.places import regions
from routemap.places.scan import scan_words, words_of

_COMPASS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "southeast",
        "southwest",
        "northeast",
        "northwest",
        "southeastern",
        "southwestern",
        "northeastern",
        "northwestern",
    ]
)
_CONTINENTS = frozenset(["asia", "asian", "africa", "african", "europe", "european", "america", "american"])


def compose_regions(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with regions put together from compass words, as in "northern Europe"."""
    found = list(tokens)
    for at, token in enumerate(found):
        if token.kind not in ("place", "demonym") or not token.codes:
            continue
        last = token.low if token.low in _CONTINENTS else _last_word(token.text)
        if last not in _CONTINENTS:
            continue
        before = at - 1
        while before >= 0 and (
            found[before].text in (",", "-", "/") or found[before].has("conjunction") or _is_compass(found[before])
        ):
            if _is_compass(found[before]):
                composed = _region(f"{found[before].text.title()} {last.title()}")
                adjacent = before == at - 1
                if composed and adjacent and token.low in _CONTINENTS:
                    found[before] = replace(found[before], low="", kind="word", tags={"determiner": ""})
                    found[at] = replace(token, codes=(composed,), tags={"region": ""})
                elif composed and not adjacent:
                    found[before] = replace(found[before], kind=token.kind, codes=(composed,), tags={"region": ""})
            before -= 1
    return found


def _is_compass(token: Token) -> bool:
    return token.low in _COMPASS or (token.has("determiner") and token.low.replace("-", "") in _COMPASS)


def _last_word(text: str) -> str:
    return text.replace("-", " ").split()[-1].casefold()


def _region(text: str) -> str:
    mentions = scan_words(words_of(text))
    return (
        mentions[0].codes[0]
        if len(mentions) == 1 and mentions[0].end == len(text) and mentions[0].codes[0] in regions()
        else ""
    )
