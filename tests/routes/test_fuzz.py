"""Damaged and senseless files: never a traceback, never a hang, and what is refused writes nothing.

2,000 cases by default; as many as ``ROUTEMAP_FUZZ_CASES`` says. A case is known by its number: to see one again,
``ROUTEMAP_FUZZ_CASE=1234 pytest tests/routes/test_fuzz.py -k damaged``.
"""

import io
import json
import os
import random
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from routemap.cli import app
from routemap.errors import ReadError
from routemap.routes import Report, check_routes
from routemap.routes.columns import NAMES

CASES = int(os.environ.get("ROUTEMAP_FUZZ_CASES", "2000"))
PARTS = 8
SECONDS = 20  # one case takes milliseconds; this only tells a hang from a busy machine

HEADER = [
    "id",
    "market",
    "from",
    "via",
    "to",
    "confidence",
    "quantity",
    "unit",
    "start",
    "end",
    "source",
    "note",
    "Port",
]
ROWS = [
    [
        "a",
        "cocaine",
        "Colombia | PER",
        "ECU > Panama",
        "Norway",
        "high",
        "12.5",
        "kg",
        "2019",
        "2021-05",
        "S, 1",
        "=1",
        "x",
    ],
    ["b", "heroin", "the Balkans", "", "NOR", "", "", "", "2020-02-29", "", "Côte 毒", 'two\n"lines"', ""],
    ["", "Sand mining", "", "Fiji", "United States", "low", "0", "t", "", "", "", "", ""],
]
# What makes readers stumble, put in at random places.
TOKENS = [
    *b"\0 \xff \xc3 \xef\xbb\xbf \xff\xfe \xed\xa0\x80 \xe2\x80\xae \" ' , ; | > -> ? = @ \r \n \r\n \t \x1e".split(
        b" "
    ),
    *b'"" ""," {} [] null NaN -Infinity 1e999 -1 1_000 ~5 01/02/2021 9999-99-99 0000 \\ud800 \\u0000'.split(),
    b"9" * 5000,
    b"[" * 3000,
    b'{"a":' * 3000,
    b"A|" * 400,
    b"NOR > " * 300,
    b"x" * 140_000,
    b'"type":"Topology",',
    b'"crs":{"type":"name","properties":{"name":"EPSG:3857"}},',
    b'"geometry":{"type":"LineString","coordinates":[[1e308,2],[null,"x"]]},',
]


def text_table(delimiter: str) -> bytes:
    import csv

    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows([HEADER, *ROWS])
    return buffer.getvalue().encode()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in [HEADER, *ROWS]:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def features() -> list[str]:
    line = {"type": "LineString", "coordinates": [[-74.1, 4.6], [10.7, 59.9]]}
    rows = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    return [json.dumps({"type": "Feature", "id": i, "properties": row, "geometry": line}) for i, row in enumerate(rows)]


def seeds() -> dict[str, bytes]:
    collection = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features()) + "\n]}\n"
    return {
        "commas.csv": text_table(","),
        "tabs.tsv": text_table("\t"),
        "semicolons.csv": text_table(";"),
        "utf-16.csv": text_table(",").decode().encode("utf-16"),
        "book.xlsx": workbook(),
        "collection.geojson": collection.encode(),
        "lines.geojsonl": ("\n".join(features()) + "\n").encode(),
    }


SEEDS = seeds()


def flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        data[chance.randrange(len(data))] = chance.randrange(256)


def cut(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : chance.choice((start + 1, start + chance.randrange(1, 60), len(data)))]


def swap(data: bytearray, chance: random.Random) -> None:
    length = chance.randrange(1, max(2, len(data) // 4))
    a, b = sorted(chance.randrange(max(1, len(data) - length)) for _ in range(2))
    data[a : a + length], data[b : b + length] = data[b : b + length], data[a : a + length]


def repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    piece = bytes(data[start : start + chance.randrange(1, 200)])
    data[start:start] = piece * chance.randrange(1, 20)


def insert(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data) + 1)
    data[place:place] = chance.choice(TOKENS)


def damaged(number: int) -> tuple[str, bytes]:
    """Return the file of a case, by its number alone."""
    chance = random.Random(number)
    name = chance.choice(sorted(SEEDS))
    data = bytearray(SEEDS[name])
    for _ in range(chance.choice((1, 1, 2, 4))):
        if data:
            chance.choice((flip, cut, swap, repeat, insert))(data, chance)
    # Sometimes the name lies about the content.
    return (chance.choice(sorted(SEEDS)) if chance.random() < 0.1 else name), bytes(data)


@contextmanager
def no_hang() -> Iterator[None]:
    """Raise when a case takes longer than any file of its size may."""
    if sys.platform == "win32":
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"a case took more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def check(name: str, content: bytes) -> Report:
    """Check a file; what comes back must be sound whatever was in it."""
    buffer = io.BytesIO(content)
    buffer.name = name
    with no_hang():
        report = check_routes(buffer)
    assert (report.routes is None) == any(problem.severity == "error" for problem in report.problems)
    for problem in report.problems[:200]:
        said = str(problem)
        assert problem.code
        assert said.isprintable(), (name, said)
        assert len(said) < 2_000, (name, said)
    if report.routes is not None:
        assert list(report.routes.columns)[: len(NAMES)] == list(NAMES)
        assert report.routes["id"].is_unique
        assert not (report.routes["quantity"] < 0).any()
    return report


def run_commands(folder: Path, name: str, content: bytes, report: Report) -> None:
    """Run a command on the file: a refused one leaves the folder as it is, an accepted one can be read back."""
    source, target = folder / name, folder / "out.geojson"
    source.write_bytes(content)
    with no_hang():
        result = CliRunner().invoke(app, ["encode", str(source), "--out", str(target)])
    if report.routes is None:
        assert isinstance(result.exception, ReadError), (name, result.exception)
        assert [path.name for path in folder.iterdir()] == [name]
    else:
        assert result.exit_code == 0, (name, result.exception)
        again = check_routes(target)
        assert again.errors == ()
        assert again.routes is not None
        assert again.routes["id"].tolist() == report.routes["id"].tolist()
        target.unlink()
    source.unlink()


@pytest.mark.parametrize("part", range(PARTS))
def test_a_damaged_file_is_read_or_refused(part: int, tmp_path: Path) -> None:
    chosen = os.environ.get("ROUTEMAP_FUZZ_CASE")
    numbers = [int(chosen)] if chosen else range(part, CASES, PARTS)
    accepted = 0
    for number in numbers:
        name, content = damaged(number)
        try:
            report = check(name, content)
            accepted += report.routes is not None
            if chosen or number % 200 < PARTS:
                run_commands(tmp_path, name, content, report)
        except Exception as error:
            raise AssertionError(f"case {number}, {name}: {error!r}") from error
    if CASES >= 2000 and not chosen:
        assert 0 < accepted < len(numbers)  # else the damage is too small, or too great, to learn from


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
@given(table=tables(), kind=st.sampled_from(["t.csv", "t.tsv", "t.geojson", "t.geojsonl"]))
def test_a_senseless_table_is_read_or_refused(table: list[list[str]], kind: str) -> None:
    if kind in ("t.csv", "t.tsv"):
        content = as_text(table, "," if kind == "t.csv" else "\t")
    else:
        content = as_features(table, "\n" if kind == "t.geojsonl" else "")
    report = check(kind, content)
    if kind in ("t.csv", "t.tsv") and not report.errors:
        # Nothing is lost in silence: what is not blank was read.
        assert report.rows_read >= sum(any(cell.strip() for cell in row) for row in table[1:])
