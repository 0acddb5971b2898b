"""Turns statements and tables about illicit routes into maps people can trust.

The public names load on first use, so that ``import routemap`` costs nothing:

    routes = routemap.read_routes("data/routes.geojson")
    lines = routemap.to_lines(routes)
    routemap.build_maps(routes, "maps/")
"""

from __future__ import annotations

import importlib
from typing import Any

_HOMES = {
    "Document": "drafting",
    "Drafts": "drafting",
    "FlowLayer": "webmap",
    "RoutemapError": "errors",
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
    "write_routes": "routes",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - one list of names, kept in _HOMES


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"routemap.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'routemap' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
