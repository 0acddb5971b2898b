"""From routes to a scene: which lines, places, roles, badges and colours a map of them has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from routemap import places, style
from routemap.routes import subject_of
from routemap.routes.cells import frame_cells
from routemap.routes.colouring import colour_column, colour_values
from routemap.routes.counts import at_most_of
from routemap.routes.stops import Triples, frame_triples
from routemap.scene.areas import region_areas
from routemap.scene.folding import Folded, region_of, within_texts
from routemap.scene.given import course_pieces
from routemap.scene.roles import mark_places
from routemap.scene.scene import Floats, Ints, Ring, Scene, Strands
from routemap.scene.widths import strand_widths
from routemap.words import market_title, word

if TYPE_CHECKING:
    import pandas as pd

_MOST_GROUPS = len(style.COMMODITY_COLOURS)


def to_scene(
    routes: pd.DataFrame,
    market: str | None,
    lang: str,
    *,
    subject: str | None = None,
    areas: Mapping[str, tuple[str, ...]] | None = None,
    largest: Mapping[str, float] | None = None,
    line_scale: float | None = None,
    triples: Triples | None = None,
    folded: Folded | None = None,
) -> Scene:
    """Gather routes into a scene.

    Parameters
    ----------
    routes
        The routes to draw, at least one.
    market
        Their market, whose commodities then have colours of their own; None gives each market its colour.
    lang
        Of the names.
    subject
        Code of the place the report is about; by default the one place that all these routes name, if any.
    areas
        The countries of each region, as `region_areas` gives them for the whole table; by default for these routes.
    largest
        By measure, the amount at which the widths end, where several maps share one scale (`joint_largest`).
    line_scale
        By how much to thin the lines; by default what their number asks for.
    triples
        The stops of the routes, where they are known already.
    folded
        These routes as a level of folding shows them; by default countries stay countries.
    """
    own = colour_column(routes)
    # Colours are those of the unfolded map.
    names, group = _groups(routes, market, own)
    if folded is None:
        routes = routes.reset_index(drop=True)
        triples = frame_triples(routes) if triples is None else triples
    else:
        routes, triples, group = folded.routes, folded.triples, group[folded.kept]
    kinds = triples.kinds(routes["directed"].to_numpy(dtype=np.bool_))
    codes, weight = _places(triples)
    index = {code: k for k, code in enumerate(codes)}
    areas = region_areas(routes) if areas is None else areas
    # A course that somebody drew leads from country to country.
    pieces = course_pieces(routes, triples) if folded is None else {}
    strands, at, of_leg = _strands(routes, kinds, triples, group, index, pieces)
    thin = style.line_scale(len(strands)) if line_scale is None else line_scale
    rings = _rings(kinds, triples, group, index)
    widths = strand_widths(
        routes,
        np.concatenate((at, rings.at)),
        np.concatenate((of_leg, len(strands) + rings.of_route)),
        len(strands) + len(rings.places),
        largest=largest or {},
        thin=thin,
        one_scale=market is None,
    )
    strands.width[:] = widths.width[: len(strands)]
    subject = subject_of(routes) if subject is None else subject
    marks = mark_places(routes, kinds, triples, index)
    usual = widths.scales[0].name if len(widths.scales) == 1 else ""
    return Scene(
        codes=codes,
        names=[places.place_name(region_of(code), lang) for code in codes],
        is_region=[region_of(code) in places.regions() for code in codes],
        members={k: areas[code] for k, code in enumerate(codes) if code in places.regions()},
        subject=index.get(subject, -1),
        roles=marks.roles,
        weight=weight,
        badge=marks.badge,
        domestic=_domestic(routes, rings, widths.width[len(strands) :]),
        groups=[_group_title(name, market, lang, own) for name in names],
        colours=_own_colours(routes, own, names) if own else style.group_colours(market, names),
        route_group=group,
        strands=strands,
        scales=widths.scales,
        magnitudes={style.MAGNITUDES[rank] for rank in widths.magnitude[widths.scale < 0].tolist()},
        unscaled=widths.unscaled,
        is_overview=market is None,
        line_scale=thin,
        folds={index[code]: parts for code, parts in folded.parts.items()} if folded else {},
        within={index[code]: text for code, text in within_texts(folded, lang, usual).items()} if folded else {},
    )


def _places(triples: Triples) -> tuple[list[str], list[int]]:
    """Return the codes of all places named, the most often named first, and how many routes name each."""
    times = np.bincount(triples.of_route, minlength=len(triples.stops)).tolist()
    counts: dict[str, int] = {}
    for stops, number in zip(triples.stops, times, strict=True):
        for stop in dict.fromkeys(filter(None, stops)):
            counts[stop] = counts.get(stop, 0) + number
    codes = sorted((code for code, number in counts.items() if number), key=lambda code: (-counts[code], code))
    return codes, [counts[code] for code in codes]


def _groups(routes: pd.DataFrame, market: str | None, own: str) -> tuple[list[str], Ints]:
    """Return what colour tells apart, most frequent first, and each route's share in it."""
    import pandas as pd

    which, distinct = pd.factorize(routes[own or ("market" if market is None else "commodity")].astype(str))
    counts = np.bincount(which)
    order = sorted(range(len(distinct)), key=lambda k: (-counts[k], distinct[k]))
    names = [str(distinct[k]) for k in order]
    group = np.argsort(order)[which]
    if (own or market is not None) and len(names) > _MOST_GROUPS:
        return [*names[: _MOST_GROUPS - 1], "…"], np.minimum(group, _MOST_GROUPS - 1)
    return names, group


