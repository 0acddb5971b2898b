"""The routes table: columns, markets, reading, checking, kinds, legs, GeoJSON.

The public names load on first use, so that importing this package does not load pandas:

    report = routes.check_routes("routes.csv")
    table = routes.read_routes("routes.csv")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap.lazy import load_lazily as _load_lazily

if TYPE_CHECKING:
    from routemap.routes.checking.check import Report, check_routes, read_routes
    from routemap.routes.merging import aggregate_routes
    from routemap.routes.stops import legs, place_totals, route_kinds, route_stops, subject_of
    from routemap.routes.writing import TABLE_FORMATS, write_routes
else:
    __getattr__, __dir__ = _load_lazily(
        __name__,
        {
            "Report": "checking.check",
            "TABLE_FORMATS": "writing",
            "aggregate_routes": "merging",
            "check_routes": "checking.check",
            "legs": "stops",
            "place_totals": "stops",
            "read_routes": "checking.check",
            "route_kinds": "stops",
            "route_stops": "stops",
            "subject_of": "stops",
            "write_routes": "writing",
        },
    )

__all__ = [
    "TABLE_FORMATS",
    "Report",
    "aggregate_routes",
    "check_routes",
    "legs",
    "place_totals",
    "read_routes",
    "route_kinds",
    "route_stops",
    "subject_of",
    "write_routes",
]
