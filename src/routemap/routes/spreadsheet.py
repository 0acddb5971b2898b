"""Cells that a spreadsheet would run as a formula: made harmless on writing CSV, undone on reading it.

A text that begins with ``= + - @``, tab or carriage return gets an apostrophe before it. Where a semicolon divides
(Norway, Germany, France), what follows one inside a cell becomes a cell of its own, and so does what follows a tab or
the end of a line; there an apostrophe stands, too. Apostrophes that already stand before one of these get one more, so
that undoing always gives back what was written. ``tests/parity/csv_guard.json`` holds pages to the same rule.
"""

from __future__ import annotations

import re
from typing import Final

CELL_ERRORS: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
"""What a spreadsheet shows where a formula has no value."""

# The wide forms are taken for formulas by spreadsheets in Japanese and Chinese.
_BEGINS_FORMULA = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_RISKY = re.compile(rf"'*[{_BEGINS_FORMULA}\t\r]")
_MADE_HARMLESS = re.compile(rf"'+[{_BEGINS_FORMULA}\t\r]")
_RISKY_INSIDE = re.compile(rf"([;\t\r\n][ \"]*)(?='*[{_BEGINS_FORMULA}])")
_MADE_HARMLESS_INSIDE = re.compile(rf"([;\t\r\n][ \"]*)'(?='*[{_BEGINS_FORMULA}])")


def neutralise_text(text: str) -> str:
    """Return `text` with an apostrophe wherever a spreadsheet could take what follows for a formula.

    Examples
    --------
    >>> neutralise_text("=1+1"), neutralise_text("by sea;=1+1")
    ("'=1+1", "by sea;'=1+1")
    """
    guarded = f"'{text}" if _RISKY.match(text) else text
    return _RISKY_INSIDE.sub(r"\1'", guarded)


def restore_text(text: str) -> str:
    """Return `text` without the apostrophes that `neutralise_text` put into it.

    Examples
    --------
    >>> restore_text("'=1+1"), restore_text("by sea;'=1+1")
    ('=1+1', 'by sea;=1+1')
    """
    if "'" not in text:
        return text
    bare = text[1:] if _MADE_HARMLESS.match(text) else text
    return _MADE_HARMLESS_INSIDE.sub(r"\1", bare)
