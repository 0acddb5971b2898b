"""What a text may be that is no name of a place: a city, people, a code or a translation that does not decide."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from routemap.places.cities import City, countries_of
from routemap.places.codes import codes, is_acronym_by_accident
from routemap.places.countries import place_name
from routemap.places.folding import fold
from routemap.places.foreign_names import foreign_name
from routemap.places.forms import name_meaning, people_codes
from routemap.places.spellings import Meaning, spellings
from routemap.places.suggesting import suggest as suggest_places
from routemap.places.within import known_cities, town_and_country

Option = Literal["", "cities", "demonyms", "former"]

NO_SUCH_PLACE = "no place of this name"
_A_TOTAL = re.compile(r"\b(?:sub)?totals?\b|\btotale?s?\b|\btotaux\b")
_FEW_DIGITS = re.compile(r"[0-9]{1,2}")
_WITH_ARTICLE = re.compile(
    r"United .+|.+ (?:Islands|Territories|Republic)|Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Isle of Man"
    r"|Republic of .+|Caribbean|Balkans|US .+"
)


class Hint(NamedTuple):
    """What a text may be.

    Parameters
    ----------
    note
        Words that say so; they stand behind the text.
    codes
        The places it may be, the likeliest first.
    option
        With which option it is read as such; empty if with none.
    written
        The spelling that is meant where a name is near; else empty.
    """

    note: str
    codes: tuple[str, ...] = ()
    option: Option = ""
    written: str = ""


def said(code: str) -> str:
    """Return a place as a sentence names it, with its code.

    Examples
    --------
    >>> said("NLD"), said("NGA")
    ('the Netherlands (NLD)', 'Nigeria (NGA)')
    """
    name = place_name(code)
    return f"{'the ' if _WITH_ARTICLE.fullmatch(name) else ''}{name} ({code})"


def all_said(found: Iterable[str], last: str = "and") -> str:
    """Return several places as a sentence lists them."""
    *before, final = map(said, found)
    return f"{', '.join(before)} {last} {final}" if before else final


def city_hint(text: str) -> Hint | None:
    """Return what a city is part of: "is a city in Nigeria (NGA)"."""
    known = known_cities(text)
    if found := countries_of(known):
        if len(found) > 1:
            return Hint(f"is the name of cities in {all_said(found)}", found, "cities")
        return Hint(f"is {_what(known, found[0])} {said(found[0])}", found, "cities")
    whole = town_and_country(text)
    if whole is None:
        return None
    if len(whole.codes) > 1:
        return Hint(f"may be a place in {all_said(whole.codes, 'or')}", whole.codes, "cities")
    if whole.is_known or whole.is_listed:
        return Hint(f"names a place in {said(whole.codes[0])}", whole.codes, "cities")
    return Hint(f"is no place; the country is {said(whole.codes[0])}", whole.codes)


def _what(known: tuple[City, ...], code: str) -> str:
    kinds = {city.kind for city in known if city.country == code}
    if "capital" in kinds:
        return "the capital of"
    return "a part of" if kinds == {"area"} else "a city in"


def people_hint(text: str) -> Hint | None:
    """Return whose word a demonym is: "is a word for people and things of Mexico (MEX)"."""
    found = people_codes(text)
    return Hint(f"is a word for people and things of {all_said(found, 'or')}", found, "demonyms") if found else None


def foreign_hint(text: str) -> Hint | None:
    """Return which country has this name in another language, where that does not decide by itself."""
    found = foreign_name(text)
    if found is None or (text.isupper() and len(text) <= 4 and text.isascii()):
        return None
    named = f"a name of {all_said(found.codes, 'or')} in another language"
    if not found.rivals:
        return Hint(f"is {named}, too short to decide by itself", found.codes)
    both = (*found.rivals, *found.codes)
    if city := city_hint(text):
        return Hint(f"{city.note}, and {named}", both, "cities")
    return Hint(f"is a word for people and things of {all_said(found.rivals, 'or')}, and {named}", both, "demonyms")


def hint_of(text: str, *, suggest: bool = True) -> Hint:
    """Return what a text may be that is no place.

    Parameters
    ----------
    text
        What stands in the table, trimmed.
    suggest
        Whether to look for the names nearest to it.
    """
    if "?" in text and (doubted := name_meaning(text.replace("?", " ").strip())) and doubted.codes:
        return Hint(f"{NO_SUCH_PLACE}; write doubt into the column confidence", doubted.codes, "", doubted.written)
    # "Congolaise (RDC)" is people, and no place within the country.
    finds = (foreign_hint, people_hint, city_hint) if "(" in text else (foreign_hint, city_hint, people_hint)
    for find in finds:
        if hint := find(text):
            return hint
    if meaning := codes().get(text.upper()) or (spellings().get(fold(text)) if is_acronym_by_accident(text) else None):
        number = "two" if len(text) == 2 else "three"
        note = f"{NO_SUCH_PLACE}; codes of {number} letters are written in capitals"
        return Hint(note, meaning.codes, "", meaning.written)
    if _FEW_DIGITS.fullmatch(text) and (meaning := codes().get(text.zfill(3))):
        return Hint(f"{NO_SUCH_PLACE}; numeric codes have three digits", meaning.codes, "", meaning.written)
    if _A_TOTAL.search(fold(text)):
        return Hint("stands for a total, not for a place")
    nearest: tuple[Meaning, ...] = suggest_places(text) if suggest else ()
    written = nearest[0].written if len(nearest) == 1 else ""
    return Hint(NO_SUCH_PLACE, tuple(code for meaning in nearest for code in meaning.codes), "", written)
