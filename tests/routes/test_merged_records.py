"""A user's own column named as ours when equal routes are merged."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from routemap.routes import aggregate_routes, read_routes


def _merge(*records: str, name: str = "records", more: str = "") -> pd.DataFrame:
    rows = "".join(f"cocaine,COL,NOR,S,{number},{text}{more}\n" for number, text in enumerate(records))
    header = "market,origin,destination,source,locator," + name
    return aggregate_routes(read_routes(io.StringIO(f"{header}\n{rows}")))


def test_counts_of_an_earlier_merge_are_added_up() -> None:
    merged = _merge("3", "4")
    assert merged["records"].tolist() == ["7"]
    assert "records_in_table" not in merged.columns


@pytest.mark.parametrize("text", ["see file 7", "0", "2.5", "-1", "٣", "9" * 5000])
def test_what_is_no_count_is_kept_under_another_name(text: str) -> None:
    merged = _merge(text, text)
    assert merged["records"].tolist() == ["2"]
    assert merged["records_in_table"].tolist() == [text]


def test_one_cell_that_is_no_count_keeps_the_column_as_it_is() -> None:
    merged = _merge("3", "")
    assert merged["records"].tolist() == ["2"]
    assert "records_in_table" in merged.columns


def test_the_other_name_never_takes_the_place_of_a_column() -> None:
    merged = _merge("x", "x", name="records,records_in_table", more=",mine")
    assert merged[["records_in_table", "records_in_table_2", "records"]].to_numpy().tolist() == [["mine", "x", "2"]]
