"""No record is lost or counted twice, whatever its cells hold; and the account says what became of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routemap.errors import ReadError, RouteError
from routemap.records import aggregate_records
from routemap.records.aggregating import run_aggregation
from routemap.records.grouping import STATUSES

from .tables import Run, csv_of, rows_of, write_csv, write_parquet

HEADER = ("from", "via", "to", "what", "commodity", "unit", "quantity", "date")
RECIPE = {"columns": {"what": "market"}, "records": {"most_unresolved": 1.0}}

_place = st.sampled_from(
    ["COL", "Norway", " NOR", "", "unknown", "Atlantis", "A | B", "NOR | SWE", "NLD > DEU", "Balkans"]
)
_number = st.sampled_from(["1", "2.5", "", "n/a", "-3", "1e400", "9e15", "kg", "1,5", "0x10", "inf", "1_0"])
_day = st.sampled_from(["2021", "2021-02-03", "2021-02-30", "", "infinity", "2021-02-03T10:00", "epoch", "03/04/2021"])
_hostile = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


def _cell(usual: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(usual, usual, _hostile)


_record = st.tuples(
    _cell(_place),
    _cell(_place),
    _cell(_place),
    _cell(st.sampled_from(["cocaine", "Cocaine trade", "", "sand"])),
    _cell(st.sampled_from(["", "base", " base"])),
    _cell(st.sampled_from(["kg", "g", ""])),
    _cell(_number),
    _cell(_day),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_record, max_size=30), st.integers(0, 30))
def test_every_record_is_in_one_status_and_one_class_of_quantity(
    tmp_path: Path, records: list[tuple[str, ...]], cut_at: int
) -> None:
    whole = write_parquet(tmp_path / "whole.parquet", HEADER, records or [("",) * len(HEADER)])
    found = run_aggregation(whole, RECIPE, engine="duckdb", memory="500MB", progress=lambda stage: None)
    full = sum(any(record) for record in records)
    assert sum(count.told for count in found.account.statuses.values()) == full
    assert sum(found.account.quantities.values()) == full
    assert found.account.blank == max(len(records), 1) - full
    assert int(found.routes["records"].sum()) == found.account.used.told
    assert found.routes["id"].is_unique
    # In two files, one of them turned round, the same bytes.
    (tmp_path / "parts").mkdir(exist_ok=True)
    for name, part in (("a", records[:cut_at]), ("b", records[cut_at:][::-1])):
        write_parquet(tmp_path / f"parts/{name}.parquet", HEADER, part or [("",) * len(HEADER)])
    again = run_aggregation(tmp_path / "parts", RECIPE, engine="duckdb", memory="500MB", progress=lambda stage: None)
    assert csv_of(again) == csv_of(found)


def test_the_sum_of_quantities_is_that_of_the_records(run: Run, tmp_path: Path) -> None:
    records = [("COL", "NOR", str(i / 8), "kg") for i in range(1000)]
    found = run(write_csv(tmp_path / "a.csv", ("from", "to", "quantity", "unit"), records), {"set": {"market": "x"}})
    assert rows_of(found, "quantity", "records", "measured") == [(sum(i / 8 for i in range(1000)), 1000, 1000)]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    rows: list[tuple[Any, ...]] = [("Colombia", "Norway", 5, "2021-01-01")] * 20
    rows += [("Colmbia", "Norway", 5, "2021-01-01")] * 3 + [("Atlantis", "Norway", "many", "2021-01-01")]
    rows += [("Colombia", "Norway", 5, "soon")] * 2 + [("Northern Africa", "Spain", 1, "2021-01-01")]
    return write_csv(tmp_path / "a.csv", ("from", "to", "quantity", "date"), rows)


def test_the_account_names_the_commonest_texts_and_the_nearest_place(run: Run, mixed: Path) -> None:
    account = run(mixed, {"set": {"market": "cocaine"}}).account
    assert account.lines()[0] == "27 records → 2 routes: 21 used"
    assert account.lines()[1] == "left aside: 2 bad date, 4 unresolved"
    said = "\n".join(account.lines())
    assert "places not understood: 'Colmbia' (3), 'Atlantis' (1); 'Colmbia': did you mean Colombia (COL)?" in said
    assert "dates not understood: 'soon' (2)" in said
    assert "quantities that are no number: 'many' (1)" in said
    assert "origin: 1 regions" not in said
    assert len(account.lines()) <= 12
    data = json.loads(account.to_json())
    assert data["texts"]["unresolved"][0] == {
        "column": "origin",
        "text": "Colmbia",
        "records": 3,
        "why": "no place of this name",
        "hint": "did you mean Colombia (COL)?",
    }
    assert sum(count["records"] for count in data["statuses"].values()) == data["records"]["records"] == 27
    assert set(data["statuses"]) == set(STATUSES)


def test_a_report_of_very_many_texts_says_how_many_more_there_are(tmp_path: Path) -> None:
    rows = [("Colombia", "Norway")] * 50_000 + [(f"place {i}", "Norway") for i in range(10_005)]
    path = write_csv(tmp_path / "a.csv", ("from", "to"), rows)
    account = aggregate_records(path, {"set": {"market": "cocaine"}}).account
    data = json.loads(account.to_json())
    assert len(data["texts"]["unresolved"]) == 10_001
    assert data["texts"]["unresolved"][-1] == "and 5 more"
    assert "and 9,995 more texts" in "\n".join(account.lines())


def test_too_many_places_not_understood_are_no_table(run: Run, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("from", "to"), [("Atlantis", "NOR")] * 3 + [("COL", "NOR")] * 7)
    recipe = {"set": {"market": "cocaine"}}
    assert (
        "3 of 10 records (30%) have a place that was not understood, more than 20%" in run(path, recipe).account.refusal
    )
    assert run(path, recipe, most_unresolved=0.3).account.refusal == ""
    with pytest.raises(RouteError, match="nothing was written"):
        aggregate_records(path, recipe, out=tmp_path / "routes.csv")
    assert not (tmp_path / "routes.csv").exists()


def test_no_record_that_can_be_used_is_no_table(run: Run, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("from", "to"), [("", "unknown")])
    assert run(path, {"set": {"market": "x"}}).account.refusal == "no record could be used: 1 no place"
    path = write_csv(tmp_path / "b.csv", ("from", "to"), [])
    assert run(path, {"set": {"market": "x"}}).account.refusal == "the files hold no records"


def test_what_the_user_knows_is_understood(run: Run, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv", ("from", "to"), [("Medellín port", "NOR"), ("medellín PORT ", "Oslo"), ("??x", "NOR")]
    )
    known = write_csv(
        tmp_path / "known.csv",
        ("text", "place"),
        [("Medellín port", "Colombia"), ("oslo", "NOR"), ("??x", "unknown"), ("later", "")],
    )
    found = run(path, {"set": {"market": "cocaine"}}, known=str(known))
    assert rows_of(found, "origin", "destination", "records") == [("", "NOR", 1), ("COL", "NOR", 2)]
    write_csv(known, ("text", "place"), [("Oslo", "Norwya")])
    with pytest.raises(ReadError, match=r"known\.csv:2: place 'Norwya': no place of this name; .*did you mean Norway"):
        run(path, {"set": {"market": "cocaine"}}, known=str(known))


def test_values_and_unknown_words_of_a_recipe_come_before_all(run: Run, tmp_path: Path) -> None:
    rows = [("UK1", "XX", "Heroina"), ("GBR", "ZZ", "Heroina"), ("GBR", "NOR", "")]
    recipe = {
        "values": {"origin": {"UK1": "United Kingdom"}, "market": {"Heroina": "heroin"}},
        "unknown": ["XX", "zz"],
        "set": {"market": "cocaine"},
    }
    found = run(write_csv(tmp_path / "a.csv", ("from", "to", "market"), rows), recipe)
    assert rows_of(found, "market", "origin", "destination", "records") == [
        ("cocaine trade", "GBR", "NOR", 1),
        ("heroin trade", "GBR", "", 2),
    ]


def test_a_unit_stands_as_it_is_written_until_the_recipe_makes_two_one(run: Run, tmp_path: Path) -> None:
    rows = [("COL", "NOR", 2, "kg"), ("COL", "NOR", 3, "Kilogram")]
    path = write_csv(tmp_path / "a.csv", ("from", "to", "quantity", "unit"), rows)
    recipe = {"set": {"market": "cocaine"}}
    assert rows_of(run(path, recipe), "quantity", "unit") == [(3.0, "Kilogram"), (2.0, "kg")]
    as_one = recipe | {"values": {"unit": {"Kilogram": "kg"}}}
    assert rows_of(run(path, as_one), "quantity", "unit") == [(5.0, "kg")]


def test_regions_among_countries_are_told_for_they_may_be_totals(run: Run, tmp_path: Path) -> None:
    rows = [(name, "NOR") for name in ("Nigeria", "Ghana", "Kenya", "West Africa")]
    found = run(write_csv(tmp_path / "a.csv", ("from", "to"), rows), {"set": {"market": "cocaine"}})
    assert any("1 region stands among countries (West Africa)" in line for line in found.account.lines())
