"""Thrift's compact protocol, in which Parquet writes its footer and the heads of its pages: numbers, and steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

_DEEPEST = 20


class DamagedError(Exception):
    """Raised when a structure is not what the format has there."""


class Thrift:
    """Reads the numbers of a structure in Thrift's compact protocol, and steps over everything else."""

    INTEGERS: Final = (4, 5, 6)
    BYTE, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = 3, 7, 8, 9, 10, 11, 12

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def fields(self) -> Iterator[tuple[int, int]]:
        """Give number and type of each field; the caller reads or skips its value."""
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self.number()
            yield number, head & 0x0F

    def structure(self, wanted: Sequence[int] | set[int]) -> dict[int, int]:
        """Return the wanted whole numbers of a structure."""
        found = {}
        for number, kind in self.fields():
            if number in wanted and kind in self.INTEGERS:
                found[number] = self.number()
            else:
                self.skip(kind)
        return found

    def number(self) -> int:
        """Return a whole number."""
        number = self._varint()
        return (number >> 1) ^ -(number & 1)

    def listed(self) -> tuple[int, int]:
        """Return type and number of what a list holds."""
        head = self._byte()
        return head & 0x0F, head >> 4 if head >> 4 < 15 else self._varint()

    def skip(self, kind: int, depth: int = 0) -> None:
        """Step over a value."""
        if depth > _DEEPEST:
            raise DamagedError
        if kind in self.INTEGERS:
            self._varint()
        elif kind == self.BINARY:
            self._step(self._varint())
        elif kind in (self.LIST, self.SET):
            inner, count = self.listed()
            self._skip_all(inner, count, depth)
        elif kind == self.STRUCT:
            for _, inner in self.fields():
                self.skip(inner, depth + 1)
        elif kind == self.MAP:
            count = self._varint()
            kinds = self._byte() if count else 0
            for _ in range(self._bounded(count)):
                self.skip(kinds >> 4, depth + 1)
                self.skip(kinds & 0x0F, depth + 1)
        elif kind in (self.BYTE, self.DOUBLE):
            self._step(1 if kind == self.BYTE else 8)
        elif kind not in (1, 2):  # truth values stand in the type itself
            raise DamagedError

    def _skip_all(self, kind: int, count: int, depth: int) -> None:
        if kind in (1, 2, self.BYTE):  # a byte each, in a list
            self._step(count)
            return
        for _ in range(self._bounded(count)):
            self.skip(kind, depth + 1)

    def _bounded(self, count: int) -> int:
        if count > len(self._data) - self.position:
            raise DamagedError
        return count

    def _step(self, length: int) -> None:
        self.position += length
        if self.position > len(self._data):
            raise DamagedError

    def _byte(self) -> int:
        self._step(1)
        return self._data[self.position - 1]

    def _varint(self) -> int:
        number = shift = 0
        while True:
            byte = self._byte()
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number
            if shift > 63:
                raise DamagedError
