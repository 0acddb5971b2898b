"""How two spellings of one name are made equal: case, accents, punctuation and usual short forms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ACCENTS = re.compile("[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
# U.S.A. and D.R. Congo: dots between capitals belong to an abbreviation and do not part words.
_ABBREVIATION_DOT = re.compile(r"(?<=\b[A-Z])\.(?=[A-Z]\b|\W|$)")

# What has no decomposition in Unicode but is written without it elsewhere, and what only holds a word together.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "&": " and "}
    | dict.fromkeys("'’‘ʻʼ`´\u00ad\u200b\u200c\u200d", None)
)


class _Kept(dict[int, int | str]):
    """Letters, marks and numbers stay, anything else becomes a blank; each is looked up in Unicode once."""

    def __missing__(self, code: int) -> int | str:
        self[code] = found = code if unicodedata.category(chr(code))[0] in "LNM" else " "
        return found


_KEPT = _Kept()
_LONGEST_KEPT = 200
_SHORT_FORMS = {
    "st": "saint",
    "ste": "sainte",
    "rep": "republic",
    "dem": "democratic",
    "fed": "federated",
    "is": "islands",
    "isds": "islands",
    "isd": "island",
    "terr": "territory",
    "occ": "occupied",
    "prov": "province",
    "br": "british",
    "fr": "french",
}


def fold(name: str) -> str:
    """Return the form under which a name is looked up.

    Case, accents, punctuation and the word "the" make no difference, nor do ``&`` for "and", ``St.`` for "Saint",
    ``Rep.``, ``Dem.``, ``Fed.``, ``Is.``, ``Isds``, ``Terr.``, ``Br.`` for the words they shorten.
    Scripts other than Latin keep their marks, which are letters there.

    Examples
    --------
    >>> fold("Dem. Rep. of the Congo")
    'democratic republic of congo'
    >>> fold("CÔTE D’IVOIRE")
    'cote divoire'
    """
    return _folded(name) if len(name) <= _LONGEST_KEPT else _fold(name)


def _fold(name: str) -> str:
    text = _ABBREVIATION_DOT.sub("", name) if "." in name else name
    if text.isascii() and text.replace(" ", "").isalpha():
        words = text.lower().split()
    elif text.isascii():  # most names; nothing to decompose
        words = _NOT_WORD.sub(" ", text.lower().replace("&", " and ").replace("'", "").replace("`", "")).split()
    else:
        # Outside Latin, letters, marks and numbers stay.
        words = _ACCENTS.sub("", _decompose(_decompose(text)).translate(_LETTERS)).translate(_KEPT).split()
    words = [_SHORT_FORMS.get(word, word) for word in words]
    return " ".join([word for word in words if word != "the"] or words)


# One name is looked up in many lists, one after the other.
_folded = lru_cache(maxsize=256)(_fold)


def _decompose(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold()
