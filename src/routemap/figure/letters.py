"""The letters of an SVG, embedded: a font of those that are used alone, so that it looks the same everywhere."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import count
from pathlib import Path

from routemap.figure.fonts import FONT, Slant, Weight, joins, own_file

# What names in the languages we write need. Cut once, it leaves little to cut for each figure; but to cut it takes as
# long as it takes some figures to be cut from the whole.
_USUAL = frozenset(map(chr, (*range(0x20, 0x180), *range(0x2010, 0x2050), 0x2190, 0x2192, 0x2194)))

_MANY = 8

_JOINING = ("ccmp", "init", "medi", "fina", "isol", "rlig", "calt", "mark", "mkmk")


def font_face(weight: Weight, slant: Slant, letters: Iterable[str]) -> str:
    """Return the rule that embeds the letters of one weight and slant.

    Examples
    --------
    >>> font_face("bold", "normal", "Oslo")[:69]
    "@font-face { font-family: 'DejaVu Sans'; font-weight: bold; font-styl"
    """
    data = base64.b64encode(_cut(weight, slant, "".join(sorted(set(letters))))).decode("ascii")
    return (
        f"@font-face {{ font-family: '{FONT}'; font-weight: {weight}; font-style: {slant}; "
        f"src: url(data:font/ttf;base64,{data}) format('truetype'); }}"
    )


@lru_cache(maxsize=64)
def _cut(weight: Weight, slant: Slant, letters: str) -> bytes:
    """Return a font of these letters alone; the same bytes for the same letters."""
    often = _USUAL.issuperset(letters) and next(_times(weight, slant)) >= _MANY
    return _subset(_usual(weight, slant) if often else _file(weight, slant), letters)


@cache
def _times(weight: Weight, slant: Slant) -> Iterator[int]:
    """Return how often letters of a face have been cut before, one more each time."""
    return count()


@cache
def _usual(weight: Weight, slant: Slant) -> bytes:
    return _subset(_file(weight, slant), "".join(sorted(_USUAL)))


def _file(weight: Weight, slant: Slant) -> bytes:
    return Path(own_file(weight, slant)).read_bytes()


def _subset(font: bytes, letters: str) -> bytes:
    from fontTools import subset

    # Letters that join need the rules that join them; for all others ligatures are of no use.
    joined = joins(letters)
    features = ["kern", *(_JOINING if joined else ())]
    options = subset.Options(hinting=False, recalc_timestamp=False, layout_features=features, notdef_outline=True)
    # Of no use here: when the font was made (of which subset would warn), formulas.
    options.drop_tables += ["FFTM", "MATH", *([] if joined else ["GSUB"])]
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    buffer = io.BytesIO()
    with subset.load_font(io.BytesIO(font), options) as loaded:
        cutter.subset(loaded)
        loaded.save(buffer)
    return buffer.getvalue()
