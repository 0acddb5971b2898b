"""Cells that a spreadsheet would run as a formula: made harmless on writing CSV, undone on reading it.

A text that begins with ``= + - @``, tab or carriage return gets an apostrophe before it. So does a text that
already begins with apostrophes followed by one of these, so that undoing always gives back what was written.
"""

from __future__ import annotations

import re
from typing import Final

CELL_ERRORS: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
"""What a spreadsheet shows where a formula has no value."""

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_MADE_HARMLESS = re.compile(r"'+[=+\-@\t\r]")


def neutralise_text(text: str) -> str:
    """Return `text` with an apostrophe before it if a spreadsheet could take it for a formula.

    Examples
    --------
    >>> neutralise_text("=1+1")
    "'=1+1"
    """
    return f"'{text}" if _RISKY.match(text) else text


def restore_text(text: str) -> str:
    """Return `text` without the apostrophe that `neutralise_text` put before it.

    Examples
    --------
    >>> restore_text("'=1+1")
    '=1+1'
    """
    return text[1:] if _MADE_HARMLESS.match(text) else text
