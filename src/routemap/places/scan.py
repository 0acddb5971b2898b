"""Places named in running text: where each stands, and what it means.

Nothing is guessed: a name counts when it is written as names are, with a capital letter, and known as a whole. What
else begins with a capital is left to the caller, who may have to say that a name is not known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from routemap.places.folding import fold
from routemap.places.names_in_text import MentionKind, Name, may_name_officially, names_from

# Letters, digits and what holds a word together; dotted capitals are one word, and a possessive 's is a word apart.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'‘ʼ](?!s\b)[^\W_]+)*|[’']s\b|\S")
# Names that are ordinary words in small letters and short forms: they count only when written just so.
_AS_WRITTEN = frozenset(
    {"us", "uk", "eu", "uae", "usa", "car", "drc", "prc", "opt", "cis", "gcc", "mena", "cee", "rsa"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a text.

    Parameters
    ----------
    start, end
        Where it stands, in code points.
    kind
        ``country``, ``region``, ``city`` (also a port or a part of a country), ``demonym`` for an adjective, ``people``
        for a plural noun, ``former`` for a dissolved state, ``ambiguous``.
    codes
        What it may mean; one code unless ambiguous or former.
    """

    start: int
    end: int
    kind: MentionKind
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of a text: where it stands, and the form under which it is looked up."""

    start: int
    end: int
    text: str
    folded: str


def words_of(text: str) -> list[Word]:
    """Return the words and marks of a text, with their places.

    Examples
    --------
    >>> [word.text for word in words_of("the U.S.-bound cocaine, via Côte d’Ivoire’s ports")]
    ['the', 'U.S.', '-', 'bound', 'cocaine', ',', 'via', 'Côte', 'd’Ivoire', '’s', 'ports']
    """
    return [Word(m.start(), m.end(), m[0], _fold_word(m[0])) for m in _WORD.finditer(text)]


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    if not word[0].isalnum():
        return "and" if word == "&" else ("'s" if len(word) > 1 else word)
    lower = word.lower()
    return lower if word.isalpha() and word.isascii() and lower not in ("st", "ste", "the") else fold(word) or lower


def scan_places(text: str) -> list[Mention]:
    """Return the places that a text names, in their order; the longest name counts where several begin.

    Examples
    --------
    >>> [(mention.kind, mention.codes) for mention in scan_places("Nigerien gold leaves via Lomé for the Gulf states")]
    [('demonym', ('NER',)), ('city', ('TGO',)), ('region', ('gulf',))]
    """
    return scan_words(words_of(text))


def scan_words(words: Sequence[Word]) -> list[Mention]:
    """Return the places that a text names, given its words."""
    found: list[Mention] = []
    official = may_name_officially(
        [word.folded if word.text[0].isupper() or word.folded == "of" else "" for word in words]
    )
    at = 0
    while at < len(words):
        known = names_from(words[at].folded, official=official)
        if at + 1 < len(words) and words[at + 1].folded == "'s":
            # "Cox’s Bazar"; but "Guyana’s" are not the Guyanas.
            owned = (name for name in names_from(words[at].folded + "s", official=official) if len(name.words) > 1)
            known = (*owned, *known)
        mention, at = _longest(known, words, at) if known else (None, at + 1)
        if mention:
            found.append(mention)
    return found


def _longest(known: tuple[Name, ...], words: Sequence[Word], at: int) -> tuple[Mention | None, int]:
    if not _is_name(words[at]):
        return None, at + 1
    for name in known:
        end = _match(name.words, words, at)
        if end:
            return Mention(words[at].start, words[end - 1].end, name.kind, name.codes), end
    return None, at + 1


def _match(wanted: tuple[str, ...], words: Sequence[Word], at: int) -> int:
    """Return where a name ends that begins here; 0 if it does not stand here. "The" and hyphens inside do not count."""
    position, last = at, len(words)
    for count, word in enumerate(wanted):
        while count and position < last and words[position].folded in ("the", "-", "‐", "‑"):
            position += 1
        if position >= last:
            return 0
        if words[position].folded != word:
            # "People's" is two words in a sentence and one in a name that is looked up.
            owned = words[position].folded + "s" == word and position + 1 < last and words[position + 1].folded == "'s"
            if not owned:
                return 0
            position += 1
        position += 1
    # "Sub-Saharan" and "d'Ivoire" fold into one word or two; both spellings are known, so nothing more is to be done.
    return position


def _is_name(word: Word) -> bool:
    if word.folded in _AS_WRITTEN:
        return word.text.replace(".", "").isupper()
    return word.text[0].isupper() or word.folded == "sub"
