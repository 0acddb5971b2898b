"""Does the geometry of a GeoJSON file agree with the country codes beside it? The codes win; the analyst is told."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from routemap.places import anchor
from routemap.problems import Fault
from routemap.routes.checking.collect import Collector
from routemap.routes.checking.expand import Expanded
from routemap.routes.columns import PLACE_COLUMNS
from routemap.routes.given_courses import course_ends, reversed_course
from routemap.routes.reading.raw_table import RawTable
from routemap.routes.stops import find_triples

_EARTH_RADIUS_KM = 6371.0
# A line may end anywhere in a country: as far from its anchor as the country is large.
_FAR_KM = 1500.0
_FAR_KM_LARGE = {
    "RUS": 6000.0,
    "USA": 5500.0,
    "CAN": 3500.0,
    "CHN": 3500.0,
    "BRA": 3000.0,
    "AUS": 3000.0,
    "ATA": 6000.0,
}
_FAR_KM_REGION = 6000.0
_MUCH_NEARER = 0.5


def check_geometries(table: RawTable, expanded: Expanded, collector: Collector) -> list[str]:
    """Warn of lines whose ends are far from the places that the codes name; return the course of each route as given.

    Returns
    -------
    list of str
        WKT, running as the codes do; empty for a route that has none, or whose course contradicts its codes. An empty
        list where no route has one.
    """
    ends = table.geometries
    courses = _known_courses(table)
    if ends is None and not courses:
        return []
    triples = find_triples(*(expanded.places[name] for name in PLACE_COLUMNS))
    told: set[int] = set()
    drawn = [""] * len(expanded.rows) if courses else []
    is_there = np.zeros(table.length, dtype=np.bool_)
    is_there[list(courses)] = True
    if ends is not None:
        is_there |= np.isfinite(ends).all(axis=1)
    for route in np.flatnonzero(is_there[expanded.rows]).tolist():
        row = int(expanded.rows[route])
        course = courses.get(row, "")
        line = course_ends(course) if course or ends is None else ends[row, :4]
        known = [stop for stop in triples.stops[triples.of_route[route]] if stop]
        fault = _disagreement(known[0], known[-1], line) if known else None
        if fault and row not in told:
            collector.row(row, fault)
            told.add(row)
        if course and len(set(known)) > 1 and (fault is None or fault.code == "geometry-reversed"):
            drawn[route] = reversed_course(course) if fault else course
    _note_courses(table, courses, {int(expanded.rows[k]) for k, text in enumerate(drawn) if text} | told, collector)
    return drawn if any(drawn) else []


def _known_courses(table: RawTable) -> dict[int, str]:
    """Return the course of each row that has one."""
    if table.courses is None:
        return {}
    values = table.courses.values
    return {row: text for row, code in enumerate(table.courses.codes.tolist()) if (text := values[code])}


def _note_courses(table: RawTable, courses: Mapping[int, str], drawn: set[int], collector: Collector) -> None:
    """Tell once of lines that somebody drew and that are drawn anew, from place to place."""
    if table.courses is None:
        if table.geometries is None or not table.header or "origin_name" in table.header:
            return  # our own files have lines between places, made by us
        rows, why, hint = np.flatnonzero(table.geometries[:, 4] > 2).tolist(), "", "--courses keep draws"
    else:
        drawn_by_hand = () if table.geometries is None else np.flatnonzero(table.geometries[:, 4] > 2).tolist()
        rows = sorted({*drawn_by_hand, *courses} - drawn) if "origin_name" not in table.header else []
        why, hint = ": no line of one piece between two places that the row names", ""
    if rows:
        number = "1 line has" if len(rows) == 1 else f"{len(rows):,} lines have"
        whose, which = ("its", "it") if len(rows) == 1 else ("their", "them")
        message = f"{number} a course of {whose} own, which is not drawn ({collector.say_rows(rows)}){why}"
        collector.table(Fault("course-undrawn", message, hint=f"{hint} {which}" if hint else ""), rows)


def _disagreement(first: str, last: str, ends: NDArray[np.float64]) -> Fault | None:
    lon_1, lat_1, lon_2, lat_2 = (float(number) for number in ends)
    reverse = f"the geometry runs from {last} to {first}, the codes from {first} to {last}; the codes are used"
    if _is_near(first, lon_1, lat_1) and _is_near(last, lon_2, lat_2):
        # Of neighbours both ends lie near both: what counts is whose end is nearer to whom.
        return Fault("geometry-reversed", reverse) if _runs_back(first, last, ends) else None
    if _is_near(first, lat_1, lon_1) and _is_near(last, lat_2, lon_2):
        message = "longitude and latitude of the geometry are swapped; the codes are used"
        return Fault("geometry-swapped", message, "positions as (longitude, latitude)")
    if _is_near(last, lon_1, lat_1) and _is_near(first, lon_2, lat_2):
        return Fault("geometry-reversed", reverse)
    message = f"the geometry does not lead from {first} to {last}; the codes are used"
    return Fault("geometry-differs", message)


def _runs_back(first: str, last: str, ends: NDArray[np.float64]) -> bool:
    """Tell whether a line fits its places much better the other way round."""
    begins, stops = _anchor(first), _anchor(last)
    if begins is None or stops is None or first == last:
        return False
    there = _distance_km(*begins, *ends[:2]) + _distance_km(*stops, *ends[2:])
    back = _distance_km(*begins, *ends[2:]) + _distance_km(*stops, *ends[:2])
    return back < _MUCH_NEARER * there


def _is_near(code: str, lon: float, lat: float) -> bool:
    if abs(lat) > 90:
        return False
    there = _anchor(code)
    if there is None:
        return True  # a region that has no place of its own
    far_km = _FAR_KM_LARGE.get(code, _FAR_KM if len(code) == 3 else _FAR_KM_REGION)
    return _distance_km(*there, lon, lat) <= far_km


@lru_cache(maxsize=1024)
def _anchor(code: str) -> tuple[float, float] | None:
    try:
        lon, lat = anchor(code)
    except (LookupError, ValueError):
        return None
    return (lon, lat) if math.isfinite(lon) and math.isfinite(lat) else None


def _distance_km(lon_1: float, lat_1: float, lon_2: float, lat_2: float) -> float:
    a, b = math.radians(lat_1), math.radians(lat_2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon_2 - lon_1) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))
