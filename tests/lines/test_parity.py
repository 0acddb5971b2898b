"""The lines that a page's download holds are those that Python writes: one fixture, read by both suites."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from routemap import places
from routemap.lines import geodesic_lines

FIXTURE = Path(__file__).parents[1] / "parity/geodesic.json"
# By the code of their places: over the date line both ways, beside the poles, nearly opposite each other, along a
# parallel and a meridian, back and forth, rings.
CHAINS = [
    "MAR ESP NOR", "POL NOR", "FJI WSM", "WSM FJI", "NZL CHL", "USA RUS JPN", "SJM RUS", "GRL SJM USA", "ATA NZL",
    "ESP NZL", "BMU AUS", "ECU IDN", "NOR SWE NOR", "NOR NOR", "FJI FJI", "KIR KIR", "ATA ATA", "AUS AUS",
    "west-africa NOR", "COD UGA KEN",
]  # fmt: skip
# Points that no place has: the equator, beside the poles, the seam itself.
POINTS: list[list[list[float]]] = [
    [[0.0, 0.0], [1.0, 0.0]],
    [[170.0, 0.0], [-170.0, 0.0]],
    [[10.0, 20.0], [10.0, -20.0]],
    [[180.0, 10.0], [-180.0, -10.0]],
    [[20.0, 89.9], [-150.0, 89.5]],
    [[10.0, 30.0], [-169.7, -30.1]],
]


def parts_of(geometry: Any) -> list[list[list[float]]]:
    lines = getattr(geometry, "geoms", [geometry])
    return [[[x, y] for x, y in line.coords] for line in lines]


def test_lines_of_downloads_are_geodesics_on_the_ellipsoid(request: pytest.FixtureRequest) -> None:
    chains = [np.asarray(places.anchors(chain.split())).tolist() for chain in CHAINS]
    cases = [*zip(CHAINS, chains, strict=True), *((str(points), points) for points in POINTS)]
    drawn = geodesic_lines([np.array(stops) for _, stops in cases])
    made = [
        {"name": name, "stops": stops, "parts": parts_of(line)}
        for (name, stops), line in zip(cases, drawn, strict=True)
    ]
    if request.config.getoption("--renew-golden"):
        rows = ",\n".join(json.dumps(case, separators=(",", ":")) for case in made)
        FIXTURE.write_text(f"[\n{rows}\n]\n", encoding="utf-8")
    expected = json.loads(FIXTURE.read_text(encoding="utf-8"))
    assert [case["name"] for case in made] == [case["name"] for case in expected]
    for case, wanted in zip(made, expected, strict=True):
        assert case["stops"] == wanted["stops"]
        assert [len(part) for part in case["parts"]] == [len(part) for part in wanted["parts"]], case["name"]
        for part, other in zip(case["parts"], wanted["parts"], strict=True):
            # Another release of PROJ may round the last digit otherwise.
            assert np.array(part) == pytest.approx(np.array(other), abs=2e-6)
