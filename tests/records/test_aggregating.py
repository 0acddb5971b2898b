"""Records become the same routes on every engine, from every kind of file, in whatever order and pieces they come."""

from __future__ import annotations

import csv
import datetime
import io
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import routemap
from routemap.records import Aggregation
from routemap.records.table import _order

from .tables import Run, csv_of, rows_of, write_csv, write_parquet, write_xlsx

HEADER = ("seizure", "drug", "departure", "via", "arrival", "weight", "measure", "seized on")
RECORDS: list[tuple[Any, ...]] = [
    ("S1", "Cocaine", "Colombia", "Netherlands", "Norway", 2.5, "kg", "2021-03-04"),
    ("S2", "cocaine trade", "COL", "NLD", "NOR ", 0.1, "kg", "2021-07-01"),
    ("S3", "cocaine", "COL", "NLD", "NOR", 0.2, "kg", "2022-01-31"),
    ("S4", "cocaine", "COL", "NLD", "NOR", 12, "g", "2022-02-01"),
    ("S5", "cannabis", "Morocco", None, "Spain", 1000, "kg", "2021-12-31"),
    ("S6", "cannabis", "Morocco", None, "Morocco", 7, "kg", "2021-12-31"),
    ("S7", "cannabis", "unknown", None, "Spain", None, "kg", "2021-05-05"),
    ("S8", "cannabis", "Morocco", "Spain > France", "Germany", 3.75, "kg", None),
    ("S9", "cannabis", "Atlantis", None, "Spain", 5, "kg", "2021-05-05"),
    ("S10", "heroin", "Afghanistan", "Iran | Pakistan", "Norway", 1, "kg", "2020-01-01"),
    ("S11", "heroin", None, None, None, 1, "kg", "2020-01-01"),
    ("S12", "heroin", "Afghanistan", None, "Norway", -1, "kg", "2020-06-01"),
]
RECIPE = {
    "columns": {
        "drug": "market",
        "departure": "origin",
        "via": "transit",
        "arrival": "destination",
        "weight": "quantity",
        "measure": "unit",
        "seized on": "date",
    },
    "set": {"source": "Seizures, own table"},
    "records": {"record": "seizure"},
}
GOLDEN = """\
market,origin,transit,destination,quantity,unit,start,locator,source,records,measured,first,last
cannabis trade,,,ESP,,kg,2021,record S7,"Seizures, own table",1,0,2021-05-05,2021-05-05
cannabis trade,MAR,,ESP,1000,kg,2021,record S5,"Seizures, own table",1,1,2021-12-31,2021-12-31
cannabis trade,MAR,,MAR,7,kg,2021,record S6,"Seizures, own table",1,1,2021-12-31,2021-12-31
cannabis trade,MAR,ESP > FRA,DEU,3.75,kg,,record S8,"Seizures, own table",1,1,,
cocaine trade,COL,NLD,NOR,12,g,2022,record S4,"Seizures, own table",1,1,2022-02-01,2022-02-01
cocaine trade,COL,NLD,NOR,2.6,kg,2021,records S1 … S2,"Seizures, own table",2,2,2021-03-04,2021-07-01
cocaine trade,COL,NLD,NOR,0.2,kg,2022,record S3,"Seizures, own table",1,1,2022-01-31,2022-01-31
heroin trade,AFG,,NOR,,kg,2020,record S12,"Seizures, own table",1,0,2020-06-01,2020-06-01
"""
STATUSES = {"used": 7, "half-open": 1, "domestic": 1, "unresolved": 1, "alternatives": 1, "no place": 1}


def shown(found: Aggregation) -> str:
    """Return the columns of a found table that the golden text has, as CSV."""
    names = GOLDEN.splitlines()[0].split(",")
    rows = list(csv.reader(io.StringIO(csv_of(found))))
    at = [rows[0].index(name) for name in names]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([row[i] for i in at] for row in rows)
    return out.getvalue()


