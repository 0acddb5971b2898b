"""Text columns with each distinct text stored once: what reading, checking and merging work on."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from routemap.routes.arrow_texts import ArrowTexts
from routemap.routes.packed_texts import PackedTexts, map_texts

if TYPE_CHECKING:
    import pandas as pd

# A column whose values hardly repeat is cheaper packed than as a dictionary of its values.
_LOOK_AFTER_VALUES = 50_000


@dataclass(slots=True)
class Cells:
    """One text column: row `i` holds ``values[codes[i]]``. A value may stand in `values` more than once.

    Parameters
    ----------
    codes
        For each row which value it has.
    values
        The texts.
    kinds
        For each value what it was in a typed input, see `routemap.routes.reading.cell_text.ValueKind`; None where all
        of them were texts.
    """

    codes: NDArray[np.int32]
    values: Sequence[str]
    kinds: NDArray[np.uint8] | None = None

    @classmethod
    def constant(cls, value: str, length: int) -> Cells:
        """Return a column that holds the same text in every row."""
        return cls(np.zeros(length, dtype=np.int32), [value])

    @classmethod
    def of(cls, texts: Iterable[str]) -> Cells:
        """Return the column that holds these texts."""
        builder = CellsBuilder()
        builder.extend(list(texts))
        return builder.build()

    def map(self, function: Callable[[str], str], *, leaves_plain: bool = False) -> Cells:
        """Return the column with `function` applied, once per stored value; see `PackedTexts.map`."""
        return Cells(self.codes, map_texts(self.values, function, leaves_plain=leaves_plain))

    def take(self, rows: NDArray[np.intp]) -> Cells:
        """Return the column with these rows, which may repeat."""
        return Cells(self.codes[rows], self.values)

    def where(self, test: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Return for each row whether its text passes `test`."""
        passed = np.fromiter((test(value) for value in self.values), dtype=np.bool_, count=len(self.values))
        return passed[self.codes]

    def text(self, row: int) -> str:
        """Return the text of one row."""
        text: str = self.values[self.codes[row]]
        return text


class _Index(dict[str, int]):
    """Numbers its keys in the order in which they are first asked for."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


class CellsBuilder:
    """Builds one `Cells`, a block of texts at a time."""

    def __init__(self) -> None:
        self._index: _Index | None = _Index()
        self._values = PackedTexts()
        self._codes = array("i")  # grows in place, unlike a list of small arrays that is joined at the end

    def extend(self, texts: Sequence[str]) -> None:
        """Append these texts."""
        if self._index is None:
            self._values.extend(texts)
            self._count_on()
        else:
            codes = np.fromiter(map(self._index.__getitem__, texts), dtype=np.int32, count=len(texts))
            self._codes.frombytes(codes.tobytes())
            self._look(self._index)

    def extend_arrow(self, texts: ArrowTexts) -> None:
        """Append a block of texts as Arrow holds them."""
        if self._index is None:
            self._values.extend_arrow(texts)
            self._count_on()
        else:
            encoded = texts.array.dictionary_encode()
            numbers = [self._index[text] for text in encoded.dictionary.to_pylist()]
            # Not `to_numpy`, which loads pandas: a check needs none.
            places = np.frombuffer(encoded.indices.buffers()[1], dtype=np.int32, count=len(texts))
            self._codes.frombytes(np.array(numbers, dtype=np.int32)[places].tobytes())
            self._look(self._index)

    def _count_on(self) -> None:
        """Give each text that was packed last a code of its own."""
        self._codes.frombytes(np.arange(len(self._codes), len(self._values), dtype=np.int32).tobytes())

    def _look(self, index: _Index) -> None:
        """Pack the texts, one per row, if they hardly repeat."""
        if len(self._codes) > _LOOK_AFTER_VALUES and len(index) > len(self._codes) // 2:
            texts = list(index)
            self._values.extend([texts[code] for code in self._codes])
            self._codes = array("i", range(len(self._codes)))
            self._index = None

    def build(self) -> Cells:
        """Return the column."""
        values: Sequence[str] = list(self._index) if self._index is not None else self._values
        return Cells(np.frombuffer(self._codes, dtype=np.int32), values or [""])


def frame_cells(routes: pd.DataFrame, name: str) -> Cells:
    """Return one text column of a routes frame, dictionary-encoded."""
    import pandas as pd

    codes, values = pd.factorize(routes[name])
    # A frame that was not read by us may hold None, and numbers beside the same numbers as text.
    index = _Index()
    numbers = [index[str(value)] for value in np.asarray(values, dtype=object)]
    if (codes < 0).any():
        numbers.append(index[""])
    return Cells(np.array(numbers or [0], dtype=np.int32)[codes], list(index) or [""])
