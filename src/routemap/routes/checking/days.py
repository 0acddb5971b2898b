"""Single cells that hold a date: a year, a month or a day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import replace

from routemap.problems import Fault

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MOMENT = re.compile(
    r"([0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4})"
    r"(?:T|,? )([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?: ?[AaPp][Mm])?(?: ?Z| ?[+-][0-9]{2}:?(?:[0-9]{2})?)?)"
)
_MIDNIGHT = re.compile(r"00:00(:00([.,]0+)?)?(Z|[+-]00:?00)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:[/. -]([0-9]{1,2})(?:[/. -]([0-9]{1,2}))?|([0-9]{2})([0-9]{2}))")
_NAMED = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.|er)?[-/. ]*(?:de |of )?)?(?P<month>[^\W\d_]{3,10})\.?"
    r"(?: (?P<after>[0-9]{1,2})(?:st|nd|rd|th)?,)?[-/., ]*(?:de |of )?(?P<year>[0-9]{4}|[0-9]{2})"
)
# In English, French, Spanish, Norwegian and German.
_MONTHS = (
    "january janvier enero januar", "february février fevrier febrero februar", "march mars marzo märz",
    "april avril abril", "may mai mayo", "june juin junio juni", "july juillet julio juli", "august août aout agosto",
    "september septembre septiembre setiembre", "october octobre octubre oktober", "november novembre noviembre",
    "december décembre decembre diciembre desember dezember",
)  # fmt: skip
_ISO_DATE = "a year, month or day such as 2021, 2021-05 or 2021-05-17"


def parse_date(text: str, *, order: str = "") -> tuple[str, Fault | None]:
    """Return the ISO 8601 year, month or day that `text` says; a time of day is dropped, with a note unless midnight.

    Parameters
    ----------
    text
        A cell, trimmed.
    order
        ``day-first`` or ``month-first`` for dates such as 03/04/2021; empty where nobody has said it.

    Examples
    --------
    >>> parse_date("2021-05")
    ('2021-05', None)
    >>> parse_date("12 mars 2021"), parse_date("March 2021")
    (('2021-03-12', None), ('2021-03', None))
    >>> parse_date("2021-02-30")[1].message
    'there is no day 30 in February 2021'
    """
    day, has_time = text, False
    if len(text) > 8 and (moment := _MOMENT.fullmatch(text)):
        day, has_time = moment[1], not _MIDNIGHT.fullmatch(moment[2])
    match = _DATE.fullmatch(day)
    if match is None and order and (turned := _DAY_FIRST.fullmatch(day)):
        first, second, year = turned.groups()
        month, number = (second, first) if order == "day-first" else (first, second)
        match = _DATE.fullmatch(f"{year}-{month:0>2}-{number:0>2}")
    if match is None and (named := _with_month(day)) and len(named.group("year")) == 4:
        match = _DATE.fullmatch(_iso_of(named))
    if match is None:
        return "", _date_fault(day)
    impossible = _impossible(*match.groups())
    if impossible:
        return "", Fault("date-impossible", impossible, _ISO_DATE)
    return match[0], Fault("time-unused", "the time of day is not used", value="") if has_time else None


def _with_month(text: str) -> re.Match[str] | None:
    """Return the parts of a date whose month is a word, where we know the word."""
    found = _NAMED.fullmatch(text.casefold())
    return found if found and _month(found["month"]) else None


def _month(word: str) -> int:
    """Return the month of a word, or of its beginning; 0 where it is none, or that of several."""
    found = [k for k, names in enumerate(_MONTHS, 1) if any(name.startswith(word) for name in names.split())]
    return found[0] if len(found) == 1 else 0


def _iso_of(named: re.Match[str]) -> str:
    year, day = named["year"], named["day"] or named["after"]
    year = year if len(year) == 4 else f"{'20' if year < '50' else '19'}{year}"
    return f"{year}-{_month(named['month']):02d}" + (f"-{day:0>2}" if day else "")


def _impossible(year: str, month: str | None, day: str | None) -> str:
    if int(year) == 0:
        return "there is no year 0"
    if month is None:
        return ""
    if not 1 <= int(month) <= 12:
        return f"there is no month {int(month)}"
    if day is not None and not 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]:
        return f"there is no day {int(day)} in {calendar.month_name[int(month)]} {int(year)}"
    return ""


def _date_fault(text: str) -> Fault:
    if match := _DAY_FIRST.fullmatch(text):
        first, second, year = match.groups()
        if int(first) <= 12 and int(second) <= 12 and int(first) != int(second):
            return Fault(
                "date-ambiguous",
                f"may be day {int(first)} of month {int(second)}, or day {int(second)} of month {int(first)}",
                f"{year}-{second:0>2}-{first:0>2} or {year}-{first:0>2}-{second:0>2}",
            )
        day, month = (second, first) if int(second) > 12 else (first, second)
        return _not_iso(f"{year}-{month:0>2}-{day:0>2}")
    if match := re.fullmatch(r"([0-9]{4})\s*(?:[-–—/]|to)\s*([0-9]{4})", text):
        return Fault(
            "date-invalid", "is a span of time", f"one date per cell: {match[1]} in start and {match[2]} in end"
        )
    if named := _with_month(text):  # two figures may be a year or a day
        return replace(_not_iso(near := _iso_of(named)), instead=(near,))
    if match := re.fullmatch(r"(?:q[1-4][ /-]*([0-9]{4})|([0-9]{4})(?:[ /-]*q[1-4]|[ /-]+[0-9]{2}))", text.casefold()):
        year = match[1] or match[2]
        return Fault("date-invalid", "is a part of years", _ISO_DATE, "if the year will do:", instead=(year,))
    if match := re.fullmatch(r"([0-9]{4})\.0", text):
        return _not_iso(match[1])
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match[1], match[2] or match[4], match[3] or match[5]
        return _not_iso(f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else ""))
    if match := re.fullmatch(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])", text):  # as customs write a month
        return _not_iso(f"{match[1]}-{match[2]}")
    if re.fullmatch(r"[2-6][0-9]{4}", text):
        hint = "if it is a spreadsheet's number of a day, format the column as dates in the spreadsheet"
        return Fault("date-invalid", "is not a date in ISO 8601 form", _ISO_DATE, hint)
    return Fault("date-invalid", "is not a date in ISO 8601 form", _ISO_DATE)


def _not_iso(near: str) -> Fault:
    parsed = _DATE.fullmatch(near)
    hint = f"did you mean {near}?" if parsed and not _impossible(*parsed.groups()) else ""
    return Fault("date-invalid", "is not a date in ISO 8601 form", _ISO_DATE, hint)


def is_turned(text: str) -> bool:
    """Tell whether a text is a date whose year stands last, such as 17/05/2021.

    Examples
    --------
    >>> is_turned("17/05/2021 10:30"), is_turned("2021-05-17")
    (True, False)
    """
    return _turned(text) is not None


def _turned(text: str) -> re.Match[str] | None:
    moment = _MOMENT.fullmatch(text)
    return _DAY_FIRST.fullmatch(moment[1] if moment else text)


def shown_order(texts: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return which order the dates of a column show, and the ones that show it; nothing where they show none, or both.

    Examples
    --------
    >>> shown_order(["17/05/2021", "03/04/2021", "28/02/2021"])
    ('day-first', ('17/05', '28/02'))
    """
    found: dict[str, list[str]] = {"day-first": [], "month-first": []}
    for text in texts:
        match = _turned(text)
        if match and int(match[1]) != int(match[2]):
            told = text[: match.end(2)]
            if int(match[1]) > 12 >= int(match[2]):
                found["day-first"].append(told)
            elif int(match[2]) > 12 >= int(match[1]):
                found["month-first"].append(told)
    orders = [order for order, texts in found.items() if texts]
    return (orders[0], tuple(dict.fromkeys(found[orders[0]]))[:2]) if len(orders) == 1 else ("", ())
