"""The shape of one leg between its two places on the rims of symbols: one arc, bent to one side, without a knee."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from routemap.scene.bezier import (
    Chain,
    Curve,
    control_between,
    direction_at,
    least_radius,
    leaves_circle,
    piece,
    point_at,
)
from routemap.scene.ends import Slot
from routemap.scene.polyline import as_chain, shortened
from routemap.style import HEAD, LINE_END, RIM, TICK

_LOOKED_AT = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Head:
    """An arrowhead: tip, direction (of length one), length and half its breadth, px."""

    tip: complex
    along: complex
    length: float
    half: float


@dataclass
class Leg:
    """A line before it is drawn.

    Attributes
    ----------
    strand
        Its number.
    curve
        From place to place, as it was laid out.
    width
        Of the line, px.
    is_open
        Its arrowhead is two strokes.
    undirected
        It has ticks instead of an arrowhead.
    naturals
        At its start and its end, the direction from the place in which the line lies, radians.
    head
        Length of its arrowhead, px; 0 for none.
    edges
        Parameters between which it is drawn where it ends at the edge of an area; 0 and 1 where at a symbol.
    slots
        Its places on the two rims.
    path
        Its course as somebody drew it, which it keeps; else nothing.
    """

    strand: int
    curve: Curve
    width: float
    is_open: bool
    undirected: bool
    naturals: tuple[float, float]
    head: float
    edges: tuple[float, float] = (0.0, 1.0)
    slots: list[Slot] = field(default_factory=lambda: [Slot(0.0, 0.0), Slot(0.0, 0.0)])
    path: list[complex] = field(default_factory=list)


@dataclass(frozen=True)
class Drawn:
    """A leg as drawn: its line, its arrowhead, and where and in which direction an undirected one ends."""

    chain: Chain
    head: Head | None
    ticks: list[tuple[complex, complex]]


def natural_angle(curve: Curve, rim: float) -> float:
    """Return the direction from the start of a curve in which the eye sees it, radians."""
    seen = point_at(curve, min(0.5, leaves_circle(curve, rim + LINE_END.look_at_px))) - curve[0]
    return cmath.phase(seen) if abs(seen) > 1e-9 else 0.0


def draw_leg(leg: Leg) -> Drawn:
    """Return a leg as drawn between its slots, or as somebody drew it."""
    if leg.path:
        return _draw_path(leg)
    curve = _shape(leg)
    back = curve[::-1]
    clear = TICK.clear_px if leg.undirected else 0.0
    # An open head is two strokes: its line runs up to the tip.
    under = clear if leg.undirected else LINE_END.open_px if leg.is_open else leg.head * HEAD.overlap
    t0, t1 = (
        min(LINE_END.most, leaves_circle(one, cut)) if cut else 0.0 for one, cut in ((curve, clear), (back, under))
    )
    chain = piece(curve, t0, 1 - t1)
    if leg.undirected:
        return Drawn(chain, None, [(chain[0], _unit(chain[1] - chain[0])), (chain[-1], _unit(chain[-1] - chain[-2]))])
    if leg.head == 0:
        return Drawn(chain, None, [])
    tip = curve[2]
    along = tip - (chain[-2] if leg.is_open else chain[-1])
    along = along / abs(along) if abs(along) > 0.5 else -direction_at(back, 0.0)
    half = HEAD.half(leg.width) * leg.head / HEAD.length(leg.width)
    return Drawn(chain, Head(tip, along, leg.head, half), [])


def seen_from(path: Sequence[complex], place: complex, rim: float) -> float:
    """Return the direction from a place in which the eye sees a course that begins near it, radians."""
    reach = rim + LINE_END.look_at_px
    seen = next((point for point in path if abs(point - place) > reach), path[-1]) - place
    return cmath.phase(seen) if abs(seen) > 1e-9 else 0.0


def _draw_path(leg: Leg) -> Drawn:
    path = leg.path
    if leg.undirected:
        ends = [(path[0], _unit(path[1] - path[0])), (path[-1], _unit(path[-1] - path[-2]))]
        return Drawn(as_chain(path), None, ends)
    if leg.head == 0:
        return Drawn(as_chain(path), None, [])
    chain = as_chain(shortened(path, LINE_END.open_px if leg.is_open else leg.head * HEAD.overlap))
    along = _unit(path[-1] - shortened(path, leg.head)[-1])
    half = HEAD.half(leg.width) * leg.head / HEAD.length(leg.width)
    return Drawn(chain, Head(path[-1], along, leg.head, half), [])


def _shape(leg: Leg) -> Curve:
    """Return the arc from slot to slot that is nearest to the curve that was laid out."""
    curve, back = leg.curve, leg.curve[::-1]
    slots = _kept_apart(leg)
    first, start, lean0 = _stop(curve, slots[0], leg.naturals[0], leg.edges[0])
    last, end, lean1 = _stop(back, slots[1], leg.naturals[1], 1 - leg.edges[1])
    control, chord = control_between(curve, first, 1 - last), abs(end - start)
    if abs(curve[2] - curve[0]) < LINE_END.close_px:
        return start, (start + end) / 2, end
    if lean1 is not None:
        control = _on_ray(control, end, lean1, chord)
    elif lean0 is not None:
        control = _on_ray(control, start, lean0, chord)
    return _calm((start, control, end), leg.head)


def _kept_apart(leg: Leg) -> list[Slot]:
    """Return the slots, of places close to each other with less turn, and so that the line does not run backwards."""
    apart = abs(leg.curve[2] - leg.curve[0])
    if apart >= 2 * LINE_END.close_px or leg.edges != (0.0, 1.0):
        return leg.slots
    over = max(leg.slots[0].radius + leg.slots[1].radius + leg.head + 1 - apart, 0.0)
    share = max(apart / LINE_END.close_px - 1, 0.0)
    most = LINE_END.beside + (RIM.most_turn - LINE_END.beside) * share
    along = cmath.phase(leg.curve[2] - leg.curve[0])
    kept = []
    for slot, straight, less in zip(leg.slots, (along, along + math.pi), (0.0, over), strict=True):
        off = math.remainder(slot.angle - straight, 2 * math.pi)
        kept.append(Slot(straight + min(max(off, -most), most), slot.radius - less))
    return kept


def _stop(curve: Curve, slot: Slot, natural: float, edge: float) -> tuple[float, complex, float | None]:
    """Return parameter and point of the end at a curve's start, and the direction it must leave in, if any."""
    if edge > 0:
        return edge, point_at(curve, edge), None
    t = min(LINE_END.most, leaves_circle(curve, slot.radius))
    off = math.remainder(slot.angle - natural, 2 * math.pi)
    if abs(off) < LINE_END.straight:
        return t, point_at(curve, t), None
    lean = None if abs(off) <= LINE_END.aside else slot.angle - math.copysign(LINE_END.aside, off)
    return t, curve[0] + cmath.rect(slot.radius, slot.angle), lean


