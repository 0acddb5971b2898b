"""The colours of routemap.

Colours were searched, not picked by eye: the eight commodity colours differ from each other by at least 0.095 in OKLab
under normal vision and under simulated deuteranopia, protanopia and tritanopia (Machado, Oliveira & Fernandes 2009,
severity 1), the market colours by at least 0.058 (fifteen of them; dash, label and list always say the same again), and
all keep a contrast of 3:1 against land and sea. ``tests/style/test_colours.py`` measures this.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final, Literal

Theme = Literal["light", "dark"]

GROUND: Final[Mapping[Theme, Mapping[str, str]]] = {
    "light": {
        "sea": "#e9eef0",
        "land": "#fbfaf6",
        "border": "#d8d6ce",
        "concerned": "#f4f0e4",
        "subject": "#ece7d8",
        "ink": "#20272b",
        "soft": "#5d676d",
        "hairline": "#e3e6e7",
        "panel": "#ffffff",
        "accent": "#0b5c8a",
        "region": "#8a6d1f",
    },
    "dark": {
        "sea": "#11181c",
        "land": "#1d262b",
        "border": "#2f3a40",
        "concerned": "#2a3230",
        "subject": "#38402f",
        "ink": "#eef2f3",
        "soft": "#a3afb5",
        "hairline": "#2a343a",
        "panel": "#161e22",
        "accent": "#6fb7e0",
        "region": "#d9b75a",
    },
}


@dataclass(frozen=True, slots=True)
class Colour:
    """One hue, as it is drawn on the light and on the dark ground."""

    light: str
    dark: str


COMMODITY_COLOURS: Final = (
    Colour("#bc4604", "#f37738"),
    Colour("#026884", "#6cf6fe"),
    Colour("#a05fc4", "#c07abd"),
    Colour("#031f51", "#5ebefe"),
    Colour("#029274", "#85a680"),
    Colour("#361900", "#fed98a"),
    Colour("#4a25af", "#6582f9"),
    Colour("#574241", "#c0c0c0"),
)

# For routes that name no commodity: at least 0.058 from each commodity colour.
UNNAMED_COLOUR: Final = Colour("#5a5a5a", "#878787")

OTHER_COLOUR: Final = GROUND["light"]["soft"]
"""Of markets that a style sheet does not know."""

# People are drawn in tones of ink: a map of people is no alarm.
MARKET_COLOURS: Final[Mapping[str, Colour]] = {
    "human trafficking": Colour("#1f2224", "#d3d3d4"),
    "human smuggling": Colour("#545454", "#9a928a"),
    "arms trafficking": Colour("#885f5c", "#dca492"),
    "flora crimes": Colour("#074207", "#95b750"),
    "fauna crimes": Colour("#85825e", "#c3c86f"),
    "non-renewable resource crimes": Colour("#ad6f28", "#feda7f"),
    "heroin trade": Colour("#782130", "#f35a6d"),
    "cocaine trade": Colour("#244a69", "#67aaef"),
    "cannabis trade": Colour("#096d2f", "#3b9d56"),
    "synthetic drug trade": Colour("#44056d", "#b971bc"),
    "extortion and protection racketeering": Colour("#3b8c95", "#4dc8d9"),
    "counterfeit goods": Colour("#5d1744", "#e280b2"),
    "illicit trade in excisable goods": Colour("#9f410b", "#d1781a"),
    "cyber-dependent crimes": Colour("#735bdd", "#9278fd"),
    "financial crimes": Colour("#1f739c", "#8fd5fc"),
}

# Every hue there is, each once; its position names it in style sheets.
HUES: Final = (*COMMODITY_COLOURS, UNNAMED_COLOUR, *MARKET_COLOURS.values())


def market_colour(market: str) -> Colour:
    """Return the colour that stands for a market in overviews, galleries and GIS styles.

    A market of the user's own gets one of the commodity colours, chosen by its name and so the same on every run.

    Examples
    --------
    >>> market_colour("heroin trade").light
    '#782130'
    """
    known = MARKET_COLOURS.get(market)
    return known or COMMODITY_COLOURS[zlib.crc32(market.encode("utf-8")) % len(COMMODITY_COLOURS)]


def group_colours(market: str | None, names: Sequence[str]) -> list[Colour]:
    """Return a colour for each commodity of a market's page, or, with no market, for each market of an overview.

    Parameters
    ----------
    market
        The market whose commodities `names` are; None when `names` are markets.
    names
        Most important first. Past eight commodities the last colour serves for all the rest; routes that name no
        commodity (the empty text) have a grey of their own.

    Examples
    --------
    >>> group_colours("heroin trade", ["heroin"]) == [market_colour("heroin trade")]
    True
    """
    if market is None:
        return [market_colour(name) for name in names]
    named = [name for name in names if name]
    if len(names) == 1:
        return [market_colour(market)]
    if len(named) == 1:
        return [market_colour(market) if name else UNNAMED_COLOUR for name in names]
    hues = iter((*COMMODITY_COLOURS, *repeat(COMMODITY_COLOURS[-1], len(named))))
    return [next(hues) if name else UNNAMED_COLOUR for name in names]
