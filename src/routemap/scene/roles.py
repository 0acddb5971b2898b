"""What each place is in the routes; its symbol says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from routemap.routes.cells import frame_cells
from routemap.routes.stops import Triples
from routemap.scene.scene import DESTINATION, ORIGIN, TRANSIT, UNDIRECTED

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class PlaceMarks:
    """Per place its roles and the statements that name it alone."""

    roles: list[int]
    badge: list[int]


def mark_places(
    routes: pd.DataFrame, kinds: NDArray[np.object_], triples: Triples, index: Mapping[str, int]
) -> PlaceMarks:
    """Return what each place of a scene is.

    Parameters
    ----------
    routes, kinds
        The routes and their kinds.
    triples
        Their distinct combinations of stops: each is looked at once for each kind.
    index
        The row of each place.
    """
    roles = [0] * len(index)
    bare = [0] * len(index)
    alone: dict[int, set[int]] = {}
    for kind in ("flow", "undirected", "role"):
        for which in np.unique(triples.of_route[kinds == kind]).tolist():
            into = bare if kind == "role" else roles
            _add_roles(triples.stops[which], into, index, is_directed=kind != "undirected")
    rows = np.flatnonzero(kinds == "role")
    told = frame_cells(routes.iloc[rows], "statement").codes
    for which, one in {*zip(triples.of_route[rows].tolist(), told.tolist(), strict=True)}:
        place = next(index[stop] for stop in triples.stops[which] if stop)
        alone.setdefault(place, set()).add(one)
    badge = [len(alone.get(place, ())) for place in range(len(index))]
    # Where no line says what a place is, its symbol says what it is named as.
    roles = [role or named for role, named in zip(roles, bare, strict=True)]
    return PlaceMarks(roles, badge)


def _add_roles(stops: tuple[str, ...], roles: list[int], index: Mapping[str, int], *, is_directed: bool) -> None:
    for at, stop in enumerate(stops):
        if not stop:
            continue
        directed = ORIGIN if at == 0 else DESTINATION if at == len(stops) - 1 else TRANSIT
        roles[index[stop]] |= directed if is_directed else UNDIRECTED
