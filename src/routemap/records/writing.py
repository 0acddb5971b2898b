"""The routes table → a file that every command reads like any table; with lines where the format has geometry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from routemap.errors import RouteError
from routemap.files import shown, write_file
from routemap.problems import did_you_mean, sentence
from routemap.routes.writing import TABLE_FORMATS, to_table

if TYPE_CHECKING:
    import pandas as pd


def require_suffix(path: Path) -> None:
    """Raise RouteError unless the name ends in a format that can be written: it is asked before hours of work."""
    if path.suffix.casefold() not in TABLE_FORMATS:
        wrong, known = (
            f"cannot tell the format of {shown(path)}",
            f"expected one of {', '.join(TABLE_FORMATS)}",
        )
        raise RouteError(sentence(wrong, known, did_you_mean(path.suffix, TABLE_FORMATS) if path.suffix else ""))


def write_table(routes: pd.DataFrame, path: Path) -> None:
    """Write the table whole, or not at all: GeoJSON with its lines, the other formats as `write_routes` does.

    Raises
    ------
    RouteError
        If the name ends in no format that can be written.
    ExportError
        If the file cannot be written; what was there is then as it was.
    """
    write_file(path, table_bytes(routes, path))


def table_bytes(routes: pd.DataFrame, path: Path) -> bytes:
    """Return what `write_table` writes to `path`.

    Raises
    ------
    RouteError
        If the name ends in no format that can be written.
    """
    require_suffix(path)
    if path.suffix.casefold() != ".geojson":
        return to_table(routes, path)
    from routemap.lines import to_lines
    from routemap.routes.geojson import feature_collection_bytes

    return feature_collection_bytes(routes, to_lines(routes).geometry)
