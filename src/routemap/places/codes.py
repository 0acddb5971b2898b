"""Codes of places: ISO 3166-1, slugs of regions, and what other bodies use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from routemap.places._tables import read_table
from routemap.places.countries import iso_countries, place_name
from routemap.places.folding import fold
from routemap.places.regions import regions
from routemap.places.spellings import Meaning, spellings

# Alpha-3 codes that are words or names in small letters, in one language or another of our readers: "and", "per".
_WORDS = frozenset(
    re.findall(
        "[a-z]{3}",
        """ago aia ala and are arm aus aut bel ben bes bol bra can che cod cog col com cri cub dom est fin fra fro gab
    geo gib gin gum guy hun ind ken lie lux mac man mar mus nam nic nor pan per png pol pri rom rus sau sen som sur ton
    tun tur ury vat ven vir""",
    )
)
_SMALL_CODE = re.compile("[a-z]{3}")
_ENOUGH, _MOST = 4, 0.8


@cache
def codes() -> Mapping[str, Meaning]:
    """Return what each code means: ISO 3166-1 alpha-2, alpha-3 and numeric, slugs, and what other bodies use."""
    known: dict[str, Meaning] = {}
    for country in iso_countries():
        meaning = Meaning(place_name(country.alpha_3), "country", (country.alpha_3,))
        known |= dict.fromkeys((country.alpha_2, country.alpha_3, country.numeric), meaning)
    known["XKX"] = Meaning(place_name("XKX"), "country", ("XKX",))
    for slug, region in regions().items():
        known[slug] = Meaning(region.name, "region", (slug,))
    for row in read_table("codes.csv"):
        known[row["code"]] = spellings()[fold(row["name"])]
    return MappingProxyType(known)


@cache
def _iso_alpha_3() -> frozenset[str]:
    return frozenset(country.alpha_3 for country in iso_countries()) | {"XKX"}


def code_meaning(text: str) -> Meaning | None:
    """Return what a code means; None for what is none, or none beyond doubt.

    Alpha-3 codes may stand in small letters, unless that makes a word of them; all other codes are as written.

    Examples
    --------
    >>> code_meaning("AND").codes, code_meaning("nld").codes, code_meaning("and")
    (('AND',), ('NLD',), None)
    """
    if meaning := codes().get(text):
        return meaning
    if len(text) == 3 and text.lower() not in _WORDS and (capitals := text.upper()) in _iso_alpha_3():
        return codes()[capitals]
    return None


def are_small_codes(texts: Iterable[str]) -> bool:
    """Return whether distinct texts are, as a company, alpha-3 codes in small letters: then ``and`` is Andorra too.

    Examples
    --------
    >>> are_small_codes(["nld", "deu", "nor", "and", "swe"]), are_small_codes(["and", "Norway"])
    (True, False)
    """
    filled = [text for text in texts if text]
    small = sum(1 for text in filled if _SMALL_CODE.fullmatch(text) and text.upper() in _iso_alpha_3())
    return small >= _ENOUGH and small >= _MOST * len(filled)
