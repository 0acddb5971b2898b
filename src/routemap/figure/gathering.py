"""From routes to a network: which lines, places, roles, badges and colours a figure has."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from routemap import places, style
from routemap.errors import RouteError
from routemap.figure.network import DESTINATION, ORIGIN, TRANSIT, UNDIRECTED, Floats, Ints, Network, Strands
from routemap.figure.words import plain, word
from routemap.problems import did_you_mean, sentence, show_value
from routemap.routes import legs, route_kinds, route_stops, subject_of
from routemap.routes.columns import require_columns
from routemap.routes.markets import resolve_market
from routemap.words import market_title

_MOST_GROUPS = len(style.COMMODITY_COLOURS)


def choose_routes(routes: pd.DataFrame, market: str | None) -> tuple[pd.DataFrame, str | None]:
    """Return the routes of a market and its canonical name, or all routes; RouteError if there are none.

    A table of one market is a figure of that market, named or not.
    """
    require_columns(routes)
    known = list(dict.fromkeys(routes["market"]))
    if market is None:
        if not len(routes):
            raise RouteError("there are no routes to draw; expected at least one")
        return routes, known[0] if len(known) == 1 else None
    name = market if market in known else resolve_market(market)
    if name not in known:
        listed = ", ".join(map(plain, known)) or "none"
        message = f"no route has the market {show_value(market)!r}"
        raise RouteError(sentence(message, f"expected one of: {listed}", did_you_mean(market, known)))
    return routes[routes["market"] == name], name


def to_network(
    routes: pd.DataFrame,
    market: str | None,
    lang: str,
    *,
    scale: dict[str, float] | None = None,
    subject: str | None = None,
) -> Network:
    """Gather routes into a network.

    Parameters
    ----------
    routes
        The routes to draw, at least one.
    market
        Their market, whose commodities then have colours of their own; None gives each market its colour.
    lang
        Of the names.
    scale
        For each unit, the quantity at which the width scale ends, where several figures share one.
    subject
        Code of the place the report is about; by default the one place that all routes name.
    """
    routes = routes.reset_index(drop=True)
    stops = route_stops(routes)
    counts: Counter[str] = Counter()
    for course in stops:
        counts.update(dict.fromkeys(filter(None, course), 1))
    codes = sorted(counts, key=lambda code: (-counts[code], code))
    index = {code: k for k, code in enumerate(codes)}
    names, group = _groups(routes, market)
    strands, units = _strands(routes, group, index, stops, scale or {})
    subject = subject_of(routes) if subject is None else subject
    known = places.regions()
    without = (subject,) if subject else ()
    kinds = route_kinds(routes).tolist()
    roles, badge, domestic = _roles(routes, stops, kinds, group, index)
    with_line = np.isin(kinds, ["flow", "undirected"]) & routes["quantity"].isna().to_numpy()
    network = Network(
        codes=codes,
        names=[plain(places.place_name(code, lang)) for code in codes],
        is_region=[code in known for code in codes],
        members={
            k: places.region_members(code, without=without if known[code].relative else ())
            for k, code in enumerate(codes)
            if code in known
        },
        subject=index.get(subject, -1),
        roles=roles,
        weight=[counts[code] for code in codes],
        badge=badge,
        domestic=domestic,
        groups=[
            plain(market_title(name, lang) if market is None else name) or word(lang, "no_commodity") for name in names
        ],
        colours=[colour.light for colour in style.group_colours(market, names)],
        strands=strands,
        units=units,
        magnitudes=set(routes["magnitude"][with_line]),
        is_overview=market is None,
    )
    return network.thinned(style.line_scale(len(strands)))


def largest_quantities(routes: pd.DataFrame, market: str | None) -> dict[str, float]:
    """Return for each unit the largest sum of quantities on one line."""
    network = to_network(routes, market, "en")
    return {unit: top for unit, (top, _) in network.units.items()}


def _groups(routes: pd.DataFrame, market: str | None) -> tuple[list[str], Ints]:
    """Return what colour tells apart, most frequent first, and each route's share in it."""
    which, distinct = pd.factorize(routes["market"] if market is None else routes["commodity"])
    counts = np.bincount(which)
    order = sorted(range(len(distinct)), key=lambda k: (-counts[k], distinct[k]))
    names = [str(distinct[k]) for k in order]
    group = np.argsort(order)[which]
    if market is not None and len(names) > _MOST_GROUPS:
        return [*names[: _MOST_GROUPS - 1], "…"], np.minimum(group, _MOST_GROUPS - 1)
    return names, group


