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

from collections.abc import Sequence

from routemap.problems import Problem, group_alike

_SHOWN = 20


class RoutemapError(Exception):
    """Base of everything routemap raises on purpose."""


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
