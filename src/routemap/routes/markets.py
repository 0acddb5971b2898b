"""The names of the illicit markets, and the other names people give them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from routemap.problems import nearest
from routemap.routes.market_words import OTHER_NAMES, market_of_goods
from routemap.words import LANGUAGES, market_names


class Market(NamedTuple):
    """One known market: its canonical name and its other names, lower case, single spaces."""

    name: str
    aliases: tuple[str, ...]


# The ten markets of the Global Organized Crime Index, 2021 edition, then the five that the 2023 edition adds.
MARKETS: tuple[Market, ...] = (
    Market(
        "human trafficking",
        (
            "trafficking in persons",
            "trafficking in human beings",
            "trafficking of persons",
            "people trafficking",
            "tip",
            "thb",
        ),
    ),
    Market(
        "human smuggling",
        (
            "smuggling of migrants",
            "migrant smuggling",
            "people smuggling",
            "smuggling of persons",
            "smuggling of people",
        ),
    ),
    Market(
        "arms trafficking",
        (
            "arms",
            "arms trade",
            "arms smuggling",
            "firearms",
            "firearms trafficking",
            "weapons",
            "weapons trafficking",
            "guns",
        ),
    ),
    Market(
        "flora crimes",
        ("flora", "flora crime", "flora trafficking", "timber", "timber trafficking", "illegal logging", "plants"),
    ),
    Market(
        "fauna crimes",
        (
            "fauna",
            "fauna crime",
            "fauna trafficking",
            "wildlife",
            "wildlife crime",
            "wildlife crimes",
            "wildlife trade",
            "wildlife trafficking",
            "illegal wildlife trade",
            "animals",
        ),
    ),
    Market(
        "non-renewable resource crimes",
        (
            "non renewable resource crime",
            "non renewable resources",
            "non renewable resources crimes",
            "illegal mining",
            "minerals",
        ),
    ),
    Market("heroin trade", ("heroin", "heroin trafficking", "opiates", "opiates trade")),
    Market("cocaine trade", ("cocaine", "cocaine trafficking", "coca")),
    Market(
        "cannabis trade",
        (
            "cannabis",
            "cannabis trafficking",
            "marijuana",
            "marijuana trade",
            "marihuana",
            "hashish",
            "cannabis resin",
            "weed",
        ),
    ),
    Market(
        "synthetic drug trade",
        (
            "synthetic drugs",
            "synthetic drugs trade",
            "synthetic drug",
            "synthetic drug trafficking",
            "synthetic drugs trafficking",
            "synthetics",
            "amphetamine type stimulants",
            "ats",
        ),
    ),
    Market("extortion and protection racketeering", ("extortion", "protection racketeering", "racketeering")),
    Market(
        "counterfeit goods",
        ("counterfeits", "counterfeit", "trade in counterfeit goods", "counterfeit goods trade", "counterfeiting"),
    ),
    Market(
        "illicit trade in excisable goods",
        (
            "excisable goods",
            "excise goods",
            "illicit trade in excise goods",
            "tobacco smuggling",
            "cigarette smuggling",
        ),
    ),
    Market(
        "cyber-dependent crimes", ("cyber dependent crime", "cyber crimes", "cybercrime", "cybercrimes", "cyber crime")
    ),
    Market("financial crimes", ("financial crime",)),
)

_ACCENTS = re.compile("[\u0300-\u036f]")
_SEPARATORS = re.compile(r"[\s_\-‐‑–—&]+")


def fold_market(text: str) -> str:
    """Return the form under which a market is looked up.

    Examples
    --------
    >>> fold_market("Non-renewable  resources")
    'non renewable resources'
    """
    plain = text.replace("&", " and ").replace("’", "'")
    if not plain.isascii():
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
    return _SEPARATORS.sub(" ", plain.casefold()).strip()


MARKET_NAMES: tuple[str, ...] = tuple(market.name for market in MARKETS)


def _by_folded() -> dict[str, str]:
    """Return every name of every market: in English and as the pages write it in other languages."""
    theirs = {fold_market(alias): name for name, aliases in OTHER_NAMES.items() for alias in aliases}
    pages = {fold_market(title): name for lang in LANGUAGES for name, title in market_names(lang).items()}
    return theirs | pages | {fold_market(alias): name for name, aliases in MARKETS for alias in (name, *aliases)}


_BY_FOLDED: dict[str, str] = _by_folded()
_OF_GOODS: dict[str, str] = {fold_market(word): market for word, market in market_of_goods().items()}


def resolve_market(text: str) -> str:
    """Return the canonical market name for a name or alias; the user's own otherwise, trimmed, case kept.

    Examples
    --------
    >>> resolve_market("Marijuana")
    'cannabis trade'
    >>> resolve_market("trafic d’héroïne")
    'heroin trade'
    >>> resolve_market(" Sand mining ")
    'Sand mining'
    """
    return _BY_FOLDED.get(fold_market(text), " ".join(text.split()))


def market_of(goods: str) -> str:
    """Return the market that goods usually belong to, or nothing: a hint, for they may be a market of their own.

    Examples
    --------
    >>> market_of("Ivory"), market_of("sand castles")
    ('fauna crimes', '')
    """
    folded = fold_market(goods)
    return _OF_GOODS.get(folded, "") if folded not in _BY_FOLDED else ""


def near_market(name: str) -> str:
    """Return the canonical name that `name` is probably a misspelling of, or nothing.

    Examples
    --------
    >>> near_market("cocain trade")
    'cocaine trade'
    >>> near_market("sand mining")
    ''
    """
    folded = fold_market(name)
    if folded in _BY_FOLDED:
        return ""
    # 0.88: one wrong letter in eight; looser than this, "gold trade" and the like become suspects.
    return _BY_FOLDED.get(nearest(folded, _BY_FOLDED, cutoff=0.88), "")
