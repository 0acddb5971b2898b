"""The periods of routes as true days: what a time axis needs, beside the ISO text that says how precise it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Days = NDArray[np.datetime64]

FIRST_DAY = "first_day"
LAST_DAY = "last_day"


def period_days(routes: pd.DataFrame) -> tuple[Days, Days]:
    """Return the first and the last day of each route's period; NaT where nothing is said.

    A year lasts from its 1 January to its 31 December, a month to its last day. A route that says only when it
    starts, or only when it ends, has that one year, month or day: how much longer it held is not known.

    Parameters
    ----------
    routes
        As `read_routes` gives them.

    Returns
    -------
    tuple
        Two arrays of ``datetime64[D]``, one value per route.

    Examples
    --------
    >>> import pandas as pd
    >>> first, last = period_days(pd.DataFrame({"start": ["2020", ""], "end": ["2021-02", ""]}))
    >>> str(first[0]), str(last[0]), str(last[1])
    ('2020-01-01', '2021-02-28', 'NaT')
    """
    starts, ends = routes["start"].tolist(), routes["end"].tolist()
    first = [start or end for start, end in zip(starts, ends, strict=True)]
    last = [end or start for start, end in zip(starts, ends, strict=True)]
    return _days(first, "first"), _days(last, "last")


def joint_days(routes: pd.DataFrame, rows_by_place: Mapping[str, Sequence[int]]) -> dict[str, Days]:
    """Return the first and the last day of all routes of each place, as columns; none if no route has a period.

    A place with an undated route is always there: it has no days.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    rows_by_place
        Positions of the routes of each place.

    Examples
    --------
    >>> import pandas as pd
    >>> days = joint_days(pd.DataFrame({"start": ["2020", "2022"], "end": ["", ""]}), {"NOR": [0, 1]})
    >>> str(days["first_day"][0]), str(days["last_day"][0])
    ('2020-01-01', '2022-12-31')
    """
    first, last = period_days(routes)
    if np.isnat(first).all():
        return {}
    # NaT is passed on by min and max.
    places = list(rows_by_place.values())
    return {
        FIRST_DAY: np.array([first[rows].min() for rows in places], dtype="datetime64[D]"),
        LAST_DAY: np.array([last[rows].max() for rows in places], dtype="datetime64[D]"),
    }


def _days(dates: Sequence[str], side: Literal["first", "last"]) -> Days:
    distinct = {date: _day(date, side) for date in set(dates)}
    return np.array([distinct[date] for date in dates], dtype="datetime64[D]")


def _day(date: str, side: Literal["first", "last"]) -> np.datetime64:
    if not date:
        return np.datetime64("NaT", "D")
    span = np.datetime64(date)  # NumPy takes the unit, year, month or day, from the text
    day: np.datetime64 = span.astype("datetime64[D]") if side == "first" else (span + 1).astype("datetime64[D]") - 1
    return day
