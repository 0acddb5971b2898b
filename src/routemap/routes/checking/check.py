"""Reading and checking: any table → the routes frame, with everything that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import IO, TYPE_CHECKING, Any

from routemap.errors import ReadError, told_shortly
from routemap.routes.checking.whole_table import Report, check_table
from routemap.routes.reading.raw_table import RefusedError
from routemap.routes.reading.read import read_table
from routemap.routes.recipe import Recipe
from routemap.routes.recipe_file import read_recipe

if TYPE_CHECKING:
    import pandas as pd


@told_shortly
def read_routes(
    source: str | os.PathLike[str] | IO[bytes] | IO[str] | pd.DataFrame,
    *,
    recipe: str | os.PathLike[str] | Mapping[str, Any] | Recipe | None = None,
    **reading: Any,
) -> pd.DataFrame:
    """Read a table of routes.

    Parameters
    ----------
    source
        A path, ``-`` for standard input, a binary or text buffer, or a DataFrame. CSV, TSV, semicolons, Excel,
        Parquet, GeoJSON (also one feature per line), GeoPackage, FlatGeobuf, KML and Shapefiles are
        told apart by their content.
    recipe
        How the table is read: a TOML file, or plain data with the same keys.
    reading
        Keys of a recipe, which win over `recipe`:

        ``columns``
            Header of the input → our column, such as ``{"seized in": "origin"}``, for headers that are neither our
            names nor synonyms; ``""`` keeps a column your own.
        ``set``
            Our column → the text that fills it where it is missing or empty.
        ``values``
            Our column → their text → what to read instead.
        ``unknown``
            Texts that mean that a place is not known.
        ``decimal``, ``dates``
            ``","`` or ``"."``; ``"day-first"`` or ``"month-first"``.
        ``header_line``
            Line of the names of the columns; the first is 1.
        ``matrix``
            ``"origins"`` or ``"destinations"``, what the first column of a matrix holds.
        ``encoding``
            Of a text file; by default UTF-8, or what its byte order mark says.
        ``sheet``, ``hidden``
            Sheet of a workbook, or layer of a GIS file; whether what a workbook hides is read.
        ``places_sheet``, ``places_file``
            A list of the places whose ids the routes have.
        ``cities``, ``demonyms``
            Whether a city, or a word such as "Mexican", counts as its country; the words are kept in a column
            beside it, ``origin_as_written``.
        ``former``
            ``"as-region"``: a state that is no more counts as the area of its successors.
        ``courses``
            ``"keep"``: lines that somebody drew in a GIS file are kept in a column ``course_as_given``, and drawn so.
        ``leave_out_bad``
            Whether rows with errors are left out: ``routes.attrs["left_out"]`` then names them.

    Returns
    -------
    pandas.DataFrame
        One row per route, alternatives expanded; the columns of `routemap.routes.columns.COLUMNS` in their order,
        then the input's own further columns as text. Missing text is the empty string.

    Raises
    ------
    ReadError
        If the data are refused; carries every problem found.
    RouteError
        If a key or what it names does not exist.
    OSError
        If the file is not there or cannot be opened.
    MissingDependency
        If the format needs a package that is not installed.

    Examples
    --------
    >>> import io
    >>> table = "market,from,via,to\\nMarijuana,,Netherlands | Poland,Norway\\n"
    >>> read_routes(io.StringIO(table))[["market", "transit", "destination"]].to_numpy().tolist()
    [['cannabis trade', 'NLD', 'NOR'], ['cannabis trade', 'POL', 'NOR']]
    >>> table = "Orig;Dest;Menge\\nPeru;Spain;1.234,5\\n"
    >>> how = {"set": {"market": "cocaine", "unit": "kg"}, "columns": {"Menge": "quantity"}}
    >>> read_routes(io.StringIO(table), recipe=how, decimal=",").loc[0, "quantity"].item()
    1234.5
    """
    report = check_routes(source, recipe=recipe, **reading)
    if report.routes is None:
        raise ReadError(report.problems)
    return report.routes


@told_shortly
def check_routes(
    source: str | os.PathLike[str] | IO[bytes] | IO[str] | pd.DataFrame,
    *,
    recipe: str | os.PathLike[str] | Mapping[str, Any] | Recipe | None = None,
    **reading: Any,
) -> Report:
    """Read a table of routes and return everything that is wrong with it; never raises on bad data.

    Parameters and other exceptions are those of `read_routes`.

    Examples
    --------
    >>> import io
    >>> report = check_routes(io.StringIO("market,to\\ncannabis,Norway\\ncocaine,\\n"))
    >>> [str(problem) for problem in report.errors]
    ['<buffer>:3: the route names no place; expected at least one of origin, transit and destination']
    """
    how = read_recipe(recipe, reading)
    try:
        return check_table(read_table(source, how), how)
    except RefusedError as refused:
        return Report((refused.problem,), 0)


__all__ = ["Report", "check_routes", "read_routes"]
