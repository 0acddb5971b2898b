"""Tables that are hard to draw: all rows are made up, by rule, and the same each time.

A profile of West Africa (60 statements, ten markets, four languages, five units, three years), twenty islands of the
Caribbean, the Pacific over 180°, many flows between any countries, and one route alone.
"""

from itertools import pairwise

import pandas as pd

import routemap

_COLUMNS = (
    "market",
    "statement",
    "from",
    "via",
    "to",
    "directed",
    "confidence",
    "magnitude",
    "quantity",
    "unit",
    "start",
)
_COCAINE = "cocaine trade"
_WEST_AFRICA = """
cocaine trade,Colombia,Brazil > Guinea-Bissau,Portugal,,high,,2.4,t
cocaine trade,Brazil,Cabo Verde,Portugal,,medium,,900,kg
cocaine trade,Brasil,Sénégal,Espagne,,high,,450,kg
cocaine trade,Venezuela,The Gambia > Senegal,Spain,,low,,80000,g
cocaine trade,South America,West Africa,Europe,,medium,major,,
cocaine trade,Bolivia,Ghana,Netherlands,,,,12,kg
cocaine trade,?,Nigeria,United Kingdom,,high,moderate,,
cocaine trade,?,Togo,Belgium,,medium,,300,kg
heroin trade,Afghanistan,Pakistan > Kenya,Nigeria,,medium,,40,kg
heroin trade,?,Ghana,United States,,low,minor,,
heroin trade,Pakistan,Ethiopia > Nigeria,South Africa,,high,,15,kg
cannabis trade,Morocco,Mauritania > Mali,Libya,,high,major,,
cannabis trade,Ghana,Burkina Faso,Niger,,medium,,800,kg
cannabis trade,Nigeria,Benin,?,,low,,,
cannabis trade,Nigeria,,United Kingdom,,high,,1.2,t
cannabis trade,?,Togo,Burkina Faso,,,,,
synthetic drug trade,India,Benin,Nigeria,,high,,5000000,tablets
synthetic drug trade,Inde,Togo,Niger,,high,,3000000,tablets
synthetic drug trade,India,Ghana > Burkina Faso,Mali,,medium,,900000,tablets
synthetic drug trade,Nigeria,,Japan,,medium,,300,kg
synthetic drug trade,Nigeria,South Africa,Australia,,low,minor,,
synthetic drug trade,China,Nigeria,?,,medium,,,
human trafficking,Nigeria,Niger > Libya,Italy,,high,,3100,people
human trafficking,Nigeria,Mali > Algeria,Spain,,medium,,1200,people
human trafficking,Ghana,,Kuwait,,high,,650,people
human trafficking,Sierra Leone,Guinea,Oman,,medium,,400,people
human trafficking,Benin,,Gabon,,high,,250,people
human trafficking,Togo,Nigeria,Gabon,,low,,,
human trafficking,Burkina Faso,,Côte d'Ivoire,,high,major,,
human trafficking,,,Senegal,,high,,,
human trafficking,Liberia,,,,medium,,,
human smuggling,The Gambia,Mali > Niger > Libya,Italy,,high,,12000,people
human smuggling,Sénégal,Mauritanie,Espagne,,high,,9000,people
human smuggling,Guinea,Mali > Algeria > Morocco,Spain,,medium,,4000,people
human smuggling,Côte d'Ivoire,Tunisia,Italy,,medium,,7500,people
human smuggling,Mali,Mauritania,Spain,,high,,3000,people
human smuggling,?,Niger,Libya,,high,,20000,people
human smuggling,Nigeria,?,Germany,,low,,,
arms trafficking,Libya,Niger,Mali,,high,,4000,weapons
arms trafficking,Libya,Chad,Nigeria,,medium,,1500,weapons
arms trafficking,Niger,,Nigeria,no,medium,,,
arms trafficking,Mali,,Burkina Faso,no,high,,,
arms trafficking,Turkey,?,Nigeria,,low,,,
arms trafficking,Nigeria,,Nigeria,,high,,,
flora crimes,Senegal,The Gambia,China,,high,major,,
flora crimes,Mali,Côte d'Ivoire,China,,medium,,30000,m3
flora crimes,Ghana,Togo,China,,high,,52000,m3
flora crimes,Nigeria,,Viet Nam,,medium,,18000,m3
flora crimes,Ghana,,Ghana,,high,,,
fauna crimes,Central Africa,Nigeria,Viet Nam,,high,,25,t
fauna crimes,Cameroon,Nigeria,China,,high,,17,t
fauna crimes,Gabon,Nigeria > Singapore,Viet Nam,,medium,,8800,kg
fauna crimes,Burkina Faso,Togo,Southeast Asia,,low,,,
fauna crimes,?,Côte d'Ivoire,China,,medium,,3,t
non-renewable resource crimes,Ghana,Togo,United Arab Emirates,,high,,10,t
non-renewable resource crimes,Mali,,United Arab Emirates,,high,,30,t
non-renewable resource crimes,Burkina Faso,Togo,Switzerland,,medium,,7000,kg
non-renewable resource crimes,Nigeria,Benin,?,,high,major,,
illicit trade in excisable goods,Benin,Niger,Libya,,high,,600,cases
illicit trade in excisable goods,Togo,Burkina Faso,Mali,,medium,,450,cases
"""
_ISLANDS = """
Cuba,Jamaica,Haiti,Dominican Republic,Puerto Rico,Bahamas,Barbados,Trinidad and Tobago,Grenada
Saint Vincent and the Grenadines,Saint Lucia,Martinique,Dominica,Guadeloupe,Antigua and Barbuda
Saint Kitts and Nevis,Montserrat,Anguilla,Aruba,Curaçao
"""
ISLANDS = [name for line in _ISLANDS.strip().splitlines() for name in line.split(",")]
_PACIFIC = """
Samoa,Tonga,New Zealand,medium
?,Fiji,Samoa,high
Kiribati,Tuvalu,?,high
Ecuador,French Polynesia,Australia,high
Mexico,Fiji,New Zealand,medium
United States,,Tonga,low
Tonga,,Fiji,
Papua New Guinea,Solomon Islands,Fiji,high
Vanuatu,,Samoa,medium
China,Marshall Islands,Kiribati,low
"""


