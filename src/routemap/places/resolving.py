"""From text to place: exact codes and known spellings, nothing else. A near miss is named, never accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from routemap.errors import PlaceError
from routemap.places.countries import place_name
from routemap.places.folding import fold
from routemap.places.forms import bracketed_meaning, name_meaning
from routemap.places.hints import NO_SUCH_PLACE, Hint, Option, city_hint, foreign_hint, hint_of, people_hint
from routemap.places.regions import regions
from routemap.places.spellings import Kind, Meaning

_LONGEST = 200  # no name is nearly as long; what is looked for in one takes time in step with its square
Former = Literal["", "as-region"]


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
        ``country``; ``region``; ``former``, a state that no longer exists; ``route``, a way such as the Balkan route,
        which is no place; ``ambiguous``; or ``unknown``, which is both a word for a place not known and a text that
        names none: see `means_unknown`.
    label
        The everyday English name of the place; for a former state or a route its own; else empty.
    note
        What a reader should know about this reading; may be empty.
    candidates
        The readings of an ambiguous name, the successors of a former state, or at most three suggestions; of a region,
        the country that is mostly meant by it.
    means_unknown
        Whether the text says that the place is not known, in words or by being empty: data, not a mistake.
    is_whole
        Whether the code says all that the text says. It does not for a city, a demonym, a part in brackets, a route,
        or a collective word such as "Various": the words are worth keeping.
    option
        With which option of `resolve_place` the text would be read; empty if with none.
    """

    name: str
    code: str | None
    kind: Kind
    label: str = ""
    note: str = ""
    candidates: tuple[Candidate, ...] = ()
    means_unknown: bool = False
    is_whole: bool = True
    option: Option = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the resolution as plain data; candidates as a list of code and label."""
        return asdict(self) | {"candidates": [candidate._asdict() for candidate in self.candidates]}


def resolve_place(text: str, *, cities: bool = False, demonyms: bool = False, former: Former = "") -> Resolution:
    """Return what a text means as a place: a country, a region, unknown, or why it is none of them.

    Known are alpha-2 codes in capitals (in small letters they are words: no, is, at), alpha-3 codes in any case where
    they are no word, numeric codes of three digits, official, common and former names of countries, regions by name,
    slug and alias, in English and, for countries, in many other languages. Case, accents and punctuation make no
    difference. A name in another language that is a city's too decides nothing by itself: Granada, Salvador.

    Parameters
    ----------
    text
        A name or code, as found in a table.
    cities
        Whether a city or port counts as its country; by default it is told.
    demonyms
        Whether "Mexican" counts as Mexico; by default it is told.
    former
        ``as-region``: a state that is no more counts as the area of its successors. By default they are told.

    Raises
    ------
    PlaceError
        If `text` is none, or `former` is anything else.

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
    >>> resolve_place("Lagos").note, resolve_place("Lagos", cities=True).code
    ('is a city in Nigeria (NGA)', 'NGA')
    """
    if not isinstance(text, str):
        raise PlaceError(f"a place is asked for by {type(text).__name__}; expected a text: a name or a code")
    if former not in ("", "as-region"):
        raise PlaceError(f"former is {former!r}; expected 'as-region', or nothing")
    return _resolved(text, cities, demonyms, former)


@lru_cache(maxsize=4096)
def _resolved(text: str, cities: bool, demonyms: bool, former: Former) -> Resolution:
    return _resolve(text, cities, demonyms, former, suggest=True)


def resolve_many(
    texts: Iterable[str],
    *,
    suggest: bool = True,
    explain: bool = True,
    cities: bool = False,
    demonyms: bool = False,
    former: Former = "",
) -> dict[str, Resolution]:
    """Return what each of many distinct texts means; see `resolve_place`.

    Parameters
    ----------
    texts
        Names or codes, as found in a table.
    suggest
        Whether to look for the names nearest to those that are no place: a thousand of them take seconds.
    explain
        Whether to look for what a text may be that is no place: a city, people, a code in small letters. A hundred
        thousand of them take seconds. Without it nothing is suggested either.
    cities, demonyms, former
        As for `resolve_place`.

    Examples
    --------
    >>> found = resolve_many(["Norway", "Norwya"], suggest=False)
    >>> found["Norway"].code, found["Norwya"].candidates
    ('NOR', ())
    """
    if suggest and explain:
        return {text: resolve_place(text, cities=cities, demonyms=demonyms, former=former) for text in texts}
    return {text: _resolve(text, cities, demonyms, former, suggest=False, explain=explain) for text in texts}


def _resolve(
    text: str, cities: bool, demonyms: bool, former: Former, *, suggest: bool, explain: bool = True
) -> Resolution:
    stripped = text.strip()
    if not fold(stripped):
        return Resolution(text, None, "unknown", "", "no place given", means_unknown=True)
    if len(stripped) > _LONGEST:
        return Resolution(text, None, "unknown", "", NO_SUCH_PLACE)
    if "?" not in stripped:  # "Germany?" is a doubt, which a route has its own column for
        if meaning := name_meaning(stripped):
            return _named(text, meaning, former)
        found = bracketed_meaning(stripped)
        if isinstance(found, Meaning):
            resolution = _named(text, found, former)
            return replace(resolution, is_whole=resolution.is_whole and "is set aside" not in found.note)
        if found:
            return Resolution(text, None, "ambiguous", "", "names several places", _candidates(found))
        # Where a name is also another country's in some language, the note says so: the city is taken, not in silence.
        hints = [_city(stripped)] if cities else []
        hints += [people_hint(stripped)] if demonyms else []
        taken = [hint for hint in hints if hint and hint.option]
        if taken:
            return _taken(text, taken)
    return _miss(text, hint_of(stripped, suggest=suggest) if explain else Hint(NO_SUCH_PLACE))


def _named(text: str, meaning: Meaning, former: Former) -> Resolution:
    """Return the resolution of a name that is known."""
    if meaning.kind in ("country", "region"):
        code = meaning.codes[0]
        # A trade table's "Other Asia" is a region, and one country of it is mostly meant.
        return Resolution(text, code, meaning.kind, place_name(code), meaning.note, _candidates(meaning.codes[1:]))
    candidates = _candidates(meaning.codes)
    match meaning.kind:
        case "former":
            if former:
                code = _former_regions().get(fold(meaning.written), meaning.codes[0])
                kind: Kind = "region" if code in regions() else "country"
                note = f"{meaning.written}: {meaning.note}; read as {place_name(code)}"
                return Resolution(text, code, kind, place_name(code), note, is_whole=kind == "region")
            note = f"{meaning.written}: {meaning.note}; name the country of today"
            return Resolution(text, None, "former", meaning.written, note, candidates, option="former")
        case "ambiguous":
            note = meaning.note or "stands for more than one place"
            return Resolution(text, None, "ambiguous", "", note, candidates)
        case "route":
            return Resolution(text, None, "route", meaning.written, meaning.note, is_whole=False)
        case _:
            note = meaning.note or "stands for an unknown place"
            return Resolution(text, None, "unknown", "", note, means_unknown=True, is_whole=not meaning.note)


def _city(text: str) -> Hint | None:
    city, foreign = city_hint(text), foreign_hint(text)
    return city._replace(note=foreign.note) if city and foreign and foreign.option == "cities" else city


def _taken(text: str, hints: list[Hint]) -> Resolution:
    """Return the resolution of a city or demonym that counts as its country."""
    codes = tuple(dict.fromkeys(code for hint in hints for code in hint.codes))
    note = " and ".join(hint.note for hint in hints)
    if len(codes) > 1:
        return Resolution(text, None, "ambiguous", "", note, _candidates(codes))
    kind: Kind = "region" if codes[0] in regions() else "country"
    return Resolution(text, codes[0], kind, place_name(codes[0]), note, is_whole=False)


def _miss(text: str, hint: Hint) -> Resolution:
    candidates = _candidates(hint.codes)
    if hint.written and len(candidates) == 1:
        candidates = (Candidate(hint.codes[0], hint.written),)
    kind: Kind = "ambiguous" if hint.option and len(candidates) > 1 else "unknown"
    return Resolution(text, None, kind, "", hint.note, candidates, option=hint.option)


@cache
def _former_regions() -> dict[str, str]:
    """Return the slugs of the states that are no more, by all of their folded names."""
    return {
        fold(name): region.code
        for region in regions().values()
        if region.former
        for name in (region.name, *region.aliases, *region.names.values())
    }


def _candidates(codes: Iterable[str]) -> tuple[Candidate, ...]:
    return tuple(Candidate(code, place_name(code)) for code in dict.fromkeys(codes))
