"""The gallery's small pictures say in marks what the large map says."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable

import pandas as pd
import pytest
from tests.hard_tables import caribbean, many, pacific, west_africa

from routemap import places, read_routes
from routemap.style import LAND
from routemap.webmap.payload import PageScene
from routemap.webmap.thumbnails import ink_style, thumbnail


def classes(*rows: dict[str, object]) -> Counter[str]:
    """Count the marks of a picture by the first of their classes."""
    routes = read_routes(pd.DataFrame([{"market": "heroin trade", **row} for row in rows]))
    page = PageScene(routes, "heroin trade", "en")
    picture = ET.fromstring(thumbnail(page.scene, page.curves, page.edges, "T"))
    return Counter(element.get("class", "").split(" ")[0] for element in picture.iter())


def test_a_flow_has_a_line_a_head_and_both_ends() -> None:
    marks = classes({"origin": "Poland", "destination": "Norway"})
    assert (marks["thumb-line"], marks["thumb-head"], marks["thumb-symbol"]) == (1, 1, 2)


def test_a_domestic_route_has_an_arrow_round_its_place() -> None:
    marks = classes({"origin": "Norway", "destination": "Norway"})
    assert (marks["thumb-round"], marks["thumb-line"]) == (1, 0)


@pytest.mark.parametrize(
    "row", [{"transit": "Germany", "destination": "Norway"}, {"origin": "Norway", "transit": "Sweden"}]
)
def test_an_open_end_is_drawn_as_a_tail(row: dict[str, object]) -> None:
    marks = classes(row)
    assert (marks["thumb-tail"], marks["thumb-head"]) == (1, 1)


def test_an_undirected_line_has_no_head() -> None:
    marks = classes({"origin": "Norway", "destination": "Sweden", "directed": False})
    assert (marks["thumb-line"], marks["thumb-head"]) == (1, 0)


def test_a_region_is_an_area_and_a_ring() -> None:
    marks = classes({"origin": "West Africa", "destination": "Norway"})
    assert (marks["thumb-member"], marks["thumb-symbol"]) == (1, 2)


def test_a_subject_within_a_region_is_tinted_and_hatched_as_on_the_page() -> None:
    rows = [{"origin": "NOR", "destination": "Northern Europe"}, {"origin": "Peru", "destination": "NOR"}]
    routes = read_routes(pd.DataFrame([{"market": "heroin trade", **row} for row in rows]))
    page = PageScene(routes, "heroin trade", "en", subject="NOR")
    assert page.scene.tints.subject == "NOR"
    assert {"NOR", "SWE"} <= page.scene.tints.hatched
    picture = ET.fromstring(thumbnail(page.scene, page.curves, page.edges, "T"))
    grounds = [element for element in picture.iter() if element.get("class") in ("thumb-subject", "thumb-member")]
    assert [element.get("class") for element in grounds] == ["thumb-member", "thumb-subject", "thumb-member"]
    assert grounds[1].get("d") == grounds[2].get("d")
    hatches = {f"url(#{one.get('id')})": [part.get("class") for part in one] for one in picture.iter("pattern")}
    assert hatches[grounds[0].get("fill", "")] == ["thumb-ground", "thumb-hatch"]
    assert hatches[grounds[2].get("fill", "")] == ["thumb-hatch"]


def test_the_small_pictures_lines_of_land_are_as_wide_as_the_pages() -> None:
    style = ink_style()
    assert f".thumb-land,.thumb-concerned,.thumb-subject{{stroke-width:{LAND.border_px:g}}}" in style
    assert f".thumb-member{{stroke-width:{LAND.outline_px:g};stroke-opacity:{LAND.outline_opacity:g}}}" in style
    assert f".thumb-hatch{{stroke-width:{LAND.hatch_line_px:g};opacity:{LAND.hatch_opacity:g}}}" in style


def test_of_many_lines_only_those_of_most_routes_are_drawn() -> None:
    codes = sorted(places.country_codes())[:60]
    rows = [{"origin": code, "destination": "NOR"} for code in codes if code != "NOR"]
    marks = classes(
        *rows, {"origin": "ZMB", "destination": "NOR"}, {"origin": "ZMB", "destination": "NOR", "start": "2020"}
    )
    assert marks["thumb-line"] == 40
    assert marks["thumb-symbol"] <= 41


def test_places_named_alone_wear_the_badge_of_the_page() -> None:
    marks = classes({"destination": "Norway"}, {"origin": "Norway"})
    assert (marks["thumb-badge"], marks["thumb-line"]) == (1, 0)


def test_a_hedged_line_is_dashed_as_on_the_page() -> None:
    rows = [{"market": "heroin trade", "origin": "Poland", "destination": "Norway", "confidence": "medium"}]
    page = PageScene(read_routes(pd.DataFrame(rows)), "heroin trade", "en")
    svg = ET.fromstring(thumbnail(page.scene, page.curves, page.edges, "T"))
    assert [path.get("stroke-dasharray") for path in svg.iter("path") if path.get("stroke-dasharray")] == ["6.8 4.0"]


def test_the_subject_and_what_matters_most_beside_it_are_named() -> None:
    rows = [{"origin": one, "destination": "Norway"} for one in ("Poland", "Poland", "West Africa", "Germany")]
    rows.append({"origin": "Poland", "transit": "Sweden", "destination": "Norway"})
    routes = read_routes(pd.DataFrame([{"market": "heroin trade", **row} for row in rows]).fillna(""))
    page = PageScene(routes, "heroin trade", "en", subject="NOR")
    svg = ET.fromstring(thumbnail(page.scene, page.curves, page.edges, "T"))
    names = [element for element in svg.iter("text") if element.get("class", "").startswith("thumb-name")]
    assert [name.text for name in names] == ["NORWAY", "POLAND"]
    for name in names:
        assert 0 < float(name.get("x", "0")) < 512
        assert 0 < float(name.get("y", "0")) < 320


Box = tuple[float, float, float, float]


def box_of(*paths: ET.Element) -> Box:
    """Return the left, top, right and bottom of what some paths pass through."""
    numbers = [float(value) for path in paths for value in re.findall(r"-?[\d.]+", path.get("d", ""))]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def box_of_name(text: ET.Element) -> Box:
    """Return the room of a name of 15 px; letters are narrower than half of that at the least."""
    x, y, width = float(text.get("x", "")), float(text.get("y", "")), len(text.text or "") * 7.5
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[text.get("text-anchor", "")]
    return left, y - 9, left + width, y + 9


@pytest.mark.parametrize("table", [west_africa, caribbean, pacific, lambda: many(60)])
def test_no_name_lies_over_a_badge_or_a_question_mark(table: Callable[[], pd.DataFrame]) -> None:
    flows = table()
    met = 0
    for market in sorted(flows["market"].unique()):
        columns = ["market", "origin", "transit", "destination", "confidence"]
        routes = flows.loc[flows["market"] == market, columns].astype(str)
        # Statements that name each place alone: a badge beside every symbol.
        named = sorted({*routes["origin"], *routes["destination"]} - {""})
        alone = pd.DataFrame([{"market": market, "destination": place} for place in named])
        page = PageScene(read_routes(pd.concat([routes, alone], ignore_index=True).fillna("")), market, "en")
        svg = ET.fromstring(thumbnail(page.scene, page.curves, page.edges, "T"))
        marks = [box_of(one[0]) for one in svg.iter("g") if one.get("class") == "thumb-badge"]
        # The hook of a question mark is a round stroke, of which nothing else in an open end is one.
        for tail in (one for one in svg.iter("g") if one.get("class") == "thumb-tail"):
            hook = [path for path in tail if path.get("stroke-linecap") == "round"]
            marks += [box_of(*hook)] if hook else []
        names = [box_of_name(one) for one in svg.iter("text") if "thumb-name" in one.get("class", "")]
        met += len(marks) * len(names)
        assert not [(a, b) for a in names for b in marks if a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]]
    assert met
