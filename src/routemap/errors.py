"""The exceptions routemap raises.

RoutemapError
├── PlaceError (ValueError)          a name or code that stands for no place we know
├── ReadError (ValueError)           data that were refused; carries every problem found
├── RouteError (ValueError)          a table or an argument that does not describe routes
├── GeometryError (ValueError)       coordinates that cannot be drawn
├── ExportError (OSError)            a file or folder that could not be written
├── EngineError (OSError)            a database or cluster that could not do its work
└── MissingDependency (ImportError)  an optional package that is not installed
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial, wraps
from itertools import takewhile
from pathlib import Path
from typing import ParamSpec, TypeVar

from routemap.problems import Problem, group_alike, show_value

_SHOWN = 20
_HERE = str(Path(__file__).parent)
_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


class RoutemapError(Exception):
    """Base of everything routemap raises on purpose."""

    def _render_traceback_(self) -> list[str]:
        """Say in a notebook what is wrong and in which line of the cell; IPython asks for this.

        The way through our modules says nothing to who wrote the cell.
        """
        return _in_notebook(self, str(self))


def _in_notebook(error: BaseException, said: str) -> list[str]:
    from traceback import extract_tb

    own = list(takewhile(lambda frame: _HERE not in frame.filename, extract_tb(error.__traceback__)))
    where = [f"in line {own[-1].lineno}: {own[-1].line}"] if own and own[-1].line else []
    return [*where, f"{type(error).__name__}: {said}"]


def told_shortly(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """Have a notebook tell in two lines of a file that a function cannot read, as of all that we raise.

    The error stays what the system made of it, such as a FileNotFoundError.
    """

    @wraps(function)
    def shortly(*given: _Parameters.args, **named: _Parameters.kwargs) -> _Result:
        try:
            return function(*given, **named)
        except OSError as error:
            if not isinstance(error, RoutemapError):
                name = f"{show_value(os.fsdecode(error.filename))}: " if isinstance(error.filename, str | bytes) else ""
                said = f"{name}{(error.strerror or str(error)).lower()}"
                error._render_traceback_ = partial(_in_notebook, error, said)  # type: ignore[attr-defined]
            raise

    return shortly


class PlaceError(RoutemapError, ValueError):
    """A name or code that stands for no place we know, or for more than one."""


class RouteError(RoutemapError, ValueError):
    """A table or an argument that does not describe routes."""


class GeometryError(RoutemapError, ValueError):
    """Coordinates that cannot be drawn."""


class ExportError(RoutemapError, OSError):
    """A file or folder that could not be written; says what was left untouched."""


class EngineError(RoutemapError, OSError):
    """A database or cluster that could not do its work: no room, no answer."""


class MissingDependency(RoutemapError, ImportError):  # noqa: N818 - says what it is, as ModuleNotFoundError does
    """An optional package that is not installed; names the feature, the package and the pip line."""


class ReadError(RoutemapError, ValueError):
    """Data that were refused.

    Parameters
    ----------
    problems
        Everything found in the input, errors and warnings, in the order of the input.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        kinds = [alike for alike in group_alike(self.problems) if alike.first.severity == "error"]
        said = [str(alike) for alike in kinds[:_SHOWN]]
        if len(kinds) > _SHOWN:
            said.append(f"… and {len(kinds) - _SHOWN:,} more")
        super().__init__("\n".join(said))
