"""The fixed words of a figure, in four languages.

The page has its own words (it speaks to a reader who can click); the outputs never import each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from routemap.words import LANGUAGES, shared_word

# For each key: English, French, Spanish, Norwegian.
_WORDS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "route": ("reported route", "route signalée", "ruta señalada", "omtalt rute"),
    "routes": ("reported routes", "routes signalées", "rutas señaladas", "omtalte ruter"),
    "colour": ("Colour", "Couleur", "Color", "Farge"),
    "width": ("Width", "Largeur", "Anchura", "Bredde"),
    "support": ("Support", "Appui", "Respaldo", "Belegg"),
    "lines": ("Lines", "Lignes", "Líneas", "Linjer"),
    "places": ("Places", "Lieux", "Lugares", "Steder"),
    "confidence": ("not assessed", "non évalué", "no evaluado", "ikke vurdert"),
    "confidence low": (
        "inferred by the analyst",
        "déduit par l’analyste",
        "inferido por el analista",
        "utledet av analytikeren",
    ),
    "confidence medium": (
        "hedged in the source",
        "nuancé dans la source",
        "matizado en la fuente",
        "med forbehold i kilden",
    ),
    "confidence high": ("stated plainly", "affirmé", "afirmado", "sagt rett ut"),
    "magnitude": ("no size stated", "ampleur non indiquée", "magnitud no indicada", "omfang ikke oppgitt"),
    "magnitude minor": ("minor", "mineure", "menor", "mindre"),
    "magnitude moderate": ("moderate", "moyenne", "moderada", "moderat"),
    "magnitude major": ("major", "majeure", "mayor", "stort"),
    "origin": ("origin", "origine", "origen", "opphav"),
    "transit": ("transit", "transit", "tránsito", "transitt"),
    "destination": ("destination", "destination", "destino", "mål"),
    "combined": (
        "several roles, combined",
        "plusieurs rôles, combinés",
        "varios papeles, combinados",
        "flere roller, kombinert",
    ),
    "region": ("region, not a point", "région, pas un point", "región, no un punto", "region, ikke et punkt"),
    "role": (
        "named without a counterpart",
        "nommé sans contrepartie",
        "nombrado sin contraparte",
        "nevnt uten motpart",
    ),
    "open origin": ("origin not stated", "origine non indiquée", "origen no indicado", "opphav ikke oppgitt"),
    "open destination": (
        "destination not stated",
        "destination non indiquée",
        "destino no indicado",
        "mål ikke oppgitt",
    ),
    "domestic": ("within one country", "à l’intérieur d’un pays", "dentro de un país", "innenfor ett land"),
    "undirected": ("direction not stated", "sens non indiqué", "sentido no indicado", "retning ikke oppgitt"),
    "disputed": ("disputed border", "frontière contestée", "frontera en disputa", "omstridt grense"),
    "from": ("from {}", "de : {}", "desde: {}", "fra {}"),
    "to": ("to {}", "vers : {}", "hacia: {}", "til {}"),
    "detail": (
        "The framed part, larger",
        "La partie encadrée, agrandie",
        "La parte enmarcada, ampliada",
        "Den innrammede delen, forstørret",
    ),
    "more": ("and {} more", "et {} autres", "y {} más", "og {} til"),
    "more unit": ("and {} unit more", "et {} unité de plus", "y {} unidad más", "og {} enhet til"),
    "more units": ("and {} units more", "et {} unités de plus", "y {} unidades más", "og {} enheter til"),
    "bowed": (
        "Beyond the {} strongest, lines follow a simple bow.",
        "Au-delà des {} plus fortes, les lignes suivent un arc simple.",
        "Salvo las {} más fuertes, las líneas siguen un arco simple.",
        "Utover de {} sterkeste følger linjene en enkel bue.",
    ),
    "unnamed": (
        "Names without room on the map: {}.",
        "Noms sans place sur la carte : {}.",
        "Nombres sin espacio en el mapa: {}.",
        "Navn uten plass på kartet: {}.",
    ),
}


def word(lang: str, key: str) -> str:
    """Return one word or sentence frame.

    Examples
    --------
    >>> word("nb", "transit")
    'transitt'
    """
    return _WORDS[key][LANGUAGES.index(lang)] if key in _WORDS else shared_word(lang, key)
