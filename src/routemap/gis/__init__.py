"""Files for geographic information systems and network analysis: one writer per format, and the style for QGIS.

    gis.export(routes, "routes.gpkg", "routes.kml")

Importing this package is cheap; geopandas and the writers load with the first export.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from routemap.lazy import load_lazily as _load_lazily

if TYPE_CHECKING:
    from routemap.gis.exporting import export
    from routemap.gis.network import to_network
else:
    __getattr__, __dir__ = _load_lazily(__name__, {"export": "exporting", "to_network": "network"})

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
        ".graphml": "GraphML, a network",
        ".gexf": "GEXF, a network for Gephi",
    }
)
"""What can be written: the suffix of the path, and the name of the format."""

__all__ = ["FORMATS", "export", "to_network"]
