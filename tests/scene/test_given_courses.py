"""Courses that somebody drew: kept, drawn and named on page, thumbnail and figure, and written into every GIS file."""

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from matplotlib.text import Text

from routemap.figure import draw_figure
from routemap.gis import export
from routemap.routes import check_routes, read_routes
from routemap.webmap import build_maps
from routemap.webmap.payload import PageScene, build_payload
from routemap.words import word

LANE = [(-78, 4), (-92, -2), (-110, 5), (-105, 20)]
WKT = "LINESTRING (-78 4, -92 -2, -110 5, -105 20)"
ROW = {"market": "cocaine", "origin": "Colombia", "destination": "Mexico", "source": "s"}


def geojson(*rows: tuple[dict[str, Any], list[tuple[float, float]] | dict[str, Any]]) -> io.BytesIO:
    features = [
        {
            "type": "Feature",
            "properties": row,
            "geometry": line if isinstance(line, dict) else {"type": "LineString", "coordinates": line},
        }
        for row, line in rows
    ]
    buffer = io.BytesIO(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    buffer.name = "lanes.geojson"
    return buffer


def kept(*rows: tuple[dict[str, Any], Any]) -> list[str]:
    return read_routes(geojson(*rows), courses="keep")["course_as_given"].tolist()


def test_without_the_option_a_warning_says_that_it_is_not_drawn_and_names_the_option() -> None:
    report = check_routes(geojson((ROW, LANE)))
    assert "course_as_given" not in report.routes.columns
    (told,) = [problem for problem in report.problems if problem.code == "course-undrawn"]
    assert str(told).endswith("--courses keep draws it")


def test_the_option_keeps_a_drawn_line_and_no_straight_one() -> None:
    report = check_routes(geojson((ROW, LANE), (ROW, [LANE[0], LANE[-1]])), courses="keep")
    assert report.problems == ()
    assert report.routes["course_as_given"].tolist() == [WKT, ""]


def test_a_recipe_says_it_too(tmp_path: Path) -> None:
    recipe = tmp_path / "lanes.toml"
    recipe.write_text('courses = "keep"\n', encoding="utf-8")
    assert read_routes(geojson((ROW, LANE)), recipe=recipe)["course_as_given"].tolist() == [WKT]


def test_a_line_drawn_the_other_way_runs_as_the_codes_do() -> None:
    assert kept((ROW, LANE[::-1])) == [WKT]


def test_parts_cut_at_180_degrees_are_one_course() -> None:
    parts = [[(140, 36), (170, 30), (180, 28)], [(-180, 28), (-150, 25), (-106, 20)]]
    (course,) = kept((ROW | {"origin": "Japan"}, {"type": "MultiLineString", "coordinates": parts}))
    assert course.startswith("LINESTRING (140 36, 170 30, 180 28, -180 28")


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (ROW, {"type": "MultiLineString", "coordinates": [LANE[:2], LANE[2:]]}),
        (ROW | {"destination": ""}, [(-78, 4), (-92, -2), (-80, 2)]),
        (ROW | {"destination": "Colombia"}, [*LANE[:2], (-80, 5)]),
    ],
    ids=["in pieces", "one place", "within a country"],
)
def test_a_line_that_cannot_be_drawn_is_told_of(row: dict[str, str], line: Any) -> None:
    report = check_routes(geojson((row, line)), courses="keep")
    assert [problem.code for problem in report.problems] == ["course-undrawn"]
    assert "course_as_given" not in report.routes.columns


def test_a_line_between_other_places_is_told_of_and_not_drawn() -> None:
    report = check_routes(geojson((ROW | {"destination": "Norway"}, LANE)), courses="keep")
    assert [problem.code for problem in report.problems] == ["geometry-differs"]
    assert "course_as_given" not in report.routes.columns


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "fgb", "shp", "kml", "csv"])
def test_every_gis_file_has_the_course_and_its_name_and_reads_back(suffix: str, tmp_path: Path) -> None:
    routes = read_routes(geojson((ROW, LANE), (ROW | {"commodity": "base"}, [LANE[0], LANE[-1]])), courses="keep")
    export(routes, tmp_path / f"lanes.{suffix}")
    # The file says itself which lines are courses: the option is for files of others.
    again = check_routes(tmp_path / f"lanes.{suffix}")
    assert "course-undrawn" not in [problem.code for problem in again.problems]
    assert sorted(again.routes["course_as_given"]) == ["", WKT]


