"""What kind of file an input is: by its content first, by its name second."""

from __future__ import annotations

import re
from typing import Literal

from routemap.errors import RouteError
from routemap.problems import Problem
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.raw_table import RefusedError
from routemap.routes.reading.zip_guard import ArchiveError, GuardedArchive
from routemap.routes.reading.zipped import layer_files
from routemap.routes.recipe import Recipe

FileKind = Literal["text", "json", "excel", "parquet", "geopackage", "flatgeobuf", "kml", "shapefile", "zipped"]

_KIND_BY_SUFFIX: dict[str, FileKind] = {
    ".csv": "text",
    ".tsv": "text",
    ".tab": "text",
    ".txt": "text",
    ".geojson": "json",
    ".json": "json",
    ".geojsonl": "json",
    ".geojsons": "json",
    ".ndjson": "json",
    ".jsonl": "json",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".parquet": "parquet",
    ".geoparquet": "parquet",
    ".gpkg": "geopackage",
    ".fgb": "flatgeobuf",
    ".kml": "kml",
    ".shp": "shapefile",
    ".kmz": "zipped",
}
_KIND_NAMES: dict[FileKind, str] = {
    "text": "a text table",
    "json": "GeoJSON",
    "excel": "an Excel workbook",
    "parquet": "a Parquet file",
    "geopackage": "a GeoPackage",
    "flatgeobuf": "a FlatGeobuf file",
    "kml": "KML",
    "shapefile": "a Shapefile",
    "zipped": "a zipped Shapefile or KML",
}
_USUAL_SUFFIX: dict[FileKind, str] = {
    "text": ".csv",
    "json": ".geojson",
    "excel": ".xlsx",
    "parquet": ".parquet",
    "geopackage": ".gpkg",
    "flatgeobuf": ".fgb",
    "kml": ".kml",
    "shapefile": ".shp",
    "zipped": ".zip",
}

# Any language of tags: some are lists of other files and addresses, which programs follow.
_MARKUP = re.compile(rb"<(\?xml|!--|!doctype|[a-z_][\w:.-]*[\s/>])")

# First bytes of files that are no table of routes, with what they are and what to do.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "is a PDF document", "a table; copy the table into a spreadsheet and save it as CSV"),
    (b"\x1f\x8b", "is a gzip archive", "a table; unpack it first"),
    (b"7z\xbc\xaf", "is a 7-Zip archive", "a table; unpack it first"),
    (b"Rar!", "is a RAR archive", "a table; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "is an Excel workbook of the old kind (.xls)", "the workbook saved as .xlsx or CSV"),
    (b"\x89PNG", "is a picture (PNG)", "a table"),
    (b"\xff\xd8\xff", "is a picture (JPEG)", "a table"),
    (b"GIF8", "is a picture (GIF)", "a table"),
    (b"\x7fELF", "is a program", "a table"),
    (b"{\\rtf", "is a text document (RTF)", "a table; copy the table into a spreadsheet and save it as CSV"),
)


def detect_kind(source: Input) -> FileKind:
    """Return which reader is right for this input.

    Raises
    ------
    RefusedError
        If the content is no table of routes, or is not what the name says.
    """
    head = source.stream.read(4096)
    source.stream.seek(0)
    if not head:
        expected = "a header and one row per route"
        raise RefusedError(Problem("file-empty", "the file is empty", expected, file=source.name))
    by_name = _KIND_BY_SUFFIX.get(source.suffix)
    by_content = _kind_of_content(source, head)
    if by_name is None or by_content == by_name or by_content is None:
        return by_content or by_name or "text"
    if by_name == "text":
        what, suffix = _KIND_NAMES[by_content], _USUAL_SUFFIX[by_content]
        message, expected = f"is {what} named {source.suffix}", f"a text table, or the file renamed to {suffix}"
    else:
        message, expected = f"is not {_KIND_NAMES[by_name]}, although it is named {source.suffix}", _KIND_NAMES[by_name]
        expected += f", or {_KIND_NAMES[by_content]} renamed to {_USUAL_SUFFIX[by_content]}"
    raise RefusedError(Problem("file-kind", message, expected, file=source.name))


