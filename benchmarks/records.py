"""How long and how much memory records take, against the bare query, a naive one, pandas and polars.

    python benchmarks/records.py --rows 10000000 --kind parquet

Each measured run is a process of its own, one after the other; the numbers to read are the ratios in one report, as
machines differ; those of processor time also where other work goes on beside. Records are generated: 24,000 pairs of
places of uneven weight, five drugs, three units, ten years.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_NOTHING = (float("nan"), float("nan"), float("nan"))
KEYS = "origin_country, transit, destination_country, drug, unit"
SETS = {
    "routemap": "the whole: scan, meaning, account, table",
    "scan": "routemap's one query alone",
    "bare": "the same columns, as they stand, on bare DuckDB",
    "naive": "trim, cast, sum of doubles on bare DuckDB; understands nothing, accounts for nothing",
    "pandas": "groupby of pandas on the same columns",
    "polars": "group_by of polars, streaming, on the same columns",
}
RECIPE = {
    "columns": {
        "origin_country": "origin",
        "transit": "transit",
        "destination_country": "destination",
        "drug": "market",
        "unit": "unit",
        "amount": "quantity",
        "seized_on": "date",
    },
    "records": {"most_unresolved": 0.5},
}


def generate(rows: int, folder: Path, kind: str, parts: int) -> None:
    """Write records in parts; the same for the same numbers."""
    import duckdb

    from routemap.places import country_codes, place_name

    names = [place_name(code) if i % 3 else code for i, code in enumerate(country_codes())]
    names += ["Atlantis", "unknown", " Norway", "Cote d'Ivoire"]
    connection = duckdb.connect()
    connection.execute("CREATE TABLE places AS SELECT unnest(?) AS name, unnest(range(?)) AS i", [names, len(names)])
    step = rows // parts
    for part in range(parts):
        # A pair's weight falls with its number, so that few pairs have most of the records.
        query = f"""
            SELECT 'S' || r AS seizure_id, a.name AS origin_country, CASE WHEN pair % 5 = 0 THEN c.name END AS transit,
                b.name AS destination_country,
                ['cocaine', 'cannabis', 'heroin', 'Marijuana', 'fentanyl'][1 + pair % 5] AS drug,
                CASE WHEN pair % 7 = 0 THEN 'g' ELSE 'kg' END AS unit,
                CASE WHEN r % 50 = 0 THEN NULL ELSE (hash(r * 19) % 1000000) / 100.0 END::DOUBLE AS amount,
                DATE '2015-01-01' + (hash(r * 23) % 3650)::INT AS seized_on, 'officer ' || hash(r) % 900 AS officer
            FROM (SELECT range AS r, CAST(floor(24000 * pow((hash(range * 3) % 1000000) / 1e6, 3)) AS BIGINT) AS pair
                FROM range({part * step}, {part * step + step}))
            JOIN places a ON a.i = hash(pair) % {len(names)} JOIN places b ON b.i = hash(pair * 5) % {len(names)}
            JOIN places c ON c.i = hash(pair * 11) % {len(names)}"""
        how = "FORMAT parquet" if kind == "parquet" else "FORMAT csv, HEADER"
        connection.execute(f"COPY ({query}) TO '{folder}/part-{part}.{kind}' ({how})")


def measure(what: str, folder: Path, kind: str, memory: str) -> None:
    """Do one of the sets in this process, and print seconds, peak megabytes, and seconds of processor."""
    files = f"{folder}/*.{kind}"
    started = time.perf_counter()
    if what == "routemap":
        from routemap.records import aggregate_records

        found = aggregate_records(files, RECIPE, memory=memory)
        print(found.account.lines()[0], file=sys.stderr)
    elif what == "cached":
        from routemap.records import aggregate_records

        aggregate_records(files, RECIPE, memory=memory, cache=folder / "cache")
    elif what == "scan":
        scan_alone(files, memory)
    elif what == "pandas":
        by_pandas(files, kind)
    elif what == "polars":
        by_polars(files, kind)
    else:
        by_duckdb(what, files, memory)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{seconds:.2f} {peak:.0f} {time.process_time():.2f}")


def scan_alone(files: str, memory: str) -> None:
    """Run the one query, and nothing of what follows."""
    from routemap.records.aggregating import Work
    from routemap.records.bench import Bench
    from routemap.records.collapse import lines_of
    from routemap.records.cut import read_plan
    from routemap.records.inputs import find_files, read_part
    from routemap.records.parts import join_parts
    from routemap.records.scanning import scan

    reading, cut = read_plan(RECIPE)
    with Bench(memory) as bench:
        work = Work(bench, "duckdb", find_files(files), reading, cut, lambda stage: None)
        parts = [read_part(file, reading, cut, bench) for file in work.files]
        scan(work.engine, bench, join_parts(parts), lines_of(parts, cut), reading, cut, lambda stage: None)


def by_duckdb(what: str, files: str, memory: str) -> None:
    """Run the bare or the naive query on DuckDB."""
    import duckdb

    connection = duckdb.connect(config={"memory_limit": memory, "preserve_insertion_order": False})
    if what == "bare":
        columns = f"{KEYS}, year(seized_on), COUNT(*), SUM(amount), COUNT(amount), MIN(seized_on), MAX(seized_on)"
    else:
        trimmed = ", ".join(f"trim({name})" for name in KEYS.split(", "))
        columns = f"{trimmed}, year(CAST(seized_on AS DATE)), COUNT(*), SUM(CAST(amount AS DOUBLE))"
    connection.execute(f"CREATE TABLE found AS SELECT {columns} FROM '{files}' GROUP BY ALL")


def by_pandas(files: str, kind: str) -> None:
    """Group by with pandas."""
    import glob

    import pandas as pd

    names = [*KEYS.split(", "), "amount", "seized_on"]
    read = (
        (lambda f: pd.read_parquet(f, columns=names))
        if kind == "parquet"
        else (lambda f: pd.read_csv(f, usecols=names))
    )
    table = pd.concat([read(file) for file in sorted(glob.glob(files))])  # noqa: PTH207 - a pattern
    table["year"] = pd.to_datetime(table["seized_on"]).dt.year
    grouped = table.groupby([*KEYS.split(", "), "year"], dropna=False)
    grouped.agg(
        records=("amount", "size"), amount=("amount", "sum"), first=("seized_on", "min"), last=("seized_on", "max")
    )


def by_polars(files: str, kind: str) -> None:
    """Group by with polars, where it is installed."""
    import polars as pl

    table = pl.scan_parquet(files) if kind == "parquet" else pl.scan_csv(files, try_parse_dates=True)
    keys = [*KEYS.split(", "), pl.col("seized_on").dt.year().alias("year")]
    day, amount = pl.col("seized_on"), pl.col("amount")
    query = table.group_by(keys).agg(pl.len(), amount.sum().alias("s"), day.min().alias("a"), day.max().alias("z"))
    query.collect(engine="streaming")


def run(what: str, folder: Path, arguments: argparse.Namespace) -> tuple[float, float, float]:
    """Measure one set in a process of its own."""
    command = [sys.executable, __file__, "--measure", what, "--folder", str(folder), "--kind", arguments.kind]
    command += ["--memory", arguments.memory]
    # An installed program has its modules compiled; where no bytecode is kept, each run would compile pandas anew.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        print(f"{what}: {(done.stderr.strip().splitlines() or ['failed'])[-1][:100]}")
        return _NOTHING
    seconds, peak, processor = map(float, done.stdout.split())
    return seconds, peak, processor


def _least(one: tuple[float, float, float], other: tuple[float, float, float]) -> tuple[float, float, float]:
    return min(one[0], other[0]), min(one[1], other[1]), min(one[2], other[2])


def main() -> None:
    """Generate, measure each set in turn, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--kind", choices=("parquet", "csv"), default="parquet")
    parser.add_argument("--parts", type=int, default=10)
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sets", default="routemap,scan,bare,naive,pandas,polars")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--measure")
    arguments = parser.parse_args()
    if arguments.measure:
        measure(arguments.measure, arguments.folder, arguments.kind, arguments.memory)
        return
    with tempfile.TemporaryDirectory(prefix="routemap-benchmark-") as scratch:
        folder = arguments.folder or Path(scratch)
        if not list(folder.glob(f"*.{arguments.kind}")):
            folder.mkdir(exist_ok=True)
            generate(arguments.rows, folder, arguments.kind, arguments.parts)
        best: dict[str, tuple[float, float, float]] = {}
        # In turn, so that what else the machine does falls on all alike; the best of several rounds counts.
        for _ in range(arguments.rounds):
            for what in arguments.sets.split(","):
                found = run(what, folder, arguments)
                best[what] = _least(best.get(what, found), found)
        print(f"{arguments.rows:,} rows of {arguments.kind}; ratios of time, and of processor time")
        for what, (seconds, peak, processor) in best.items():
            ratios = [
                f"{seconds / base[0]:5.2f} ({processor / base[2]:.2f}) x {name}"
                for name, base in best.items()
                if name in ("bare", "naive")
            ]
            told = f"{what:10} {seconds:8.2f} s {processor:8.2f} s {peak:8,.0f} MB {' '.join(ratios)}"
            print(f"{told}  {SETS.get(what, '')}")
        if "routemap" in arguments.sets:
            refresh(folder, arguments)


def refresh(folder: Path, arguments: argparse.Namespace) -> None:
    """Measure a first run with a cache over all files, and a second after one of them is new."""
    import shutil

    newest = sorted(folder.glob(f"*.{arguments.kind}"))[-1]
    aside = newest.with_suffix(".aside")
    first, _, first_processor = run("cached", folder, arguments)
    shutil.rmtree(folder / "cache")
    newest.rename(aside)
    run("cached", folder, arguments)
    aside.rename(newest)
    second, _, second_processor = run("cached", folder, arguments)
    shutil.rmtree(folder / "cache")
    print(
        f"refresh    {second:8.2f} s after {newest.name} is new, {second / first:.2f} of the first run's {first:.2f} s "
        f"({second_processor / first_processor:.2f} of its processor time)"
    )


if __name__ == "__main__":
    main()
