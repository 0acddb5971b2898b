"""A list of places beside the routes: the id that the routes have → the name of the place."""

from __future__ import annotations

from collections.abc import Iterable

from routemap.problems import Problem, did_you_mean, show_value
from routemap.routes.header_words import fold_header
from routemap.routes.reading.raw_table import RawTable, RefusedError

_IDS = (
    "id",
    "key",
    "nodeid",
    "node",
    "locationid",
    "placeid",
    "idlocation",
    "idplace",
    "code",
    "locationcode",
    "number",
)
_NAMES = ("name", "place", "label", "locationname", "placename", "location", "title", "country", "countryname", "nom",
          "nombre", "navn", "iso3", "iso2", "iso")  # fmt: skip


def place_names(table: RawTable) -> dict[str, str]:
    """Return the name of each place by its id.

    Raises
    ------
    RefusedError
        If the table has no such columns, or one id has two names.
    """
    errors = [problem for problem in table.problems if problem.severity == "error"]
    if errors:
        raise RefusedError(errors[0])
    at = {fold_header(name): position for position, name in reversed(list(enumerate(table.header)))}
    of_id, of_name = _first(at, _IDS), _first(at, _NAMES)
    if of_id is None or of_name is None:
        missing = "for the id" if of_id is None else "for the name"
        message = f"the list of places has no column {missing} of a place"
        hint = did_you_mean("id" if of_id is None else "name", table.header)
        raise RefusedError(_problem(table, message, "the columns id and name", hint))
    ids, names = table.cells[of_id], table.cells[of_name]
    found: dict[str, str] = {}
    for row in range(table.length):
        key, name = ids.text(row).strip(), names.text(row).strip()
        if not key or not name:
            continue
        if found.setdefault(key, name) != name:
            message = (
                f"the list of places names '{show_value(key)}' twice: {show_value(found[key])}, {show_value(name)}"
            )
            raise RefusedError(_problem(table, message, "each id once", row=row))
    if not found:
        raise RefusedError(_problem(table, "the list of places is empty", "the id and name of each place"))
    return found


def _first(at: dict[str, int], names: Iterable[str]) -> int | None:
    return next((at[name] for name in names if name in at), None)


def _problem(table: RawTable, message: str, expected: str, hint: str = "", row: int | None = None) -> Problem:
    where = {"line": table.header_line} if row is None else table.place(row)
    return Problem("places-list", message, expected, hint, file=table.file, **where)
