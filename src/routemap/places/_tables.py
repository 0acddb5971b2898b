"""The package's own tables, read once, as they are."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def read_text(name: str) -> str:
    """Return a file of the data folder."""
    return (files("routemap.places") / "data" / name).read_text(encoding="utf-8")


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV file of the data folder, each by column."""
    return tuple(csv.DictReader(read_text(name).splitlines()))
