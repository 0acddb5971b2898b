"""Build and open pages of 100, 1,000, 10,000 and 60,000 routes: routemap beside what folium alone gives.

    .venv/bin/python benchmarks/pages.py [--sizes 100,1000,10000,60000] [--runs 3] [--flows TABLE.csv]
        [--naive-up-to 1000]

Three ways, interleaved, medians: routemap's page (base map, filters and evidence included); folium's single GeoJson
layer with a popup; folium PolyLines with a popup each, as a first attempt looks. Building is timed after imports and
reading, in seconds of the processor, which other work on the machine disturbs least: once as on a new machine, and
again in another process, which finds what the first has kept (routemap keeps how lines were laid out). Pages open in
Chromium without a network; folium's addresses are answered from disk (Leaflet) or with nothing. Memory is the
proportional set size of all the browser's processes, less that of an empty page.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

WAYS = ("routemap", "geojson", "polylines")
FIGURES = ("build s", "again s", "page MB", "first render s", "longest frame ms", "memory MB")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]

# Two frames after the lines are painted, they are on the screen. A canvas that waits for its first painting has the
# width that canvases are born with.
RENDERED = """
() => new Promise((done) => {
  const painted = () => {
    const found = [...document.querySelectorAll(".leaflet-overlay-pane canvas, .leaflet-overlay-pane path")];
    return found.length > 0 && found.every((one) => one.hidden || one.tagName !== "CANVAS" || one.width !== 300);
  };
  const look = () => painted()
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
    : setTimeout(look, 5);
  look();
})
"""
WATCH_FRAMES = """
() => {
  window.__longest = 0;
  let last = performance.now();
  const step = (now) => {
    window.__longest = Math.max(window.__longest, now - last);
    last = now;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
"""


def build(way: str, count: int, flows: Path | None, out: Path) -> float:
    """Build one page and return the seconds it took, imports and reading left out. Runs in a process of its own."""
    import folium
    import pandas as pd

    import routemap
    from flows import records
    from routemap import places

    rows = records(count, flows)
    routes = routemap.read_routes(pd.DataFrame(rows))
    route_map, anchor = routemap.route_map, places.anchor
    ends = [(anchor(row["origin"]), anchor(row["destination"])) for row in rows]
    started = time.process_time()
    if way == "routemap":
        route_map(routes).save(str(out))
        return time.process_time() - started
    ground = folium.Map(location=[20, 0], zoom_start=2, tiles=None)
    if way == "geojson":
        features = [
            {
                "type": "Feature",
                "properties": row,
                "geometry": {"type": "LineString", "coordinates": [list(a), list(b)]},
            }
            for row, (a, b) in zip(rows, ends, strict=True)
        ]
        popup = folium.GeoJsonPopup(
            fields=["market", "origin", "destination", "confidence", "actors", "source", "note"]
        )
        folium.GeoJson({"type": "FeatureCollection", "features": features}, popup=popup).add_to(ground)
    else:
        for row, line in zip(rows, ends, strict=True):
            folium.PolyLine([(lat, lon) for lon, lat in line], popup=f"{row['origin']} {row['note']}").add_to(ground)
    ground.save(str(out))
    return time.process_time() - started


def memory_mb(pid: int) -> float:
    """Return the proportional set size of a process and all below it, MB."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(parts[1]), []).append(int(stat.parent.name))
    total, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        waiting += children.get(one, [])
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def answer(route: Any) -> None:
    """Answer folium's addresses from disk or with nothing; let the file itself through."""
    from xstatic.pkg import leaflet

    url = route.request.url
    if url.startswith(("file:", "data:", "blob:")):
        route.continue_()
    elif url.endswith(("leaflet.js", "leaflet.css")):
        route.fulfill(path=str(Path(leaflet.BASE_DIR) / url.rsplit("/", 1)[1]))
    else:
        route.fulfill(body="")


def open_page(path: Path) -> dict[str, float]:
    """Open a page in a fresh browser and return first render, longest frame while panning, and memory."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium, args=FLAGS, viewport={"width": 1280, "height": 800}
        )
        browser = next(
            int(stat.parent.name)
            for stat in Path("/proc").glob("[0-9]*/cmdline")
            if profile.encode() in stat.read_bytes() and b"--type=" not in stat.read_bytes()
        )
        page = context.new_page()
        page.set_default_timeout(240_000)
        page.wait_for_timeout(500)
        empty = memory_mb(browser)
        page.route("**/*", answer)
        page.goto(path.as_uri())
        rendered = page.evaluate(RENDERED)
        page.wait_for_timeout(1500)
        page.evaluate(WATCH_FRAMES)
        page.mouse.move(800, 400)
        page.mouse.down()
        for i in range(40):
            page.mouse.move(800 - 6 * i, 400 - 2 * i)
        page.mouse.up()
        page.wait_for_timeout(800)
        longest = page.evaluate("window.__longest")
        used = memory_mb(browser) - empty
        context.close()
    return {"first render s": rendered / 1000, "longest frame ms": longest, "memory MB": used}


def measure(way: str, count: int, flows: str, folder: Path) -> dict[str, float]:
    """Build one page in a fresh process, open it, and return all figures."""
    out = folder / f"{way}-{count}.html"
    command = [sys.executable, __file__, "--build", way, str(count), str(out), "--flows", flows]
    with tempfile.TemporaryDirectory() as kept:
        environment = {**os.environ, "ROUTEMAP_CACHE": kept}
        seconds, again = (
            float(subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout)
            for _ in range(2)
        )
    return {"build s": seconds, "again s": again, "page MB": out.stat().st_size / 1e6, **open_page(out)}


def main() -> None:
    """Measure all ways at all sizes and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,10000,60000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--flows", default="", help="table of real flows; a fixed rule makes them when absent")
    parser.add_argument(
        "--naive-up-to", type=int, default=10_000, help="largest size for PolyLines, which take minutes"
    )
    parser.add_argument("--json", help="write the medians to this file")
    parser.add_argument("--build", nargs=3, metavar=("WAY", "COUNT", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        way, count, out = options.build
        print(build(way, int(count), Path(options.flows) if options.flows else None, Path(out)))
        return
    medians: dict[str, dict[str, dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, options.sizes.split(",")):
            ways = [way for way in WAYS if way != "polylines" or count <= options.naive_up_to]
            taken: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
            for _ in range(options.runs):
                for way in ways:
                    taken[way].append(measure(way, count, options.flows, Path(folder)))
            medians[str(count)] = {
                way: {name: statistics.median(one[name] for one in results) for name in FIGURES}
                for way, results in taken.items()
            }
            report(count, medians[str(count)])
    if options.json:
        Path(options.json).write_text(json.dumps(medians, indent=2) + "\n", encoding="utf-8")


def report(count: int, ways: dict[str, dict[str, float]]) -> None:
    """Print one size: figures of each way, and how many times ours is better."""
    print(f"\n{count:,} routes{'':<12}" + "".join(f"{name:>18}" for name in FIGURES))
    for way, figures in ways.items():
        print(f"{way:<20}" + "".join(f"{figures[name]:>18.2f}" for name in FIGURES))
    for way in (way for way in ways if way != "routemap"):
        ratios = (ways[way][name] / max(ways["routemap"][name], 1e-9) for name in FIGURES)
        print(f"{way + ' / ours':<20}" + "".join(f"{ratio:>17.1f}×" for ratio in ratios), flush=True)


if __name__ == "__main__":
    main()
