"""From text to place: exact codes and known spellings, nothing else. A near miss is named, never accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from routemap.places.countries import place_name
from routemap.places.folding import fold
from routemap.places.spellings import Kind, Meaning, codes, spellings
from routemap.places.suggesting import suggest as suggest_places
from routemap.places.translations import translated_codes

_NO_SUCH_PLACE = "no place of this name"
_FEW_DIGITS = re.compile(r"[0-9]{1,2}")


class Candidate(NamedTuple):
    """A place that a text could mean: its code, and the name to show."""

    code: str
    label: str

    def __str__(self) -> str:
        """Return ``Germany (DEU)``."""
        return f"{self.label} ({self.code})"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text means as a place.

    Parameters
    ----------
    name
        The text as given.
    code
        ISO 3166-1 alpha-3, ``XKX`` or a region's slug; None unless `kind` is country or region.
    kind
        ``country``; ``region``; ``former``, a state that no longer exists; ``ambiguous``; or ``unknown``, which is
        both a word for a place not known and a text that names none: see `means_unknown`.
    label
        The everyday English name of the place; for a former state its own; else empty.
    note
        What a reader should know about this reading; may be empty.
    candidates
        The readings of an ambiguous name, the successors of a former state, or at most three suggestions.
    means_unknown
        Whether the text says that the place is not known, in words or by being empty: data, not a mistake.
    """

    name: str
    code: str | None
    kind: Kind
    label: str = ""
    note: str = ""
    candidates: tuple[Candidate, ...] = ()
    means_unknown: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the resolution as plain data; candidates as a list of code and label."""
        return asdict(self) | {"candidates": [candidate._asdict() for candidate in self.candidates]}


def resolve_place(text: str) -> Resolution:
    """Return what a text means as a place: a country, a region, unknown, or why it is none of them.

    Known are alpha-2 codes in capitals (in small letters they are words: no, is, at), alpha-3 codes in any case,
    numeric codes of three digits, official, common and former names of countries, regions by name, slug and alias, in
    English and, for countries, in the languages of pycountry. Case, accents and punctuation make no difference.

    Parameters
    ----------
    text
        A name or code, as found in a table.

    Examples
    --------
    >>> resolve_place("Bolivia, Plurinational State of").code
    'BOL'
    >>> resolve_place("Burma").note
    'Burma is a former name of Myanmar'
    >>> [str(candidate) for candidate in resolve_place("Congo").candidates]
    ['Republic of the Congo (COG)', 'DR Congo (COD)']
    >>> resolve_place("Norwya").kind, resolve_place("Norwya").candidates[0].code
    ('unknown', 'NOR')
    """
    return _resolved(text)


@lru_cache(maxsize=4096)
def _resolved(text: str) -> Resolution:
    if meaning := _meaning(text):
        return _resolution(text, meaning)
    return _miss(text)


def resolve_many(texts: Iterable[str], *, suggest: bool = True) -> dict[str, Resolution]:
    """Return what each of many distinct texts means; see `resolve_place`.

    Parameters
    ----------
    texts
        Names or codes, as found in a table.
    suggest
        Whether to look for the names nearest to those that are no place: a thousand of them take seconds.

    Examples
    --------
    >>> found = resolve_many(["Norway", "Norwya"], suggest=False)
    >>> found["Norway"].code, found["Norwya"].candidates
    ('NOR', ())
    """
    if suggest:
        return {text: resolve_place(text) for text in texts}
    return {
        text: _resolution(text, meaning) if (meaning := _meaning(text)) else _miss(text, has_suggestions=False)
        for text in texts
    }


def _meaning(text: str) -> Meaning | None:
    stripped = text.strip()
    folded = fold(stripped)
    if not folded:
        return Meaning(stripped, "unknown", (), "no place given")
    if "?" in stripped:
        return None  # "Germany?" is a doubt, which a route has its own column for
    if meaning := codes().get(stripped.upper() if len(stripped) == 3 else stripped):
        return meaning
    if meaning := spellings().get(folded):
        return meaning
    if found := translated_codes(folded):
        return Meaning(stripped, "country" if len(found) == 1 else "ambiguous", found)
    return None


def _resolution(text: str, meaning: Meaning) -> Resolution:
    if meaning.kind in ("country", "region"):
        code = meaning.codes[0]
        return Resolution(text, code, meaning.kind, place_name(code), meaning.note)
    candidates = tuple(Candidate(code, place_name(code)) for code in meaning.codes)
    match meaning.kind:
        case "former":
            note = f"{meaning.written}: {meaning.note}; name the country of today"
            return Resolution(text, None, "former", meaning.written, note, candidates)
        case "ambiguous":
            note = meaning.note or "stands for more than one place"
            return Resolution(text, None, "ambiguous", "", note, candidates)
        case _:
            note = meaning.note or "stands for an unknown place"
            return Resolution(text, None, "unknown", "", note, means_unknown=True)


def _miss(text: str, *, has_suggestions: bool = True) -> Resolution:
    stripped = text.strip()
    nearest: tuple[Meaning, ...]
    if "?" in stripped and (doubted := _meaning(stripped.replace("?", " "))) and doubted.codes:
        note, nearest = f"{_NO_SUCH_PLACE}; write doubt into the column confidence", (doubted,)
    elif meaning := codes().get(stripped.upper()):
        note, nearest = f"{_NO_SUCH_PLACE}; codes of two letters are written in capitals", (meaning,)
    elif _FEW_DIGITS.fullmatch(stripped) and (meaning := codes().get(stripped.zfill(3))):
        note, nearest = f"{_NO_SUCH_PLACE}; numeric codes have three digits", (meaning,)
    else:
        note, nearest = _NO_SUCH_PLACE, suggest_places(stripped) if has_suggestions else ()
    return Resolution(text, None, "unknown", "", note, _candidates(nearest))


def _candidates(meanings: Iterable[Meaning]) -> tuple[Candidate, ...]:
    """Return meanings as candidates: a single place under the spelling that was meant, several under their names."""
    return tuple(
        Candidate(code, meaning.written if len(meaning.codes) == 1 else place_name(code))
        for meaning in meanings
        for code in meaning.codes
    )
