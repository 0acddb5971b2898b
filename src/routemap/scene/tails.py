"""Ends that the source leaves open: a line out of nothing, or into it; they touch nothing that could be their place.

The pages do the same (js/src/map/marks/tails.ts, rooms.ts); `tests/parity/scenes` holds both to it.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routemap.scene.bezier import Chain, chain_points
from routemap.scene.ends import Slot
from routemap.scene.legs import Head
from routemap.scene.scene import Floats
from routemap.style import FAINT, FEW, HEAD, RIM, SUPPORTS, TAIL

_Points = NDArray[np.complex128]


@dataclass(frozen=True)
class Tail:
    """An open end: from the symbol (`near`) into the void (`far`), or a stub and a question mark (`sign`)."""

    place: int
    group: int
    incoming: bool
    width: float
    support: int
    near: complex
    far: complex
    head: Head | None
    sign: complex | None


@dataclass
class Loose:
    """An open end that looks for room: one per place, colour and sense, however many routes."""

    place: int
    group: int
    incoming: bool
    width: float = 0.0
    support: int = -1
    towards: complex = 0j

    def add(self, width: float, support: int, natural: float) -> None:
        """Join a line that has this open end; it lies in the direction `natural` of the place."""
        self.width = max(self.width, width)
        self.support = joint_support(self.support, support)
        self.towards += cmath.rect(1.0, natural + math.pi)

    @property
    def head(self) -> float:
        """Length of its arrowhead, px; 0 for none."""
        return HEAD.length(self.width) if self.incoming else 0.0

    @property
    def length(self) -> float:
        """How far it reaches from the rim where there is room, px."""
        return max(TAIL.length_px, self.head + TAIL.fade_px)

    @property
    def stub(self) -> float:
        """How far it reaches where there is none, px."""
        return self.head + TAIL.stub_head_px if self.incoming else TAIL.stub_px


def joint_support(a: int, b: int) -> int:
    """Return the support of two together, positions in `style.SUPPORTS`; -1 is none yet."""
    if FEW in (a, b) and a >= 0:  # beside others, those of few people say nothing
        return b if a == FEW else a
    return b if a in (-1, b) else SUPPORTS.index("mixed")


class Rooms:
    """What is on the map that open ends must keep away from.

    Parameters
    ----------
    at
        Float array (n, 2): the places, px.
    rims
        Radius of each place's symbol, px.
    lines
        Chain and width of each line.
    ends
        Where lines begin and end.
    wrap_px
        After how many px the map repeats to the east.
    """

    def __init__(
        self,
        at: Floats,
        rims: Sequence[float],
        lines: Sequence[tuple[Chain, float]],
        ends: Sequence[complex],
        wrap_px: float,
    ) -> None:
        self._places: _Points = at[:, 0] + 1j * at[:, 1]
        self._rims = np.array(rims)
        paths = [chain_points(chain) for chain, _ in lines]
        self._from = np.concatenate([np.zeros(0, dtype=np.complex128), *(path[:-1] for path in paths)])
        self._to = np.concatenate([np.zeros(0, dtype=np.complex128), *(path[1:] for path in paths)])
        self._half = np.concatenate(
            [np.zeros(0), *(np.full(len(path) - 1, width / 2) for path, (_, width) in zip(paths, lines, strict=True))]
        )
        self._ends = np.array(ends, dtype=np.complex128)
        self._wrap_px = wrap_px

    def settle(self, loose: Loose) -> Tail:
        """Return an open end in the emptiest direction, or a stub; it then stands in the way of the next."""
        centre = complex(self._places[loose.place])
        others, radii, a, b, half, ends = self._around(loose.place, centre)
        radius = float(self._rims[loose.place]) + (RIM.gap_px if loose.incoming else RIM.bare_px)
        wanted = cmath.phase(loose.towards) if abs(loose.towards) > TAIL.directed else TAIL.from_nowhere
        best, most, stub, least_bad = 0.0, -math.inf, 0.0, -math.inf
        turns = [wanted + turn * 2 * math.pi / TAIL.directions for turn in range(TAIL.directions)]
        angles = [math.remainder(turn, 2 * math.pi) for turn in turns]
        outs = [cmath.rect(1.0, angle) for angle in angles]
        lengths = loose.length, loose.stub
        clear = zip(*(_clear_of_lines(loose, outs, radius, length, (a, b, half)) for length in lengths), strict=True)
        away = radius + loose.stub + TAIL.sign_away_px
        signs = _clear([out * away for out in outs], a, b, half)
        for angle, out, (lines, stub_lines), from_sign in zip(angles, outs, clear, signs, strict=True):
            liking = TAIL.onwards * math.cos(angle - wanted)
            near, far = out * radius, out * (radius + loose.length)
            places = float((_gaps(others, near, far) - radii).min(initial=math.inf)) - TAIL.clear_px
            tips = float(np.abs(ends - far).min(initial=math.inf)) - TAIL.clear_px
            score = min(lines, TAIL.ample_px) + 0.5 * min(places, TAIL.ample_px) + liking
            if lines >= TAIL.air_px and places >= 0 and tips >= 0 and score > most + TAIL.even:
                best, most = angle, score
            sign, room = out * away, min(stub_lines, from_sign)
            places = float((np.abs(others - sign) - radii).min(initial=math.inf)) - TAIL.sign_px / 2
            score = min(room, TAIL.ample_px) + 0.5 * min(places, TAIL.ample_px) + liking
            if score > least_bad + TAIL.even:
                stub, least_bad = angle, score
        is_free = most > -math.inf
        made = tail_at(loose, centre, Slot(best if is_free else stub, radius), is_stub=not is_free)
        self._from, self._to = np.append(self._from, made.near), np.append(self._to, made.far)
        self._half, self._ends = np.append(self._half, loose.width / 2), np.append(self._ends, made.far)
        return made

    def _around(self, place: int, centre: complex) -> tuple[_Points, Floats, _Points, _Points, Floats, _Points]:
        """Return other places and their radii, lines and their half widths, ends: near a place, seen from it."""
        rim = float(self._rims[place])
        others, radii = np.delete(self._places, place) - centre, np.delete(self._rims, place)
        others = others + self._home(others)
        shift = self._home(self._from - centre) - centre
        a, b = self._from + shift, self._to + shift
        ends = self._ends - centre
        near = _gaps_to(0j, a, b) < rim + TAIL.reach_px
        return others, radii, a[near], b[near], self._half[near], ends + self._home(ends)

    def _home(self, away: _Points) -> Floats | float:
        """Return by how much to move points so that they are in the nearest copy of the world."""
        return -np.round(away.real / self._wrap_px) * self._wrap_px if math.isfinite(self._wrap_px) else 0.0


def _clear_of_lines(
    loose: Loose, outs: Sequence[complex], radius: float, length: float, lines: tuple[_Points, _Points, Floats]
) -> list[float]:
    """Return how far an open end of this length stays from lines at the least in each direction, edge to edge, px."""
    own = [HEAD.half(loose.width) if loose.incoming else loose.width / 2, *[loose.width / 2] * (len(TAIL.measured) - 1)]
    ends = [(out * radius, out * (radius + length)) for out in outs]
    points = [near + (far - near) * share for near, far in ends for share in TAIL.measured]
    clear = np.array(_clear(points, *lines)).reshape(len(outs), len(own)) - own
    found: list[float] = clear.min(axis=1).tolist()
    return found


def _clear(points: Sequence[complex], a: _Points, b: _Points, half: Floats) -> list[float]:
    """Return how far each point stays from lines at the least, px; all at once, as a map has few lines."""
    gaps = _gaps_to(np.array(points)[:, None], a, b) - half
    found: list[float] = gaps.min(axis=1, initial=math.inf).tolist()
    return found


def _gaps_to(point: complex | _Points, a: _Points, b: _Points) -> Floats:
    """Return the distance of a point from each segment."""
    step = b - a
    share = ((point - a) * step.conjugate()).real / np.maximum((step * step.conjugate()).real, 1e-9)
    return np.asarray(np.abs(point - a - step * np.clip(share, 0, 1)), dtype=np.float64)


def _gaps(points: _Points, near: complex, far: complex) -> Floats:
    """Return the distance of each point from one segment."""
    step = far - near
    share = ((points - near) * step.conjugate()).real / abs(step) ** 2
    return np.asarray(np.abs(points - near - step * np.clip(share, 0, 1)), dtype=np.float64)


def tail_at(loose: Loose, centre: complex, slot: Slot, *, is_stub: bool) -> Tail:
    """Return an open end at its place on the rim."""
    out = cmath.rect(1.0, slot.angle)
    length = loose.stub if is_stub else loose.length
    head = None
    if loose.incoming:
        head = Head(centre + out * slot.radius, -out, loose.head, HEAD.half(loose.width))
    near = slot.radius + (0.0 if loose.support in FAINT else loose.head * HEAD.overlap)
    far = slot.radius + length
    sign = centre + out * (far + TAIL.sign_away_px) if is_stub else None
    return Tail(
        loose.place,
        loose.group,
        loose.incoming,
        loose.width,
        loose.support,
        centre + out * near,
        centre + out * far,
        head,
        sign,
    )
