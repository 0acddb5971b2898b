"""What a damaged or senseless table is told to be read by, chosen by the number of the case alone."""

import random

OPTIONS: tuple[dict[str, object], ...] = (
    {"columns": {"from": "destination", "Port": "", "note": "source"}},
    {"columns": {"quantity": "magnitude", "market": "commodity"}},
    {"set": {"market": "cocaine", "quantity": "1,5", "origin": "A | B", "start": "x"}},
    {"values": {"origin": {"Colombia | PER": "NOR > SWE", "the Balkans": ""}, "confidence": {"low": "high"}}},
    {"unknown": ["NOR", "Norway", ""]},
    {"decimal": ","},
    {"decimal": "."},
    {"dates": "day-first"},
    {"dates": "month-first"},
    {"header_line": 1},
    {"header_line": 2},
    {"header_line": 99},
    {"matrix": "origins"},
    {"matrix": "destinations"},
    {"leave_out_bad": True},
    {"hidden": True},
    {"places_sheet": "Sheet"},
    {"courses": "keep"},
    {"sheet": "doc"},
    {"cities": True, "demonyms": True, "former": "as-region"},
)
# Options that only some kinds of files take.
_OF_KIND = {
    "header_line": (".csv", ".tsv", ".xlsx"),
    "hidden": (".xlsx",),
    "places_sheet": (".xlsx",),
    "courses": (".csv", ".tsv", ".geojson", ".geojsonl", ".gpkg", ".fgb", ".kml", ".kmz", ".zip"),
    "sheet": (".xlsx", ".gpkg", ".fgb", ".kmz", ".zip"),
}


def some_options(number: int, name: str) -> dict[str, object]:
    """Return the options of a case, those that the kind of its file takes.

    >>> some_options(3, "t.csv") == some_options(3, "t.csv")
    True
    """
    chance = random.Random(-1 - number)
    chosen: dict[str, object] = {}
    for options in chance.sample(OPTIONS, chance.choice((1, 1, 2, 4))):
        chosen |= options
    return {key: value for key, value in chosen.items() if name.endswith(_OF_KIND.get(key, ""))}
