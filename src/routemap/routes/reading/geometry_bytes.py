"""Geometries as bytes (WKB, and the blobs of a GeoPackage) → the ends of their lines, as far as they are whole."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Point, LineString, Polygon, and their Multi kinds and collections: how many bytes the smallest member takes.
_POINT, _LINE, _POLYGON, _COLLECTION = 1, 2, 3, 7
_MEMBERS = {4: (_POINT,), 5: (_LINE,), 6: (_POLYGON,), _COLLECTION: (_POINT, _LINE, _POLYGON)}
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_LINES = (1, 5)  # as shapely numbers the kinds
_EMPTY = 0x10
_EXTENDED = 0x20


def wkb_in(blob: object) -> bytes | None:
    """Return the WKB inside a geometry of a GeoPackage; None where there is none, or none that is whole.

    Examples
    --------
    >>> import shapely
    >>> wkb_in(b"GP\\x00\\x01" + bytes(4) + shapely.to_wkb(shapely.Point(1, 2))) is not None
    True
    """
    if not isinstance(blob, bytes) or len(blob) < 8 or not blob.startswith(b"GP\x00"):
        return None
    flags = blob[3]
    envelope = flags >> 1 & 0x07
    if flags & (_EMPTY | _EXTENDED) or envelope >= len(_ENVELOPE_BYTES):
        return None
    wkb = blob[8 + _ENVELOPE_BYTES[envelope] :]
    return wkb if is_whole(wkb) else None


def is_whole(wkb: bytes) -> bool:
    """Tell whether WKB holds just what it claims, so that a library can be asked to unfold it.

    Only the simple kinds, the Multi kinds of these and flat collections pass: a library follows collections within
    collections until its stack ends, and allocates what a number says before it looks for the bytes.

    Examples
    --------
    >>> import shapely
    >>> is_whole(shapely.to_wkb(shapely.LineString([(0, 0), (1, 1)]))), is_whole(b"\\x01\\x02\\x00\\x00\\x00\\xff\\xff")
    (True, False)
    """
    try:
        return _end_of(wkb, 0, (*_MEMBERS, _POINT, _LINE, _POLYGON)) == len(wkb)
    except (struct.error, ValueError, IndexError):
        return False


def _end_of(wkb: bytes, start: int, kinds: Sequence[int]) -> int:
    """Return where the geometry that starts there ends; `kinds` are allowed, and in collections only simple ones."""
    order = {0: ">", 1: "<"}.get(wkb[start], "")
    if not order:
        raise ValueError("no byte order")
    code = _number(wkb, start + 1, order)
    position = start + 5 + (4 if code & 0x20000000 else 0)
    dimensions = (2, 3, 3, 4)[_ordinates(code)]
    kind = (code & 0x1FFFFFFF) % 1000
    if kind not in kinds:
        raise ValueError("no kind of geometry that is read")
    if kind == _POINT:
        return position + 8 * dimensions
    count = _number(wkb, position, order)
    position += 4
    if kind == _LINE:
        return position + 8 * dimensions * count
    for _ in range(_bounded(count, len(wkb) - position)):
        if kind == _POLYGON:
            position += 4 + 8 * dimensions * _number(wkb, position, order)
        else:
            position = _end_of(wkb, position, _MEMBERS[kind])
    return position


def _number(wkb: bytes, position: int, order: str) -> int:
    return int(struct.unpack_from(f"{order}I", wkb, position)[0])


def _ordinates(code: int) -> int:
    """Return 0 to 3 for XY, XYZ, XYM and XYZM, in either way of saying it."""
    thousands = (code & 0x1FFFFFFF) // 1000
    if thousands > 3:
        raise ValueError("no such dimension")
    has_z, has_m = bool(code & 0x80000000), bool(code & 0x40000000)
    return thousands or (has_z + 2 * has_m)


def _bounded(count: int, bytes_left: int) -> int:
    if count > bytes_left // 4:  # even an empty ring takes four bytes
        raise ValueError("more parts than bytes")
    return count


def line_ends(geometries: Sequence[bytes | None]) -> NDArray[np.float64]:
    """Return the first and the last position of each geometry, and how many it has; NaN where there is none.

    Parameters
    ----------
    geometries
        WKB for which `is_whole` holds.
    """
    import shapely

    ends = np.full((len(geometries), 5), math.nan)
    with np.errstate(invalid="ignore"):  # a position that is no number ends up as one that is none
        shapes = shapely.from_wkb(np.array([*geometries, None], dtype=object)[:-1], on_invalid="ignore")
    positions, owners = shapely.get_coordinates(shapes, return_index=True)
    if len(owners):
        first = np.flatnonzero(np.diff(owners, prepend=-1))
        last = np.append(first[1:], len(owners)) - 1
        # The edge of an area is no course.
        counts = np.where(np.isin(shapely.get_type_id(shapes[owners[first]]), _LINES), last - first + 1, 0)[:, None]
        ends[owners[first]] = np.hstack([positions[first], positions[last], counts])
    return ends
