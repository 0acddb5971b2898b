"""Words that stand for a sum of other rows, in the languages of the pages."""

from __future__ import annotations

from typing import Final

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
