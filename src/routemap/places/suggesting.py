"""Near misses: the places whose names are closest to a text. They are shown to the user, never accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from types import MappingProxyType

from routemap.places.folding import fold
from routemap.places.spellings import Meaning, spellings

MOST_SUGGESTIONS = 3
_LONGEST_NAME = 80
_SHORTEST_NAME = 4  # one letter from an acronym is another: RMI, TCI
_NO_VOWELS = str.maketrans("", "", "aeiouy")


def suggest(text: str) -> tuple[Meaning, ...]:
    """Return at most three countries or regions whose names are a few typing errors away, the closest first.

    Examples
    --------
    >>> [meaning.written for meaning in suggest("Burmma")]
    ['Burma']
    """
    folded = fold(text)
    if not _SHORTEST_NAME <= len(folded) <= _LONGEST_NAME:
        return ()
    found: dict[tuple[str, ...], Meaning] = {}
    for _, _, meaning in sorted(_near(folded), key=lambda near: near[:2]):
        found.setdefault(meaning.codes, meaning)
    return tuple(found.values())[:MOST_SUGGESTIONS]


def _near(folded: str) -> Iterator[tuple[int, str, Meaning]]:
    # One error in seven letters: any more, and Tirana becomes Iran. Two where only vowels and doubled letters differ,
    # which is how names are misspelt by ear: Maroco.
    most = 1 if len(folded) <= 7 else 2 if len(folded) <= 11 else 3
    by_ear = max(most, 2)
    letters, frame = set(folded), _consonants(folded)
    # Each error brings in or takes away one letter at most: others need no closer look.
    for length in range(len(folded) - by_ear, len(folded) + by_ear + 1):
        for name, own_letters, meaning in _by_length().get(length, ()):
            if len(letters - own_letters) > by_ear:
                continue
            distance = edit_distance(folded, name)
            if distance <= most or (distance <= by_ear and len(frame) > 2 and frame == _consonants(name)):
                yield distance, name, meaning


@cache
def _by_length() -> Mapping[int, list[tuple[str, frozenset[str], Meaning]]]:
    """Return the names of countries and regions by their length, each with its letters."""
    found: dict[int, list[tuple[str, frozenset[str], Meaning]]] = {}
    for name, meaning in spellings().items():
        if meaning.kind in ("country", "region"):
            found.setdefault(len(name), []).append((name, frozenset(name), meaning))
    return MappingProxyType(found)


def _consonants(folded: str) -> str:
    """Return the letters that remain without vowels, each run of one letter counted once."""
    return "".join(letter for letter, _ in groupby(folded.translate(_NO_VOWELS)))


def edit_distance(a: str, b: str) -> int:
    """Return how many typing errors lie between two texts: letters too many, missing, wrong, or swapped.

    The restricted Damerau-Levenshtein distance (optimal string alignment).

    Examples
    --------
    >>> edit_distance("norway", "nowray")
    1
    """
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        before, previous, row = row, before, [i]
        for j, other in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
    return row[-1]
