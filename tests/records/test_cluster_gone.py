"""A cluster that loses a worker goes on; one that goes away is one sentence, with nothing half-written.

For `make test-spark`, whose cluster these tests take apart; they run last.
"""

from __future__ import annotations

import json
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from routemap.errors import EngineError
from routemap.records import aggregate_records
from routemap.records.spark import SparkEngine

from .conftest import MORE_ENGINES
from .tables import csv_of, write_csv

# The address of the cluster, and the process ids of its parts.
ADDRESS = next((name for name in MORE_ENGINES if name.startswith("sc://")), "")
PARTS: dict[str, int] = json.loads(os.environ.get("ROUTEMAP_TEST_CLUSTER", "{}"))
RECIPE = {"set": {"market": "cocaine"}}
# No answer for as long as anybody waits, so that it is asked for when its cluster goes, on whatever machine.
ENDLESS = "SELECT * FROM ({}) AS asked WHERE (SELECT COUNT(*) FROM range(1000000000000000) WHERE id % 7 = 9) = 0"

pytestmark = pytest.mark.skipif(not PARTS, reason="takes a cluster of two workers apart: make test-spark")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Return a folder of records."""
    folder = tmp_path / "records"
    folder.mkdir()
    for i in range(20):
        rows = [(("COL", "Colombia", "PER")[n % 3], ("NOR", "SWE")[n % 2], f"{n / 8}") for n in range(i, i + 500)]
        write_csv(folder / f"{i}.csv", ("from", "to", "quantity"), rows)
    return folder


def kill_amid(monkeypatch: pytest.MonkeyPatch, part: str, query: Callable[[str], str]) -> None:
    """Let a part of the cluster be killed soon after the cluster is asked."""
    rows = SparkEngine.rows

    def asked(self: SparkEngine, asked: str) -> Any:
        killer = threading.Timer(1.0, os.kill, (PARTS[part], signal.SIGKILL))
        killer.start()
        try:
            return rows(self, query(asked))
        finally:
            killer.join()

    monkeypatch.setattr(SparkEngine, "rows", asked)


def test_a_worker_that_goes_away_makes_no_difference(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = csv_of(aggregate_records(records, RECIPE))
    kill_amid(monkeypatch, "first worker", str)
    assert csv_of(aggregate_records(records, RECIPE, engine=ADDRESS)) == expected
    monkeypatch.undo()
    assert csv_of(aggregate_records(records, RECIPE, engine=ADDRESS)) == expected


def test_a_cluster_that_goes_away_amid_a_query_is_told_and_the_next_run_is_clean(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, out, cache = tmp_path / "temporary", tmp_path / "routes.csv", tmp_path / "cache"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with monkeypatch.context() as amid:
        kill_amid(amid, "server", ENDLESS.format)
        before = time.monotonic()
        with pytest.raises(EngineError, match="nothing was written") as told:
            aggregate_records(records, RECIPE, engine=ADDRESS, out=out, cache=cache)
    assert "\n" not in str(told.value)
    assert time.monotonic() - before < 120
    with pytest.raises(EngineError, match="cannot be reached"):
        aggregate_records(records, RECIPE, engine=ADDRESS, out=out, cache=cache)
    assert not out.exists()
    assert not [path for path in cache.glob("*") if path.stat().st_size]
    assert list(temporary.iterdir()) == []
    found = aggregate_records(records, RECIPE, out=out, cache=cache)
    assert found.account.used.told == 10_000
    assert csv_of(found) == csv_of(aggregate_records(records, RECIPE))
    assert list(temporary.iterdir()) == []
