"""The stops of routes, and what follows from them: kind, legs, the subject, each place's roles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from routemap.routes.cells import Cells, frame_cells
from routemap.routes.columns import PLACE_COLUMNS, require_columns

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("flow", "domestic", "role", "undirected")
_TOTALS = ("origin", "transit", "destination", "domestic", "role", "undirected")


@dataclass(slots=True)
class Legs:
    """The legs of routes: two consecutive known stops each.

    Parameters
    ----------
    route
        Position of each leg's route, from 0.
    number
        Of each leg within its route, from 0.
    which
        For each leg its pair of stops.
    pairs
        Origin and destination, once for each combination of stops that has them.
    """

    route: NDArray[np.int64]
    number: NDArray[np.int64]
    which: NDArray[np.int64]
    pairs: list[tuple[str, str]]


@dataclass(slots=True)
class Triples:
    """The distinct combinations of origin, transit and destination.

    Parameters
    ----------
    of_route
        For each route its combination.
    stops
        For each combination the stops in travel order, empty text for an unknown end.
    """

    of_route: NDArray[np.int64]
    stops: list[tuple[str, ...]]

    def each(self) -> list[tuple[str, ...]]:
        """Return the stops of each route."""
        return [self.stops[i] for i in self.of_route.tolist()]

    def kinds(self, directed: NDArray[np.bool_]) -> NDArray[np.object_]:
        """Return the kind of each route; `directed` says for each whether it has a direction."""
        by_triple = np.array([kind_of(stops, is_directed=True) for stops in self.stops], dtype=object)
        kinds = by_triple[self.of_route]
        kinds[(kinds == "flow") & ~directed] = "undirected"
        return np.asarray(kinds, dtype=object)

    def legs(self) -> Legs:
        """Return the legs of all routes, in their order."""
        pairs: list[tuple[str, str]] = []
        first, count = [], []
        for stops in self.stops:
            known = [stop for stop in stops if stop]
            found = [(a, b) for a, b in pairwise(known) if a != b]
            first.append(len(pairs))
            count.append(len(found))
            pairs.extend(found)
        counts = np.array(count, dtype=np.int64)[self.of_route]
        route = np.repeat(np.arange(len(self.of_route)), counts)
        number = np.arange(len(route)) - np.repeat(np.cumsum(counts) - counts, counts)
        which = np.array(first, dtype=np.int64)[self.of_route][route] + number
        return Legs(route, number, which, pairs)


def find_triples(origin: Cells, transit: Cells, destination: Cells) -> Triples:
    """Return the distinct combinations, so that each is looked at once."""
    key = (origin.codes.astype(np.int64) * len(transit.values) + transit.codes) * len(destination.values)
    distinct, of_route = np.unique(key + destination.codes, return_inverse=True)
    last = (distinct % len(destination.values)).tolist()
    rest = distinct // len(destination.values)
    middle, first = (rest % len(transit.values)).tolist(), (rest // len(transit.values)).tolist()
    between = [tuple(text.split(" > ")) if text else () for text in transit.values]
    stops = [
        (origin.values[o], *between[t], destination.values[d]) for o, t, d in zip(first, middle, last, strict=True)
    ]
    return Triples(of_route.reshape(-1).astype(np.int64), stops)


def frame_triples(routes: pd.DataFrame) -> Triples:
    """Return the distinct combinations of stops in a routes frame."""
    require_columns(routes, PLACE_COLUMNS)
    return find_triples(*(frame_cells(routes, name) for name in PLACE_COLUMNS))


def kind_of(stops: tuple[str, ...], *, is_directed: bool) -> str:
    """Return the kind of a route with these stops, empty text for an unknown one.

    Examples
    --------
    >>> kind_of(("NLD", "NOR"), is_directed=True), kind_of(("", "NOR"), is_directed=True)
    ('flow', 'role')
    """
    known = [stop for stop in stops if stop]
    if len(set(known)) > 1:
        return "flow" if is_directed else "undirected"
    return "domestic" if len(known) > 1 else "role"


def route_kinds(routes: pd.DataFrame) -> pd.Series[str]:
    """Return the kind of each route.

    Parameters
    ----------
    routes
        As `read_routes` gives them.

    Returns
    -------
    pandas.Series
        ``flow`` (two or more different known places), ``domestic`` (from a place to itself), ``role`` (one known
        place only) or ``undirected`` (as a flow, with directed = no), under the index of `routes`.

    Examples
    --------
    >>> import pandas as pd
    >>> routes = pd.DataFrame({"origin": ["NLD", ""], "transit": "", "destination": "NOR", "directed": True})
    >>> route_kinds(routes).tolist()
    ['flow', 'role']
    """
    import pandas as pd

    require_columns(routes, ("directed",))
    kinds = frame_triples(routes).kinds(routes["directed"].to_numpy(dtype=np.bool_))
    return pd.Series(kinds, index=routes.index, name="kind", dtype="str")


def route_stops(routes: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the stops of each route in travel order: origin, transit …, destination.

    An unknown end is the empty text, so that the first and the last stop are always the origin and the destination.

    Examples
    --------
    >>> import pandas as pd
    >>> route_stops(pd.DataFrame({"origin": [""], "transit": ["NLD > DEU"], "destination": ["NOR"]}))
    [('', 'NLD', 'DEU', 'NOR')]
    """
    return frame_triples(routes).each()


