"""Small counts of people are kept back, and nothing that is told gives them away."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from routemap.errors import RouteError
from routemap.records import Aggregation
from routemap.records.guard import Count

from .tables import Run, rows_of, table_text, write_csv

PEOPLE = {
    "set": {"market": "human trafficking"},
    "columns": {"who": "note"},
    "records": {"people": "records", "record": "case"},
}
HEADER = ("case", "from", "to", "date", "who")


def victims(cells: dict[tuple[str, str], int]) -> list[tuple[Any, ...]]:
    """Return one record for each person."""
    return [
        (f"{origin}-{end}-{i}", origin, end, f"2021-03-{1 + i % 28:02d}", f"person {i}")
        for (origin, end), number in cells.items()
        for i in range(number)
    ]


CELLS = {
    ("NGA", "ITA"): 40,
    ("NGA", "ESP"): 3,
    ("ROU", "ITA"): 5,
    ("ROU", "ESP"): 4,
    ("Atlantis", "ITA"): 2,
    ("", ""): 1,
}


def everything(found: Aggregation) -> str:
    """Return all that an aggregation tells."""
    tables = [table_text(found, suffix) for suffix in (".csv", ".geojson")]
    return "\n".join([*tables, found.account.to_json(), *found.account.lines(), found.account.refusal])


def test_a_small_cell_loses_all_that_tells_its_size(run: Run, tmp_path: Path) -> None:
    found = run(write_csv(tmp_path / "a.csv", HEADER, victims(CELLS)), PEOPLE)
    columns = ("origin", "destination", "records", "at_most", "magnitude", "locator", "first", "last", "note")
    assert rows_of(found, *columns) == [
        ("NGA", "ESP", "", 4, "minor", "", "", "", ""),
        ("NGA", "ITA", 40, "", "", "records NGA-ITA-0 … NGA-ITA-9", "2021-03-01", "2021-03-28", "40 notes"),
        ("ROU", "ESP", "", 4, "minor", "", "", "", ""),
        ("ROU", "ITA", 5, "", "", "records ROU-ITA-0 … ROU-ITA-4", "2021-03-01", "2021-03-05", "5 notes"),
    ]
    assert "measured" not in found.routes
    assert found.account.lines()[0].startswith(
        "45 records and 4 cells below 5 people → 4 routes (2 below 5 people): 45 and 2 flows"
    )
    data = json.loads(found.account.to_json())
    assert data["records"] == {"records": 45, "cells_below": 4}
    assert data["texts"]["unresolved"] == [
        {"column": "origin", "text": "Atlantis", "records": 0, "cells_below": 1}
        | {"hint": "if no place is meant: --unknown Atlantis"}
    ]


@pytest.mark.parametrize("seed", range(4))
def test_two_inputs_that_differ_only_inside_small_cells_give_the_same_bytes(
    run: Run, seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    small = [cell for cell, number in CELLS.items() if number < 5]
    others = CELLS | {cell: chance.randint(1, 4) for cell in small}
    path = tmp_path / "a.csv"
    one = everything(run(write_csv(path, HEADER, victims(CELLS)), PEOPLE))
    rows = victims(others)
    chance.shuffle(rows)
    assert everything(run(write_csv(path, HEADER, rows), PEOPLE)) == one


def test_elimination_over_all_that_is_told_finds_no_small_count(run: Run, tmp_path: Path) -> None:
    found = run(write_csv(tmp_path / "a.csv", HEADER, victims(CELLS)), PEOPLE)
    told = [number for number in found.routes["records"] if number != ""]
    statuses = found.account.statuses
    # Each sum that is told is the sum of what is told of its parts: no difference is left for the rest.
    assert found.account.used.told == sum(told)
    assert found.account.records.told == sum(count.told for count in statuses.values()) == sum(told)
    numbers = {int(text) for text in json_numbers(json.loads(found.account.to_json()))}
    assert not numbers & {55, 47, 43, 44, 52}  # true totals of all, of routes, of origins, of ends


def json_numbers(data: Any) -> list[int]:
    if isinstance(data, dict):
        return [number for value in data.values() for number in json_numbers(value)]
    if isinstance(data, list):
        return [number for value in data for number in json_numbers(value)]
    return [data] if isinstance(data, int) and not isinstance(data, bool) else []


def test_quantities_may_be_the_people(run: Run, tmp_path: Path) -> None:
    rows = [("SYR", "DEU", 1200), ("SYR", "NOR", 6), ("SYR", "NOR", 4), ("SYR", "SWE", 11), ("SYR", "DNK", 0)]
    path = write_csv(tmp_path / "a.csv", ("from", "to", "quantity"), rows)
    recipe = {
        "set": {"market": "displacement", "unit": "people"},
        "records": {"people": "quantity", "people_below": 11},
    }
    found = run(path, recipe)
    assert repr(rows_of(found, "destination", "quantity", "records", "at_most")) == repr(
        [("DEU", 1200.0, 1, ""), ("DNK", 0.0, 1, ""), ("NOR", float("nan"), "", 10), ("SWE", 11.0, 1, "")]
    )


def test_silence_about_people_is_refused_where_it_matters(run: Run, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("from", "to"), [("NGA", "ITA")] * 3)
    for market in ("human trafficking", "migrant smuggling"):
        with pytest.raises(RouteError, match="say whether they count people"):
            run(path, {"set": {"market": market}})
    assert rows_of(run(path, {"set": {"market": "TIP"}}, people="no"), "records") == [(3,)]
    assert rows_of(run(path, {"set": {"market": "cocaine"}}), "records") == [(3,)]


def test_small_counts_are_told_only_on_demand_and_the_account_says_so(run: Run, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("from", "to"), [("NGA", "ITA")] * 3)
    found = run(path, {"set": {"market": "human trafficking"}}, people="records", allow_small_counts=True)
    assert rows_of(found, "records") == [(3,)]
    assert json.loads(found.account.to_json())["cut"]["small_counts"] == "told"


def test_counts_say_what_they_leave_out() -> None:
    assert Count(1240, 3).say(5) == "1,240 and 3 flows below 5"
    assert Count(0, 1).say(11, "case") == "1 case below 11"
    assert Count(0).say(5) == "0"
