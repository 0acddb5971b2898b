"""Tables of counted records are ours, and a number that is kept back does not stand beside `at_most`."""

from __future__ import annotations

import io

import numpy as np
import pytest

from routemap.routes import check_routes, read_routes
from routemap.routes.counts import at_most_of, say_total

HEADER = "market,from,to,quantity,unit,source,records,first,last,at_most"
TOLD = "human trafficking,NGA,ITA,40,people,S,40,2021-01-03,2021-11-30,"
KEPT_BACK = "human trafficking,NGA,ESP,,people,S,,,,4"


def codes(*rows: str) -> list[str]:
    return [problem.code for problem in check_routes(io.StringIO("\n".join(rows) + "\n")).problems]


def test_the_columns_of_counted_records_are_not_called_none_of_ours() -> None:
    assert codes(HEADER, TOLD, KEPT_BACK) == []
    assert codes("market,from,to,source,first,last", "cocaine,,NOR,S,a,b") == ["column-kept"]


def test_what_people_are_shown_in_gis_files_is_not_read_back() -> None:
    rows = (f"{HEADER},shown_as", f"{TOLD},40 people", f"{KEPT_BACK},< 5 people")
    routes = read_routes(io.StringIO("\n".join(rows) + "\n"))
    assert "shown_as" not in routes
    assert at_most_of(routes).tolist() == [0, 4]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("human trafficking,NGA,ESP,3,people,S,,,,4", "quantity"),
        ("human trafficking,NGA,ESP,,people,S,3,,,4", "records"),
    ],
)
def test_a_number_beside_at_most_is_refused(row: str, column: str) -> None:
    (problem,) = check_routes(io.StringIO(f"{HEADER}\n{TOLD}\n{row}\n")).errors
    assert (problem.code, problem.line, problem.column, problem.value) == ("number-kept-back", 3, column, "3")


@pytest.mark.parametrize("text", ["few", "-4", "4.5", "< 5"])
def test_at_most_is_a_whole_number_of_people(text: str) -> None:
    (problem,) = check_routes(io.StringIO(f"{HEADER}\n{KEPT_BACK[:-1]}{text}\n")).errors
    assert (problem.code, problem.column, problem.value) == ("number-invalid", "at_most", text)


def test_totals_name_each_limit_in_each_language() -> None:
    at_most = np.array([4, 0, 4, 9])
    assert say_total(1240, at_most, "en") == "1,240, 2 flows below 5 and 1 flow below 10"
    assert say_total(1240, at_most[:3], "fr") == "1\u202f240 et 2 flux inférieurs à 5"
    assert say_total(1240, at_most[:3], "es") == "1240 y 2 flujos inferiores a 5"
    assert say_total(0, at_most[:1], "nb") == "1 strøm under 5"
