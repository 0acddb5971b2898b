"""Which column of a layer of lines its colours tell apart, and the colour of each value: for every style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from routemap.routes.cells import frame_cells
from routemap.routes.colouring import colour_column, colour_values
from routemap.style import OTHER_COLOUR, UNNAMED_COLOUR, group_colours, market_colour

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Classes:
    """The values that lines are told apart by.

    Parameters
    ----------
    column
        The market, or the column that somebody asked for, as the table calls it.
    colours
        Value → colour on light ground, ``#rrggbb``: markets by the alphabet, values of a column by how frequent they
        are, as on the pages.
    rest
        The colour of everything else: of no value, and of what is typed in later.
    """

    column: str
    colours: tuple[tuple[str, str], ...]
    rest: str


def line_classes(routes: pd.DataFrame) -> Classes:
    """Return what tells the lines of a table apart.

    Examples
    --------
    >>> import pandas as pd
    >>> line_classes(pd.DataFrame({"market": ["sand", "sand"]})).column
    'market'
    """
    own = colour_column(routes)
    if not own:
        markets = tuple((market, market_colour(market).light) for market in markets_of(routes))
        return Classes("market", markets, OTHER_COLOUR)
    names = colour_values(routes)
    colours = zip(names, group_colours(own, names), strict=True)
    return Classes(own, tuple((name, colour.light) for name, colour in colours if name), UNNAMED_COLOUR.light)


def line_values(routes: pd.DataFrame, column: str) -> NDArray[np.object_]:
    """Return the value of each route in the column of its colour, as `line_classes` writes it."""
    cells = frame_cells(routes, column)
    return np.array([cells.values[code] for code in cells.codes.tolist()], dtype=object)


def markets_of(routes: pd.DataFrame) -> list[str]:
    """Return the markets of the table, in alphabetical order."""
    return sorted(set(routes["market"].unique()) - {""})
