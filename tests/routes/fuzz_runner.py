"""Damages files and reads them, in a process of its own: one that GDAL or SQLite ends must not end the tests.

    python fuzz_runner.py FIRST LAST STEP

Prints what came of it as JSON. A case is known by its number.
"""

import io
import json
import os
import random
import signal
import struct
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import openpyxl
from typer.testing import CliRunner

from routemap.cli import app
from routemap.errors import ReadError, RouteError
from routemap.gis import export
from routemap.routes import Report, check_routes, read_routes
from routemap.routes.columns import NAMES

if __package__:
    from .fuzz_options import some_options
else:  # run as a script
    from fuzz_options import some_options

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
    line = {"type": "LineString", "coordinates": [[-74.1, 4.6], [-30.0, 40.0], [10.7, 59.9]]}
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
        **exported(),
    }


def exported() -> dict[str, bytes]:
    """Return the routes in the formats of databases and programs."""
    routes = read_routes(io.BytesIO(text_table(",")))
    # One line as somebody drew it, through a corner.
    routes["course_as_given"] = ["LINESTRING (-74.1 4.6, -30 40, 10.7 59.9)", *[""] * (len(routes) - 1)]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"routes{suffix}") for suffix in (".gpkg", ".fgb", ".parquet", ".kml", ".zip")]
        export(routes, *paths)
        found = {path.name: path.read_bytes() for path in paths}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", found["routes.kml"])
    return found | {"routes.kmz": packed.getvalue()}


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


def claim(data: bytearray, chance: random.Random) -> None:
    """Put a length, a count or an offset where there may be one."""
    number = chance.choice((0, 1, 255, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 1 << 40, (1 << 63) - 1, (1 << 64) - 1))
    layout = chance.choice((">H", "<H", ">I", "<I", ">Q", "<Q"))
    packed = struct.pack(layout, number & ((1 << 8 * struct.calcsize(layout)) - 1))
    place = chance.randrange(max(1, len(data) - len(packed)))
    data[place : place + len(packed)] = packed


def within(data: bytearray, chance: random.Random) -> None:
    """Damage one part of an archive and pack it again: else hardly any damage gets past the check sums."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # it is no whole archive any more
        return
    name = chance.choice(sorted(parts))
    part = bytearray(parts[name])
    chance.choice((flip, cut, swap, repeat, insert))(part, chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in (parts | {name: bytes(part)}).items():
            archive.writestr(other, content)
    data[:] = buffer.getvalue()


def damaged(number: int) -> tuple[str, bytes]:
    """Return the file of a case, by its number alone."""
    chance = random.Random(number)
    name = chance.choice(sorted(SEEDS))
    data = bytearray(SEEDS[name])
    ways = (flip, cut, swap, repeat, insert, claim)
    if name.endswith((".xlsx", ".zip", ".kmz")):
        ways = (*ways, *(within,) * 6)
    for _ in range(chance.choice((1, 1, 2, 4))):
        if data:
            chance.choice(ways)(data, chance)
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


def check(name: str, content: bytes, **options: object) -> Report:
    """Check a file; what comes back must be sound whatever was in it, and whatever it is told to be read by."""
    buffer = io.BytesIO(content)
    buffer.name = name
    with no_hang():
        report = check_routes(buffer, **options)
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


def try_cases(numbers: Sequence[int], folder: Path) -> dict[str, object]:
    """Read damaged files; tell how many were accepted, of which kinds, and the most memory and time it took."""
    accepted = 0
    kinds: set[str] = set()
    slowest = (0.0, -1)
    for number in numbers:
        name, content = damaged(number)
        begun = time.process_time()
        try:
            with suppress(RouteError):  # the content is of another kind than the name says, and takes other options
                check(name, content, **some_options(number, name))
            report = check(name, content)
            if report.routes is not None:
                accepted += 1
                kinds.add(name)
            if len(numbers) == 1 or number % 200 < 2:
                run_commands(folder, name, content, report)
        except Exception as error:
            raise AssertionError(f"case {number}, {name}: {error!r}") from error
        slowest = max(slowest, (time.process_time() - begun, number))
    told = {"cases": len(numbers), "accepted": accepted, "kinds": sorted(kinds), "megabytes": most_memory()}
    return told | {"seconds": slowest[0], "slowest": slowest[1]}


def most_memory() -> float:
    """Return the most memory that this process has had, in megabytes; 0 where the system does not tell."""
    status = Path("/proc/self/status")  # what `resource` tells holds the memory of the process that started this one
    if not status.exists():
        return 0.0
    told = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(told["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    first, last, step = map(int, sys.argv[1:])
    with tempfile.TemporaryDirectory() as place:
        outcome = try_cases(range(first, last, step), Path(place)) | {"left": os.listdir(place)}  # noqa: PTH208
    sys.stdout.write(json.dumps(outcome) + "\n")
