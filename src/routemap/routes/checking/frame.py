"""Checked columns → the routes frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from routemap.routes.arrow_texts import ArrowTexts
from routemap.routes.cells import Cells
from routemap.routes.checking.expand import Expanded
from routemap.routes.checking.understand import Parsed
from routemap.routes.columns import NAMES, PLACE_COLUMNS
from routemap.routes.given_courses import COURSE
from routemap.routes.packed_texts import PackedTexts

if TYPE_CHECKING:
    import pandas as pd


def build_frame(
    parsed: Parsed,
    expanded: Expanded,
    base_ids: list[str] | PackedTexts,
    ids: list[str] | PackedTexts,
    courses: list[str],
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
    columns["id"] = _drained(ids) if isinstance(ids, PackedTexts) else pd.Series(ids, dtype="str").array
    columns["statement"] = _statements(columns["id"], parsed.texts["statement"], base_ids, expanded)
    del parsed.texts["id"], parsed.texts["statement"]
    for made in (ids, base_ids):
        if isinstance(made, list):
            made.clear()
    constants: dict[str, Any] = {}
    for name in NAMES[2:]:
        cells = parsed.texts.pop(name)
        if name in PLACE_COLUMNS:
            columns[name] = _strings(expanded.places.pop(name), constants)
        elif name == "directed":
            columns[name] = _rows(np.array([value == "yes" for value in cells.values])[cells.codes], rows)
        elif name == "quantity":
            columns[name] = _rows(np.array(parsed.quantities, dtype=np.float64)[cells.codes], rows)
        else:
            columns[name] = _strings(cells if rows is None else cells.take(rows), constants)
    for name in list(parsed.extras):
        cells = parsed.extras.pop(name)
        columns[name] = _strings(cells if rows is None else cells.take(rows), constants)
    if courses:
        columns[COURSE] = pd.Series(courses, dtype="str").array
    return pd.DataFrame(columns, index=index, copy=False)


def _rows(values: Any, rows: Any) -> Any:
    return values if rows is None else values[rows]


def _strings(cells: Cells, constants: dict[str, Any]) -> Any:
    """Return a column as pandas' own text array: Arrow where pandas 3 has it, shared objects elsewhere.

    `constants` keeps the columns of one text, such as none, so that they share their memory.
    """
    import pandas as pd

    texts = cells.values
    if len(texts) == 1:
        if texts[0] not in constants:
            constants[texts[0]] = pd.Series(list(texts), dtype="str").array.take(cells.codes)
        return constants[texts[0]].copy()
    is_in_order = len(texts) == len(cells.codes) and bool((cells.codes == np.arange(len(texts))).all())
    if isinstance(texts, PackedTexts) and is_in_order:
        return _drained(texts)
    values = pd.Series(list(texts), dtype="str").array
    return values if is_in_order else values.take(cells.codes)


def _drained(texts: PackedTexts) -> Any:
    """Make the column block by block, so that it never stands in memory twice, nor as a million Python objects."""
    import pandas as pd

    return pd.concat([_series(block) for block in texts.drain()], ignore_index=True).array


def _series(block: list[str] | ArrowTexts) -> pd.Series[str]:
    import pandas as pd

    if not isinstance(block, ArrowTexts):
        return pd.Series(block, dtype="str")
    is_arrow = getattr(pd.Series([""], dtype="str").dtype, "storage", "") == "pyarrow"
    return pd.Series(block.array if is_arrow else block.texts(), dtype="str")


def _statements(ids: Any, given: Cells, base_ids: list[str] | PackedTexts, expanded: Expanded) -> Any:
    import pandas as pd

    if not expanded.suffixes and not any(given.values):
        return ids.copy()
    if any(given.values):
        values = list(given.values)
        base_ids = [values[code] or base_ids[row] for row, code in enumerate(given.codes.tolist())]
    if expanded.suffixes:
        base_ids = [base_ids[row] for row in expanded.rows.tolist()]
    return pd.Series(base_ids, dtype="str").array
