"""Interactive pages: the folium map, the flow layer, and the folder of pages for a whole table.

The public names load on first use: building a folder of pages needs no folium, which takes a second to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap.lazy import load_lazily as _load_lazily

if TYPE_CHECKING:
    from routemap.webmap.folium_map import FlowLayer, RouteMap, route_map
    from routemap.webmap.report import BuildReport
    from routemap.webmap.site import build_maps
else:
    __getattr__, __dir__ = _load_lazily(
        __name__,
        {
            "BuildReport": "report",
            "FlowLayer": "folium_map",
            "RouteMap": "folium_map",
            "build_maps": "site",
            "route_map": "folium_map",
        },
    )

__all__ = ["BuildReport", "FlowLayer", "RouteMap", "build_maps", "route_map"]
