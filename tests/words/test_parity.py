"""What Python and the page's script both compute from the language files: one fixture, read by both suites."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from routemap.words import counted, listed, number, told
from routemap.words.plural import category

PARITY: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "parity/words.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", PARITY["categories"], ids=lambda case: f"{case['locale']} {case['count']}")
def test_plural_categories_are_those_of_the_browser(case: dict[str, Any]) -> None:
    assert category(case["rules"], case["count"]) == case["category"]


@pytest.mark.parametrize("case", PARITY["plurals"], ids=lambda case: case["text"])
def test_nouns_take_the_form_that_goes_with_their_number(case: dict[str, Any]) -> None:
    assert counted(case["lang"], case["key"], case["count"]) == case["text"]


@pytest.mark.parametrize("case", PARITY["numbers"], ids=lambda case: f"{case['lang']} {case['value']}")
def test_numbers_wear_the_signs_of_their_language(case: dict[str, Any]) -> None:
    assert number(case["lang"], case["value"]) == case["text"]


@pytest.mark.parametrize("case", PARITY["lists"], ids=lambda case: case["text"])
def test_parts_are_joined_as_a_sentence_joins_them(case: dict[str, Any]) -> None:
    assert listed(case["lang"], case["parts"]) == case["text"]


@pytest.mark.parametrize("case", PARITY["sentences"], ids=lambda case: case["text"])
def test_sentences_put_names_into_the_form_they_ask_for(case: dict[str, Any]) -> None:
    assert told(case["lang"], case["key"], case["count"], either=False, **case["values"]) == case["text"]
