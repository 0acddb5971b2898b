"""Names of countries in other languages: CLDR's for the languages that most tables are in, pycountry's for the rest.

A translation decides by itself only where nothing speaks against it. "Granada" is Grenada in Spanish and a city in
Spain, "Man" is the Isle of Man in Norwegian and a city in Côte d'Ivoire, and of four letters or fewer there are words
in every language ("pain" is Spain in one of them): such a name is told, and the reader says what it is. So is one that
hardly any language has and that is one slip of the pen from another country's English name: "Nigera" is Niger in one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from routemap.places._tables import read_table
from routemap.places.cities import cities_named, countries_of
from routemap.places.countries import iso_countries, place_name
from routemap.places.demonyms import demonyms
from routemap.places.folding import fold
from routemap.places.suggesting import edit_distance
from routemap.places.translations import count_catalogues, translated_codes

_SHORT, _TOO_SHORT = 4, 3
_FEW = 3  # catalogues of 159


class ForeignName(NamedTuple):
    """What a name means in another language.

    Parameters
    ----------
    codes
        The codes of the countries it may mean.
    is_certain
        Whether it decides by itself.
    rivals
        The codes of other countries that have a city, or people, of that name.
    is_slip
        Whether it is more likely the country's English name misspelt: one slip from it, and the name in one language
        of many.
    """

    codes: tuple[str, ...]
    is_certain: bool
    rivals: tuple[str, ...] = ()
    is_slip: bool = False


def foreign_name(text: str) -> ForeignName | None:
    """Return what a text means as the name of a country in another language; None if it is none.

    Examples
    --------
    >>> foreign_name("Norvège").is_certain, foreign_name("Norfolk").rivals, foreign_name("Nigera").codes
    (True, ('USA',), ('NER', 'NGA'))
    """
    folded = fold(text)
    is_ours = folded in cldr_names()
    codes = cldr_names()[folded] if is_ours else translated_codes(folded)
    if not codes:
        return None
    rivals = tuple(code for code in _namesakes(text, folded) if code not in codes)
    if is_ours:
        return ForeignName(codes, not rivals, rivals)
    if folded in demonyms() or (folded.isascii() and len(folded) <= _TOO_SHORT):
        return None
    if rivals and count_catalogues(folded) == 1:
        return None  # one catalogue of many against a city that is on every map
    slips = _slips(folded) if count_catalogues(folded) <= _FEW else frozenset()
    if others := slips.difference(codes):
        return ForeignName((*codes, *sorted(others)), is_certain=False)
    is_short = folded.isascii() and len(folded) <= _SHORT
    is_slip = bool(slips) and count_catalogues(folded) == 1
    return ForeignName(codes, not (rivals or is_short or len(codes) > 1), rivals, is_slip)


def _slips(folded: str) -> frozenset[str]:
    """Return the codes of the countries whose everyday English name is one typing error away."""
    near = (name for name in _english() if abs(len(name) - len(folded)) < 2 and edit_distance(name, folded) == 1)
    return frozenset(_english()[name] for name in near)


@cache
def _english() -> Mapping[str, str]:
    return MappingProxyType({fold(place_name(one.alpha_3)): one.alpha_3 for one in iso_countries()})


@cache
def cldr_names() -> Mapping[str, tuple[str, ...]]:
    """Return the codes that each folded name of Unicode CLDR means, in the languages of our table."""
    known: dict[str, tuple[str, ...]] = {}
    for row in read_table("cldr_names.csv"):
        for lang, names in row.items():
            for name in () if lang == "code" else _written_out(names).split("|"):
                before = known.get(key := fold(name), ())
                known[key] = tuple(dict.fromkeys((*before, row["code"])))
    return MappingProxyType(known)


def _written_out(names: str) -> str:
    """Return Russian names with islands written out too, as everybody but CLDR does: "Бермудские о-ва"."""
    return f"{names}|{names.replace('о-ва', 'острова').replace('о-в ', 'остров ')}" if "о-в" in names else names


def _namesakes(text: str, folded: str) -> tuple[str, ...]:
    """Return the codes of countries with a city or people of this name: "Franca" is a city in Brazil, "França" none."""
    people = demonyms().get(folded)
    return (*countries_of(cities_named(text)), *(people.codes if people else ()))