def _own_colours(routes: pd.DataFrame, own: str, names: Sequence[str]) -> list[style.Colour]:
    """Return the colours of values of the user's own column: the same on every map of the table."""
    values = colour_values(routes)
    colours = dict(zip(values, style.group_colours(own, values), strict=True))
    return [colours.get(name, style.COMMODITY_COLOURS[-1]) for name in names]


def _group_title(name: str, market: str | None, lang: str, own: str) -> str:
    if own:
        return name or word(lang, "term.unknown")
    return market_title(name, lang) if market is None else name or word(lang, "term.no_commodity")


def _strands(
    routes: pd.DataFrame,
    kinds: NDArray[np.object_],
    triples: Triples,
    group: Ints,
    index: Mapping[str, int],
    pieces: Mapping[int, Floats],
) -> tuple[Strands, Ints, Ints]:
    """Gather legs into strands; also the route and the strand of each leg. `pieces` are legs' own courses."""
    legs = triples.legs()
    at = legs.route
    undirected = (kinds == "undirected")[at]
    ends = np.array([[index[a], index[b]] for a, b in legs.pairs], dtype=np.int64).reshape(-1, 2)[legs.which]
    # An undirected pair has no first place, so that A-B and B-A are one line.
    ends = np.where(undirected[:, None], np.sort(ends, axis=1), ends)
    # One number for each combination: NumPy finds distinct numbers faster than distinct rows.
    shape = (len(index), len(index), int(group.max(initial=0)) + 1, 2)
    keys = np.ravel_multi_index((ends[:, 0], ends[:, 1], group[at], undirected.astype(np.int64)), shape)
    # A leg with a course of its own shares its line with none.
    for number, leg in enumerate(pieces):
        keys[leg] = np.prod(shape) + number
    _, first, strand = np.unique(keys, return_index=True, return_inverse=True)
    unique = np.column_stack((ends, group[at], undirected))[first]
    count = len(unique)
    few = at_most_of(routes)
    support = _support(routes, few, at, strand, count)
    bounds = np.searchsorted(at, np.arange(len(routes) + 1))
    has_line = bounds[1:] > bounds[:-1]
    open_in, open_out = (
        np.array([not stops[end] for stops in triples.stops])[triples.of_route] & has_line for end in (0, -1)
    )
    tail_in, tail_out = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    tail_in[strand[bounds[:-1][open_in]]] = True
    tail_out[strand[bounds[1:][open_out] - 1]] = True
    numbers = strand.tolist()
    # Routes over the same lines share one list.
    shared: dict[tuple[int, ...], list[int]] = {}
    each = (numbers[start:stop] for start, stop in pairwise(bounds.tolist()))
    of_route = [shared.setdefault(tuple(over), over) for over in each]
    undirected, width = unique[:, 3].astype(np.bool_), np.zeros(count)
    drawn = Strands(
        unique[:, :2],
        unique[:, 2],
        undirected,
        width,
        support,
        tail_in,
        tail_out,
        of_route,
        int(few[at[support[strand] == style.FEW]].max(initial=0)),
        {
            int(strand[leg]): piece if ends[leg, 0] == index[legs.pairs[legs.which[leg]][0]] else piece[::-1]
            for leg, piece in pieces.items()
        },
    )
    return drawn, at, strand


class _Rings(NamedTuple):
    """Arrows round places: place and group of each, and the domestic routes (rows) with the arrow of each."""

    places: Ints
    groups: Ints
    at: Ints
    of_route: Ints


def _rings(kinds: NDArray[np.object_], triples: Triples, group: Ints, index: Mapping[str, int]) -> _Rings:
    """Gather routes within a place into the arrows that go round it, one for each group."""
    at = np.flatnonzero(kinds == "domestic")
    within = [next(index[stop] for stop in triples.stops[which] if stop) for which in triples.of_route[at].tolist()]
    pairs = np.array(list(zip(within, group[at].tolist(), strict=True)), dtype=np.int_).reshape(-1, 2)
    unique, of_route = np.unique(pairs, axis=0, return_inverse=True)
    return _Rings(unique[:, 0], unique[:, 1], at, of_route.ravel())


def _domestic(routes: pd.DataFrame, rings: _Rings, widths: Floats) -> dict[int, list[Ring]]:
    few, found = at_most_of(routes), dict[int, list[Ring]]()
    support = _support(routes, few, rings.at, rings.of_route, len(rings.places))
    at_most = np.zeros(len(rings.places), dtype=np.int64)
    np.maximum.at(at_most, rings.of_route, few[rings.at])
    told = zip(rings.places, rings.groups, widths, support, np.where(support == style.FEW, at_most, 0), strict=True)
    for place, group, width, level, most in told:
        found.setdefault(int(place), []).append(Ring(int(group), float(width), int(level), int(most)))
    return found


def _support(routes: pd.DataFrame, few: Ints, at: Ints, strand: Ints, count: int) -> Ints:
    """Return how well each strand's routes are supported: all alike, or differently; or that all are of few people."""
    levels = frame_cells(routes, "confidence")
    ranks = np.array([style.SUPPORTS.index(level) for level in levels.values], dtype=np.int_)[levels.codes][at]
    told = few[at] == 0
    best, least = np.full(count, -1, dtype=np.int_), np.full(count, len(style.CONFIDENCES), dtype=np.int_)
    np.maximum.at(best, strand[told], ranks[told])
    np.minimum.at(least, strand[told], ranks[told])
    return np.where(best < 0, style.FEW, np.where(best == least, best, style.SUPPORTS.index("mixed")))
