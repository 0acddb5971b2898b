"""Routes whose number of people is kept back because it is small: they are told only as "fewer than"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from routemap.routes.cells import frame_cells
from routemap.routes.columns import counted_columns
from routemap.words import counted, listed, number

if TYPE_CHECKING:
    import pandas as pd


def at_most_of(routes: pd.DataFrame) -> NDArray[np.int64]:
    """Return for each route the largest number that it may stand for, where that is kept back; 0 where it is told.

    Examples
    --------
    >>> import pandas as pd
    >>> at_most_of(pd.DataFrame({"records": ["", "12"], "at_most": ["4", ""]})).tolist()
    [4, 0]
    """
    if "at_most" not in counted_columns(map(str, routes.columns)):
        return np.zeros(len(routes), dtype=np.int64)
    cells = frame_cells(routes, "at_most")
    return np.array([whole_number(text) or 0 for text in cells.values], dtype=np.int64)[cells.codes]


def tells_small_counts(routes: pd.DataFrame) -> bool:
    """Whether a table tells small numbers of people, because whoever made it allowed it: its ``at_most`` says 0.

    Examples
    --------
    >>> import pandas as pd
    >>> tells_small_counts(pd.DataFrame({"records": ["3"], "at_most": ["0"]}))
    True
    """
    if "at_most" not in counted_columns(map(str, routes.columns)):
        return False
    return any(whole_number(text) == 0 for text in frame_cells(routes, "at_most").values)


@dataclass(frozen=True, slots=True)
class PeopleCut:
    """How a table of counted people was cut: two cuts of one data set may give away what each keeps back.

    Parameters
    ----------
    by
        ``year``, ``month`` or ``none``: the period that a route stands for.
    below
        Smaller numbers are kept back; 0 where they are told.
    kept_back
        How many routes have their number kept back.
    """

    by: str
    below: int
    kept_back: int

    def __str__(self) -> str:
        """Return the words for a warning."""
        said = f"below {self.below} kept back" if self.below else "small numbers told"
        return said if self.by == "none" else f"by {self.by}, {said}"


def people_cut(routes: pd.DataFrame) -> PeopleCut | None:
    """Return how a table of counted people was cut, as far as it shows; None where it counts none.

    Examples
    --------
    >>> import pandas as pd
    >>> routes = pd.DataFrame({"start": ["2021", "2021"], "records": ["40", ""], "at_most": ["", "4"]})
    >>> people_cut(routes)
    PeopleCut(by='year', below=5, kept_back=1)
    """
    at_most = at_most_of(routes)
    if not at_most.any() and not tells_small_counts(routes):
        return None
    lengths = {len(text) for text in frame_cells(routes, "start").values}
    by = "none" if 10 in lengths else "month" if 7 in lengths else "year" if 4 in lengths else "none"
    # Merged routes may be of more people than one that is kept back.
    below = int(at_most[at_most > 0].min(initial=np.iinfo(np.int64).max - 1)) + 1 if at_most.any() else 0
    return PeopleCut(by, below, int((at_most > 0).sum()))


def whole_number(text: str) -> int | None:
    """Return the number that a cell of a count holds; None where it holds none.

    Examples
    --------
    >>> whole_number("4"), whole_number("4.0"), whole_number(""), whole_number("few")
    (4, 4, None, None)
    """
    digits = text.strip().removesuffix(".0")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else None


def say_few(at_most: int, unit: str = "") -> str:
    """Return how one number that is kept back is shown, in every language.

    Examples
    --------
    >>> say_few(4), say_few(10, "people")
    ('< 5', '< 11 people')
    """
    return f"< {at_most + 1} {unit}".rstrip()


def say_total(total: float, at_most: Iterable[int], lang: str) -> str:
    """Return a sum of what is told, and how many flows it leaves out because their numbers are kept back.

    Parameters
    ----------
    total
        Of the flows that are told.
    at_most
        Of each flow, as `at_most_of` gives them.

    Examples
    --------
    >>> say_total(1240, [0, 4, 4, 0, 4], "en"), say_total(0, [10], "en"), say_total(7, [0], "en")
    ('1,240 and 3 flows below 5', '1 flow below 11', '7')
    """
    limits, counts = np.unique([most + 1 for most in at_most if most], return_counts=True)
    few = [
        counted(lang, "few.flows", flows, below=number(lang, below))
        for below, flows in zip(limits.astype(int).tolist(), counts.tolist(), strict=True)
    ]
    return listed(lang, [number(lang, total), *few]) if total or not few else listed(lang, few)
