"""A large table comes out the same whether pandas merges its rows or DuckDB does while it scans them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from routemap.records.large import Merged, merge_large
from routemap.routes import aggregate_routes, read_routes
from routemap.routes.recipe import Recipe

from .tables import write_csv, write_parquet

HEADER = (
    "market", "commodity", "from", "via", "to", "directed", "confidence", "magnitude", "quantity", "unit", "date",
    "actors", "source", "page", "url", "quote", "note",
)  # fmt: skip


def make_rows(number: int, seed: int = 0) -> list[tuple[Any, ...]]:
    chance = random.Random(seed)
    pick = chance.choice
    return [
        (
            pick(("cocaine", "Cocaine trade", "sand")), pick(("", "base", " base ")),
            pick(("COL", "Colombia", "", "?")),
            pick(("", "DEU", "Germany > DNK")), pick(("NOR", "Norway", "SWE")), pick(("", "yes", "no")),
            pick(("", "low", "High")), pick(("", "minor")),
            pick(("", "0.1", "2", "0.000001", "7.5")), pick(("kg", "g")),
            pick(("", "2021", "2021-03", "2021-03-09", "2022-12-31")), pick(("", "gang a")), pick(("S", "T", "U")),
            pick(("", "p. 3")), pick(("", "https://example.org/a")), pick(("", "said")), pick(("", "a", "b")),
        )
        for _ in range(number)
    ]  # fmt: skip


def large(path: Path, above: int = 100, **recipe: Any) -> Merged | None:
    return merge_large(str(path), Recipe(**recipe), above, lambda stage: None)


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_duckdb_and_pandas_make_the_same_table(suffix: str, tmp_path: Path) -> None:
    write = write_csv if suffix == ".csv" else write_parquet
    path = write(tmp_path / f"raw{suffix}", HEADER, make_rows(3000))
    merged = large(path)
    assert merged is not None
    assert merged.read == 3000
    pd.testing.assert_frame_equal(merged.routes, aggregate_routes(read_routes(path)))


def test_columns_are_named_by_options_as_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = ["dep" if name == "from" else "case" if name == "page" else name for name in HEADER]
    path = write_csv(tmp_path / "raw.csv", header, make_rows(500))
    assert large(path, columns={"dep": "origin"}) is None  # a column of the user's own is kept by reading rows
    monkeypatch.setattr("routemap.records.large._MOST_BYTES_WITH_OWN", 0)
    merged = large(path, columns={"dep": "origin"})
    assert merged is not None
    assert merged.left == ("case",)
    by_rows = aggregate_routes(read_routes(path, columns={"dep": "origin"}))
    ours = [name for name in merged.routes if name not in ("id", "statement")]  # ids hold all columns
    pd.testing.assert_frame_equal(
        merged.routes[ours].sort_values(ours, ignore_index=True),
        by_rows[ours].sort_values(ours, ignore_index=True),
    )


@pytest.mark.parametrize(
    ("column", "text"),
    [("from", "Atlantis"), ("from", "COL | PER"), ("quantity", "about 5"), ("date", "31/31/2021"), ("quantity", "-1")],
)
def test_what_only_reading_row_by_row_can_tell_is_left_to_it(column: str, text: str, tmp_path: Path) -> None:
    rows = [list(row) for row in make_rows(200)]
    rows[77][HEADER.index(column)] = text
    assert large(write_csv(tmp_path / "raw.csv", HEADER, rows)) is None


def test_tables_with_an_end_or_of_few_rows_or_of_drafts_are_read_row_by_row(tmp_path: Path) -> None:
    rows = make_rows(200)
    assert large(write_csv(tmp_path / "few.csv", HEADER, rows), above=200) is None
    assert large(write_parquet(tmp_path / "few.parquet", HEADER, rows), above=200) is None
    for header in (("end",), ("status", "rule"), ("records", "first", "last")):
        more = [(*row, *["2023"] * len(header)) for row in rows]
        assert large(write_csv(tmp_path / "raw.csv", (*HEADER, *header), more)) is None


def test_without_the_extra_pandas_does_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    assert large(write_csv(tmp_path / "raw.csv", HEADER, make_rows(200))) is None
