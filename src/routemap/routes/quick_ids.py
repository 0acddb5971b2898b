"""Ids of large tables, made by Arrow: those that `make_base_ids` gives where each row has one of its own."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from routemap.routes.arrow_texts import ArrowTexts
from routemap.routes.cells import Cells
from routemap.routes.identity import HASH_DIGITS, id_words, short_hashes
from routemap.routes.packed_texts import PackedTexts

LEAST_ROWS = 50_000
_BLOCK = 200_000
_HEX = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)


def make_distinct_ids(texts: Mapping[str, Cells], hashes: NDArray[np.uint64]) -> PackedTexts | None:
    """Return an id for each row; None for small tables, without Arrow, and where ids are given or two may be alike.

    Parameters
    ----------
    texts, hashes
        As for `routemap.routes.identity.make_base_ids`.
    """
    if len(hashes) < LEAST_ROWS or any(any(texts[name].values) for name in ("id", "statement")):
        return None
    try:
        import pyarrow as pa
        from pyarrow import compute
    except ImportError:
        return None
    numbers = short_hashes(hashes)
    ordered = np.sort(numbers)
    if (ordered[1:] == ordered[:-1]).any():
        return None
    words, which = id_words(texts)
    before = pa.array(words, pa.string())
    ids = PackedTexts()
    for start in range(0, len(hashes), _BLOCK):
        rows = slice(start, start + _BLOCK)
        made = compute.binary_join_element_wise(before.take(pa.array(which[rows])), _hexadecimal(numbers[rows]), "-")
        ids.extend_arrow(ArrowTexts(made))
    return ids


def _hexadecimal(numbers: NDArray[np.uint64]) -> object:
    """Return numbers in digits, as many for each, as an Arrow array."""
    import pyarrow as pa

    shifts = np.arange(4 * (HASH_DIGITS - 1), -1, -4, dtype=np.uint64)
    digits = _HEX[(numbers[:, None] >> shifts) & np.uint64(15)]
    offsets = np.arange(0, HASH_DIGITS * (len(numbers) + 1), HASH_DIGITS, dtype=np.int32)
    return pa.StringArray.from_buffers(len(numbers), pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(digits)))
