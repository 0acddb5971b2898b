"""What a figure shows, in words, for readers who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap import places
from routemap.routes import route_kinds, route_stops
from routemap.routes.counts import at_most_of, say_few
from routemap.scene.plain_text import plain
from routemap.words import counted, market_title, word

if TYPE_CHECKING:
    import pandas as pd

_MOST_ROUTES = 60


def describe(routes: pd.DataFrame, lang: str) -> str:
    """Return the number of routes, then route by route: market or commodity, places, support.

    Examples
    --------
    >>> describe(routes[:1], "en").split(". ")[1]
    'Human trafficking: not stated → Denmark → Norway (stated plainly)'
    """
    then = f" {word(lang, 'term.arrow')} "
    lines: dict[str, None] = {}
    columns = (*(routes[name] for name in ("market", "confidence", "unit")), at_most_of(routes).tolist())
    kinds = route_kinds(routes)
    for stops, kind, market, confidence, unit, few in zip(route_stops(routes), kinds, *columns, strict=True):
        names = [places.place_name(stop, lang) if stop else word(lang, "term.unknown") for stop in stops]
        support = (f"{say_few(few, unit)}, " if few else "") + word(lang, f"support.{confidence or 'none'}")
        course = (" – " if kind == "undirected" else then).join(names)
        lines[plain(f"{market_title(market, lang)}: {course} ({support})")] = None
    count = counted(lang, "noun.reported", len(routes))
    shown = "; ".join(list(lines)[:_MOST_ROUTES])
    more = f"; {counted(lang, 'legend.more', len(lines) - _MOST_ROUTES)}" if len(lines) > _MOST_ROUTES else ""
    return f"{count}. {shown}{more}. {word(lang, 'document.caveat')}"
