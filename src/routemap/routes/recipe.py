"""How somebody's table is read: which column is which, constants, values, dates, decimals. Read from a TOML file.

[columns]
"Country of departure" = "origin"
[set]
market = "cocaine trade"
[values.origin]
UK1 = "United Kingdom"
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from routemap.errors import RouteError
from routemap.problems import did_you_mean, sentence, show_value
from routemap.routes.columns import NAMES, SYNONYMS, fold_header

DATE_ORDERS = tuple(f"{part}-first" for part in ("day", "month"))
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
        Our column → the text that fills it where it is missing or empty. Called ``set`` in the file.
    values
        Our column → the input's text → the text to read instead.
    unknown
        Texts that mean that a place is not known.
    decimal
        The mark before the decimals: ``.`` or ``,``.
    dates
        ``day-first`` or ``month-first`` for dates such as 03/04/2021; empty when there are none.
    header_line
        Physical line in which the names of the columns stand; None for the first that holds text.
    encoding
        Encoding of text files; None for UTF-8, or what the file's first bytes say.
    sheet
        Sheet of a workbook; None for the usual choice.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    decimal: str = "."
    dates: str = ""
    header_line: int | None = None
    encoding: str | None = None
    sheet: str | None = None
    source: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Refuse what no table could be read by."""
        object.__setattr__(self, "columns", {theirs: _ours(ours, theirs) for theirs, ours in self.columns.items()})
        object.__setattr__(self, "constants", {_ours(name, ""): text for name, text in self.constants.items()})
        object.__setattr__(self, "values", {_ours(name, ""): dict(pairs) for name, pairs in self.values.items()})
        _refuse_other("decimal", self.decimal, (".", ","))
        _refuse_other("dates", self.dates, ("", *DATE_ORDERS))
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


def _ours(name: str, theirs: str) -> str:
    """Return the name of our column that a recipe means; a synonym such as ``date`` is understood."""
    if not name and theirs:
        return ""
    folded = fold_header(name)
    found = folded if folded in NAMES else SYNONYMS.get(folded, "")
    if found:
        return found
    about = f" for '{show_value(theirs)}'" if theirs else ""
    wrong, expected = f"there is no column '{show_value(name)}'{about}", f"expected one of {', '.join(NAMES)}"
    raise RouteError(sentence(wrong, expected, did_you_mean(name, NAMES)))


def _refuse_other(key: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        listed = " or ".join(repr(word) for word in allowed if word)
        wrong = f"{key} is {show_value(str(value))!r}"
        raise RouteError(sentence(wrong, f"expected {listed}", did_you_mean(str(value), filter(None, allowed))))


_IN_FILE = {"constants": "set"}
_KEYS = {_IN_FILE.get(one.name, one.name): one.name for one in fields(Recipe) if one.name != "source"}


def read_recipe_file(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Return what a TOML file of a recipe says, as plain data.

    Raises
    ------
    RouteError
        If it is not TOML in UTF-8.
    OSError
        If it is not there or cannot be opened.
    """
    name = os.fspath(path)
    try:
        return tomllib.loads(Path(path).read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RouteError(f"{name}: the recipe is not UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise RouteError(f"{name}: the recipe is not TOML: {show_value(str(error))}") from error


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
    known = (*_KEYS, *RECORDS_TABLES)
    for key in said:
        if key not in known:
            wrong, expected = f"{_at(name)}there is no key '{show_value(key)}'", f"expected one of {', '.join(known)}"
            raise RouteError(sentence(wrong, expected, did_you_mean(key, known)))
    given = {_KEYS[key]: _CHECKS[key](key, value) for key, value in said.items() if key in _KEYS}
    try:
        return Recipe(**given, source=name)
    except RouteError as error:
        raise RouteError(f"{_at(name)}{error}") from None


def read_recipe(path: str | os.PathLike[str]) -> Recipe:
    """Return the recipe in a TOML file; see `make_recipe`."""
    return make_recipe(read_recipe_file(path), name=os.fspath(path))


def _at(name: str) -> str:
    return f"{name}: " if name else ""


def _text(key: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RouteError(f"{key} is {show_value(repr(value))}; expected a text")
    return str(value)


def _texts(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise RouteError(f"{key} is {show_value(repr(value))}; expected a list of texts")
    return tuple(_text(key, one) for one in value)


def _table(key: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise RouteError(f"{key} is {show_value(repr(value))}; expected a table of names and texts")
    return {str(name): _text(f"{key}.{name}", text) for name, text in value.items()}


def _tables(key: str, value: Any) -> dict[str, dict[str, str]]:
    if not isinstance(value, Mapping):
        raise RouteError(f"{key} is {show_value(repr(value))}; expected one table per column")
    return {str(name): _table(f"{key}.{name}", pairs) for name, pairs in value.items()}


def _line(key: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise RouteError(f"{key} is {show_value(repr(value))}; expected the number of a line")
    return value


_CHECKS: dict[str, Callable[[str, Any], Any]] = {
    "columns": _table,
    "set": _table,
    "values": _tables,
    "unknown": _texts,
    "decimal": _text,
    "dates": _text,
    "header_line": _line,
    "encoding": _text,
    "sheet": _text,
}
