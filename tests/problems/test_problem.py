"""One problem: its sentence, its code, how grave it is."""

import pytest

from routemap.problems import Fault, Problem


def test_an_endless_clause_loses_its_middle_and_keeps_its_end() -> None:
    chain = " > ".join(["NOR"] * 500)
    problem = Problem("geometry-reversed", f"the geometry runs from USA to {chain}; the codes are used", line=3)
    said = str(problem)
    assert len(said) < 600
    assert said.startswith("3: the geometry runs from USA to NOR > NOR")
    assert said.endswith("; the codes are used")
    assert problem.to_dict()["message"] == problem.message


@pytest.mark.parametrize("kind", [Problem, Fault])
@pytest.mark.parametrize("code", ["place-unknwon", "", "PLACE-UNKNOWN"])
def test_a_code_that_nobody_can_look_up_is_refused(kind: type, code: str) -> None:
    with pytest.raises(ValueError, match="is no code of the catalogue"):
        kind(code, "message")


def test_the_catalogue_says_how_grave_a_problem_is() -> None:
    assert Problem("place-unknown", "m").severity == Fault("place-unknown", "m").severity == "error"
    assert Problem("column-kept", "m").severity == Fault("column-kept", "m").severity == "warning"
    assert Problem("column-kept", "m").to_dict()["severity"] == "warning"


def test_an_aside_stands_behind_what_it_is_about() -> None:
    about_a_cell = Problem("place-unknown", "no such place", file="t.csv", line=2, column="from", value="Burmma")
    assert about_a_cell.say("2 rows: 2, 3") == "t.csv:2: from 'Burmma' (2 rows: 2, 3): no such place"
    about_a_row = Problem("place-missing", "the row names no place", "one", file="t.csv", line=2)
    assert about_a_row.say("2 rows: 2, 3") == "t.csv:2: the row names no place; expected one (2 rows: 2, 3)"
