"""What the engine says of its own reading: codes, and their words in the languages of the review page.

Files say them in English, whatever the page's language: the column `rule` and the report are data.
"""

from __future__ import annotations

from collections.abc import Iterable

from routemap.words import number, word
from routemap.words.languages import texts

LOOK_TWICE = "; look twice: "
"""Parts, in the column `rule`, what fired from what speaks against it."""

_BETWEEN = ", "


def say_locator(page: int, section: str, sentence: int, lang: str = "en") -> str:
    """Return where a sentence stands, for people.

    Parameters
    ----------
    page
        From 1; 0 where the report has none.
    section
        The heading in force, or empty.
    sentence
        Its number in the section, from 1.
    lang
        One of `routemap.words.LANGUAGES`.

    Examples
    --------
    >>> say_locator(3, "DRUGS", 12), say_locator(0, "", 12, "nb")
    ('p. 3, Drugs, sentence 12', 'setning 12')
    """
    parts = [
        word(lang, "locator.page", number=str(page)) if page else "",
        _title(section),
        word(lang, "locator.sentence", number=str(sentence)),
    ]
    return ", ".join(part for part in parts if part)


def _title(section: str) -> str:
    text = section.capitalize() if section.isupper() else section
    return text if len(text) <= 60 else text[:59] + "…"


def write_doubts(doubts: Iterable[str]) -> str:
    """Return what speaks against a claim as the column `rule` ends with it; empty if nothing does.

    Examples
    --------
    >>> write_doubts(["one_end", "past"])
    '; look twice: one end is not said, it tells of the past'
    """
    told = _BETWEEN.join(word("en", f"doubt.{code}") for code in doubts)
    return LOOK_TWICE + told if told else ""


def say_doubts(rule: str, lang: str) -> str:
    """Return, in a language, what a cell of the column `rule` says against its claim; empty if it says nothing.

    What is none of our doubts, such as a reader's own words, stays as it is.

    Examples
    --------
    >>> say_doubts("“from”; look twice: people may be from there, not what moves, it tells of the past", "nb")
    'kanskje er det folk som er derfra, ikke det som flyttes, setningen forteller om fortiden'
    """
    told = rule.partition(LOOK_TWICE)[2]
    known = {str(text): word(lang, key) for key, text in texts("en").items() if key.startswith("doubt.")}
    said = []
    while told:
        # One of them has a comma of its own.
        phrase = next((one for one in known if f"{told}{_BETWEEN}".startswith(f"{one}{_BETWEEN}")), None)
        if phrase is None:
            phrase = told.partition(_BETWEEN)[0]
        said.append(known.get(phrase, phrase))
        told = told[len(phrase) + len(_BETWEEN) :]
    return _BETWEEN.join(said)


def say_silence(code: str, of: int = 0, lang: str = "en") -> str:
    """Return why nothing was drafted from a sentence; empty if there is no reason.

    Parameters
    ----------
    code
        As a `Segment` has it in ``silence``.
    of
        The number that it speaks of: letters, or a sentence.
    lang
        One of `routemap.words.LANGUAGES`.

    Examples
    --------
    >>> say_silence("repeated", 3)
    'it says no more than sentence 3'
    """
    return word(lang, f"silence.{code}", number=number(lang, of)) if code else ""