def _kind_of_content(source: Input, head: bytes) -> FileKind | None:
    if head.startswith(b"\xd0\xcf\x11\xe0") and _is_encrypted(source):
        message, expected = "is protected by a password", "a workbook without one"
        raise RefusedError(Problem("file-kind", message, expected, "open it and save it without", file=source.name))
    for magic, message, expected in _FOREIGN:
        if head.startswith(magic):
            raise RefusedError(Problem("file-kind", message + _named(source), expected, file=source.name))
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _kind_of_zip(source)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"SQLite format 3\x00"):
        return "geopackage"
    if head.startswith(b"fgb\x03"):
        return "flatgeobuf"
    if head.startswith(b"\x00\x00\x27\x0a"):
        return "shapefile"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:100].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table")):
        message = "is a web page" + _named(source)
        expected = "the table itself; the download may have given a log-in or error page"
        raise RefusedError(Problem("file-kind", message, expected, file=source.name))
    if _MARKUP.match(start):
        if b"<kml" in head:
            return "kml"
        raise RefusedError(Problem("file-kind", "is an XML file" + _named(source), "a table", file=source.name))
    # In a file that is named as a text table a brace alone proves nothing.
    is_object = start.startswith(b"{") and (_KIND_BY_SUFFIX.get(source.suffix) != "text" or b'"' in start[:20])
    if is_object or start.startswith(b"\x1e") or (start.startswith(b"[") and source.suffix not in _KIND_BY_SUFFIX):
        return "json"
    # A JSON name with other content still goes to the JSON reader, which says what is wrong with it.
    return "json" if _KIND_BY_SUFFIX.get(source.suffix) == "json" else ("text" if head.strip() else None)


def _is_encrypted(source: Input) -> bool:
    """Tell a workbook with a password: an OLE container that holds one encrypted package."""
    content = source.stream.read(1 << 24)
    source.stream.seek(0)
    return "EncryptedPackage".encode("utf-16-le") in content


def _named(source: Input) -> str:
    return f" named {source.suffix}" if source.suffix in _KIND_BY_SUFFIX else ""


def _kind_of_zip(source: Input) -> FileKind:
    import zipfile

    try:
        names = GuardedArchive(source.stream).names
    except (zipfile.BadZipFile, ArchiveError) as error:
        reason = f" that {error}" if isinstance(error, ArchiveError) else ""
        message = f"is a damaged zip archive or workbook{_named(source)}{reason}"
        raise RefusedError(Problem("file-kind", message, "a whole file", file=source.name)) from error
    finally:
        source.stream.seek(0)
    if any(name.startswith("xl/") for name in names):
        return "excel"
    what, expected = "a zip archive", "a table; unpack it first"
    if "mimetype" in names:
        what, expected = "an OpenDocument file", "the sheet saved as .xlsx or CSV"
    elif layer_files(names):
        return "zipped"
    raise RefusedError(Problem("file-kind", f"is {what}{_named(source)}", expected, file=source.name))


def refuse_options(name: str, kind: FileKind, recipe: Recipe) -> None:
    """Refuse an option that this kind of file has no use for, rather than ignore it."""
    is_given = {
        "encoding": recipe.encoding is not None,
        "sheet": recipe.sheet is not None,
        "hidden": recipe.hidden,
        "header_line": recipe.header_line is not None,
        "places_sheet": recipe.places_sheet is not None,
        "courses": bool(recipe.courses),
    }
    for option, (kinds, why) in _ONLY_FOR.items():
        if is_given[option] and kind not in kinds:
            raise RouteError(f"{name} is {_KIND_NAMES[kind]}, which {why}; leave {option} away")


_ONLY_FOR: dict[str, tuple[tuple[FileKind, ...], str]] = {
    "encoding": (("text", "json"), "knows its own encoding"),
    "sheet": (("excel", "geopackage", "flatgeobuf", "zipped"), "has no sheets or layers"),
    "hidden": (("excel",), "hides nothing"),
    "header_line": (("text", "excel"), "has no lines above the names of its columns"),
    "places_sheet": (("excel",), "has no sheets"),
    "courses": (("json", "geopackage", "flatgeobuf", "kml", "shapefile", "zipped", "text"), "has no lines"),
}
