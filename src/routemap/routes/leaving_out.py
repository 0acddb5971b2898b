"""Rows that a table of routes lacks, because they had errors and were to be left out; the table says so itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from routemap.problems import Problem

if TYPE_CHECKING:
    import pandas as pd

LEFT_OUT = "left_out"
"""The key of `DataFrame.attrs` under which a table of routes says so."""


def note_left_out(routes: pd.DataFrame, problems: Iterable[Problem]) -> None:
    """Write into a new table why rows were left out of it."""
    routes.attrs[LEFT_OUT] = [str(problem) for problem in problems]


def left_out(routes: pd.DataFrame) -> tuple[str, ...]:
    """Return why rows were left out of a table, one sentence for each error; nothing for most tables.

    Examples
    --------
    >>> import pandas as pd
    >>> left_out(pd.DataFrame())
    ()
    """
    said = routes.attrs.get(LEFT_OUT, ())
    return tuple(map(str, said)) if isinstance(said, list | tuple) else ()
