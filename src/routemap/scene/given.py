"""Courses that somebody drew, on a map: cut into the legs of their routes, in the pixels of a projection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely

from routemap import places
from routemap.lines.mercator import to_world
from routemap.routes.given_courses import courses_of, cut_course
from routemap.routes.stops import Triples
from routemap.scene.polyline import as_points
from routemap.scene.scene import Floats, Scene
from routemap.words import counted

if TYPE_CHECKING:
    import pandas as pd

_STEP_DEG = 1.0
_WORLD_PX = 256.0
# World pixels at zoom 0: two thirds of a pixel at zoom 5, about as near as a reader of routes between countries comes.
_TOLERANCE_PX = 0.02
_MOST_VERTICES = 400
_PRINT_TOLERANCE_PX = 0.3


def course_pieces(routes: pd.DataFrame, triples: Triples) -> dict[int, Floats]:
    """Return the piece of its route's course that each leg is, by the position of the leg in ``triples.legs()``.

    Parameters
    ----------
    routes
        The routes that are drawn.
    triples
        Their stops.
    """
    courses = courses_of(routes)
    if not courses:
        return {}
    legs = triples.legs()
    first = np.searchsorted(legs.route, np.arange(len(routes) + 1)).tolist()
    found: dict[int, Floats] = {}
    for row, course in courses.items():
        numbers = range(first[row], first[row + 1])
        if numbers:
            between = places.anchors([legs.pairs[legs.which[leg]][0] for leg in numbers[1:]])
            pieces = cut_course(course, [(lon, lat) for lon, lat in np.reshape(between, (-1, 2)).tolist()])
            # Between two positions it runs straight in degrees (RFC 7946, 3.1.1), on any map.
            dense = [shapely.segmentize(shapely.LineString(piece), _STEP_DEG) for piece in pieces]
            found |= zip(numbers, map(shapely.get_coordinates, dense), strict=True)
    return found


def mercator_course(scene: Scene, strand: int) -> Floats:
    """Return a line's course in Web-Mercator pixels at zoom 0, unwrapped, seen from the anchor of the line's start.

    As much of it as a page can show: simplified, and of at most a few hundred vertices.
    """
    start, course = scene.anchors[scene.strands.ends[strand, 0]], scene.strands.courses[strand]
    home = 360.0 * round((start[0] - course[0, 0]) / 360.0)
    return np.round(_simplified(to_world(course + np.array([home, 0.0])) * _WORLD_PX, _TOLERANCE_PX), 3)


def _simplified(px: Floats, tolerance: float) -> Floats:
    line = shapely.LineString(px)
    while True:
        found = shapely.get_coordinates(shapely.simplify(line, tolerance, preserve_topology=False))
        if len(found) <= _MOST_VERTICES:
            return np.asarray(found)
        tolerance *= 2


def plane_courses(scene: Scene, to_px: Callable[[Floats], Floats]) -> dict[int, list[complex]]:
    """Return the courses of a scene in the pixels of a figure's map.

    Parameters
    ----------
    scene
        What is drawn.
    to_px
        Makes pixels (n, 2) of positions (lon, lat) (n, 2), NaN where the map does not show them.
    """
    found = {}
    for strand, course in scene.strands.courses.items():
        px = to_px(course)
        px = px[np.isfinite(px).all(axis=1)]
        if len(px) > 1:
            found[strand] = as_points(_simplified(px, _PRINT_TOLERANCE_PX))
    return found


def given_notes(scenes: Sequence[Scene], lang: str) -> list[str]:
    """Return what is said of a map with courses as given: how many, and that they are; else nothing."""
    number = sum(len(scene.strands.courses) for scene in scenes)
    return [counted(lang, "course.lines", number)] if number else []
