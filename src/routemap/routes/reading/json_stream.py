"""JSON of any length, decoded value by value: what is in memory is one value, and a value has bounds.

A few letters of JSON can become a hundred times their size: ninety megabytes of ``[],`` are thirty million lists. So
the text is never decoded as a whole. Values are taken from a window that grows until it holds the next one, and before
it grows, what it holds already is counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from routemap.problems import Problem
from routemap.routes.reading.json_text import Flaws
from routemap.routes.reading.raw_table import RefusedError

_BLOCK: Final = 1 << 20  # letters
_LONGEST_VALUE: Final = 8_000_000  # letters
_MOST_VALUES: Final = 1_000_000  # lists, objects and what they hold, in one feature
_SPACE = re.compile(r"[ \t\r\n]*")
_SPACE_BETWEEN_TEXTS = re.compile(r"[ \t\r\n\x1e]*")
# Where a text was cut, the parser stumbles at its end, or where a word, number or sign began that ends there.
_LONGEST_WORD = 32
_TRUNCATED = "the JSON ends too early; the file is cut short"


class JsonStream:
    """A JSON text, read from front to back.

    Parameters
    ----------
    name
        Of the input, for messages.
    blocks
        The text, piece by piece.
    flaws
        Told of what the decoder meets.
    decoder
        That of these flaws, if there is one already.

    Attributes
    ----------
    consumed
        How many letters stood before the window.
    """

    def __init__(self, name: str, blocks: Iterator[str], flaws: Flaws, decoder: json.JSONDecoder | None = None) -> None:
        self._name = name
        self._blocks = blocks
        self._flaws = flaws
        self._decoder = decoder or flaws.decoder()
        self._window = ""
        self._at = 0  # in the window
        self._is_whole = False
        self.consumed = 0
        # Where lines were counted up to, in the window; the number of that line, and where it began in the text.
        self._counted, self._line, self._line_start = 0, 1, 0
        if self._grow(len("\ufeff")) and self._window.startswith("\ufeff"):
            self._at = 1

    # -- the window ----------------------------------------------------------------------------------------------------

    def _grow(self, letters: int) -> bool:
        """Take in so many letters more, or a block; forget those that were taken. False at the end of the text."""
        added: list[str] = []
        length = 0
        while not self._is_whole and length < max(letters, 1):
            block = next(self._blocks, None)
            if block is None:
                self._is_whole = True
            else:
                added.append(block)
                length += len(block)
        if not length:
            return False
        self._count_to(self._at)
        self.consumed += self._at
        self._window = "".join((self._window[self._at :], *added))
        self._at = self._counted = 0
        return True

    def _count_to(self, position: int) -> None:
        """Count the lines up to a position in the window."""
        lines = self._window.count("\n", self._counted, position)
        if lines:
            self._line += lines
            self._line_start = self.consumed + self._window.rindex("\n", self._counted, position) + 1
        self._counted = position

    def _grow_value(self) -> bool:
        """Take in more of the value that begins here, unless it is too large already."""
        held = len(self._window) - self._at
        if held > _LONGEST_VALUE:
            raise self._too_large(f"is longer than {_LONGEST_VALUE // 1_000_000} MB")
        self._refuse_dense(self._window, self._at)
        return self._grow(held)

    def _refuse_dense(self, text: str, start: int) -> None:
        if sum(text.count(mark, start) for mark in "[{,") > _MOST_VALUES:
            raise self._too_large(f"holds more than {_MOST_VALUES:,} values")

    def _too_large(self, what: str) -> RefusedError:
        self._count_to(self._at)
        message = f"a feature, or a value beside the features, {what}"
        hint = "a route needs its columns and no geometry: leave out what else the features hold"
        problem = Problem("json-large", message, "features of routes", hint, file=self._name, line=self._line)
        return RefusedError(problem)

    # -- what stands there ---------------------------------------------------------------------------------------------

    @property
    def line(self) -> int:
        """The line in which the text goes on."""
        self._count_to(self._at)
        return self._line

    def peek(self, *, between_texts: bool = False) -> str:
        """Return the next letter that is no space; nothing at the end.

        Parameters
        ----------
        between_texts
            Whether signs that part one JSON text from the next are spaces.
        """
        space = _SPACE_BETWEEN_TEXTS if between_texts else _SPACE
        while True:
            match = space.match(self._window, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._window):
                return self._window[self._at]
            if not self._grow(1):
                return ""

    def head(self, letters: int) -> str:
        """Return the text that follows, about so many letters of it, without taking it."""
        if len(self._window) - self._at < letters:
            self._grow(letters)
        return self._window[self._at : self._at + letters]

    def first_line(self) -> tuple[str, str]:
        """Return the line that follows, unless it is longer than a block, and the next letter behind it."""
        self.head(_BLOCK)
        end = self._window.find("\n", self._at)
        if end < 0:
            return "", ""
        return self._window[self._at : end], self._window[end:].lstrip()[:1]

    # -- taking --------------------------------------------------------------------------------------------------------

    def take(self, letter: str) -> bool:
        """Take the next letter if it is this one."""
        if self.peek() != letter:
            return False
        self._at += 1
        return True

    def value(self) -> Any:
        """Take a value.

        Raises
        ------
        RefusedError
            If it is not JSON, is cut short, nested too deep or too large.
        """
        self.peek()
        while True:
            met = self._flaws.met
            try:
                value, end = self._decoder.raw_decode(self._window, self._at)
            except json.JSONDecodeError as error:
                is_cut = error.msg.startswith("Unterminated string") or (error.pos > len(self._window) - _LONGEST_WORD)
                if not (is_cut and self._grow_value()):
                    raise self._invalid(error.msg, error.pos) from error
            except RecursionError as error:
                raise self._deep() from error
            else:
                # A number that ends with the window may go on.
                if end < len(self._window) or not self._grow_value():
                    self._at = end
                    return value
            self._flaws.met = met

    def members(self) -> Iterator[str]:
        """Take an object member by member: give each name; whoever asks takes the value that follows."""
        self.expect("{")
        if self.take("}"):
            return
        while True:
            if self.peek() != '"':
                raise self._invalid("Expecting property name enclosed in double quotes", self._at)
            name = self.value()
            self.expect(":")
            yield name
            if self.take("}"):
                return
            self.expect(",")

    def items(self) -> Iterator[Any]:
        """Take a list item by item."""
        self.expect("[")
        if self.take("]"):
            return
        while True:
            yield self.value()
            if self.take("]"):
                return
            self.expect(",")

    def expect(self, letter: str) -> None:
        """Take a letter that must be there."""
        if not self.take(letter):
            raise self._invalid(f"Expecting '{letter}' delimiter", self._at)

    def end(self) -> None:
        """Refuse anything that follows."""
        if not self.peek():
            return
        self._count_to(self._at)
        message, expected = "more text follows after the end of the JSON", "one FeatureCollection"
        hint = "or one feature per line, each on one line"
        raise RefusedError(Problem("json-invalid", message, expected, hint, file=self._name, line=self._line))

    def text(self, separator: str) -> Any:
        """Take a JSON text that ends at a separator, or with the input, and return its value.

        Raises
        ------
        RefusedError
            If it is not JSON; the text has been taken nevertheless.
        """
        while (end := self._window.find(separator, self._at)) < 0:
            if not self._grow_value():
                end = len(self._window)
                break
        self._refuse_dense(self._window[self._at : end], 0)
        part = JsonStream(self._name, iter([self._window[self._at : end]]), self._flaws, self._decoder)
        part._line = self.line
        self._at = end
        value = part.value()
        part.end()
        return value

    # -- refusing ------------------------------------------------------------------------------------------------------

    def _invalid(self, reason: str, position: int) -> RefusedError:
        """Return what to say of a text that is not JSON at a position in the window."""
        self._count_to(max(position, self._counted))
        if reason.startswith("Unterminated string") or not self._window[position:].strip():
            problem = Problem("json-truncated", _TRUNCATED, "a whole file", file=self._name, line=self._line)
            return RefusedError(problem)
        column = self.consumed + position - self._line_start + 1
        message = f"is not valid JSON at character {column:,} of the line ({reason})"
        return RefusedError(Problem("json-invalid", message, "GeoJSON", file=self._name, line=self._line))

    def _deep(self) -> RefusedError:
        message, expected = "the JSON is nested too deep", "a GeoJSON FeatureCollection"
        return RefusedError(Problem("json-deep", message, expected, file=self._name))
