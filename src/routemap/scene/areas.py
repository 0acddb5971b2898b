"""The countries that a region stands for, as all maps and files of one table must say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap import places
from routemap.routes.stops import frame_triples

if TYPE_CHECKING:
    import pandas as pd


def region_areas(routes: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the countries of each region that a table names.

    A relative region ("other European countries") is meant without the places that every one of its routes names
    beside it: the subject of the report, always.

    Parameters
    ----------
    routes
        The whole table: a part of it may see more places shared, and would draw another area.

    Examples
    --------
    >>> import pandas as pd
    >>> routes = pd.DataFrame({"origin": ["other-european-countries"], "transit": "", "destination": ["NOR"]})
    >>> "NOR" in region_areas(routes)["other-european-countries"]
    False
    """
    known = places.regions()
    shared: dict[str, set[str]] = {}
    for stops in frame_triples(routes).stops:
        for code in stops:
            if code in known:
                shared[code] = shared[code] & set(stops) if code in shared else set(stops)
    return {
        code: places.region_members(code, without=beside if known[code].relative else ())
        for code, beside in sorted(shared.items())
    }