def _read(rows: list[dict[str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(_COLUMNS), dtype="str").fillna("")
    return routemap.read_routes(frame.assign(source="Made-up report"))


def west_africa() -> pd.DataFrame:
    """Return a profile of 60 statements."""
    names = ("market", "from", "via", "to", "directed", "confidence", "magnitude", "quantity", "unit")
    lines = [line.split(",") for line in _WEST_AFRICA.strip().splitlines()]
    return _read([dict(zip(names, line, strict=True), start=str(2021 + k % 3)) for k, line in enumerate(lines)])


def caribbean() -> pd.DataFrame:
    """Return routes among twenty small islands and from the mainland, some with open ends."""
    levels = ("high", "medium", "low", "")
    rows = [{"from": a, "to": b} for a, b in pairwise(ISLANDS)]
    rows += [{"from": "Venezuela", "via": island, "to": "United States"} for island in ISLANDS[::3]]
    rows += [{"from": "?", "via": island, "to": "Barbados"} for island in ISLANDS[8:16]]
    return _read([{"market": _COCAINE, "confidence": levels[k % 4], **row} for k, row in enumerate(rows)])


def pacific() -> pd.DataFrame:
    """Return routes over 180°."""
    lines = [line.split(",") for line in _PACIFIC.strip().splitlines()]
    names = ("from", "via", "to", "confidence")
    return _read([{"market": "fauna crimes", **dict(zip(names, line, strict=True))} for line in lines])


def many(count: int) -> pd.DataFrame:
    """Return so many flows between any two countries, few large and most small."""
    codes = routemap.places.country_codes()
    rows = []
    for k in range(count):
        start, end = codes[(k * 37) % 60 * 4 % len(codes)], codes[(k * 101 + k // 60 * 7 + 13) % len(codes)]
        rows.append({"from": start, "to": end if end != start else "NOR", "quantity": str(round(2e6 / (k + 1)))})
    return _read([{"market": "human smuggling", "confidence": "high", "unit": "people", **row} for row in rows])


def one_route() -> pd.DataFrame:
    """Return one route alone."""
    return _read([{"market": "heroin trade", "from": "?", "via": "Germany", "to": "Norway", "confidence": "medium"}])
