"""A scene says once what pages, thumbnails and figures draw."""

import io

import numpy as np
import pandas as pd
import pytest

from routemap import read_routes
from routemap.scene.areas import region_areas
from routemap.scene.gathering import to_scene
from routemap.scene.scene import DESTINATION, ORIGIN, TRANSIT, UNDIRECTED
from routemap.style import SUPPORTS
from routemap.webmap.payload import PageScene, build_payload


def table(text: str) -> pd.DataFrame:
    return read_routes(io.StringIO(text))


def test_lines_are_shared_by_places_colour_and_direction() -> None:
    rows = ["NOR,SWE,yes", "NOR,SWE,yes", "SWE,NOR,yes", "NOR,SWE,no", "SWE,NOR,no"]
    routes = table("market,from,to,directed\n" + "".join(f"x,{row}\n" for row in rows))
    scene = to_scene(routes, "x", "en")
    assert len(scene.strands) == 3
    assert scene.strands.undirected.sum() == 1


def test_roles_of_a_place_add_up() -> None:
    routes = table("market,from,via,to\nx,MAR,ESP,FRA\nx,ESP,,MAR\nx,,FRA,NOR\n")
    scene = to_scene(routes, "x", "en")
    roles = dict(zip(scene.codes, scene.roles, strict=True))
    assert roles == {
        "MAR": ORIGIN | DESTINATION,
        "ESP": ORIGIN | TRANSIT,
        "FRA": DESTINATION | TRANSIT,
        "NOR": DESTINATION,
    }
    assert dict(zip(scene.codes, scene.weight, strict=True))["ESP"] == 2


def test_an_undirected_place_has_neither_end() -> None:
    scene = to_scene(table("market,from,to,directed\nx,NOR,SWE,no\n"), "x", "en")
    assert scene.roles == [UNDIRECTED, UNDIRECTED]


def test_statements_that_name_a_place_alone_are_counted_once() -> None:
    scene = to_scene(table("market,statement,from,to\nx,a,,NOR\nx,a,NOR,\nx,b,,NOR\n"), "x", "en")
    assert scene.badge == [2]
    # No line says what the place is, so that its symbol says what it is named as.
    assert scene.roles == [ORIGIN | DESTINATION]


def test_open_ends_belong_to_the_first_and_the_last_line() -> None:
    scene = to_scene(table("market,from,via,to\nx,,DEU > DNK,NOR\nx,NOR,SWE,\n"), "x", "en")
    ends = [(scene.codes[a], scene.codes[b]) for a, b in scene.strands.ends.tolist()]
    assert [ends[k] for k in np.flatnonzero(scene.strands.tail_in)] == [("DEU", "DNK")]
    assert [ends[k] for k in np.flatnonzero(scene.strands.tail_out)] == [("NOR", "SWE")]


@pytest.mark.parametrize("lines", [3, 28])
def test_lines_are_as_wide_on_the_page_as_in_the_figure(lines: int) -> None:
    from routemap.places import country_codes

    codes = [code for code in sorted(country_codes()) if code != "NOR"][:lines]
    rows = "".join(f"x,{code},NOR,{100 * (k + 1)},kg\n" for k, code in enumerate(codes))
    routes = table(f"market,from,to,quantity,unit\n{rows}")
    scene = to_scene(routes, "x", "en")
    page = PageScene(routes, "x", "en")
    thinnest, widest = build_payload(page, kind="market")["style"]["width_range"]
    assert scene.strands.width.max() == pytest.approx(widest)
    assert page.scene.strands.width.tolist() == scene.strands.width.tolist()
    share = np.sqrt(np.array([100 * (k + 1) for k in range(lines)]) / (100 * lines))
    by_origin = {scene.codes[a]: w for (a, _), w in zip(scene.strands.ends.tolist(), scene.strands.width, strict=True)}
    assert [by_origin[code] for code in codes] == pytest.approx((thinnest + (widest - thinnest) * share).tolist())


def test_a_number_speaks_before_a_word_and_nought_is_a_number() -> None:
    routes = table("market,from,to,quantity,unit,magnitude\nx,NOR,SWE,0,kg,major\nx,DNK,SWE,9,kg,\nx,FIN,SWE,,,major\n")
    scene = to_scene(routes, "x", "en")
    widths = {scene.codes[a]: w for (a, _), w in zip(scene.strands.ends.tolist(), scene.strands.width, strict=True)}
    assert (widths["NOR"], widths["DNK"], widths["FIN"]) == (1.5, 9.0, 5.2)


def test_units_are_explained_by_how_many_lines_and_arrows_use_them() -> None:
    routes = table(
        "market,from,to,quantity,unit\nx,NOR,SWE,5,boxes\nx,DNK,SWE,7,kg\nx,FIN,SWE,1,kg\nx,SWE,SWE,20,kg\nx,,SWE,3,t\n"
    )
    scales = [(scale.name, scale.largest, scale.least, scale.lines) for scale in to_scene(routes, "x", "en").scales]
    assert scales == [("kg", 3000.0, 1.0, 3), ("boxes", 5.0, 5.0, 1)]


def test_a_line_whose_routes_differ_in_support_says_so() -> None:
    routes = table("market,from,to,confidence\nx,NOR,SWE,high\nx,NOR,SWE,medium\nx,DNK,SWE,low\nx,DNK,SWE,low\n")
    strands = to_scene(routes, "x", "en").strands
    assert sorted(SUPPORTS[level] for level in strands.support.tolist()) == ["low", "mixed"]


def test_a_relative_region_is_less_what_all_its_routes_name() -> None:
    routes = table("market,from,via,to\nx,other European countries,SWE,NOR\nx,other European countries,,NOR\n")
    members = region_areas(routes)["other-european-countries"]
    assert "NOR" not in members
    assert "SWE" in members


def test_a_region_has_one_area_on_all_pages_of_a_table(norway: pd.DataFrame) -> None:
    areas = region_areas(norway)
    for market in norway["market"].unique():
        scene = to_scene(norway[norway["market"] == market], market, "en", areas=areas)
        assert {scene.codes[k]: codes for k, codes in scene.members.items()}.items() <= areas.items()


def test_the_scene_of_many_routes_is_that_of_few(norway: pd.DataFrame) -> None:
    once, often = (to_scene(pd.concat([norway] * times, ignore_index=True), None, "en") for times in (1, 7))
    assert once.roles == often.roles
    assert [7 * weight for weight in once.weight] == often.weight
    assert once.strands.ends.tolist() == often.strands.ends.tolist()


def test_arrows_round_places_are_as_wide_and_as_dashed_as_lines() -> None:
    header = "market,from,to,confidence,magnitude,quantity,unit\n"
    rows = ["KEN,KEN,medium,,40,kg", "KEN,KEN,low,,2,t", "UGA,UGA,high,major,,", "TZA,TZA,,,,", "UGA,KEN,high,,2040,kg"]
    scene = to_scene(table(header + "".join(f"x,{row}\n" for row in rows)), "x", "en")
    rings = {scene.codes[place]: ring for place, (ring,) in scene.domestic.items()}
    assert rings["KEN"].width == scene.strands.width[0]
    assert {code: SUPPORTS[ring.support] for code, ring in rings.items()} == {"KEN": "mixed", "UGA": "high", "TZA": ""}
    assert rings["UGA"].width > rings["TZA"].width
