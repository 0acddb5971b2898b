"""Data inside a page: JSON text that cannot end the script element it stands in, deflated where it is large."""

from __future__ import annotations

import json
import zlib
from typing import Any

import numpy as np

# Past these levels a block shrinks by a fiftieth at most, and takes two to four times as long.
_QUICK, _THOROUGH = 4, 6
_LARGE = 1_000_000
# Blocks are cut after so few letters that each kind of data has a code of its own: 4 % less for a page of 1,000 routes.
_MEMORY = 5
# Five letters for four bytes: 6 % less than base64. The letters are those from "(" to "|", which the page turns into
# numbers without a table, but for five. Without `<` no block can hold `</script`, `<script` or `<!--`, whatever its
# bytes are; without a backslash or a quote it is a JSON string as it stands; `>` is never left bare either; and without
# `:` and `.` none happens to hold what looks like an address to who searches a page for one.
_BASE = 85
_LETTERS = np.frombuffer(bytes(range(40, 40 + _BASE)).translate(bytes.maketrans(b"<>\\.:", b"#$%!}")), np.uint8)
_POWERS = _BASE ** np.arange(4, -1, -1, dtype=np.uint32)


def to_json(value: Any, *, ascii_only: bool = False) -> str:
    """Return the JSON text of a value; a browser keeps a text of ASCII alone in half the memory."""
    return json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"), allow_nan=False)


def escape_json(text: str) -> str:
    """Escape what could end a script element or a line of script; all of it stays the same JSON.

    Examples
    --------
    >>> escape_json('"</script>"')
    '"\\\\u003c/script\\\\u003e"'
    """
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def deflate_json(text: str) -> str:
    """Return JSON text that holds other JSON text deflated: ``{"version":2,"deflate":"…"}``."""
    data = text.encode("utf-8", "surrogatepass")
    level = _QUICK if len(data) > _LARGE else _THOROUGH
    deflating = zlib.compressobj(level, memLevel=_MEMORY)
    packed = to_letters(deflating.compress(data) + deflating.flush())
    return f'{{"version":2,"deflate":"{packed}"}}'


def to_letters(data: bytes) -> str:
    """Return bytes as letters that mean nothing in a page's markup or in JSON; js/src/model/base85.ts reads them.

    Examples
    --------
    >>> to_letters(b"four and")
    'HvKn;2J[5|'
    """
    missing = -len(data) % 4
    numbers = np.frombuffer(data + bytes(missing), ">u4").astype(np.uint32)
    letters: str = _LETTERS[numbers[:, np.newaxis] // _POWERS % _BASE].tobytes().decode("ascii")
    return letters[: len(letters) - missing]
