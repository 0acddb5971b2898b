"""How tables name their columns: the form under which a name is looked up, words for places, other languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

# Marks that send the reader to a note below the table; as digits they would be part of the name.
_FOOTNOTES = re.compile("[\u00b9\u00b2\u00b3\u2070-\u2079]+$")
_ASCII_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}
_ALIKE = {"ø": "o", "æ": "ae", "œ": "oe"}


def fold_header(text: str) -> str:
    """Return a header name without case, accents, spaces, underscores, hyphens and the like.

    Examples
    --------
    >>> fold_header("Source_Country ")
    'sourcecountry'
    >>> fold_header("Quantité²")
    'quantite'
    """
    if text.isascii():
        return text.casefold().translate(_ASCII_SIGNS)  # whole lines of text pass here, to find the divider
    plain = _FOOTNOTES.sub("", text)
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", plain).casefold())
    return "".join(_ALIKE.get(c, c) for c in letters if c.isalnum())


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set.

    Examples
    --------
    >>> sorted(word_set("kg t"))
    ['kg', 't']
    """
    return frozenset(words.split())


# How tables say "this column holds a place": the role's word with one of these before or after it.
PLACE_WORDS = (
    "country",
    "countries",
    "iso",
    "iso2",
    "iso3",
    "isoa3",
    "code",
    "countrycode",
    "iso3code",
    "place",
    "state",
)
# For each role the words that say it alone, and those that say it only together with a word for a place:
# "source" alone is the citation.
PLACE_STEMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "origin": (("origin", "from", "orig", "departure"), ("source", "src", "exporting", "export")),
    "transit": (("transit", "via", "through", "waypoint"), ("stop",)),
    "destination": (("destination", "to", "dest", "target", "arrival"), ("importing", "import", "receiving")),
}


def place_headers(role: str, *fixed: str) -> tuple[str, ...]:
    """Return the synonyms of a column of places."""
    alone, with_word = PLACE_STEMS[role]
    names = [*alone, *fixed]
    for stem in (*alone, *with_word):
        for word in PLACE_WORDS:
            names += [f"{stem}{word}", f"{word}{stem}", f"{word}of{stem}"]
    return tuple(dict.fromkeys(name for name in names if name != role))


# Words in the names of columns, in any language that public tables come in: a hint of what a column may hold. A word
# that ends in a hyphen is the beginning of one.
COLUMN_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "origin": word_set(
        "dep dpt departing "
        "origin- orig origen- origem herkunft- ursprung- export- provenance procedenc- dispatch departure depart "
        "nationalit- nacionalidad nacionalidade nasjonalitet- statsborger- staatsangehorigkeit citizen- supplier "
        "seller sender consignor shipper expedi- embark- embarque salida partida opprinnelse- avsender- loading "
        "fournisseur proveedor vendedor absender ausfuhr- from fra von desde reporter birth naissance nacimiento "
        "herkomst provenienza"
    ),
    "transit": word_set(
        "transit- transito transhipment transshipment trasbordo stopover passage escala gjennom via routing route "
        "through thru stop stops paso doorvoer seiz- saisie- incaut- beslag-"
    ),
    "destination": word_set(
        "dst arr "
        "destin- dest ziel- bestemm- import- recipient receiv- buyer consignee asylum asile asilo residen- accueil "
        "acogida arriv- llegada ankomst- mottak- discharge unloading exploitation explotacion host acheteur comprador "
        "destinataire empfang- einfuhr- bound to til nach hacia partner vers target bestemming"
    ),
    "quantity": word_set(
        "quantit- cantidad- quantidade mengde- menge antall- anzahl amount- weight peso poids vekt gewicht nombre "
        "number numbers numero value valor valeur verdi wert effectif- effectifs victim- refugee- migrant- person- "
        "people total totale count tonnage qty qte wt kg kgs net gross cant nb volume aantal quantita"
    ),
    "start": word_set("date dates datum dato fecha year years annee ano anno jahr ar periode period when mes aar"),
    "source": word_set("source sources fuente fuentes kilde kilder quelle fonte referenc- reference bron"),
}

