"""Courses that somebody drew, such as sea lanes: a column of the table holds them, files name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from routemap.routes.cells import frame_cells

if TYPE_CHECKING:
    import pandas as pd

COURSE: Final = "course_as_given"
"""Column of a course as given: a line in WKT, (lon, lat) in degrees; empty where the line is made from the places."""
AS_GIVEN: Final = "course as given"
"""What that column says in files that hold the geometry itself."""

_DECIMALS = 6  # about 10 cm
_FARTHEST_LON = 720.0  # longitudes may run on past ±180°
# So far may the parts of one line lie from each other, degrees: software cuts lines at ±180°.
_GAP_DEG = 1e-3
_LINES = (1, 5)  # as shapely numbers LineString and MultiLineString

Floats = NDArray[np.float64]


def course_text(parts: Iterable[Any]) -> str:
    """Return the parts of one line as WKT; empty where they are no course: in pieces, or with fewer than 3 positions.

    Parameters
    ----------
    parts
        Arrays or lists (n, 2 or more) of positions, (lon, lat) in degrees.

    Examples
    --------
    >>> course_text([[(0, 0), (5, 9)], [(5, 9), (9, 9)]])
    'LINESTRING (0 0, 5 9, 9 9)'
    >>> course_text([[(0, 0), (5, 9)], [(7, 9), (9, 9)]]), course_text([[(0, 0), (5, 9)]])
    ('', '')
    """
    import shapely

    arrays = [_positions(part) for part in parts]
    known = [part for part in arrays if part is not None and len(part)]
    if not known or len(known) < len(arrays):
        return ""
    for before, after in pairwise(known):
        step = np.abs(after[0] - before[-1])
        if min(step[0], abs(360.0 - step[0])) > _GAP_DEG or step[1] > _GAP_DEG:
            return ""
    line = np.concatenate(known).round(_DECIMALS) + 0.0
    line = line[np.append(True, (line[1:] != line[:-1]).any(axis=1))]
    if len(line) < 3:
        return ""
    return str(shapely.to_wkt(shapely.LineString(line), rounding_precision=_DECIMALS))


def _positions(part: Any) -> Floats | None:
    """Return a list of positions as an array; None where one of them is none."""
    try:
        array = np.array([position[:2] for position in part], dtype=np.float64).reshape(-1, 2)
    except (TypeError, ValueError, OverflowError):
        return None
    with np.errstate(invalid="ignore"):
        is_there = np.isfinite(array).all() and (np.abs(array) <= (_FARTHEST_LON, 90.0)).all()
    return array if is_there else None


def wkt_course(text: str) -> str:
    """Return a cell as the course that it holds; empty where it holds none.

    Examples
    --------
    >>> wkt_course("linestring (0 0, 5 9, 9 9)"), wkt_course("POINT (1 2)"), wkt_course("course as given")
    ('LINESTRING (0 0, 5 9, 9 9)', '', '')
    """
    import shapely

    # Only lines go to the library: it follows collections within collections until its stack ends.
    if not text.lstrip().upper().startswith(("LINESTRING", "MULTILINESTRING")):
        return ""
    return shape_courses(np.array([shapely.from_wkt(text, on_invalid="ignore")], dtype=object))[0]


def shape_courses(shapes: NDArray[Any]) -> list[str]:
    """Return the course of each shapely geometry; empty for what is no line, or none of one piece."""
    import shapely

    kinds = shapely.get_type_id(shapes)
    return [
        course_text(shapely.get_coordinates(part) for part in shapely.get_parts(shape)) if kind in _LINES else ""
        for shape, kind in zip(shapes, kinds.tolist(), strict=True)
    ]


def course_positions(text: str) -> Floats | None:
    """Return the positions of a course, float array (n, 2), longitudes running on past ±180°; None for no course.

    Examples
    --------
    >>> course_positions("LINESTRING (170 0, 179 1, -179 2)").tolist()
    [[170.0, 0.0], [179.0, 1.0], [181.0, 2.0]]
    """
    import shapely

    course = wkt_course(text)
    if not course:
        return None
    line = shapely.get_coordinates(shapely.from_wkt(course))
    step = (np.diff(line[:, 0]) + 180.0) % 360.0 - 180.0
    line[1:, 0] = line[0, 0] + np.cumsum(step)
    return line


def course_ends(course: str) -> Floats:
    """Return where a course begins and ends: lon, lat, lon, lat.

    Examples
    --------
    >>> course_ends("LINESTRING (0 0, 5 9, 9 9)").tolist()
    [0.0, 0.0, 9.0, 9.0]
    """
    import shapely

    line = shapely.get_coordinates(shapely.from_wkt(course))
    return np.concatenate((line[0], line[-1]))


def reversed_course(course: str) -> str:
    """Return a course that runs the other way.

    Examples
    --------
    >>> reversed_course("LINESTRING (0 0, 5 9, 9 9)")
    'LINESTRING (9 9, 5 9, 0 0)'
    """
    import shapely

    return str(shapely.to_wkt(shapely.reverse(shapely.from_wkt(course)), rounding_precision=_DECIMALS))


def courses_of(routes: pd.DataFrame) -> dict[int, Floats]:
    """Return the course of each route that has one as given, by the position of its row.

    Examples
    --------
    >>> import pandas as pd
    >>> list(courses_of(pd.DataFrame({"course_as_given": ["", "LINESTRING (0 0, 5 9, 9 9)"]})))
    [1]
    """
    if COURSE not in routes.columns:
        return {}
    cells = frame_cells(routes, COURSE)
    found = [course_positions(text) for text in cells.values]
    rows = enumerate(cells.codes.tolist())
    return {row: course for row, code in rows if (course := found[code]) is not None}


def cut_course(course: Floats, stops: Sequence[tuple[float, float]]) -> list[Floats]:
    """Return the pieces of a course between the stops of its route: cut where it passes nearest to each.

    Parameters
    ----------
    course
        As `course_positions` gives it.
    stops
        (lon, lat) of the stops between its ends, in travel order.

    Examples
    --------
    >>> [piece.tolist() for piece in cut_course(np.array([[0.0, 0.0], [10.0, 0.0], [20.0, 0.0]]), [(12.0, 5.0)])]
    [[[0.0, 0.0], [10.0, 0.0], [12.0, 0.0]], [[12.0, 0.0], [20.0, 0.0]]]
    """
    import shapely

    pieces, rest = [], shapely.LineString(course)
    for lon, lat in stops:
        middle = float(shapely.get_coordinates(rest)[:, 0].mean())
        near = shapely.Point(lon + 360.0 * round((middle - lon) / 360.0), lat)
        # A stop always leaves something of the course on either side.
        at = min(max(rest.project(near), rest.length * 0.01), rest.length * 0.99)
        line = shapely.get_coordinates(rest)
        along = np.append(0.0, np.cumsum(np.hypot(*np.diff(line, axis=0).T)))
        point = shapely.get_coordinates(rest.interpolate(at))
        pieces.append(np.concatenate((line[along < at], point)))
        rest = shapely.LineString(np.concatenate((point, line[along > at])))
    return [*pieces, shapely.get_coordinates(rest)]


def named_course(text: str) -> str:
    """Return a cell of the column as files have it that hold the geometry itself.

    Examples
    --------
    >>> named_course("LINESTRING (0 0, 5 9, 9 9)"), named_course("2 values")
    ('course as given', '')
    """
    return AS_GIVEN if wkt_course(text) else ""
