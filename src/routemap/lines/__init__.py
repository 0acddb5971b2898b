"""Geometry of routes: geodesics, the cut at ±180°, curves and their layout. Arrays in, arrays out.

The names load on first use: laying out curves needs NumPy and shapely only, not geopandas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap.lazy import load_lazily as _load_lazily

if TYPE_CHECKING:
    from routemap.lines.curves import Curves
    from routemap.lines.frame import to_lines
    from routemap.lines.geodesic import geodesic_lines
    from routemap.lines.layout import LayoutOptions, PlaneCurves, lay_out_in_plane
    from routemap.lines.map_curves import bow_curves, lay_out_curves
else:
    __getattr__, __dir__ = _load_lazily(
        __name__,
        {
            "Curves": "curves",
            "LayoutOptions": "layout",
            "PlaneCurves": "layout",
            "bow_curves": "map_curves",
            "geodesic_lines": "geodesic",
            "lay_out_curves": "map_curves",
            "lay_out_in_plane": "layout",
            "to_lines": "frame",
        },
    )

__all__ = [
    "Curves",
    "LayoutOptions",
    "PlaneCurves",
    "bow_curves",
    "geodesic_lines",
    "lay_out_curves",
    "lay_out_in_plane",
    "to_lines",
]
