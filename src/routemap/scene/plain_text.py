"""Text from data, fit for one line of a picture."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Return text fit for one line of a picture: white space as blanks, no control or bidi characters.

    XML forbids most control characters, and a bidi override would turn what follows it around.

    Examples
    --------
    >>> plain("a\\nb\\x00c")
    'a bc'
    """
    spaced = " ".join(text.split())
    kept = "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn", "Co"))
    return " ".join(kept.split())
