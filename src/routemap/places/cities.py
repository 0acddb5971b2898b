"""Cities, ports and parts of countries: names that say in which country something is."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from routemap.lazy import remember
from routemap.places._tables import read_table
from routemap.places.folding import fold

# A name that several countries share means the city that is so many times larger than the next: London, Kingston.
_CLEARLY_LARGER = 5
# A name on our own list means what stands there, unless another city is more than half as large: Valencia.
_NO_SMALLER = 2
# What a place on our own list counts as that GeoNames has not, or under another name: Odessa, Santa Cruz.
_AS_LARGE = {"area": 5_000_000}
_AS_LARGE_ELSE = 1_000_000


@dataclass(frozen=True, slots=True)
class City:
    """A city, port, town or part of a country.

    Parameters
    ----------
    name
        As people write it.
    country
        Code of the country that it is in.
    kind
        ``capital``, ``city``, ``port``, ``town`` or ``area``.
    population
        Number of people where GeoNames gives it, else 0.
    """

    name: str
    country: str
    kind: str
    population: int


@remember
def cities(least_people: int = 0) -> Mapping[str, tuple[City, ...]]:
    """Return cities by their folded name: our own list first, then by population.

    Parameters
    ----------
    least_people
        How many people a city must have that is not on our own list.

    Examples
    --------
    >>> [city.country for city in cities()["antwerp"]]
    ['BEL']
    """
    found: dict[str, list[City]] = {}
    for row in read_table("towns.csv"):
        if row["kind"] != "word":
            found.setdefault(fold(row["name"]), []).append(City(row["name"], row["country"], row["kind"], 0))
    rows = [row for row in read_table("cities.csv") if int(row["population"]) >= least_people]
    for row in sorted(rows, key=lambda row: -int(row["population"])):
        kind = "capital" if row["capital"] == "yes" else "city"
        city = City(row["name"], row["country"], kind, int(row["population"]))
        found.setdefault(fold(row["name"]), []).append(city)
    return MappingProxyType({name: tuple(known) for name, known in found.items()})


@cache
def everyday_words() -> frozenset[str]:
    """Return the folded names of cities that are words or names of people in most texts: Nice, Reading, Victoria."""
    return frozenset(fold(row["name"]) for row in read_table("towns.csv") if row["kind"] == "word")


@cache
def sole_countries() -> Mapping[str, str]:
    """Return the country of each city of 100,000 people and more, by its name as written.

    It is empty where cities of several countries have the name.

    Examples
    --------
    >>> sole_countries()["Ensenada"], sole_countries()["Valencia"]
    ('MEX', '')
    """
    found: dict[str, str] = {}
    for row in read_table("cities.csv"):
        found[row["name"]] = row["country"] if found.get(row["name"], row["country"]) == row["country"] else ""
    return found


def cities_named(text: str) -> tuple[City, ...]:
    """Return the cities of a name, as it is written: "França" is no way to write Franca, "Malaga" one for Málaga.

    Examples
    --------
    >>> cities_named("França"), [city.name for city in cities_named("Aachen")]
    ((), ['Aachen'])
    """
    known = cities().get(fold(text), ())
    if text.isascii():
        return known
    written = _as_written(text)
    # Of several spellings in our tables one is enough: Male and Malé.
    is_known = any(not city.name.isascii() or _as_written(city.name) == written for city in known)
    return known if is_known else ()


def _as_written(text: str) -> str:
    # GeoNames leaves out many an acute accent: San Martin.
    plain = unicodedata.normalize("NFD", text).replace("\u0301", "")
    return unicodedata.normalize("NFC", plain).casefold()


def city_countries(text: str) -> tuple[str, ...]:
    """Return the codes of the countries that a city may be in: none, one, or several.

    A name on our own list means what is written there, unless a city elsewhere is more than half as large; else the
    largest city counts alone when it is five times as large as the next one of its name.

    Examples
    --------
    >>> city_countries("Lagos"), city_countries("London"), city_countries("Hyderabad"), city_countries("Laos")
    (('NGA',), ('GBR',), ('IND', 'PAK'), ())
    """
    return countries_of(cities().get(fold(text), ()))


def countries_of(known: tuple[City, ...]) -> tuple[str, ...]:
    """Return the codes of the countries that cities of one name may stand for; see `city_countries`."""
    own = tuple(dict.fromkeys(city.country for city in known if not city.population))
    if own or not known:
        mine = [city for city in known if city.country in own]
        people = max((city.population for city in mine), default=0)
        people = people or max((_AS_LARGE.get(city.kind, _AS_LARGE_ELSE) for city in mine), default=0)
        large = (city.country for city in known if _NO_SMALLER * city.population > people)
        return tuple(dict.fromkeys((*own, *large)))
    first = known[0]
    rivals = [city for city in known if city.country != first.country]
    if all(first.population >= _CLEARLY_LARGER * city.population for city in rivals):
        return (first.country,)
    return tuple(dict.fromkeys(city.country for city in known))
