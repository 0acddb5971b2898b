from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

import pytest
from shapely.geometry import LineString, MultiPolygon, Polygon, shape

from routemap.places import outlines_json


class Outlines:
    """Our TopoJSON, decoded by the format's own rules."""

    def __init__(self, size: Any) -> None:
        self.topology = json.loads(outlines_json(size))
        (sx, sy), (tx, ty) = self.topology["transform"]["scale"], self.topology["transform"]["translate"]
        self.arcs = [
            [(x * sx + tx, y * sy + ty) for x, y in accumulate(arc, lambda a, b: (a[0] + b[0], a[1] + b[1]))]
            for arc in self.topology["arcs"]
        ]
        self.countries = {
            g["id"]: self._land(g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]])
            for g in self.topology["objects"]["countries"]["geometries"]
        }
        self.disputed = [LineString(self._line(line)) for line in self.topology["objects"]["disputed"]["arcs"]]

    def _land(self, polygons: list[list[list[int]]]) -> MultiPolygon:
        return MultiPolygon([self._polygon([self._line(ring) for ring in rings]) for rings in polygons])

    def _line(self, indexes: list[int]) -> list[tuple[float, float]]:
        joined: list[tuple[float, float]] = []
        for i in indexes:
            arc = self.arcs[i] if i >= 0 else self.arcs[~i][::-1]
            assert not joined or joined[-1] == arc[0]
            joined += arc[1:] if joined else arc
        return joined

    @staticmethod
    def _polygon(rings: list[list[tuple[float, float]]]) -> Polygon:
        return shape({"type": "Polygon", "coordinates": rings})


@pytest.fixture(scope="session", params=["medium", "small"])
def outlines(request: pytest.FixtureRequest) -> Outlines:
    return Outlines(request.param)


@pytest.fixture(scope="session")
def medium() -> Outlines:
    return Outlines("medium")
