"""Damaged and senseless files: never a traceback, never a hang, little memory, and what is refused writes nothing.

2,000 cases by default; as many as ``ROUTEMAP_FUZZ_CASES`` says: 40,000 take half an hour. A case is known by its
number: to see one again, ``ROUTEMAP_FUZZ_CASE=1234 pytest tests/routes/test_fuzz.py -k damaged``.
"""

import io
import json
import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routemap.routes.columns import NAMES

from . import fuzz_runner
from .fuzz_options import some_options
from .fuzz_runner import HEADER, ROWS, SEEDS, check

pytestmark = pytest.mark.usefixtures("paused")

CASES = int(os.environ.get("ROUTEMAP_FUZZ_CASES", "2000"))
PARTS = 2
MOST_MEGABYTES = 500


@pytest.mark.parametrize("part", range(PARTS))
def test_a_damaged_file_is_read_or_refused(part: int) -> None:
    chosen = os.environ.get("ROUTEMAP_FUZZ_CASE")
    numbers = (int(chosen), int(chosen) + 1, 1) if chosen else (part, CASES, PARTS)
    command = [sys.executable, "-W", "error", fuzz_runner.__file__, *map(str, numbers)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    outcome = json.loads(said.stdout)
    assert outcome["left"] == []
    assert outcome["megabytes"] <= MOST_MEGABYTES
    if CASES >= 2000 and not chosen:
        assert 0 < outcome["accepted"] < outcome["cases"]  # else the damage is too small, or too great, to learn from
        assert len(outcome["kinds"]) >= len(SEEDS) // 2


CELLS = st.one_of(
    st.sampled_from([cell for row in ROWS for cell in row]),
    st.sampled_from(["NA", "Congo", "USSR", "?", "A | B", "NOR > SWE", "COL|PER", "1,5", "~500", "NaN", "1e400", "-1"]),
    st.sampled_from(
        ["01/02/2021", "1500", "9999-12-31", "2021-02-30", "high ", "HIGH", "sure", "=cmd", "'=1", "\ufeff"]
    ),
    st.text(max_size=12),
)
NAMES_OF_COLUMNS = st.one_of(
    st.sampled_from([*NAMES, *HEADER, "From Country", "iso3", "kind", "geom"]), st.text(max_size=8)
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(1, 8))
    header = draw(st.lists(NAMES_OF_COLUMNS, min_size=width, max_size=width))
    row = st.lists(CELLS, min_size=width, max_size=width)
    ragged = st.lists(CELLS, max_size=10)
    return [header, *draw(st.lists(st.one_of(row, row, row, ragged), max_size=6))]


def as_text(table: list[list[str]], delimiter: str) -> bytes:
    import csv

    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(table)
    return buffer.getvalue().encode("utf-8", "surrogatepass")


def as_features(table: list[list[str]], joint: str) -> bytes:
    header, *rows = table
    made = [{"type": "Feature", "properties": dict(zip(header, row, strict=False)), "geometry": None} for row in rows]
    if joint:
        return joint.join(map(json.dumps, made)).encode()
    return json.dumps({"type": "FeatureCollection", "features": made}).encode()


@settings(
    max_examples=max(20, CASES // 4),
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    table=tables(),
    kind=st.sampled_from(["t.csv", "t.tsv", "t.geojson", "t.geojsonl"]),
    number=st.integers(0, 1_000_000),
)
def test_a_senseless_table_is_read_or_refused(table: list[list[str]], kind: str, number: int) -> None:
    if kind in ("t.csv", "t.tsv"):
        content = as_text(table, "," if kind == "t.csv" else "\t")
    else:
        content = as_features(table, "\n" if kind == "t.geojsonl" else "")
    check(kind, content, **some_options(number, kind))
    report = check(kind, content)
    if kind in ("t.csv", "t.tsv") and not report.errors:
        # Nothing is lost in silence: what is not blank was read.
        assert report.rows_read >= sum(any(cell.strip() for cell in row) for row in table[1:])
