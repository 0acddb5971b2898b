from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routemap.places import resolve_place
from routemap.places.suggesting import MOST_SUGGESTIONS, edit_distance, suggest

WORDS = st.text(st.sampled_from("abcd "), max_size=8)


@pytest.mark.parametrize(
    ("written", "closest"),
    [
        ("Burmma", "Burma (MMR)"),
        ("Norwya", "Norway (NOR)"),
        ("Germny", "Germany (DEU)"),
        ("Phillipines", "The Philippines (PHL)"),
        ("Wset Africa", "West Africa (west-africa)"),
        ("Untied Kingdom", "United Kingdom (GBR)"),
        ("Kazkhstan", "Kazakhstan (KAZ)"),
        ("Maroco", "Morocco (MAR)"),  # two letters wrong, but misspelt by ear
    ],
)
def test_a_near_miss_is_named_and_never_accepted(written, closest):
    resolution = resolve_place(written)
    assert (resolution.code, resolution.kind, resolution.note) == (None, "unknown", "no place of this name")
    assert str(resolution.candidates[0]) == closest


@pytest.mark.parametrize(
    ("city", "codes"),
    [
        ("Rotterdam", ["NLD"]),
        ("Antwerp", ["BEL"]),
        ("Istanbul", ["TUR"]),
        ("Tirana", ["ALB"]),
        ("Lagos", ["NGA"]),
        ("Texas", ["USA"]),
        ("Kaliforniya coast", []),
    ],
)
def test_a_city_is_no_place_and_calls_up_its_country_alone(city, codes):
    resolution = resolve_place(city)
    assert (resolution.code, resolution.kind) == (None, "unknown")
    assert [candidate.code for candidate in resolution.candidates] == codes


@given(st.text(max_size=30))
def test_there_are_never_more_than_three_suggestions_and_each_place_comes_once(text):
    found = suggest(text)
    assert len(found) <= MOST_SUGGESTIONS
    assert len({meaning.codes for meaning in found}) == len(found)


def test_a_very_long_text_is_not_searched():
    assert suggest("norway" * 1000) == ()


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("iran", "iraq", 1), ("niger", "nigeria", 2), ("ca", "abc", 3)],
)
def test_distances(a, b, distance):
    assert edit_distance(a, b) == distance


@given(WORDS, WORDS)
def test_distance_is_symmetrical_and_bounded(a, b):
    distance = edit_distance(a, b)
    assert distance == edit_distance(b, a)
    assert abs(len(a) - len(b)) <= distance <= max(len(a), len(b))
    assert (distance == 0) == (a == b)
