"""Checked columns → the routes frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from routemap.routes.cells import Cells
from routemap.routes.checking.expand import Expanded
from routemap.routes.checking.understand import Parsed
from routemap.routes.columns import NAMES, PLACE_COLUMNS
from routemap.routes.given_courses import COURSE
from routemap.routes.texts import PackedTexts

if TYPE_CHECKING:
    import pandas as pd


def build_frame(
    parsed: Parsed, expanded: Expanded, base_ids: list[str], ids: list[str], courses: list[str]
) -> pd.DataFrame:
    """Return one row per route.

    Parameters
    ----------
    parsed, expanded
        The checked columns, and which route comes from which row. Columns are taken out of `parsed` as they go
        into the frame, which halves the memory of large tables.
    base_ids
        One id per row; the statement of rows that name none. Emptied.
    ids
        One id per route. Emptied.
    courses
        The course of each route as given; an empty list where none has one.
    """
    import pandas as pd

    rows = expanded.rows if expanded.suffixes else None
    index = pd.RangeIndex(len(ids))
    columns: dict[str, Any] = dict.fromkeys(NAMES)
    columns["id"] = pd.Series(ids, dtype="str").array
    columns["statement"] = _statements(columns["id"], parsed.texts["statement"], base_ids, expanded)
    del parsed.texts["id"], parsed.texts["statement"]
    ids.clear()
    base_ids.clear()
    for name in NAMES[2:]:
        cells = parsed.texts.pop(name)
        if name in PLACE_COLUMNS:
            columns[name] = _strings(expanded.places.pop(name))
        elif name == "directed":
            columns[name] = _rows(np.array([value == "yes" for value in cells.values])[cells.codes], rows)
        elif name == "quantity":
            columns[name] = _rows(np.array(parsed.quantities, dtype=np.float64)[cells.codes], rows)
        else:
            columns[name] = _strings(cells if rows is None else cells.take(rows))
    for name in list(parsed.extras):
        cells = parsed.extras.pop(name)
        columns[name] = _strings(cells if rows is None else cells.take(rows))
    if courses:
        columns[COURSE] = pd.Series(courses, dtype="str").array
    return pd.DataFrame(columns, index=index, copy=False)


def _rows(values: Any, rows: Any) -> Any:
    return values if rows is None else values[rows]


def _strings(cells: Cells) -> Any:
    """Return a column as pandas' own text array: Arrow where pandas 3 has it, shared objects elsewhere."""
    import pandas as pd

    texts = cells.values
    is_in_order = len(texts) == len(cells.codes) and bool((cells.codes == np.arange(len(texts))).all())
    if isinstance(texts, PackedTexts) and is_in_order:
        # Block by block, so that the column never stands in memory twice, nor as a million Python objects.
        return pd.concat([pd.Series(block, dtype="str") for block in texts.drain()], ignore_index=True).array
    values = pd.Series(list(texts), dtype="str").array
    return values if is_in_order else values.take(cells.codes)


def _statements(ids: Any, given: Cells, base_ids: list[str], expanded: Expanded) -> Any:
    import pandas as pd

    if not expanded.suffixes and not any(given.values):
        return ids.copy()
    if any(given.values):
        values = list(given.values)
        base_ids = [values[code] or base_ids[row] for row, code in enumerate(given.codes.tolist())]
    if expanded.suffixes:
        base_ids = [base_ids[row] for row in expanded.rows.tolist()]
    return pd.Series(base_ids, dtype="str").array
