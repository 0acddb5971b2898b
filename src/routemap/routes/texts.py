"""Texts: which characters they may not hold."""

from __future__ import annotations

import re

# Tab and line feed may stand in a note. The rest cannot be shown, breaks XML and JSON files, or hides text.
REFUSED_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Seen by nobody, left behind by programs and web pages, or put there so that two names look the same: byte order marks,
# soft hyphens, zero widths, directions, fillers, tags, annotation and formatting signs. The joiners U+200C and U+200D
# are not among them: words of some scripts are spelt with them.
_INVISIBLE = (
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F)),
    *((0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0xE0000, 0xE0FFF)),
)
UNSEEN = "".join(chr(code) for first, last in _INVISIBLE for code in range(first, last + 1))
# As what stands in the brackets of a regular expression: ranges, since 4,000 signs one by one are looked through one by
# one for every letter of a text.
UNSEEN_CLASS = "".join(f"{chr(first)}-{chr(last)}" for first, last in _INVISIBLE)
INVISIBLE_CHARACTERS = re.compile(f"[{UNSEEN_CLASS}]")
_BLANKS = "".join(c for c in map(chr, range(0x3001)) if c.isspace())
# Embeddings, overrides and isolates: what stands after one is shown in another order than it is written.
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Between letters that never join, such as Latin ones, a joiner is invisible too.
_IDLE_JOINERS = re.compile("(?:^|(?<=[\0-\u058f]))[\u200c\u200d]+|[\u200c\u200d]+(?=[\0-\u058f]|$)")
JOINERS = re.compile("[\u200c\u200d]")


def without_invisible(text: str) -> str:
    """Return a name without what cannot be seen in it, so that names that look the same are the same.

    Examples
    --------
    >>> without_invisible("Nor\\u200bway\\u200d")
    'Norway'
    """
    return _IDLE_JOINERS.sub("", INVISIBLE_CHARACTERS.sub("", text)).strip()


def trim_invisible(text: str) -> str:
    """Cut what cannot be seen at both ends of a sentence, except for signs of direction: they say how it is read.

    Examples
    --------
    >>> trim_invisible("\\ufeff a\\u200bb \\u200b")
    'a\\u200bb'
    """
    return text.strip() if DIRECTIONS.search(text) else text.strip(UNSEEN + _BLANKS)


LONGEST_TEXT = 131_072
"""Letters of one cell: what Python's own reader of CSV takes, so that whatever is accepted can be written and read."""
