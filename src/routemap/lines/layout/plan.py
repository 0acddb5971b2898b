"""The layout problem in pixels, in an order of its own: what the search works on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from routemap.lines.arrays import Floats, Ints
from routemap.lines.layout.effort import Effort, Prices, choose_effort
from routemap.lines.layout.options import LayoutOptions
from routemap.lines.layout.problem import Problem, Window

_USUAL_PX = 3.0  # clearances are set for lines of this width; wider ones get more
_NO_LENGTH_PX = 1e-6
_FEW = 14
_BOW_ROOM = 0.25  # of the chord


@dataclass(frozen=True, eq=False, slots=True)
class Plan:
    """Legs between merged places in pixels, sorted so that neither order nor labels of the input matter.

    Attributes
    ----------
    order
        Int array (m,): the input's leg behind each leg here. Strongest first, then longest.
    start, end
        Float arrays (m, 2), pixels; `end` the short way round.
    chord
        Float array (m,), pixels.
    origin, destination
        Int arrays (m,): rows of `nodes`.
    nodes
        Float array (n, 2), pixels: every place once, also those no leg touches.
    node_tree, node_of_point
        STRtree over the places and their copies one world away, and the place of each of its points.
    mates
        Per leg, the other legs between the same two places.
    incident
        Per place, the (leg, 0 for its start or 1 for its end) that touch it.
    ends_at
        The same as two arrays per place, legs and ends.
    chains
        Per leg, (other leg, own end 0 | 1, the other's end) of the legs before and after it on some route.
    calm
        Bool array (m,): true where few other lines are near.
    wider
        Float array (m,): half of what a line is wider than the usual 3 px.
    arrow
        Float array (m,): length of the arrowhead, pixels.
    gap
        Distance between a place and the lines that end there, pixels.
    window
        What is drawn of the plane.
    effort
        How thoroughly to search.
    """

    order: Ints
    start: Floats
    end: Floats
    chord: Floats
    origin: Ints
    destination: Ints
    nodes: Floats
    node_tree: Any
    node_of_point: Ints
    mates: tuple[tuple[int, ...], ...]
    incident: tuple[tuple[tuple[int, int], ...], ...]
    ends_at: tuple[tuple[Ints, Ints], ...]
    chains: tuple[tuple[tuple[int, int, int], ...], ...]
    calm: NDArray[np.bool_]
    wider: Floats
    arrow: Floats
    gap: float
    symbol: float
    window: Window
    effort: Effort

    def __len__(self) -> int:
        """Return the number of legs."""
        return len(self.start)

    @property
    def prices(self) -> Prices:
        """What the search weighs against what."""
        return self.effort.prices

    def places_of(self, leg: int) -> tuple[int, int]:
        """Return the merged places of a leg."""
        return int(self.origin[leg]), int(self.destination[leg])


def make_plan(problem: Problem, kept: Ints, options: LayoutOptions) -> Plan:
    """Return the plan for those of the legs `kept` that have a length; chains are added by `chain_ends`."""
    px, window, strengths = problem.px.only(kept), problem.window, problem.strengths[kept]
    ordered = np.lexsort((*px.end.T, *px.start.T, -px.chord, -strengths))
    order = ordered[px.chord[ordered] > _NO_LENGTH_PX]
    nodes, row = _merge(problem.points)
    origin, destination = row[problem.legs[kept[order]]].T
    shifts = (0.0, -window.wrap_px, window.wrap_px) if window.is_round else (0.0,)
    copies = np.concatenate([nodes + np.array([shift, 0.0]) for shift in shifts])
    incident = _incident(origin, destination, len(nodes))
    widths = problem.widths[kept[order]]
    return Plan(
        order=order,
        start=px.start[order],
        end=px.end[order],
        chord=px.chord[order],
        origin=origin,
        destination=destination,
        nodes=nodes,
        node_tree=shapely.STRtree(list(map(shapely.Point, copies))),
        node_of_point=np.tile(np.arange(len(nodes)), len(shifts)),
        mates=_mates(origin, destination),
        incident=incident,
        ends_at=tuple((np.array([e[0] for e in ends], int), np.array([e[1] for e in ends], int)) for ends in incident),
        chains=((),) * len(order),
        calm=_has_room(px.start[order], px.end[order]),
        wider=np.clip(widths - _USUAL_PX, 0.0, None) / 2,
        arrow=options.arrow_px + (widths - options.line_px),  # the head grows slower than the line
        gap=gap_of(options),
        symbol=options.symbol_px,
        window=window,
        effort=choose_effort(len(order), quick=options.quick),
    )


def gap_of(options: LayoutOptions) -> float:
    """Return how far from its places a line stops, px."""
    return max(options.gap_px - 0.3, 0.0)  # the promise is "at most gap_px", also after rounding


def chain_ends(plan: Plan, meetings: Ints) -> tuple[tuple[tuple[int, int, int], ...], ...]:
    """Return `Plan.chains` for what `check_chains` gives, in numbers of the plan's input; -1 is a leg it has not."""
    here = {int(leg): k for k, leg in enumerate(plan.order)}
    chains: list[list[tuple[int, int, int]]] = [[] for _ in range(len(plan))]
    for before, after, end, start in meetings.tolist():
        if before in here and after in here and before != after:
            chains[here[before]].append((here[after], end, start))
            chains[here[after]].append((here[before], start, end))
    return tuple(tuple(sorted(ends)) for ends in chains)


def _merge(px: Floats) -> tuple[Floats, Ints]:
    """Return each position once, sorted, and the row there of each place (-1 without a position)."""
    known = np.isfinite(px).all(axis=1)
    nodes, inverse = np.unique(np.round(px[known], 6), axis=0, return_inverse=True)
    row = np.full(len(px), -1)
    row[known] = inverse.ravel()
    return nodes, row


def _has_room(start: Floats, end: Floats) -> NDArray[np.bool_]:
    """Return which legs have few others near: whose boxes, and room for bows around them, overlap."""
    room = _BOW_ROOM * np.hypot(*(end - start).T)[:, None]
    low, high = np.minimum(start, end) - room, np.maximum(start, end) + room
    boxes = shapely.box(*low.T, *high.T)
    near, _ = shapely.STRtree(boxes).query(boxes)
    return np.asarray(np.bincount(near, minlength=len(start)) <= _FEW, dtype=np.bool_)


def _mates(origin: Ints, destination: Ints) -> tuple[tuple[int, ...], ...]:
    groups: dict[tuple[int, int], list[int]] = {}
    ends = [(min(a, b), max(a, b)) for a, b in zip(origin.tolist(), destination.tolist(), strict=True)]
    for leg, pair in enumerate(ends):
        groups.setdefault(pair, []).append(leg)
    return tuple(tuple(other for other in groups[pair] if other != leg) for leg, pair in enumerate(ends))


def _incident(origin: Ints, destination: Ints, count: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    incident: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for leg, (a, b) in enumerate(zip(origin.tolist(), destination.tolist(), strict=True)):
        incident[a].append((leg, 0))
        incident[b].append((leg, 1))
    return tuple(tuple(ends) for ends in incident)
