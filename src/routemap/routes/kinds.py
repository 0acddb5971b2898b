"""The kind of a route: derived from its stops, never typed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from routemap.routes.columns import PLACE_COLUMNS, require_columns
from routemap.routes.expand import Triples, find_triples
from routemap.routes.raw_table import Cells

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("flow", "domestic", "role", "undirected")


def frame_cells(routes: pd.DataFrame, name: str) -> Cells:
    """Return one text column of a routes frame, dictionary-encoded."""
    import pandas as pd

    codes, values = pd.factorize(routes[name])
    if (codes < 0).any():  # a frame that was not read by us may hold None
        return Cells.of("" if value is None or value != value else str(value) for value in routes[name])  # noqa: PLR0124
    return Cells(codes.astype(np.int32), [str(value) for value in values] or [""])


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
    triples = frame_triples(routes)
    by_triple = np.array(
        [[kind_of(stops, is_directed=directed) for directed in (False, True)] for stops in triples.stops], dtype=object
    ).reshape(-1, 2)
    kinds = by_triple[triples.of_route, routes["directed"].to_numpy(dtype=np.int64)]
    return pd.Series(kinds, index=routes.index, name="kind", dtype="str")
