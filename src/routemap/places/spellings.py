"""Every spelling that the resolver knows in English, and what each of them means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

from routemap.places._tables import read_table
from routemap.places.countries import iso_countries, place_name
from routemap.places.folding import fold
from routemap.places.regions import regions
from routemap.words import LANGUAGES, country_names

Kind = Literal["country", "region", "former", "route", "unknown", "ambiguous"]

_OFFICIAL = re.compile(r"(?P<form>.+? of)(?: the)? (?P<name>.+)")
_INVERTED = re.compile(r"(?P<name>[^,(]+), (?P<form>.+)")
_POINT = re.compile(
    r"(?P<point>(?:North|South)[- ]?(?:East|West)(?:ern)?|(?:North|South|East|West)(?:ern)?|Central)[ ]"
    r"(?=Africa|America|Asia|Europe|Pacific|Balkan)",
    re.IGNORECASE,
)
# "C. Africa", which may be the Central African Republic, and "S. Africa", South Africa, stand before in our own list.
_POINT_OF_COUNTRY = re.compile("(?P<point>North|South|East|West|Central)(?:ern)? (?=[A-Z])")
_SHORT_POINTS = {
    "north": ("N", "N.", "Nth", "No."),
    "south": ("S", "S.", "Sth", "So."),
    "east": ("E", "E."),
    "west": ("W", "W."),
    "northeast": ("NE", "N.E.", "N-E", "N/E", "N. E."),
    "northwest": ("NW", "N.W.", "N-W", "N/W", "N. W."),
    "southeast": ("SE", "S.E.", "S-E", "S/E", "S. E."),
    "southwest": ("SW", "S.W.", "S-W", "S/W", "S. W."),
    "central": ("C", "C.", "Cent.", "Cntrl", "Ctl"),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a spelling stands for.

    Parameters
    ----------
    written
        The spelling as people write it.
    kind
        See `Resolution`.
    codes
        One code for a country or region; the readings or successors for ambiguous and former; else nothing.
    note
        What a reader should know; may be empty.
    """

    written: str
    kind: Kind
    codes: tuple[str, ...]
    note: str = ""


@cache
def spellings() -> Mapping[str, Meaning]:
    """Return what each folded spelling means. Our own table comes first, then ISO 3166-1 and CLDR, then the regions.

    The order decides the few conflicts: "Congo" is ambiguous, although ISO gives the name to one of the two.
    """
    known: dict[str, Meaning] = {}
    own = [*_own(), *_iso()]
    for meaning in (*own, *_regional(), *_foreign(), *_compass(own)):
        known.setdefault(fold(meaning.written), meaning)
    return MappingProxyType(known)


def own_spellings() -> Mapping[str, Meaning]:
    """Return what each folded spelling of our own tables means: all but the names that only pycountry has."""
    known: dict[str, Meaning] = {}
    own = [*_own(), *_usual()]
    for meaning in (*own, *_regional(), *_foreign(), *_compass(own)):
        known.setdefault(fold(meaning.written), meaning)
    return MappingProxyType(known)


def _own() -> Iterator[Meaning]:
    for row in read_table("aliases.csv"):
        yield Meaning(row["name"], cast(Kind, row["kind"]), tuple(row["codes"].split()), row["note"])


def _iso() -> Iterator[Meaning]:
    for country in iso_countries():
        names = (getattr(country, key, "") for key in ("common_name", "name", "official_name"))
        for name in (*names, place_name(country.alpha_3)):
            for variant in _variants(name):
                yield Meaning(variant, "country", (country.alpha_3,))
    yield from _usual()


def _usual() -> Iterator[Meaning]:
    for row in read_table("cldr_names.csv"):
        yield Meaning(row["en"], "country", (row["code"],))


def _foreign() -> Iterator[Meaning]:
    """Yield the names that we give countries ourselves in other languages, as CLDR has no such everyday form."""
    for lang in LANGUAGES:
        for code, name in country_names(lang).items():
            yield Meaning(name, "country", (code,))


def _variants(name: str) -> Iterator[str]:
    """Yield an official name in both orders: "Republic of Korea" and "Korea, Republic of"."""
    if name:
        yield name
        if inverted := _INVERTED.fullmatch(name):
            yield f"{inverted['form']} {inverted['name']}"
        if official := _OFFICIAL.fullmatch(name):
            yield f"{official['name']}, {official['form']}"


def _regional() -> Iterator[Meaning]:
    for region in regions().values():
        for name in (region.name, *region.aliases, *region.names.values()):
            if region.former:
                yield Meaning(name, "former", region.members, region.former)
            else:
                yield Meaning(name, "region", (region.code,))


def _compass(own: Iterable[Meaning]) -> Iterator[Meaning]:
    """Yield names with the points of the compass cut short: "S. America", "SW Asia", "N. Ireland"."""
    for meaning in own:
        if meaning.kind != "unknown" and (found := _POINT_OF_COUNTRY.match(meaning.written)):
            for short in _SHORT_POINTS[found["point"].lower()]:
                yield replace(meaning, written=f"{short} {meaning.written[found.end() :]}")
    for region in regions().values():
        for name in () if region.former else (region.name, *region.aliases):
            if found := _POINT.match(name):
                point = found["point"].replace("-", "").replace(" ", "").lower()
                for short in _SHORT_POINTS[point.removesuffix("ern")]:
                    yield Meaning(f"{short} {name[found.end() :]}", "region", (region.code,))
