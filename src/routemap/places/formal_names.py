"""Formal names of countries in other languages: "République de Corée", "Республика Кения", "肯尼亚共和国".

A formal name is made by rule: a word for the form of state, words that qualify it, and the short name or, in French and
Spanish, the adjective. The short name must be known beyond doubt. Names that another state has or had ("Republic of
Vietnam"), and those that no rule makes, stand in ``aliases.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from routemap.places.countries import country_codes
from routemap.places.demonyms import resolve_demonym
from routemap.places.folding import fold
from routemap.places.foreign_names import cldr_names, foreign_name
from routemap.places.spellings import Meaning, spellings

# States of these names are or were others than the country that bears the name alone.
_OTHERS = {"CHN", "VNM"}
_OTHERS_BY_QUALITY = {"CHN", "COD", "COG", "DEU", "KOR", "PRK", "VNM", "YEM"}

_ROMANCE_QUALITY = (
    r"(?P<quality>(?: (?:islami(?:que|ca)|arab[ea]|democrati(?:que|ca)|populaire|popular|socialist[ea]|federale?|et|y|e"
    r"|federati(?:ve|va)|bolivarienne|bolivariana|plurinational|plurinacional|unie|unida|cooperati(?:ve|va)|orientale?"
    r"|independante?|independiente|independente|ha[cs]h?emite|ha[cs]h?emita))*)"
)
_ROMANCE = re.compile(
    r"(?:(?:la|le|el|o|a) )?(?P<form>republica|republique|reino|royaume|repubblica|principado|principaute|etat|estado"
    r"|federation|federacion|federacao|union|uniao|sultanat|sultanato|grand duche|gran ducado|grao ducado|commonwealth"
    rf"|mancomunidad|comunidade|emirat|emirato)(?: de lunion)?{_ROMANCE_QUALITY}"
    r" (?:(?:de las|de los|de la|della|del|des|das|dos|de l|de|du|da|do|di) |d)(?P<name>.+)"
)
_BY_ADJECTIVE = re.compile(
    rf"(?:la )?(?:republique|republica|royaume|reino){_ROMANCE_QUALITY} (?P<name>\w+)"
    + _ROMANCE_QUALITY.replace("quality", "more")
)
_RUSSIAN = re.compile(
    r"(?P<quality>(?:(?:народно|\w+(?:ая|ое)) )*)(?:республика|королевство|государство|княжество|федерация|содружество"
    r"|султанат|союз|герцогство) (?P<name>.+)"
)
_CHINESE_QUALITY = "(?:伊斯兰|阿拉伯|民主|人民|社会主义|联邦|合作|多民族|玻利瓦尔|联合|东岸|独立)*"
_CHINESE = re.compile(
    rf"(?P<before>{_CHINESE_QUALITY})(?P<name>.+?)(?P<quality>{_CHINESE_QUALITY})"
    "(?:共和国|王国|联邦|大公国|公国|苏丹国|酋长国|国)"
)
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_MARKS = re.compile("[\u0640\u064b-\u0655\u0670]")
_ARABIC_LETTERS = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"})
_ARABIC_FORM = re.compile(
    r"(?:جمهوريه|مملكه|دوله|سلطنه|اماره|اتحاد|كومنولث) (?P<name>.+?)"
    r"(?P<quality>(?: ال(?:اتحاديه|اسلاميه|ديمقراطيه|ديموقراطيه|فدراليه|شعبيه|اشتراكيه|عربيه|متحده|تعاونيه|بوليفاريه"
    r"|متعدده|قوميات|شرقيه|مستقله))*)"
)


def formal_name(folded: str) -> Meaning | None:
    """Return what a folded text means as the formal name of a country, or as an Arabic name without its hamzas.

    Examples
    --------
    >>> formal_name("republique arabe syrienne").codes, formal_name("республика кения").codes
    (('SYR',), ('KEN',))
    """
    if _ARABIC.search(folded):
        return _arabic(folded)
    for form in (_ROMANCE, _RUSSIAN, _CHINESE):
        if not (found := form.fullmatch(folded)):
            continue
        parts = found.groupdict()
        if parts.get("form") == "estado" and found["name"] in ("mexico", "amazonas", "goa"):
            return None  # a state of Mexico, of Brazil, of India
        names = (found["name"], found["name"].removeprefix("l"))  # "République de l'Inde" folds into "lInde"
        if code := next(filter(None, map(_country, names)), ""):
            return _unless_other(folded, code, parts["quality"] or parts.get("before") or "")
    if found := _BY_ADJECTIVE.fullmatch(folded):
        codes = resolve_demonym(found["name"])
        if len(codes) == 1 and codes[0] in country_codes():
            return _unless_other(folded, codes[0], "quality")
    return None


def _unless_other(written: str, code: str, quality: str) -> Meaning | None:
    return None if code in (_OTHERS_BY_QUALITY if quality else _OTHERS) else Meaning(written, "country", (code,))


def _country(name: str) -> str:
    meaning = spellings().get(name)
    if meaning:
        return meaning.codes[0] if meaning.kind == "country" and not meaning.note else ""
    found = foreign_name(name)
    return found.codes[0] if found and found.is_certain else ""


def _arabic(folded: str) -> Meaning | None:
    """Return what an Arabic name means where hamzas are left out and endings written otherwise: it is told by rule."""
    key = _arabic_key(folded)
    quality = ""
    if key not in _arabic_names() and (found := _ARABIC_FORM.fullmatch(_arabic_letters(folded))):
        key, quality = _arabic_key(found["name"]), found["quality"]
    codes = _arabic_names().get(key, ())
    if key == _arabic_key(folded):
        return Meaning(folded, "country" if len(codes) == 1 else "ambiguous", codes) if codes else None
    return _unless_other(folded, codes[0], quality) if len(codes) == 1 else None


@cache
def _arabic_names() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of names in Arabic letters, by a form without hamzas, articles and differing last letters."""
    found: dict[str, tuple[str, ...]] = {}
    for name, codes in _known_names():
        if _ARABIC.search(name):
            key = _arabic_key(name)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *codes)))
    return MappingProxyType(found)


def _known_names() -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, meaning in spellings().items():
        if meaning.kind in ("country", "ambiguous"):
            yield name, meaning.codes
    yield from ((name, codes) for name, codes in cldr_names().items() if name not in spellings())


def _arabic_letters(text: str) -> str:
    return _ARABIC_MARKS.sub("", fold(text)).translate(_ARABIC_LETTERS)


def _arabic_key(text: str) -> str:
    return " ".join(map(_arabic_word, _arabic_letters(text).split()))


def _arabic_word(word: str) -> str:
    bare = word.removeprefix("ال") if len(word) > 5 else word
    return f"{bare[:-1]}ه" if len(bare) > 3 and bare.endswith("ا") else bare
