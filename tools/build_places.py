"""Make the outlines and anchors in ``src/routemap/places/data`` from their source packages.

    .venv/bin/python tools/build_places.py [--packages FOLDER]

FOLDER keeps the packages that `npm pack` fetches; without it they are fetched into a temporary one. The same packages
give the same bytes. What is done and why is told in ``src/routemap/places/data/SOURCES.md``.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from pathlib import Path

from shapely.geometry import MultiPolygon

from places_anchors import make_anchors, make_region_anchors
from places_packed import packed_outlines
from places_pieces import Pieces, make_pieces
from places_sources import FINE, MEDIUM, decode, fetch, multipolygon, polygons_of, read_topology, sha256
from places_topology import Detail, encode, simplify, snap, to_countries

DATA = Path(__file__).resolve().parents[1] / "src" / "routemap" / "places" / "data"

DETAILS = {
    "medium": Detail(step_deg=0.0025, tolerance_deg=0.085, tolerance_antarctica_deg=0.25, least_island_deg2=0.0015),
    "small": Detail(step_deg=0.005, tolerance_deg=0.3, tolerance_antarctica_deg=1.0, least_island_deg2=0.04),
}


def main() -> None:
    """Fetch, build, write; print what was written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, help="folder that keeps the source packages")
    folder = parser.parse_args().packages
    with tempfile.TemporaryDirectory() as scratch:
        packages = folder or Path(scratch)
        packages.mkdir(parents=True, exist_ok=True)
        pieces = _read_pieces(packages)
    thinned = {size: simplify(snap(pieces, detail.step_deg), detail) for size, detail in DETAILS.items()}
    for size, detail in DETAILS.items():
        _write(f"outlines-{size}.json", encode(thinned[size], detail.step_deg))
    _write("outlines-packed.json", packed_outlines((DATA / "outlines-medium.json").read_text(encoding="utf-8")))
    _write("anchors.csv", _anchors_csv(*(to_countries(thinned[size], DETAILS[size].step_deg) for size in DETAILS)))


def _read_pieces(packages: Path) -> Pieces:
    archives = {package: fetch(package, packages) for package in (MEDIUM, FINE)}
    for package, archive in archives.items():
        print(f"{package.name} {package.version} ({package.licence}), sha256 {sha256(archive)}")
    medium = decode(read_topology(archives[MEDIUM], MEDIUM.member), key="a3")
    fine = decode(read_topology(archives[FINE], FINE.member), key="name")
    return make_pieces(medium, fine)


def _anchors_csv(medium: dict[str, MultiPolygon], small: dict[str, MultiPolygon]) -> str:
    """Return the anchors as a table; made from what the shipped outlines share, so that they lie inside both."""
    shared = {code: multipolygon(polygons_of(land.intersection(small[code]))) for code, land in medium.items()}
    countries = make_anchors(shared)
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as table:
        regions = {
            row["slug"]: (tuple(row["members"].split()), row["anchor"] == "land") for row in csv.DictReader(table)
        }
    found = countries | make_region_anchors(countries, shared, regions)
    return "\n".join(["code,lon,lat", *(f"{code},{lon},{lat}" for code, (lon, lat) in found.items())]) + "\n"


def _write(name: str, text: str) -> None:
    (DATA / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
