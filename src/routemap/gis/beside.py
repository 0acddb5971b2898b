"""What stands beside an exported file under the same name, and what of it is not ours to replace."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from routemap.errors import ExportError
from routemap.files import shown
from routemap.gis.qml import MADE_BY

BESIDE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        ".geojson": (".qml",),
        ".gpkg": (),
        ".fgb": (".qml",),
        ".shp": (".shx", ".dbf", ".prj", ".cpg", ".fields.txt", ".qml"),
        ".zip": (".qml",),
        ".parquet": (".qml",),
        ".kml": (),
        ".csv": (".csvt", ".prj", ".qml"),
    }
)
"""By suffix of the file that is asked for, the suffixes of those that come with it."""


def files_made(path: Path) -> tuple[Path, ...]:
    """Return the paths that an export to `path` writes.

    Examples
    --------
    >>> [made.name for made in files_made(Path("routes.csv"))]
    ['routes.csv', 'routes.csvt', 'routes.prj', 'routes.qml']
    """
    return (path, *(path.with_suffix(suffix) for suffix in BESIDE.get(path.suffix.casefold(), ())))


def refuse_strangers(main: Path, beside: Mapping[Path, bytes]) -> None:
    """Stop at a file beside `main` that belongs to something else: nobody has asked for it to be replaced.

    What stands beside a file that is there already belongs to that file, and goes with it; but a projection beside a
    CSV file may be a Shapefile's, and then says something else.

    Raises
    ------
    ExportError
        If there is one.
    """
    for path, data in beside.items():
        is_its_own = main.exists() and (path.suffix != ".prj" or main.suffix.casefold() == ".shp")
        if path.suffix == ".qml" or is_its_own or not path.is_file() or path.read_bytes() == data:
            continue
        raise ExportError(
            f"cannot write {shown(main)}: {shown(path)}, which belongs beside it, is there and belongs to something "
            "else; give the export another name; nothing was changed"
        )


def is_users_style(path: Path) -> bool:
    """Tell whether a style is there that somebody made in QGIS: it must not be lost to an export."""
    return path.suffix == ".qml" and path.is_file() and MADE_BY.encode() not in path.read_bytes()
