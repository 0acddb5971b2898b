"""Rows of a reviewed draft that are no routes: remarks that a sentence claims nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from routemap.routes.deciding import RULE, STATUS
from routemap.routes.reading.raw_table import RawTable

_NOTHING = "nothing"


def without_remarks(table: RawTable) -> RawTable:
    """Return a table without the rows in which a reviewer says that a sentence claims nothing.

    Only a table that came from a report has both a status and a rule; a status alone is the user's own.
    """
    names = [name.strip() for name in table.header]
    if STATUS not in names or RULE not in names or not table.cells:
        return table
    status = table.cells[names.index(STATUS)]
    says = np.array([value.strip() == _NOTHING for value in status.values], dtype=np.bool_)
    if not says.any():
        return table
    rows = np.flatnonzero(~says[status.codes])
    return replace(
        table,
        cells=[cells.take(rows) for cells in table.cells],
        lines=None if table.lines is None else table.lines[rows],
        wheres=None if table.wheres is None else [table.wheres[row] for row in rows.tolist()],
        geometries=None if table.geometries is None else table.geometries[rows],
        courses=None if table.courses is None else table.courses.take(rows),
    )
