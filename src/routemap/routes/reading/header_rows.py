"""Which row of a table holds the names of its columns: titles and notes may stand above them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from routemap.problems import Problem, ready_option
from routemap.routes.columns import SYNONYMS
from routemap.routes.header_words import fold_header
from routemap.routes.reading.raw_table import RefusedError

_LOOKED_AT = 20
_WIDE = 5  # columns
_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}")
_NUMBER = re.compile(r"[-+.,0-9 %]+")

Row = tuple[int, Sequence[str]]
"""The line of a row, and its texts."""


class HeaderFinder:
    """Finds the header among the first rows of one table.

    Parameters
    ----------
    file
        Name of the input, for messages.
    columns
        The user's own mapping, header → our column.
    """

    def __init__(self, file: str, columns: Mapping[str, str]) -> None:
        self._file = file
        self._mapped = {fold_header(name) for name in columns}

    def count(self, names: Iterable[str]) -> int:
        """Return how many of these names are ours, synonyms of ours, or named by the user."""
        folded = [fold_header(name) for name in names]
        return sum(name in SYNONYMS or (bool(name) and name in self._mapped) for name in folded)

    def line(self, rows: Sequence[Row]) -> int:
        """Return the line in which the names stand, for the first rows of a table, blank ones left out.

        Raises
        ------
        RefusedError
            If they seem to stand below a title or a note; the message has the option that says so.
        """
        first, names = rows[0]
        for line, texts in rows[:_LOOKED_AT]:
            if self._mapped.intersection(map(fold_header, texts)):
                return line
        if self.count(names):
            return first
        for late, texts in rows[1:_LOOKED_AT]:
            if self.count(texts) > 1:
                raise self._late(first, f"the names of the columns stand in line {late}, below other text", late)
        if found := _below_title(rows[:_LOOKED_AT]):
            raise self._late(first, f"the names of the columns seem to stand in line {found}, below a title", found)
        return first

    def _late(self, line: int, message: str, late: int) -> RefusedError:
        expected, hint = "them in the first line", f"say where they stand: {ready_option('header-line', str(late))}"
        return RefusedError(Problem("header-late", message, expected, hint, file=self._file, line=line))

    def skipped(self, rows: Sequence[Row], line: int) -> list[Problem]:
        """Return what to say of the rows above the header."""
        above = [at for at, _ in rows if at < line]
        if not above:
            return []
        lines = f"lines {above[0]} to {above[-1]} stand" if len(above) > 1 else f"line {above[0]} stands"
        message = f"{lines} above the names of the columns, and {'are' if len(above) > 1 else 'is'} left aside"
        return [Problem("lines-above", message, file=self._file, line=above[0])]


def _below_title(rows: Sequence[Row]) -> int:
    """Return the line of the first full row below rows of one cell; 0 if the table does not begin with such rows."""
    filled = [[at for at, text in enumerate(texts) if text.strip()] for _, texts in rows]
    widest = max(map(len, filled))
    # A title is one cell, or a word and what it says above a wide table.
    title = 2 if widest >= _WIDE else 1
    if widest < 2 or not 0 < len(filled[0]) <= title or filled[0][0] > min(map(min, filter(None, filled))):
        return 0
    for (line, texts), places in zip(rows, filled, strict=True):
        # Notes above a table are one cell wide, or two: a word and what it says.
        numbers = [text for at in places if _NUMBER.fullmatch(text := texts[at].strip())]
        has_names = not numbers or (_are_years(numbers) and len(places) - len(numbers) > 1)
        if len(places) > max(1, widest // 2) and has_names:
            return line
    return 0


def _are_years(numbers: Sequence[str]) -> bool:
    """Tell whether numbers among names are years, one after the other: they head columns; none are, too."""
    return all(map(_YEAR.fullmatch, numbers)) and list(numbers) == sorted(set(numbers))
