"""What the user knows: a table of texts and the places they stand for."""

from __future__ import annotations

from routemap.errors import ReadError
from routemap.places import resolve_many
from routemap.problems import Problem
from routemap.records.meaning import clean
from routemap.routes.checking.place_cells import UNKNOWN_WORDS
from routemap.routes.header_words import fold_header
from routemap.routes.reading.raw_table import RefusedError
from routemap.routes.reading.read import read_table
from routemap.routes.recipe import Recipe


def read_known(file: str) -> dict[str, str]:
    """Return the texts of a table, cleaned and in small letters, and what each stands for.

    Parameters
    ----------
    file
        CSV, TSV or XLSX with the columns ``text`` and ``place``. A row without a place says nothing yet.

    Raises
    ------
    ReadError
        If a column is missing, or what stands under ``place`` is none.
    """
    if not file:
        return {}
    try:
        table = read_table(file, Recipe())
    except RefusedError as refused:
        raise ReadError([refused.problem]) from refused
    at = {fold_header(name): position for position, name in enumerate(table.header)}
    missing = [name for name in ("text", "place") if name not in at]
    problems = [problem for problem in table.problems if problem.severity == "error"]
    for name in missing:
        message, expected = f"there is no column {name}", "the columns text and place"
        problems.append(Problem("column-missing", message, expected, file=file, line=table.header_line))
    if problems:
        raise ReadError(problems)
    texts, places = table.cells[at["text"]], table.cells[at["place"]]
    known: dict[str, str] = {}
    for row in range(table.length):
        text, place = clean(texts.text(row)), clean(places.text(row))
        if not text or not place:
            continue
        found = resolve_many((place,))[place]
        if found.code is None and place.casefold() not in UNKNOWN_WORDS and not found.means_unknown:
            near = ", ".join(str(candidate) for candidate in found.candidates)
            hint = f"did you mean {near}?" if near else ""
            problems.append(
                Problem(
                    "place-unknown", found.note, "a place", hint, file, column="place", value=place, **table.place(row)
                )
            )
        known[text.casefold()] = place
    if problems:
        raise ReadError(problems)
    return known
