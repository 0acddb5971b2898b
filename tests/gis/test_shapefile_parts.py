"""The parts of a Shapefile made in memory are, byte for byte, what GDAL writes."""

import datetime
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from routemap.errors import ExportError
from routemap.gis import shapefile_parts
from routemap.gis.shapefile_parts import to_dbf, to_shp


def degrees(limit: int) -> st.SearchStrategy[float]:
    # Adding nothing turns minus zero into zero: which of the two a box has is chance, and says nothing.
    return st.floats(-limit, limit, allow_subnormal=False).map(lambda value: value + 0.0)


_POINTS = st.lists(st.tuples(degrees(180), degrees(90)), min_size=2, max_size=6)
_LINES = st.one_of(st.none(), st.lists(_POINTS, min_size=1, max_size=3).map(shapely.MultiLineString))
_TEXTS = st.text(st.characters(exclude_categories=["C"]), max_size=60)
_NUMBERS = st.one_of(st.just(float("nan")), st.floats(0, 1e23, allow_subnormal=False))
# In years before 1000 GDAL leaves a blank where a digit belongs.
_DAYS = st.one_of(st.just(np.datetime64("NaT")), st.dates(datetime.date(1000, 1, 1)).map(np.datetime64))


def by_gdal(folder: Path, geometry: np.ndarray, columns: dict[str, np.ndarray]) -> dict[str, bytes]:
    path = folder / "gdal.shp"
    pyogrio.raw.write(
        str(path),
        geometry=shapely.to_wkb(geometry),
        field_data=list(columns.values()),
        field_mask=[np.isnat(values) if values.dtype.kind == "M" else None for values in columns.values()],
        fields=list(columns),
        driver="ESRI Shapefile",
        geometry_type="MultiLineString",
        crs="EPSG:4326",
        encoding="UTF-8",
        promote_to_multi=False,
        layer_options={"DBF_DATE_LAST_UPDATE": "2000-01-01"},
    )
    return {suffix: path.with_suffix(suffix).read_bytes() for suffix in (".shp", ".shx", ".dbf")}


@given(st.lists(st.tuples(_LINES, _TEXTS, _NUMBERS, _DAYS), max_size=5))
def test_the_parts_are_what_gdal_writes(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[object, str, float, np.datetime64]]
) -> None:
    # Where the first row has no line, GDAL counts the point 0, 0 into the box of all; here it comes later.
    rows = sorted(rows, key=lambda row: row[0] is None)
    geometry = np.array([row[0] for row in rows], dtype=object)
    columns = {
        "text": np.array([row[1] for row in rows], dtype=object),
        "number": np.array([row[2] for row in rows], dtype=np.float64),
        "day": np.array([row[3] for row in rows], dtype="datetime64[D]"),
    }
    shp, shx = to_shp(geometry)
    expected = by_gdal(tmp_path_factory.mktemp("gdal"), geometry, columns)
    assert {".shp": shp, ".shx": shx, ".dbf": to_dbf(columns)} == expected


def test_more_than_a_shapefile_holds_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapefile_parts, "MOST_BYTES", 300)
    with pytest.raises(ExportError, match="the lines are more than the 2 GB that a Shapefile holds"):
        to_shp(np.array([shapely.MultiLineString([[(0, 0), (1, 1)]])] * 10, dtype=object))
    with pytest.raises(ExportError, match="the table is more than the 2 GB that a Shapefile holds"):
        to_dbf({"text": np.array(["x"] * 10, dtype=object)})
