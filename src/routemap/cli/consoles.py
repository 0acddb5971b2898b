"""Letters that a console cannot show: written as their numbers, and told of once, never lost in silence."""

from __future__ import annotations

import codecs
import sys
from typing import Final

NOTE: Final = (
    "note: letters that this console cannot show stand as numbers, such as \\u0141; "
    "set the variable PYTHONUTF8 to 1, in a console of UTF-8, to see them"
)
_HANDLER = "routemap.visible"
# Signs that say the same in other signs; letters are never replaced by others, which would be other names.
_SIGNS = {
    "→": "->", "←": "<-", "↔": "<->", "…": "...", "–": "-", "—": "-", "−": "-", "×": "x", "·": "*",
    "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": "<<", "»": ">>", "≤": "<=", "≥": ">=", "•": "*",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2011": "-",
}  # fmt: skip
_escaped: list[str] = []  # that there was one; a list, as the handler is called from inside the codec


def write_visibly() -> None:
    """Have standard output and error write what they cannot encode as signs of ASCII, or as the number of the letter.

    Examples
    --------
    >>> "Łódź → Türkiye".encode("cp1252", "routemap.visible")
    b'\\\\u0141\\xf3d\\\\u017a -> T\\xfcrkiye'
    """
    _escaped.clear()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_HANDLER)


def has_escaped() -> bool:
    """Tell whether a letter had to be written as its number."""
    return bool(_escaped)


def _visible(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    written = "".join(_SIGNS.get(sign) or sign.encode("ascii", "backslashreplace").decode("ascii") for sign in lacking)
    if not _escaped and any(sign not in _SIGNS for sign in lacking):
        _escaped.append(lacking[0])
    return written, error.end


codecs.register_error(_HANDLER, _visible)
