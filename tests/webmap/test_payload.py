import json
import re
from importlib import resources

import jsonschema
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unpacking import from_letters, inflate

import routemap
import routemap.places
from routemap.pages.json_block import to_letters
from routemap.webmap.page import payload_text, without_script
from routemap.webmap.payload import PageScene, build_payload


def table(*rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame([{"market": "cannabis trade", **row} for row in rows])
    return routemap.read_routes(frame)


def page(routes: pd.DataFrame, market: str | None = None, lang: str = "en", **options: object) -> dict:
    shown = PageScene(routes, market, lang, **options)
    return build_payload(shown, kind="market" if market else "overview")


def payload(*rows: dict[str, object], **options: object) -> dict:
    return page(table(*rows), "cannabis trade", **options)


def schema() -> dict:
    return json.loads(resources.files("routemap.webmap").joinpath("payload.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", ["en", "fr", "es", "nb"])
def test_the_payload_keeps_to_its_schema(norway: pd.DataFrame, lang: str) -> None:
    jsonschema.validate(page(norway, lang=lang), schema())
    for market, routes in norway.groupby("market"):
        jsonschema.validate(page(routes, market, lang), schema())


def test_hostile_text_stays_inside_the_block(hostile: pd.DataFrame) -> None:
    text = payload_text(page(hostile))
    assert "<" not in text
    assert ">" not in text
    assert "&" not in text
    assert json.loads(text)["routes"]["count"] == len(hostile)


def test_separators_that_end_a_line_of_script_are_escaped() -> None:
    text = payload_text(payload({"origin": "Morocco", "destination": "Norway", "note": "a\u2028b"}))
    assert "\u2028" not in text
    assert "a\u2028b" in json.loads(text)["text"]


def test_large_payloads_are_deflated_and_come_back() -> None:
    rows = [{"origin": "Morocco", "destination": "Norway", "note": f"note {i}"} for i in range(2_000)]
    plain = payload(*rows)
    packed = json.loads(payload_text(plain, basemap='{"type":"Topology"}'))
    back = json.loads(inflate(packed["deflate"]))
    assert back == {**plain, "basemap": {"type": "Topology"}}


@given(st.binary(max_size=40))
def test_letters_of_a_deflated_block_mean_nothing_in_a_page(data: bytes) -> None:
    letters = to_letters(data)
    assert not set(letters) & set("<>&\"'\\") and letters.isascii() and letters.isprintable()
    assert from_letters(letters) == data


def test_columns_that_climb_are_written_as_steps_and_ids_without_what_is_known() -> None:
    rows = [{"origin": "Morocco", "destination": "Norway", "note": f"note {i}"} for i in range(200)]
    routes = table(*rows)
    found = page(routes, "cannabis trade")["routes"]
    assert found["statement"] == {"steps": [0] + [1] * 199}
    assert found["stems"] == ["cannabis-trade"]
    assert [f"cannabis-trade-mar-nor{own}" for own in found["id"]] == routes["id"].tolist()


def test_unknown_ends_stay_open_and_are_no_place() -> None:
    found = payload({"transit": "Denmark", "destination": "Norway"}, {"origin": "Denmark", "transit": "Norway"})
    assert found["routes"]["open"] == [1, 2]
    assert sorted(found["places"]["code"]) == ["DNK", "NOR"]


def test_alternatives_share_a_statement_and_a_chain_has_a_strand_per_leg() -> None:
    found = payload({"origin": "Morocco", "transit": "Spain > France", "destination": "Norway | Sweden"})
    assert found["routes"]["statement"] == 0
    assert [len(strands) for strands in found["routes"]["strands"]] == [3, 3]
    # Morocco–Spain and Spain–France are shared by both alternatives.
    assert len(found["strands"]["cx"]) == 4


def test_a_statement_keeps_its_own_text_and_one_without_is_called_by_its_route() -> None:
    given = payload(
        {"statement": "page 3, sentence 2", "origin": "Morocco | Spain", "destination": "Norway"},
        {"id": "r7", "origin": "Poland", "destination": "Norway"},
    )
    assert given["statements"] == ["page 3, sentence 2", ""]
    assert given["routes"]["statement"] == [0, 0, 1]
    assert given["routes"]["id"][2] == "r7"


def test_an_undirected_pair_is_one_line_whichever_way_it_is_written() -> None:
    found = payload(
        {"origin": "Norway", "destination": "Sweden", "directed": "no"},
        {"origin": "Sweden", "destination": "Norway", "directed": "no", "note": "the other way round"},
    )
    assert len(found["strands"]["cx"]) == 1
    assert found["routes"]["kind"] == 3


def test_units_are_never_added_together() -> None:
    found = payload(
        {"origin": "Morocco", "destination": "Norway", "quantity": 10, "unit": "kg"},
        {"origin": "Morocco", "destination": "Norway", "quantity": 7, "unit": "kg", "note": "x"},
        {"origin": "Morocco", "destination": "Norway", "quantity": 500, "unit": "plants"},
    )
    assert found["scales"] == [{"name": "kg", "max": 17.0}, {"name": "plants", "max": 500.0}]


def test_units_of_one_measure_share_a_scale_and_keep_their_names() -> None:
    found = payload(
        {"origin": "Morocco", "destination": "Norway", "quantity": 2, "unit": "t"},
        {"origin": "Spain", "destination": "Norway", "quantity": 500, "unit": "kg"},
        {"origin": "France", "destination": "Norway", "quantity": 700, "unit": "kg"},
    )
    assert found["scales"] == [{"name": "kg", "max": 2000.0}]
    assert found["units"] == [
        {"name": "kg", "scale": 0, "factor": 1.0},
        {"name": "t", "scale": 0, "factor": 1000.0},
    ]


def test_a_line_over_the_date_line_takes_the_short_way() -> None:
    found = payload({"origin": "Fiji", "destination": "United States"})
    places, strands = found["places"], found["strands"]
    fiji, states = places["code"].index("FJI"), places["code"].index("USA")
    assert strands["shift"] == [1]
    x = [(places["lon"][i] + 180) / 360 * 256 for i in (fiji, states)]
    assert x[0] < strands["cx"][0] < x[1] + 256
    west, _, east, _ = found["page"]["view"]
    assert east > 180
    assert east - west < 180


def test_a_region_less_its_subject() -> None:
    found = payload(
        {"origin": "South America", "transit": "other European countries", "destination": "Norway"}, subject="NOR"
    )
    members = found["places"]["members"][str(found["places"]["code"].index("other-european-countries"))]
    assert "NOR" not in members
    assert "DEU" in members


def test_commodities_past_eight_share_the_last_colour() -> None:
    rows = [{"origin": "Morocco", "destination": "Norway", "commodity": f"c{i}"} for i in range(11)]
    found = payload(*rows)
    assert len(found["groups"]) == 8
    assert max(found["routes"]["group"]) == 7
    assert len(found["commodities"]) == 11


def test_columns_of_the_users_own_come_along() -> None:
    found = payload({"origin": "Morocco", "destination": "Norway", "Port": "Oslo"})
    (name,) = found["routes"]["extra"]
    assert name.lower() == "port"
    assert found["text"][found["routes"]["extra"][name][0]] == "Oslo"


def test_the_payload_does_not_change_the_callers_table(norway: pd.DataFrame) -> None:
    before = norway.copy(deep=True)
    page(norway[norway["market"] == "heroin trade"], "heroin trade")
    pd.testing.assert_frame_equal(norway, before)


@pytest.mark.parametrize(
    ("countries", "routes", "said"),
    [
        (8, 2000, []),
        (14, 2000, ["82 of 182 lines follow a simple bow: too many to lay out one by one."]),
        (14, 10_000, ["182 of 182 lines follow a simple bow: too many to lay out one by one."]),
    ],
)
def test_a_page_of_very_many_routes_lays_out_few_lines_and_says_how_many_bow(
    countries: int, routes: int, said: list[str]
) -> None:
    codes = list(routemap.places.country_codes())[:countries]
    pairs = table(*({"origin": a, "destination": b} for a in codes for b in codes if a != b))
    many = pd.concat([pairs] * (routes // len(pairs) + 1), ignore_index=True)
    assert page(many, "cannabis trade")["page"]["notes"] == said


@pytest.mark.parametrize(("routes", "rows"), [(150, 150), (151, 30)])
def test_where_no_script_runs_a_long_table_shows_its_first_rows_and_says_so(routes: int, rows: int) -> None:
    shown = PageScene(table(*({"from": "Peru", "to": "Spain", "source": f"s{k}"} for k in range(routes))), None, "en")
    text = without_script(shown, build_payload(shown, kind="overview"))
    assert text.count("<tr>") == rows + 1
    assert ("30 of 151" in text or "first 30" in text) is (routes > rows)


def test_where_no_script_runs_a_row_has_amount_period_and_the_words_of_its_source() -> None:
    row = {"from": "Peru", "to": "Spain", "quantity": "1240", "unit": "kg", "start": "2019-05", "end": "2021"}
    shown = PageScene(table({**row, "quote": "Loads <b>left</b> Callao.", "source": "s"}), None, "en")
    text = without_script(shown, build_payload(shown, kind="overview"))
    assert re.findall("<td>(.*?)</td>", text)[1:3] == ["1,240 kg", "2019-05 – 2021"]
    assert "<td>Loads &lt;b&gt;left&lt;/b&gt; Callao.</td>" in text
