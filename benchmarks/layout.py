"""Measure the flow layout beside straight lines, great circles and the simple bow.

    python benchmarks/layout.py --quality-tool flow_quality.py [--flows TABLE.csv] [--seeds 3] [--pictures DIR]

Inputs: the example data (norway), a star of 28 European legs with four transit chains, 120 legs among 40 European
countries with opposite pairs, 1,000 legs of the world with 133 over the date line. The last three are sampled, once
per seed, from a table of flows between countries (columns for origin, destination and a number; codes or names), or
from a gravity model of all countries when no table is given.

The quality tool is a separate program: `TOOL lines.geojson --nodes ends.csv` prints measures as JSON.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely

from routemap.lines import bow_curves, geodesic_lines, lay_out_curves
from routemap.lines.geodesic import straight_lines
from routemap.places import anchor, country_codes, resolve_place

Leg = tuple[str, str]
Flows = dict[Leg, float]

EUROPE = (-25.0, 34.0, 48.0, 67.0)  # west, south, east, north of the anchors that count as Europe and its neighbours
ORIGIN, DESTINATION = ("origin_iso3", "origin"), ("asylum_iso3", "destination_iso3", "destination")
HEAD = (
    "| input | layout | crossings | siblings | acute | near | parallel | hits | angle min/mean | pair min | curvature"
)
HEAD += " | arrows any/unrelated | gap | out | seconds (processor) |"


def read_flows(path: Path | None) -> Flows:
    """Return flows between countries from a table, or a gravity model when there is none."""
    flows: Flows = {}
    if path is None:
        codes = country_codes()
        for a in codes:
            for b in codes:
                if a != b:
                    flows[a, b] = (sum(map(ord, a)) % 97 + 1) * (sum(map(ord, b[::-1])) % 89 + 1) / distance(a, b)
        return flows
    with path.open(newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            a, b = (resolve_place(next(row[key] for key in keys if key in row)).code for keys in (ORIGIN, DESTINATION))
            numbers = [float(v) for k, v in row.items() if k not in {"year", *ORIGIN, *DESTINATION} and is_number(v)]
            if a and b and a != b and sum(numbers) > 0:
                flows[a, b] = flows.get((a, b), 0.0) + sum(numbers)
    return flows


def is_number(text: str) -> bool:
    """Return whether a cell holds a number."""
    return text.replace(".", "", 1).isdigit()


def distance(a: str, b: str) -> float:
    """Return a rough distance between two countries, km."""
    (lon0, lat0), (lon1, lat1) = anchor(a), anchor(b)
    across = abs((lon1 - lon0 + 180) % 360 - 180) * np.cos(np.radians((lat0 + lat1) / 2))
    return float(np.hypot(across, lat1 - lat0)) * 111.0 + 100.0


def in_europe(code: str) -> bool:
    """Return whether a country's anchor lies in the frame of Europe."""
    lon, lat = anchor(code)
    return EUROPE[0] < lon < EUROPE[2] and EUROPE[1] < lat < EUROPE[3]


def sample_star(flows: Flows, seed: int) -> list[Leg]:
    """Return 15 direct legs to one country and four chains over others, 28 legs or a few less."""
    rng = np.random.default_rng(seed)
    hub = ("NOR", "DEU", "ITA", "GBR", "POL")[seed % 5]
    codes = [code for code in country_codes() if in_europe(code) and distance(code, hub) > 300]
    codes.sort(key=lambda code: (-flows.get((code, hub), 0.0), code))
    direct = [codes[k] for k in sorted(rng.permutation(22)[:15])]
    others = [codes[k] for k in 22 + rng.permutation(len(codes) - 22)[:9]]
    others.sort(key=lambda code: -distance(code, hub))
    legs = [(code, hub) for code in direct]
    for origin, stops in zip(others[:4], (3, 3, 2, 1), strict=True):
        here = origin
        for _ in range(stops):
            closer = [c for c in others[4:] + direct if distance(c, hub) < distance(here, hub) - 150]
            closer = [c for c in closer if (here, c) not in legs]
            if not closer:
                break
            there = min(closer, key=lambda c: 1.3 * distance(here, c) + distance(c, hub) - 400 * (c in others))
            legs.append((here, there))
            here = there
        legs += [(here, hub)] if (here, hub) not in legs else []
    return legs


