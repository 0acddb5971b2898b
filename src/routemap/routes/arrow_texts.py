"""A block of texts as Arrow holds it: looked at as bytes, made Python's own only where it must be."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SPACE, _APOSTROPHE, _NUMBER_SIGN, _LAST_PRINTABLE = b" '#~"


class ArrowTexts:
    """Texts of one column in a ``pyarrow.StringArray`` without missing values.

    Parameters
    ----------
    array
        The texts.
    """

    __slots__ = ("array",)

    def __init__(self, array: Any) -> None:
        self.array = array

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self.array)

    def texts(self) -> list[str]:
        """Return them as Python has them."""
        found: list[str] = self.array.to_pylist()
        return found

    def offsets(self) -> NDArray[np.int32]:
        """Return where each text begins in `data`, and where the last one ends."""
        whole = np.frombuffer(self.array.buffers()[1], dtype=np.int32)
        return whole[self.array.offset : self.array.offset + len(self.array) + 1]

    def data(self) -> NDArray[np.uint8]:
        """Return the bytes in which the texts stand, and perhaps others."""
        buffer = self.array.buffers()[2]
        return np.frombuffer(buffer if buffer is not None else b"", dtype=np.uint8)

    def lengths(self) -> NDArray[np.int32]:
        """Return the number of bytes of each text."""
        return np.diff(self.offsets())

    def first_bytes(self) -> NDArray[np.uint8]:
        """Return the first byte of each text, 0 for an empty one."""
        return self._at(self.offsets()[:-1])

    def _at(self, positions: NDArray[np.int32]) -> NDArray[np.uint8]:
        found = np.zeros(len(self), dtype=np.uint8)
        filled = self.lengths() > 0
        found[filled] = self.data()[positions[filled]]
        return found

    def are_plain(self) -> bool:
        """Tell whether checking leaves them as they are, and finds nothing to say of their characters.

        Printable ASCII, no blank at an end, no apostrophe that may guard a formula, no error of a spreadsheet.
        """
        offsets = self.offsets()
        used = self.data()[offsets[0] : offsets[-1]]
        if not len(used):
            return True
        if used.min() < _SPACE or used.max() > _LAST_PRINTABLE:
            return False
        first, last = self.first_bytes(), self._at(offsets[1:] - 1)
        if (last == _SPACE).any() or any((first == sign).any() for sign in (_SPACE, _APOSTROPHE, _NUMBER_SIGN)):
            return False
        raw = used.tobytes()
        return b";" not in raw or b"'" not in raw

    def encoded(self) -> list[bytes]:
        """Return each text in UTF-8."""
        offsets = self.offsets()
        raw = self.data()[offsets[0] : offsets[-1]].tobytes()
        bounds = (offsets - offsets[0]).tolist()
        return [raw[start:end] for start, end in pairwise(bounds)]
