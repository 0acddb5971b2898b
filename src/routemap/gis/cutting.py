"""The lines of routes, cut into their legs at the stops."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from routemap.errors import GeometryError
from routemap.lines.seam import cut_lines
from routemap.routes.given_courses import cut_course

if TYPE_CHECKING:
    import pandas as pd

# Lines are rounded to six decimals; anchors, which they pass through, are not.
_TOLERANCE_DEG = 2e-6


def cut_legs(lines: NDArray[Any], legs: pd.DataFrame, given: Mapping[int, NDArray[np.float64]]) -> NDArray[Any]:
    """Return the part of its route's line that each leg is.

    Cutting, not drawing anew, keeps a leg exactly on its route, whatever the shape of the line.

    Parameters
    ----------
    lines
        The line of each route, through the anchors of its stops; None where it has none.
    legs
        As `routemap.routes.legs` gives them, in the order of the routes.
    given
        By route, its course as somebody drew it: cut where it passes nearest to each stop.

    Returns
    -------
    numpy.ndarray
        One line per leg.
    """
    from routemap.places import anchors

    route = legs["route"].to_numpy()
    pieces: NDArray[Any] = np.array(lines, dtype=object)[route]
    count = np.bincount(route, minlength=len(lines))
    codes = legs["destination"].tolist()
    ends = np.asarray(anchors(codes))
    made: dict[tuple[int, tuple[str, ...]], list[Any]] = {}  # routes of one course share its pieces
    for first in np.flatnonzero((count[route] > 1) & (legs["leg"].to_numpy() == 0)):
        last = first + count[route[first]]
        row, stops = int(route[first]), ends[first:last]
        if row in given:
            pieces[first:last] = _course_legs(given[row], stops[:-1])
            continue
        key = id(lines[row]), tuple(codes[first:last])
        if key not in made:
            made[key] = _cut(lines[row], stops)
        pieces[first:last] = made[key]
    return pieces


def _course_legs(course: NDArray[np.float64], stops: NDArray[np.float64]) -> list[Any]:
    pieces = cut_course(course, [(lon, lat) for lon, lat in stops.tolist()])
    return [cut_lines(piece, np.zeros(len(piece), dtype=np.int_), 1)[0] for piece in pieces]


def _cut(line: Any, ends: NDArray[np.float64]) -> list[Any]:
    """Walk along the line from stop to stop."""
    vertices, part = shapely.get_coordinates(shapely.get_parts(line), return_index=True)
    pieces, here = [], 0
    for end in ends:
        away = np.abs(vertices[here + 1 :] - end)
        away[:, 0] = np.minimum(away[:, 0], 360 - away[:, 0])  # both sides of ±180° are one place
        is_there = (away <= _TOLERANCE_DEG).all(axis=1)
        if not is_there.any():
            raise GeometryError("a line does not pass through the stops of its route; expected one made by to_lines")
        there = here + 1 + int(np.argmax(is_there))
        span = slice(here, there + 1)
        runs = [vertices[span][part[span] == number] for number in np.unique(part[span])]
        # A stop on ±180° itself would leave a lone vertex on the other side.
        pieces.append(shapely.MultiLineString([run for run in runs if len(run) > 1]))
        here = there
    return pieces
