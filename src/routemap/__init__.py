"""Turns statements and tables about illicit routes into maps people can trust.

The public names load on first use, so that ``import routemap`` costs nothing:

    routes = routemap.read_routes("data/routes.geojson")
    lines = routemap.to_lines(routes)
    routemap.build_maps(routes, "maps/")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap.lazy import load_lazily as _load_lazily

if TYPE_CHECKING:
    from routemap.drafting import Document, Drafts, apply_decisions, draft_routes, read_document
    from routemap.errors import (
        EngineError,
        ExportError,
        GeometryError,
        MissingDependency,
        PlaceError,
        ReadError,
        RouteError,
        RoutemapError,
    )
    from routemap.figure import draw_figure
    from routemap.gis import export, to_network
    from routemap.lines import lay_out_curves, to_lines
    from routemap.places import resolve_place
    from routemap.problems import Problem
    from routemap.records import aggregate_records
    from routemap.review import write_review
    from routemap.routes import check_routes, read_routes, write_routes
    from routemap.version import __version__
    from routemap.webmap import FlowLayer, build_maps, route_map
else:
    __getattr__, __dir__ = _load_lazily(
        __name__,
        {
            "Document": "drafting",
            "Drafts": "drafting",
            "EngineError": "errors",
            "ExportError": "errors",
            "FlowLayer": "webmap",
            "GeometryError": "errors",
            "MissingDependency": "errors",
            "PlaceError": "errors",
            "Problem": "problems",
            "ReadError": "errors",
            "RouteError": "errors",
            "RoutemapError": "errors",
            "__version__": "version",
            "aggregate_records": "records",
            "apply_decisions": "drafting",
            "build_maps": "webmap",
            "check_routes": "routes",
            "draft_routes": "drafting",
            "draw_figure": "figure",
            "export": "gis",
            "lay_out_curves": "lines",
            "read_document": "drafting",
            "read_routes": "routes",
            "resolve_place": "places",
            "route_map": "webmap",
            "to_lines": "lines",
            "to_network": "gis",
            "write_review": "review",
            "write_routes": "routes",
        },
    )

__all__ = [
    "Document",
    "Drafts",
    "EngineError",
    "ExportError",
    "FlowLayer",
    "GeometryError",
    "MissingDependency",
    "PlaceError",
    "Problem",
    "ReadError",
    "RouteError",
    "RoutemapError",
    "__version__",
    "aggregate_records",
    "apply_decisions",
    "build_maps",
    "check_routes",
    "draft_routes",
    "draw_figure",
    "export",
    "lay_out_curves",
    "read_document",
    "read_routes",
    "resolve_place",
    "route_map",
    "to_lines",
    "to_network",
    "write_review",
    "write_routes",
]
