"""The gallery's small pictures say in marks what the large map says."""

import xml.etree.ElementTree as ET
from collections import Counter

import pandas as pd
import pytest

from routemap import places, read_routes
from routemap.webmap.payload import build_payload
from routemap.webmap.thumbnails import thumbnail


def classes(*rows: dict[str, object]) -> Counter[str]:
    """Count the marks of a picture by the first of their classes."""
    routes = read_routes(pd.DataFrame([{"market": "heroin trade", **row} for row in rows]))
    payload = build_payload(routes, kind="market", market="heroin trade")
    return Counter(element.get("class", "").split(" ")[0] for element in ET.fromstring(thumbnail(payload, "T")).iter())


def test_a_flow_has_a_line_a_head_and_both_ends() -> None:
    marks = classes({"origin": "Poland", "destination": "Norway"})
    assert (marks["thumb-line"], marks["thumb-head"], marks["thumb-place"], marks["thumb-end"]) == (1, 1, 1, 1)


def test_a_domestic_route_has_an_arrow_round_its_place() -> None:
    marks = classes({"origin": "Norway", "destination": "Norway"})
    assert (marks["thumb-round"], marks["thumb-line"]) == (1, 0)


@pytest.mark.parametrize(
    ("row", "heads"),
    [({"transit": "Germany", "destination": "Norway"}, 2), ({"origin": "Norway", "transit": "Sweden"}, 1)],
)
def test_an_open_end_is_drawn_as_a_tail(row: dict[str, object], heads: int) -> None:
    marks = classes(row)
    assert (marks["thumb-tail"], marks["thumb-head"]) == (1, heads)


def test_an_undirected_line_has_no_head() -> None:
    marks = classes({"origin": "Norway", "destination": "Sweden", "directed": False})
    assert (marks["thumb-line"], marks["thumb-head"]) == (1, 0)


def test_a_region_is_an_area_and_a_ring() -> None:
    marks = classes({"origin": "West Africa", "destination": "Norway"})
    assert (marks["thumb-member"], marks["thumb-region"]) == (1, 1)


def test_of_many_lines_only_those_of_most_routes_are_drawn() -> None:
    codes = sorted(places.country_codes())[:60]
    rows = [{"origin": code, "destination": "NOR"} for code in codes if code != "NOR"]
    marks = classes(
        *rows, {"origin": "ZMB", "destination": "NOR"}, {"origin": "ZMB", "destination": "NOR", "start": "2020"}
    )
    assert marks["thumb-line"] == 40
    assert marks["thumb-place"] + marks["thumb-end"] <= 41
