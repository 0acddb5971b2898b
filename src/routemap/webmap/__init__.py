"""Interactive pages: the folium map, the flow layer, and the folder of pages for a whole table."""

from __future__ import annotations

from routemap.webmap.folium_map import FlowLayer, RouteMap, route_map
from routemap.webmap.site import BuildReport, build_maps

__all__ = ["BuildReport", "FlowLayer", "RouteMap", "build_maps", "route_map"]
