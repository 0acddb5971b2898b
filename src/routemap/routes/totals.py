"""Words that stand for a sum of other rows, in the languages of the pages."""

from __future__ import annotations

import re
from typing import Final

from routemap.places import resolve_place

TOTALS: Final = frozenset(
    {
        "total", "totals", "grand total", "sub-total", "subtotal", "sub total", "sum", "overall", "overall total",
        "total general", "total général", "totaux", "sous-total", "somme", "ensemble", "totales", "suma", "subtotales",
        "totalt", "sum totalt", "i alt", "delsum", "insgesamt", "gesamt", "totale", "всего", "итого", "合计", "المجموع",
    }
)  # fmt: skip
WORLD: Final = frozenset(
    {
        "world", "whole world", "the world", "world total", "all countries", "all origins", "all destinations",
        "all partners", "global", "worldwide", "monde", "monde entier", "tous les pays", "mundo", "el mundo",
        "todo el mundo", "todos los países", "todos los paises", "verden", "hele verden", "alle land",
    }
)  # fmt: skip


_NOTE = re.compile(
    r"[*†‡§]|\(?[0-9a-z]\)|\[\w\]|(?:sources?|notes?|n\.?b\.?|fuentes?|notas?|kilder?|merk\w*|quellen?|anm\w*|fontes?|"
    r"data from|last updated|updated|mise à jour|champ|lecture)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4


def is_note(text: str) -> bool:
    """Tell whether a text that stands alone below a table is a note on it, and no place.

    Examples
    --------
    >>> is_note("Source: customs"), is_note("Democratic Republic of the Congo"), is_note("coc")
    (True, False, False)
    """
    plain = text.strip()
    is_sentence = len(plain.split()) >= _FEWEST_WORDS
    return bool(_NOTE.match(plain)) or (is_sentence and resolve_place(plain).code is None)


def is_total(text: str) -> bool:
    """Tell whether a text names a sum, and no place.

    Examples
    --------
    >>> is_total("TOTAL:"), is_total("Total (kg)"), is_total("World"), is_total("Togo")
    (True, True, False, False)
    """
    plain = text.strip().casefold().partition("(")[0].strip(" :.*")
    return plain in TOTALS


def is_world(text: str) -> bool:
    """Tell whether a text names all places together, as tables call their sums over countries.

    Examples
    --------
    >>> is_world("World"), is_world("New World")
    (True, False)
    """
    return text.strip().casefold().strip(" :.*") in WORLD
