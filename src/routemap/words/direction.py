"""Texts from data kept apart from what stands beside them, whatever direction they run in.

Overrides and isolates (Unicode Standard Annex 9) that a text opens and does not close would turn what follows it; one
that it closes and never opened would end the isolate that we have put it in. So they are made to match first, line by
line, since a paragraph ends them all. The page's script does the same (js/src/words/direction.ts).
"""

from __future__ import annotations

import re
from typing import Final

_FIRST_STRONG_ISOLATE, _POP_ISOLATE, _POP_EMBEDDING = "\u2068", "\u2069", "\u202c"
_SIGNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Signs of direction, and letters that are read from right to left: without them nothing can turn.
_TURNING: Final = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# In a text that runs from right to left, what runs the other way is the stranger.
_STRAIGHT: Final = re.compile("[0-9A-Za-z\u00c0-\u052f]")
_ENDS: Final = re.compile("([\n\r\u2029])")


def balanced(text: str) -> str:
    """Return a text in which every sign that turns the direction is closed, and none closes what it has not opened.

    Examples
    --------
    >>> balanced("a\\u202eb"), balanced("a\\u2069b\\u202c")
    ('a\\u202eb\\u202c', 'ab')
    """
    if not _SIGNS.search(text):
        return text
    return "".join(_balanced_line(part) for part in _ENDS.split(text))


def _balanced_line(line: str) -> str:
    kept: list[str] = []
    open_signs: list[str] = []  # what would close each of them
    for sign in line:
        if sign == _POP_ISOLATE:
            if _POP_ISOLATE not in open_signs:
                continue
            # It also ends the embeddings inside.
            while open_signs.pop() != _POP_ISOLATE:
                pass
        elif sign == _POP_EMBEDDING:
            if not open_signs or open_signs[-1] != _POP_EMBEDDING:
                continue
            open_signs.pop()
        elif _SIGNS.match(sign):
            open_signs.append(_POP_EMBEDDING if sign <= "\u202e" else _POP_ISOLATE)
        kept.append(sign)
    return "".join([*kept, *reversed(open_signs)])


def isolated(text: str, *, in_rtl: bool = False) -> str:
    """Return a text fit to stand inside another: in an isolate of its own, if anything in it could turn.

    Inside a text that runs from right to left (`in_rtl`), that is whatever runs the other way, too.

    Examples
    --------
    >>> isolated("heroin"), isolated("\\u202enioreh")
    ('heroin', '\\u2068\\u202enioreh\\u202c\\u2069')
    """
    if not _TURNING.search(text) and not (in_rtl and _STRAIGHT.search(text)):
        return text
    lines = _ENDS.split(balanced(text))
    return "".join(
        part if not part or _ENDS.match(part) else f"{_FIRST_STRONG_ISOLATE}{part}{_POP_ISOLATE}" for part in lines
    )
