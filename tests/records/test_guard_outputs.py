"""The guard holds in every output: what stands inside a small cell is nowhere, as such or by subtraction."""

from __future__ import annotations

import hashlib
import itertools
import json
import random
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from tests.unpacking import inflated

from routemap.figure import write_figure
from routemap.gis import export
from routemap.records.aggregating import run_aggregation
from routemap.records.writing import write_table
from routemap.routes import read_routes
from routemap.webmap import build_maps

from .tables import write_csv

BELOW = 11
RECIPE = {"set": {"unit": "people"}, "records": {"people": "quantity", "people_below": BELOW, "record": "case"}}
HEADER = ("case", "market", "from", "via", "to", "date", "quantity")
TABLES = ("routes.parquet", "routes.csv", "routes.geojson")
GIS = ("out.geojson", "out.gpkg", "out.fgb", "out.shp", "zipped.zip", "out.parquet", "out.kml", "out.csv")
FIGURES = ("figure.svg", "figure.png", "figure.pdf")

Cell = tuple[str, str, str, str, str]


def make_cells(chance: random.Random) -> dict[Cell, int]:
    """Return people by market, places and year: a few cells of few people among large ones, all of them telling."""
    ways = (("NGA", "", "ITA"), ("NGA", "LBY", "ITA"), ("ROU", "", "ESP"), ("SYR", "TUR", "DEU"), ("", "SRB", "AUT"))
    cells: dict[Cell, int] = {}
    for market, way, year in itertools.product(("human trafficking", "human smuggling"), ways, ("2020", "2021")):
        is_small = chance.random() < 0.4
        cells[(market, *way, year)] = (
            chance.randint(1, BELOW - 1) if is_small else chance.randint(20_000_000, 90_000_000)
        )
    cells["human trafficking", "Atlantis", "", "ITA", "2020"] = chance.randint(1, BELOW - 1)  # no place: no row
    return cells


def rows_of_cells(cells: dict[Cell, int], chance: random.Random) -> list[tuple[Any, ...]]:
    """Return one to three records for each cell."""
    rows = []
    for cell, people in cells.items():
        cuts = sorted({chance.randint(1, people), people})
        for first, last in itertools.pairwise([0, *cuts]):
            day = f"{cell[-1]}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
            rows.append((f"case {len(rows)}", *cell[:-1], day, last - first))
    return rows


