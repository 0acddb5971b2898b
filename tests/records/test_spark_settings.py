"""Spark as it is set by itself gives what the quick settings of the other tests give. For `make test-spark`."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import MORE_ENGINES, QUICK_SPARK
from .tables import Run, csv_of, write_csv, write_parquet

pytestmark = pytest.mark.skipif("spark" not in MORE_ENGINES, reason="runs on Spark: make test-spark")


@pytest.mark.parametrize("engine", ["spark"], indirect=True)
def test_a_spark_as_it_is_set_by_itself_gives_the_same_bytes(run: Run, engine: str, tmp_path: Path) -> None:
    from pyspark.sql import SparkSession

    header = ("from", "to", "quantity", "date")
    rows = [("COL", "NOR", "2.5", "2021-03-04"), ("Colombia", "NOR ", "x", "2021"), ("PER", "NOR", "1e3", "")]
    write_csv(tmp_path / "a.csv", header, rows * 20)
    write_parquet(tmp_path / "b.parquet", header, rows)
    recipe = {"set": {"market": "cocaine"}}
    quick = csv_of(run(tmp_path, recipe))
    assert quick == csv_of(run(tmp_path, recipe, engine="duckdb"))
    session = SparkSession.getActiveSession()
    assert session is not None
    before = {key: session.conf.get(key) for key in QUICK_SPARK}
    try:
        for key in QUICK_SPARK:
            session.conf.unset(key)
        assert csv_of(run(tmp_path, recipe)) == quick
    finally:
        for key, value in before.items():
            session.conf.set(key, value)
