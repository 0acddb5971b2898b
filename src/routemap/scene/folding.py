"""Folding: where a map has more lines than can be told apart, countries become the part of the world they lie in.

Each level makes other routes of the routes: every country becomes the sub-region or the continent of UN M49 that it
lies in (`routemap.places.subregion_of`), where at least two of its countries are named. What then runs within one place
goes round it, and is a number beside its name: it may not vanish. The subject of a report, and regions that sources
name, stay what they are. Alternatives of one statement that fall together are one route.

Which level a map shows, `routemap.scene.levels` says. The pages' script folds by the same rule (js/src/model/fold.ts);
`tests/parity/folding.json` holds both to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from routemap import places
from routemap.routes.cells import frame_cells
from routemap.routes.stops import Triples, kind_of
from routemap.words import counted, number

if TYPE_CHECKING:
    import pandas as pd

_PARTS: Final = {"subregion": places.subregion_of, "continent": places.continent_of}
_SIGN: Final = "~"
_WITHIN: Final = "↻"


def is_fold(code: str) -> bool:
    """Tell whether a code stands for a place that a map made by folding."""
    return code.startswith(_SIGN)


def region_of(code: str) -> str:
    """Return the code of a place as `routemap.places` knows it: for a folded one, that of its region."""
    return code.removeprefix(_SIGN)


@dataclass(frozen=True)
class Folded:
    """Routes as one level of folding shows them.

    Attributes
    ----------
    routes
        Those that count, RangeIndex: of alternatives that fall together, the first.
    kept
        Int array: the rows of these in the frame that was folded.
    triples
        Their stops, folded.
    parts
        By code of a folded place, the countries that it stands for, in alphabetical order.
    """

    routes: pd.DataFrame
    kept: np.ndarray[tuple[int], np.dtype[np.int_]]
    triples: Triples
    parts: Mapping[str, tuple[str, ...]]


def fold_routes(routes: pd.DataFrame, triples: Triples, level: str, subject: str = "") -> Folded:
    """Return routes with their countries folded.

    Parameters
    ----------
    routes, triples
        The routes, RangeIndex, and their stops.
    level
        subregion or continent.
    subject
        Code of the place that the report is about; it is not folded.

    Examples
    --------
    >>> import pandas as pd
    >>> from routemap.routes.stops import frame_triples
    >>> frame = pd.DataFrame({"origin": ["COL", "PER"], "transit": "", "destination": "NOR", "id": ["a", "b"]})
    >>> frame = frame.assign(statement=frame["id"])
    >>> fold_routes(frame, frame_triples(frame), "subregion").triples.stops
    [('~south-america', 'NOR')]
    """
    named = {stop for stops in triples.stops for stop in stops if stop and stop != subject}
    part_of = {code: part for code in sorted(named) if (part := _PARTS[level](code))}
    times = Counter(part_of.values())
    fold = {code: _SIGN + part for code, part in part_of.items() if times[part] > 1}
    distinct: dict[tuple[str, ...], int] = {}
    into = [
        distinct.setdefault(tuple(fold.get(stop, stop) for stop in stops), len(distinct)) for stops in triples.stops
    ]
    of_route = np.array(into, dtype=np.int64)[triples.of_route]
    kept = _first_of_each(routes, of_route)
    parts = {part: tuple(code for code in fold if fold[code] == part) for part in sorted(set(fold.values()))}
    frame = routes if len(kept) == len(routes) else routes.iloc[kept].reset_index(drop=True)
    return Folded(frame, kept, Triples(of_route[kept], list(distinct)), parts)


def _first_of_each(routes: pd.DataFrame, of_route: np.ndarray) -> np.ndarray:
    """Return the rows of routes that count: of a statement's alternatives that have the same stops now, the first."""
    ids, statements = routes["id"].tolist(), frame_cells(routes, "statement")
    stems = [one.rpartition(".")[0] or one for one in ids]
    seen: dict[tuple[int, str, int], int] = {}
    for row, key in enumerate(zip(statements.codes.tolist(), stems, of_route.tolist(), strict=True)):
        seen.setdefault(key, row)
    return np.array(sorted(seen.values()), dtype=np.int_)


def within_texts(folded: Folded, lang: str, usual_unit: str) -> dict[str, str]:
    """Return by folded place what moves within it: a sum where there is one unit and one period, else how many routes.

    Parameters
    ----------
    folded
        The routes.
    lang
        Of numbers and words.
    usual_unit
        The unit that the legend explains, if it is the only one; it is not said again.

    Examples
    --------
    >>> from routemap.routes.stops import frame_triples
    >>> folded = fold_routes(routes, frame_triples(routes), "continent", "NOR")
    >>> within_texts(folded, "en", "")
    {}
    """
    at = [_within(stops) for stops in folded.triples.stops]
    by_place: dict[str, list[int]] = {}
    for row, which in enumerate(folded.triples.of_route.tolist()):
        if at[which]:
            by_place.setdefault(at[which], []).append(row)
    return {
        place: f"{_WITHIN} {_sum_text(folded.routes.iloc[rows], lang, usual_unit)}"
        for place, rows in sorted(by_place.items())
    }


def _within(stops: tuple[str, ...]) -> str:
    """Return the folded place that a route does not leave; empty where it does."""
    place = next(filter(None, stops), "")
    return place if is_fold(place) and kind_of(stops, is_directed=True) == "domestic" else ""


def _sum_text(routes: pd.DataFrame, lang: str, usual_unit: str) -> str:
    stated = routes[routes["quantity"].notna()]
    alike = stated[["unit", "start", "end"]].drop_duplicates()
    if len(alike) != 1 or len(stated) < len(routes):
        return counted(lang, "noun.route", len(routes))
    unit, total = str(alike["unit"].iloc[0]), number(lang, float(stated["quantity"].sum()))
    return total if unit == usual_unit else f"{total} {unit}".strip()
