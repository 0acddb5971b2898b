"""What people write for a market: names in other languages, and goods that belong to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "human trafficking": (
        "traite", "traite des personnes", "traite d'êtres humains", "trata", "trata de seres humanos", "trafficking",
    ),
    "human smuggling": (
        "trafic illicite de migrants", "passage clandestin de migrants", "passeurs", "tráfico de migrantes",
        "tráfico de personas migrantes", "contrabando de migrantes", "smugling av migranter",
    ),
    "arms trafficking": ("armes", "armes à feu", "armas", "armas de fuego", "tráfico ilícito de armas", "våpen"),
    "flora crimes": ("flore", "bois", "madera", "tømmer", "trafic de bois", "tráfico de madera"),
    "fauna crimes": (
        "faune", "faune sauvage", "espèces sauvages", "animales", "vida silvestre", "fauna silvestre", "dyr",
        "trafic d'espèces sauvages", "tráfico de fauna",
    ),
    "non-renewable resource crimes": (
        "ressources non renouvelables", "recursos no renovables", "exploitation minière illégale", "minería ilegal",
        "ikke-fornybare ressurser",
    ),
    "heroin trade": ("héroïne", "heroína", "opiacés", "opiáceos"),
    "cocaine trade": ("cocaïne", "cocaína", "kokain"),
    "cannabis trade": ("haschich", "résine de cannabis", "hachís", "hasj", "hasjisj", "marihuana"),
    "synthetic drug trade": (
        "drogues de synthèse", "drogues synthétiques", "drogas sintéticas", "syntetiske stoffer", "syntetisk narkotika",
    ),
    "counterfeit goods": ("contrefaçons", "falsificaciones", "mercancías falsificadas", "kopivarer"),
    "illicit trade in excisable goods": (
        "produits soumis à accise", "contrebande de tabac", "contrabando de tabaco", "contrabando de cigarrillos",
        "avgiftspliktige varer",
    ),
    "extortion and protection racketeering": ("extorsion", "racket"),
    "cyber-dependent crimes": ("ciberdelito", "cibercriminalidad"),
    "financial crimes": ("criminalité financière", "delito financiero"),
}  # fmt: skip

# A market of these words may well be meant as it stands; the market that they belong to is a hint.
GOODS: Final[Mapping[str, tuple[str, ...]]] = {
    "heroin trade": ("opium", "morphine", "poppy", "poppy straw", "opiate", "pavot", "amapola", "adormidera"),
    "cocaine trade": ("crack", "crack cocaine", "cocaine hydrochloride", "cocaine base", "coca paste", "coca leaf"),
    "cannabis trade": (
        "cannabis herb", "herbal cannabis", "cannabis plants", "hash", "cannabis oil", "thc", "kif",
    ),
    "synthetic drug trade": (
        "mdma", "ecstasy", "amphetamine", "amphetamines", "amphetamine sulphate", "methamphetamine",
        "methamphetamines", "meth", "crystal meth", "captagon", "fentanyl", "fentanyls", "ketamine", "lsd", "ghb",
        "nps", "new psychoactive substances", "synthetic opioids", "synthetic cannabinoids", "tramadol", "nitazenes",
        "mephedrone", "precursors", "tablettes d'ecstasy", "anfetamina", "metanfetamina", "fentanilo", "éxtasis",
        "amphétamine", "amphétamines", "méthamphétamine", "amfetamin", "metamfetamin",
    ),
    "fauna crimes": (
        "ivory", "raw ivory", "elephant ivory", "rhino horn", "rhinoceros horn", "pangolin", "pangolins",
        "pangolin scales", "tiger", "tiger parts", "tortoises", "turtles", "reptiles", "parrots", "birds", "shark fin",
        "shark fins", "abalone", "eels", "glass eels", "caviar", "big cats", "bushmeat", "ivoire", "marfil",
        "elfenbein", "totoaba",
    ),
    "flora crimes": (
        "rosewood", "wood", "logs", "sawn wood", "charcoal", "orchids", "cacti", "agarwood", "ginseng", "mahogany",
        "teak", "bois de rose", "palo de rosa",
    ),
    "non-renewable resource crimes": (
        "gold", "diamonds", "oil", "fuel", "petrol", "diesel", "coltan", "cobalt", "sand", "gemstones", "jade", "tin",
        "tantalum", "tungsten", "copper", "lithium", "mercury", "emeralds", "oro", "diamantes", "gull", "diamanter",
        "petróleo",
    ),
    "arms trafficking": (
        "pistols", "rifles", "ammunition", "small arms", "explosives", "grenades", "handguns", "munitions",
        "armes légères",
        "ammunisjon", "municiones",
    ),
    "illicit trade in excisable goods": (
        "cigarettes", "cigarette", "tobacco", "alcohol", "spirits", "tabac", "tabaco", "cigarrillos", "tobakk",
        "sigaretter", "alcool",
    ),
    "counterfeit goods": (
        "fake goods", "fakes", "medicines", "counterfeit medicines", "falsified medicines", "pirated goods",
    ),
    "human smuggling": ("migrants", "refugees", "irregular migrants", "irregular migration", "migrantes", "migranter"),
    "human trafficking": (
        "forced labour", "forced labor", "sexual exploitation", "victims of trafficking", "slavery", "modern slavery",
    ),
}  # fmt: skip


def market_of_goods() -> dict[str, str]:
    """Return for each of the usual goods the market that it belongs to.

    Examples
    --------
    >>> market_of_goods()["ivory"]
    'fauna crimes'
    """
    return {word: market for market, words in GOODS.items() for word in words}
