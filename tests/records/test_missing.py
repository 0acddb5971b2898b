"""What a table does not say is told, with the option that mends it: no record is left aside for want of a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from routemap.errors import ReadError, RouteError
from routemap.records import aggregate_records

from .tables import write_csv, write_parquet, write_xlsx

HEADER = ("Herkunftsland", "Bestimmungsland", "Ware", "Year seized")
ROWS = [("Spain", "Norway", "cocaine", "2021"), ("Peru", "Norway", "heroin", "-99")]
Write = Callable[[Path, Sequence[str], Sequence[Sequence[Any]]], Path]


@pytest.mark.parametrize(
    ("name", "write"), [("a.csv", write_csv), ("a.parquet", write_parquet), ("a.xlsx", write_xlsx)]
)
def test_a_table_without_market_or_places_says_which_columns_they_may_be(
    name: str, write: Write, tmp_path: Path
) -> None:
    with pytest.raises(ReadError) as error:
        aggregate_records(write(tmp_path / name, HEADER, ROWS))
    said = str(error.value)
    assert "there is no column market" in said
    assert "--columns Ware=market" in said
    assert "there is no column with places" in said
    assert "--columns Herkunftsland=origin" in said


@pytest.mark.parametrize(
    ("name", "write"), [("a.csv", write_csv), ("a.parquet", write_parquet), ("a.xlsx", write_xlsx)]
)
def test_columns_that_nobody_reads_and_that_may_be_missed_are_told(name: str, write: Write, tmp_path: Path) -> None:
    path = write(tmp_path / name, HEADER, ROWS)
    found = aggregate_records(path, {"columns": {"Herkunftsland": "origin", "Ware": "market"}})
    assert found.account.lines()[-2:] == [
        "no column says where routes end: the destination of every route is unknown; if one does, say which: "
        "--columns Bestimmungsland=destination",
        "not read: Year seized may be when: --columns 'Year seized=start'",
    ]


def test_nothing_is_told_of_a_table_that_says_all(tmp_path: Path) -> None:
    said = {"set": {"market": "cocaine", "date": "2021", "quantity": "1", "unit": "kg"}}
    path = write_csv(tmp_path / "a.csv", ("from", "to", "year of birth"), [("Peru", "Norway", "1980")])
    assert not aggregate_records(path, said).account.notes
    wide = write_csv(tmp_path / "b.csv", ("from", "to", "2019", "2020"), [("Peru", "Norway", "1", "2")])
    recipe = {"set": {"market": "cocaine"}, "unpivot": {"columns": ["20*"], "names": "date", "values": "quantity"}}
    assert not aggregate_records(wide, recipe).account.notes


def test_rows_whose_read_columns_are_empty_are_not_called_no_records(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("from", "market", "what"), [("", "", "x")] * 3)
    with pytest.raises(RouteError, match="every column that is read is empty in all rows"):
        aggregate_records(path)
