"""Records, however many, to routes: scanned once by DuckDB or Spark, understood in Python, every one accounted for.

The public names load on first use, so that importing this package loads no pandas:

    found = records.aggregate_records("seizures/*.parquet", recipe="seizures.toml")
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from routemap.records.account import Account
    from routemap.records.aggregating import Aggregation, aggregate_records

_HOMES = {"Account": "account", "Aggregation": "aggregating", "aggregate_records": "aggregating"}

__all__ = ["Account", "Aggregation", "aggregate_records"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"routemap.records.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'routemap.records' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
