"""What is loaded or worked out on first use and then kept: names of a package, answers of a function.

So that importing a package costs nothing, it says its names twice, under ``if TYPE_CHECKING:`` for type checkers and
beside that as a table for the program; a test holds the two to each other. The ``__getattr__`` must stay invisible to
type checkers: to them a module that has one has every name there is, of type Any.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import sys
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_T = TypeVar("_T")


def load_lazily(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return the ``__getattr__`` and the ``__dir__`` of a package.

    Parameters
    ----------
    package
        Its ``__name__``.
    homes
        For each name the module within the package that has it.

    Examples
    --------
    >>> get, _ = load_lazily("routemap", {"read_routes": "routes"})
    >>> get("read_routes").__name__
    'read_routes'
    """

    def get(name: str) -> Any:
        if name in homes:
            value = getattr(importlib.import_module(f"{package}.{homes[name]}"), name)
        elif not name.startswith("_") and importlib.util.find_spec(f"{package}.{name}"):
            # Type checkers know a package's modules as soon as the package is imported; so does the program.
            return importlib.import_module(f"{package}.{name}")
        else:
            raise AttributeError(f"module '{package}' has no attribute {name!r}")
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return sorted(sys.modules[package].__all__)

    return get, names


def remember(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return a function that works out each answer once; unlike `functools.cache` it keeps its signature.

    Examples
    --------
    >>> remember(str.upper)("a")
    'A'
    """
    return cast("Callable[_P, _T]", functools.cache(function))