def sample_europe(flows: Flows, seed: int) -> list[Leg]:
    """Return 120 legs among 40 countries in and around Europe, 21 pairs of them opposite; near ones more often."""
    rng = np.random.default_rng(seed)
    size: dict[str, float] = {}
    for (a, b), value in flows.items():
        if in_europe(a) and in_europe(b):
            size[a], size[b] = size.get(a, 0.0) + value, size.get(b, 0.0) + value
    largest = sorted(size, key=lambda code: (-size[code], code))[:44]
    kept = {largest[k] for k in rng.permutation(len(largest))[:40]}
    legs = sorted(leg for leg in flows if kept.issuperset(leg))
    both = [leg for leg in legs if leg[::-1] in flows and leg[0] < leg[1]]
    pairs = draw(rng, both, 21, 500)
    single: list[Leg] = []
    for leg in draw(rng, legs, len(legs), 500):
        if leg[::-1] not in single and leg not in pairs and leg[::-1] not in pairs:
            single.append(leg)
    return [*pairs, *(leg[::-1] for leg in pairs), *single[: 120 - 2 * len(pairs)]]


def sample_world(flows: Flows, seed: int) -> list[Leg]:
    """Return 1,000 legs of the world, up to 133 of them over the date line; drawn straight, they cross 27,000 times."""
    rng = np.random.default_rng(seed)
    largest = sorted(flows, key=lambda leg: (-flows[leg], leg))
    over = [leg for leg in largest if abs(anchor(leg[0])[0] - anchor(leg[1])[0]) > 180]
    over = [over[k] for k in rng.permutation(len(over))[:133]]
    rest = [leg for leg in largest[:2600] if abs(anchor(leg[0])[0] - anchor(leg[1])[0]) <= 180]
    return over + draw(rng, rest, 1000 - len(over), 1500)


def draw(rng: np.random.Generator, legs: list[Leg], count: int, range_km: float) -> list[Leg]:
    """Return some of the legs in random order; nearer ones come sooner."""
    chance = np.array([np.exp(-distance(*leg) / range_km) for leg in legs])
    picked = rng.choice(len(legs), min(count, len(legs)), replace=False, p=chance / chance.sum())
    return [legs[k] for k in picked]


def read_example(path: Path) -> list[Leg]:
    """Return the distinct legs of a routes file."""
    from routemap.routes import read_routes, route_stops

    stops = [[code for code in route if code] for route in route_stops(read_routes(path))]
    return sorted({leg for route in stops for leg in pairwise(route) if leg[0] != leg[1]})


def layouts(legs: list[Leg]) -> dict[str, tuple[np.ndarray, str]]:
    """Return the lines of each layout, and the seconds it took, by the clock and of the processor."""
    codes = sorted({code for leg in legs for code in leg})
    places = np.array([anchor(code) for code in codes])
    rows = np.array([[codes.index(a), codes.index(b)] for a, b in legs])
    ends = [places[row] for row in rows]
    ways: dict[str, Callable[[], np.ndarray]] = {
        "straight": lambda: straight_lines(ends),
        "great circle": lambda: geodesic_lines(ends),
        "simple bow": lambda: bow_curves(places, rows).to_lines(),
        "layout": lambda: lay_out_curves(places, rows).to_lines(),
    }
    lines = {}
    for name, way in ways.items():
        started, busy = time.perf_counter(), time.process_time()
        drawn = way()
        took = f"{time.perf_counter() - started:.2f} ({time.process_time() - busy:.2f})"
        lines[name] = (drawn, took)
    return lines


