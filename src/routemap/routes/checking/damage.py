"""Text that was damaged before it came here: characters lost, or UTF-8 that was read as Windows-1252 and saved."""

from __future__ import annotations

import re

from routemap.problems import Fault, show_value

# A letter that begins a character of UTF-8, read as Windows-1252, and at least one that can follow it.
_MISREAD = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018\u2019"
    "\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]+"
)
DAMAGED = re.compile(f"\ufffd|{_MISREAD.pattern}")


def damage_fault(text: str) -> Fault | None:
    """Return what is wrong with a text that was damaged on its way; None for any other.

    Examples
    --------
    >>> damage_fault("EspaÃ±a").hint, damage_fault("España")
    ("was it 'España'? save the original once more as UTF-8", None)
    """
    if "\ufffd" in text:
        message = "was damaged before it came here: a character is lost, and U+FFFD stands for it"
        return Fault("text-damaged", message, hint="save the original once more as UTF-8")
    mended = _MISREAD.sub(_mend, text)
    if mended == text:
        return None
    message = "was damaged before it came here: UTF-8 was read as Windows-1252"
    return Fault("text-damaged", message, hint=f"was it '{show_value(mended)}'? save the original once more as UTF-8")


def _mend(found: re.Match[str]) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return found[0].encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return found[0]
