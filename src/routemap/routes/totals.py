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
_SUM_OF = re.compile(
    r"(?:sub-?|grand )?totale?s?:? (?:of |for |in |de la |del |de |du |dos |las |los )?(?P<a>.+)"
    r"|(?P<b>.+?)[ ,:(-]+(?:sub-?)?totale?s?\)?",
    re.IGNORECASE,
)


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


def is_sum_of_places(text: str) -> bool:
    """Tell whether a text names the sum over a place or all places of a region.

    Examples
    --------
    >>> is_sum_of_places("Total Europe"), is_sum_of_places("Africa, total"), is_sum_of_places("Total SA")
    (True, True, False)
    """
    found = _SUM_OF.fullmatch(text.strip())
    place = (found["a"] or found["b"]) if found else ""
    return len(place) > 2 and resolve_place(place).code is not None


def is_world(text: str) -> bool:
    """Tell whether a text names all places together, as tables call their sums over countries.

    Examples
    --------
    >>> is_world("World"), is_world("New World")
    (True, False)
    """
    return text.strip().casefold().strip(" :.*") in WORLD
