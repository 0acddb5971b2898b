"""How long the command and the package take to start, and to read and check tables; with peak memory.

    .venv/bin/python benchmarks/command_line.py [--rows 100000] [--runs 5]

Beside each of ours stands what a user would pick instead: Python's own start, and pandas reading the same file without
checking anything.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

COUNTRIES = (
    "Morocco Spain France Germany Poland Norway Sweden Denmark Netherlands Colombia Ecuador Turkey Albania".split()  # noqa: SIM905
)
CONFIDENCES = ["high", "medium", "low", ""]
COMMODITIES = ["resin", "herb", "cocaine", "heroin", ""]

START = {
    "python": [sys.executable, "-c", "pass"],
    "import routemap": [sys.executable, "-c", "import routemap"],
    "routemap --help": [str(Path(sys.executable).parent / "routemap"), "--help"],
}
READ = {
    "pandas.read_csv": "import pandas, sys; pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False)",
    "routemap.check_routes": "import routemap, sys; assert routemap.check_routes(sys.argv[1]).is_accepted",
    "routemap.read_routes": "import routemap, sys; routemap.read_routes(sys.argv[1])",
}


def write_table(path: Path, rows: int) -> None:
    """Write a table as an analyst might have it: repeated names, notes of a sentence, a number in most rows."""
    with path.open("w", encoding="utf-8") as file:
        file.write("market,commodity,origin,transit,destination,confidence,quantity,unit,start,source,locator,note\n")
        for i in range(rows):
            origin, transit, destination = (COUNTRIES[(i * step + i // 13) % 13] for step in (1, 5, 7))
            transit = "" if transit in (origin, destination) else transit
            file.write(
                f"cannabis trade,{COMMODITIES[i % 5]},{origin},{transit},{destination},{CONFIDENCES[i % 4]},"
                f"{i % 977},kg,{2000 + i % 24},Seizure register {2000 + i % 24},row {i},"
                f'"Case {i}: found in a lorry, in the usual hollow behind the wheel, after a hint."\n'
            )


def run(command: list[str]) -> tuple[float, float]:
    """Return wall seconds and peak MB of one run."""
    started = time.perf_counter()
    pid = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def compare(commands: dict[str, list[str]], runs: int) -> None:
    """Run the commands in turn and print medians, with the ratio to the first."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(run(command))
    base = statistics.median(seconds for seconds, _ in taken[next(iter(commands))])
    for name, results in taken.items():
        seconds = statistics.median(seconds for seconds, _ in results)
        memory = max(memory for _, memory in results)
        print(f"{name:<28}{seconds:>9.3f} s{seconds / base:>8.1f} ×{memory:>9.0f} MB")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    print(f"start, median of {options.runs}")
    compare(START, options.runs)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "routes.csv"
        write_table(table, options.rows)
        print(f"\nreading {options.rows:,} rows ({table.stat().st_size / 1e6:.0f} MB), median of {options.runs}")
        compare({name: [sys.executable, "-c", code, str(table)] for name, code in READ.items()}, options.runs)


if __name__ == "__main__":
    main()
