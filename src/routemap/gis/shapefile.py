"""Shapefile: what its tables of 1983 can hold, and a list beside it of what they cannot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np

from routemap.files import to_archive
from routemap.gis.layers import Column, Layer
from routemap.gis.shapefile_parts import to_dbf, to_shp
from routemap.routes.columns import SHORT_NAMES

PROJECTION: Final = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)
"""WGS 84 in the dialect of Esri, which every reader of ``.prj`` files knows."""

_NAME_LENGTH = 10
_TEXT_BYTES = 254
# Numbers stand in the table as 24 characters.
_LARGEST_NUMBER = 1e24


def to_shapefile(layer: Layer) -> dict[str, bytes]:
    """Return the parts of a Shapefile by suffix, the list of fields among them.

    Field names have at most ten characters, texts at most 254 bytes, numbers fifteen decimals and 24 digits (larger
    ones are left out); ``.fields.txt`` gives the full names and how many values are not whole.

    Parameters
    ----------
    layer
        Of lines.
    """
    names = short_names(layer.columns)
    columns: dict[str, Column] = {}
    listed = ["field\tcolumn\tvalues cut"]
    for name, values in layer.columns.items():
        cut, number = _cut(_as_dbf(values))
        columns[names[name]] = cut
        listed.append(f"{names[name]}\t{_one_line(name)}\t{number}")
    lines, index = to_shp(layer.geometry)
    parts = {".shp": lines, ".shx": index, ".dbf": to_dbf(columns), ".cpg": b"UTF-8"}
    parts[".prj"] = PROJECTION.encode("ascii")
    parts[".fields.txt"] = ("\n".join(listed) + "\n").encode("utf-8")
    return parts


def to_zip(parts: Mapping[str, bytes], stem: str) -> bytes:
    """Return the parts of a Shapefile as one zip archive without folders, as ArcGIS wants it.

    Parameters
    ----------
    parts
        By suffix.
    stem
        Their common name.
    """
    return to_archive({f"{stem}{suffix}": parts[suffix] for suffix in sorted(parts)})


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Return for each column a field name: ASCII, ten characters, no two alike also where case does not count.

    Examples
    --------
    >>> short_names(["destination", "seizure number", "seizure numbers", "Größe"])
    {'destination': 'destinatn', 'seizure number': 'seizure_nu', 'seizure numbers': 'seizure_n2', 'Größe': 'Groe'}
    """
    short: dict[str, str] = {}
    used: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
        plain = re.sub(r"\W+", "_", plain).strip("_")
        # Field names begin with a letter: ArcGIS puts one there otherwise.
        plain = SHORT_NAMES.get(name) or (plain if plain[:1].isalpha() else f"f_{plain}".rstrip("_"))
        candidate, number = plain[:_NAME_LENGTH], 1
        while candidate.casefold() in used:
            number += 1
            candidate = plain[: _NAME_LENGTH - len(str(number))] + str(number)
        used.add(candidate.casefold())
        short[name] = candidate
    return short


def _as_dbf(values: Column) -> Column:
    """Return yes or no for a truth value: readers disagree on what the table's own logical type gives."""
    return np.where(values, "yes", "no").astype(object) if values.dtype.kind == "b" else values


def _cut(values: Column) -> tuple[Column, int]:
    """Return what a field can hold of the values, and how many are not whole."""
    if values.dtype.kind == "f":
        too_large = np.abs(values) >= _LARGEST_NUMBER
        return np.where(too_large, np.nan, values), int(too_large.sum())
    if values.dtype.kind != "O":
        return values, 0
    encoded = [text.encode("utf-8") for text in values]
    cut = [data[:_TEXT_BYTES].decode("utf-8", "ignore") for data in encoded]  # "ignore": never half a character
    return np.array(cut, dtype=object), sum(len(data) > _TEXT_BYTES for data in encoded)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
