"""Refresh: what each file collapsed to is kept, so that a later run scans only files that are new or have changed.

An entry is named by all it depends on: the bytes of the file, how its columns are read, the version. What texts mean
is no part of it: a recipe may learn new words without a scan.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from routemap.errors import RouteError
from routemap.files import is_address, write_file
from routemap.records.addresses import stamp
from routemap.records.bench import Bench, import_duckdb
from routemap.records.collapse import Lines
from routemap.records.cut import Cut
from routemap.records.engine import Engine, Progress
from routemap.records.parts import Part
from routemap.records.scanning import require_few, scan
from routemap.routes.recipe import Recipe

_VERSION = 1  # of an entry's columns


def scan_new(
    engine: Engine,
    bench: Bench,
    parts: Sequence[Part],
    lines: Lines,
    recipe: Recipe,
    cut: Cut,
    folder: Path,
    progress: Progress,
) -> list[Part]:
    """Leave the table ``collapsed`` on the bench, scanning only files that no entry stands for; return the parts.

    Each part is one file.

    Raises
    ------
    RouteError
        If records of one name are to be dropped: they may stand in two files.
    ExportError
        If an entry cannot be written.
    """
    if cut.record and cut.duplicates == "drop":
        raise RouteError("a cache keeps each file for itself, and records of one name may stand in two: leave one away")
    folder.mkdir(parents=True, exist_ok=True)
    entries, read = [], []
    for number, part in enumerate(parts, start=1):
        progress(f"file {number:,} of {len(parts):,}")
        entry = folder / f"{_key(part, lines, recipe, cut)}.parquet"
        if not _is_whole(bench, entry):
            found = scan(engine, bench, [part], lines, recipe, cut, progress)
            read += found
            _keep(bench, entry)
        else:
            read.append(part)
        entries.append(entry)
    _add_up(bench, entries, lines)
    require_few(bench, lines)
    return read


def _key(part: Part, lines: Lines, recipe: Recipe, cut: Cut) -> str:
    """Return the name of the entry of one file."""
    digest = hashlib.sha256()
    how = (recipe.decimal, recipe.dates, recipe.sheet, cut.by, cut.unpivot, part.record)
    shape = (part.shape, tuple(sorted(part.ours.items())), part.wide)
    digest.update(repr((_VERSION, metadata.version("routemap"), lines, how, shape)).encode("utf-8", "surrogatepass"))
    name = part.files[0] if is_address(part.given[0]) else part.given[0]
    if is_address(name):  # to look into it would be to fetch it
        digest.update(repr((part.given[0], stamp(name))).encode())
    else:
        with Path(name).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:40]


def _is_whole(bench: Bench, entry: Path) -> bool:
    if not entry.exists():
        return False
    with suppress(import_duckdb().Error):
        bench.rows(f"SELECT COUNT(*) FROM read_parquet({bench.literal(str(entry))})")
        return True
    return False


def _keep(bench: Bench, entry: Path) -> None:
    staged = bench.scratch.path / "entry.parquet"
    bench.run(f"COPY collapsed TO {bench.literal(str(staged))} (FORMAT parquet, COMPRESSION zstd)")
    write_file(entry, staged.read_bytes())
    staged.unlink()


def _add_up(bench: Bench, entries: Sequence[Path], lines: Lines) -> None:
    """Put the lines of all entries together: counts and sums of parts add up to those of the whole."""
    columns = [*lines.keys, "CAST(SUM(records) AS BIGINT) AS records"]
    if lines.has_quantity:
        columns += [f"CAST(SUM({name}) AS BIGINT) AS {name}" for name in ("measured", "negative", "too_large")]
        columns.append("CAST(SUM(CAST(millionths AS HUGEINT)) AS DECIMAL(38, 0)) AS millionths")
    extremes = [("day", lines.has_date), ("record", lines.has_record)]
    for name, is_there in extremes:
        if is_there:
            columns += [f"MIN(first_{name}) AS first_{name}", f"MAX(last_{name}) AS last_{name}"]
    files = "[" + ", ".join(bench.literal(str(entry)) for entry in entries) + "]"
    grouped = f" GROUP BY {', '.join(lines.keys)}" if lines.keys else ""
    bench.run(
        f"CREATE OR REPLACE TEMP TABLE collapsed AS SELECT {', '.join(columns)} FROM read_parquet({files}){grouped}"
    )
