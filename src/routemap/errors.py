"""The exceptions routemap raises.

RoutemapError
├── PlaceError (ValueError)          a name or code that stands for no place we know
├── ReadError (ValueError)           data that were refused; carries every problem found
├── RouteError (ValueError)          a table or an argument that does not describe routes
├── GeometryError (ValueError)       coordinates that cannot be drawn
├── ExportError (OSError)            a file or folder that could not be written
└── MissingDependency (ImportError)  an optional package that is not installed
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from routemap.problems import Problem


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
        errors = [p for p in self.problems if p.severity == "error"]
        first = "\n".join(str(p) for p in errors[:20])
        more = f"\n… and {len(errors) - 20} more" if len(errors) > 20 else ""
        super().__init__(f"{first}{more}")
