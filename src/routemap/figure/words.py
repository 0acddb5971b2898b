"""The fixed words of a figure, in four languages.

The page has its own words (it speaks to a reader who can click); the outputs never import each other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

LANGUAGES: Final = ("en", "fr", "es", "nb")

# For each key: English, French, Spanish, Norwegian.
_WORDS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "overview": ("All markets", "Tous les marchés", "Todos los mercados", "Alle markeder"),
    "caveat": (
        "Routes mirror what is reported and enforced, not all that exists.",
        "Les routes reflètent ce qui est signalé et réprimé, non tout ce qui existe.",
        "Las rutas reflejan lo que se informa y se persigue, no todo lo que existe.",
        "Rutene viser det som er rapportert og avdekket, ikke alt som finnes.",
    ),
    "borders": (
        "Borders: United Nations view; no position is taken.",
        "Frontières : vue des Nations unies ; sans prise de position.",
        "Fronteras: visión de las Naciones Unidas; no se toma posición.",
        "Grenser: slik De forente nasjoner ser dem; uten stillingtagen.",
    ),
    "source": ("Source: {}.", "Source : {}.", "Fuente: {}.", "Kilde: {}."),
    "sources": (
        "{} sources, named route by route in the data.",
        "{} sources, indiquées route par route dans les données.",
        "{} fuentes, indicadas ruta por ruta en los datos.",
        "{} kilder, oppgitt rute for rute i dataene.",
    ),
    "unsourced": (
        "No source is given.",
        "Aucune source n’est indiquée.",
        "No se indica ninguna fuente.",
        "Ingen kilde er oppgitt.",
    ),
    "route": ("reported route", "route signalée", "ruta señalada", "omtalt rute"),
    "routes": ("reported routes", "routes signalées", "rutas señaladas", "omtalte ruter"),
    "unknown": ("not stated", "non indiqué", "no indicado", "ikke oppgitt"),
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
    "more": ("and {} more", "et {} autres", "y {} más", "og {} til"),
    "bowed": (
        "More than {} lines: they follow a simple bow.",
        "Plus de {} lignes : elles suivent un arc simple.",
        "Más de {} líneas: siguen un arco simple.",
        "Mer enn {} linjer: de følger en enkel bue.",
    ),
    "unnamed": (
        "Names without room on the map: {}.",
        "Noms sans place sur la carte : {}.",
        "Nombres sin espacio en el mapa: {}.",
        "Navn uten plass på kartet: {}.",
    ),
}

_MARKETS: Final[Mapping[str, tuple[str, str, str]]] = {
    "human trafficking": ("traite des êtres humains", "trata de personas", "menneskehandel"),
    "human smuggling": ("trafic de migrants", "tráfico ilícito de migrantes", "menneskesmugling"),
    "arms trafficking": ("trafic d’armes", "tráfico de armas", "våpensmugling"),
    "flora crimes": ("crimes contre la flore", "delitos contra la flora", "florakriminalitet"),
    "fauna crimes": ("crimes contre la faune", "delitos contra la fauna", "faunakriminalitet"),
    "non-renewable resource crimes": (
        "crimes liés aux ressources non renouvelables",
        "delitos contra los recursos no renovables",
        "kriminalitet med ikke-fornybare ressurser",
    ),
    "heroin trade": ("trafic d’héroïne", "tráfico de heroína", "heroinhandel"),
    "cocaine trade": ("trafic de cocaïne", "tráfico de cocaína", "kokainhandel"),
    "cannabis trade": ("trafic de cannabis", "tráfico de cannabis", "cannabishandel"),
    "synthetic drug trade": (
        "trafic de drogues de synthèse",
        "tráfico de drogas sintéticas",
        "handel med syntetiske stoffer",
    ),
    "extortion and protection racketeering": ("extorsion et racket", "extorsión", "utpressing"),
    "counterfeit goods": ("contrefaçon", "falsificación de mercancías", "forfalskede varer"),
    "illicit trade in excisable goods": (
        "commerce illicite de produits soumis à accise",
        "comercio ilícito de bienes sujetos a impuestos especiales",
        "ulovlig handel med avgiftspliktige varer",
    ),
    "cyber-dependent crimes": ("cybercriminalité", "ciberdelitos", "datakriminalitet"),
    "financial crimes": ("crimes financiers", "delitos financieros", "økonomisk kriminalitet"),
}


def word(lang: str, key: str) -> str:
    """Return one word or sentence frame.

    Examples
    --------
    >>> word("nb", "transit")
    'transitt'
    """
    return _WORDS[key][LANGUAGES.index(lang)]


def market_title(market: str, lang: str) -> str:
    """Return a market's name as a heading; the user's own names stay as they are.

    Examples
    --------
    >>> market_title("heroin trade", "nb")
    'Heroinhandel'
    """
    known = _MARKETS.get(market)
    name = known[LANGUAGES.index(lang) - 1] if known and lang != "en" else market
    return name[:1].upper() + name[1:]


def plain(text: str) -> str:
    """Return text fit for one line of a figure: white space as blanks, no control or bidi characters.

    XML forbids most control characters, and a bidi override would turn what follows it around.

    Examples
    --------
    >>> plain("a\\nb\\x00c")
    'a bc'
    """
    spaced = " ".join(text.split())
    kept = "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn", "Co"))
    return " ".join(kept.split())
