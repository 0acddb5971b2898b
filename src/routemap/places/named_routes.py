"""Named routes, such as the Balkan route: ways, which reports name beside places and which are no place to stop in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from routemap.lazy import remember
from routemap.places._tables import read_table
from routemap.places.folding import fold

# What names a way whatever stands beside it: "Caucasus corridor", "route de la Guyane", "Kaukasusruten".
_A_WAY = re.compile(
    r"(?:.+ )?(?:routes?|corridors?|highway|trail|pipeline|axis)|.{3,}(?:ruten|ruta|rute|routen?)"
    r"|(?:routes?|rutas?|rota|rotta|corredor|couloir|axe|route) (?:d|de|del|des|du|la|do|da|dos|das|du|della|dei) ?.+"
)


@remember
def named_routes() -> Mapping[str, str]:
    """Return the English name of each named route, by its folded names in all languages of our table.

    Examples
    --------
    >>> named_routes()["route des balkans"]
    'Balkan route'
    """
    known: dict[str, str] = {}
    for row in read_table("named_routes.csv"):
        names = (name for column, name in row.items() if column != "aliases")
        for name in (*names, *filter(None, row["aliases"].split("|"))):
            known.setdefault(fold(name), row["en"])
    return MappingProxyType(known)


def is_way(folded: str) -> bool:
    """Return whether a folded text names a way, known to us or not.

    Examples
    --------
    >>> is_way("caucasus corridor"), is_way("kaukasusruten"), is_way("beirut"), is_way("en route")
    (True, True, False, False)
    """
    return folded in named_routes() or (
        folded not in ("en route", "route", "routes") and _A_WAY.fullmatch(folded) is not None
    )
