"""Shared by the tests of records: each engine that is here, and the same records as CSV, Parquet and XLSX."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from routemap.records.aggregating import Aggregation, run_aggregation

# `make test-spark` names two more: a Spark of this machine, and a Spark Connect server over a cluster with two workers.
MORE_ENGINES = [
    name for name in os.environ.get("ROUTEMAP_TEST_ENGINES", "").split(",") if name
]  # The way to a result, not what is in it: few tasks, planned once, and no code compiled for queries that run once.
QUICK_SPARK = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the tests that take the cluster apart for the end."""
    items.sort(key=lambda item: "test_cluster_gone" in item.nodeid)


@pytest.fixture(scope="session")
def sail() -> Iterator[str]:
    """Return the address of a Spark Connect server that needs no Java."""
    server_module = pytest.importorskip("pysail.spark", reason="pysail has no wheel for this system")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        server = server_module.SparkConnectServer("127.0.0.1", 0)
        server.start(background=True)
    yield f"sc://127.0.0.1:{server.listening_address[1]}"
    server.stop()


@pytest.fixture(scope="session")
def spark() -> Iterator[str]:
    """Return the name of a Spark of this machine, which starts once for all tests."""
    with warnings.catch_warnings():
        # A warning that is an error here would make pyspark decide, once for all, that there is no Connect.
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        builder: Any = SparkSession.builder.master("local[2]")
        settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", **QUICK_SPARK}
        for key, value in settings.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
    yield "spark"
    session.stop()


@pytest.fixture(params=["duckdb", "sail", *MORE_ENGINES])
def engine(request: pytest.FixtureRequest) -> str:
    """Return each engine that is here."""
    return request.getfixturevalue(request.param) if request.param in ("sail", "spark") else request.param


Run = Callable[..., Aggregation]


@pytest.fixture
def run(engine: str) -> Run:
    """Return a function that aggregates files on an engine."""
    return _run_on(engine)


@pytest.fixture
def run_here() -> Run:
    """Return a function that aggregates files on DuckDB, for what an engine has no part in."""
    return _run_on("duckdb")


def _run_on(engine: str) -> Run:
    def aggregate(files: Any, recipe: Any = None, **cut: Any) -> Aggregation:
        memory = cut.pop("memory", "1GB")
        return run_aggregation(
            files, recipe, engine=cut.pop("engine", engine), memory=memory, progress=lambda stage: None, **cut
        )

    return aggregate
