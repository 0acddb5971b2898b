"""The routes as files for GIS: which writer makes what, and writing all of them or none."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from routemap.errors import ExportError, RouteError
from routemap.files import reason, shown, write_files
from routemap.gis import FORMATS
from routemap.gis.beside import is_users_style, refuse_strangers
from routemap.problems import did_you_mean, sentence, show_value

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

    from routemap.gis.layers import Layer
    from routemap.lines.frame import Shape


def export(
    routes: pd.DataFrame,
    *paths: str | os.PathLike[str],
    shape: Shape = "geodesic",
    colour: str | None = None,
    include_drafts: bool = False,
) -> tuple[Path, ...]:
    """Write the routes as files for geographic information systems, each in the format its suffix says.

    All files are new afterwards, or all are as they were. The same routes give the same bytes.

    Parameters
    ----------
    routes
        As `routemap.read_routes` gives them; not changed.
    *paths
        Where to write: ``.geojson``, ``.gpkg``, ``.fgb``, ``.shp``, ``.zip`` (a Shapefile, zipped), ``.parquet``,
        ``.kml``, ``.csv``, ``.graphml`` or ``.gexf`` (networks). The folders must exist. What a format needs beside
        it (the style for QGIS, the parts of a Shapefile) goes into the same folder under the same name.
    shape
        How the lines run: ``geodesic``, ``curve`` or ``straight``; see `routemap.to_lines`.
    colour
        Column whose values have a colour each, in all styles of lines; by default the markets have them.
    include_drafts
        Whether drafts of a report that nobody has decided on are written too, named as such in their notes.

    Returns
    -------
    tuple of Path
        All files written. A style that was saved from QGIS is left as it is, and not among them.

    Raises
    ------
    ReadError
        If the table holds drafts that nobody has decided on, and they are not wanted.
    RouteError
        If a suffix is none of ours.
    ExportError
        If a file cannot be written, two would be the same one, or something else's file has the name of one that
        belongs beside it; then all are as before.
    MissingDependency
        If `paths` asks for Parquet and pyarrow is not installed.

    Examples
    --------
    >>> routes = routemap.read_routes("data/routes.geojson")
    >>> files = export(routes, "routes.gpkg", "routes.kml")
    """
    from routemap.routes.colouring import coloured_by
    from routemap.routes.columns import require_columns
    from routemap.routes.deciding import decided_routes

    require_columns(routes)
    targets = [Path(path) for path in paths]
    for target in targets:
        _check_suffix(target)
    routes = coloured_by(decided_routes(routes, include_drafts=include_drafts).routes, colour)
    maker = _Maker(routes, shape)
    named: dict[Path, bytes] = {}
    beside: dict[Path, bytes] = {}
    for target in targets:
        with _told(target):
            made = maker.make(target)
            # The parts of a Shapefile belong together: a link to one of them would lead away from the others.
            is_one_file = target.suffix.casefold() != ".shp"
            (named if is_one_file else beside)[target] = made.pop(target)
            refuse_strangers(target, made)
            beside |= {path: data for path, data in made.items() if not is_users_style(path)}
    write_files(named, beside=beside)
    return (*named, *beside)


def _check_suffix(path: Path) -> None:
    if path.suffix.casefold() not in FORMATS:
        formats = ", ".join(f"{suffix} ({name})" for suffix, name in FORMATS.items())
        wrong = f"cannot tell the format of {shown(path)}: its name ends in none of {formats}"
        raise RouteError(sentence(wrong, did_you_mean(path.suffix, FORMATS) if path.suffix else ""))


class _Maker:
    """Makes the bytes of each format; what several formats share is made once."""

    def __init__(self, routes: pd.DataFrame, shape: Shape) -> None:
        self._routes = routes
        self._shape = shape

    @cached_property
    def _lines(self) -> geopandas.GeoDataFrame:
        from routemap.lines import to_lines

        return to_lines(self._routes, shape=self._shape)

    @cached_property
    def _layer(self) -> Layer:
        from routemap.gis.layers import routes_layer

        return routes_layer(self._lines)

    @cached_property
    def _style(self) -> bytes:
        from routemap.gis.colouring import line_classes
        from routemap.gis.expressions import any_field
        from routemap.gis.qml import line_style
        from routemap.gis.shapefile import short_names

        column = line_classes(self._routes).column
        field = self._layer.fields.get(column, column)
        # One style lies beside files of several formats, and a Shapefile has short names.
        return line_style(self._routes, any_field(field, short_names(self._layer.columns)[field])).encode("utf-8")

    @cached_property
    def _shapefile(self) -> dict[str, bytes]:
        from routemap.gis.shapefile import to_shapefile

        return to_shapefile(self._layer)

    def make(self, path: Path) -> dict[Path, bytes]:
        """Return the file, and those that belong beside it."""
        from routemap.gis import tables
        from routemap.gis.shapefile import PROJECTION, to_zip

        suffix = path.suffix.casefold()
        if suffix == ".gpkg":
            from routemap.gis.geopackage import to_geopackage

            return {path: to_geopackage(self._routes, self._lines, path.name)}
        if suffix in (".graphml", ".gexf"):
            from routemap.gis.network import make_network, to_gexf, to_graphml

            write = to_gexf if suffix == ".gexf" else to_graphml
            return {path: write(make_network(self._routes))}
        if suffix == ".kml":
            from routemap.gis.kml import to_kml

            return {path: to_kml(self._routes, self._layer)}
        style = {path.with_suffix(".qml"): self._style}
        if suffix == ".shp":
            # The main part keeps the path as given, the others the case that readers look for.
            parts = {path.with_suffix(part): data for part, data in self._shapefile.items() if part != ".shp"}
            return {path: self._shapefile[".shp"], **parts, **style}
        if suffix == ".zip":
            stem = path.stem.removesuffix(".shp")
            return {path: to_zip({**self._shapefile, ".qml": self._style}, stem)} | style
        if suffix == ".csv":
            beside = {".prj": PROJECTION.encode("ascii"), ".csvt": tables.to_csvt(self._layer)}
            return (
                {path: tables.to_csv(self._layer)} | {path.with_suffix(s): data for s, data in beside.items()} | style
            )
        if suffix == ".geojson":
            return {path: tables.to_geojson(self._routes, self._lines, self._layer)} | style
        if suffix == ".fgb":
            return {path: tables.to_flatgeobuf(self._layer)} | style
        return {path: tables.to_parquet(self._layer)} | style


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn a failure of GDAL, SQLite or the system into one sentence."""
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError

    try:
        yield
    except (ExportError, RouteError):
        raise
    except (OSError, sqlite3.Error, DataLayerError, DataSourceError, FeatureError, FieldError) as error:
        why = reason(error) if isinstance(error, OSError) else show_value(str(error))
        raise ExportError(f"cannot make {shown(path)}: {why}; nothing was changed") from error
