"""What to say of a name that is no place: the nearest places, and what it may be instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from routemap.places import Resolution, resolve_many
from routemap.problems import Code, Fault, ready_option

PLACE = "a country, an ISO code, a region, or unknown"
# Marks that send the reader to a note below the table.
_MARKS = re.compile(
    r"(?:\s*(?:[*†‡§¶#]+|[¹²³⁰⁴-⁹]+|\([0-9]{1,2}\)|\[[0-9a-z]{1,2}\]|\([a-z*]\)|(?<=\s)[0-9]{1,2}/?$))+"
)
_MARK = re.compile(rf"(.*?\S)({_MARKS.pattern})")
_ALTERNATIVES = re.compile(r"\s*/\s*|\s*&\s*|,?\s+(?:or|and|ou|et|o|u|y|e|eller|og|oder|und)\s+", re.IGNORECASE)
_SEQUENCE = re.compile(
    r"\s+[-–—]\s+|\s*(?:=>|->|→|>)\s*|,?\s+(?:then|and then|puis|ensuite|luego|después|deretter|så)\s+", re.IGNORECASE
)
_GROUP = re.compile(r"(.+?)\s*\(([^()]+)\)")
_ACRONYM = re.compile(r"(\w.*?) ([A-Z]\w*[A-Z]\w*)")  # "Libya HoR": a party in a country
# Codes that tables use for "not known", none of which ISO 3166 gives to a place.
_CODES_FOR_UNKNOWN = frozenset(
    {"XX", "ZZ", "XXX", "ZZZ", "UNK", "UNKN", "XXK", "QQ", "QX", "00", "000", "99", "999", "9999"}
)
_BEGINS_UNKNOWN = re.compile(
    r"(unknown|unidentified|unspecified|undetermined|not (specified|stated|known|available|reported)|inconnu|"
    r"desconocid|ukjent|non (précisé|spécifié|connu)|no (especificad|conocid|disponible|consta)|ikke oppgitt|"
    r"\w+ (inconnu|indéterminé|non (précisé|spécifié)|desconocid|no especificad|(is |not )?(unknown|specified|known))"
    r"\w*$)",
    re.IGNORECASE,
)

# Of the sheets of a workbook, those whose title says that they list places.
_LISTS_PLACES = re.compile(r"place|countr|location|node|lieu|pays|lugar|pa[ií]s|sted|land", re.IGNORECASE)

Known = Callable[[str], str]
"""From a name to the code of the place, empty if it is none."""


def without_marks(name: str) -> tuple[str, str]:
    """Return a name without the footnote marks behind it, and the marks.

    Examples
    --------
    >>> without_marks("Colombia (1)"), without_marks("Libya HoR*"), without_marks("Peru")
    (('Colombia', '(1)'), ('Libya HoR', '*'), ('Peru', ''))
    """
    match = _MARK.fullmatch(name)
    return (match[1].strip(), match[2].strip()) if match else (name, "")


def unresolved(name: str, found: Resolution, sheets: Sequence[str] = (), *, suggest: bool) -> Fault:
    """Return the fault of a name that is no place; one of the `sheets` of its workbook may say what it is."""
    if found.kind == "former":
        successors = ", ".join(str(candidate) for candidate in found.candidates)
        hint = f"or, as one area under its old name: {ready_option('former', 'as-region')}"
        return Fault("place-former", found.note, f"one of {successors}" if successors else PLACE, hint, name)
    if found.kind == "ambiguous":
        return _with_candidates("place-ambiguous", name, found)
    is_group = _GROUP.fullmatch(without_marks(name)[0]) is not None and not found.option
    if suggest and (is_group or not found.candidates) and (fault := _other_meaning(name, found, sheets)):
        return fault
    return _with_candidates("place-unknown", name, found)


def code_that_is_a_word(text: str) -> Fault:
    """Return what to ask about a code such as NO among names of places, where it may be the word."""
    (found,) = resolve_many((text,), suggest=False).values()
    message = f"is the code of {found.label} ({found.code}), and a word, in a column of names"
    hint = f"if no place is meant: {ready_option('unknown', text)}; if it is the code:"
    return Fault("place-ambiguous", message, PLACE, hint, text, (str(found.code),))


def _with_candidates(code: Code, name: str, found: Resolution) -> Fault:
    words = [str(candidate) for candidate in found.candidates]
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}" if words else ""
    instead = tuple(candidate.code for candidate in found.candidates[:3])
    hint = f"did you mean {listed}?" if listed else ""
    if found.option and len(words) == 1:
        hint = f"to read it as its country: --{found.option}, or here alone:"
    elif found.option == "cities" and found.kind == "ambiguous" and "in another language" in found.note:
        hint = "the city: --cities; or say which is meant:"
    if not words and (ready := ready_option("unknown", quoted_word(name))):
        hint = f"if no place is meant: {ready}"
    return Fault(code, found.note, PLACE, hint, name, instead)


def _other_meaning(name: str, found: Resolution, sheets: Sequence[str]) -> Fault | None:
    plain, _ = without_marks(name)
    if plain.upper() in _CODES_FOR_UNKNOWN or set(plain) <= set("-.?") or plain.casefold() == "other":
        others = {"XX": "XX,ZZ", "ZZ": "XX,ZZ"}.get(plain.upper(), plain)
        hint = f"{plain} is often used for unknown: {ready_option('unknown', others)}"
        return Fault("place-unknown", found.note, PLACE, hint, name)
    if _BEGINS_UNKNOWN.match(plain):
        hint = f"if it says that the place is not known: {ready_option('unknown', quoted_word(name))}"
        return Fault("place-unknown", found.note, PLACE, hint, name)
    parts = [part.strip() for part in _ALTERNATIVES.split(plain)]
    parts = [name for part in parts for name in (part.split(", ") if len(parts) > 1 and not _code(part) else [part])]
    if len(parts) > 1 and all(map(_code, parts)):
        cell = " | ".join(parts)
        return Fault("place-unknown", "names several places", PLACE, f"write {cell}", name, (cell,))
    parts = [part.strip() for part in _SEQUENCE.split(plain)]
    if len(parts) > 1 and all(map(_code, parts)):
        cell = " > ".join(parts)
        return Fault(
            "place-unknown", "names several places", PLACE, f"if they follow each other: {cell}", name, (cell,)
        )
    if (group := _GROUP.fullmatch(plain)) and _code(group[2]) and not _code(group[1]):
        hint = f"if it is a group, write {group[2]} here and {group[1]} into actors;"
        return Fault("place-unknown", found.note, PLACE, hint, name, (_code(group[2].strip()),))
    if (group := _ACRONYM.fullmatch(plain)) and not plain.isupper() and (code := _code(group[1])):
        hint = f"if it is a group, write {group[1]} here and {group[2]} into actors;"
        return Fault("place-unknown", found.note, PLACE, hint, name, (code,))
    if plain.isdecimal():
        return Fault("place-unknown", found.note, PLACE, _id_hint(sheets), name)
    parts = [part.strip() for part in plain.split(",")]
    if len(parts) > 1 and all(map(_code, parts)):
        hint = f"a comma never divides places: write {' | '.join(parts)} for alternatives, "
        hint += f"{' > '.join(parts)} for stops"
        return Fault("place-unknown", found.note, PLACE, hint, name, (" | ".join(parts),))
    return None


def _id_hint(sheets: Sequence[str]) -> str:
    """Return how to say where the names of places stand that a table gives by number."""
    likely = sorted(sheets, key=lambda title: _LISTS_PLACES.search(title) is None)
    ready = [ready_option("places-sheet", likely[0])] if likely else []
    ready.append(ready_option("places-file", "places.csv"))
    return f"if it is the id of a place: {' or '.join(filter(None, ready))}, where its name stands"


def quoted_word(word: str) -> str:
    """Return a word as ``--unknown`` takes it, where a comma divides one from the next."""
    return '"' + word.replace('"', '""') + '"' if "," in word or '"' in word else word


def _code(name: str) -> str:
    return resolve_many((name,), suggest=False)[name].code or "" if 1 < len(name) <= 100 else ""
