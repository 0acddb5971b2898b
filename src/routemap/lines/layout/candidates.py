"""The curves a leg may take: a fan of bows and skews, measured once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from routemap.lines.arrays import Floats, Ints, between
from routemap.lines.layout.bezier import bezier, trim_bezier
from routemap.lines.layout.crossings import Bows, to_bows
from routemap.lines.layout.plan import Plan

BOWS = (0.04, 0.08, 0.12, 0.16, 0.20, 0.25, 0.30, 0.36, 0.42)
SKEWS = (0.0, 0.12, -0.12, 0.28, -0.28)
_SHORT_RISES_PX = (8.0, 12.0, 16.0)  # a short leg rises clear of its two symbols, or nothing of it would be seen
_HIGHEST = 1.0
_ARROW_SAMPLES = 6
_SAMPLE_PX = 4.0
_LOOK_PX = 20.0  # a reader sees the direction of a line this far beyond its end
_SHARED_ZONE_PX = 24.0  # lines that leave one place may run together this far
_DETOUR = 0.38
_LEAST_BEND = 2.0
_BRUSH_PX = 4.0  # beyond a symbol's edge, a line still seems to touch it
_SLACK_PX = 1.3  # between a curve and the polyline that stands for it


@dataclass(frozen=True, eq=False, slots=True)
class Candidates:
    """All curves of one leg that a search may choose from; k of them, lengths in pixels.

    Attributes
    ----------
    shapes
        Float array (k, 2): rise of the curve over its chord, to the left of travel; shift of the control point along
        the chord.
    bows
        The same, as crossings are looked for.
    control
        Float array (k, 2).
    path
        Float array (k, s + 1, 2): vertices of the trimmed curve, for crossings.
    samples, tilt, outer
        Arrays (k, p, 2), (k, p), (k, p): points about 4 px apart on the trimmed curve, the direction there (radians),
        and whether the point is away from the crowd at both ends.
    arrow
        Float array (k, 6, 2): points along the arrowhead.
    leaves
        Float array (k, 2): direction, radians, seen from the start's and from the end's place.
    tangents
        Float array (k, 2): direction, radians, in which the curve itself leaves its start and its end.
    middle
        Float array (k, 2): the point halfway.
    length
        Float array (k,): of the trimmed curve.
    alone
        Float array (k,): cost of the curve by itself; no other line looked at.
    """

    shapes: Floats
    bows: Bows
    control: Floats
    path: Floats
    samples: Floats
    tilt: Floats
    outer: NDArray[np.bool_]
    arrow: Floats
    leaves: Floats
    tangents: Floats
    middle: Floats
    length: Floats
    alone: Floats

    def __len__(self) -> int:
        """Return the number of curves."""
        return len(self.shapes)


def fan(chord: float, skews: Sequence[float]) -> Floats:
    """Return the (bow, skew) pairs (k, 2) for a leg: the straight line first, then rising bows."""
    rises = [rise / max(chord, 1e-9) for rise in _SHORT_RISES_PX]
    bows = (*BOWS, *(bow for bow in rises if BOWS[-1] < bow <= _HIGHEST))
    return np.array([(0.0, 0.0)] + [(side * bow, skew) for bow in bows for skew in skews for side in (1.0, -1.0)])


def make_candidates(plan: Plan, shapes: Sequence[Floats], pieces: Sequence[int]) -> list[Candidates]:
    """Return the curves of all legs.

    Parameters
    ----------
    plan
        The legs.
    shapes
        For each leg an array (k, 2): bow and skew of its curves.
    pieces
        For each leg in how many straight pieces its curves are looked at; legs of as many are measured together.
    """
    made: dict[int, Candidates] = {}
    alike: dict[int, list[int]] = {}
    for leg, count in enumerate(pieces):
        alike.setdefault(count, []).append(leg)
    for count, legs in alike.items():
        made |= zip(legs, _make_alike(plan, legs, [shapes[leg] for leg in legs], count), strict=True)
    return [made[leg] for leg in range(len(pieces))]


def _make_alike(plan: Plan, legs: Sequence[int], each: Sequence[Floats], pieces: int) -> Iterator[Candidates]:
    """Yield the curves of legs that are looked at in equally many pieces: measured in one go, a row for each curve."""
    leg, shapes = np.repeat(legs, [len(rows) for rows in each]), np.concatenate(each)
    start, end = plan.start[leg], plan.end[leg]
    along = end - start
    left = np.stack((along[:, 1], -along[:, 0]), axis=1)
    control = (start + end) / 2 + shapes[:, 1:] * along + 2 * shapes[:, :1] * left
    gap = np.full(len(leg), plan.gap)
    trimmed = trim_bezier(np.stack((start, control, end), axis=1), gap, gap)
    path = bezier(trimmed, np.linspace(0, 1, pieces + 1))
    length = _size(np.diff(path, axis=1)).sum(axis=1)
    back = (np.arange(_ARROW_SAMPLES) + 0.5) / _ARROW_SAMPLES * plan.arrow[leg][:, None]
    backward = trimmed[:, ::-1]
    look = np.minimum(_LOOK_PX, length / 2)[:, None]
    first, last = _points_at(trimmed, length, look)[:, 0] - start, _points_at(backward, length, look)[:, 0] - end
    arrow, leaves, tangents = (
        _points_at(backward, length, back),
        _directions(first, last),
        _directions(control - start, control - end),
    )
    middle, alone = _halfway(path), _cost_alone(plan, leg, shapes, path, length)
    stop = 0
    for number, rows in zip(legs, each, strict=True):
        begin, stop = stop, stop + len(rows)
        own = slice(begin, stop)
        samples, tilt = _spaced(trimmed[own], max(2, int(np.ceil(plan.chord[number] / _SAMPLE_PX))))
        away = np.minimum(_size(samples - plan.start[number]), _size(samples - plan.end[number]))
        yield Candidates(
            shapes=rows,
            bows=to_bows(rows),
            control=control[own],
            path=path[own],
            samples=samples,
            tilt=tilt,
            outer=away > _SHARED_ZONE_PX,
            arrow=arrow[own],
            leaves=leaves[own],
            tangents=tangents[own],
            middle=middle[own],
            length=length[own],
            alone=alone[own],
        )


def _directions(first: Floats, last: Floats) -> Floats:
    """Return the directions (k, 2), radians, of two rows of vectors (k, 2)."""
    return np.arctan2(np.stack((first[:, 1], last[:, 1]), axis=1), np.stack((first[:, 0], last[:, 0]), axis=1))


def _size(vectors: Floats) -> Floats:
    return np.hypot(vectors[..., 0], vectors[..., 1])


def _spaced(curves: Floats, count: int) -> tuple[Floats, Floats]:
    """Return `count` points along each curve and the direction of travel there."""
    t = (np.arange(count) + 0.5) / count
    leaving, arriving = curves[:, 1] - curves[:, 0], curves[:, 2] - curves[:, 1]
    slope = (1 - t)[:, None] * leaving[:, None] + t[:, None] * arriving[:, None]
    return bezier(curves, t), np.arctan2(slope[..., 1], slope[..., 0])


def _halfway(path: Floats) -> Floats:
    """Return the point (k, 2) at half the length of each polyline (k, s + 1, 2)."""
    step = np.diff(path, axis=1)
    size = _size(step)
    reached = np.cumsum(size, axis=1)
    half = reached[:, -1:] / 2
    row, piece = np.arange(len(path)), (reached < half).sum(axis=1).clip(max=size.shape[1] - 1)
    rest = (half[:, 0] - (reached - size)[row, piece]) / np.maximum(size[row, piece], 1e-9)
    half_point: Floats = path[row, piece] + rest[:, None] * step[row, piece]
    return half_point


def _points_at(curves: Floats, length: Floats, distance: Floats) -> Floats:
    """Return points (k, d, 2) at `distance` (k or 1, d) from each curve's start, for distances short beside it."""
    distance = np.minimum(distance, length[:, None])
    start = curves[:, None, 0]
    leaving, bend = 2 * (curves[:, None, 1] - start), start - 2 * curves[:, None, 1] + curves[:, None, 2]
    t = distance / np.maximum(length, 1e-9)[:, None]
    for _ in range(4):  # fixed point; exact to a fraction of a pixel
        gone = _size(leaving * t[..., None] + bend * t[..., None] ** 2)
        t = between(t * distance / np.maximum(gone, 1e-9), 0.0, 1.0)
    return start + leaving * t[..., None] + bend * t[..., None] ** 2


