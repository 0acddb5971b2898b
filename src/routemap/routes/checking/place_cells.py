"""The grammar of the place cells: ``A > B`` is a sequence, ``A | B`` are alternatives, a comma never separates.

``|`` divides the cell first: ``A > B | C`` is "A, then B" or "C", and says so in a warning.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from routemap.places import Resolution, resolve_many
from routemap.problems import Code, Fault

# What analysts write when they mean that nothing is known. "NA" is not among them: it is Namibia.
UNKNOWN_WORDS = frozenset({"", "unknown", "?", "??", "n/a", "n.a.", "-", "–", "—", "not known", "unspecified"})

_SEQUENCE = re.compile(r"->|=>|→|>|;")
_PLACE = "a country, an ISO code, a region, or unknown"

Stops = tuple[str, ...]


class PlaceCell(NamedTuple):
    """What one place cell says: its alternatives, each a tuple of codes, and what is wrong with it."""

    alternatives: tuple[Stops, ...]
    faults: tuple[Fault, ...] = ()


class PlaceReader:
    """Parses place cells and remembers every name, so that each is resolved once.

    Parameters
    ----------
    suggest
        Whether to look for the places nearest to a name that is none.
    """

    def __init__(self, *, suggest: bool = True) -> None:
        self._suggest = suggest
        self._known: dict[str, tuple[str, Fault | None]] = {}

    def parse(self, text: str, *, is_sequence: bool) -> PlaceCell:
        """Return what a cell says; `is_sequence` for the transit column, where ``A > B`` may stand."""
        if text.casefold() in UNKNOWN_WORDS:
            return PlaceCell(((),))
        if "|" not in text and _SEQUENCE.search(text) is None:
            code, fault = self.resolve(text)
            return PlaceCell(((code,) if code else (),), (fault,) if fault else ())
        faults: list[Fault] = []
        parts = text.split("|")
        alternatives = [self._sequence(part, is_sequence, len(parts) > 1, faults) for part in parts]
        if len(parts) > 1 and any(len(stops) > 1 for stops in alternatives):
            readings = " or ".join(f"'{' > '.join(stops) or 'unknown'}'" for stops in alternatives)
            faults.append(Fault("cell-mixed", f"mixes > and |, read as {readings}"))
        distinct = tuple(dict.fromkeys(alternatives))
        if len(distinct) < len(alternatives) and not any(fault.severity == "error" for fault in faults):
            faults.append(Fault("alternative-repeated", "names the same alternative twice"))
        return PlaceCell(distinct, tuple(faults))

    def _sequence(self, text: str, is_sequence: bool, is_alternative: bool, faults: list[Fault]) -> Stops:
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
            code, fault = self.resolve(part)
            if fault:
                faults.append(fault)
            elif not code and len(parts) > 1:
                faults.append(Fault("stop-unknown", "is an unknown stop between others, left out", value=part))
            if code:
                stops.append(code)
        return tuple(stops)

    def resolve(self, name: str) -> tuple[str, Fault | None]:
        """Return the code of one name, empty for unknown, and what is wrong with the name."""
        if name not in self._known:
            self._known[name] = _resolve(name, suggest=self._suggest)
        return self._known[name]


def _resolve(name: str, *, suggest: bool) -> tuple[str, Fault | None]:
    if name.casefold() in UNKNOWN_WORDS:
        return "", None
    # The resolver is generous with length; nothing this long is a name.
    if len(name) > 200:
        return "", Fault("place-unknown", f"is not a place: it has {len(name):,} characters", _PLACE, value=name)
    found = resolve_many((name,), suggest=suggest)[name]
    if found.code is not None:
        return found.code, None
    return _unresolved(name, found)


def _unresolved(name: str, found: Resolution) -> tuple[str, Fault | None]:
    if found.means_unknown:
        return "", None
    if found.kind == "former":
        successors = ", ".join(str(candidate) for candidate in found.candidates)
        return "", Fault("place-former", found.note, f"one of {successors}" if successors else _PLACE, value=name)
    code: Code = "place-ambiguous" if found.kind == "ambiguous" else "place-unknown"
    return "", Fault(code, found.note, _PLACE, _hint(name, found), name)


def _hint(name: str, found: Resolution) -> str:
    if not found.candidates:
        return "a comma never divides places: write A | B for alternatives, A > B for stops" if "," in name else ""
    words = [str(candidate) for candidate in found.candidates]
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
    return f"did you mean {listed}?"
