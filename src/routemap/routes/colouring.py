"""Which column of a table its colours tell apart, where somebody asked for one: the table says so itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from routemap.errors import RouteError
from routemap.problems import did_you_mean, sentence, show_value
from routemap.routes.cells import frame_cells
from routemap.routes.columns import require_columns

if TYPE_CHECKING:
    import pandas as pd

_COLOUR, _VALUES = "colour", "colour_values"


def coloured_by(routes: pd.DataFrame, column: str | None) -> pd.DataFrame:
    """Return a table whose maps have a colour for each value of a column; the same table without a column.

    Parameters
    ----------
    routes
        As `read_routes` gives them; not changed.
    column
        One of its columns, the user's own or one of ours.

    Raises
    ------
    RouteError
        If there is no such column.

    Examples
    --------
    >>> colour_column(coloured_by(routes, "commodity"))
    'commodity'
    """
    if not column:
        return routes
    require_columns(routes)
    names = [str(name) for name in routes.columns]
    if column not in names:
        wrong, known = f"there is no column '{show_value(column)}' to colour by", ", ".join(map(show_value, names))
        raise RouteError(sentence(wrong, f"expected one of {known}", did_you_mean(column, names)))
    cells = frame_cells(routes, column)
    counts = Counter(cells.values[code] for code in cells.codes.tolist())
    coloured = routes.copy(deep=False)
    coloured.attrs |= {_COLOUR: column, _VALUES: sorted(counts, key=lambda value: (-counts[value], value))}
    return coloured


def colour_column(routes: pd.DataFrame) -> str:
    """Return the column whose values have the colours; empty where market and commodity have them, as usual."""
    column = routes.attrs.get(_COLOUR, "")
    return column if isinstance(column, str) and column in routes.columns else ""


def colour_values(routes: pd.DataFrame) -> list[str]:
    """Return the values of that column in the whole table, most frequent first: one value has one colour everywhere."""
    values = routes.attrs.get(_VALUES, [])
    return [str(value) for value in values] if isinstance(values, list) else []
