from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routemap.places import scan_places
from routemap.places._tables import read_text
from routemap.places.names_in_text import FILE, gather_names, may_name_officially


def found(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(text[mention.start : mention.end], mention.kind, mention.codes) for mention in scan_places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the U.S.-bound load", [("U.S.", "country", ("USA",))]),
        ("they told us, and the US told them", [("US", "country", ("USA",))]),
        ("via Côte d’Ivoire’s ports", [("Côte d’Ivoire", "country", ("CIV",))]),
        ("Democratic Republic of the Congo", [("Democratic Republic of the Congo", "country", ("COD",))]),
        ("Nigerien and Nigerian", [("Nigerien", "demonym", ("NER",)), ("Nigerian", "demonym", ("NGA",))]),
        ("Guinea-Bissau, Guinea", [("Guinea-Bissau", "country", ("GNB",)), ("Guinea", "country", ("GIN",))]),
        ("turkey for dinner in Turkey", [("Turkey", "country", ("TUR",))]),
        ("sub-Saharan Africa", [("sub-Saharan Africa", "region", ("sub-saharan-africa",))]),
        ("Dominican couriers", [("Dominican", "demonym", ("DMA", "DOM"))]),
        ("Lagos and Laos", [("Lagos", "city", ("NGA",)), ("Laos", "country", ("LAO",))]),
        ("Poles and Danes", [("Poles", "people", ("POL",)), ("Danes", "people", ("DNK",))]),
        ("Nice people were reading in a split second", []),
        ("none, other, unknown, various", []),
    ],
)
def test_places_are_found_where_they_stand_and_words_are_left(text: str, expected: list[object]):
    assert found(text) == expected


@given(st.text(alphabet="aNorwayUSA .,’'-–\n\u0301é(the)", max_size=60))
def test_every_mention_lies_inside_the_text_and_none_overlap(text: str):
    end = 0
    for mention in scan_places(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


def test_the_names_that_are_shipped_are_those_of_the_tables() -> None:
    """Written by tools/names_in_text.py, after each change to a table of places."""
    assert read_text(FILE).splitlines() == gather_names(official=False)


def test_official_names_are_known_where_a_text_has_a_word_of_one() -> None:
    ours = set(gather_names(official=False))
    official = [line for line in gather_names() if line not in ours]
    assert ours < {*ours, *official}
    assert [line for line in official if not may_name_officially(line.split("\t")[0].split())] == []
    assert found("the Russian Federation and the Republic of Estonia") == [
        ("Russian Federation", "country", ("RUS",)),
        ("Republic of Estonia", "country", ("EST",)),
    ]
