"""Which routes of a table a map shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap.errors import RouteError
from routemap.problems import did_you_mean, sentence, show_value
from routemap.routes.columns import require_columns
from routemap.routes.markets import resolve_market

if TYPE_CHECKING:
    import pandas as pd


def choose_routes(routes: pd.DataFrame, market: str | None) -> tuple[pd.DataFrame, str | None]:
    """Return the routes of a market and its canonical name, or all routes and None.

    A table of one market is a map of that market, named or not.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    market
        Name or alias; None for all.

    Raises
    ------
    RouteError
        If there are no such routes.
    """
    require_columns(routes)
    known = list(dict.fromkeys(routes["market"]))
    if market is None:
        if not len(routes):
            raise RouteError("there are no routes to draw; expected at least one")
        return routes, known[0] if len(known) == 1 else None
    name = market if market in known else resolve_market(market)
    if name not in known:
        listed = ", ".join(map(show_value, known)) or "none"
        message = f"no route has the market {show_value(market)!r}"
        raise RouteError(sentence(message, f"expected one of: {listed}", did_you_mean(market, known)))
    return routes[routes["market"] == name], name
