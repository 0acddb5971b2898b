"""Geometry of routes: geodesics, the cut at ±180°, curves and their layout. Arrays in, arrays out.

The names load on first use: laying out curves needs NumPy and shapely only, not geopandas.
"""

from __future__ import annotations

import importlib
from typing import Any

_HOMES = {
    "Curves": "curves",
    "LayoutOptions": "layout",
    "PlaneCurves": "layout",
    "bow_curves": "map_curves",
    "geodesic_lines": "geodesic",
    "lay_out_curves": "map_curves",
    "lay_out_in_plane": "layout",
    "to_lines": "frame",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - one table holds the names and where they live


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"routemap.lines.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'routemap.lines' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
