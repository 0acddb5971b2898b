"""The words of every output, one JSON file per language; the page's script gets its part with the page.

A word has one name in all languages: its section and its own, such as ``support.high``. A text is a template with
holes in braces, or one template per plural category (one, few, many, other) where the language's nouns ask for it.
"""

from routemap.words.direction import balanced, isolated
from routemap.words.languages import LANGUAGES, country_names, is_rtl, market_names, page_words, region_names
from routemap.words.saying import capital, counted, listed, market_title, number, told, word

__all__ = [
    "LANGUAGES",
    "balanced",
    "capital",
    "counted",
    "country_names",
    "is_rtl",
    "isolated",
    "listed",
    "market_names",
    "market_title",
    "number",
    "page_words",
    "region_names",
    "told",
    "word",
]
