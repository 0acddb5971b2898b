"""The shape of what every interactive page is told of a scene: columns, one entry per row or one value for all of them.

Indices count from 0; -1 means none. ``tools/generated_types.py`` makes JSON Schemas and TypeScript of these types.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple, TypedDict


class Climb(TypedDict):
    """A long column that mostly climbs by one, as its differences, the first from 0: they deflate to almost nothing."""

    steps: list[int]


Ints = int | list[int]
RowInts = int | list[int] | Climb
IntLists = list[list[int]]
Numbers = float | None | list[float | None]

ALIASES = {"Ints": Ints, "RowInts": RowInts, "IntLists": IntLists, "Numbers": Numbers}
"""Types that have a name of their own in the schema and in TypeScript."""


class Length(NamedTuple):
    """The number of items a list has, always."""

    items: int


class Style(TypedDict):
    """What of the look differs from page to page: the widths of its lines, which may be thinned."""

    magnitude_width: Annotated[list[float], "Line width, px, in the order of MAGNITUDES.", Length(4)]
    width_range: Annotated[list[float], "Thinnest and widest line by quantity, px.", Length(2)]


class Group(TypedDict):
    """One colour and its meaning."""

    name: str
    light: str
    dark: str


class Places(TypedDict):
    """Every place that a route names, most named first."""

    code: list[str]
    name: list[str]
    kind: Annotated[Ints, "0 country, 1 region."]
    lon: list[float]
    lat: list[float]
    members: Annotated[dict[str, list[str]], "By place index as text: a region's countries, alpha-3."]


Strands = TypedDict(
    "Strands",
    {
        "from": Ints,
        "to": Ints,
        "shift": Annotated[Ints, "Worlds to add to the x of `to`, so that the line takes the short way."],
        "cx": Annotated[
            list[float],
            "Control point of the quadratic curve, Web-Mercator pixels at zoom 0 (world = 256), unwrapped.",
        ],
        "cy": list[float],
        "group": Ints,
        "undirected": Annotated[Ints, "0 or 1."],
    },
)
"""Drawn lines: one per pair of places, colour group and directedness; several routes may share one."""
