"""In which part of the world each country lies: one sub-region and one continent of the United Nations' M49.

The members are those of `regions`, where a country may stand in several, as reports mean them; here each stands in one.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from routemap.lazy import remember
from routemap.places.regions import region_members

# A country that two of them name (the United Kingdom, Ireland) lies in the first, which is M49's.
_SUBREGIONS: Final = {
    "africa": "north-africa west-africa central-africa east-africa southern-africa",
    "americas": "northern-america central-america-and-mexico caribbean south-america",
    "asia": "central-asia east-asia south-east-asia south-asia west-asia",
    "europe": "northern-europe western-europe southern-europe eastern-europe",
    "oceania": "australia-and-new-zealand melanesia micronesia-region polynesia",
}
# Territories that reports count to no region of theirs; Antarctica lies in none of M49's.
_OUTLYING: Final = {
    "east-africa": "ATF IOT MYT REU",
    "west-africa": "SHN",
    "south-america": "BVT SGS",
    "australia-and-new-zealand": "CCK CXR HMD NFK",
    "micronesia-region": "UMI",
}


def subregion_of(code: str) -> str:
    """Return the slug of the sub-region that a country lies in; empty for regions and for Antarctica.

    Examples
    --------
    >>> subregion_of("GBR"), subregion_of("west-africa")
    ('northern-europe', '')
    """
    return _places()[0].get(code, "")


def continent_of(code: str) -> str:
    """Return the slug of the continent that a country lies in; empty for regions and for Antarctica.

    Examples
    --------
    >>> continent_of("MEX"), continent_of("RUS")
    ('americas', 'europe')
    """
    return _places()[1].get(code, "")


@remember
def _places() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the sub-region and the continent of each country."""
    subregion: dict[str, str] = {}
    continent: dict[str, str] = {}
    for whole, parts in _SUBREGIONS.items():
        for part in parts.split():
            for code in (*region_members(part), *_OUTLYING.get(part, "").split()):
                if code not in subregion:
                    subregion[code], continent[code] = part, whole
    return MappingProxyType(subregion), MappingProxyType(continent)