# French, Spanish, Norwegian, Portuguese: for each role of a place the words that say it, and for a place beside them.
ROLE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "origin": (
        "origine", "provenance", "depart", "dorigine", "deprovenance", "dedepart", "exportateur", "dexportation",
        "origen", "procedencia", "salida", "partida", "exportador", "exportacion", "origem", "exportacao",
        "opprinnelse", "opprinnelses", "opphav", "avsender", "avgangs", "fra", "eksport",
    ),
    "transit": (
        "transit", "transito", "detransit", "escala", "etape", "passage", "transitt", "gjennom",
    ),
    "destination": (
        "darrivee", "arrivee", "dedestination", "importateur", "dimportation",
        "destino", "llegada", "importador", "importacion", "chegada", "importacao",
        "bestemmelses", "bestemmelse", "destinasjon", "destinasjons", "mottaker", "mal", "til", "import",
    ),
}  # fmt: skip
ALONE: Final = frozenset(
    {
        "origine", "provenance", "depart", "origen", "procedencia", "salida", "opprinnelse", "opphav", "fra", "origem",
        "transito", "escala", "etape", "transitt",
        "arrivee", "destino", "llegada", "chegada", "destinasjon", "bestemmelse", "til",
    }
)  # fmt: skip
PLACES: Final = ("pays", "paysde", "lieude", "lieu", "pais", "paisde", "lugarde", "estado", "land", "sted", "staat")

OTHERS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("identifiant", "identificador", "idroute", "idruta"),
    "statement": ("enonce", "affirmation", "declaracion", "afirmacion", "pastand"),
    "market": (
        "marche", "marcheillicite", "marcheillegal", "mercado", "mercadoilicito", "mercadoilegal", "marked",
        "ulovligmarked", "illegaltmarked",
    ),
    "commodity": (
        "produit", "marchandise", "drogue", "substances", "producto", "mercancia", "droga", "sustancia", "vare",
        "varer", "stoff", "narkotika",
    ),
    "directed": ("oriente", "dirige", "dirigido", "orientado", "rettet"),
    "confidence": (
        "confiance", "fiabilite", "certitude", "confianza", "fiabilidad", "certeza", "sikkerhet", "palitelighet",
        "tillit",
    ),
    "magnitude": ("ampleur", "importanceduflux", "magnitud", "importancia", "omfang"),
    "quantity": (
        "quantite", "montant", "poids", "valeur", "nombre", "cantidad", "monto", "peso", "valor", "numero", "mengde",
        "antall", "vekt", "verdi", "quantidade",
    ),
    "unit": ("unite", "unidad", "unidades", "enhet", "maleenhet", "unidade"),
    "start": (
        "annee", "date", "datedebut", "debut", "ano", "fecha", "fechadeinicio", "inicio", "fechainicio", "ar", "dato",
        "startdato", "fradato",
    ),
    "end": ("datefin", "datedefin", "fin", "fechadefin", "fechafin", "sluttdato", "slutt", "tildato"),
    "actors": ("acteurs", "groupes", "actores", "grupos", "aktorer", "grupper"),
    "source": (
        "referencebibliographique", "fuente", "fuentes", "kilde", "kilder", "referencia", "referanse", "fonte",
        "fontes",
    ),
    "locator": ("pagina", "paginas", "seccion", "side", "sider", "avsnitt", "rubrique"),
    "url": ("lien", "adresse", "enlace", "vinculo", "direccionweb", "lenke", "nettadresse"),
    "quote": ("citationtextuelle", "extrait", "cita", "citatextual", "extracto", "sitat", "utdrag"),
    "note": ("remarque", "remarques", "commentaire", "commentaires", "nota", "notas", "comentario", "comentarios",
             "observaciones", "notat", "notater", "merknad", "merknader", "kommentar", "kommentarer"),
}  # fmt: skip


def other_languages() -> dict[str, tuple[str, ...]]:
    """Return for each of our columns its names in French, Spanish, Norwegian and Portuguese.

    Examples
    --------
    >>> "paisdeorigen" in other_languages()["origin"]
    True
    """
    names = {role: [word for word in words if word in ALONE] for role, words in ROLE_WORDS.items()}
    for role, words in ROLE_WORDS.items():
        for word in words:
            names[role] += [name for place in PLACES for name in (f"{place}{word}", f"{word}{place}")]
    return dict(OTHERS) | {role: tuple(dict.fromkeys(found)) for role, found in names.items()}
