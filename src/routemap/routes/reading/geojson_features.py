"""GeoJSON documents → their features, one by one: a FeatureCollection, a single Feature, or one Feature per line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from routemap.problems import Code, Findings, Problem, show_value
from routemap.routes.reading.cell_text import cell_text
from routemap.routes.reading.json_stream import JsonStream
from routemap.routes.reading.json_text import Flaws, flaws_within
from routemap.routes.reading.raw_table import RefusedError

GEOMETRIES: Final = (
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
)
MOST_BROKEN: Final = 1_000
"""So many features or lines that cannot be read are enough; the rest is not tried."""

_WGS84 = re.compile(
    r"(urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?(OGC|EPSG)?[:/]*[\d.]*[:/]*(CRS84|4326)", re.IGNORECASE
)
_COLLECTION = re.compile(r'\{\s*"type"\s*:\s*"FeatureCollection"')
# What is asked for later; other members of a document are looked at and let go.
_KEPT = frozenset({"type", "crs", "features", "properties", "geometry", "id", "geometryType"})
_MOST_MEMBERS = 1_000


def read_features(name: str, stream: JsonStream, flaws: Flaws, noted: Findings) -> Iterator[Any]:
    """Give what stands where features should, one by one; what is wrong beside the features is noted.

    Raises
    ------
    RefusedError
        If the text is not JSON, or no GeoJSON of features.
    """
    is_separated = stream.peek() == "\x1e"
    if not stream.peek(between_texts=True):
        message, expected = "the file is empty", "a GeoJSON FeatureCollection"
        raise RefusedError(Problem("file-empty", message, expected, file=name))
    if is_separated or _is_sequence(stream):
        yield from _sequence_features(name, stream, "\x1e" if is_separated else "\n", noted)
        return
    if stream.peek() != "{":
        raise _other(name, _whole(stream))
    yield from _Document(name, stream, flaws, noted).features()


class _Document:
    """One JSON object, taken member by member."""

    def __init__(self, name: str, stream: JsonStream, flaws: Flaws, noted: Findings) -> None:
        self._name = name
        self._stream = stream
        self._flaws = flaws
        self._noted = noted
        self._members: dict[str, Any] = {}
        self._found: list[tuple[Code, str, str]] = []  # flaws beside the features

    def features(self) -> Iterator[Any]:
        """Give the items of the member features, or the document if it is one feature itself."""
        seen: set[str] = set()
        stream, is_listed = self._stream, False
        for key in stream.members():
            if key in seen:
                self._found.append(("json-doubled", f"names '{show_value(key)}' twice", "each name once"))
            seen.add(key)
            if len(seen) > _MOST_MEMBERS or len(self._found) > _MOST_MEMBERS:
                message = f"has more than {_MOST_MEMBERS:,} members beside its features"
                raise RefusedError(Problem("json-large", message, "a GeoJSON FeatureCollection", file=self._name))
            if key == "features" and stream.peek() == "[":
                self._members[key] = []
                self._refuse_other()
                is_listed = True
                yield from stream.items()
                self._flaws.take()
            else:
                self._take(key)
        # A first line that is longer than what `_is_sequence` looks at may be the first of many.
        is_first = self._members.get("type") == "Feature" and stream.peek() == "{"
        if not is_first:
            stream.end()
        yield from self._end(is_listed=is_listed)
        if is_first:
            yield from _sequence_features(self._name, stream, "\n", self._noted)

    def _take(self, key: str) -> None:
        """Take a member that is no list of features."""
        value = self._stream.value()
        if self._flaws.take():
            self._found += flaws_within({key: value})
        if key in _KEPT:
            self._members[key] = value
        if key == "type":
            self._refuse_other()

    def _refuse_other(self) -> None:
        """Refuse a document as soon as it is known to be of another kind: what else it holds may be large."""
        kind = self._members.get("type", "FeatureCollection")
        if kind not in ("Feature", "FeatureCollection") or "geometryType" in self._members:
            raise _other(self._name, self._members)

    def _end(self, *, is_listed: bool) -> Iterator[dict[str, Any]]:
        """Look at the document as a whole; give it if it is a feature."""
        kind = self._members.get("type")
        if kind != "FeatureCollection" and (kind != "Feature" or is_listed):
            raise _other(self._name, self._members)
        where = "feature 1" if kind == "Feature" else ""
        for code, message, expected in self._found[:3]:
            self._noted.add(Problem(code, message, expected, file=self._name, where=where))
        _check_crs(self._name, self._members.get("crs"), self._noted)
        if kind == "Feature":
            yield self._members
        elif not is_listed:
            message = "the FeatureCollection has no list of features"
            raise RefusedError(Problem("geojson-kind", message, 'a member "features"', file=self._name))


def _whole(stream: JsonStream) -> Any:
    """Return a document that is no object; of a list too large to be taken only that it is one."""
    is_list = stream.peek() == "["
    try:
        document = stream.value()
        stream.end()
    except RefusedError as refused:
        if is_list and refused.problem.code == "json-large":
            return []
        raise
    return document


def _is_sequence(stream: JsonStream) -> bool:
    """Tell whether each line is a document of its own."""
    if _COLLECTION.match(stream.head(200)):
        return False
    first, following = stream.first_line()
    first = first.strip()
    return following == "{" and first.startswith("{") and first.endswith("}")


def _sequence_features(name: str, stream: JsonStream, separator: str, noted: Findings) -> Iterator[Any]:
    broken = 0
    while stream.peek(between_texts=separator == "\x1e"):
        try:
            yield stream.text(separator)
        except RefusedError as refused:
            if refused.problem.code == "json-large":
                raise
            broken += 1
            noted.add(refused.problem)
            if broken >= MOST_BROKEN:
                message = f"{broken:,} lines cannot be read, the rest was not tried"
                noted.add(Problem("rows-broken", message, file=name, line=stream.line))
                return


def _other(name: str, document: Any) -> RefusedError:
    return RefusedError(Problem("geojson-kind", *_other_document(document), file=name))


def _other_document(document: Any) -> tuple[str, str]:
    expected = "a GeoJSON FeatureCollection"
    if isinstance(document, list):
        return "is a plain JSON list, not GeoJSON", f"{expected}, or the records as CSV"
    if not isinstance(document, dict):
        return "the JSON is no object", expected
    kind = document.get("type")
    if kind == "Topology":
        return "is TopoJSON, not GeoJSON", f"{expected}; convert it, with mapshaper for instance"
    if "geometryType" in document and "features" in document:
        return "is Esri's own JSON, not GeoJSON", f"{expected}; export it as GeoJSON"
    if kind in GEOMETRIES:
        return f"is a bare {kind} without properties", f"{expected}, whose properties say market and places"
    shown = f"the JSON's type is '{show_value(kind)}'" if isinstance(kind, str) else "the JSON has no member type"
    return shown, expected


def _check_crs(name: str, crs: Any, noted: Findings) -> None:
    if crs is None:
        return
    inner = crs.get("properties") if isinstance(crs, dict) else None
    said = inner.get("name") if isinstance(inner, dict) else None
    if isinstance(said, str) and _WGS84.fullmatch(said.strip()):
        return
    shown = said if isinstance(said, str) else cell_text(crs)
    message = "the coordinates are in another reference system"
    expected = "WGS 84 longitude and latitude (CRS84 or EPSG:4326)"
    noted.add(
        Problem("crs", message, expected, "export it once more in EPSG:4326", file=name, column="crs", value=shown)
    )
