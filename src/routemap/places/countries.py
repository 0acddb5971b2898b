"""The countries: ISO 3166-1 as pycountry has it, and Kosovo; their codes, and names for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations, translation
from types import MappingProxyType
from typing import Any

from routemap.errors import PlaceError
from routemap.lazy import remember
from routemap.places._tables import read_table
from routemap.places.regions import regions
from routemap.words import LANGUAGES

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
        ``en``, ``fr``, ``es`` or ``nb`` (Norwegian bokmål).

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
    """Return all countries' names in one language: ours where pycountry's is no everyday form, else pycountry's."""
    translate = _translations(lang).gettext
    names = {c.alpha_3: translate(getattr(c, "common_name", c.name)) for c in iso_countries()}
    ours = {row["code"]: row[lang] for row in read_table("names.csv") if row[lang]}
    return MappingProxyType(names | ours)


def _translations(lang: str) -> NullTranslations:
    if lang == "en":
        return NullTranslations()
    import pycountry

    def load(locale: str) -> GNUTranslations:
        return translation("iso3166-1", pycountry.LOCALES_DIR, languages=[locale])

    found = load(lang)
    if lang == "nb":
        found.add_fallback(load("nn"))  # what bokmål lacks, nynorsk may have
    return found
