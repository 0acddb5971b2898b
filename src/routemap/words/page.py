"""The words Python writes into a page, in four languages: title, summary, caveats, the table without JavaScript.

The words of buttons and sentences about one route live in the bundle (``js/src/words``), which speaks to the reader;
this module speaks for the document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from routemap.words import shared_word

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "index": "Maps of reported routes",
        "gallery": "One map per market",
        "sources": "{} sources, named route by route.",
        "sources_in_data": "{} sources, named route by route in the data.",
        "leads": "{routes} to {place}.",
        "leads_away": "{routes} from {place}.",
        "drawn": "{routes} between {places}.",
        "origin_named": "Origin named: {}.",
        "origins_named": "Origins named: {}.",
        "destination_named": "Destination named: {}.",
        "destinations_named": "Destinations named: {}.",
        "transit_named": "Transit named: {}.",
        "transits_named": "Transit named: {}.",
        "most_often": "{all}, most often {most}",
        "no_origin": "No origin is stated.",
        "no_destination": "No destination is stated.",
        "no_transit": "No transit is stated.",
        "roles": "{} without a counterpart.",
        "domestic": "{} within one country.",
        "border": "{} across a border, without a direction.",
        "role_named": "{place} is named as {roles}; no counterpart is stated.",
        "role_origin": "a source",
        "role_transit": "a place of transit",
        "role_destination": "a destination",
        "domestic_named": "{routes} within {place}.",
        "border_named": "{routes} between {places}, in no stated direction.",
        "markets": "{} across {}.",
        "route": "route|routes",
        "reported": "reported route|reported routes",
        "country": "country|countries",
        "region": "region|regions",
        "market": "market|markets",
        "role": "place is named|places are named",
        "within": "route runs|routes run",
        "crossing": "route runs|routes run",
        "and": "and",
        "columns": "Route|Commodity|Confidence|Source|Locator|Note",
        "confidences": "not assessed|inferred by the analyst|hedged in the source|stated plainly",
        "cut": "The first {} of {} routes; the rest need JavaScript.",
        "open": "Open the map",
        "simple_lines": "{} of {} lines follow a simple bow: too many to lay out one by one.",
        "merged": "{} records were merged into {} routes.",
    },
    "fr": {
        "index": "Cartes des routes signalées",
        "gallery": "Une carte par marché",
        "sources": "{} sources, indiquées route par route.",
        "sources_in_data": "{} sources, indiquées route par route dans les données.",
        "leads": "{routes} vers : {place}.",
        "leads_away": "{routes} depuis : {place}.",
        "drawn": "{routes} entre {places}.",
        "origin_named": "Origine citée : {}.",
        "origins_named": "Origines citées : {}.",
        "destination_named": "Destination citée : {}.",
        "destinations_named": "Destinations citées : {}.",
        "transit_named": "Transit cité : {}.",
        "transits_named": "Transit cité : {}.",
        "most_often": "{all}, le plus souvent {most}",
        "no_origin": "Aucune origine n’est indiquée.",
        "no_destination": "Aucune destination n’est indiquée.",
        "no_transit": "Aucun transit n’est indiqué.",
        "roles": "{} sans contrepartie.",
        "domestic": "{} à l’intérieur d’un pays.",
        "border": "{} de part et d’autre d’une frontière, sans direction.",
        "role_named": "{place} : cité comme {roles} ; aucune contrepartie n’est indiquée.",
        "role_origin": "origine",
        "role_transit": "lieu de transit",
        "role_destination": "destination",
        "domestic_named": "{routes} à l’intérieur du pays : {place}.",
        "border_named": "{routes} entre {places}, sans direction indiquée.",
        "markets": "{} dans {}.",
        "route": "route|routes",
        "reported": "route signalée|routes signalées",
        "country": "pays|pays",
        "region": "région|régions",
        "market": "marché|marchés",
        "role": "lieu est cité|lieux sont cités",
        "within": "route reste|routes restent",
        "crossing": "route passe|routes passent",
        "and": "et",
        "columns": "Route|Marchandise|Confiance|Source|Repère|Note",
        "confidences": "non évalué|déduit par l’analyste|nuancé dans la source|affirmé clairement",
        "cut": "Les {} premières routes sur {} ; les autres exigent JavaScript.",
        "open": "Ouvrir la carte",
        "simple_lines": "{} lignes sur {} suivent un arc simple : trop nombreuses pour être disposées une à une.",
        "merged": "{} enregistrements ont été réunis en {} routes.",
    },
    "es": {
        "index": "Mapas de rutas señaladas",
        "gallery": "Un mapa por mercado",
        "sources": "{} fuentes, indicadas ruta por ruta.",
        "sources_in_data": "{} fuentes, indicadas ruta por ruta en los datos.",
        "leads": "{routes} hacia: {place}.",
        "leads_away": "{routes} desde: {place}.",
        "drawn": "{routes} entre {places}.",
        "origin_named": "Origen citado: {}.",
        "origins_named": "Orígenes citados: {}.",
        "destination_named": "Destino citado: {}.",
        "destinations_named": "Destinos citados: {}.",
        "transit_named": "Tránsito citado: {}.",
        "transits_named": "Tránsito citado: {}.",
        "most_often": "{all}, sobre todo {most}",
        "no_origin": "No se indica ningún origen.",
        "no_destination": "No se indica ningún destino.",
        "no_transit": "No se indica ningún tránsito.",
        "roles": "{} sin contraparte.",
        "domestic": "{} dentro de un país.",
        "border": "{} a través de una frontera, sin dirección.",
        "role_named": "{place}: citado como {roles}; no se indica contraparte.",
        "role_origin": "origen",
        "role_transit": "lugar de tránsito",
        "role_destination": "destino",
        "domestic_named": "{routes} dentro del país: {place}.",
        "border_named": "{routes} entre {places}, sin dirección indicada.",
        "markets": "{} en {}.",
        "route": "ruta|rutas",
        "reported": "ruta señalada|rutas señaladas",
        "country": "país|países",
        "region": "región|regiones",
        "market": "mercado|mercados",
        "role": "lugar se cita|lugares se citan",
        "within": "ruta transcurre|rutas transcurren",
        "crossing": "ruta pasa|rutas pasan",
        "and": "y",
        "columns": "Ruta|Mercancía|Confianza|Fuente|Lugar en la fuente|Nota",
        "confidences": "sin evaluar|inferido por el analista|matizado en la fuente|afirmado claramente",
        "cut": "Las primeras {} de {} rutas; las demás requieren JavaScript.",
        "open": "Abrir el mapa",
        "simple_lines": "{} de {} líneas siguen un arco simple: son demasiadas para trazarlas una a una.",
        "merged": "{} registros se reunieron en {} rutas.",
    },
    "nb": {
        "index": "Kart over omtalte ruter",
        "gallery": "Ett kart per marked",
        "sources": "{} kilder, oppgitt rute for rute.",
        "sources_in_data": "{} kilder, oppgitt rute for rute i dataene.",
        "leads": "{routes} til {place}.",
        "leads_away": "{routes} fra {place}.",
        "drawn": "{routes} mellom {places}.",
        "origin_named": "Nevnt opphav: {}.",
        "origins_named": "Nevnt opphav: {}.",
        "destination_named": "Nevnt mål: {}.",
        "destinations_named": "Nevnte mål: {}.",
        "transit_named": "Nevnt transitt: {}.",
        "transits_named": "Nevnt transitt: {}.",
        "most_often": "{all}, oftest {most}",
        "no_origin": "Opphav er ikke oppgitt.",
        "no_destination": "Mål er ikke oppgitt.",
        "no_transit": "Transitt er ikke oppgitt.",
        "roles": "{} uten motpart.",
        "domestic": "{} innenfor ett land.",
        "border": "{} over en grense, uten retning.",
        "role_named": "{place} er nevnt som {roles}; motpart er ikke oppgitt.",
        "role_origin": "opphav",
        "role_transit": "transittland",
        "role_destination": "mål",
        "domestic_named": "{routes} innenfor {place}.",
        "border_named": "{routes} mellom {places}, uten oppgitt retning.",
        "markets": "{} i {}.",
        "route": "rute|ruter",
        "reported": "omtalt rute|omtalte ruter",
        "country": "land|land",
        "region": "region|regioner",
        "market": "marked|markeder",
        "role": "sted er nevnt|steder er nevnt",
        "within": "rute går|ruter går",
        "crossing": "rute går|ruter går",
        "and": "og",
        "columns": "Rute|Vare|Sikkerhet|Kilde|Sted i kilden|Merknad",
        "confidences": "ikke vurdert|sluttet av analytikeren|med forbehold i kilden|sagt rett ut",
        "cut": "De første {} av {} ruter; resten krever JavaScript.",
        "open": "Åpne kartet",
        "simple_lines": "{} av {} linjer følger en enkel bue: de er for mange til å legges ut enkeltvis.",
        "merged": "{} oppføringer ble slått sammen til {} ruter.",
    },
}


def word(lang: str, key: str) -> str:
    """Return one word or sentence frame.

    Examples
    --------
    >>> word("en", "open")
    'Open the map'
    """
    return own if (own := _WORDS[lang].get(key)) else shared_word(lang, key)


def counted(lang: str, number: int, key: str) -> str:
    """Return a number with its noun in the right form.

    Examples
    --------
    >>> counted("en", 1, "country"), counted("en", 5, "country")
    ('1 country', '5 countries')
    """
    one, many = word(lang, key).split("|")
    return f"{number} {one if number == 1 else many}"


def listed(lang: str, parts: Sequence[str]) -> str:
    """Join parts as a sentence does.

    Examples
    --------
    >>> listed("en", ["Poland", "Lithuania", "Morocco"])
    'Poland, Lithuania and Morocco'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word(lang, 'and')} {parts[-1]}"
