"""Ids that are used twice, and rows that say the same twice.

Two rows with one id are an error: a map could not say which of them it shows. Two rows that say the same are a
warning: a seizure list may well hold two equal seizures, and each is kept, under an id of its own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from routemap.problems import Fault
from routemap.routes.checking.collect import Collector
from routemap.routes.checking.expand import Expanded
from routemap.routes.checking.understand import Parsed
from routemap.routes.reading.raw_table import RawTable


def check_duplicate_ids(
    table: RawTable, parsed: Parsed, expanded: Expanded, ids: list[str], collector: Collector
) -> None:
    """Say which rows share an id; ids that were made, not given, are set apart by a number instead."""
    # Python's own hashes decide only whether to look closer, so their changing from run to run is no matter.
    hashes = np.fromiter(map(hash, ids), dtype=np.int64, count=len(ids))
    if len(np.unique(hashes)) == len(ids):
        return
    given = parsed.texts["id"]
    first: dict[str, int] = {}
    for route, text in enumerate(ids):
        row = int(expanded.rows[route])
        if text not in first:
            first[text] = row
        elif given.text(row):
            message = f"is also the id of {table.say_row(first[text])}"
            collector.row(row, Fault("id-duplicate", message, "a different id for each route"), "id", text)
        else:
            ids[route] = _numbered(text, first)
            first[ids[route]] = row


def _numbered(text: str, taken: dict[str, int]) -> str:
    number = 2
    while f"{text}-{number}" in taken:
        number += 1
    return f"{text}-{number}"


def check_duplicate_rows(table: RawTable, parsed: Parsed, hashes: NDArray[np.uint64], collector: Collector) -> None:
    """Say which rows without an id of their own say the same."""
    given, statement = parsed.texts["id"], parsed.texts["statement"]
    # A refused cell stands empty here: two rows with different mistakes only look alike.
    rows = np.flatnonzero(~given.where(bool) & ~_refused_rows(parsed))
    ordered = rows[np.argsort(hashes[rows], kind="stable")]
    equal = np.flatnonzero(hashes[ordered][1:] == hashes[ordered][:-1])
    if not len(equal):
        return
    first: dict[tuple[int, str], int] = {}
    for row in sorted({*ordered[equal].tolist(), *ordered[equal + 1].tolist()}):
        key = (int(hashes[row]), statement.text(row))
        if first.setdefault(key, row) == row:
            continue
        if collector.is_full:
            collector.count(is_error=False)
        else:
            message = f"the row says the same as {table.say_row(first[key])}; both are kept"
            collector.row(row, Fault("row-duplicate", message))


def _refused_rows(parsed: Parsed) -> NDArray[np.bool_]:
    """Return which rows have a cell with an error."""
    found = np.zeros(parsed.length, dtype=np.bool_)
    for name, codes in parsed.refused.items():
        if codes:
            cells = parsed.texts[name] if name in parsed.texts else parsed.extras[name]
            refused = np.zeros(len(cells.values), dtype=np.bool_)
            refused[list(codes)] = True
            found |= refused[cells.codes]
    return found
