"""Regions: groups of countries that reports name, each with its members and where they come from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from routemap.errors import PlaceError
from routemap.lazy import remember
from routemap.places._tables import read_table
from routemap.words import LANGUAGES, region_names


@dataclass(frozen=True, slots=True)
class Region:
    """A named group of countries.

    Parameters
    ----------
    code
        Slug, such as ``west-africa``.
    name
        English name.
    members
        Codes of the member countries, in alphabetical order.
    source
        Where the list of members comes from, one line.
    aliases
        Other names that the resolver knows.
    former
        For a state that is no more, which has the area of its successors: since when. Else empty.
    relative
        Whether the region is meant without the country a statement is about, such as "other European countries".
    names
        The name in each of our languages.
    """

    code: str
    name: str
    members: tuple[str, ...]
    source: str
    aliases: tuple[str, ...]
    former: str
    relative: bool
    names: Mapping[str, str]


@remember
def regions() -> Mapping[str, Region]:
    """Return all regions by slug.

    Examples
    --------
    >>> regions()["benelux"].members
    ('BEL', 'LUX', 'NLD')
    """
    return MappingProxyType({row["slug"]: _region(row) for row in read_table("regions.csv")})


def region_members(code: str, without: Collection[str] = ()) -> tuple[str, ...]:
    """Return the member countries of a region, less some of them.

    Parameters
    ----------
    code
        A region's slug.
    without
        Codes to leave out: for a relative region the country that the statement is about.

    Raises
    ------
    PlaceError
        If there is no such region.

    Examples
    --------
    >>> region_members("scandinavia", without=("NOR",))
    ('DNK', 'SWE')
    """
    try:
        members = regions()[code].members
    except KeyError:
        raise PlaceError(f"no region has the slug {code!r}; expected one such as 'west-africa'") from None
    left_out = {without} if isinstance(without, str) else set(without)
    return tuple(member for member in members if member not in left_out)


def _region(row: dict[str, str]) -> Region:
    names = {lang: region_names(lang)[row["slug"]] for lang in LANGUAGES}
    return Region(
        code=row["slug"],
        name=names["en"],
        members=tuple(row["members"].split()),
        source=row["source"],
        aliases=tuple(row["aliases"].split("|")) if row["aliases"] else (),
        former=row["former"],
        relative=row["relative"] == "yes",
        names=MappingProxyType(names),
    )
