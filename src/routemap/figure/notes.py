"""The sentences in the foot of a figure: what a reader must know about the making of its maps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from routemap.figure.mapping import MapFacts
from routemap.routes.unknown_ends import unknown_ends
from routemap.scene.layouts import FIGURE_LIMIT
from routemap.scene.plain_text import plain
from routemap.words import counted, word

if TYPE_CHECKING:
    import pandas as pd

_MOST_ENDS = 8


def notes_of(facts: Sequence[MapFacts], lang: str) -> list[str]:
    """Return the sentences a reader must know about the making of the maps."""
    unnamed = list(dict.fromkeys(name for fact in facts for name in fact.unnamed))
    notes = [counted(lang, "figure.bowed", FIGURE_LIMIT)] if any(fact.is_bowed for fact in facts) else []
    return notes + ([word(lang, "figure.unnamed", names=word(lang, "term.comma").join(unnamed))] if unnamed else [])


def ends_notes(routes: pd.DataFrame, lang: str) -> list[str]:
    """Return the words that the table has for ends that are no place, as a sentence; else nothing."""
    said = [words for end in ("origin", "destination") for words in unknown_ends(routes, end) if words]
    distinct = list(dict.fromkeys(said))
    if not distinct:
        return []
    shown = word(lang, "term.comma").join(map(plain, distinct[:_MOST_ENDS])) + (
        "…" if len(distinct) > _MOST_ENDS else ""
    )
    return [word(lang, "figure.unknown_ends", words=shown)]


def behind_notes(said: str, lang: str) -> list[str]:
    """Return the sentence about the lines that are drawn in full; none where all are."""
    return [word(lang, "strongest.note", lines=said)] if said else []
