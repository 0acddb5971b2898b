"""The one door to GDAL for reading, which opens far more than the file it is shown.

GDAL takes a name for a connection, a text for a list of other files and web addresses, and looks beside what it opens.
So it gets a copy under a name of ours in an empty private folder, after we have looked at the first bytes; everything
that reaches out is switched off while it works; and what it says it has opened must be the one format that was meant.
docs/security.md lists every call.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from routemap.problems import Problem, show_value
from routemap.routes.cells import Cells
from routemap.routes.reading.cell_text import typed_cells
from routemap.routes.reading.geometry_bytes import is_whole, line_ends
from routemap.routes.reading.geopackage import choose_layer
from routemap.routes.reading.given_lines import is_marked, other_reference, wkb_courses
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.private_copy import copy_part, private_copy
from routemap.routes.reading.raw_table import (
    MOST_COLUMNS,
    MOST_ROWS,
    RawTable,
    RefusedError,
    RowNames,
    only_geometry,
    too_many_columns,
    too_many_rows,
)

_OFF: Final = {
    "CPL_DEBUG": "OFF",  # which names files in full, and writes where another variable says
    "CPL_LOG": "",
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",  # nothing stands beside the file
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "none",  # no web address has this name
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
    "GDAL_HTTP_MAX_RETRY": "0",
    "GDAL_HTTP_CONNECTTIMEOUT": "1",
    "GDAL_HTTP_TIMEOUT": "1",
    "GDAL_VRT_ENABLE_PYTHON": "NO",
    "GDAL_VRT_ENABLE_RAWRASTERBAND": "NO",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "PROJ_NETWORK": "OFF",
}
_WGS84 = "EPSG:4326"
_SHORTEST_ROW = 8  # bytes of a row with nothing in it, in both formats
_CELLS, _CELLS_PER_BYTE = 10_000_000, 4


@dataclass(frozen=True, slots=True)
class Format:
    """A format that GDAL may read for us.

    Parameters
    ----------
    driver
        GDAL's name of the one driver that may open it.
    name
        For messages.
    suffix
        Of the private copy.
    flaw
        Looks at the first bytes and the size of the file; says what is wrong with them, or nothing.
    parts
        Suffixes of the files that belong to it, and are copied with it where they are there.
    """

    driver: str
    name: str
    suffix: str
    flaw: Callable[[bytes, int], str]
    parts: tuple[str, ...] = ()


def _flatgeobuf_flaw(head: bytes, size: int) -> str:
    """Check magic, version and the length of the header, which GDAL reads whole before it looks at it."""
    if len(head) < 12 or head[:4] != b"fgb\x03" or head[4:7] != b"fgb":
        return "it does not begin as one"
    (length,) = struct.unpack_from("<I", head, 8)
    if length > min(_LONGEST_HEADER, size - 12):
        return "its header is longer than any"
    return ""


_LONGEST_HEADER = 1_000_000  # bytes; a thousand columns take a tenth
FLATGEOBUF: Final = Format("FlatGeobuf", "a FlatGeobuf file", ".fgb", _flatgeobuf_flaw)


def read_with_gdal(source: Input, form: Format, layer: str | None, *, courses: bool = False) -> RawTable:
    """Return the attributes of one layer, and where its lines begin and end.

    Parameters
    ----------
    source
        The input.
    form
        What it must be.
    layer
        The name of a layer; None for ``routes``, else the only one.
    courses
        Whether the lines themselves are wanted, too.

    Raises
    ------
    RefusedError
        If it is not of that format, is damaged, or has no such layer.
    """
    size = source.stream.seek(0, 2)
    source.stream.seek(0)
    if flaw := form.flaw(source.stream.read(4096), size):
        raise _damaged(source, form, flaw)
    source.stream.seek(0)
    try:
        with private_copy(source, f"input{form.suffix}") as path, _reaching_nowhere():
            for suffix in form.parts:
                copy_part(source, suffix, path)
            return _read(source, form, path, size, layer, courses=courses)
    except (ValueError, MemoryError) as error:
        raise _damaged(source, form, _reason(error)) from error


def _reason(error: BaseException) -> str:
    """Say in words why GDAL, or what we ask of it, has stopped."""
    if isinstance(error, _FlawError):
        return str(error)
    # pyogrio stumbles over what it could not decode: the second error then hides the first.
    if isinstance(error, UnicodeDecodeError) or isinstance(error.__context__, UnicodeDecodeError):
        return "its texts are in another encoding than it says"
    return "it needs more memory than there is" if isinstance(error, MemoryError) else "GDAL cannot make sense of it"


class _FlawError(ValueError):
    """What is wrong with a file that GDAL opens; its text begins with "it"."""


def _ask(question: Callable[..., Any], path: Path, **how: Any) -> Any:
    """Return what pyogrio answers about a file; whatever it stops with, the file is at fault."""
    try:
        return question(path, **how)
    except Exception as error:
        raise _FlawError(_reason(error)) from error


def _damaged(source: Input, form: Format, reason: str) -> RefusedError:
    message = f"cannot be read as {form.name} ({reason})"
    return RefusedError(Problem("layer-damaged", message, "a whole file", file=source.name))


def _read(source: Input, form: Format, path: Path, size: int, wanted: str | None, *, courses: bool) -> RawTable:
    import pyogrio

    layers = [str(found) for found, _ in _ask(pyogrio.list_layers, path)]
    if not layers:
        raise _FlawError("it has no layer")
    chosen = choose_layer(source.name, layers, wanted)
    about = _ask(pyogrio.read_info, path, layer=chosen, force_feature_count=True)
    if about["driver"] != form.driver:
        raise _FlawError(f"it is of another kind: {show_value(about['driver'])}")
    # A damaged file may claim more rows than it has bytes, or give its rows again and again.
    claimed = about["features"]
    if claimed > MOST_ROWS and size > MOST_ROWS:
        raise too_many_rows(source.name)
    # pyogrio makes room for as many rows as it is told to expect.
    if not 0 <= claimed <= max(1, size // _SHORTEST_ROW):
        raise _FlawError("it claims more rows than it has bytes for")
    if claimed * len(about["fields"]) > _CELLS + _CELLS_PER_BYTE * size:
        raise _FlawError("it claims more cells than its size explains")
    if len(about["fields"]) > MOST_COLUMNS:
        raise too_many_columns(source.name, len(about["fields"]))
    if not len(about["fields"]):
        raise only_geometry(source.name, f"its layer '{show_value(chosen)}' has")
    # One more than it claims, so that a row too many is seen; 0 would mean all.
    most = claimed + 1
    meta, _, geometry, fields = _ask(pyogrio.raw.read, path, layer=chosen, datetime_as_string=True, max_features=most)
    length = len(fields[0])
    if length != claimed:  # fewer, too: none may be lost in silence
        raise _FlawError(f"it says that it has {claimed:,} rows; {length:,} can be read")
    kinds = [str(kind) for kind in meta["dtypes"]]
    cells = [typed_cells([_plain(value, kind) for value in values]) for values, kind in zip(fields, kinds, strict=True)]
    header = [str(field) for field in meta["fields"]]
    wheres = RowNames(length)
    if geometry is None or meta["crs"] != _WGS84:
        if courses and geometry is not None:
            raise other_reference(source.name)
        return RawTable(source.name, header, cells, wheres=wheres)
    lines = [wkb if isinstance(wkb, bytes) and is_whole(wkb) else None for wkb in geometry]
    given = Cells.of(wkb_courses(lines)) if courses or is_marked(header) else None
    return RawTable(source.name, header, cells, wheres=wheres, geometries=line_ends(lines), courses=given)


def _plain(value: Any, kind: str) -> Any:
    if kind.startswith("datetime64") and isinstance(value, str):
        return value.replace("/", "-", 2)  # GDAL before 3.11 writes 2021/03/01
    return value.item() if hasattr(value, "item") else value


@contextmanager
def _reaching_nowhere() -> Iterator[None]:
    """Switch off what reaches beyond the file; what the caller's own program had set comes back."""
    import pyogrio

    before = {name: pyogrio.get_gdal_config_option(name) for name in _OFF}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what GDAL finds odd in a file that it can read
        pyogrio.set_gdal_config_options(_OFF)
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options(before)