def _on_ray(control: complex, end: complex, lean: float, chord: float) -> complex:
    """Return the control point moved so that the curve leaves its end in a direction."""
    ray = cmath.rect(1.0, lean)
    away = ((control - end) * ray.conjugate()).real
    return end + ray * min(max(away, 0.3 * chord), 0.7 * chord)


def _calm(curve: Curve, head: float) -> Curve:
    """Return the curve, flattened as much as it must be to have no knee."""
    start, control, end = curve
    along = end - start
    share = ((control - start) * along.conjugate()).real / max(abs(along) ** 2, 1e-9)
    foot = start + along * min(max(share, 0.25), 0.75)
    for bow in LINE_END.bows:
        bent = (start, foot + (control - foot) * bow, end)
        if _is_calm(bent, head):
            return bent
    return start, foot, end


def _is_calm(curve: Curve, head: float) -> bool:
    # What the eye takes for the end: twice the arrowhead.
    last = min(0.5, 2 * head / max(abs(curve[2] - curve[0]), 1e-9))
    least = LINE_END.straight_heads * head
    if any(least_radius(curve, 1 - last * share) < least for share in (0.0, 0.5, 1.0)):
        return False
    return all(least_radius(curve, t) >= LINE_END.least_radius_px for t in _LOOKED_AT)


def _unit(vector: complex) -> complex:
    return vector / abs(vector) if abs(vector) > 1e-9 else 1 + 0j


def ends_of(drawn: Sequence[Drawn]) -> list[complex]:
    """Return the points where lines begin and end: an arrowhead ends at its tip."""
    return [point for one in drawn for point in (one.chain[0], one.head.tip if one.head else one.chain[-1])]
