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
# Short forms of names that are words unless they stand in capitals: "us", "car", "eau".
_ACRONYMS = frozenset({"us", "car", "eau", "opt", "rok", "rca", "vae"})
# Alpha-2 codes that say yes, no or "not available", or are small words, in the languages of the pages.
_WORD_OF_TWO = re.compile("NO|SI|N[AECPR]|SD|SO|ID|A[MSTU]|B[EY]|D[EO]|E[ST]|I[NST]|LA|M[EY]|PM|S[AE]|TO|VI")
_EVERYDAY = frozenset({"UK", "US", "USA", "EU"})  # short forms among names as much as codes
_CODE = re.compile("[A-Z]{2,3}|[0-9]{3}")
_BETWEEN = re.compile(r"\s*(?:[|>;]|=>|->|→)\s*")
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


def is_acronym_by_accident(text: str) -> bool:
    """Return whether a text is a word that is some country's short form but for its small letters.

    Examples
    --------
    >>> is_acronym_by_accident("us"), is_acronym_by_accident("US"), is_acronym_by_accident("uk")
    (True, False, False)
    """
    return not text.isupper() and text != "oPt" and text.lower() in _ACRONYMS


def words_among_names(texts: Iterable[str]) -> frozenset[str]:
    """Return those of distinct texts that are a code of two letters and a word, where all the others are names.

    Examples
    --------
    >>> words_among_names(["Norway", "Spain", "NO"]), words_among_names(["NO", "SE"])
    (frozenset({'NO'}), frozenset())
    """
    filled = {part for text in texts for part in _BETWEEN.split(text) if part}
    words = frozenset(part for part in filled if _WORD_OF_TWO.fullmatch(part))
    others = filled - words - _EVERYDAY
    if not words or not any(len(text) > 3 for text in others):
        return frozenset()
    return frozenset() if any(_CODE.fullmatch(text) and text in codes() for text in others) else words


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
