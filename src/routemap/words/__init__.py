"""The words that pages and figures share, in four languages: markets, caveat, borders, source.

Each output has further words of its own (``webmap/words.py``, ``figure/words.py``): a page speaks to a reader who can
click, a figure to one who cannot.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

Language = Literal["en", "fr", "es", "nb"]
LANGUAGES: Final[tuple[str, ...]] = get_args(Language)

# For each key: English, French, Spanish, Norwegian.
_SHARED: Final[Mapping[str, tuple[str, str, str, str]]] = {
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
    "unsourced": (
        "No source is given.",
        "Aucune source n’est indiquée.",
        "No se indica ninguna fuente.",
        "Ingen kilde er oppgitt.",
    ),
    "no_commodity": (
        "commodity not stated",
        "marchandise non indiquée",
        "mercancía no indicada",
        "vare ikke oppgitt",
    ),
    "drafts": (
        "Drafts that nobody has reviewed, of these routes: {}.",
        "Ébauches que personne n’a relues, parmi ces routes : {}.",
        "Borradores que nadie ha revisado, entre estas rutas: {}.",
        "Utkast som ingen har gått gjennom, av disse rutene: {}.",
    ),
    "unknown": ("not stated", "non indiqué", "no indicado", "ikke oppgitt"),
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


def shared_word(lang: str, key: str) -> str:
    """Return one word or sentence frame that every output uses.

    Examples
    --------
    >>> shared_word("en", "overview")
    'All markets'
    """
    return _SHARED[key][LANGUAGES.index(lang)]


def market_title(market: str, lang: str) -> str:
    """Return a market's name in the reader's language, as a heading; the user's own names stay as they are.

    Examples
    --------
    >>> market_title("heroin trade", "nb")
    'Heroinhandel'
    """
    translated = _MARKETS.get(market)
    name = translated[LANGUAGES.index(lang) - 1] if translated and lang != "en" else market
    return name[:1].upper() + name[1:]
