"""Alternatives, as ``A | B`` in a cell of places: what sets their routes apart, and how routes become one row again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Final

from routemap.routes.columns import PLACE_COLUMNS

MOST_ALTERNATIVES: Final = 1_000
"""Routes that one row may stand for."""


def alternative_suffix(varying: Iterable[str]) -> str:
    """Return what sets one alternative's id apart: its places, so that adding another leaves the names as they are.

    Parameters
    ----------
    varying
        The codes in those columns of places that hold alternatives, `` > `` between the stops.

    Examples
    --------
    >>> alternative_suffix(["NLD > DEU", ""])
    'nld-deu-unknown'
    """
    return "-".join(codes.replace(" > ", "-").lower() or "unknown" for codes in varying)


def fold_alternatives(texts: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return a table with the alternatives of one row in one row again, wherever reading it gives back the same routes.

    Parameters
    ----------
    texts
        The columns of routes, as text. Routes that belong together stand one after the other.

    Examples
    --------
    >>> routes = {"id": ["a.nld", "a.pol"], "statement": ["a", "a"], "origin": ["NLD", "POL"], "transit": ["", ""],
    ...     "destination": ["NOR", "NOR"]}
    >>> fold_alternatives(routes)["origin"]
    ['NLD | POL']
    """
    others = [name for name in texts if name != "id" and name not in PLACE_COLUMNS]
    folded: dict[str, list[str]] = {name: [] for name in texts}
    for first, end in _runs(texts["id"], texts["statement"]):
        cells = _folded_cells(texts, others, first, end) if end - first > 1 else None
        for row in range(first, end if cells is None else first + 1):
            for name, column in folded.items():
                column.append(texts[name][row] if cells is None or name not in cells else cells[name])
    return folded


def _runs(ids: Sequence[str], statements: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Give the first row and the end of each run of routes that may come from one row: same statement, same stem."""
    first = 0
    while first < len(ids):
        stem, end = ids[first].rpartition(".")[0], first + 1
        while stem and end < len(ids) and (ids[end].rpartition(".")[0], statements[end]) == (stem, statements[first]):
            end += 1
        yield first, end
        first = end


def _folded_cells(
    texts: Mapping[str, Sequence[str]], others: Sequence[str], first: int, end: int
) -> dict[str, str] | None:
    """Return the cells of the one row that stands for these routes; None if there is no such row."""
    stem = texts["id"][first].rpartition(".")[0]
    if stem != stem.strip() or end - first > MOST_ALTERNATIVES:
        return None
    if any(texts[name][row] != texts[name][first] for name in others for row in range(first + 1, end)):
        return None
    options = [list(dict.fromkeys(texts[name][first:end])) for name in PLACE_COLUMNS]
    if len(options[0]) * len(options[1]) * len(options[2]) != end - first:
        return None
    for row, combination in enumerate(product(*options), start=first):
        varying = [codes for codes, several in zip(combination, options, strict=True) if len(several) > 1]
        if tuple(texts[name][row] for name in PLACE_COLUMNS) != combination:
            return None
        if texts["id"][row] != f"{stem}.{alternative_suffix(varying)}":
            return None
    cells = {
        name: " | ".join(codes or "unknown" for codes in several) if len(several) > 1 else several[0]
        for name, several in zip(PLACE_COLUMNS, options, strict=True)
    }
    return {"id": stem, **cells}
