"""How long exports of many routes take and how much memory, beside geopandas that writes the same lines alone.

    .venv/bin/python benchmarks/exports.py [--rows 100000] [--runs 3] [--formats geojson,gpkg,kml]

Each run is a process of its own; imports and reading the routes, and for geopandas making their lines, are not timed.
Memory is the peak of the process. geopandas writes the routes alone: a
GeoPackage of ours holds their legs as well, places, sources, styles and a project.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

DRIVERS = {"geojson": "GeoJSON", "gpkg": "GPKG", "kml": "KML", "fgb": "FlatGeobuf"}
BEGIN = """
import resource, sys, time
import geopandas, pandas, pyogrio, routemap
from routemap.lines import to_lines
routes = pandas.read_pickle(sys.argv[1])
routemap.export(routes.head(50), sys.argv[2])
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
"""
END = """
print(time.process_time() - started, peak())
"""
OURS = f"{BEGIN}started = time.process_time()\nroutemap.export(routes, sys.argv[2]){END}"
# As its own writer would get them: one geometry for each route, none of them shared.
BARE = f"""{BEGIN}
import shapely
lines = to_lines(routes)
lines = lines.set_geometry(shapely.from_wkb(shapely.to_wkb(lines.geometry.to_numpy())), crs=lines.crs)
started = time.process_time()
lines.to_file(sys.argv[2], driver=sys.argv[3]){END}"""


def measure(code: str, *arguments: str) -> tuple[float, float]:
    """Return processor seconds and MB that one run took."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code, *arguments], stdout=subprocess.PIPE, check=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def main() -> None:
    """Print the table."""
    import pandas as pd

    import routemap
    from flows import records

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--formats", default="geojson,gpkg,kml")
    options = parser.parse_args()
    print("| format | ours s | geopandas s | times | ours MB | geopandas MB |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        table = str(Path(folder) / "routes.pickle")
        routemap.read_routes(pd.DataFrame(records(options.rows, None))).to_pickle(table)
        for suffix in options.formats.split(","):
            found: dict[str, list[tuple[float, float]]] = {OURS: [], BARE: []}
            for _ in range(options.runs):
                for code, results in found.items():
                    path = Path(folder) / f"routes.{suffix}"
                    results.append(measure(code, table, str(path), DRIVERS[suffix]))
                    path.unlink()
            (ours, our_mb), (bare, bare_mb) = (
                tuple(map(statistics.median, zip(*results, strict=True))) for results in found.values()
            )
            print(
                f"| {suffix} | {ours:.1f} | {bare:.1f} | {ours / bare:.2f} | {our_mb:.0f} | {bare_mb:.0f} |", flush=True
            )


if __name__ == "__main__":
    main()
