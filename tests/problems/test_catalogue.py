"""The catalogue explains each code once, and the type of codes lists the same."""

from typing import get_args

import pytest

from routemap.problems import CATALOGUE, SECTIONS, Code


def test_the_type_and_the_catalogue_have_the_same_codes() -> None:
    assert sorted(get_args(Code)) == sorted(CATALOGUE)


def test_no_code_stands_under_two_headings() -> None:
    assert sum(map(len, SECTIONS.values())) == len(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_each_code_is_explained_in_whole_sentences_with_a_remedy(code: str) -> None:
    entry = CATALOGUE[code]
    for text in (entry.meaning, entry.remedy):
        assert text[0].isupper() or text[0] in "`>", text
        assert text[-1] in ".?", text
        assert "\n" not in text
    assert not entry.meaning.startswith("Warning")  # the severity says so
