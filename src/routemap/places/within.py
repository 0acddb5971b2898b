"""A place within a country and the country, in one text: "Rotterdam, Netherlands", "Houston, TX".

Behind a comma many a word is a part of some other country than the one whose name or code it is: the CA of Los Angeles
is no Canada, the Georgia of Atlanta no Georgia. The town says which is meant; where it does not, all are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from routemap.places.cities import City, cities
from routemap.places.folding import fold
from routemap.places.forms import codes_in, name_meaning
from routemap.places.spellings import Meaning

_TO_PART = re.compile(r"\s*[,:/()]\s*|\s+[-–—]\s+")
_PORT = re.compile(
    r"(?:the )?(?:sea)?port of (?P<a>.+)|(?P<b>.+?) (?:sea)?(?:port|harbou?r|(?:international )?airport|city)"
)
# What people write behind a town for the state it lies in.
_STATES = {
    "USA": "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH "
    "OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC",
    "CAN": "AB BC MB NB NL NS NT NU ON PE PEI QC SK YT",
    "BRA": "AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO",
    "AUS": "NSW VIC QLD SA WA TAS ACT NT",
}
# A country → others that have or had a part of its name, or that share it: Georgia, Macedonia in Greece, Belfast.
_SHARED = {
    "GEO": ("USA",),
    "AZE": ("IRN",),
    "CHN": ("HKG", "MAC", "TWN"),
    "DMA": ("DOM",),
    "GIN": ("GNB", "GNQ", "PNG", "GUF"),
    "IRL": ("GBR",),
    "ISR": ("PSE",),
    "JEY": ("USA",),
    "LUX": ("BEL",),
    "MDA": ("ROU",),
    "MKD": ("GRC",),
    "MNG": ("CHN",),
    "NER": ("NGA",),
    "SDN": ("SSD",),
    "SRB": ("XKX",),
    "TLS": ("IDN",),
    "WSM": ("ASM",),
}


class TownAndCountry(NamedTuple):
    """A text that names a place within a country, and the country: "Rotterdam, Netherlands".

    Parameters
    ----------
    codes
        Code of the country; of all that may be meant where the text does not say which.
    town
        The words for the place within it.
    is_known
        Whether we know the place, and in that country.
    is_listed
        Whether the country stands behind a comma or in front of a dash, and not in brackets.
    """

    codes: tuple[str, ...]
    town: str
    is_known: bool
    is_listed: bool


def town_and_country(text: str) -> TownAndCountry | None:
    """Return the country of a text that names a place within it too; None where it names two countries, or none.

    Examples
    --------
    >>> town_and_country("Rotterdam, Netherlands")
    TownAndCountry(codes=('NLD',), town='Rotterdam', is_known=True, is_listed=True)
    >>> town_and_country("Hezbollah (Lebanon)").is_known, town_and_country("France, Germany")
    (False, None)
    >>> town_and_country("Denver, CO").codes, town_and_country("Cuba, Missouri").codes
    (('USA',), ('USA', 'CUB'))
    """
    parts = [part for part in _TO_PART.split(text.strip()) if part]
    if len(parts) < 2:
        return None
    is_listed = "(" not in text
    *towns, last = parts
    if is_listed and (states := _states().get(last)):
        return _in_state(towns, name_meaning(last), states)
    meanings = {part: name_meaning(part) for part in parts}
    countries = {part: meaning.codes[0] for part, meaning in meanings.items() if meaning and meaning.kind == "country"}
    towns = [part for part in parts if part not in countries]
    code = next(iter(countries.values()), "")
    if not towns or len(set(countries.values())) > 1 or not all(_may_be_town(meanings[town], code) for town in towns):
        return None
    within = [_countries(town, meanings[town]) for town in towns]
    if not code:
        shared = set.intersection(*within)
        if not shared and all(within) and any(city.kind == "area" for city in known_cities(last)):
            both = tuple(dict.fromkeys((*sorted(within[-1]), *sorted(within[0]))))
            return TownAndCountry(both, towns[0], False, is_listed)  # "Naples, Florida"
        return TownAndCountry((shared.pop(),), towns[0], True, is_listed) if len(shared) == 1 else None
    if any(not there and set(codes_in(town)) - {code} for town, there in zip(towns, within, strict=True)):
        return None  # "Colombia, Ecuador and Peru"
    is_known = all(code in there for there in within)
    elsewhere = set.union(*within) - {code}
    # Behind a town a country is beyond doubt, unless a part of another has its name; before it, only one that has it.
    is_said = last in countries and len(last) > 2  # "Napoli, NA" is in a province, not in Namibia
    others = set(_SHARED.get(code, ())) if is_said else elsewhere
    if code == "GEO" and not any(within):
        elsewhere |= others
    if not is_known and (rivals := sorted(elsewhere & others)):
        return TownAndCountry((*rivals, code), towns[0], False, is_listed)
    return TownAndCountry((code,), towns[0], is_known, is_listed and "," in text)


def _in_state(towns: list[str], meaning: Meaning | None, states: tuple[str, ...]) -> TownAndCountry | None:
    """Return what a town with two letters behind it may be: "Norfolk, VA" is in Virginia, not in the Vatican."""
    codes = tuple(dict.fromkeys((*states, *(meaning.codes if meaning else ()))))
    within = [_countries(town, None) for town in towns]
    if not all(within):
        named = [found.codes[0] for town in towns if (found := name_meaning(town)) and found.kind == "country"]
        everything = tuple(dict.fromkeys((*codes, *named)))
        if meaning is None and not named:
            return None
        return TownAndCountry(everything, towns[0], False, True)
    shared = set.intersection(*within)
    meant = tuple(code for code in codes if code in shared)
    return TownAndCountry(meant or (*codes, *sorted(shared)), towns[0], len(meant) == 1, True)


@cache
def _states() -> Mapping[str, tuple[str, ...]]:
    """Return the countries that have a state of so many letters: CA, SC, NSW."""
    found: dict[str, tuple[str, ...]] = {}
    for country, states in _STATES.items():
        for state in states.split():
            found[state] = (*found.get(state, ()), country)
    return MappingProxyType(found)


def _may_be_town(meaning: Meaning | None, code: str) -> bool:
    """Return whether a part of a text may be a place within a country: no region, but "Punjab" before "Pakistan"."""
    return (
        meaning is None
        or meaning.kind == "unknown"
        or (meaning.kind == "ambiguous" and (not code or code in meaning.codes))
    )


def _countries(town: str, meaning: Meaning | None) -> set[str]:
    shared = meaning.codes if meaning and meaning.kind == "ambiguous" else ()
    return {city.country for city in known_cities(town)} | set(shared)


def known_cities(text: str) -> tuple[City, ...]:
    """Return the cities that a text names, also as "Port of Antwerp", "Tangier port" or "Mexico, New"."""
    return next(filter(None, (cities().get(name) for name in _names_of(text))), ())


def _names_of(text: str) -> Iterator[str]:
    yield fold(text)
    if found := _PORT.fullmatch(text.strip().lower()):
        yield fold(found["a"] or found["b"])
    if text.count(",") == 1:
        yield fold(" ".join(reversed(text.split(","))))
