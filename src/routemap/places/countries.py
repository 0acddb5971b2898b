"""The countries: ISO 3166-1 as pycountry has it, and Kosovo; their codes, and names for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from routemap.errors import PlaceError
from routemap.lazy import remember
from routemap.places._tables import read_table
from routemap.places.regions import regions
from routemap.words import LANGUAGES, country_names

KOSOVO = "XKX"
"""Kosovo has no ISO code; XKX is the user-assigned one that most of the world's data carry."""


@remember
def country_codes() -> tuple[str, ...]:
    """Return the alpha-3 codes of the 249 countries of ISO 3166-1 and XKX, in alphabetical order.

    Examples
    --------
    >>> len(country_codes()), country_codes()[:2]
    (250, ('ABW', 'AFG'))
    """
    return tuple(sorted([country.alpha_3 for country in iso_countries()] + [KOSOVO]))


def iso_countries() -> Iterator[Any]:
    """Yield pycountry's records; the import waits until a country is asked for, which keeps ours fast."""
    import pycountry

    yield from pycountry.countries


def place_name(code: str, lang: str = "en") -> str:
    """Return the everyday name of a country or region.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-3, ``XKX``, or a region's slug.
    lang
        One of `routemap.words.LANGUAGES`, such as ``fr`` or ``nb`` (Norwegian bokmål).

    Raises
    ------
    PlaceError
        If there is no such place, or no names in that language.

    Examples
    --------
    >>> place_name("BOL"), place_name("NOR", "fr"), place_name("west-africa", "nb")
    ('Bolivia', 'Norvège', 'Vest-Afrika')
    """
    if lang not in LANGUAGES:
        raise PlaceError(f"no place names in language {lang!r}; expected one of {', '.join(LANGUAGES)}")
    if code in (known := regions()):
        return known[code].names[lang]
    try:
        return _country_names(lang)[code]
    except KeyError:
        raise PlaceError(f"no place has the code {code!r}; expected ISO 3166-1 alpha-3, XKX or a region") from None


@cache
def _country_names(lang: str) -> Mapping[str, str]:
    """Return all countries' names in one language: ours where CLDR has no everyday form, else CLDR's.

    In English, pycountry's instead of CLDR's, which are those of ISO.
    """
    if lang == "en":
        names = {one.alpha_3: getattr(one, "common_name", one.name) for one in iso_countries()}
    else:
        names = {row["code"]: row[lang].partition("|")[0] for row in read_table("cldr_names.csv")}
    return MappingProxyType({**names, **country_names(lang)})
