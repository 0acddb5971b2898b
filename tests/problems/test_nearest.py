"""The nearest right answer."""

import pytest

from routemap.problems import did_you_mean, nearest


@pytest.mark.parametrize(
    ("word", "near"),
    [("orgin", "origin"), ("DESTINATION ", "destination"), ("Trnsit", "transit"), ("xyzzy", ""), ("", "")],
)
def test_the_nearest_word_is_found_whatever_its_case(word: str, near: str) -> None:
    assert nearest(word, ["origin", "transit", "destination"]) == near


def test_the_right_answer_is_named_as_it_is_written() -> None:
    assert did_you_mean("equal earth", ["Equal-Earth"]) == "did you mean Equal-Earth?"
    assert did_you_mean("mercator", ["laea"]) == ""


def test_a_strict_cutoff_finds_less() -> None:
    assert nearest("gold trade", ["cocaine trade"], cutoff=0.88) == ""
    assert nearest("cocain trade", ["cocaine trade"], cutoff=0.88) == "cocaine trade"


def test_what_is_named_cannot_write_to_the_terminal() -> None:
    assert did_you_mean("a\x1b[31mb", ["a\x1b[31mc"]) == "did you mean a\\x1b[31mc?"
