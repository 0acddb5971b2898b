"""Words put to use: templates filled, nouns counted, parts joined, numbers written as the language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from routemap.words.direction import isolated
from routemap.words.grammar import form_of
from routemap.words.languages import is_rtl, language, market_names, texts
from routemap.words.plural import category

_HOLE: Final = re.compile(r"\{(?:(\w+):)?(\w+)\}")
_FIFTEEN_DIGITS: Final = Context(prec=15, rounding=ROUND_HALF_UP)


def word(lang: str, key: str, **values: str) -> str:
    """Return one text, its holes filled.

    Parameters
    ----------
    lang
        One of `LANGUAGES`.
    key
        Section and name, such as ``support.high``.
    values
        What stands in the holes, by their names.

    Examples
    --------
    >>> word("en", "document.open")
    'Open the map'
    >>> word("en", "document.source", source="Europol, 2021")
    'Source: Europol, 2021.'
    """
    text = texts(lang)[key]
    if not isinstance(text, str):
        raise TypeError(f"{key} has plural forms: use counted")
    return text.format(**_apart(lang, values))


def counted(lang: str, key: str, count: int, **values: str) -> str:
    """Return a text in the form that goes with a number; the hole ``{n}`` is the number itself.

    Examples
    --------
    >>> counted("en", "noun.country", 1), counted("en", "noun.country", 1500)
    ('1 country', '1,500 countries')
    """
    text = texts(lang)[key]
    if not isinstance(text, str):
        text = text.get(category(language(lang)["rules"]["plural"], count), text["other"])
    return text.format(n=number(lang, count), **_apart(lang, values))


def told(lang: str, key: str, count: int = 2, *, either: bool = True, **values: str | Sequence[str]) -> str:
    """Return a sentence about names and things: each in the form that its hole asks for, such as ``{the:place}``.

    Parameters
    ----------
    lang
        One of `LANGUAGES`.
    key
        Section and name, such as ``claim.no_origin``.
    count
        Of what the sentence speaks of, for languages whose verbs agree: 1 or more.
    either
        Several names are alternatives, of which the sentence says “or”, and not “and”.
    values
        What stands in the holes: a name, or several.

    Examples
    --------
    >>> told("en", "claim.by", transit=["Denmark", "Netherlands", "Sweden"])
    ' through Denmark, the Netherlands or Sweden'
    """
    text = texts(lang)[key]
    if not isinstance(text, str):
        text = text.get(category(language(lang)["rules"]["plural"], count), text["other"])

    def fill(hole: re.Match[str]) -> str:
        value = values[hole[2]]
        form = form_of(lang, hole[1] or "")
        names = [isolated(form(name), in_rtl=is_rtl(lang)) for name in ([value] if isinstance(value, str) else value)]
        return listed(lang, names, either=either)

    return _HOLE.sub(fill, text)


def _apart(lang: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return what fills the holes so that none of it turns the direction of the sentence around it."""
    return {name: isolated(value, in_rtl=is_rtl(lang)) for name, value in values.items()}


def listed(lang: str, parts: Sequence[str], *, either: bool = False) -> str:
    """Join parts as a sentence does: with “and”, or with “or” where they are alternatives.

    Examples
    --------
    >>> listed("en", ["Poland", "Lithuania", "Morocco"])
    'Poland, Lithuania and Morocco'
    >>> listed("es", ["Francia", "Italia"])
    'Francia e Italia'
    >>> listed("nb", ["Danmark", "Sverige"], either=True)
    'Danmark eller Sverige'
    """
    if len(parts) < 2:
        return "".join(parts)
    rule = language(lang)["rules"]["either" if either else "list"]
    before: Mapping[str, str] = rule.get("last_before", {})
    last = next((join for sound, join in before.items() if re.match(sound, parts[-1], re.IGNORECASE)), rule["last"])
    return f"{rule['between'].join(parts[:-1])}{last}{parts[-1]}"


def number(lang: str, value: float) -> str:
    """Write a number with the language's signs, with up to 15 digits: as many as a float keeps.

    Examples
    --------
    >>> number("en", 12345.678), number("es", 1234), number("es", 12345)
    ('12,345.678', '1234', '12.345')
    """
    rule = language(lang)["rules"]["number"]
    exact = Decimal(value) if isinstance(value, int) else Decimal(repr(float(value)))
    rounded = _FIFTEEN_DIGITS.plus(exact)
    whole, _, decimals = f"{abs(rounded):f}".partition(".")
    if int(whole) >= rule["grouped_from"]:
        whole = f"{int(whole):,}".replace(",", rule["group"])
    decimals = decimals.rstrip("0")
    sign = rule.get("minus", "-") if rounded < 0 else ""
    return f"{sign}{whole}{rule['decimal'] + decimals if decimals else ''}"


def capital(text: str) -> str:
    """Return a text with a capital, as a heading or a sentence begins.

    Examples
    --------
    >>> capital("élevé")
    'Élevé'
    """
    return text[:1].upper() + text[1:]


def market_title(market: str, lang: str) -> str:
    """Return a market's name in the reader's language, as a heading; the user's own names stay as they are.

    Examples
    --------
    >>> market_title("heroin trade", "nb")
    'Heroinhandel'
    """
    return capital(market_names(lang).get(market, market))
