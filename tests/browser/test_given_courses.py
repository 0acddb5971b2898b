"""A page of lines that somebody drew: each runs where it was drawn, in the pixels too, and is named so."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page

from routemap import read_routes, route_map

from .conftest import Opened, Opener
from .reader import card, settle
from .test_scene import scene

pytestmark = pytest.mark.browser

LANE = [(-78.0, 4.0), (-92.0, -2.0), (-110.0, 5.0), (-105.0, 20.0)]
ROW = {"market": "cocaine", "origin": "Colombia", "destination": "Mexico", "source": "s"}
WINDOW = """(places) => {
  const { left, top } = map_1.getContainer().getBoundingClientRect();
  return places.map(([lon, lat]) => {
    const { x, y } = map_1.latLngToContainerPoint([lat, lon]);
    return [left + x, top + y];
  });
}"""


def lanes(*rows: tuple[dict[str, str], list[tuple[float, float]]]) -> pd.DataFrame:
    features = [
        {"type": "Feature", "properties": row, "geometry": {"type": "LineString", "coordinates": line}}
        for row, line in rows
    ]
    buffer = io.BytesIO(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    buffer.name = "lanes.geojson"
    return read_routes(buffer, courses="keep")


def ink(page: Page, points: list[tuple[float, float]]) -> list[int]:
    """Return how strongly something is drawn around each point of the window, on the canvases over the land."""
    return page.evaluate(
        """(points) => {
          const canvases = [...document.querySelectorAll(".leaflet-overlay-pane canvas:not([hidden])")];
          return points.map(([x, y]) => Math.max(...canvases.map((canvas) => {
            const box = canvas.getBoundingClientRect();
            const scale = canvas.width / box.width;
            const copy = Object.assign(document.createElement("canvas"), { width: 5, height: 5 });
            const pen = copy.getContext("2d");
            pen.drawImage(canvas, (x - box.left) * scale - 2, (y - box.top) * scale - 2, 5, 5, 0, 0, 5, 5);
            return Math.max(...pen.getImageData(0, 0, 5, 5).data.filter((_, at) => at % 4 === 3));
          })));
        }""",
        points,
    )


@pytest.fixture
def opened(tmp_path: Path, open_page: Opener) -> Opened:
    # The second route between the same places is drawn anew, from place to place.
    other = ROW | {"commodity": "base"}
    path = tmp_path / "lanes.html"
    route_map(lanes((ROW, LANE), (other, [LANE[0], LANE[-1]]))).save(str(path))
    return open_page(path)


def gap(point: tuple[float, float], course: list[list[float]]) -> float:
    """Return how far a point is from a chain of positions, px."""
    at = complex(*point)
    found = []
    for (x1, y1), (x2, y2) in pairwise(course):
        a, b = complex(x1, y1), complex(x2, y2)
        length = abs(b - a) ** 2
        share = max(0.0, min(1.0, ((at - a) * (b - a).conjugate()).real / length)) if length else 0.0
        found.append(abs(at - a - share * (b - a)))
    return min(found)


def test_a_course_as_given_is_drawn_where_it_runs(opened: Opened) -> None:
    page = opened.page
    lines: list[dict[str, Any]] = scene(page)["lines"]
    assert len(lines) == 2
    box = page.locator(".routemap-map").bounding_box()
    assert box
    corners = page.evaluate(WINDOW, LANE)
    inner = [(x - box["x"], y - box["y"]) for x, y in corners[1:-1]]
    far = [max(gap(corner, line["course"]) for corner in inner) for line in lines]
    assert min(far) < 2  # one line goes by each corner that was drawn
    assert max(far) > 40  # the other does not
    middles = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairwise(corners)]
    assert min(ink(page, [*corners[1:-1], *middles])) > 100
    west = page.evaluate(WINDOW, [(-125.0, 0.0), (-112.0, -8.0)])
    assert max(ink(page, west)) == 0
    opened.assert_clean()


def test_a_course_as_given_follows_the_zoom(opened: Opened) -> None:
    page = opened.page
    (lon, lat) = LANE[2]
    page.evaluate("([lat, lon]) => map_1.setView([lat, lon], map_1.getZoom() + 1, { animate: false })", [lat, lon])
    settle(page)
    (x, y), beside = page.evaluate(WINDOW, [(lon, lat), (lon - 4, lat)])
    assert min(ink(page, [(x, y)])) > 100
    assert max(ink(page, [beside])) == 0


def test_the_page_says_that_it_is_a_course_as_given(opened: Opened) -> None:
    page = opened.page
    (x, y), *_ = page.evaluate(WINDOW, [((LANE[1][0] + LANE[2][0]) / 2, (LANE[1][1] + LANE[2][1]) / 2)])
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    settle(page)
    assert "Colombia" in card(page).inner_text()
    assert "course as given" in page.locator("body").inner_text()


def test_neighbouring_small_places_are_drawn_apart(tmp_path: Path, open_page: Opener) -> None:
    rows = [("Bahrain", "Hong Kong"), ("Maldives", "Macao"), ("Nauru", "Singapore")]
    table = pd.DataFrame(rows, columns=["origin", "destination"]).assign(market="fauna crimes", source="s")
    path = tmp_path / "neighbours.html"
    route_map(read_routes(table)).save(str(path))
    page = open_page(path).page
    for _ in range(3):
        symbols = [one for one in scene(page)["symbols"] if one["radius"]]
        for k, one in enumerate(symbols):
            for other in symbols[k + 1 :]:
                apart = abs(complex(one["x"], one["y"]) - complex(other["x"], other["y"]))
                assert apart >= 0.85 * (one["radius"] + other["radius"]), (one["place"], other["place"])
        page.evaluate("map_1.setZoom(map_1.getZoom() - 1, { animate: false })")
        settle(page)
