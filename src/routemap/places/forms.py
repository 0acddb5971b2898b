"""Forms that names of places take in tables: long forms, brackets behind a name, "European markets", a town before its
country. What they are made of must be known as a whole; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from types import MappingProxyType

from routemap.places._tables import read_table
from routemap.places.cities import city_countries
from routemap.places.codes import code_meaning, codes, is_acronym_by_accident
from routemap.places.countries import place_name
from routemap.places.demonyms import demonyms, resolve_demonym
from routemap.places.folding import fold
from routemap.places.foreign_names import foreign_name
from routemap.places.formal_names import formal_name
from routemap.places.named_routes import is_way, named_routes
from routemap.places.regions import regions
from routemap.places.spellings import Meaning, spellings

_PLAIN = r"republic|kingdom|state|states|commonwealth|union|principality|sultanate|emirate|federation|confederation"
_KIND = rf"(?:{_PLAIN}|grand duchy|territory)"
_QUALITY = (
    "federal|federative|federated|united|islamic|democratic|peoples|popular|socialist|plurinational|bolivarian|co|"
    "operative|cooperative|arab|independent|sovereign|oriental|hashemite|arabic"
)
_LONG_FORM = re.compile(rf"(?P<quality>(?:(?:{_QUALITY}) )*){_KIND} of (?P<name>.+)")
_BEHIND = re.compile(rf"(?P<name>.+?) (?P<quality>(?:(?:{_QUALITY}) )*)(?:{_KIND} of|republic|kingdom)")
# States of these names are or were others than the country that bears the name alone.
_OTHERS = {"": {"CHN", "VNM"}, "state": {"GEO"}}
_OTHERS_BY_QUALITY = {"CHN", "COD", "COG", "DEU", "KOR", "PRK", "VNM", "YEM"}

_SPECIAL_REGIONS = {"hongkong": "HKG", "macao": "MAC", "macau": "MAC"}
_IS_CHINA = re.compile(r"\b(?:china|chine|kina|cina|sar|ras|rae|prc|administrativ[ea])\b")
_IN_CHINA = re.compile(
    r"(?:(?:china|chine|kina|cina|sar|ras|rae|prc|administrativ[ea]|special|speciale|especial|regi[ao]o?n?|of|de|da|du|do"
    r"|la|republica?|republique|popular|populaire|peoples|pr|p|r|hongkong|maca[ou])(?: |$))+"
)

_BRACKETS = re.compile(r"(?P<name>[^()\[\]]+?)\s*[(\[](?P<part>.*)[)\]]\s*")
_COMMA = re.compile(r"(?P<name>[^,]+),(?P<part>[^,]+)")
_BESIDE = re.compile(
    r"(?P<name>.+?),? (?P<part>(?:incl\b|includ(?:ing|es|ed)|excl\b|exclud(?:ing|es|ed)|except|without).+)"
)
_ANOTHER_TIME = re.compile(r"\b(?:former|formerly|until|before|pre|prior|ex|up to|to)\b|^\W*(?:\.\.|…|[-–]) ?\d")
_WITHOUT = re.compile(
    r"(?:excl|exclu|exclud(?:es|ed|ing)|except(?:ing)?|excepte|excepto|without|less|minus|w o|other than|apart from|not"
    r"|does not|doesnt|sans|sauf|hors|a lexclusion|sin|salvo|excluid[oa]|excluye(?:ndo)?|menos|uten|unntatt|ekskl"
    r"|ekskludert|sem|exceto|exclusive|ohne|ausgenommen|zonder|senza)\b"
)

_A_PLACE = re.compile(
    r"(?P<what>.+?) (?:countries|country|states|nations|markets?|region|destinations|lands|continent|areas?|zone)"
)
_OF_PEOPLE = re.compile(
    r"(?:(?:of|ressortissants?|citoyens?|ciudadan[oa]s?|nacionales|(?:de )?nationalite|(?:de )?nacionalidad) )?"
    r"(?P<what>.+?)(?: (?:nationals?|citizens?|nationality|origin|descent|people|persons?|migrants?|refugees?"
    r"|asylum seekers?|markets?))?"
)


@lru_cache(maxsize=4096)
def name_meaning(text: str) -> Meaning | None:
    """Return what a text means by its code or name alone, in any language and in long form; None if nothing."""
    if meaning := code_meaning(text):
        return meaning
    folded = fold(text)
    if is_acronym_by_accident(text):
        return None
    if meaning := spellings().get(folded) or _region_phrase(folded) or _formal(text, folded):
        return meaning
    if is_way(folded):
        return Meaning(named_routes().get(folded, text), "route", (), "a route, not a place")
    if (found := foreign_name(text)) and (found.is_certain or (len(found.codes) > 1 and not found.rivals)):
        slip = f"is {place_name(found.codes[0])} misspelt, or its name in another language" if found.is_slip else ""
        return Meaning(text, "country" if len(found.codes) == 1 else "ambiguous", found.codes, slip)
    return None


def is_listed(text: str) -> bool:
    """Return whether a text is a code or one of the usual names, without a look at other languages and forms.

    Examples
    --------
    >>> is_listed("NOR"), is_listed("Norway"), is_listed("Kingdom of Wakanda")
    (True, True, False)
    """
    return code_meaning(text) is not None or fold(text) in spellings()


def _formal(text: str, folded: str) -> Meaning | None:
    return _long_form(folded) or _special_region(folded) or formal_name(folded) or _inverted(text)


def _long_form(folded: str) -> Meaning | None:
    """Return what "Republic of Kenya" or "Kenya, Republic of" means, where the country bears no other such name."""
    for form in (_LONG_FORM, _BEHIND):
        if not (found := form.fullmatch(folded)):
            continue
        meaning = spellings().get(found["name"]) or _certain(found["name"])
        if meaning is None or meaning.kind != "country" or "former name" in meaning.note:
            return None
        code = meaning.codes[0]
        others = _OTHERS_BY_QUALITY if found["quality"] else _OTHERS[""]
        is_state = folded.startswith("state of") or folded.endswith("state of")
        return None if code in others or (is_state and code in _OTHERS["state"]) else meaning
    return None


def _special_region(folded: str) -> Meaning | None:
    """Return what "Chine, région administrative spéciale de Hong Kong" means, in whatever order its words stand."""
    words = folded.replace("hong kong", "hongkong")
    named = _SPECIAL_REGIONS.keys() & set(words.split())
    if len(named) == 1 and _IN_CHINA.fullmatch(words) and _IS_CHINA.search(words):
        return code_meaning(_SPECIAL_REGIONS[named.pop()])
    return None


def _inverted(text: str) -> Meaning | None:
    """Return what "Sudan, South" means: the name that it is when what stands behind the comma is put in front."""
    found = _COMMA.fullmatch(text)
    if not found or name_meaning(found["part"].strip()):
        return None
    meaning = name_meaning(f"{found['part'].strip()} {found['name'].strip()}")
    return meaning if meaning and (meaning.kind in ("country", "region") or meaning.codes) else None


def _certain(name: str) -> Meaning | None:
    found = foreign_name(name)
    return Meaning(name, "country", found.codes) if found and found.is_certain else None


def _region_phrase(folded: str) -> Meaning | None:
    """Return what "European markets" or "other African destinations" means."""
    found = _A_PLACE.fullmatch(folded)
    if not found:
        return None
    what = found["what"]
    if what.startswith(("other ", "rest of ")):
        meaning = spellings().get(f"{what} countries")
    elif people := demonyms().get(what):
        meaning = next((codes()[code] for code in people.codes if code in regions()), None)
    else:
        meaning = spellings().get(what)
    return meaning if meaning and meaning.kind == "region" else None


def bracketed_meaning(text: str) -> Meaning | tuple[str, ...] | None:
    """Return what a name with a part of it in brackets means: "Iraq (Central Iraq)" is Iraq, with a note.

    Returns
    -------
    Meaning, tuple or None
        The meaning; or the codes of all that is meant where the brackets name another place; or nothing.
    """
    if comma := _COMMA.fullmatch(text):
        meaning, whole = name_meaning(comma["name"].strip()), name_meaning(comma["part"].strip())
        if meaning and whole and len(meaning.codes) == 1 and _territories().get(meaning.codes[0]) == whole.codes:
            return meaning
    brackets = _BRACKETS.fullmatch(text)
    found = brackets or _BESIDE.fullmatch(text)
    if not found:
        return None
    meaning, part = name_meaning(found["name"]), found["part"].strip()
    if meaning is None or meaning.kind not in ("country", "region", "former"):
        return None
    folded = fold(part)
    if not folded:
        return meaning
    if brackets and _ANOTHER_TIME.search(part.lower()):
        return meaning if meaning.kind == "former" else None
    if not _WITHOUT.match(folded):
        own = (*meaning.codes, *_territories().get(meaning.codes[0], ()))
        others = [code for code in codes_in(part) if code not in own]
        if others:
            return (*meaning.codes, *dict.fromkeys(others))
    same = name_meaning(part)
    if same and not same.note and same.codes in (meaning.codes, _territories().get(meaning.codes[0])):
        return meaning
    label = meaning.written if meaning.kind == "former" else place_name(meaning.codes[0])
    aside = f"read as {label}; '{part}' is set aside"
    return replace(meaning, note=f"{meaning.note}; {aside}" if meaning.note else aside)


@cache
def _territories() -> Mapping[str, tuple[str, ...]]:
    """Return the sovereign of each territory that has a code of its own: "Aruba, Kingdom of the Netherlands"."""
    return MappingProxyType(
        {code: (row["sovereign"],) for row in read_table("dependencies.csv") for code in row["territories"].split()}
    )


def codes_in(part: str) -> Iterator[str]:
    """Yield the codes of the places that words in brackets name, as a whole or one after the other."""
    from routemap.places.scan import scan_places

    meaning = name_meaning(part)
    if meaning and meaning.kind in ("country", "region"):
        yield from meaning.codes
        return  # and nothing within it: "N. Ireland" is no Ireland
    if len(within := city_countries(part)) == 1:
        yield from within
    for mention in scan_places(part):
        if mention.kind in ("country", "former", "demonym", "city"):
            yield from mention.codes if len(mention.codes) == 1 else ()


def people_codes(text: str) -> tuple[str, ...]:
    """Return the codes that a word for people or an origin may mean: "Afghan", "Afghan nationals".

    Examples
    --------
    >>> people_codes("Nigerien"), people_codes("Mexican nationals"), people_codes("Korean")
    (('NER',), ('MEX',), ('KOR', 'PRK'))
    >>> people_codes("ressortissants nigériens"), people_codes("Congolaise (RDC)")
    (('NER',), ('COD',))
    """
    folded = fold(text)
    found = resolve_demonym(folded)
    if not found and (match := _OF_PEOPLE.fullmatch(folded)):
        found = resolve_demonym(match["what"])
    if not found and (brackets := _BRACKETS.fullmatch(text)):
        within = tuple(codes_in(brackets["part"]))
        found = tuple(code for code in people_codes(brackets["name"]) if code in within)
    return found