def subject_of(routes: pd.DataFrame) -> str:
    """Return the code of the one place that every route names, or an empty string when there is none.

    A country's profile names its country in each route; that country is the subject of the map.

    Examples
    --------
    >>> subject_of(routes)
    'NOR'
    """
    shared: set[str] | None = None
    for stops in frame_triples(routes).stops:
        known = {stop for stop in stops if stop}
        shared = known if shared is None else shared & known
        if not shared:
            return ""
    return min(shared) if shared and len(shared) == 1 else ""


def legs(routes: pd.DataFrame) -> pd.DataFrame:
    """Return the legs of all routes: two consecutive known stops each.

    A domestic or role route has none: it moves between no two places.

    Returns
    -------
    pandas.DataFrame
        ``route`` (position of the route in `routes`, from 0), ``leg`` (number within the route, from 0),
        ``origin``, ``destination``; in the order of the routes.

    Examples
    --------
    >>> import pandas as pd
    >>> routes = pd.DataFrame({"origin": ["MAR"], "transit": ["ESP"], "destination": ["NOR"]})
    >>> legs(routes)[["origin", "destination"]].to_numpy().tolist()
    [['MAR', 'ESP'], ['ESP', 'NOR']]
    """
    import pandas as pd

    found = frame_triples(routes).legs()
    ends = np.array(found.pairs, dtype=object).reshape(-1, 2)
    return pd.DataFrame(
        {
            "route": found.route,
            "leg": found.number,
            "origin": pd.Series(ends[found.which, 0], dtype="str"),
            "destination": pd.Series(ends[found.which, 1], dtype="str"),
        }
    )


def place_totals(routes: pd.DataFrame) -> pd.DataFrame:
    """Return for each place how many routes it takes part in, and how.

    Returns
    -------
    pandas.DataFrame
        One row per place, by code: ``place``; ``origin``, ``transit``, ``destination`` (flows and role routes in
        which it stands there); ``domestic`` (domestic routes); ``role`` (those of the former that are role
        routes); ``undirected`` (routes that touch it and have no direction). A route counts once per column.

    Examples
    --------
    >>> import pandas as pd
    >>> routes = pd.DataFrame({"origin": ["NLD"], "transit": "", "destination": "NOR", "directed": True})
    >>> place_totals(routes)[["place", "origin", "destination"]].to_numpy().tolist()
    [['NLD', 1, 0], ['NOR', 0, 1]]
    """
    import pandas as pd

    require_columns(routes, ("directed",))
    triples = frame_triples(routes)
    directed = routes["directed"].to_numpy(dtype=np.int64)
    times = np.bincount(triples.of_route * 2 + directed, minlength=2 * len(triples.stops)).reshape(-1, 2)
    totals: dict[str, list[int]] = {}
    for stops, both in zip(triples.stops, times.tolist(), strict=True):
        for is_directed, number in enumerate(both):
            if number:
                _count(stops, kind_of(stops, is_directed=bool(is_directed)), number, totals)
    places = sorted(totals)
    numbers = np.array([totals[place] for place in places], dtype=np.int64).reshape(-1, len(_TOTALS))
    frame = pd.DataFrame(numbers, columns=list(_TOTALS))
    frame.insert(0, "place", pd.Series(places, dtype="str"))
    return frame


def _count(stops: tuple[str, ...], kind: str, number: int, totals: dict[str, list[int]]) -> None:
    roles = {("origin", stops[0]), ("destination", stops[-1]), *(("transit", stop) for stop in stops[1:-1])}
    if kind in ("domestic", "undirected"):
        roles = {(kind, stop) for stop in stops}
    elif kind == "role":
        roles |= {("role", stop) for stop in stops}
    for role, stop in roles:
        if stop:
            totals.setdefault(stop, [0] * len(_TOTALS))[_TOTALS.index(role)] += number
