"""Recipes as files: TOML in UTF-8, read and written.

[columns]
"Country of departure" = "origin"
[set]
market = "cocaine trade"
[values.origin]
UK1 = "United Kingdom"
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from routemap.errors import RouteError
from routemap.files import shown
from routemap.problems import show_value
from routemap.routes.recipe import KEYS, Recipe, make_recipe, with_options

_MOST_BYTES = 4_000_000
_MOST_STOPS = 500  # in one line; reading a key of a.a.a.a… takes time in step with the square of its parts
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_NOT_SHOWN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")  # JSON leaves them as they are; TOML or an editor does not
_LONE = re.compile("[\ud800-\udfff]")


def read_recipe_file(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Return what a TOML file of a recipe says, as plain data.

    Raises
    ------
    RouteError
        If it is not TOML in UTF-8.
    OSError
        If it is not there or cannot be opened.
    """
    name = shown(Path(path))
    with Path(path).open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise RouteError(f"{name}: is longer than {_MOST_BYTES // 1_000_000} MB, and so no recipe")
    if any(line.count(b".") > _MOST_STOPS for line in data.splitlines()):
        raise RouteError(f"{name}: has a line of more than {_MOST_STOPS} full stops, and so is no recipe")
    try:
        said = tomllib.loads(data.decode("utf-8-sig"))
        json.dumps(said, default=str)  # a number without end could not be told of either
    except UnicodeDecodeError as error:
        raise RouteError(f"{name}: the recipe is not UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise RouteError(f"{name}: the recipe is not TOML: {show_value(str(error))}") from error
    except RecursionError as error:
        raise RouteError(f"{name}: is nested too deep, and so no recipe") from error
    except ValueError as error:  # Python reads no number of thousands of digits
        raise RouteError(f"{name}: has a number of too many digits, and so is no recipe") from error
    return said


def read_recipe(
    recipe: str | os.PathLike[str] | Mapping[str, Any] | Recipe | None, options: Mapping[str, Any] | None = None
) -> Recipe:
    """Return how a table is read: a recipe, with options besides.

    Parameters
    ----------
    recipe
        A TOML file, plain data of the same keys, what this function gave, or None.
    options
        Plain data of the same keys, which win; None stands for an option that was not given.

    Raises
    ------
    RouteError
        If a key is not known, a value is not of its kind, or a file names a list of places outside its own folder.
    OSError
        If there is no such file.

    Examples
    --------
    >>> read_recipe({"set": {"market": "cocaine"}}, {"decimal": ","}).decimal
    ','
    """
    if recipe is None:
        found = Recipe()
    elif isinstance(recipe, Recipe):
        found = recipe
    elif isinstance(recipe, Mapping):
        found = make_recipe(recipe)
    else:
        found = make_recipe(read_recipe_file(recipe), name=os.fspath(recipe))
        _require_beside(found)
    return with_options(found, options) if options else found


def _require_beside(recipe: Recipe) -> None:
    """Refuse a list of places that lies elsewhere: recipes come from others, and name no file outside their folder."""
    name = recipe.places_file
    if name is None:
        return
    folder = Path(recipe.source).resolve().parent
    path = folder / name
    if Path(name).is_absolute() or not Path(os.path.realpath(path)).is_relative_to(folder):
        raise RouteError(
            f"{shown(Path(recipe.source))}: places_file is '{show_value(name)}'; expected a file in the recipe's own "
            "folder; for another say --places-file"
        )
    if path.exists() and not path.is_file():
        raise RouteError(f"{shown(Path(recipe.source))}: places_file '{show_value(name)}' is no ordinary file")


def recipe_text(recipe: Recipe, *, beside: str | os.PathLike[str] = "") -> str:
    """Return a recipe as TOML; what it does not say is left out.

    Parameters
    ----------
    recipe
        How a table is read.
    beside
        The file that the text is for: other files are named as seen from its folder.

    Examples
    --------
    >>> print(recipe_text(make_recipe({"columns": {"seized in": "origin"}, "decimal": ","})), end="")
    decimal = ","
    <BLANKLINE>
    [columns]
    "seized in" = "origin"
    """
    usual = Recipe()
    said = {key: getattr(recipe, name) for key, name in KEYS.items() if getattr(recipe, name) != getattr(usual, name)}
    if "places_file" in said:
        folder = os.path.dirname(os.path.abspath(beside))  # noqa: PTH100, PTH120 - as `beside` says, links and all
        seen = Path(os.path.relpath(recipe.beside(said["places_file"]), folder))
        if beside and ".." in seen.parts:
            raise RouteError(
                f"the list of places {shown(seen)} lies outside the folder of {shown(Path(beside))}; "
                "save the recipe in its folder"
            )
        said["places_file"] = seen.as_posix()
    lines = [f"{key} = {_toml(value)}" for key, value in said.items() if not isinstance(value, Mapping)]
    tables = {key: value for key, value in said.items() if isinstance(value, Mapping)}
    for name, pairs in tables.pop("values", {}).items():
        tables[f"values.{name}"] = pairs
    for key, pairs in tables.items():
        lines += ["", f"[{key}]", *(f"{_key(theirs)} = {_toml(ours)}" for theirs, ours in pairs.items())]
    return "\n".join(lines).lstrip("\n") + "\n"


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _toml(name)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if not isinstance(value, str):
        return str(value)
    if _LONE.search(value):
        raise RouteError(f"'{show_value(value)}' holds half a character, which no file can keep")
    return _NOT_SHOWN.sub(lambda found: f"\\u{ord(found[0]):04X}", json.dumps(value, ensure_ascii=False))
