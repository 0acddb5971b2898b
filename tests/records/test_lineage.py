"""From a route back to its records, exactly: all of them, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from routemap.errors import RouteError
from routemap.records.lineage import records_of

from .tables import Run, write_csv, write_parquet

HEADER = ("no", "from", "to", "quantity", "date", "remark")
ROWS = [
    ("1", "Colombia", "Norway", "2", "2021-01-01", "a"),
    ("2", "COL ", "NOR", " 3", "2021-05-05", 'b, "c"'),
    ("3", "COL", "NOR", "x", "2021", ""),
    ("4", "COL", "NOR", "4", "2022-01-01", ""),
    ("5", "PER", "NOR", "4", "2021-01-01", ""),
    ("6", "Atlantis", "NOR", "4", "2021-01-01", ""),
]
RECIPE = {"set": {"market": "cocaine"}}


def test_the_records_behind_a_route_are_printed_as_they_stand(run: Run, engine: str, tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", HEADER, ROWS[:3])
    write_parquet(tmp_path / "b.parquet", HEADER, ROWS[3:])
    found = run(tmp_path, RECIPE).routes
    behind = {}
    for route in found.itertuples():
        records = records_of(route.id, tmp_path, RECIPE, engine=engine)
        assert records.header == list(HEADER)
        assert len(records.rows) == route.records
        behind[(route.origin, route.start)] = records.rows
    assert behind == {("COL", "2021"): ROWS[:3], ("COL", "2022"): [ROWS[3]], ("PER", "2021"): [ROWS[4]]}


def test_the_records_of_a_wide_table_are_its_cells(run: Run, engine: str, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv", ("from", "to", "2019", "2020"), [("COL", "NOR", 3, ""), ("Colombia", "NOR", 5, 6)]
    )
    recipe = RECIPE | {"unpivot": {"columns": ["20*"], "names": "date", "values": "quantity"}}
    [first, _] = run(path, recipe).routes["id"]
    assert records_of(first, path, recipe, engine=engine) == (
        ["from", "to", "start", "quantity"],
        [("COL", "NOR", "2019", "3"), ("Colombia", "NOR", "2019", "5")],
    )


def test_an_id_that_is_none_is_answered_with_the_nearest(tmp_path: Path, run: Run) -> None:
    path = write_csv(tmp_path / "a.csv", HEADER, ROWS)
    near = run(path, RECIPE).routes["id"].iloc[0]
    with pytest.raises(RouteError, match=rf"the files make no route '{near}x' .*\? did you mean {near}"):
        records_of(f"{near}x", path, RECIPE)
