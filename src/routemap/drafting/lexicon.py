"""The lexicon of a language: phrases, and what each may be in a sentence.

The tables stand in ``lexicon/en``; the first row of each names its columns, and ``|`` divides phrases that mean the
same. A phrase may stand in several tables: *market* is a role, a holder of goods and a place to sell.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from routemap.places.scan import words_of

Tags = Mapping[str, str]

_TABLES = ("goods", "people", "verbs", "nouns", "cues", "roles", "role_heads", "words", "names")
# Tables of one tag: the column, or word, that says the tag, and the column that says its value.
_TAGS = {
    "people": ("kind", ""),
    "names": ("kind", ""),
    "nouns": ("noun", "class"),
    "cues": ("cue", "slot"),
    "role_heads": ("head", ""),
    "words": ("class", "value"),
}
_VOWELS = "aeiou"
_FOLDED = frozenset(("st", "ste", "the"))  # the scanner folds these to other words
_DOUBLED = frozenset(
    {"ship", "ferry", "traffic", "stop", "transfer", "grab", "log", "traffick", "transship", "tranship"}
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases of a language, found by their first word, and what governs what.

    Parameters
    ----------
    phrases
        First word → the phrases that begin with it, the longest first: their words, and what they may be.
    frames
        Class of a verb or noun → what a place beside it is: ``subject``, ``object``, or after from, to, via, in, for.
    headings
        Words of a heading → the market that its section is about.
    abbreviations
        Words after which a full stop ends no sentence.
    """

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Tags], ...]]
    frames: Mapping[str, Mapping[str, str]]
    headings: Mapping[str, str]
    abbreviations: frozenset[str]


def read_rows(language: str, name: str) -> list[dict[str, str]]:
    """Return the rows of one table of a language."""
    path = files("routemap.drafting") / "lexicon" / language / f"{name}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon of a language."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for table in _TABLES:
        for row in read_rows(language, table):
            for phrase, tag, value in _entries(table, row):
                found.setdefault(_key(phrase), {}).setdefault(tag, value)
    illicit = {words[0] for words, tags in found.items() if len(words) == 1 and "illicit" in tags}
    for words, tags in found.items():
        if len(words) > 1 and illicit.intersection(words):
            tags.setdefault("illicit", "")  # "criminal groups" is as illicit as "criminal"
    by_first: dict[str, list[tuple[tuple[str, ...], Tags]]] = {}
    for words, tags in found.items():
        by_first.setdefault(words[0], []).append((words, tags))
    return Lexicon(
        phrases={first: tuple(sorted(known, key=lambda one: -len(one[0]))) for first, known in by_first.items()},
        frames={row.pop("class"): row for row in read_rows(language, "frames")},
        headings={
            phrase.casefold(): row["market"]
            for row in read_rows(language, "headings")
            for phrase in row["phrase"].split("|")
        },
        abbreviations=frozenset(
            word for row in read_rows(language, "abbreviations") for word in row["phrase"].split("|")
        ),
    )


def _key(phrase: str) -> tuple[str, ...]:
    words = phrase.split(" ")
    plain = phrase.isascii() and phrase.islower() and phrase.replace(" ", "").isalpha()
    if plain and _FOLDED.isdisjoint(words):
        return tuple(words)  # most of them; the scanner would return the same, in ten times the time
    return tuple(word.folded for word in words_of(phrase))


def _entries(table: str, row: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield phrase, tag and value of one row."""
    phrases = row.get("phrase") or row.get("verb") or row["noun"]
    for phrase in phrases.split("|"):
        match table:
            case "goods":
                yield phrase, "goods", row["market"]
                yield phrase, "lawful_goods", row["lawful"]
            case "verbs":
                yield from ((form, "verb", row["class"]) for form in _forms(phrase))
            case "roles":
                yield phrase, "role", row["slot"]
                if not phrase.endswith("s"):
                    yield f"{phrase}s", "role", row["slot"]
            case _:
                tag, value = _TAGS[table]
                yield phrase, tag if table in ("nouns", "cues") else row.get(tag, tag), row.get(value, "")
    if table == "verbs":
        for form in (row["forms"] or "").split():
            yield form.replace("_", " "), "verb", row["class"]


def _forms(verb: str) -> Iterator[str]:
    """Yield the forms of a regular verb; of several words, the first is inflected."""
    first, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    yield verb
    if first.endswith(("s", "x", "z", "ch", "sh")):
        yield f"{first}es{tail}"
    elif first.endswith("y") and first[-2] not in _VOWELS:
        yield f"{first[:-1]}ies{tail}"
    else:
        yield f"{first}s{tail}"
    stem = first
    if first.endswith("y") and first[-2] not in _VOWELS:
        yield f"{first[:-1]}ied{tail}"
    elif first.endswith("e"):
        stem = first[:-1]
        yield f"{first}d{tail}"
    else:
        if first in _DOUBLED or (len(first) == 3 and first[1] in _VOWELS and first[2] not in "wxy"):
            stem = first + ("k" if first.endswith("c") else first[-1])
        yield f"{stem}ed{tail}"
    yield f"{stem}ing{tail}"
