"""Places: from text to a code, and from a code to names, members, a position and an outline.

A place is a country (ISO 3166-1 alpha-3, or XKX for Kosovo), a region (a slug, such as ``west-africa``), or unknown.
"""

from routemap.places.cities import City, cities, city_countries
from routemap.places.countries import country_codes, place_name
from routemap.places.demonyms import Demonym, demonyms, resolve_demonym
from routemap.places.near_outlines import outlines_near
from routemap.places.outlines import anchor, anchors, outlines, outlines_json
from routemap.places.regions import Region, region_members, regions
from routemap.places.resolving import Candidate, Resolution, resolve_many, resolve_place
from routemap.places.scan import Mention, scan_places
from routemap.places.subregions import continent_of, subregion_of

__all__ = [
    "Candidate",
    "City",
    "Demonym",
    "Mention",
    "Region",
    "Resolution",
    "anchor",
    "anchors",
    "cities",
    "city_countries",
    "continent_of",
    "country_codes",
    "demonyms",
    "outlines",
    "outlines_json",
    "outlines_near",
    "place_name",
    "region_members",
    "regions",
    "resolve_demonym",
    "resolve_many",
    "resolve_place",
    "scan_places",
    "subregion_of",
]
