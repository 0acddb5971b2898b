"""Problems are kept up to a number, put in order, and counted by what is the same in them."""

import pytest

from routemap.errors import ReadError
from routemap.problems import Findings, Problem, findings, group_alike


def unknown(line: int, value: str = "Burmma") -> Problem:
    return Problem("place-unknown", "no such place", file="t.csv", line=line, column="from", value=value)


def test_problems_come_in_the_order_of_the_input_and_within_a_row_of_the_columns() -> None:
    found = Findings("t.csv")
    found.add(unknown(9, "a"), 2)
    found.add(unknown(9, "b"), 1)
    found.add(unknown(3, "c"), 5)
    told = found.all([unknown(9, "reader"), Problem("rows-missing", "m", file="t.csv")])
    assert [problem.value for problem in told] == ["", "c", "reader", "b", "a"]


def test_features_and_rows_are_put_in_order_by_their_number() -> None:
    found = Findings("t.geojson")
    for number in (10, 9, 2):
        found.add(Problem("feature-invalid", "m", where=f'feature {number} (id "1")'))
    assert [problem.position for problem in found.all()] == [2, 9, 10]


def test_beyond_a_number_errors_and_warnings_are_counted_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MOST_KEPT", 2)
    found = Findings("t.csv")
    for line in range(4):
        found.add(unknown(line))
    found.add(Problem("source-missing", "m"))
    told = [(problem.code, problem.message) for problem in found.all()][2:]
    assert told == [
        ("problems-many", "2 more errors were found, after the first 2 problems"),
        ("warnings-many", "1 more warning was found, after the first 2 problems"),
    ]


def test_an_error_that_is_only_counted_still_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MOST_KEPT", 1)
    found = Findings("t.csv")
    found.add(Problem("source-missing", "m"))
    assert not found.have_errors
    found.add(unknown(3))
    assert found.have_errors


def test_the_same_value_in_many_rows_is_one_line() -> None:
    problems = [unknown(line) for line in range(2, 32)] + [unknown(40, "Norwya")]
    assert list(map(str, group_alike(problems))) == [
        "t.csv:2: from 'Burmma' (30 rows: 2, 3, 4 …): no such place",
        "t.csv:40: from 'Norwya': no such place",
    ]


def test_errors_come_before_warnings_and_features_are_called_so() -> None:
    doubts = [Problem("geometry-differs", "m", where=f"feature {i}") for i in (1, 4)]
    assert list(map(str, group_alike([*doubts, unknown(9)]))) == [
        "t.csv:9: from 'Burmma': no such place",
        "feature 1: m (2 features: 1, 4)",
    ]


def test_a_refusal_names_twenty_kinds_and_counts_the_rest() -> None:
    error = ReadError([unknown(i, f"name {i % 25}") for i in range(5_000)])
    assert len(str(error).splitlines()) == 21
    assert str(error).splitlines()[-1] == "… and 5 more"
    assert "(200 rows: 3, 28, 53 …)" in str(error)
