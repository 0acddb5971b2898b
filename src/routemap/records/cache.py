"""Refresh: what each file collapsed to is kept, so that a later run scans only files that are new or have changed.

An entry is named by all it depends on: the bytes of the file, how its columns are read, the version. What texts mean
is no part of it: a recipe may learn new words without a scan.

What several entries come to together is kept as well, as a sum that says of which entries it is: a later run adds to
it what is new, so that its work grows with the new files and not with all of them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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
_SUM = "sum-"
_PARTS = "routemap_entries"
_WORTH_A_SUM = 3  # pieces to add up; two are added up as quickly as a sum is written


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
    progress("comparing files with what is kept")
    with ThreadPoolExecutor(2) as threads:  # hashing lets other threads run
        keys = list(threads.map(lambda part: _key(part, lines, recipe, cut), parts))
    entries, read = [], []
    for number, (part, key) in enumerate(zip(parts, keys, strict=True), start=1):
        progress(f"file {number:,} of {len(parts):,}")
        entry = folder / f"{key}.parquet"
        if not _is_whole(bench, entry):
            found = scan(engine, bench, [part], lines, recipe, cut, progress)
            read += found
            _keep(bench, entry)
        else:
            read.append(part)
        entries.append(entry)
    progress("adding up what is kept")
    try:
        _add_up(bench, entries, lines, folder)
    except import_duckdb().Error:
        damaged = [entry for entry in entries if not _is_readable(bench, entry)]
        if not damaged:
            raise
        for entry in damaged:
            entry.unlink(missing_ok=True)
        return scan_new(engine, bench, parts, lines, recipe, cut, folder, progress)
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


def _is_readable(bench: Bench, entry: Path) -> bool:
    """Tell whether every value of an entry can be read: an end that is whole says nothing of the middle."""
    with suppress(import_duckdb().Error):
        bench.rows(f"SELECT COUNT(*) FROM (SELECT DISTINCT * FROM read_parquet({bench.literal(str(entry))}))")
        return True
    return False


def _keep(bench: Bench, entry: Path, parts: Sequence[str] = ()) -> None:
    """Write the table ``collapsed`` as an entry; a sum says in it of which entries it is."""
    staged = bench.scratch.path / "entry.parquet"
    told = f", KV_METADATA {{{_PARTS}: {bench.literal(' '.join(parts))}}}" if parts else ""
    bench.run(f"COPY collapsed TO {bench.literal(str(staged))} (FORMAT parquet, COMPRESSION zstd{told})")
    write_file(entry, staged.read_bytes())
    staged.unlink()


def _add_up(bench: Bench, entries: Sequence[Path], lines: Lines, folder: Path) -> None:
    """Put the lines of all entries together: counts and sums of parts add up to those of the whole."""
    names = [entry.stem for entry in entries]
    kept = {path: parts for path, parts in _kept_sums(folder).items() if not Counter(parts) - Counter(names)}
    added = list(entries)
    if kept:
        largest = max(kept, key=lambda path: len(kept[path]))
        done = Counter(kept[largest])
        added = [largest, *(entry for entry in entries if not _take(done, entry.stem))]
    try:
        _put_collapsed(bench, added, lines)
    except import_duckdb().Error:  # a sum that is damaged, or that another run has just taken away for its own
        added = list(entries)
        _put_collapsed(bench, added, lines)
    if len(added) < _WORTH_A_SUM:  # a sum and one new file need no sum of their own, until there are more
        return
    digest = hashlib.sha256(" ".join(names).encode()).hexdigest()[:40]
    _keep(bench, folder / f"{_SUM}{digest}.parquet", names)
    for path in kept:
        if path.stem != f"{_SUM}{digest}":
            path.unlink(missing_ok=True)


def _take(counter: Counter[str], name: str) -> bool:
    """Take one of a name out of a counter; tell whether there was one."""
    counter[name] -= 1
    return counter[name] >= 0


def _kept_sums(folder: Path) -> dict[Path, list[str]]:
    """Return the sums that are kept, each with the names of its entries; without those that cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    found = {}
    for path in sorted(folder.glob(f"{_SUM}*.parquet")):
        with suppress(pa.ArrowException, OSError):
            said = (pq.read_metadata(path).metadata or {}).get(_PARTS.encode(), b"")
            found[path] = said.decode("utf-8", "replace").split()
    return {path: parts for path, parts in found.items() if parts}


def _put_collapsed(bench: Bench, entries: Sequence[Path], lines: Lines) -> None:
    bench.run(f"CREATE OR REPLACE TEMP TABLE collapsed AS {_sum_query(bench, entries, lines)}")


def _sum_query(bench: Bench, entries: Sequence[Path], lines: Lines) -> str:
    files = "[" + ", ".join(bench.literal(str(entry)) for entry in entries) + "]"
    if len(entries) == 1:
        return f"SELECT * FROM read_parquet({files})"
    columns = [*lines.keys, "CAST(SUM(records) AS BIGINT) AS records"]
    if lines.has_quantity:
        columns += [f"CAST(SUM({name}) AS BIGINT) AS {name}" for name in ("measured", "negative", "too_large")]
        columns.append("CAST(SUM(CAST(millionths AS HUGEINT)) AS DECIMAL(38, 0)) AS millionths")
    extremes = [("day", lines.has_date), ("record", lines.has_record)]
    for name, is_there in extremes:
        if is_there:
            columns += [f"MIN(first_{name}) AS first_{name}", f"MAX(last_{name}) AS last_{name}"]
    grouped = f" GROUP BY {', '.join(lines.keys)}" if lines.keys else ""
    return f"SELECT {', '.join(columns)} FROM read_parquet({files}){grouped}"
