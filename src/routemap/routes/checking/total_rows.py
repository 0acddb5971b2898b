"""Rows that add up others, and notes, as tables have them at their end: left aside, and named as what they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from routemap.problems import Problem, show_value
from routemap.routes.checking.headers import Headers
from routemap.routes.checking.wording import Wording
from routemap.routes.columns import PLACE_COLUMNS
from routemap.routes.reading.raw_table import RawTable, notes_below
from routemap.routes.totals import is_note, is_total

_FEWEST_COLUMNS = 3
_MOST_NOTES = 50


def without_notes(table: RawTable) -> tuple[RawTable, list[Problem]]:
    """Return the table without the notes below it, each alone in its row, and what to say of them."""
    if table.lines is None or len(table.header) < _FEWEST_COLUMNS:
        return table, []
    found: list[int] = []
    for row in reversed(range(table.length)):
        filled = [text for cells in table.cells if (text := cells.text(row).strip())]
        if len(filled) != 1 or not is_note(filled[0]) or len(found) == _MOST_NOTES:
            break
        found.append(row)
    if not found or len(found) == table.length:
        return table, []
    lines = [int(table.lines[row]) for row in reversed(found)]
    return table.without(sorted(found), table.problems), [notes_below(table.file, lines)]


def without_totals(table: RawTable, headers: Headers, wording: Wording) -> tuple[RawTable, list[Problem]]:
    """Return the table without its rows of totals, and what to say of them.

    A row is one if the word stands where a place would, or if it names no place and the word stands anywhere in it.
    """
    places = [(name, headers.ours[name]) for name in PLACE_COLUMNS if name in headers.ours]
    if not places or not table.length:
        return table, []
    found = np.zeros(table.length, dtype=np.bool_)
    has_place = np.zeros(table.length, dtype=np.bool_)
    words: dict[str, None] = {}
    for name, position in places:
        said, cells = wording.words(name), table.cells[position]
        totals = [code for code, value in enumerate(cells.values) if is_total(value) and value.strip() not in said]
        found |= np.isin(cells.codes, totals)
        has_place |= cells.where(lambda value: bool(value.strip()))
        words |= dict.fromkeys(cells.values[code].strip() for code in totals)
    placeless = np.flatnonzero(~has_place)
    for position in range(len(table.header)) if len(placeless) else ():
        cells = table.cells[position]
        for row in placeless.tolist():
            if is_total(text := cells.text(row)):
                found[row] = True
                words[text.strip()] = None
    if not found.any():
        return table, []
    return table.without(np.flatnonzero(found).tolist(), table.problems), [_say(table, found, list(words))]


def _say(table: RawTable, found: NDArray[np.bool_], words: list[str]) -> Problem:
    rows = np.flatnonzero(found).tolist()
    more = f" and {len(rows) - 5:,} more" if len(rows) > 5 else ""
    shown = ", ".join(table.say_row(row) for row in rows[:5]) + more
    named = ", ".join(f"'{show_value(word)}'" for word in words[:5])
    message = f"{shown} is a total row ({named}), left aside"
    if len(rows) > 1:
        message = f"{len(rows):,} rows are total rows ({named}), left aside: {shown}"
    return Problem("total-row", message, file=table.file, **table.place(rows[0]))
