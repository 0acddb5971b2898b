"""Large tables: equal routes are merged, in a database where there is one, and the command says so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from routemap.cli.talk import accept, check_input, known_colour, say
from routemap.errors import RouteError
from routemap.problems import show_value

if TYPE_CHECKING:
    import pandas as pd

    from routemap.cli.reading import Reading

_NAMED = 5
_BLOCK = 1 << 20


def read_merged(
    source: str, reading: Reading, colour: str | None, stage: Callable[[str], None]
) -> tuple[pd.DataFrame, int]:
    """Return the routes of a table, and of how many equal ones were merged; 0 for none.

    Parameters
    ----------
    source
        The input of a command.
    reading
        How it is read.
    colour
        Column that colours the map: it may be the user's own, and is then needed row by row.
    stage
        Told the present stage.
    """
    from routemap.routes import aggregate_routes
    from routemap.routes.columns import counted_columns
    from routemap.routes.deciding import has_drafts
    from routemap.routes.merging import MERGE_ABOVE
    from routemap.routes.recipe_file import read_recipe

    stage("reading and checking")
    if colour:
        return known_colour(accept(check_input(source, reading)), colour), 0
    merged = None
    with suppress(RouteError, OSError):  # what is wrong with a recipe is said where the rows are read
        if source != "-" and _may_be_large(Path(source), MERGE_ABOVE):
            from routemap.records.large import merge_large

            merged = merge_large(source, read_recipe(reading.recipe, reading.said), MERGE_ABOVE, stage)
    if merged:
        named = ", ".join(show_value(name) for name in merged.left[:_NAMED])
        more = f" and {len(merged.left) - _NAMED} more" if len(merged.left) > _NAMED else ""
        left = f"; columns that are not ours ({named}{more}) stay behind" if merged.left else ""
        say_merged(merged.read, len(merged.routes), f" while DuckDB read the table{left}")
        return merged.routes, merged.read
    routes = accept(check_input(source, reading))
    # Records that have been counted are merged already; of drafts somebody has to decide first.
    if len(routes) <= MERGE_ABOVE or counted_columns(map(str, routes.columns)) or has_drafts(routes):
        return routes, 0
    stage("merging equal routes")
    result = aggregate_routes(routes)
    result.attrs |= routes.attrs  # such as what was left out
    say_merged(len(routes), len(result))
    return result, len(routes)


def _may_be_large(path: Path, above: int) -> bool:
    """Whether a file has so many lines, or is of a kind that cannot be told by its lines."""
    if not path.is_file():  # nothing is taken out of a pipe that is read later
        return False
    with path.open("rb") as file:
        if file.read(4) == b"PAR1":
            return True
        file.seek(0)
        lines = 0
        while lines <= above and (block := file.read(_BLOCK)):
            lines += block.count(b"\n")
    return lines > above


def say_merged(read: int, merged: int, how: str = "") -> None:
    """Say that equal routes were merged, and how."""
    say(
        f"note: {read:,} routes are too many to draw one by one: equal ones (same stops, market, commodity, unit and "
        f"year) were merged into {merged:,}{how}; each says how many records it stands for"
    )
