from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routemap.places.folding import fold

LATIN = st.text(st.sampled_from(string.ascii_letters + "àéîõüçñåøłđß '’-.,()&"), max_size=40)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Norway", "norway"),
        ("  NORWAY ", "norway"),
        ("Côte d'Ivoire", "cote divoire"),
        ("CÔTE D’IVOIRE", "cote divoire"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Türkiye", "turkiye"),
        ("TÜRKİYE", "turkiye"),
        ("Åland", "aland"),
        ("Færøyene", "faeroyene"),
        ("The Gambia", "gambia"),
        ("Gambia, The", "gambia"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("St. Lucia", "saint lucia"),
        ("Dem. Rep. of the Congo", "democratic republic of congo"),
        ("Marshall Is.", "marshall islands"),
        ("U.S.A.", "usa"),
        ("D.R.Congo", "dr congo"),
        ("S.Korea", "s korea"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Lao People’s Dem. Rep.", "lao peoples democratic republic"),
        ("Россия", "россия"),
        ("日本", "日本"),
        ("-", ""),
        ("?", ""),
        ("the", "the"),
        ("not\u00a0known", "not known"),
    ],
)
def test_spellings_of_one_name_fold_to_one_form(written, folded):
    assert fold(written) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(LATIN)
def test_small_letters_and_spaces_around_make_no_difference(text):
    assert fold(f"  {text.lower()}\t") == fold(text.lower())


@given(st.text(st.sampled_from(string.ascii_letters + " "), max_size=40))
def test_case_makes_no_difference(text):
    assert fold(text.upper()) == fold(text.lower()) == fold(text.title())


@given(st.text(max_size=60))
def test_a_folded_name_is_words_with_single_spaces(text):
    assert fold(text) == " ".join(fold(text).split())
