"""Markets and goods of one name in several spellings: each would have a map, or a colour, of its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from routemap.problems import Fault, ready_option, show_value
from routemap.routes.cells import Cells
from routemap.routes.checking.collect import Collector
from routemap.routes.checking.understand import Parsed

# A column of more texts than this holds no names of markets or goods.
_MOST = 5_000
_OWN = {"market": "a map", "commodity": "a colour"}


def check_alike(parsed: Parsed, collector: Collector) -> None:
    """Tell of names that differ in capitals, blanks and signs alone."""
    for column, own in _OWN.items():
        cells = parsed.texts[column]
        for first, *others in _spellings(cells) if len(cells.values) <= _MOST else ():
            for other in others:
                rows = np.flatnonzero(cells.where(other.__eq__)).tolist()
                message = (
                    f"differs from {show_value(first)!r} in capitals, blanks or signs alone, and has {own} of its own"
                )
                option = ready_option("values", f"{column}:{other}={first}")
                hint = f"if they are one: {option}" if option else ""
                fault = Fault("names-alike", f"{message} ({collector.say_rows(rows)})", hint=hint)
                collector.table(replace(fault, value=other), rows, column)


def _spellings(cells: Cells) -> list[list[str]]:
    """Return the names that have several spellings, those of the most rows first."""
    rows = np.bincount(cells.codes, minlength=len(cells.values))
    found: dict[str, dict[str, int]] = {}
    for text, count in zip(cells.values, rows.tolist(), strict=True):
        letters = "".join(filter(str.isalnum, text.casefold()))
        if letters:
            spelt = found.setdefault(letters, {})
            spelt[text] = spelt.get(text, 0) + count
    return [sorted(spelt, key=lambda text: (-spelt[text], text)) for spelt in found.values() if len(spelt) > 1]
