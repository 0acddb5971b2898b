"""A text input as lines: decoded, and its first ones for finding out how the table is written."""

from __future__ import annotations

import io
from collections.abc import Iterator

from routemap.routes.reading.inputs import Input
from routemap.routes.recipe import Recipe

MOST_FIRST = 50


def skip_above(text: io.TextIOWrapper, recipe: Recipe) -> None:
    """Pass the lines above the one that is named as the header, whatever stands in them."""
    for _ in range((recipe.header_line or 1) - 1):
        if not text.readline():
            return


def first_lines(text: io.TextIOWrapper, recipe: Recipe) -> list[str]:
    """Return the first lines below those; very long ones in pieces."""
    skip_above(text, recipe)
    return [line for line, _ in zip(_bounded_lines(text), range(MOST_FIRST), strict=False)]


class as_text:  # noqa: N801 - used as a verb in `with`
    """The input as lines; leaves the bytes below open when done."""

    def __init__(self, source: Input, encoding: str) -> None:
        # newline="" keeps the line ends inside quoted cells and still counts \r, \n and \r\n as one line each.
        self._wrapper = io.TextIOWrapper(
            source.stream, encoding=encoding, newline="", errors="surrogatepass" if source.is_text else "strict"
        )

    def __enter__(self) -> io.TextIOWrapper:
        """Return the text."""
        return self._wrapper

    def __exit__(self, *_: object) -> None:
        """Let go of the bytes."""
        self._wrapper.detach()


def _bounded_lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(1 << 16):
        yield line