@pytest.fixture(params=["csv", "parquet", "typed.parquet", "xlsx"])
def seizures(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "csv":
        return write_csv(tmp_path / "seizures.csv", HEADER, RECORDS)
    if request.param == "xlsx":
        return write_xlsx(tmp_path / "seizures.xlsx", HEADER, RECORDS)
    if request.param == "parquet":
        texts = [[None if cell is None else str(cell) for cell in row] for row in RECORDS]
        return write_parquet(tmp_path / "seizures.parquet", HEADER, texts)
    days = [(*row[:-1], row[-1] and datetime.date.fromisoformat(row[-1])) for row in RECORDS]
    rows = [(*row[:5], None if row[5] is None else float(row[5]), *row[6:]) for row in days]
    return write_parquet(tmp_path / "typed.parquet", HEADER, rows)


def test_records_become_these_routes_on_every_engine_from_every_kind_of_file(run: Run, seizures: Path) -> None:
    found = run(seizures, RECIPE)
    assert shown(found) == GOLDEN
    assert {name: count.told for name, count in found.account.statuses.items() if count.told} == STATUSES
    assert found.account.quantities == {
        "measured": 10,
        "none given": 1,
        "negative": 1,
        "too large": 0,
        "not a number": 0,
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_neither_the_order_of_rows_nor_the_number_of_files_makes_a_difference(
    run: Run, seed: int, tmp_path: Path
) -> None:
    whole = run(write_csv(tmp_path / "whole.csv", HEADER, RECORDS), RECIPE)
    shuffled = random.Random(seed).sample(RECORDS, len(RECORDS))
    write_csv(tmp_path / "part-1.csv", HEADER, shuffled[:5])
    # Another order of columns, another kind of file, one without a row.
    turned = [tuple(reversed(row)) for row in shuffled[5:]]
    write_csv(tmp_path / "part-2.csv", tuple(reversed(HEADER)), turned[:3])
    write_xlsx(tmp_path / "part-3.xlsx", tuple(reversed(HEADER)), turned[3:])
    write_csv(tmp_path / "part-4.csv", HEADER, [])
    parts = run([tmp_path / "part-*.csv", tmp_path / "part-3.xlsx"], RECIPE)
    assert csv_of(parts) == csv_of(whole)
    assert parts.account.statuses == whole.account.statuses


def test_sums_are_exact_where_floating_point_is_not(run: Run, tmp_path: Path) -> None:
    rows = [("cocaine", "COL", "NOR", "0.1")] * 1000 + [("cocaine", "COL", "NOR", "8999999999999.999999")] * 3
    found = run(write_csv(tmp_path / "a.csv", ("market", "from", "to", "quantity"), rows))
    # Three of the largest numbers: their doubles are a thousandth apart, their sum keeps each to the millionth.
    assert found.routes["quantity"].tolist() == [(3 * int(8999999999999.999999 * 1e6 + 0.5) + 100_000_000) / 1e6]


def test_periods_are_years_months_or_none(run: Run, tmp_path: Path) -> None:
    rows = [("COL", "NOR", day) for day in ("2021-03-04", "2021-03-31", "2021-04", "2021", "", "17/05/2021")]
    path = write_csv(tmp_path / "a.csv", ("from", "to", "date"), rows)
    recipe = {"set": {"market": "cocaine"}, "dates": "day-first"}
    assert rows_of(run(path, recipe), "start", "records", "first", "last") == [
        ("", 1, "", ""),
        ("2021", 5, "2021", "2021-05-17"),
    ]
    assert rows_of(run(path, recipe, by="month"), "start", "end", "records") == [
        ("", "", 1),
        ("2021", "2021", 1),
        ("2021-03", "2021-03", 2),
        ("2021-04", "2021-04", 1),
        ("2021-05", "2021-05", 1),
    ]
    assert rows_of(run(path, recipe, by="none"), "start", "end", "records") == [("2021", "2021-05-17", 6)]


def test_a_wide_table_is_made_long_and_its_empty_cells_are_no_routes(run: Run, tmp_path: Path) -> None:
    header = ("origin", "market", "2019", "2020", "Notes")
    rows = [("COL", "cocaine", 3, None, "x"), ("PER", "cocaine", 4.5, 0, None), ("ECU", "cocaine", None, None, None)]
    recipe = {
        "set": {"destination": "NOR", "unit": "kg"},
        "unpivot": {"columns": ["20*"], "names": "date", "values": "quantity"},
    }
    expected = [("COL", "2019", 3.0, 1), ("PER", "2019", 4.5, 1), ("PER", "2020", 0.0, 1)]
    for path in (
        write_csv(tmp_path / "a.csv", header, [*rows[:2], ("ECU", "cocaine", "n/a", "..", "")]),
        write_parquet(tmp_path / "a.parquet", header, rows),
        write_xlsx(tmp_path / "a.xlsx", header, rows),
    ):
        found = run(path, recipe)
        assert rows_of(found, "origin", "start", "quantity", "records") == expected, path
        assert (found.account.statuses["empty cell"].told, found.account.used.told) == (3, 3)
        assert found.account.unused == ("Notes",)


def test_a_matrix_of_countries_is_a_wide_table_whose_headers_are_places(run: Run, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        ("from", "Norway", "Sweden", "Total"),
        [("COL", 3, 4, 7), ("PER", 1, "", 1), ("Total", 4, 4, 8)],
    )
    recipe = {
        "set": {"market": "cocaine"},
        "unpivot": {"columns": ["*"], "names": "destination", "values": "quantity"},
        "columns": {"from": "origin"},
        "leave_out": {"origin": ["total"], "destination": ["Total"]},
    }
    recipe["unpivot"]["columns"] = ["Norway", "Sweden", "Total"]
    found = run(path, recipe)
    assert rows_of(found, "origin", "destination", "quantity") == [
        ("COL", "NOR", 3.0),
        ("COL", "SWE", 4.0),
        ("PER", "NOR", 1.0),
    ]
    assert found.account.statuses["left out"].told == 5


def test_records_that_share_a_name_are_counted_dropped_or_kept(run: Run, tmp_path: Path) -> None:
    rows = [
        ("1", "COL", "NOR", 2),
        ("1", "COL", "NOR", 2),
        ("2", "COL", "NOR", 5),
        ("", "COL", "NOR", 1),
        ("", "COL", "NOR", 1),
    ]
    path = write_csv(tmp_path / "a.csv", ("no", "from", "to", "quantity"), rows)
    recipe = {"set": {"market": "cocaine"}, "records": {"record": "no"}}
    counted = run(path, recipe)
    assert counted.account.duplicates == {"named": 3, "names": 2, "repeated": 1}
    assert rows_of(counted, "quantity", "records") == [(11.0, 5)]
    dropped = run(path, recipe, duplicates="drop")
    assert rows_of(dropped, "quantity", "records") == [(9.0, 4)]
    assert run(path, recipe, duplicates="keep").account.duplicates == {}


def test_which_of_two_records_of_one_name_is_dropped_does_not_depend_on_their_order(run: Run, tmp_path: Path) -> None:
    rows = [("1", "COL", "NOR", 2), ("1", "PER", "NOR", 9), ("1", "", "SWE", 4)]
    recipe = {"set": {"market": "cocaine"}, "records": {"record": "no", "duplicates": "drop"}}
    found = {
        csv_of(run(write_csv(tmp_path / f"{i}.csv", ("no", "from", "to", "quantity"), order), recipe))
        for i, order in enumerate((rows, rows[::-1], [rows[1], rows[0], rows[2]]))
    }
    assert len(found) == 1


def test_places_that_follow_themselves_stand_once_and_are_counted(run: Run, tmp_path: Path) -> None:
    rows = [("COL", "NLD > Netherlands", "NOR"), ("COL", "NLD", "NOR"), ("COL > NLD", "", "NOR"), ("COL", "NOR", "NOR")]
    found = run(write_csv(tmp_path / "a.csv", ("from", "via", "to"), rows), {"set": {"market": "cocaine"}})
    assert rows_of(found, "origin", "transit", "destination", "records") == [
        ("COL", "", "NOR", 1),
        ("COL", "NLD", "NOR", 3),
    ]
    assert found.account.shortened == 2


def test_columns_that_are_no_keys_follow_the_rules_of_merging(run: Run, tmp_path: Path) -> None:
    rows = [
        ("COL", "NOR", "high", "A", "p. 1"),
        ("COL", "NOR", "low", "B", "p. 1"),
        ("PER", "NOR", "high", "A", ""),
        ("PER", "NOR", "high", "", "p. 2"),
    ]
    path = write_csv(tmp_path / "a.csv", ("from", "to", "confidence", "report", "page"), rows)
    found = run(path, {"set": {"market": "cocaine"}, "columns": {"report": "source", "page": "locator"}})
    assert rows_of(found, "origin", "confidence", "source", "locator") == [
        ("COL", "low", "2 sources", "p. 1"),
        ("PER", "high", "A", ""),
    ]


def test_counts_stay_numbers_in_parquet(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    path = write_csv(tmp_path / "a.csv", ("from", "to"), [("NGA", "ITA")] * 7 + [("NGA", "ESP")])
    recipe = {"set": {"market": "human trafficking"}, "records": {"people": "records"}}
    routemap.aggregate_records(path, recipe, out=tmp_path / "routes.parquet")
    table = pq.read_table(tmp_path / "routes.parquet")
    assert table.column("records").to_pylist() == [None, 7]
    assert table.column("at_most").to_pylist() == [4, None]


def test_the_table_is_read_by_every_command_and_public_function(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", HEADER, RECORDS)
    for suffix in (".csv", ".parquet", ".geojson"):
        found = routemap.aggregate_records(path, RECIPE, out=tmp_path / f"routes{suffix}")
        again = routemap.read_routes(tmp_path / f"routes{suffix}")
        for name in ("id", "market", "origin", "transit", "destination", "quantity", "unit", "start", "locator"):
            assert again[name].astype(str).tolist() == found.routes[name].astype(str).tolist(), (suffix, name)
        assert again["records"].tolist() == [str(number) for number in found.routes["records"]]
    assert len(routemap.to_lines(routemap.read_routes(tmp_path / "routes.csv"))) == len(found.routes)


def test_a_direction_that_is_said_and_one_that_is_not_are_one(run: Run, tmp_path: Path) -> None:
    rows = [("COL", "NOR", ""), ("COL", "NOR", "yes"), ("COL", "NOR", "Yes"), ("COL", "NOR", "no")]
    path = write_csv(tmp_path / "a.csv", ("from", "to", "directed"), rows)
    assert rows_of(run(path, {"set": {"market": "cocaine"}}), "directed", "records") == [(True, 3), (False, 1)]


def test_rows_are_in_one_order_whether_or_not_their_keys_fit_into_one_number() -> None:
    keys = [np.array([2, 0, 2, 1, 0]), np.array([1, 4, 0, 1, 3])]
    assert _order(keys).tolist() == [4, 1, 3, 2, 0]
    assert _order([np.array([2**62, 0, 2**62, 1, 0]), keys[1]]).tolist() == [4, 1, 3, 2, 0]
    assert _order([np.array([], dtype=np.int64)]).tolist() == []
