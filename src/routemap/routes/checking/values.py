"""Single cells: numbers, dates, choices, yes or no, web addresses.

Each parser takes trimmed text that is not empty and returns the value with the fault found, if any.
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from routemap.problems import Fault, did_you_mean, show_value

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")
# Twenty million of these, the most rows there may be, still add up to a number.
_LARGEST = 1e300
_PLAIN_NUMBER = "a plain number such as 1234.5"


def parse_number(text: str) -> tuple[float, Fault | None]:
    """Return the number of 0 or more that `text` says.

    Examples
    --------
    >>> parse_number("12.5")
    (12.5, None)
    >>> parse_number("~500")[1].message
    'is not a number: it is marked as approximate'
    """
    # Nothing longer is a number anyone wrote; this also keeps hostile digits away from float().
    number = float(text) if len(text) <= 400 and _NUMBER.fullmatch(text) else math.nan
    if math.isnan(number):
        return math.nan, _number_fault(text)
    if number > _LARGEST:
        return math.nan, Fault("number-too-large", "is too large a number", f"at most {_LARGEST:g}")
    if number < 0:
        return math.nan, Fault("number-negative", "is negative", "a quantity of 0 or more")
    return number + 0.0, None  # + 0.0 turns -0.0 into 0.0


def _number_fault(text: str) -> Fault:
    digits = text[:400]
    if len(text) > 400:
        return Fault("number-too-large", f"is a number of {len(text):,} characters", f"at most {_LARGEST:g}")
    if digits.lstrip("+-").casefold() in {"nan", "inf", "infinity"}:
        return Fault("number-invalid", "is not a quantity", f"{_PLAIN_NUMBER}, or nothing when it is not known")
    if re.fullmatch(r"[+-]?[0-9]+(,[0-9]+)+", digits):
        is_decimal = digits.count(",") == 1 and len(digits.split(",")[1]) != 3
        why = "has a decimal comma" if is_decimal else "has a comma, which may mark decimals or thousands"
        near = digits.replace(",", ".") if is_decimal else digits.replace(",", "")
        return Fault(
            "number-invalid", why, "a point for decimals and nothing for thousands", f"did you mean {show_value(near)}?"
        )
    if re.fullmatch(r"[+-]?[0-9]+([_ '\u00a0\u202f’.,][0-9]{3})+([.,][0-9]+)?", digits):
        # A point or comma may mark decimals or thousands; anything else has one meaning.
        near = re.sub(r"[^0-9+-]", "", digits) if not re.search(r"[.,]", digits) else ""
        return Fault(
            "number-invalid",
            "has marks between the thousands",
            f"{_PLAIN_NUMBER}, with nothing between the digits",
            f"did you mean {near}?" if near else "",
        )
    if digits[:1] in "~≈<>≥≤±" or re.match(
        r"(ca?\.?|circa|about|approx\w*\.?|over|under)\s*[0-9]", digits, re.IGNORECASE
    ):
        return Fault(
            "number-invalid",
            "is not a number: it is marked as approximate",
            f"{_PLAIN_NUMBER}; say in note or magnitude how sure it is",
        )
    if re.fullmatch(r"[0-9.,]+\s*[-–—]\s*[0-9.,]+", digits):
        return Fault("number-invalid", "is a range, not a number", f"{_PLAIN_NUMBER}; put the range into note")
    if re.match(r"[+-]?[0-9.,]+\s*[^\W\d_]", digits) or digits.endswith("%"):
        return Fault(
            "number-invalid", "has words beside the number", f"{_PLAIN_NUMBER}, and the unit in the column unit"
        )
    return Fault("number-invalid", "is not a number", _PLAIN_NUMBER)


_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?(Z|[+-]00:?00)?$")
_TIME = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:[/. -]([0-9]{1,2})(?:[/. -]([0-9]{1,2}))?|([0-9]{2})([0-9]{2}))")
_ISO_DATE = "a year, month or day such as 2021, 2021-05 or 2021-05-17"


def parse_date(text: str) -> tuple[str, Fault | None]:
    """Return the ISO 8601 year, month or day that `text` says; midnight, as spreadsheets add it, is dropped.

    Examples
    --------
    >>> parse_date("2021-05")
    ('2021-05', None)
    >>> parse_date("2021-02-30")[1].message
    'there is no day 30 in February 2021'
    """
    day = _MIDNIGHT.sub("", text) if len(text) > 10 else text
    match = _DATE.fullmatch(day)
    if match is None:
        return "", _date_fault(day)
    impossible = _impossible(*match.groups())
    return ("", Fault("date-impossible", impossible, _ISO_DATE)) if impossible else (day, None)


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
    if match := re.fullmatch(r"([0-9]{4})\.0", text):
        return _not_iso(match[1])
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match[1], match[2] or match[4], match[3] or match[5]
        return _not_iso(f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else ""))
    if re.fullmatch(r"[2-6][0-9]{4}", text):
        hint = "if it is a spreadsheet's number of a day, format the column as dates in the spreadsheet"
        return Fault("date-invalid", "is not a date in ISO 8601 form", _ISO_DATE, hint)
    if _TIME.search(text):
        return Fault("date-invalid", "has a time of day", _ISO_DATE)
    return Fault("date-invalid", "is not a date in ISO 8601 form", _ISO_DATE)


def _not_iso(near: str) -> Fault:
    parsed = _DATE.fullmatch(near)
    hint = f"did you mean {near}?" if parsed and not _impossible(*parsed.groups()) else ""
    return Fault("date-invalid", "is not a date in ISO 8601 form", _ISO_DATE, hint)


_YES = frozenset({"yes", "y", "true", "t", "1", "1.0", "directed"})
_NO = frozenset({"no", "n", "false", "f", "0", "0.0", "undirected"})


def parse_flag(text: str) -> tuple[str, Fault | None]:
    """Return ``yes`` or ``no``; true and false, 1 and 0 are understood, in any case.

    Examples
    --------
    >>> parse_flag("False")
    ('no', None)
    """
    folded = text.casefold()
    if folded in _YES:
        return "yes", None
    if folded in _NO:
        return "no", None
    near = did_you_mean(folded, ("yes", "no", "true", "false"), is_beginning_enough=True)
    return "yes", Fault("flag-unknown", "is neither yes nor no", "yes or no", near)


def choice_parser(choices: tuple[str, ...]) -> Callable[[str], tuple[str, Fault | None]]:
    """Return a parser that accepts these words, in any case.

    Examples
    --------
    >>> choice_parser(("high", "low"))("HIGH")
    ('high', None)
    """
    allowed = f"{', '.join(choices[:-1])} or {choices[-1]}, or nothing"

    def parse(text: str) -> tuple[str, Fault | None]:
        folded = text.casefold()
        if folded in choices:
            return folded, None
        near = did_you_mean(folded, choices, is_beginning_enough=True)
        return "", Fault("choice-unknown", "is not one of the allowed words", allowed, near)

    return parse


# Nearly all addresses are this plain, and a million of them are read much faster so.
_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)*(/[\w./%?&=+#~,;:@!$()*-]*)?", re.ASCII)
_WEB_ADDRESS = "an address that begins with http:// or https://"


def parse_url(text: str) -> tuple[str, Fault | None]:
    """Return the web address if it is http or https and could be a link.

    Examples
    --------
    >>> parse_url("https://example.org/report")
    ('https://example.org/report', None)
    >>> parse_url("javascript:alert(1)")[1].message
    'is not a web address: links of this kind are not allowed'
    """
    if _PLAIN_ADDRESS.fullmatch(text):
        return text, None
    try:
        parts = urlsplit(text)
        scheme, host = parts.scheme.casefold(), parts.hostname
    except ValueError:  # urlsplit's own refusal, such as of an unclosed bracket
        return "", Fault("url-invalid", "is not a web address", _WEB_ADDRESS)
    if re.search(r"[\s<>\"\\^`{|}]", text):
        return "", Fault("url-invalid", "holds characters that no web address has", f"one address, {_WEB_ADDRESS[3:]}")
    if scheme in {"http", "https"}:
        if "@" in parts.netloc:
            message = "holds a user name before its host, behind which another address can hide"
            near = f"did you mean {show_value(text.replace(parts.netloc, parts.netloc.rpartition('@')[2], 1))}?"
            return "", Fault("url-invalid", message, "an address without one", near)
        return (text, None) if host else ("", Fault("url-invalid", "has no host name", _WEB_ADDRESS))
    if re.match(r"(www\.|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/|$))", text, re.IGNORECASE):
        return "", Fault(
            "url-invalid", "lacks its http:// or https://", _WEB_ADDRESS, f"did you mean https://{show_value(text)}?"
        )
    if scheme:
        return "", Fault("url-invalid", "is not a web address: links of this kind are not allowed", _WEB_ADDRESS)
    return "", Fault("url-invalid", "is not a web address", _WEB_ADDRESS)
