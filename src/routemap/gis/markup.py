"""Text for XML: without the characters that XML 1.0 cannot hold, not even escaped."""

from __future__ import annotations

import re

# One of these makes the whole file unreadable (XML 1.0, section 2.2).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Return `text` without the characters that XML 1.0 forbids.

    Examples
    --------
    >>> printable("a\\x0bb")
    'ab'
    """
    return _FORBIDDEN.sub("", text)
