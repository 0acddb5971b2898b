"""The language files: which there are, and what stands in them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeAlias

# One template, or its forms by plural category.
Text: TypeAlias = str | Mapping[str, str]

_FOLDER: Final = files("routemap.words")
_FIRST: Final = "en"
# Of a page of maps: what the map and its legend say, and what every page says.
_LENT: Final = ("theme", "described", "support_short", "list", "map", "claim", "search", "table")


def _languages() -> tuple[str, ...]:
    found = sorted(file.name.removesuffix(".json") for file in _FOLDER.iterdir() if file.name.endswith(".json"))
    return (_FIRST, *(name for name in found if name != _FIRST))


LANGUAGES: Final[tuple[str, ...]] = _languages()


@cache
def language(lang: str) -> Mapping[str, Any]:
    """Return one language's file as it is."""
    return dict(json.loads(_FOLDER.joinpath(f"{lang}.json").read_text(encoding="utf-8")))


def country_names(lang: str) -> Mapping[str, str]:
    """Return the names, by code, that a language gives countries otherwise than Unicode CLDR does."""
    names: Mapping[str, str] = language(lang)["places"]["countries"]
    return names


def region_names(lang: str) -> Mapping[str, str]:
    """Return the names of all regions in a language, by their slugs."""
    names: Mapping[str, str] = language(lang)["places"]["regions"]
    return names


def is_rtl(lang: str) -> bool:
    """Tell whether a language is written from right to left."""
    return bool(language(lang)["direction"] == "rtl")


@cache
def texts(lang: str) -> Mapping[str, Text]:
    """Return every text of a language by its name, such as ``support.high``."""
    file = language(lang)
    return {
        f"{section}.{name}": text
        for part in ("terms", "script", "review", "document")
        for section, words in file[part].items()
        for name, text in words.items()
    }


def market_names(lang: str) -> Mapping[str, str]:
    """Return the names of the known markets in a language, by their canonical names."""
    return {market: words["name"] for market, words in language(lang)["markets"].items()}


def page_words(lang: str, part: str = "script", *, markets: Collection[str] | None = None) -> dict[str, Any]:
    """Return what a page's script needs of one language: its texts, locale and names of markets.

    What only Python writes into a document stays behind.

    Parameters
    ----------
    lang
        One of `LANGUAGES`.
    part
        ``script`` for a page of maps; ``review`` for the page of a report under review, which needs of the other's
        words only those of its map.
    markets
        Those that the page is about, so that it names no other; None for all that are known.
    """
    file = language(lang)
    named = {market: words for market, words in file["markets"].items() if markets is None or market in markets}
    shared = {**{name: file[name] for name in ("language", "locale")}, "markets": named}
    lent = {name: file["script"][name] for name in _LENT} if part == "review" else {}
    return {**shared, "sections": {**file["terms"], **lent, **file[part]}}
