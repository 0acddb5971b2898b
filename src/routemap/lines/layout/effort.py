"""How thoroughly a layout is searched for, and at what prices: both depend on how many lines there are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """Prices of what makes a flow map hard to read. docs/layout.md says how they were set."""

    crossing: float = 3.2
    sibling: float = 17.0  # on top, when the lines share a place
    acute: float = 1.8  # on top, under 30°
    near: float = 0.025  # per px beside another line
    parallel: float = 0.10  # on top, per px, when both run the same way
    arrow: float = 1.5  # own arrowhead covered
    arrow_foreign: float = 22.0  # on top, by a line that does not touch that place
    over_arrow: float = 0.6  # per px over the arrowhead of another
    over_foreign: float = 1.6  # on top, away from the own places
    hit: float = 40.0  # over the symbol of a place not on the way
    brush: float = 0.6  # close beside one
    brush_calm: float = 4.0  # the same, where few lines are near
    spread: float = 5.5  # leaving a place beside another line, at no gap at all
    tight: float = 1.5  # on top, so close that arrowheads meet
    pair: float = 20.0  # opposite lines on top of each other
    turn: float = 10.0  # a chain turning by 100°, and so on
    bend: float = 4.5  # per share of length added, and per 60 px (at least 120)
    bend_calm: float = 8.0  # the same, where few lines are near: they have room, and need not bend far to keep apart
    detour: float = 300.0  # per share of length added beyond 38 %
    bow: float = 0.3
    skew: float = 0.8
    outside: float = 40.0  # leaving the view, and per px


# Where every line crosses dozens of others, one crossing more is hardly seen; that lines leave their places apart from
# each other, run plainly and show their heads still is.
_CROWDED = Prices(
    crossing=0.5,
    sibling=3.0,
    acute=1.2,
    arrow_foreign=100.0,
    over_foreign=0.8,
    hit=17.0,
    spread=140.0,
    pair=100.0,
    bend=90.0,
    bend_calm=90.0,
    brush_calm=0.6,
    detour=2e3,
)


@dataclass(frozen=True, slots=True)
class Effort:
    """How thoroughly to search: the more lines, the less, as the time grows with their square.

    Attributes
    ----------
    most_legs
        The largest number of legs for which this is affordable.
    skews
        How many skews the candidates have.
    pieces
        Straight pieces of the longest curves.
    sweeps, steps
        Rounds over all legs, and the sizes of the small changes tried after them.
    groups
        Whether badly crossing pairs, and then groups that disturb each other, choose together.
    prices
        What the search weighs against what.
    """

    most_legs: float
    skews: int
    pieces: int
    sweeps: int
    steps: tuple[float, ...]
    groups: bool
    prices: Prices = Prices()


_CROWDED_FROM = 400
EFFORTS = (
    Effort(150, 5, 12, 2, (0.03, 0.015), groups=True, prices=Prices(arrow_foreign=24.0, hit=42.0)),
    Effort(_CROWDED_FROM, 5, 12, 2, (0.02,), groups=False, prices=Prices(sibling=25.0)),
    Effort(1000, 5, 10, 2, (0.02,), groups=False, prices=_CROWDED),
    Effort(np.inf, 1, 10, 3, (0.02,), groups=False, prices=_CROWDED),
)
QUICK = Effort(np.inf, 1, 10, 3, (0.02,), groups=False)


def choose_effort(legs: int, *, quick: bool = False) -> Effort:
    """Return what is affordable for so many legs, or the quick search, whose time counts more than the last crossing.

    Examples
    --------
    >>> choose_effort(120).groups, choose_effort(120, quick=True).groups
    (True, False)
    """
    if quick and legs <= _CROWDED_FROM:
        return QUICK
    efforts = EFFORTS[-1:] if quick else EFFORTS
    return next(effort for effort in efforts if legs <= effort.most_legs)
