"""How somebody's table is read: which column is which, constants, values, dates, decimals, what is left out.

One data class for the command line, Python and files: an option ``--header-line 4``, a keyword ``header_line=4`` and a
line ``header_line = 4`` of a recipe are the same key.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from pathlib import Path
from typing import Any, Final

from routemap.errors import RouteError
from routemap.files import shown
from routemap.problems import did_you_mean, sentence, show_value
from routemap.routes.columns import NAMES, SYNONYMS
from routemap.routes.header_words import fold_header

DATE_ORDERS = tuple(f"{part}-first" for part in ("day", "month"))
MATRIX_ROWS = ("origins", "destinations")
AS_REGION = "as-region"
KEEP = "keep"
# Tables that say how many records become routes; the room `records` reads them, a plain table has no use for them.
RECORDS_TABLES = ("records", "unpivot", "leave_out")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a table is read.

    Parameters
    ----------
    columns
        Header of the input → our column; empty for a column that stays the user's own.
    constants
        Our column → the text that fills it where it is missing or empty. The key is ``set``.
    values
        Our column → the input's text → the text to read instead.
    unknown
        Texts that mean that a place is not known.
    decimal
        The mark before the decimals, ``.`` or ``,``; what else divides digits then stands between thousands. Empty
        where nobody said it: a point marks decimals, a comma is refused.
    dates
        ``day-first`` or ``month-first`` for dates such as 03/04/2021; empty when there are none.
    header_line
        Physical line in which the names of the columns stand; None for the first that holds text.
    matrix
        ``origins`` or ``destinations`` for a table with places in its first column, which are these, and in its
        header, which are the others; empty for a table with one row per route.
    encoding
        Encoding of text files; None for UTF-8, or what the file's first bytes say.
    sheet
        Sheet of a workbook, layer of a GIS file; None for the usual choice.
    hidden
        Whether hidden sheets, rows and columns of a workbook are read as if they were shown.
    places_sheet, places_file
        Sheet of the same workbook, or another table, that gives the name of each place whose id the routes have.
    cities, demonyms
        Whether a city or port, or a word such as "Mexican", counts as its country.
    former
        ``as-region``: a state that is no more counts as the area of its successors; empty: it is an error.
    courses
        ``keep``: lines of a GIS file that somebody drew are drawn as they are; empty: from place to place.
    leave_out_bad
        Whether rows with errors are left out, and named, rather than the whole table refused.
    source
        The file that it was read from; what it names lies beside it.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    decimal: str = ""
    dates: str = ""
    header_line: int | None = None
    matrix: str = ""
    encoding: str | None = None
    sheet: str | None = None
    hidden: bool = False
    places_sheet: str | None = None
    places_file: str | None = None
    cities: bool = False
    demonyms: bool = False
    former: str = ""
    courses: str = ""
    leave_out_bad: bool = False
    source: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Refuse what no table could be read by."""
        object.__setattr__(self, "columns", {theirs: _ours(ours, theirs) for theirs, ours in self.columns.items()})
        object.__setattr__(self, "constants", {_ours(name, ""): text for name, text in self.constants.items()})
        object.__setattr__(self, "values", {_ours(name, ""): dict(pairs) for name, pairs in self.values.items()})
        _refuse_other("decimal", self.decimal, ("", ".", ","))
        _refuse_other("dates", self.dates, ("", *DATE_ORDERS))
        _refuse_other("matrix", self.matrix, ("", *MATRIX_ROWS))
        _refuse_other("former", self.former, ("", AS_REGION))
        _refuse_other("courses", self.courses, ("", KEEP))
        if self.header_line is not None and self.header_line < 1:
            raise RouteError(f"header_line is {self.header_line}; expected the number of a line, the first is 1")

    def with_columns(self, columns: Mapping[str, str], constants: Mapping[str, str]) -> Recipe:
        """Return the recipe with these columns and constants besides, which win over its own.

        Examples
        --------
        >>> Recipe({"from": "origin"}).with_columns({"dep": "origin"}, {}).columns
        {'dep': 'origin'}
        """
        given = {*columns.values(), *constants}
        kept = {theirs: ours for theirs, ours in self.columns.items() if ours not in given or not ours}
        still = {name: text for name, text in self.constants.items() if name not in columns.values()}
        return replace(self, columns=kept | dict(columns), constants=still | dict(constants))

    def beside(self, name: str) -> str:
        """Return the path of a file that the recipe names, seen from where the recipe is."""
        return os.path.join(os.path.dirname(self.source), name)  # noqa: PTH118, PTH120 - stays as given


def _ours(name: str, theirs: str) -> str:
    """Return the name of our column that a recipe means; a synonym such as ``date`` is understood."""
    if not name and theirs:
        return ""
    folded = fold_header(name)
    found = folded if folded in NAMES else SYNONYMS.get(folded, "")
    if found:
        return found
    about = f" to map '{show_value(theirs)}' to" if theirs else ""
    wrong, expected = f"there is no column '{show_value(name)}'{about}", f"expected one of {', '.join(NAMES)}"
    raise RouteError(sentence(wrong, expected, did_you_mean(name, NAMES)))


