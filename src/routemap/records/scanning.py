"""Running the one query, and saying what is wrong when an engine cannot: a broken line, too many groups, no room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from routemap.errors import RouteError
from routemap.problems import show_value
from routemap.records.bench import Bench
from routemap.records.coded_scan import collapse_coded
from routemap.records.collapse import Lines, collapse_query
from routemap.records.cut import Cut
from routemap.records.duck import DuckEngine
from routemap.records.engine import Engine, Progress, ScanError
from routemap.records.inputs import table_part
from routemap.records.parts import Part
from routemap.routes.recipe import Recipe

# Beyond this the memory grows with the records, and the table is no summary any more.
MOST_LINES = 5_000_000


def scan(
    engine: Engine, bench: Bench, parts: list[Part], lines: Lines, recipe: Recipe, cut: Cut, progress: Progress
) -> list[Part]:
    """Leave the table ``collapsed`` on the bench, and return the parts as they were read in the end.

    A text file that the engine cannot read is read by our own reader, which either says in which line it is broken,
    or reads what only looked so: a row that ends in empty cells, a blank after a comma.

    Raises
    ------
    ReadError
        If a file is broken.
    RouteError
        If there are too many groups.
    EngineError
        If there is no room.
    """
    while True:
        progress("scanning")
        try:
            if isinstance(engine, DuckEngine) and collapse_coded(engine, bench, parts, lines, recipe, cut, progress):
                break
            packing = engine.find_packing(parts, lines.texts, cut)
            query = collapse_query(engine, parts, lines, recipe, cut, packing)
            engine.collapse(query, bench, "collapsed", progress)
        except ScanError as error:
            read = _reread(str(error), parts, recipe, cut)
            if not read:
                raise _unread(str(error), parts) from error
            parts = read
        else:
            break
    require_few(bench, lines)
    return parts


def _reread(said: str, parts: Sequence[Part], recipe: Recipe, cut: Cut) -> list[Part]:
    """Return the parts with one file read by our own reader: the one that an error names, else the first text."""
    found: list[Part] = []
    is_changed = False
    texts = [part for part in parts if part.shape.kind == "text"]
    if not any(file in said for part in texts for file in (*part.files, *part.given)):
        said = texts[0].files[0] if texts else ""
    for part in parts:
        broken = [
            i
            for i, file in enumerate(part.files)
            if part.shape.kind == "text" and (file in said or part.given[i] in said)
        ]
        if is_changed or not broken:
            found.append(part)
            continue
        is_changed = True
        at = broken[0]
        files, given = list(part.files), list(part.given)
        found.append(replace(table_part(files.pop(at), recipe, cut), given=(given.pop(at),)))
        if files:
            found.append(replace(part, files=tuple(files), given=tuple(given)))
    return found if is_changed else []


def _unread(said: str, parts: Sequence[Part]) -> ScanError:
    """Return what to say of files that no text reader could have read either."""
    names = [name for part in parts for name in part.given]
    named = [name for name in names if name in said] or names
    more = f" or one of {len(named) - 1:,} more" if len(named) > 1 else ""
    why = show_value(said.strip().splitlines()[0]) if said.strip() else "no reason was given"
    return ScanError(f"{named[0]}{more} cannot be read ({why}); nothing was written")


def require_few(bench: Bench, lines: Lines) -> None:
    """Raise RouteError if there are more collapsed lines than can be worked on; name the column that makes them."""
    number = int(bench.rows("SELECT COUNT(*) FROM collapsed")[0][0])
    if number <= MOST_LINES:
        return
    counts = {name: int(bench.rows(f"SELECT COUNT(DISTINCT {name}) FROM collapsed")[0][0]) for name in lines.keys}
    worst = max(counts, key=lambda name: (counts[name], name))
    told = {"odd_date": "the date", "odd_quantity": "the quantity"}.get(worst, f"the column {worst}")
    raise RouteError(
        f"the records fall into {number:,} groups, more than {MOST_LINES:,}: {told} alone has "
        f"{counts[worst]:,} different texts; leave it away, or make it coarser before"
    )
