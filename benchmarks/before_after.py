"""Time this tree beside another commit's, in turn within one run: did a change make routemap slower?

    git worktree add /tmp/before COMMIT
    python benchmarks/before_after.py /tmp/before [--runs 5] [--flows TABLE.csv]

Both trees run under this Python and its packages. What is timed: building the pages of the example data as a command;
the page of 10,000 and of 60,000 routes (imports and reading left out, as in `pages.py`) and reading their tables; the
layout of 120 legs in Europe and of a star (as in `layout.py`). Seconds are processor seconds of the process (user and
system), the least of all runs, which other work on the machine disturbs least; the ratio is before / after, so a number
under 1 says that this tree is slower.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]

COMMAND = "import sys; from routemap.cli import main; sys.exit(main())"
PAGE = """
import gc, sys, time
import pandas, routemap
few = pandas.DataFrame({"market": ["cocaine trade"] * 2, "origin": ["COL", "BRA"], "destination": ["NOR", "SWE"]})
routemap.route_map(routemap.read_routes(few)).save(sys.argv[2])  # what is imported or read once is not timed
gc.collect()  # whose turn it is to look at all objects is luck of what ran before: both trees begin alike
started = time.process_time()
routes = routemap.read_routes(sys.argv[1])
read = time.process_time() - started
gc.collect()
started = time.process_time()
routemap.route_map(routes).save(sys.argv[2])
print([read, time.process_time() - started])
"""
LAYOUT = """
import json, sys, time
from routemap.lines import lay_out_curves
from routemap.places import anchor
legs = json.load(open(sys.argv[1]))
anchor("NOR")
codes = sorted({code for leg in legs for code in leg})
places = [anchor(code) for code in codes]
rows = [(codes.index(a), codes.index(b)) for a, b in legs]
started = time.process_time()
lay_out_curves(places, rows).to_lines()
print([time.process_time() - started])
"""


def run(tree: Path, *arguments: str) -> tuple[float, str]:
    """Run Python in a tree and return the processor seconds of the process with its output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "ROUTEMAP_CACHE": "off"}
    done = subprocess.run([sys.executable, *arguments], env=environment, text=True, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{tree}: {' '.join(arguments[:2])}\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def write_rows(path: Path, count: int, flows: Path | None) -> None:
    """Write a table of so many routes."""
    from flows import records

    rows = records(count, flows)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def main() -> None:
    """Run all in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path, help="a checkout of the other commit")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--flows", type=Path)
    options = parser.parse_args()
    from layout import read_flows, sample_europe, sample_star

    found: dict[str, dict[str, list[float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder)
        for count in (10_000, 60_000):
            write_rows(inside / f"{count}.csv", count, options.flows)
        flows = read_flows(options.flows)
        for name, legs in (("120 legs", sample_europe(flows, 5)), ("star", sample_star(flows, 0))):
            (inside / f"{name}.json").write_text(json.dumps(legs))
        for turn in range(options.runs):
            for side, tree in (("before", options.before.resolve()), ("after", HERE)):

                def note(what: str, seconds: float, side: str = side) -> None:
                    found.setdefault(what, {}).setdefault(side, []).append(seconds)

                out = inside / f"{side}-{turn}"
                example = str(HERE / "data" / "routes.geojson")
                note("build of data/routes.geojson", run(tree, "-c", COMMAND, "build", example, "--out", str(out))[0])
                for count in (10_000, 60_000):
                    table = str(inside / f"{count}.csv")
                    read, page = json.loads(run(tree, "-c", PAGE, table, str(inside / "page.html"))[1])
                    note(f"{count:,} routes, reading", read)
                    note(f"{count:,} routes, page", page)
                for name in ("star", "120 legs"):
                    note(f"layout, {name}", json.loads(run(tree, "-c", LAYOUT, str(inside / f"{name}.json"))[1])[0])
    print("| what | before s | after s | before / after |\n| --- | --- | --- | --- |")
    for what, sides in found.items():
        before, after = (min(sides[side]) for side in ("before", "after"))
        print(f"| {what} | {before:.2f} | {after:.2f} | {before / after:.2f} |")


if __name__ == "__main__":
    main()
