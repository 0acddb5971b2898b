"""Recipes of records that say what cannot be: each is refused with its key, its value and what was expected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from routemap.errors import RouteError
from routemap.records.cut import Cut, Unpivot, read_plan
from routemap.routes.recipe import Recipe


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"records": {"by": "yaer"}}, ["by is 'yaer'", "year, month, none", "year"]),
        ({"records": {"duplicates": "dropp"}}, ["duplicates is 'dropp'", "count, drop, keep"]),
        ({"records": {"people": "yes"}}, ["people is 'yes'", "no, records, quantity"]),
        ({"records": {"people_below": 1}}, ["people_below is 1", "2 or more", "allow_small_counts"]),
        ({"records": {"people_below": True}}, ["records.people_below is True", "a whole number"]),
        ({"records": {"allow_small_counts": "no"}}, ["records.allow_small_counts is 'no'", "true or false"]),
        ({"records": {"record": 7}}, ["records.record is 7", "a text"]),
        ({"records": {"most_unresolved": "120%"}}, ["most_unresolved is 1.2", "a share such as 20%"]),
        ({"records": {"most_unresolved": "some"}}, ["'some' is no share", "20%"]),
        ({"records": {"peopel": "no"}}, ["no key records.peopel", "people"]),
        ({"records": ["by"]}, ["records is no table", "[records]"]),
        ({"leave_out": ["World"]}, ["leave_out is no table of lists", 'origin = ["World"]']),
        ({"leave_out": {"origin": "World"}}, ["leave_out is no table of lists"]),
        ({"leave_out": {"orign": ["World"]}}, ["leave_out: there is no column 'orign'", "origin"]),
        ({"unpivot": {"columns": ["20*"], "names": "year"}}, ["unpivot needs columns", "names and values"]),
        ({"unpivot": {"columns": ["20*"], "name": "start", "values": "quantity"}}, ["there is no key unpivot.name;"]),
        ({"unpivot": {"columns": "20*", "names": "start", "values": "quantity"}}, ["a list of headers"]),
        (
            {"unpivot": {"columns": ["20*"], "names": "start", "values": "quantty"}},
            ["unpivot.values: there is no column 'quantty'", "quantity"],
        ),
        ({"matrix": "origins"}, ["records have no use for matrix"]),
    ],
)
def test_what_cannot_be_is_refused_in_a_file_and_in_a_call(said: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(RouteError) as refusal:
        read_plan(said)
    for word in words:
        assert word in str(refusal.value)


def test_a_fault_of_a_file_is_told_with_its_name(tmp_path: Path) -> None:
    recipe = tmp_path / "cut\x1b[31m.toml"
    for text in ('[records]\nby = "day"\n', 'matrix = "origins"\n'):
        recipe.write_text(text, encoding="utf-8")
        with pytest.raises(RouteError, match=r"cut.*\.toml: ") as refusal:
            read_plan(recipe)
        assert "\x1b" not in str(refusal.value)


def test_a_table_of_known_places_stands_beside_the_recipe(tmp_path: Path) -> None:
    (tmp_path / "cut.toml").write_text('[records]\nknown = "known.csv"\n', encoding="utf-8")
    assert read_plan(tmp_path / "cut.toml")[1].known == str(tmp_path / "known.csv")
    assert read_plan({"records": {"known": "known.csv"}})[1].known == "known.csv"


def test_what_a_call_says_wins_over_what_the_recipe_says() -> None:
    said = {"records": {"by": "month", "people": "records"}, "leave_out": {"from": ["World"]}}
    cut = read_plan(said, by="none", duplicates=None)[1]
    assert (cut.by, cut.duplicates, cut.people, cut.is_guarded) == ("none", "count", "records", True)
    assert cut.leave_out == {"origin": ("World",)}
    assert not read_plan(said, allow_small_counts=True)[1].is_guarded
    with pytest.raises(RouteError, match=r"no option peopel.* people"):
        read_plan(said, peopel="no")


def test_both_parts_may_be_given_ready_made() -> None:
    recipe, cut = Recipe(), Cut(by="month", unpivot=Unpivot(("20*",), "start", "quantity"))
    assert read_plan(recipe, cut=cut) == (recipe, cut)
    assert read_plan(recipe, cut=cut, by="none")[1].by == "none"
