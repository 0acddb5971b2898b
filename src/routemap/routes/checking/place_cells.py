"""The grammar of the place cells: ``A > B`` is a sequence, ``A | B`` are alternatives, a comma never separates.

``|`` divides the cell first: ``A > B | C`` is "A, then B" or "C", and says so in a warning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from routemap.places import Resolution, resolve_many
from routemap.places.forms import is_listed
from routemap.problems import Fault, sentence, show_value
from routemap.routes.checking.place_hints import PLACE, code_that_is_a_word, unresolved, without_marks
from routemap.routes.recipe import Recipe
from routemap.routes.totals import is_sum_of_places, is_world

# What analysts write when they mean that nothing is known, in the languages of the pages. "NA" is not among them: it is
# Namibia; nor is "ND", which was a code.
UNKNOWN_WORDS = frozenset(
    {
        "", "unknown", "?", "??", "n/a", "n.a.", "-", "–", "—", "--", "..", "...", "…", ":", "not known", "unspecified",
        "not specified", "not stated", "not available", "not reported", "undetermined", "unidentified",
        "inconnu", "inconnue", "non précisé", "non précisée", "non spécifié", "non spécifiée", "non connu",
        "indéterminé", "indéterminée", "non disponible", "n/d", "n.d.", "s/o",
        "desconocido", "desconocida", "se desconoce", "no especificado", "no especificada", "no disponible",
        "sin datos", "s/d", "sin especificar", "no consta",
        "ukjent", "uoppgitt", "ikke oppgitt", "ikke kjent", "i/t",
    }
)  # fmt: skip

_SEQUENCE = re.compile(r"->|=>|→|>|;")
# Looking for the nearest names takes a millisecond; a table with more names that are no place has another fault.
MOST_HINTED = 500
# Looking for what else a name may be takes a tenth of that.
MOST_EXPLAINED = 5_000
# Looking them up in all languages and forms takes a hundredth; the list of codes and usual names is next to nothing.
MOST_LOOKED_UP = 20_000
_NOT_TRIED = Fault(
    "place-unknown",
    f"is no usual name, and was looked up in no other language or form: {MOST_LOOKED_UP:,} names before are no place",
    PLACE,
)
_LONGEST_CODE = 4
_NO_WORDS: Mapping[str, str] = {}
_AS_USUAL = Recipe()

Stops = tuple[str, ...]


class PlaceCell(NamedTuple):
    """What one place cell says.

    Parameters
    ----------
    alternatives
        Each a tuple of codes.
    faults
        What is wrong with it.
    words
        The words that stand where the code is empty or says less, such as ``Various``; empty where nothing is lost.
    """

    alternatives: tuple[Stops, ...]
    faults: tuple[Fault, ...] = ()
    words: str = ""


class _Name(NamedTuple):
    """What one name means: its code, empty for unknown; what is wrong with it; and whether its words are kept."""

    code: str
    fault: Fault | None = None
    is_kept: bool = False


class PlaceReader:
    """Parses place cells and remembers every name, so that each is resolved once.

    Parameters
    ----------
    suggest
        Whether to look for the places nearest to a name that is none; done for the first 500 of them.
    unknown
        Further texts, in small letters, that mean that a place is not known.
    places
        The id of a place → its name, where the table has ids; empty where it has names.
    recipe
        Says whether cities, demonyms and former states count as places.
    sheets
        The other sheets of the workbook, to be named where a number may be the id of a place.
    """

    def __init__(
        self,
        *,
        suggest: bool = True,
        unknown: frozenset[str] = frozenset(),
        places: Mapping[str, str] = _NO_WORDS,
        recipe: Recipe = _AS_USUAL,
        sheets: Sequence[str] = (),
    ) -> None:
        self._suggest = suggest
        self._missed = 0
        self._options: dict[str, Any] = {
            "cities": recipe.cities,
            "demonyms": recipe.demonyms,
            "former": recipe.former,
        }
        self._unknown = UNKNOWN_WORDS | unknown
        self._places = places
        self._sheets = sheets
        self._known: dict[str, _Name] = {}

    def parse(
        self,
        text: str,
        *,
        is_sequence: bool,
        words: Mapping[str, str] = _NO_WORDS,
        asked: frozenset[str] = frozenset(),
    ) -> PlaceCell:
        """Return what a cell says.

        Parameters
        ----------
        text
            The cell, trimmed.
        is_sequence
            Whether ``A > B`` may stand there: in transit.
        words
            Name in the cell → what to read instead.
        asked
            Codes that are words among names, and asked about.
        """
        if text.casefold() in self._unknown:
            # What the user calls unknown may say more than that; a code for it, such as XX, does not.
            is_said = text.casefold() not in UNKNOWN_WORDS and len(text) > _LONGEST_CODE
            return PlaceCell(((),), (), text if is_said else "")
        if text in asked and text not in self._places:
            return PlaceCell(((),), (code_that_is_a_word(text),))
        # Nearly all cells hold one name; a name with a divider in it may still be in the list of places.
        if "|" not in text and not _SEQUENCE.search(text):
            name = self.resolve(words.get(text, text))
            stops = (name.code,) if name.code else ()
            fault = _of_one_place(name.fault) if name.fault and not is_sequence else name.fault
            return PlaceCell((stops,), (fault,) if fault else (), text if name.is_kept else "")
        faults: list[Fault] = []
        parts = text.split("|")
        kept: list[bool] = []
        alternatives = [self._sequence(part, is_sequence, len(parts) > 1, faults, words, kept) for part in parts]
        if len(parts) > 1 and any(len(stops) > 1 for stops in alternatives):
            readings = " or ".join(f"'{' > '.join(stops) or 'unknown'}'" for stops in alternatives)
            faults.append(Fault("cell-mixed", f"mixes > and |, read as {readings}"))
        unknown = [part.strip() for part, stops in zip(parts, alternatives, strict=True) if not stops]
        if len(parts) > 1 and any(kept) and unknown and not any(fault.severity == "error" for fault in faults):
            listed = ", ".join(map(show_value, unknown))
            faults.append(Fault("place-words", f"one of the alternatives is read as unknown: {listed}"))
        distinct = tuple(dict.fromkeys(alternatives))
        if len(distinct) < len(alternatives) and not any(fault.severity == "error" for fault in faults):
            faults.append(Fault("alternative-repeated", "names the same alternative twice"))
        return PlaceCell(distinct, tuple(faults), text if any(kept) else "")

    def _sequence(
        self,
        text: str,
        is_sequence: bool,
        is_alternative: bool,
        faults: list[Fault],
        words: Mapping[str, str],
        kept: list[bool],
    ) -> Stops:
        parts = [part.strip() for part in _SEQUENCE.split(text)]
        if len(parts) == 1 and not parts[0] and is_alternative:
            faults.append(Fault("cell-empty-part", "has nothing on one side of a |", "a place, or the word unknown"))
            return ()
        if len(parts) > 1 and not is_sequence:
            faults.append(
                Fault(
                    "cell-sequence",
                    "holds a sequence of places",
                    "one place, with alternatives divided by |; further stops belong into the column transit",
                )
            )
        stops: list[str] = []
        for part in parts:
            if not part and len(parts) > 1:
                faults.append(Fault("cell-empty-part", "has nothing on one side of a > or ;", "a place on both sides"))
                continue
            name = self.resolve(words.get(part, part))
            kept.append(name.is_kept)
            if name.fault:
                faults.append(name.fault)
            elif not name.code and len(parts) > 1:
                faults.append(Fault("stop-unknown", "is an unknown stop between others, left out", value=part))
            if name.code:
                stops.append(name.code)
        return tuple(stops)

    def resolve(self, name: str) -> _Name:
        """Return what one name means."""
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def _resolve(self, name: str) -> _Name:
        if name.casefold() in self._unknown:
            return _Name("")
        # The resolver is generous with length; nothing this long is a name.
        if len(name) > 200:
            message = f"is not a place: it has {len(name):,} characters"
            return _Name("", Fault("place-unknown", message, PLACE, value=name))
        if self._places:
            if name not in self._places:
                return _Name("", Fault("place-unlisted", "is not in the list of places", "one of its ids", value=name))
            name = self._places[name]
        if self._missed >= MOST_LOOKED_UP and not is_listed(name):
            return _Name("", replace(_NOT_TRIED, value=name) if self._places else _NOT_TRIED)
        plain, marks = without_marks(name)
        found = self._find(plain)
        if found.code is not None:
            return _Name(found.code, _marked(name, plain, marks) if marks else _told(name, found), not found.is_whole)
        if found.kind == "route":
            return _Name("", Fault("place-route", f"is {found.note}; it is kept as a word", value=name), is_kept=True)
        is_total = is_world(plain) or is_sum_of_places(plain)
        if found.means_unknown or is_total:
            total = Fault("place-total", "stands for a total; is this a total row?", value=name)
            return _Name("", total if is_total else None, is_kept=True)
        if marks:  # a name may well end in what looks like a mark
            found = self._find(name)
            if found.code is not None:
                return _Name(found.code, _told(name, found), not found.is_whole)
        self._missed += 1
        if self._missed > MOST_EXPLAINED + 1:
            return _Name("", Fault("place-unknown", found.note, PLACE, value=name))
        fault = unresolved(name, found, self._sheets, suggest=self._is_hinted(self._missed))
        if told := self._told_less():
            fault = replace(fault, hint=sentence(fault.hint, told))
        return _Name("", fault)

    def _told_less(self) -> str:
        """Return what is not done any more for the present name that is no place, and those behind it."""
        if self._suggest and self._missed == MOST_HINTED + 1:
            return f"from here on no nearest name is looked for: {MOST_HINTED:,} names before are no place"
        if self._missed == MOST_EXPLAINED + 1:
            return f"from here on no such name is explained: {MOST_EXPLAINED:,} names before are no place"
        return ""

    def _find(self, name: str) -> Resolution:
        number = self._missed + 1
        is_explained = number <= MOST_EXPLAINED
        return resolve_many((name,), suggest=self._is_hinted(number), explain=is_explained, **self._options)[name]

    def _is_hinted(self, number: int) -> bool:
        """Return whether the nearest names are looked for, for the so-manieth name that is no place."""
        return self._suggest and number <= MOST_HINTED


def _of_one_place(fault: Fault) -> Fault:
    """Return a fault as a column of one place has it, where no sequence may stand."""
    if not any(" > " in meant for meant in fault.instead):
        return fault
    return replace(fault, hint="one place stands here; further stops belong into the column transit", instead=())


def _told(name: str, found: Resolution) -> Fault | None:
    """Return what to say of a name that means less than it says: a part in brackets, a word of a trade table, a city
    whose name is a country's in another language.
    """
    if "set aside" in found.note:
        return Fault("place-part", f"is {found.note}", value=name)
    if "in another language" in found.note:
        sure = (found.code,) if found.code and "misspelt" in found.note else ()
        return Fault("place-part", f"{found.note}; read as {found.label}", value=name, instead=sure)
    if found.candidates:
        hint = f"if {found.candidates[0]} is meant:"
        return Fault("place-part", found.note, hint=hint, value=name, instead=(found.candidates[0].code,))
    return None


def _marked(name: str, plain: str, marks: str) -> Fault:
    return Fault("place-marked", f"is read as {plain}: the footnote mark {marks} is set aside", value=name)
