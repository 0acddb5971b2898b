"""Demonyms: the adjectives and nouns that say where something or somebody is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

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
    """Return the codes that a demonym may mean: none, one, or several.

    Examples
    --------
    >>> resolve_demonym("Lebanese"), resolve_demonym("Korean"), resolve_demonym("Lebanon")
    (('LBN',), ('KOR', 'PRK'), ())
    """
    found = demonyms().get(fold(text))
    return found.codes if found else ()
