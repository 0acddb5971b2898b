"""Files → parts: files of one kind and one header, and which of their columns is which of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any, Literal

from routemap.errors import ReadError
from routemap.problems import Problem, did_you_mean, show_value
from routemap.records.cut import Cut
from routemap.routes.cells import Cells
from routemap.routes.checking.headers import Headers, match_headers
from routemap.routes.columns import NAMES, PLACE_COLUMNS, SYNONYMS
from routemap.routes.header_words import fold_header
from routemap.routes.reading.raw_table import RawTable
from routemap.routes.recipe import Recipe

FieldKind = Literal["text", "integer", "number", "decimal", "date", "timestamp", "moment", "boolean", "bytes", "other"]

# What makes two records one route: read where a header says it. Other columns of ours are read where a recipe names
# them, as each may hold another text in every record.
KEYS = (
    "origin",
    "transit",
    "destination",
    "market",
    "commodity",
    "unit",
    "directed",
    "confidence",
    "quantity",
    "start",
)
_NEVER = ("id", "statement", "end")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the files of one part have in common.

    Parameters
    ----------
    kind
        ``text``, ``parquet``, or ``table`` for one that our own reader has read.
    header
        The names of the columns, as found.
    kinds
        What each column holds.
    delimiter, header_line
        Of a text file.
    """

    kind: Literal["text", "parquet", "table"]
    header: tuple[str, ...]
    kinds: tuple[FieldKind, ...]
    delimiter: str = ","
    header_line: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each column in the database: a text file's headers may be empty, or stand twice."""
        if self.kind == "parquet":
            return self.header
        return tuple(f"c{position}" for position in range(len(self.header)))


@dataclass(frozen=True, slots=True)
class Part:
    """Files of one shape.

    Parameters
    ----------
    files
        Their names, as the engine opens them.
    given
        Their names, as the user gave them.
    shape
        What they have in common.
    ours
        Our column → position.
    record
        Position of the column that names each record.
    wide
        Positions of the columns of which each cell is one record.
    source
        An Arrow table or data set, where the engine opens no file.
    rows
        How many rows there are; None where only reading tells.
    """

    files: tuple[str, ...]
    given: tuple[str, ...]
    shape: Shape
    ours: Mapping[str, int]
    record: int | None = None
    wide: tuple[int, ...] = ()
    source: Any = None
    rows: int | None = None


def make_part(
    file: str, given: str, shape: Shape, recipe: Recipe, cut: Cut, *, source: Any = None, rows: int | None = None
) -> Part:
    """Return the part of one file.

    Raises
    ------
    ReadError
        If a column that the recipe names, or that every route needs, is not there.
    """
    wide = _wide(given, shape, cut)
    kept_apart = {*wide, *_own(shape, recipe)}
    header = [f"\0{position}" if position in kept_apart else name for position, name in enumerate(shape.header)]
    table = RawTable(given, header, [Cells.constant("", 0) for _ in header], header_line=_line(shape))
    named = {theirs: ours for theirs, ours in recipe.columns.items() if ours}
    headers = match_headers(table, Recipe(named))
    made = (cut.unpivot.names, cut.unpivot.values) if cut.unpivot else ()
    problems = [one for one in headers.problems if one.severity == "error" and not is_met(one, headers, recipe, made)]
    ours = {name: at for name, at in headers.ours.items() if name in KEYS or name in named.values()}
    ours = {name: at for name, at in ours.items() if name not in _NEVER and name not in made}
    record, missing = _record(given, shape, cut)
    problems += missing
    for name, at in ours.items():
        if shape.kinds[at] == "other":
            message = f"column {show_value(shape.header[at])} holds neither text nor numbers nor dates"
            problems.append(Problem("column-kind", message, f"a column that can be read as {name}", file=given))
    if problems:
        raise ReadError(problems)
    return Part((file,), (given,), shape, ours, record, wide, source, rows)


