"""Which font a text of a figure is set in: matplotlib's own, or one of the system's for letters that it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal

from matplotlib import ft2font, get_data_path
from matplotlib.font_manager import FontProperties, fontManager

from routemap.errors import RouteError
from routemap.problems import show_value
from routemap.words import is_rtl
from routemap.words.languages import texts

Slant = Literal["normal", "italic"]
Weight = Literal["normal", "bold"]
# Comes with matplotlib, so a figure looks the same, and has the same bytes, on every machine; other versions of it, or
# what only has its name, may be installed beside it.
FONT: Final = "DejaVu Sans"
_FACES: Final = {
    ("normal", "normal"): "",
    ("normal", "italic"): "-Oblique",
    ("bold", "normal"): "-Bold",
    ("bold", "italic"): "-BoldOblique",
}
# Letters that join are neither slanted nor, by matplotlib before 3.11, joined.
_JOINED: Final = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
# Of those that systems bring or people install, for letters that matplotlib's font lacks.
_OTHERS: Final = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB",
    "Noto Sans CJK JP", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Arial Unicode MS",
)  # fmt: skip
_NAMES: Final = {"ar": "Arabic", "zh": "Chinese"}
_MOST_LETTERS: Final = 12  # that a warning names
_FROM_PAGE: Final = "or take the picture from the page: Download, Picture"


def joins(text: str) -> bool:
    """Tell whether a text has letters that join, as Arabic does."""
    return bool(_JOINED.search(text))


def own_file(weight: Weight, slant: Slant) -> str:
    """Return the path of a face of the font that matplotlib brings along."""
    return str(Path(get_data_path()) / "fonts" / "ttf" / f"DejaVuSans{_FACES[weight, slant]}.ttf")


@lru_cache(maxsize=512)
def font_file(weight: Weight, slant: Slant, text: str) -> str:
    """Return the path of the font for a text: matplotlib's own unless one of the system's has letters that it lacks."""
    own = own_file(weight, "normal" if joins(text) else slant)
    if _has(own, text):
        return own
    return next((path for path in _others(weight) if _has(path, text)), own)


def font_of(size: float, weight: Weight, slant: Slant, text: str) -> FontProperties:
    """Return the font of a text as matplotlib wants it named."""
    path = font_file(weight, slant, text)
    family = FONT if path.startswith(str(get_data_path())) else str(ft2font.FT2Font(path).family_name)
    style = "normal" if joins(text) else slant
    return FontProperties(family=family, size=size, weight=weight, style=style, fname=path)


def check_letters(lang: str) -> None:
    """Raise RouteError for a language that no figure can be written in here, and say what to do."""
    if is_rtl(lang) and not getattr(ft2font, "__libraqm_version__", ""):
        raise RouteError(
            f"figures in {_NAMES.get(lang, lang)} need matplotlib 3.11 or newer, which joins its letters: "
            f'pip install --upgrade "matplotlib>=3.11"; {_FROM_PAGE}'
        )
    if not _writes(lang):
        raise RouteError(
            f"figures in {_NAMES.get(lang, lang)} need a font that has its letters, and none is installed; install "
            f"one, such as Noto Sans CJK, {_FROM_PAGE}"
        )


class LettersWarning(UserWarning):
    """Letters of a figure that no font on this machine has.

    Attributes
    ----------
    letters
        Each of them once.
    """

    def __init__(self, letters: str) -> None:
        self.letters = letters
        named = f"{letters[:_MOST_LETTERS]}{'…' * (len(letters) > _MOST_LETTERS)}"
        said = f"no font here has {show_value(named)}: drawn as boxes; install one that has, such as Noto Sans CJK"
        super().__init__(f"{said}, {_FROM_PAGE}")


def letters_lacking(texts: Iterable[str]) -> str:
    r"""Return the letters that are drawn as boxes, as the font of their text has none for them; each once.

    Examples
    --------
    >>> letters_lacking(["Oslo", "Malmö \U000f0000"]) == "\U000f0000"
    True
    """
    lacking: dict[str, None] = {}
    for text in texts:
        has = _letters(font_file("normal", "normal", text))
        lacking |= dict.fromkeys(letter for letter in text if ord(letter) > 0x20 and ord(letter) not in has)
    return "".join(lacking)


@cache
def _writes(lang: str) -> bool:
    """Tell whether some font has all letters of a language's own words."""
    used = "".join(sorted(set("".join(_said(lang)))))
    return _has(font_file("normal", "normal", used), used)


def _said(lang: str) -> Iterable[str]:
    for text in texts(lang).values():
        yield from [text] if isinstance(text, str) else text.values()


@lru_cache(maxsize=2048)
def _has(path: str, text: str) -> bool:
    return _letters(path).issuperset(letter for letter in map(ord, text) if letter > 0x20)


@cache
def _letters(path: str) -> frozenset[int]:
    return frozenset(ft2font.FT2Font(path).get_charmap())


@cache
def _others(weight: Weight) -> tuple[str, ...]:
    """Return the files of the system's fonts that we know to ask for, the likeliest first; bold if there is one."""
    known: dict[str, dict[bool, str]] = {}
    for entry in fontManager.ttflist:
        if entry.name in _OTHERS and entry.style == "normal":
            known.setdefault(entry.name, {})[entry.weight in ("bold", 700)] = entry.fname
    faces = (known[name] for name in _OTHERS if name in known)
    return tuple(face.get(weight == "bold") or next(iter(face.values())) for face in faces)
