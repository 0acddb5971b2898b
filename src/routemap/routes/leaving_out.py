"""Rows that a table of routes lacks, because they had errors and were to be left out; the table says so itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from routemap.problems import SECTIONS, Problem, show_value

if TYPE_CHECKING:
    import pandas as pd

# What a reader found wrong with one row, which it could not hand on, or which can be left out by its line.
OF_ONE_ROW = frozenset(
    {
        "row-ragged", "row-broken", "quote-stray", "feature-invalid", "json-deep", "json-doubled", "json-flawed",
        "formula-empty",
    }
)  # fmt: skip
_OF_CELLS = frozenset(code for name in ("Places", "Values", "Ids and equal rows") for code in SECTIONS[name])

LEFT_OUT = "left_out"
"""The key of `DataFrame.attrs` under which a table of routes says so."""
_WHERE = "left_out_where"


def can_be_left_out(problem: Problem) -> bool:
    """Tell whether a problem is of a single row, without which the rest of the table is sound.

    Examples
    --------
    >>> can_be_left_out(Problem("number-invalid", "is not a number", line=3))
    True
    >>> can_be_left_out(Problem("encoding", "the byte 0xED is not UTF-8", line=1))
    False
    """
    return bool(problem.position) and (problem.code in OF_ONE_ROW or problem.code in _OF_CELLS)


def note_left_out(routes: pd.DataFrame, problems: Iterable[Problem]) -> None:
    """Write into a new table why rows were left out of it, and where they stood."""
    noted = list(problems)
    routes.attrs[LEFT_OUT] = [str(problem) for problem in noted]
    routes.attrs[_WHERE] = [_where(problem) for problem in noted]


def _where(problem: Problem) -> str:
    """Return file, line, column and value: what needs no language."""
    place = f"{problem.file}:{problem.position}" if problem.position else problem.file
    value = f"“{show_value(problem.value)}”" if problem.value else ""
    return " ".join(part for part in (place, problem.column, value) if part)


def left_out(routes: pd.DataFrame) -> tuple[str, ...]:
    """Return why rows were left out of a table, one sentence for each error; nothing for most tables.

    Examples
    --------
    >>> import pandas as pd
    >>> left_out(pd.DataFrame())
    ()
    """
    return _noted(routes, LEFT_OUT)


def left_out_where(routes: pd.DataFrame) -> tuple[str, ...]:
    """Return where the errors were that rows were left out for, in no language: file, line, column and value."""
    return _noted(routes, _WHERE)


def _noted(routes: pd.DataFrame, key: str) -> tuple[str, ...]:
    said = routes.attrs.get(key, ())
    return tuple(map(str, said)) if isinstance(said, list | tuple) else ()
