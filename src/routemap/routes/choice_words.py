"""What people write for the few words that a column of choices takes, in the languages of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Column → word, in small letters → ours. Only words that say the same: "verified" or "B2" mean what their scale says.
CHOICE_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "confidence": {
        **dict.fromkeys(("élevée", "elevee", "haute", "fort", "forte", "alta", "alto", "høy", "hoy"), "high"),
        **dict.fromkeys(("moyenne", "moyen", "media", "medio", "middels", "moderate"), "medium"),
        **dict.fromkeys(("faible", "basse", "baja", "bajo", "lav"), "low"),
    },
    "magnitude": {
        **dict.fromkeys(
            (
                "high",
                "large",
                "very high",
                "majeure",
                "majeur",
                "élevée",
                "mayor",
                "alta",
                "alto",
                "stort",
                "stor",
                "høy",
            ),
            "major",
        ),
        **dict.fromkeys(
            ("medium", "modérée", "modéré", "moyenne", "moyen", "moderada", "moderado", "media", "medio", "middels"),
            "moderate",
        ),
        **dict.fromkeys(
            ("low", "small", "mineure", "mineur", "faible", "menor", "baja", "bajo", "lite", "liten", "lav"), "minor"
        ),
    },
}
YES: Final = frozenset({"yes", "y", "true", "t", "1", "1.0", "directed", "oui", "vrai", "sí", "si", "verdadero", "ja"})
NO: Final = frozenset({"no", "n", "false", "f", "0", "0.0", "undirected", "non", "faux", "falso", "nei"})