def _refuse_other(key: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        listed = " or ".join(repr(word) for word in allowed if word)
        wrong = f"{key} is {show_value(str(value))!r}"
        raise RouteError(sentence(wrong, f"expected {listed}", did_you_mean(str(value), filter(None, allowed))))


_IN_FILE = {"constants": "set"}
KEYS: Final[Mapping[str, str]] = {_IN_FILE.get(one.name, one.name): one.name for one in fields(Recipe)[:-1]}
"""The key of each field in a file, in a call and on the command line."""


def make_recipe(said: Mapping[str, Any], *, name: str = "") -> Recipe:
    """Return the recipe that plain data describe, as a TOML file gives them.

    Parameters
    ----------
    said
        Keys as in the file: ``columns``, ``set``, ``values``, ``unknown``, ``decimal`` and so on.
    name
        The file, for messages.

    Raises
    ------
    RouteError
        If a key is not known, or a value is not of its kind.

    Examples
    --------
    >>> make_recipe({"columns": {"dep": "origin"}, "set": {"market": "cocaine"}}).constants
    {'market': 'cocaine'}
    """
    try:
        return Recipe(**_fields_of(said, (*KEYS, *RECORDS_TABLES)), source=name)
    except RouteError as error:
        raise RouteError(f"{shown(Path(name))}: {error}" if name else str(error)) from None


def with_options(recipe: Recipe, said: Mapping[str, Any]) -> Recipe:
    """Return a recipe with options besides, which win over what it says.

    Parameters
    ----------
    recipe
        What stands already.
    said
        Plain data as for `make_recipe`; a value of None is an option that was not given.

    Raises
    ------
    RouteError
        If an option is not known, or its value is not of its kind.

    Examples
    --------
    >>> both = with_options(make_recipe({"set": {"market": "cocaine"}}), {"set": {"unit": "kg"}, "decimal": ","})
    >>> both.constants, both.decimal
    ({'market': 'cocaine', 'unit': 'kg'}, ',')
    """
    given = _fields_of({key: value for key, value in said.items() if value is not None}, tuple(KEYS))
    checked = Recipe(**given)
    merged: dict[str, Any] = {name: getattr(checked, name) for name in given}
    named = recipe.with_columns(merged.pop("columns", {}), merged.pop("constants", {}))
    if "values" in merged:
        ours = {name: {**recipe.values.get(name, {}), **pairs} for name, pairs in checked.values.items()}
        merged["values"] = {**recipe.values, **ours}
    if "unknown" in merged:
        merged["unknown"] = tuple(dict.fromkeys((*recipe.unknown, *checked.unknown)))
    if "places_file" in merged:
        merged["places_file"] = os.path.abspath(merged["places_file"])  # noqa: PTH100 - not beside the recipe
    return replace(named, **merged)


def _fields_of(said: Mapping[str, Any], known: tuple[str, ...]) -> dict[str, Any]:
    """Return plain data as the fields of a recipe; each must be known and of its kind."""
    for key in said:
        if key not in known:
            wrong, expected = f"there is no key '{show_value(str(key))}'", f"expected one of {', '.join(known)}"
            raise RouteError(sentence(wrong, expected, did_you_mean(str(key), known)))
    return {KEYS[key]: _CHECKS[key](key, value) for key, value in said.items() if key in KEYS}


def _text(key: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | os.PathLike):
        raise RouteError(f"{key} is {_as_written(value)}; expected a text")
    return os.fspath(value) if isinstance(value, os.PathLike) else str(value)


def _word(key: str, value: Any) -> str:
    """Return what should be one of a few words, as text: which there are, the recipe says."""
    del key
    return str(value)


def _path(key: str, value: Any) -> str:
    text = _text(key, value)
    if "\0" in text:
        raise RouteError(f"{key} is {show_value(repr(text))}; expected the name of a file")
    return text


def _texts(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise RouteError(f"{key} is {_as_written(value)}; expected a list of texts")
    return tuple(_text(key, one) for one in value)


def _as_written(value: Any) -> str:
    """Return a value as a message shows it; a date of TOML as it stands there, not as Python has it."""
    return show_value(value.isoformat() if isinstance(value, date | time) else repr(value))


def _table(key: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise RouteError(f"{key} is {_as_written(value)}; expected a table of names and texts")
    return {str(name): _text(f"{key}.{name}", text) for name, text in value.items()}


def _tables(key: str, value: Any) -> dict[str, dict[str, str]]:
    if not isinstance(value, Mapping):
        raise RouteError(f"{key} is {_as_written(value)}; expected one table per column")
    return {str(name): _table(f"{key}.{name}", pairs) for name, pairs in value.items()}


def _line(key: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise RouteError(f"{key} is {_as_written(value)}; expected the number of a line")
    return value


def _flag(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise RouteError(f"{key} is {_as_written(value)}; expected true or false")
    return value


_CHECKS: Mapping[str, Callable[[str, Any], Any]] = {
    "columns": _table,
    "set": _table,
    "values": _tables,
    "unknown": _texts,
    "decimal": _word,
    "dates": _word,
    "header_line": _line,
    "matrix": _word,
    "encoding": _text,
    "sheet": _text,
    "hidden": _flag,
    "places_sheet": _text,
    "places_file": _path,
    "cities": _flag,
    "demonyms": _flag,
    "former": _word,
    "courses": _word,
    "leave_out_bad": _flag,
}
