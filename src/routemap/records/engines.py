"""Which engine a name stands for."""

from __future__ import annotations

from routemap.errors import RouteError
from routemap.problems import did_you_mean, sentence, show_value
from routemap.records.bench import Bench
from routemap.records.duck import DuckEngine
from routemap.records.engine import Engine


def open_engine(name: str, bench: Bench) -> Engine:
    """Return the engine that ``duckdb``, ``spark`` or ``sc://host:port`` stands for.

    Raises
    ------
    RouteError
        If there is none.
    EngineError
        If it does not answer.
    MissingDependency
        If its package is not installed.
    """
    if name == "duckdb":
        return DuckEngine(bench)
    if name == "spark" or name.startswith("sc://"):
        from routemap.records.spark import SparkEngine

        return SparkEngine(name)
    wrong, expected = f"there is no engine '{show_value(name)}'", "expected duckdb, spark or sc://host:15002"
    raise RouteError(sentence(wrong, expected, did_you_mean(name, ("duckdb", "spark"))))
