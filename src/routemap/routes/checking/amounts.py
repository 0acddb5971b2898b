"""Single cells that hold a number: an amount of 0 or more."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Final

from routemap.problems import Fault, ready_option, show_value

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")
# Twenty million of these, the most rows there may be, still add up to a number.
_LARGEST = 1e300
_PLAIN_NUMBER = "a plain number such as 1234.5"


# What tables write where there is no number.
NO_NUMBER: Final = frozenset(
    {
        ":",
        "..",
        "...",
        "…",
        "n/a",
        "n.a.",
        "na",
        "-",
        "–",
        "—",
        "?",
        "*",
        "**",
        "x",
        "nd",
        "n/d",
        "n.d.",
        "s/d",
        "null",
        "none",
    }
)


def parse_number(text: str, *, decimal: str = "") -> tuple[float, Fault | None]:
    """Return the number of 0 or more that `text` says.

    Parameters
    ----------
    text
        A cell, trimmed.
    decimal
        The mark before the decimals, ``,`` or ``.``; the other one, spaces and apostrophes then stand between
        thousands. Empty where nobody has said it: then a comma is refused, and so is what may be either.

    Examples
    --------
    >>> parse_number("12.5")
    (12.5, None)
    >>> parse_number("~500")[1].message
    'is not a number: it is marked as approximate'
    >>> parse_number("1.234,5", decimal=","), parse_number("1,234.5", decimal=".")
    ((1234.5, None), (1234.5, None))
    """
    given = text
    if decimal:
        text = plain_number(text, decimal)
    # Nothing longer is a number anyone wrote; this also keeps hostile digits away from float().
    number = float(text) if len(text) <= 400 and _NUMBER.fullmatch(text) else math.nan
    if decimal == "," and text == given and "." in text and not math.isnan(number):
        expected = "a comma before the decimals, and points between thousands alone, as --decimal , says"
        return math.nan, Fault("number-invalid", "has a point that stands before no three digits", expected)
    if math.isnan(number):
        return math.nan, _number_fault(text)
    if number > _LARGEST:
        return math.nan, Fault("number-too-large", "is too large a number", f"at most {_LARGEST:g}")
    if number < 0:
        return math.nan, Fault("number-negative", "is negative", "a quantity of 0 or more")
    return number + 0.0, None  # + 0.0 turns -0.0 into 0.0


def plain_number(text: str, decimal: str) -> str:
    """Return a number as ``1234.5``, where its mark before the decimals is known; anything else as it stands.

    Examples
    --------
    >>> plain_number("1 234,50", ","), plain_number("12.5", ","), plain_number("1,23", ".")
    ('1234.50', '12.5', '1,23')
    """
    if grouped := _GROUPED[decimal].fullmatch(text):
        return re.sub(r"[^0-9+-]", "", grouped[1]) + (grouped[2] or "").replace(",", ".")
    if decimal == "," and text.count(",") == 1 and "." not in text:
        return text.replace(",", ".")
    return text


def _grouped(decimal: str, other: str) -> re.Pattern[str]:
    between = rf"[{other} \u00a0\u202f'’]"
    return re.compile(rf"([+-]?[0-9]{{1,3}}(?:{between}[0-9]{{3}})+)({decimal}[0-9]+)?")


def _last_mark(digits: str) -> str:
    """Return the mark before the decimals where both stand: it is the last; where one stands again, it is the other.

    Examples
    --------
    >>> _last_mark("1.234,5"), _last_mark("1.234.567"), _last_mark("1 200,5"), _last_mark("1'234.567")
    (',', ',', ',', '.')
    """
    marks = re.findall(r"[.,]", digits)
    is_grouped_otherwise = len(marks) == 1 and bool(re.search(r"[^0-9.,+-]", digits))
    return marks[-1] if len(set(marks)) > 1 or is_grouped_otherwise else {".": ",", ",": "."}[marks[-1]]


def shown_decimal(values: Iterable[str]) -> tuple[str, str]:
    """Return the mark before the decimals that the numbers of a column show, with the first that shows it.

    Both are empty where none shows it, or some show one and some the other.

    Examples
    --------
    >>> shown_decimal(["12,500", "1.200,000"]), shown_decimal(["12,500"]), shown_decimal(["1,5", "1.5"])
    ((',', '1.200,000'), ('', ''), ('', ''))
    """
    found: dict[str, str] = {}
    for value in values:
        if len(value) <= 40 and (mark := _own_decimal(value)):
            found.setdefault(mark, value)
    return next(iter(found.items())) if len(found) == 1 else ("", "")


def _own_decimal(text: str) -> str:
    if not re.fullmatch(r"[+-]?[0-9]+([_ '\u00a0\u202f’.,][0-9]+)+", text):
        return ""
    if re.fullmatch(r"[+-]?([1-9][0-9]{0,2})[.,][0-9]{3}", text) or not re.search(r"[.,]", text):
        return ""  # it may be either, or shows none
    marks = re.findall(r"[.,]", text)
    return marks[0] if len(marks) == 1 else _last_mark(text)


_GROUPED: Final = {",": _grouped(",", "."), ".": _grouped("[.]", ",")}


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
        hint = f"did you mean {show_value(near)}? {ready_option('decimal', ',')}"
        if not is_decimal:
            hint += f" if the comma marks decimals, {ready_option('decimal', '.')} if it stands between thousands"
        return Fault("number-invalid", why, "a point for decimals and nothing for thousands", hint)
    if re.fullmatch(r"[+-]?[0-9]+([_ '\u00a0\u202f’.,][0-9]{3})+([.,][0-9]+)?", digits):
        # A point or comma may mark decimals or thousands; anything else has one meaning.
        near = re.sub(r"[^0-9+-]", "", digits) if not re.search(r"[.,]", digits) else ""
        return Fault(
            "number-invalid",
            "has marks between the thousands",
            f"{_PLAIN_NUMBER}, with nothing between the digits",
            f"did you mean {near}? {ready_option('decimal', '.')}"
            if near
            else f"say which of the two marks the decimals: {ready_option('decimal', _last_mark(digits))}",
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
