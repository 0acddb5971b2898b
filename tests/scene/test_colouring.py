"""Colours by a column of the user's own: side by side on one pair, and one colour per value on every map."""

import io
import json
from pathlib import Path

import pandas as pd
import pytest

from routemap.errors import RouteError
from routemap.gis.qml import line_style
from routemap.routes import read_routes
from routemap.routes.colouring import colour_column, coloured_by
from routemap.scene.gathering import to_scene
from routemap.webmap.payload import PageScene, build_payload

TABLE = """market,from,to,source,transport
cocaine,Brazil,Spain,s,sea
cocaine,Brazil,Spain,s,air
heroin,Afghanistan,Iran,s,land
heroin,Afghanistan,Iran,s2,land
heroin,Iran,Turkey,s,
"""


@pytest.fixture
def routes() -> pd.DataFrame:
    return coloured_by(read_routes(io.StringIO(TABLE)), "transport")


def test_one_pair_has_a_line_for_each_value(routes: pd.DataFrame) -> None:
    scene = to_scene(routes[routes["market"] == "cocaine trade"], "cocaine trade", "en")
    assert scene.groups == ["air", "sea"]
    assert len(scene.strands) == 2
    assert len({tuple(pair) for pair in scene.strands.ends.tolist()}) == 1


def test_without_a_column_there_is_one_line() -> None:
    scene = to_scene(read_routes(io.StringIO(TABLE)).head(2), "cocaine trade", "en")
    assert len(scene.strands) == 1


def test_a_value_has_one_colour_on_every_map_and_in_qgis(routes: pd.DataFrame) -> None:
    whole = to_scene(routes, None, "en")
    colours = dict(zip(whole.groups, whole.colours, strict=True))
    part = to_scene(routes[routes["market"] == "cocaine trade"], "cocaine trade", "en")
    assert [colours[name] for name in part.groups] == part.colours
    assert len({colour.light for colour in colours.values()}) == 4
    assert "not stated" in colours
    style = line_style(routes)
    assert 'attr="transport"' in style
    assert all(f'value="{name}"' in style for name in ("air", "sea", "land"))


def test_the_page_gets_the_groups(routes: pd.DataFrame) -> None:
    payload = build_payload(PageScene(routes, None, "en"), kind="overview")
    assert [group["name"] for group in payload["groups"]] == ["land", "not stated", "air", "sea"]
    assert json.dumps(payload)


def test_the_callers_table_is_as_before_and_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    table = read_routes(io.StringIO(TABLE))
    coloured_by(table, "transport")
    assert colour_column(table) == ""
    with pytest.raises(RouteError, match=r"no column 'transprt' to colour by.*did you mean transport\?"):
        coloured_by(table, "transprt")
