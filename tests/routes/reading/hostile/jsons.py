"""GeoJSON whose parsed form is a hundred times its text, that has no end, or that says one thing twice."""

import json
from collections.abc import Callable, Iterator
from functools import partial

from .case import HEADER, ROUTE, Bait, Case

_FEATURE = json.dumps({"type": "Feature", "properties": dict(zip(HEADER, ROUTE, strict=True)), "geometry": None})
_START = '{"type":"FeatureCollection","features":['
LARGE = 20_000_000  # letters: enough for bounds to be met that a file of any size meets
_LARGEST = 90_000_000


def collection(*features: str, beside: str = "") -> str:
    """Return a FeatureCollection of these features, with members before its list of them."""
    return f'{{"type":"FeatureCollection",{beside}"features":[{",".join(features)}]}}'


def with_property(value: str, name: str = "x") -> str:
    """Return a feature of a route with a further property."""
    return _FEATURE.replace('"market"', f'"{name}":{value},"market"', 1)


def with_geometry(coordinates: str) -> str:
    """Return a feature of a route along such coordinates."""
    return _FEATURE.replace("null", f'{{"type":"LineString","coordinates":{coordinates}}}')


def listed(item: str, letters: int) -> str:
    """Return a list of so many items that it has about so many letters."""
    return f"[{item}{f',{item}' * (letters // (len(item) + 1))}]"


def _many_keys(start: int, number: int) -> str:
    return ",".join(f'"k{key}":1' for key in range(start, start + number))


def _sparse() -> str:
    """Return features of few properties each, which are a thousand together."""
    names = (f'{{"type":"Feature","properties":{{"k{row % 990}":1}}}}' for row in range(200_000))
    return collection(*names)


_REFUSED: dict[str, tuple[str, Callable[[], str]]] = {
    "a list of millions of lists": ("geojson-kind", lambda: listed("[]", LARGE)),
    "millions of lists for features": ("rows-broken", lambda: collection(listed("[]", LARGE)[1:-1])),
    "thirty million lists in a property": ("json-large", lambda: collection(with_property(listed("[]", _LARGEST)))),
    "millions of lists after a route": ("rows-broken", lambda: collection(_FEATURE, listed("[]", LARGE)[1:-1])),
    "millions of objects in a property": ("json-large", lambda: collection(with_property(listed("{}", LARGE)))),
    "lists of lists of lists": ("json-large", lambda: collection(with_property(listed("[[[]]]", LARGE)))),
    "a line of millions of places": ("json-large", lambda: collection(with_geometry(listed("[1,2]", LARGE)))),
    "a box of millions of numbers": (
        "json-large",
        lambda: collection(_FEATURE, beside=f'"bbox":{listed("1", LARGE)},'),
    ),
    "a member of lists behind the features": (
        "json-large",
        lambda: f'{collection(_FEATURE)[:-1]},"x":{listed("[]", LARGE)}}}',
    ),
    "objects of one member each": ("json-large", lambda: collection(with_property(listed('{"":0}', LARGE // 3)))),
    "a text of twenty million letters": ("json-large", lambda: collection(with_property(f'"{"x" * LARGE}"'))),
    "a text of pictures for letters": (
        "json-large",
        lambda: collection(with_property(f'"{chr(0x1F600)}{"x" * LARGE}"')),
    ),
    "a text in escapes": ("json-large", lambda: collection(with_property('"' + "\\ud83d\\ude00" * 1_500_000 + '"'))),
    "a name of twenty million letters": ("json-large", lambda: collection(with_property("1", "x" * LARGE))),
    "a number of twenty million digits": ("json-large", lambda: collection(with_property("1" * LARGE))),
    "a fraction of twenty million digits": ("json-large", lambda: collection(with_property("0." + "1" * LARGE))),
    "a million members and more": ("json-large", lambda: collection(with_property(f"{{{_many_keys(0, 1_500_000)}}}"))),
    "a million members beside the features": (
        "json-large",
        lambda: collection(_FEATURE, beside=f"{_many_keys(0, 1_000_000)},"),
    ),
    "one member a million times": ("json-large", lambda: collection(_FEATURE, beside='"a":1,' * 1_000_000)),
    "two thousand properties": (
        "columns-many",
        lambda: collection(_FEATURE.replace('"market"', f'{_many_keys(0, 2_000)},"market"', 1)),
    ),
    "a property of its own in each feature": (
        "columns-many",
        lambda: collection(*(with_property("1", f"k{row}") for row in range(200_000))),
    ),
    "a thousand properties, one in each feature": ("columns-many", _sparse),
    "lists ten million deep": ("json-deep", lambda: collection(with_property("[" * 10_000_000 + "]" * 10_000_000))),
    "objects without end": ("json-deep", lambda: '{"a":' * (LARGE // 5)),
    "lists fifty deep": ("json-deep", lambda: collection(with_property("[" * 50 + "]" * 50))),
    "a reference system fifty lists deep": (
        "crs",
        lambda: collection(_FEATURE, beside=f'"crs":{"[" * 50}{"]" * 50},'),
    ),
    "half a million lines that are no features": (
        "rows-broken",
        lambda: _FEATURE + "\n" + '{"a":[[],[],[],[]]}\n' * 500_000,
    ),
    "half a million lines that are no JSON": ("json-invalid", lambda: _FEATURE + "\n" + "{" * 20 + "}\n" * 500_000),
    "a line of lists among features": ("json-large", lambda: f'{_FEATURE}\n{{"a":{listed("[]", LARGE)}}}\n'),
    "a line of letters among features": ("json-large", lambda: f'{_FEATURE}\n{{"a":"{"x" * LARGE}"}}\n'),
    "twenty million record separators": ("file-empty", lambda: "\x1e" * LARGE),
    "a table of map shapes": ("geojson-kind", lambda: f'{{"type":"Topology","arcs":{listed("[1,2]", LARGE)}}}'),
    "features twice": ("json-doubled", lambda: f'{collection(_FEATURE)[:-1]},"features":[{_FEATURE}]}}'),
    "a type twice": ("json-doubled", lambda: collection(_FEATURE, beside='"type":"FeatureCollection",')),
    "properties twice": ("json-doubled", lambda: collection(_FEATURE.replace("}", '},"properties":{}', 1))),
    "half a letter": ("character-refused", lambda: collection(_FEATURE.replace('"s"', '"\\ud83d"'))),
    "a cell of half a million letters": ("cell-long", lambda: collection(with_property(f'"{"x" * 500_000}"'))),
}
_READ: dict[str, Callable[[], str]] = {
    "a route among twenty million spaces": lambda: "{" + " " * LARGE + collection(_FEATURE)[1:],
    "a route between twenty million lines": lambda: _START + _FEATURE + "\n" * LARGE + "]}",
    "a route whose name is that of a method": lambda: collection(with_property('"x"', "__proto__")),
    "a line of a hundred thousand places": lambda: collection(with_geometry(listed("[1.5,2.5]", 1_000_000))),
    "a line of features that is longer than a block": lambda: "\n".join(
        [with_geometry(listed("[1.5,2.5]", 2_000_000)), _FEATURE, ""]
    ),
}


def cases(bait: Bait) -> Iterator[Case]:
    """Give all of them."""
    del bait
    for name, (code, make) in _REFUSED.items():
        yield Case(name, partial(_bytes, make), code, "routes.geojson")
    for name, make in _READ.items():
        yield Case(name, partial(_bytes, make), "", "routes.geojson")


def _bytes(make: Callable[[], str]) -> bytes:
    return make().encode()
