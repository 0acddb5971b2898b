"""Files for geographic information systems: one writer per format, and the style QGIS opens them with.

    gis.export(routes, "routes.gpkg", "routes.kml")

Importing this package is cheap; geopandas and the writers load with the first export.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from routemap.gis.exporting import export

FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".geojson": "GeoJSON",
        ".gpkg": "GeoPackage",
        ".fgb": "FlatGeobuf",
        ".shp": "Shapefile",
        ".zip": "zipped Shapefile",
        ".parquet": "GeoParquet",
        ".kml": "KML",
        ".csv": "CSV with WKT",
    }
)
"""What can be written: the suffix of the path, and the name of the format."""

__all__ = ["FORMATS", "export"]


def __getattr__(name: str) -> Any:
    if name == "export":
        return importlib.import_module("routemap.gis.exporting").export
    raise AttributeError(f"module 'routemap.gis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
