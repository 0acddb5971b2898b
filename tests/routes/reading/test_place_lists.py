"""Lists of places beside the routes that cannot be used: what is said of them, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from routemap.problems import Problem
from routemap.routes import check_routes


def refusal(folder: Path, places: str) -> Problem:
    (folder / "flows.csv").write_text("origin,dest,count\na,b,5\n", encoding="utf-8")
    (folder / "places.csv").write_text(places, encoding="utf-8")
    recipe = {"set": {"market": "arms"}, "places_file": str(folder / "places.csv")}
    (problem,) = check_routes(folder / "flows.csv", recipe=recipe).errors
    return problem


@pytest.mark.parametrize(
    ("header", "message", "near"),
    [
        ("idd,name", "no column for the id", "idd"),
        ("id,nmae", "no column for the name", "nmae"),
        ("x,y", "no column for the id", ""),
    ],
)
def test_a_list_without_ids_or_names_is_told_with_the_near_header(
    tmp_path: Path, header: str, message: str, near: str
) -> None:
    problem = refusal(tmp_path, f"{header}\na,Peru\nb,Spain\n")
    assert (problem.code, problem.line) == ("places-list", 1)
    assert message in problem.message
    assert near in problem.hint
    assert str(problem.file).endswith("places.csv")


def test_an_id_of_two_names_is_told_with_both_and_its_line(tmp_path: Path) -> None:
    problem = refusal(tmp_path, "id,name\na,Peru\nb,Spain\na,Peru\nb,Italy\n")
    assert "'b' twice: Spain, Italy" in problem.message
    assert problem.line == 5


@pytest.mark.parametrize("rows", ["", "a,\n,Spain\n"])
def test_a_list_of_nothing_is_told(tmp_path: Path, rows: str) -> None:
    assert "the list of places is empty" in refusal(tmp_path, f"id,name\n{rows}").message


def test_rows_without_an_id_or_a_name_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "flows.csv").write_text("origin,dest,count\na,b,5\n", encoding="utf-8")
    (tmp_path / "places.csv").write_text("id,name\n,Chile\na,Peru\nc,\nb,Spain\n", encoding="utf-8")
    recipe = {"set": {"market": "arms"}, "places_file": str(tmp_path / "places.csv")}
    assert check_routes(tmp_path / "flows.csv", recipe=recipe).routes["destination"].tolist() == ["ESP"]


def test_a_list_that_is_no_whole_table_is_refused_for_its_own_fault(tmp_path: Path) -> None:
    problem = refusal(tmp_path, 'id,name\na,"Peru\nb,Spain\n')
    assert str(problem.file).endswith("places.csv")
    assert "quot" in problem.message
