"""Every language says everything, with the same holes, and nothing that nobody asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from routemap.routes.markets import MARKET_NAMES
from routemap.words import LANGUAGES, capital, market_title, page_words, word
from routemap.words.languages import Text, language, texts
from routemap.words.plural import category

ROOT = Path(__file__).parents[2]
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
SOURCES = [*(ROOT / "src/routemap").rglob("*.py"), *(ROOT / "js/src").rglob("*.ts")]
PARTS = ("terms", "script", "review", "document")


def forms(text: Text) -> Mapping[str, str]:
    return {"other": text} if isinstance(text, str) else text


def holes(text: str) -> set[str]:
    return set(re.findall(r"\{(?:\w+:)?(\w+)\}", text))


def sections(lang: str) -> Iterator[tuple[str, str, list[str]]]:
    for part in PARTS:
        for section, words in language(lang)[part].items():
            yield part, section, list(words)


@pytest.mark.parametrize("lang", OTHERS)
def test_every_language_has_the_same_words_in_the_same_places(lang: str) -> None:
    assert list(sections(lang)) == list(sections("en"))
    assert list(language(lang)) == list(language("en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_word_has_one_place(lang: str) -> None:
    names = [section for _, section, _ in sections(lang)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_has_the_holes_of_the_english_one_in_every_form(lang: str) -> None:
    for key, text in texts(lang).items():
        wanted = holes(forms(texts("en")[key])["other"])
        for form in forms(text).values():
            assert form.strip(), key
            assert form == form.strip() or key in ("card.semicolon", "claim.by", "term.comma"), key
            assert holes(form) == wanted, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nouns_have_a_form_for_each_category_of_the_language(lang: str) -> None:
    used = {category(language(lang)["rules"]["plural"], count) for count in range(1000)}
    for key, text in texts(lang).items():
        if not isinstance(text, str):
            assert set(text) == used, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_market_has_a_name(lang: str) -> None:
    assert set(language(lang)["markets"]) == set(MARKET_NAMES)
    for market in MARKET_NAMES:
        title = market_title(market, lang)
        assert title == capital(title)
    assert market_title("moon rocks", lang) == "Moon rocks"


def test_each_word_is_asked_for_somewhere() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    # A hole in a key (`support.${level}` there, f"support.{level}" here) may be any word.
    with_holes = re.sub(r"\$?\{[^{}]*\}", "*", code)
    asked = set(re.findall(r"[\"'`]([a-z_]+\.[a-z_*]+)[\"'`]", f"{code}\n{with_holes}"))
    assert [key for key in texts("en") if not any(fnmatchcase(key, pattern) for pattern in asked)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_gets_the_words_of_its_language_and_no_other(lang: str) -> None:
    words: dict[str, Any] = page_words(lang, markets=["heroin trade", "sand"])
    assert words["language"] == lang
    assert set(words) == {"language", "locale", "markets", "sections"}
    assert "document" not in words["sections"]
    assert set(words["markets"]) == {"heroin trade"}
    assert words["sections"]["support"]["high"] == word(lang, "support.high")


def test_a_counted_word_is_not_said_without_its_number() -> None:
    with pytest.raises(TypeError, match=r"noun\.route has plural forms"):
        word("en", "noun.route")


def test_a_rule_that_is_none_is_told() -> None:
    with pytest.raises(ValueError, match="no plural rule: 'n is 1'"):
        category({"one": "n is 1"}, 1)
