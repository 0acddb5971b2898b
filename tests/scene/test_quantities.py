"""One amount has one width, in whatever unit it is written; what cannot be compared is never on one scale."""

import io

import pandas as pd
import pytest

from routemap import read_routes
from routemap.scene.gathering import to_scene
from routemap.scene.quantities import joint_largest, measure_of
from routemap.scene.scene import Scene


def scene(rows: str, market: str | None = "x") -> Scene:
    return to_scene(read_routes(io.StringIO(f"market,from,to,quantity,unit\n{rows}")), market, "en")


def widths(of: Scene) -> dict[str, float]:
    return {of.codes[a]: w for (a, _), w in zip(of.strands.ends.tolist(), of.strands.width.tolist(), strict=True)}


@pytest.mark.parametrize(
    ("unit", "measure", "size"),
    [
        ("g", "mass", 0.001),
        ("KG", "mass", 1.0),
        ("kilogrammes", "mass", 1.0),
        ("t", "mass", 1000.0),
        ("metric tons", "mass", 1000.0),
        ("hl", "volume", 100.0),
        ("people", "people", 1.0),
        ("kg of leaves", "kg of leaves", 1.0),
        ("s", "s", 1.0),
        ("", "", 1.0),
    ],
)
def test_a_unit_is_of_a_measure_or_stands_for_itself(unit: str, measure: str, size: float) -> None:
    assert measure_of(unit) == (measure, size)


def test_the_same_amount_is_as_wide_in_grams_kilograms_and_tonnes() -> None:
    found = widths(scene("x,NOR,SWE,2000,kg\nx,DNK,SWE,2,t\nx,FIN,SWE,2000000,g\nx,EST,SWE,8,t\n"))
    assert found["NOR"] == pytest.approx(found["DNK"]) == pytest.approx(found["FIN"])
    assert found["EST"] == pytest.approx(9.0)


def test_amounts_of_one_measure_on_one_line_are_added_up() -> None:
    of = scene("x,NOR,SWE,500,kg\nx,NOR,SWE,0.5,t\nx,DNK,SWE,1,t\n")
    assert widths(of) == {"NOR": 9.0, "DNK": 9.0}
    assert [(scale.name, scale.largest) for scale in of.scales] == [("t", 1.0)]


def test_an_overview_of_measures_that_do_not_compare_draws_none_as_width() -> None:
    rows = "cocaine trade,COL,ESP,2,t\nhuman smuggling,MAR,ESP,12000,people\n"
    of = scene(rows, None)
    assert set(of.strands.width.tolist()) == {2.0}
    assert (of.scales, of.unscaled) == ([], ("people", "t"))
    one = scene("cocaine trade,COL,ESP,2,t\ncannabis trade,MAR,ESP,900,kg\n", None)
    assert max(one.strands.width.tolist()) == 9.0


def test_a_column_of_more_measures_than_a_map_can_explain_goes_by_words() -> None:
    rows = "".join(f"x,NOR,SWE,{k + 1},unit {k}\n" for k in range(60))
    of = scene(rows)
    assert len(of.scales) == 40
    assert len(of.unscaled) == 20


def test_several_maps_share_the_scale_of_a_measure_whatever_unit_each_explains() -> None:
    maps = [scene("x,NOR,SWE,3,t\n"), scene("x,NOR,SWE,500,kg\n")]
    largest = joint_largest(scale for one in maps for scale in one.scales)
    assert largest == {"mass": 3000.0}
    routes = read_routes(
        pd.DataFrame({"market": ["x"], "origin": ["NOR"], "destination": ["SWE"], "quantity": [750], "unit": ["kg"]})
    )
    assert to_scene(routes, "x", "en", largest=largest).strands.width.tolist() == [pytest.approx(1.5 + 7.5 * 0.5)]


def test_a_table_whose_quantities_have_no_line_at_all_has_a_scene() -> None:
    table = "market,origin,destination,quantity,unit,source\nhuman smuggling,Stateless,Norway,5,persons,s\n"
    drawn = to_scene(read_routes(io.StringIO(table)), None, "en")
    assert (len(drawn.strands), drawn.badge) == (0, [1])