def _line(shape: Shape) -> int | None:
    return shape.header_line if shape.kind == "text" else None


def _own(shape: Shape, recipe: Recipe) -> list[int]:
    """Return the columns that stay the user's own: the recipe says so, or names another for what they are called."""
    named = {fold_header(theirs) for theirs, ours in recipe.columns.items() if ours}
    own = {fold_header(theirs) for theirs, ours in recipe.columns.items() if not ours}
    settled = set(recipe.columns.values())
    return [
        position
        for position, name in enumerate(map(fold_header, shape.header))
        if name not in named and (name in own or SYNONYMS.get(name) in settled)
    ]


def is_met(problem: Problem, headers: Headers, recipe: Recipe, made: Sequence[str]) -> bool:
    """Tell a complaint that concerns only tables of routes, or that a constant or a wide table answers."""
    given = {*headers.ours, *recipe.constants, *made}
    if problem.code == "column-missing" and "market" in problem.expected:
        return "market" in given
    if problem.code == "column-missing" and problem.expected.startswith("at least one"):
        return bool(given.intersection(PLACE_COLUMNS))
    if problem.code == "column-misspelt":
        return "market" in given and bool(given.intersection(PLACE_COLUMNS))
    return problem.code not in ("column-missing", "column-duplicate") or "both called" in problem.message


def _record(given: str, shape: Shape, cut: Cut) -> tuple[int | None, list[Problem]]:
    if not cut.record:
        return None, []
    for test in (
        lambda name: name.strip() == cut.record.strip(),
        lambda name: fold_header(name) == fold_header(cut.record),
    ):
        for position, name in enumerate(shape.header):
            if test(name):
                return position, []
    hint = did_you_mean(cut.record, shape.header)
    message = f"there is no column '{show_value(cut.record)}' that names the records"
    return None, [Problem("column-missing", message, hint=hint, file=given, line=_line(shape))]


def _wide(given: str, shape: Shape, cut: Cut) -> tuple[int, ...]:
    if cut.unpivot is None:
        return ()
    found = tuple(
        position
        for position, name in enumerate(shape.header)
        if name.strip() and any(fnmatchcase(name.strip(), pattern) for pattern in cut.unpivot.columns)
    )
    if not found:
        wanted = ", ".join(show_value(pattern) for pattern in cut.unpivot.columns[:5])
        message = f"none of its columns is called {wanted}, of which unpivot would make records"
        raise ReadError([Problem("column-missing", message, file=given, line=_line(shape))])
    return found


def join_parts(parts: Iterable[Part]) -> list[Part]:
    """Return the parts with files of one shape put together, so that each shape is scanned once."""
    joined: dict[Any, Part] = {}
    for number, part in enumerate(parts):
        key = (part.shape, tuple(part.ours.items())) if part.source is None else number
        if key not in joined:
            joined[key] = part
            continue
        first = joined[key]
        rows = None if first.rows is None or part.rows is None else first.rows + part.rows
        joined[key] = replace(first, files=first.files + part.files, given=first.given + part.given, rows=rows)
    return list(joined.values())


def unused_columns(parts: Sequence[Part]) -> list[str]:
    """Return the headers that no part of the work reads, in order of appearance."""
    used = {
        part.shape.header[at]
        for part in parts
        for at in (*part.ours.values(), *part.wide, part.record)
        if at is not None
    }
    return [
        name
        for name in dict.fromkeys(name for part in parts for name in part.shape.header)
        if name and name not in used
    ]


def text_columns(parts: Sequence[Part], cut: Cut) -> list[str]:
    """Return our columns that hold texts in any part, in our order; dates and quantities have ways of their own."""
    found = {name for part in parts for name in part.ours}
    if cut.unpivot is not None:
        found |= {cut.unpivot.names, cut.unpivot.values}
    return [name for name in NAMES if name in found and name not in ("quantity", "start")]
