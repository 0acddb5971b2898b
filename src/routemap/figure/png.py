"""Pixels → PNG, as a map wants it: flat colours deflate better, and in a third of the time, without PNG's filters."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

_BEGIN = b"\x89PNG\r\n\x1a\n"
_TRUE_COLOUR, _NO_FILTER = 2, 0
_LEVEL = 4  # the next takes half as long again for a twentieth of the bytes
_M_PER_INCH = 0.0254


def to_png(pixels: NDArray[np.uint8], dpi: float, about: Mapping[str, str]) -> bytes:
    """Return a picture as a PNG.

    Parameters
    ----------
    pixels
        Red, green and blue (height, width, 3).
    dpi
        How large it is printed, dots per inch.
    about
        What it says of itself: title, description, and the like.

    Examples
    --------
    >>> to_png(np.zeros((1, 1, 3), dtype=np.uint8), 300, {"Title": "a dot"})[:4]
    b'\\x89PNG'
    """
    height, width, _ = pixels.shape
    rows = np.full((height, 1 + 3 * width), _NO_FILTER, dtype=np.uint8)
    rows[:, 1:] = pixels.reshape(height, 3 * width)
    per_m = round(dpi / _M_PER_INCH)
    return b"".join(
        [
            _BEGIN,
            _chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, _TRUE_COLOUR, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">2IB", per_m, per_m, 1)),
            *(_text(key, text) for key, text in about.items()),
            _chunk(b"IDAT", zlib.compress(rows.data, _LEVEL)),
            _chunk(b"IEND", b""),
        ]
    )


def _text(key: str, text: str) -> bytes:
    """Return a text in Latin 1 if it can be, which more programs read, else in UTF-8."""
    try:
        return _chunk(b"tEXt", b"\0".join([key.encode("ascii"), text.encode("latin-1")]))
    except UnicodeEncodeError:
        return _chunk(b"iTXt", key.encode("ascii") + b"\0\0\0\0\0" + text.encode("utf-8"))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
