"""Names of countries in other languages: CLDR's for the languages that most tables are in, pycountry's for the rest.

A translation decides by itself only where nothing speaks against it. "Granada" is Grenada in Spanish and a city in
Spain, "Man" is the Isle of Man in Norwegian and a city in Côte d'Ivoire, and of four letters or fewer there are words
in every language ("pain" is Spain in one of them): such a name is told, and the reader says what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from routemap.places._tables import read_table
from routemap.places.cities import cities_named, countries_of
from routemap.places.demonyms import demonyms
from routemap.places.folding import fold
from routemap.places.translations import count_catalogues, translated_codes

_SHORT, _TOO_SHORT = 4, 3


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
    """

    codes: tuple[str, ...]
    is_certain: bool
    rivals: tuple[str, ...] = ()


def foreign_name(text: str) -> ForeignName | None:
    """Return what a text means as the name of a country in another language; None if it is none.

    Examples
    --------
    >>> foreign_name("Norvège"), foreign_name("Norfolk")
    (ForeignName(codes=('NOR',), is_certain=True, rivals=()), ForeignName(codes=('NFK',), is_certain=False, \
rivals=('USA',)))
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
    is_short = folded.isascii() and len(folded) <= _SHORT
    return ForeignName(codes, not (rivals or is_short or len(codes) > 1), rivals)


@cache
def cldr_names() -> Mapping[str, tuple[str, ...]]:
    """Return the codes that each folded name of Unicode CLDR means, in the languages of our table."""
    known: dict[str, tuple[str, ...]] = {}
    for row in read_table("cldr_names.csv"):
        for lang, names in row.items():
            for name in () if lang == "code" else names.split("|"):
                before = known.get(key := fold(name), ())
                known[key] = tuple(dict.fromkeys((*before, row["code"])))
    return MappingProxyType(known)


def _namesakes(text: str, folded: str) -> tuple[str, ...]:
    """Return the codes of countries with a city or people of this name: "Franca" is a city in Brazil, "França" none."""
    people = demonyms().get(folded)
    return (*countries_of(cities_named(text)), *(people.codes if people else ()))
