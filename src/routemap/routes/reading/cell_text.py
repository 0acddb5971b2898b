"""Values of typed inputs (workbooks, JSON, frames) → the text an analyst would have typed."""

from __future__ import annotations

import datetime
import json
import math
from typing import Any


def cell_text(value: Any) -> str:
    """Return the text of one typed value; empty for a missing one.

    Whole numbers lose their ``.0``, midnight its time, and a list of places becomes a sequence.

    Examples
    --------
    >>> cell_text(2021.0), cell_text(None), cell_text(["NLD", "DEU"])
    ('2021', '', 'NLD > DEU')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime.datetime):
        return _moment_text(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return " > ".join(value)
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    if hasattr(value, "item"):  # a NumPy scalar
        return cell_text(value.item()) if type(value.item()) is not type(value) else str(value)
    return "" if str(value) in {"<NA>", "NaT"} else str(value)


def _number_text(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))


def _moment_text(value: datetime.datetime) -> str:
    if value != value:  # noqa: PLR0124 - NaT is a datetime that is not equal to itself
        return ""
    is_midnight = value.time() == datetime.time(0) and getattr(value, "nanosecond", 0) == 0
    return value.date().isoformat() if is_midnight else value.isoformat(sep=" ")
