"""Every GeoJSON we write keeps the rules of RFC 7946, also where the world's map ends."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd
import pytest

from routemap import places
from routemap.gis import export
from routemap.lines import to_lines
from routemap.routes import read_routes
from routemap.routes.geojson import to_feature_collection

Shape = Literal["geodesic", "curve", "straight"]


def hard_table() -> str:
    """Return a table of what is hard: ±180°, the poles, fifty stops, every country and region, rings, and a role."""
    codes = list(places.country_codes())
    rows = ["market,origin,transit,destination,start,source"]
    pairs = [
        "FJI,,USA",
        "USA,,FJI",
        "RUS,,USA",
        "USA,,RUS",
        "ATA,,NZL",
        "CHL,ATA,AUS",
        "NZL,,ESP",
        "FJI,,FJI",
        "RUS,,RUS",
    ]
    rows += [f"cocaine,{pair},2020,s" for pair in [*pairs, "KIR,TON > WSM > FJI > TUV,JPN", "ATA,,ATA", ",,ATA"]]
    for first in range(5):
        stops = codes[first * 52 : first * 52 + 52] if first < 4 else codes[-52:]
        rows.append(f"heroin,{stops[0]},{' > '.join(stops[1:-1])},{stops[-1]},,s")
    rows += [f"arms,{code},,{codes[i * 97 % len(codes)]},,s" for i, code in enumerate(codes)]
    rows += [f"timber,{region},,NOR,,s" for region in places.regions()]
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def hard() -> pd.DataFrame:
    return read_routes(io.StringIO(hard_table()))


def faults(text: str) -> Iterator[str]:
    """Give what breaks RFC 7946, or the way a client reads it."""
    document = json.loads(text, parse_constant=lambda token: pytest.fail(f"{token} is no JSON"))
    if set(document) != {"type", "features"} or document["type"] != "FeatureCollection":
        yield f"members {sorted(document)}"
    ids = [feature["id"] for feature in document["features"]]
    if len(set(ids)) != len(ids):
        yield "an id stands twice"
    for feature in document["features"]:
        if set(feature) != {"type", "id", "properties", "geometry"} or feature["type"] != "Feature":
            yield f"feature {feature.get('id')} has members {sorted(feature)}"
        yield from (f"{feature['id']}: {fault}" for fault in line_faults(feature["geometry"]))


def line_faults(geometry: Any) -> Iterator[str]:
    if geometry is None:
        return
    kind, coordinates = geometry["type"], geometry["coordinates"]
    parts = {"LineString": [coordinates], "MultiLineString": coordinates}.get(kind)
    if not parts:
        yield f"is a {kind} of {len(coordinates)} parts"
        return
    if kind == "MultiLineString" and len(parts) < 2:
        yield "a MultiLineString of one line"
    for part in parts:
        if len(part) < 2 or any(len(position) != 2 for position in part):
            yield "a line of less than two positions, or a position of not two numbers"
        for lon, lat in part:
            if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
                yield f"({lon}, {lat}) is not on Earth"
            if round(lon, 6) != lon or round(lat, 6) != lat:
                yield f"({lon}, {lat}) has more than six decimals"
        for (lon, lat), (next_lon, next_lat) in pairwise(part):
            if abs(next_lon - lon) > 180:
                yield f"jumps from {lon} to {next_lon}"
            if (lon, lat) == (next_lon, next_lat):
                yield f"({lon}, {lat}) stands twice"


@pytest.mark.parametrize("shape", get_args(Shape))
def test_exports_keep_the_rules(hard: pd.DataFrame, shape: Shape, tmp_path: Path) -> None:
    export(hard, tmp_path / "hard.geojson", shape=shape)
    text = (tmp_path / "hard.geojson").read_text(encoding="utf-8")
    assert list(faults(text)) == []
    # Fiji to the United States crosses ±180°; the role has no line.
    geometries = [feature["geometry"] for feature in json.loads(text)["features"]]
    assert geometries[0]["type"] == "MultiLineString"
    assert [row for row, geometry in enumerate(geometries) if geometry is None] == [11]


def test_encoding_keeps_the_rules(hard: pd.DataFrame, norway: pd.DataFrame) -> None:
    for routes in (hard, norway):
        assert list(faults(to_feature_collection(routes, to_lines(routes).geometry))) == []
