"""What a name turns into inside a sentence, where a language asks for more than the bare name.

As js/src/words/grammar.ts and french.ts, which say why; tests/parity/words.json holds both to the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

Form: TypeAlias = Callable[[str], str]

_I: Final = re.IGNORECASE
_WITH_ARTICLE: Final = re.compile(
    r"^(netherlands|philippines|bahamas|gambia|maldives|seychelles|comoros|holy see|congo|balkans|western balkans|"
    r"maghreb|sahel|caucasus|south caucasus|caribbean|middle east|horn of africa|gulf|golden triangle|golden crescent|"
    r"levant|mekong|arabian peninsula|iberian peninsula|former soviet union|democratic republic of .*)$|"
    r"( islands| states| republic| emirates| kingdom| federation| territories| peninsula| countries| region)$",
    _I,
)
_FRENCH_NONE: Final = re.compile(
    r"^(Cuba|Chypre|Malte|Monaco|Singapour|Madagascar|Israël|Haïti|Oman|Bahreïn|Djibouti|Maurice|Andorre|Saint-Marin|"
    r"Taïwan|Hong Kong|Macao|Kiribati|Nauru|Tuvalu|Tonga|Vanuatu|Palaos|Porto Rico|Jersey|Guernesey|Gibraltar|Mayotte|"
    r"Sao Tomé.*|Sainte?-.*|Trinité.*|Antigua.*)$",
    _I,
)
_FRENCH_MASCULINE_IN_E: Final = re.compile(
    r"^(Mexique|Mozambique|Cambodge|Zimbabwe|Belize|Suriname|Bélize|Moyen-Orient|Caucase|Golfe|Triangle.*|Croissant.*)$",
    _I,
)
_FRENCH_PLURAL: Final = re.compile(
    r"^(États|Etats|Pays|Émirats|Philippines|Îles|Comores|Maldives|Seychelles|Bahamas|Fidji|Samoa américaines|Balkans|"
    r"Caraïbes|Territoires|Terres|autres? )",
    _I,
)
_FRENCH_MASCULINE: Final = re.compile(
    r"^(Royaume|Proche|Moyen|Territoire|Burkina|Sahel|Maghreb|Mékong|Sri Lanka|Timor)", _I
)
_FRENCH_FEMININE_HEAD: Final = re.compile(
    r"^(République|Corée|Guinée|Bosnie|Macédoine|Nouvelle|Papouasie|Côte|Corne|Fédération|Russie|Polynésie|Région|"
    r"Péninsule)$",
    _I,
)
_VOWEL: Final = re.compile(r"^[aeiouàâäéèêëîïôöùûüœ]", _I)
_VOWEL_OR_Y: Final = re.compile(r"^[aeiouyàâäéèêëîïôöùûüœ]", _I)
_VOWEL_OR_H: Final = re.compile(r"^[aeiouyàâäéèêëîïôöùûüœh]", _I)
_ARTICLE: Final = re.compile(r"(la |le |les |l[’'])(.+)", _I)
_PLURAL: Final = re.compile(r",|(?:[^s]s|people|migrants?|children|women|men)$", _I)
_NO_PLURAL: Final = re.compile(r"(?:cannabis|ics|is|us)$", _I)


def upper_first(text: str) -> str:
    """Return a text with a capital, as a sentence begins."""
    return text[:1].upper() + text[1:]


def is_plural(commodity: str) -> bool:
    """Tell whether a commodity, in the data's own words, is plural: asked by languages whose verbs agree."""
    return bool(_PLURAL.search(commodity)) and not _NO_PLURAL.search(commodity)


def _lower_first(name: str) -> str:
    """“Other European countries” is no name of its own: inside a sentence it has no capital."""
    return name[:1].lower() + name[1:] if re.match(r"(The|Other|Autres|Otros|Andre) ", name) else name


def _english_the(name: str) -> str:
    if re.match(r"(the|other) ", name, _I):
        return _lower_first(name)
    return f"the {name}" if _WITH_ARTICLE.search(name) else name


def _contracted(preposition: str) -> Form:
    def form(name: str) -> str:
        return f"{preposition}l {name[3:]}" if name.lower().startswith("el ") else f"{preposition} {name}"

    return form


def _article_of(name: str) -> str:
    if _FRENCH_NONE.search(name):
        return ""
    if _FRENCH_PLURAL.search(name):
        return "les"
    if _VOWEL_OR_Y.search(name) and not re.match(r"Yémen|Yougoslavie", name, _I):
        return "l’"
    if _FRENCH_MASCULINE.search(name) or _FRENCH_MASCULINE_IN_E.search(name):
        return "le"
    head = re.split(r"[\s,(-]", name)[0]
    return "la" if _FRENCH_FEMININE_HEAD.search(head) or head.lower().endswith("e") else "le"


def _split(name: str) -> tuple[str, str]:
    """Return the article, which may stand in the name already, and the bare name."""
    found = _ARTICLE.fullmatch(name)
    if not found:
        return _article_of(name), _lower_first(name)
    return found[1].strip().lower().replace("'", "’"), found[2]


def _french_the(name: str) -> str:
    article, bare = _split(name)
    if article == "l’":
        return f"l’{bare}"
    return f"{article} {bare}" if article else bare


def _french_from(name: str) -> str:
    article, bare = _split(name)
    if article in ("le", "les"):
        return f"{'du' if article == 'le' else 'des'} {bare}"
    return f"d’{bare}" if article == "l’" or _VOWEL.search(bare) else f"de {bare}"


def _french_in(name: str) -> str:
    article, bare = _split(name)
    return f"{({'le': 'au', 'les': 'aux', '': 'à'}).get(article, 'en')} {bare}"


def _french_of(name: str) -> str:
    elides = _VOWEL_OR_H.search(name) and not re.match(r"h(asch|ash|aricot)", name, _I)
    return f"d’{name}" if elides else f"de {name}"


_FORMS: Final[Mapping[str, Mapping[str, Form]]] = {
    "en": {"the": _english_the},
    "fr": {"the": _french_the, "from": _french_from, "in": _french_in, "of": _french_of},
    "es": {"the": _lower_first, "from": _contracted("de"), "to": _contracted("a")},
    "nb": {"the": _lower_first},
}


def form_of(lang: str, name: str) -> Form:
    """Return a form by its name; one that a language does not have leaves a name as it is."""
    return upper_first if name == "upper" else _FORMS.get(lang, {}).get(name, lambda text: text)
