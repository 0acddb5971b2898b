"""ISO 8601 years, months and days as text: which is earlier."""

from __future__ import annotations


def first_day(date: str) -> str:
    """Return the first day of an ISO year, month or day, for comparing.

    Examples
    --------
    >>> first_day("2021")
    '2021-01-01'
    """
    return date + "-01-01"[len(date) - 4 :]


def last_day(date: str) -> str:
    """Return the last day of an ISO year, month or day, for comparing; every month counts as 31 days long.

    Examples
    --------
    >>> last_day("2021-05")
    '2021-05-31'
    """
    return date + "-12-31"[len(date) - 4 :]
