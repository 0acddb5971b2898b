"""What a table says of ends that are no place: "Stateless", "Areas, nes", "Various"; kept as the label of the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap.routes.columns import kept_words

if TYPE_CHECKING:
    import pandas as pd


def unknown_ends(routes: pd.DataFrame, end: str) -> list[str]:
    """Return for each route the words that stand for one of its ends; empty where it is a place, or nothing is said.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    end
        ``origin`` or ``destination``.

    Examples
    --------
    >>> import pandas as pd
    >>> routes = pd.DataFrame({"origin": ["", "NLD"], "origin_as_written": ["Stateless", "Rotterdam"]})
    >>> unknown_ends(routes, "origin"), unknown_ends(routes.drop(columns="origin_as_written"), "origin")
    (['Stateless', ''], ['', ''])
    """
    column = kept_words(end)
    if column not in routes.columns:
        return [""] * len(routes)
    pairs = zip(routes[end].tolist(), routes[column].fillna("").astype(str).tolist(), strict=True)
    return ["" if code else said for code, said in pairs]