@pytest.mark.parametrize("suffix", ["fgb", "shp", "kml", "gpkg"])
def test_lines_of_others_are_kept_from_every_format(suffix: str, tmp_path: Path) -> None:
    import geopandas

    frame = geopandas.GeoDataFrame([ROW], geometry=[shapely.LineString(LANE)], crs="EPSG:4326")
    frame.columns = ["market", "from", "to", "source", "geometry"]
    path = tmp_path / f"lanes.{suffix}"
    if suffix == "kml":
        data = "".join(f'<Data name="{name}"><value>{text}</value></Data>' for name, text in ROW.items())
        line = " ".join(f"{lon},{lat},0" for lon, lat in LANE)
        path.write_text(
            f'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><ExtendedData>{data}</ExtendedData><LineString>'
            f"<coordinates>{line}</coordinates></LineString></Placemark></kml>",
            encoding="utf-8",
        )
    else:
        frame.to_file(path)
    assert read_routes(path, courses="keep")["course_as_given"].tolist() == [WKT]


def test_lines_in_metres_are_refused_in_a_sentence(tmp_path: Path) -> None:
    import geopandas

    frame = geopandas.GeoDataFrame([ROW], geometry=[shapely.LineString(LANE)], crs="EPSG:4326").to_crs(3857)
    for suffix in ("gpkg", "fgb"):
        frame.to_file(tmp_path / f"lanes.{suffix}")
        (problem,) = check_routes(tmp_path / f"lanes.{suffix}", courses="keep").errors
        assert problem.code == "crs"


def test_a_page_gets_the_course_as_a_line_of_its_own() -> None:
    routes = read_routes(geojson((ROW, LANE), (ROW, [LANE[0], LANE[-1]])), courses="keep")
    page = PageScene(routes, "cocaine trade", "en")
    payload = build_payload(page, kind="market")
    (course,) = payload["courses"].values()
    assert len(page.scene.strands) == 2
    assert len(course) >= 2 * len(LANE)
    west, south, _, _ = payload["page"]["view"]
    assert (west, south) == (-110.0, -2.0)
    assert payload["page"]["notes"] == [
        "1 line follows a course as given: drawn by whoever made the data, not worked out from its places."
    ]
    assert payload["routes"]["extra"] and "course as given" in payload["text"]
    assert not any("LINESTRING" in text for text in payload["text"])


def test_a_course_of_ten_thousand_vertices_is_simplified_for_a_page_and_kept_for_gis(tmp_path: Path) -> None:
    wiggle = [(-78 - 27 * k / 10_000, 4 + 16 * k / 10_000 + 0.3 * np.sin(k)) for k in range(10_001)]
    routes = read_routes(geojson((ROW, wiggle)), courses="keep")
    (course,) = build_payload(PageScene(routes, None, "en"), kind="overview")["courses"].values()
    assert len(course) <= 800
    export(routes, tmp_path / "lanes.geojson")
    (feature,) = json.loads((tmp_path / "lanes.geojson").read_text(encoding="utf-8"))["features"]
    assert len(feature["geometry"]["coordinates"]) == 10_001


def test_the_legs_of_a_course_with_a_stop_meet_there(tmp_path: Path) -> None:
    import geopandas

    row = ROW | {"transit": "Ecuador", "destination": "Mexico"}
    routes = read_routes(geojson((row, [(-75, 5), (-80, -1), (-95, 5), (-104, 20)])), courses="keep")
    page = PageScene(routes, None, "en")
    assert len(page.curves.courses) == 2
    export(routes, tmp_path / "lanes.gpkg")
    legs = geopandas.read_file(tmp_path / "lanes.gpkg", layer="legs").geometry
    first, second = (shapely.get_coordinates(leg) for leg in legs)
    assert first[-1].tolist() == second[0].tolist()
    assert np.hypot(*(first[-1] - (-80, -1))) < 3


@pytest.mark.parametrize("lang", ["en", "fr", "es", "nb"])
def test_page_thumbnail_and_figure_say_that_it_is_a_course_as_given(lang: str, tmp_path: Path) -> None:
    routes = read_routes(geojson((ROW, LANE)), courses="keep")
    # Of two markets there is an index, with a thumbnail of each.
    other = routes.assign(market="x", id=routes["id"] + "-x", statement=routes["statement"] + "-x")
    build_maps(pd.concat([routes, other], ignore_index=True), tmp_path / "maps", lang=lang)
    named = word(lang, "course.as_given")
    index = (tmp_path / "maps" / "index.html").read_text(encoding="utf-8")
    titles = index.split("<title>")
    assert any(named in title.split("</title>")[0] for title in titles)
    written = draw_figure(routes, lang=lang).findobj(Text)
    assert named in " ".join(text.get_text() for text in written)
