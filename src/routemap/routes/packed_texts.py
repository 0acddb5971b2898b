"""Columns whose texts hardly repeat: packed, so that many fit into little memory, and looked at block by block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from routemap.routes.arrow_texts import ArrowTexts

_BLOCK = 50_000
_Block = bytes | list[str] | ArrowTexts


class PackedTexts(Sequence[str]):
    """A sequence of texts that is read from front to back and hardly ever by position.

    A million short texts as Python objects take 60 bytes each before their first letter. Columns whose values
    hardly repeat, such as ids and quotes, are kept packed until the frame is made.
    """

    def __init__(self) -> None:
        self._blocks: list[_Block] = []
        self._starts: list[int] = []
        self._length = 0
        self._open: list[str] = []
        self._last: tuple[int, list[str]] = (-1, [])

    def extend(self, texts: Sequence[str]) -> None:
        """Append these texts."""
        self._length += len(texts)
        self._open.extend(texts)
        while len(self._open) >= _BLOCK:
            self._close(_BLOCK)

    def extend_arrow(self, texts: ArrowTexts) -> None:
        """Append a block of texts, kept as it is."""
        if self._open:
            self._close(len(self._open))
        self._starts.append(self._length)
        self._blocks.append(texts)
        self._length += len(texts)

    def _close(self, number: int) -> None:
        self._starts.append(self._length - len(self._open))
        self._blocks.append(_pack(self._open[:number]))
        del self._open[:number]

    def map(self, function: Callable[[str], str], *, leaves_plain: bool = False) -> PackedTexts:
        """Return the texts with `function` applied; what it leaves as it was is kept once for both.

        `leaves_plain` says that it leaves what is plain, see `ArrowTexts.are_plain`.
        """
        changed = PackedTexts()
        changed._length, changed._starts = self._length, self._starts
        for block in self._blocks:
            if leaves_plain and isinstance(block, ArrowTexts) and block.are_plain():
                changed._blocks.append(block)
                continue
            before = _unpack(block)
            after = [function(text) for text in before]
            changed._blocks.append(block if after == before else _pack(after))
        changed._open = [function(text) for text in self._open]
        return changed

    def blocks(self) -> Iterator[list[str] | ArrowTexts]:
        """Give the texts in lists of a handy length, or as Arrow holds them."""
        for block in self._blocks:
            yield block if isinstance(block, ArrowTexts) else _unpack(block)
        if self._open:
            yield self._open

    def drain(self) -> Iterator[list[str] | ArrowTexts]:
        """Give the blocks and forget each as it is given: nothing is left afterwards."""
        self._length, self._last, self._starts = 0, (-1, []), []
        self._blocks.reverse()
        while self._blocks:
            block = self._blocks.pop()
            yield block if isinstance(block, ArrowTexts) else _unpack(block)
        if self._open:
            yield self._open
            self._open = []

    def __len__(self) -> int:
        """Return the number of texts."""
        return self._length

    def __iter__(self) -> Iterator[str]:
        """Give the texts one by one."""
        for block in self.blocks():
            yield from block.texts() if isinstance(block, ArrowTexts) else block

    def __getitem__(self, position: Any) -> Any:
        """Return the text at a position from 0."""
        at = int(position)
        if at >= self._length - len(self._open):
            return self._open[at - self._length + len(self._open)]
        number = bisect_right(self._starts, at) - 1
        if self._last[0] != number:
            self._last = (number, _unpack(self._blocks[number]))
        return self._last[1][at - self._starts[number]]


def _pack(texts: list[str]) -> bytes | list[str]:
    joined = "\0".join(texts)
    return joined.encode("utf-8", "surrogatepass") if joined.count("\0") == len(texts) - 1 else texts


def _unpack(block: _Block) -> list[str]:
    if isinstance(block, ArrowTexts):
        return block.texts()
    return block if isinstance(block, list) else block.decode("utf-8", "surrogatepass").split("\0")


def text_blocks(texts: Sequence[str], *, but_plain: bool = False) -> Iterator[tuple[int, Sequence[str]]]:
    """Give texts, packed or not, in lists of a handy length, each with the position of its first text.

    `but_plain` passes over blocks that are plain, see `ArrowTexts.are_plain`.

    Examples
    --------
    >>> [(start, len(block)) for start, block in text_blocks(["a"] * 60_000)]
    [(0, 50000), (50000, 10000)]
    """
    if isinstance(texts, PackedTexts):
        start = 0
        for block in texts.blocks():
            if not isinstance(block, ArrowTexts):
                yield start, block
            elif not (but_plain and block.are_plain()):
                yield start, block.texts()
            start += len(block)
        return
    for start in range(0, len(texts), _BLOCK):
        yield start, texts[start : start + _BLOCK]


def encoded_blocks(texts: Sequence[str]) -> Iterator[list[bytes]]:
    """Give texts, packed or not, in UTF-8, in lists of a handy length.

    Examples
    --------
    >>> list(encoded_blocks(["a", "é"]))
    [[b'a', b'\\xc3\\xa9']]
    """
    for block in texts.blocks() if isinstance(texts, PackedTexts) else [texts]:
        if isinstance(block, ArrowTexts):
            yield block.encoded()
        else:
            yield [text.encode("utf-8", "surrogatepass") for text in block]


def longest_text(texts: Sequence[str]) -> int:
    """Return the length of the longest of these texts, or more: its bytes.

    Examples
    --------
    >>> longest_text(["a", "abc"])
    3
    """
    longest = 0
    for block in texts.blocks() if isinstance(texts, PackedTexts) else [texts]:
        length = (
            int(block.lengths().max(initial=0)) if isinstance(block, ArrowTexts) else max(map(len, block), default=0)
        )
        longest = max(longest, length)
    return longest


def map_texts(texts: Sequence[str], function: Callable[[str], str], *, leaves_plain: bool = False) -> Sequence[str]:
    """Return texts with `function` applied, packed if they were packed.

    Examples
    --------
    >>> map_texts(["a "], str.strip)
    ['a']
    """
    if isinstance(texts, PackedTexts):
        return texts.map(function, leaves_plain=leaves_plain)
    return [function(text) for text in texts]
