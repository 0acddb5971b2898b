"""Records, however many, to routes: scanned once by DuckDB or Spark, understood in Python, every one accounted for.

The public names load on first use, so that importing this package loads no pandas:

    found = records.aggregate_records("seizures/*.parquet", recipe="seizures.toml")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap.lazy import load_lazily as _load_lazily

if TYPE_CHECKING:
    from routemap.records.account import Account
    from routemap.records.aggregating import Aggregation, aggregate_records
else:
    __getattr__, __dir__ = _load_lazily(
        __name__,
        {
            "Account": "account",
            "Aggregation": "aggregating",
            "aggregate_records": "aggregating",
        },
    )

__all__ = ["Account", "Aggregation", "aggregate_records"]
