"""What is English in an output of another language: what the tests of outputs in all others look for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from routemap.words.languages import Text, language, texts

# No word of the other languages, and in nearly every sentence of English.
_SMALL = re.compile(
    r"\b(?:the|of|and|is|are|was|were|not|with|that|which|from|this|these|nobody|has|have|been|than|by|between|only|at"
    r"|what|its|several|markets?|regions?|drafts?|rows?|place|report)\b",
    re.IGNORECASE,
)
# Words of those that the other language has too.
_OWN = {"fr": {"place", "mission"}, "es": set[str](), "nb": {"at", "has", "report", "place", "by", "market", "this"}}
_HOLE = re.compile(r"\{[^{}]*\}|routemap [a-z]+")
_SHORTEST = 8


def english_in(said: Iterable[str], lang: str) -> list[str]:
    """Return those of some texts that are English, or hold English, though they should be in another language."""
    bare = [_HOLE.sub("…", text) for text in said if not _is_code(text)]
    return [
        text
        for text in bare
        if _has_small_words(text, lang) or text in _labels(lang) or any(one in text for one in _phrases(lang))
    ]


def _is_code(text: str) -> bool:
    """Whether a text is a name within the data, which scripts look up: a word as it is, a file, or a known market."""
    return re.fullmatch(r"[a-z_]*|[A-Z]{3}|[a-z-]+\.\w+", text) is not None or text in language("en")["markets"]


def _has_small_words(text: str, lang: str) -> bool:
    return any(found[0].casefold() not in _OWN.get(lang, set()) for found in _SMALL.finditer(text))


@cache
def _phrases(lang: str) -> frozenset[str]:
    """Return the pieces between the holes of every English text that the other language does not have itself."""
    own = "\n".join(form for text in texts(lang).values() for form in _forms(text))
    pieces = {
        piece.strip(" .,:;“”()")
        for text in texts("en").values()
        for form in _forms(text)
        for piece in _HOLE.split(form)
    }
    pieces |= {str(words["name"]) for words in language("en")["markets"].values()}
    return frozenset(piece for piece in pieces if len(piece) >= _SHORTEST and " " in piece and piece not in own)


@cache
def _labels(lang: str) -> frozenset[str]:
    """Return the English texts that the other language has not."""
    own, english = ({form for text in texts(one).values() for form in _forms(text)} for one in (lang, "en"))
    return frozenset(english - own)


def _forms(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def strings_in(value: Any, *, without: Iterable[str] = ()) -> list[str]:
    """Return every text of plain data, but for what stands under some keys.

    Examples
    --------
    >>> strings_in({"a": ["x", {"b": "y"}], "words": "z"}, without=["words"])
    ['x', 'y']
    """
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = [part for key, part in value.items() if key not in without]
    return (
        [text for part in value for text in strings_in(part, without=without)]
        if isinstance(value, list | tuple)
        else []
    )