def all_outputs(records: Path, folder: Path) -> dict[str, bytes]:
    """Return every file that can be made of these records, by name."""
    found = run_aggregation(records, RECIPE, engine="duckdb", memory="1GB", progress=lambda stage: None)
    folder.mkdir()
    for name in TABLES:
        write_table(found.routes, folder / name)
    routes = read_routes(folder / "routes.parquet")
    for lang in ("en", "nb"):
        build_maps(routes, folder / lang, lang=lang)
    write_figure(routes, *(folder / name for name in FIGURES))
    export(routes, *(folder / name for name in GIS))
    (folder / "account.json").write_text(found.account.to_json(), encoding="utf-8")
    (folder / "account.txt").write_text("\n".join(found.account.lines()), encoding="utf-8")
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def texts_of(name: str, data: bytes) -> Iterator[str]:
    """Give what can be read in a file, what is packed in it unpacked."""
    if name.endswith((".png", ".fgb", ".pdf")):
        return
    if name.endswith(".zip"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from texts_of(member, archive.read(member))
    elif name.endswith(".parquet"):
        import pyarrow.parquet as pq

        yield json.dumps(
            pq.read_table(BytesIO(data)).drop_columns(["geometry"] * name.startswith("out")).to_pylist(), default=str
        )
    else:
        text = data.decode("utf-8", "replace")
        yield re.sub(r'"(bytes|sha256)": ?("?)[0-9a-f]+\2', "", text)
        yield from inflated(text)


def numbers_of(outputs: dict[str, bytes]) -> set[int]:
    """Return every whole number that stands anywhere, however a language groups its digits."""
    found = set()
    for name, data in outputs.items():
        for text in texts_of(name, data):
            for digits in re.findall(r"(?<![\d.,])\d{1,3}(?:[,.\u00a0\u202f]\d{3})+(?!\d)|(?<![\d.])\d+(?!\d)", text):
                found.add(int(re.sub(r"\D", "", digits)[:15]))
    return found


@pytest.mark.parametrize("seed", [1])
def test_inputs_that_differ_only_inside_small_cells_give_the_same_bytes_in_every_output(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    cells = make_cells(chance)
    assert sum(people < BELOW for people in cells.values()) > 3
    others = {cell: chance.randint(1, BELOW - 1) if people < BELOW else people for cell, people in cells.items()}
    assert others != cells
    told = {cell: people for cell, people in cells.items() if people >= BELOW}
    same = rows_of_cells(told, random.Random(seed))
    made = []
    for number, one in enumerate((cells, others)):
        small = {cell: people for cell, people in one.items() if people < BELOW}
        records = tmp_path / "records.csv"
        write_csv(records, HEADER, [*same, *rows_of_cells(small, random.Random(seed + number))])
        made.append(all_outputs(records, tmp_path / f"out{number}"))
    assert list(made[0]) == list(made[1])
    differing = [name for name in made[0] if made[0][name] != made[1][name]]
    assert differing == []


@pytest.mark.parametrize("seed", [3])
def test_elimination_over_all_that_is_published_finds_no_small_cell(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    cells = make_cells(chance)
    records = write_csv(tmp_path / "records.csv", HEADER, rows_of_cells(cells, chance))
    published = numbers_of(all_outputs(records, tmp_path / "out"))
    assert {people for people in cells.values() if people >= BELOW} <= published  # the search does find what is told
    # Every margin over market, origin, transit, destination and year that holds a small cell: its true sum less the
    # cells that are told would be the small cell.
    checked = 0
    for kept in itertools.product((False, True), repeat=5):
        margins: dict[tuple[str, ...], list[int]] = {}
        for cell, people in cells.items():
            margins.setdefault(tuple(part for part, is_kept in zip(cell, kept, strict=True) if is_kept), []).append(
                people
            )
        for margin, some in margins.items():
            if min(some) < BELOW < max(some):
                checked += 1
                assert sum(some) not in published, (margin, some)
    assert checked > 20


def test_the_hash_of_the_records_stands_nowhere(tmp_path: Path) -> None:
    """Whoever knew all but one small cell could try its few numbers against a hash of the whole."""
    records = write_csv(tmp_path / "records.csv", HEADER, rows_of_cells(make_cells(random.Random(5)), random.Random(5)))
    digest = hashlib.sha256(records.read_bytes()).hexdigest()
    outputs = all_outputs(records, tmp_path / "out")
    assert not [name for name, data in outputs.items() if digest.encode() in data]
    manifest = json.loads(outputs["en/manifest.json"])
    assert manifest["people"]["below"] == BELOW


def test_a_second_cut_into_the_same_folder_is_warned_of(tmp_path: Path) -> None:
    records = write_csv(tmp_path / "records.csv", HEADER, rows_of_cells(make_cells(random.Random(6)), random.Random(6)))

    def build(**cut: Any) -> str:
        found = run_aggregation(records, RECIPE, engine="duckdb", memory="1GB", progress=lambda stage: None, **cut)
        return build_maps(read_routes(found.routes), tmp_path / "maps").warning

    assert build() == ""
    assert build() == ""
    assert "another cut of counted people (by year, below 11 kept back; now by month, below 11 kept" in build(
        by="month"
    )
    assert "now by month, below 5 kept back" in build(by="month", people_below=5)
    assert "now by year, small numbers told" in build(allow_small_counts=True)


def test_small_numbers_that_are_told_on_purpose_are_named_so_in_page_and_manifest(tmp_path: Path) -> None:
    records = write_csv(tmp_path / "records.csv", HEADER, rows_of_cells(make_cells(random.Random(7)), random.Random(7)))
    found = run_aggregation(
        records, RECIPE, engine="duckdb", memory="1GB", progress=lambda stage: None, allow_small_counts=True
    )
    for name in TABLES:  # it says so wherever the table goes
        write_table(found.routes, tmp_path / name)
        folder = tmp_path / f"maps of {name}"
        build_maps(read_routes(tmp_path / name), folder)
        people = json.loads((folder / "manifest.json").read_text())["people"]
        assert people == {"by": "year", "below": 0, "kept_back": 0}
        for page in folder.glob("*.html"):
            assert "Small numbers of people are told on this map" in page.read_text(encoding="utf-8"), page