def _strands(
    routes: pd.DataFrame, group: Ints, index: dict[str, int], stops: list[tuple[str, ...]], scale: dict[str, float]
) -> tuple[Strands, dict[str, tuple[float, float]]]:
    """Gather legs into strands: same two places, same colour, same directedness."""
    table = legs(routes)
    at = table["route"].to_numpy(dtype=np.int64)
    undirected = (route_kinds(routes) == "undirected").to_numpy()[at]
    ends = np.array([[index[a], index[b]] for a, b in zip(table["origin"], table["destination"], strict=True)])
    ends = ends.reshape(-1, 2).astype(np.int_)
    # An undirected pair has no first place, so that A-B and B-A are one line.
    ends = np.where(undirected[:, None], np.sort(ends, axis=1), ends)
    keys = np.column_stack((ends, group[at], undirected))
    unique, strand = np.unique(keys, axis=0, return_inverse=True)
    strand = strand.ravel()
    count = len(unique)
    confidence = np.zeros(count, dtype=np.int_)
    levels = np.array([style.CONFIDENCES.index(level) for level in routes["confidence"]], dtype=np.int_)
    np.maximum.at(confidence, strand, levels[at])
    tail_in, tail_out = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    of_route: list[list[int]] = [[] for _ in range(len(routes))]
    for route, number in zip(at.tolist(), strand.tolist(), strict=True):
        of_route[route].append(number)
    for numbers, course in zip(of_route, stops, strict=True):
        if numbers:
            tail_in[numbers[0]] |= not course[0]
            tail_out[numbers[-1]] |= not course[-1]
    width, units = _widths(routes, at, strand, count, scale)
    chains = sorted({tuple(numbers) for numbers in of_route if len(numbers) > 1})
    shape = (unique[:, :2], unique[:, 2], unique[:, 3].astype(np.bool_))
    return Strands(*shape, width, confidence, tail_in, tail_out, chains), units


def _widths(
    routes: pd.DataFrame, at: Ints, strand: Ints, count: int, scale: dict[str, float]
) -> tuple[Floats, dict[str, tuple[float, float]]]:
    """Return the width of each strand, px, and of each unit the largest total and the least quantity.

    Units are never added up: the one that gives the widest line speaks for the strand.
    """
    ranks = np.array([style.MAGNITUDES.index(name) for name in routes["magnitude"]], dtype=np.int_)[at]
    quantity = routes["quantity"].to_numpy(dtype=np.float64)[at]
    rank = np.zeros(count, dtype=np.int_)
    np.maximum.at(rank, strand, ranks)
    width = np.array([style.MAGNITUDE_WIDTH_PX[style.MAGNITUDES[k]] for k in rank.tolist()], dtype=np.float64)
    frame = pd.DataFrame({"strand": strand, "unit": routes["unit"].to_numpy()[at], "quantity": quantity}).dropna()
    by_quantity = np.zeros(count)
    units: dict[str, tuple[float, float]] = {}
    for unit, some in frame.groupby("unit", sort=True):
        sums = some.groupby("strand")["quantity"].sum()
        top = max(float(sums.max()), scale.get(str(unit), 0.0))
        units[str(unit)] = (top, float(some["quantity"].min()))
        wide = [style.line_width_px(float(total), top) for total in sums]
        np.maximum.at(by_quantity, sums.index.to_numpy(), wide)
    return np.where(by_quantity > 0, by_quantity, width), units


def _roles(
    routes: pd.DataFrame, stops: list[tuple[str, ...]], kinds: list[str], group: Ints, index: dict[str, int]
) -> tuple[list[int], list[int], dict[int, list[int]]]:
    """Return each place's roles, the statements that name it alone, and the colours of routes within it."""
    roles = [0] * len(index)
    alone: dict[int, set[str]] = {}
    within: dict[int, set[int]] = {}
    statements = routes["statement"].tolist()
    for k, (course, kind) in enumerate(zip(stops, kinds, strict=True)):
        known = [(at, index[stop]) for at, stop in enumerate(course) if stop]
        if kind == "undirected":
            for _, place in known:
                roles[place] |= UNDIRECTED
        elif kind == "flow":
            for at, place in known:
                roles[place] |= ORIGIN if at == 0 else DESTINATION if at == len(course) - 1 else TRANSIT
        elif known and kind == "role":
            alone.setdefault(known[0][1], set()).add(statements[k])
        elif known:
            within.setdefault(known[0][1], set()).add(int(group[k]))
    badge = [len(alone.get(place, ())) for place in range(len(index))]
    return roles, badge, {place: sorted(groups) for place, groups in sorted(within.items())}
