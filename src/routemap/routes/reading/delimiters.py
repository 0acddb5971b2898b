"""What divides the cells of a text table, and its first rows divided so."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from routemap.routes.reading.header_rows import HeaderFinder, Row

DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab"}


def find_delimiter(head: list[str], finder: HeaderFinder) -> str:
    """Return the delimiter under which the header has most of our columns, then most rows are of one width."""

    def score(delimiter: str) -> tuple[int, int, int, int]:
        rows = [names for _, names in first_rows(head, delimiter)] or [[""]]
        widths = Counter(len(names) for names in rows if len(names) > 1)
        alike = max(widths.values(), default=0)
        return finder.count(rows[0]), max(map(finder.count, rows)), alike, len(rows[0])

    return max(DELIMITERS, key=score)


def first_rows(head: list[str], delimiter: str) -> Iterator[Row]:
    """Give the first rows that are not blank, each with the line where it begins."""
    reader = csv.reader(head, delimiter=delimiter, skipinitialspace=True)
    line = 1
    with suppress(csv.Error):
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
