"""A DataFrame → `RawTable`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap.routes.reading.cell_text import typed_cells
from routemap.routes.reading.raw_table import RawTable, RowNames, only_geometry

if TYPE_CHECKING:
    import pandas as pd

_NAME = "<DataFrame>"


def frame_table(frame: pd.DataFrame) -> RawTable:
    """Return a DataFrame as text; a geometry column is left out, as geometry is derived."""
    import pandas as pd

    header, columns = [], []
    for position, name in enumerate(frame.columns):
        column = frame.iloc[:, position]
        if str(column.dtype) == "geometry":
            continue
        header.append(str(name))
        # A missing year turns whole columns into floats: cell_text takes the .0 away again.
        columns.append(
            [None if is_missing else value for value, is_missing in zip(column, pd.isna(column), strict=True)]
        )
    if len(frame) and not header:
        raise only_geometry(_NAME, f"its {len(frame):,} rows have")
    return RawTable(_NAME, header, [typed_cells(values) for values in columns], wheres=RowNames(len(frame)))