def measure(tool: Path, legs: list[Leg], lines: np.ndarray) -> str:
    """Return the tool's measures of the lines as cells of the table."""
    with tempfile.TemporaryDirectory() as folder:
        nodes, drawn = Path(folder, "ends.csv"), Path(folder, "lines.geojson")
        with nodes.open("w", newline="", encoding="utf-8") as file:
            names = ["origin", "destination", "origin_lon", "origin_lat", "destination_lon", "destination_lat"]
            writer = csv.writer(file)
            writer.writerows([names, *([*leg, *anchor(leg[0]), *anchor(leg[1])] for leg in legs)])
        features = [
            {
                "type": "Feature",
                "properties": {"origin": a, "destination": b},
                "geometry": json.loads(shapely.to_geojson(line)),
            }
            for (a, b), line in zip(legs, lines, strict=True)
        ]
        drawn.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        command = [sys.executable, str(tool), str(drawn), "--nodes", str(nodes)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    crossed, overlap, angle, arrows = (found[k] for k in ("crossings", "overlap", "angular", "arrowheads"))
    cells = [crossed["total"], crossed["siblings"], crossed["acute_under_30"]]
    cells += [f"{overlap['near_4px_fraction']:.3f}", f"{overlap['parallel_fraction']:.3f}", found["node_hits"]["total"]]
    cells += [f"{angle['min_deg']:.2f} / {angle['mean_smallest_deg']:.1f}"]
    cells += [f"{found['pairs']['opposing'].get('min_px', float('nan')):.1f}"]
    cells += [f"{found['curvature']['mean_ratio']:.3f} / {found['curvature']['max_ratio']:.2f}"]
    cells += [f"{arrows['covered_share']:.3f} / {arrows['covered_by_unrelated_share']:.3f}"]
    cells += [f"{max(found['gaps']['max_start_px'], found['gaps']['max_end_px']):.0f}"]
    return " | ".join(str(cell) for cell in [*cells, f"{found['out_of_view_fraction']:.3f}"])


def draw_pictures(folder: Path, name: str, lines: dict[str, tuple[np.ndarray, str]]) -> None:
    """Write one picture with the straight lines and the layout, heads on, on a Web-Mercator plane."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    from routemap.lines.mercator import to_world

    figure, axes = plt.subplots(1, 2, figsize=(14, 5.2), layout="constrained")
    for axis, way in zip(axes, ("straight", "layout"), strict=True):
        for line in lines[way][0]:
            parts = [to_world(np.array(part.coords)) * [1, -1] for part in getattr(line, "geoms", [line])]
            for part in parts:
                axis.plot(*part.T, color="#7a2e2e", lw=0.8, alpha=0.85)
            tip, before = parts[-1][-1], parts[-1][-2]
            if way == "straight":
                before = tip - 0.2 * (tip - parts[-1][0])
            style = {"arrowstyle": "-|>", "color": "#7a2e2e", "lw": 0, "mutation_scale": 8, "shrinkA": 0, "shrinkB": 0}
            axis.annotate("", xy=tip, xytext=before, arrowprops=style)
        axis.set(title=way, aspect="equal")
        axis.axis("off")
    folder.mkdir(parents=True, exist_ok=True)
    figure.savefig(folder / f"layout-{name}.png", dpi=64, metadata={"Software": None})
    plt.close(figure)


def main() -> None:
    """Lay out, measure and print one table."""
    os.environ["ROUTEMAP_CACHE"] = "off"  # what an earlier run kept would be timed
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quality-tool", type=Path, required=True)
    parser.add_argument("--flows", type=Path, help="table of flows between countries (CSV)")
    parser.add_argument("--example", type=Path, default=Path("data/routes.geojson"))
    parser.add_argument("--seeds", type=int, default=1, help="samples per input")
    parser.add_argument("--inputs", default="norway,star,europe,world")
    parser.add_argument("--pictures", type=Path, help="folder for pictures of the first sample")
    chosen = parser.parse_args()
    flows = read_flows(chosen.flows)
    makers = {"star": sample_star, "europe": sample_europe, "world": sample_world}
    print(HEAD + "\n|" + " --- |" * HEAD.count(" | "), end=" --- |\n")
    for name in chosen.inputs.split(","):
        if name == "norway" and not chosen.example.exists():
            continue
        for seed in range(1 if name == "norway" else chosen.seeds):
            legs = read_example(chosen.example) if name == "norway" else makers[name](flows, seed)
            lines = layouts(legs)
            for way, (drawn, seconds) in lines.items():
                row = measure(chosen.quality_tool, legs, drawn)
                print(f"| {name} {seed} ({len(legs)}) | {way} | {row} | {seconds} |", flush=True)
            if chosen.pictures and seed == 0:
                draw_pictures(chosen.pictures, name, lines)


if __name__ == "__main__":
    main()