def _cost_alone(plan: Plan, leg: Ints, shapes: Floats, path: Floats, length: Floats) -> Floats:
    """Return the cost (n,) of curves, each of its leg, whatever else is drawn."""
    prices, window, calm = plan.prices, plan.window, plan.calm[leg]
    longer = length / np.maximum(_size(path[:, -1] - path[:, 0]), 1.0) - 1
    bend = np.where(calm, prices.bend_calm, prices.bend)
    cost = bend * np.maximum(longer, 0.0) * np.maximum(plan.chord[leg] / 60.0, _LEAST_BEND)
    cost += prices.detour * np.maximum(longer - _DETOUR, 0.0)
    cost += prices.bow * np.abs(shapes[:, 0]) + prices.skew * np.abs(shapes[:, 1])
    beyond = np.maximum(-path[..., 1], path[..., 1] - window.height_px)
    if not window.is_round:
        beyond = np.maximum(beyond, np.maximum(-path[..., 0], path[..., 0] - window.width_px))
    cost += prices.outside * ((beyond > 0).any(axis=1) + np.maximum(beyond, 0.0).max(axis=1))
    lines = np.asarray(shapely.linestrings(path))
    clear = plan.symbol + plan.wider[leg]
    reach = clear + _BRUSH_PX
    line, point = plan.node_tree.query(shapely.box(*(path.min(axis=1).T - reach), *(path.max(axis=1).T + reach)))
    node = plan.node_of_point[point]
    foreign = (node != plan.origin[leg[line]]) & (node != plan.destination[leg[line]])
    line, point = line[foreign], point[foreign]
    close = shapely.dwithin(lines[line], plan.node_tree.geometries[point], reach[line])
    line, point = line[close], point[close]
    hit = shapely.dwithin(lines[line], plan.node_tree.geometries[point], clear[line] + _SLACK_PX)
    brush = np.where(calm, prices.brush_calm, prices.brush)[line]
    return np.asarray(cost + np.bincount(line, brush + prices.hit * hit, len(lines)), dtype=np.float64)
