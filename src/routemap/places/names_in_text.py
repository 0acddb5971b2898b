"""The names of places that are looked for in running text: as they are shipped, and what they are gathered from.

Gathering them from all tables takes a third of what a short draft takes, so those of our own tables are shipped
gathered, in ``data/names_in_text.txt``; `tools/names_in_text.py` writes it. The official names of ISO 3166-1 are
pycountry's: they are gathered where a text has a word of such a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, cast

from routemap.places._tables import read_text
from routemap.places.cities import cities, countries_of, everyday_words
from routemap.places.demonyms import demonyms
from routemap.places.spellings import Meaning, own_spellings, spellings

MentionKind = Literal["country", "region", "city", "demonym", "people", "former", "ambiguous"]

FILE = "names_in_text.txt"

_BEFORE_OF = frozenset(
    (
        "kingdom",
        "state",
        "states",
        "commonwealth",
        "principality",
        "sultanate",
        "union",
        "duchy",
        "province",
        "islands",
        "region",
    )
)
_ALONE = frozenset(
    (
        "republic",
        "federation",
        "confederation",
        "vatican",
        "darussalam",
        "pitcairn",
        "saba",
        "helena",
        "territories",
        "maarten",
    )
)
_PAIRS = frozenset((("mexican", "states"),))

# Smaller cities are named in few texts, and many of them are words or names of people.
_LEAST_PEOPLE = 500_000
# Known to the table reader, but no name in a sentence.
_NO_NAME = frozenset(
    {"na", "horn", "rep", "opt", "lac", "saba", "siam", "man", "other europe", "andes", "timor", "states", "columbia"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name, word by word as folded, and what it may mean."""

    words: tuple[str, ...]
    kind: MentionKind
    codes: tuple[str, ...]


def may_name_officially(words: Sequence[str]) -> bool:
    """Whether words, as folded, may hold a name that only pycountry has: "Republic of Estonia".

    Examples
    --------
    >>> may_name_officially(["republic", "of", "estonia"]), may_name_officially(["estonia"])
    (True, False)
    """
    return any(
        word in _ALONE or (following == "of" and word in _BEFORE_OF) or (word, following) in _PAIRS
        for word, following in pairwise([*words, ""])
    )


@cache
def names_from(first: str, *, official: bool = False) -> tuple[Name, ...]:
    """Return the names that begin with a word, the longest first.

    Parameters
    ----------
    official
        Whether official names count too: "Republic of Estonia".

    Examples
    --------
    >>> [name.codes for name in names_from("ivory")]
    [('CIV',)]
    """
    return tuple(_name(line) for line in _by_first_word(official=official).get(first, ()))


def _name(line: str) -> Name:
    words, kind, codes = line.split("\t")
    return Name(tuple(words.split(" ")), cast(MentionKind, kind), tuple(codes.split(" ")))


@cache
def _by_first_word(*, official: bool) -> Mapping[str, list[str]]:
    """Return the lines of names by their first word."""
    found: dict[str, list[str]] = {}
    for line in gather_names() if official else read_text(FILE).splitlines():
        found.setdefault(line.split("\t", 1)[0].split(" ", 1)[0], []).append(line)
    return found


def gather_names(*, official: bool = True) -> list[str]:
    """Return the lines of all names, the longest name of each first word first."""
    found: dict[str, dict[str, str]] = {}
    for key, kind, codes in _all_names(spellings() if official else own_spellings()):
        words = " ".join(key.split())
        found.setdefault(words.split(" ", 1)[0], {}).setdefault(words, f"{words}\t{kind}\t{' '.join(codes)}")
    return [
        names[words] for names in found.values() for words in sorted(names, key=lambda words: -len(words.split(" ")))
    ]


def _all_names(known: Mapping[str, Meaning]) -> Iterator[tuple[str, MentionKind, tuple[str, ...]]]:
    for key, meaning in known.items():
        if meaning.kind == "unknown" or key in _NO_NAME:
            continue
        if meaning.kind != "route":  # which is no spelling of a place
            yield key, meaning.kind, meaning.codes
    for key, demonym in demonyms().items():
        yield key, "people" if demonym.kind == "people" else "demonym", demonym.codes
    skip = everyday_words()
    for key, named in cities(_LEAST_PEOPLE).items():
        if key not in skip:
            yield key, "city", countries_of(named)
