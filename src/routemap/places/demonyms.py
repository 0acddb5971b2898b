"""Demonyms: the adjectives and nouns that say where something or somebody is from, in the languages of the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from routemap.lazy import remember
from routemap.places._tables import read_table
from routemap.places.folding import fold


@dataclass(frozen=True, slots=True)
class Demonym:
    """A word such as *Peruvian* or *Peruvians*, and the places that it may mean.

    Parameters
    ----------
    word
        As people write it.
    codes
        Codes of countries or a region's slug; several where the word is ambiguous (*Dominican*, *Congolese*).
    kind
        ``adjective``, or ``people`` for the plural noun. *Chinese* is both, and counts as adjective.
    """

    word: str
    codes: tuple[str, ...]
    kind: Literal["adjective", "people"]


@remember
def demonyms() -> Mapping[str, Demonym]:
    """Return all demonyms by their folded form.

    Examples
    --------
    >>> demonyms()["nigerien"].codes, demonyms()["nigerian"].codes
    (('NER',), ('NGA',))
    >>> demonyms()["dominican"].codes
    ('DMA', 'DOM')
    """
    found: dict[str, Demonym] = {}
    kinds: tuple[tuple[Literal["adjective", "people"], str], ...] = (("adjective", "adjectives"), ("people", "people"))
    for kind, column in kinds:
        for row in read_table("demonyms.csv"):
            for word in filter(None, row[column].split("|")):
                before = found.get(key := fold(word))
                codes = (*before.codes, row["code"]) if before else (row["code"],)
                found[key] = Demonym(word, tuple(dict.fromkeys(codes)), before.kind if before else kind)
    return MappingProxyType(found)


def resolve_demonym(text: str) -> tuple[str, ...]:
    """Return the codes that a demonym may mean, in English, French, Spanish or Norwegian: none, one, or several.

    Examples
    --------
    >>> resolve_demonym("Lebanese"), resolve_demonym("Korean"), resolve_demonym("Lebanon")
    (('LBN',), ('KOR', 'PRK'), ())
    >>> resolve_demonym("Nigériane"), resolve_demonym("Nigérienne"), resolve_demonym("venezolanos")
    (('NGA',), ('NER',), ('VEN',))
    """
    key = fold(text)
    found = demonyms().get(key)
    return found.codes if found else _abroad().get(key, ())


@remember
def _abroad() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of each form of the demonyms in French, Spanish and Norwegian, by the folded form."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table("demonyms_abroad.csv"):
        for language, forms in _FORMS.items():
            for word in filter(None, row[language].split("|")):
                for form in forms(fold(word)):
                    found[form] = tuple(dict.fromkeys((*found.get(form, ()), row["code"])))
    return MappingProxyType(found)


def _french(word: str) -> tuple[str, ...]:
    feminine = word if word.endswith("e") else f"{word}{'n' if word.endswith(('en', 'on')) else ''}e"
    return word, feminine, f"{word}s", f"{feminine}s"


def _spanish(word: str) -> tuple[str, ...]:
    if word.endswith("o"):
        return tuple(word[:-1] + ending for ending in ("o", "a", "os", "as"))
    return (word, f"{word}s", f"{word}es") if word[-1] in "aei" else (word, f"{word}a", f"{word}es", f"{word}as")


def _norwegian(word: str) -> tuple[str, ...]:
    many = f"{word}e" if word.endswith("er") else f"{word}r" if word.endswith("e") else f"{word}er"
    return word, f"{word}e", many, f"{many.removesuffix('e')}ne"


_FORMS: Final[Mapping[str, Callable[[str], tuple[str, ...]]]] = {"fr": _french, "es": _spanish, "nb": _norwegian}
