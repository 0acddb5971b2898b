"""The drawing under way: which curve each leg has, and what any other curve would cost beside it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from routemap.lines.candidates import Candidates
from routemap.lines.crossings import Segments, find_crossings, frame_shifts
from routemap.lines.ink import Cells, Ink, Marks
from routemap.lines.mercator import Floats
from routemap.lines.plan import Plan
from routemap.lines.prices import mate_cost, spread_cost

_SHARED_PX = 8.0  # crossings this close to a shared place lie under its symbol
_ACUTE = np.radians(30.0)
_RAMP = np.radians(12.0)  # an angle a little over the limit still costs a little


class Drawing:
    """The curves chosen so far, and what they ink.

    Attributes
    ----------
    choice
        Int array (m,): the row of each leg's candidates that is drawn.
    """

    def __init__(self, plan: Plan, candidates: list[Candidates]) -> None:
        self.plan = plan
        self.candidates = candidates
        self.ink = Ink(plan)
        count, vertices = len(plan), candidates[0].path.shape[1]
        self.choice = np.zeros(count, dtype=np.int_)
        self._path = np.full((count, vertices, 2), np.nan)
        self._leaves = np.full((count, 2), np.nan)
        self._middle = np.full((count, 2), np.nan)
        self._marks: list[Marks | None] = [None] * count
        self._cells: list[tuple[Cells, Cells, Cells] | None] = [None] * count
        self._owner = np.repeat(np.arange(count), vertices - 1)
        for leg in range(count):
            self.draw(leg, 0)

    def erase(self, leg: int) -> None:
        """Take a leg off the drawing."""
        marks = self._marks[leg]
        if marks is not None:
            self.ink.add(marks, -1)
        self._marks[leg] = None
        self._path[leg], self._leaves[leg], self._middle[leg] = np.nan, np.nan, np.nan

    def draw(self, leg: int, k: int) -> None:
        """Put a leg on the drawing with its curve `k`."""
        curves = self.candidates[leg]
        marks = self.ink.marks(curves, k, float(self.plan.wider[leg]))
        self.ink.add(marks, 1)
        self._marks[leg] = marks
        self.choice[leg] = k
        self._path[leg], self._leaves[leg], self._middle[leg] = curves.path[k], curves.leaves[k], curves.middle[k]

    def replace(self, leg: int, curves: Candidates) -> None:
        """Give a leg other curves to choose from; the first is the one it has."""
        self.candidates[leg] = curves
        self.choice[leg] = 0
        self._cells[leg] = None

    def costs(self, leg: int) -> Floats:
        """Return the cost (k,) of each curve of a leg that is not on the drawing, against all that is."""
        curves = self.candidates[leg]
        total = curves.alone + self._ink_cost(leg, curves) + self._crossing_cost(leg, curves)
        total += spread_cost(self.plan, leg, curves.leaves, self._leaves)
        return total + mate_cost(self.plan, leg, curves.middle, self._middle)

    def _ink_cost(self, leg: int, curves: Candidates) -> Floats:
        known = self._cells[leg]
        if known is None:
            cells = self.ink.cells(curves.samples)
            known = (cells, self.ink.along_cells(cells, curves.tilt), self.ink.cells(curves.arrow))
            self._cells[leg] = known
        cells, along, arrow = known
        prices, ink = self.plan.prices, self.ink
        near = (ink.near[cells] > 0).sum(axis=1)
        parallel = ((ink.along[along] > 0) & curves.outer).sum(axis=1)
        over = ink.arrows[cells].sum(axis=1)
        covered = (ink.cover[arrow] > 0).mean(axis=1)
        step = curves.length / cells.shape[1]
        total: Floats = step * (prices.near * near + prices.parallel * parallel + prices.over_arrow * over)
        total += prices.arrow * (covered + (covered >= 0.5)) / 2
        return total

    def _crossing_cost(self, leg: int, curves: Candidates) -> Floats:
        plan, prices = self.plan, self.plan.prices
        total = np.zeros(len(curves))
        for shift, segments in self._others(curves.path):
            hits = find_crossings(curves.path + shift, segments)
            point = hits.point - shift
            sibling, hidden = np.zeros(len(point), dtype=bool), np.zeros(len(point), dtype=bool)
            for place, px in zip(plan.places_of(leg), (plan.start[leg], plan.end[leg]), strict=True):
                shares = (plan.origin[hits.leg] == place) | (plan.destination[hits.leg] == place)
                sibling |= shares
                hidden |= shares & (np.hypot(point[:, 0] - px[0], point[:, 1] - px[1]) < _SHARED_PX)
            acute = np.clip((_ACUTE + _RAMP - hits.angle) / _RAMP, 0.0, 1.0)
            price = prices.crossing + prices.sibling * sibling + prices.acute * acute
            total += np.bincount(hits.candidate, weights=np.where(hidden, 0.0, price), minlength=len(curves))
        return total

    def _others(self, path: Floats) -> Iterator[tuple[Floats, Segments]]:
        """Yield shifts for the candidates and the segments to meet, so that copies one world away are met too."""
        a, b = self._path[:, :-1].reshape(-1, 2), self._path[:, 1:].reshape(-1, 2)
        drawn = Segments(a, b, self._owner)
        plan = self.plan
        if not plan.round_world:
            yield np.zeros(2), drawn
            return
        west, world = plan.west_px, plan.view.world_px
        shifts = frame_shifts(path, west, world)
        if len(shifts) > 1:
            for shift in shifts:
                yield np.array([shift, 0.0]), drawn
            return
        east = np.maximum(a[:, 0], b[:, 0]) > west + world
        extra = np.flatnonzero(east | (np.minimum(a[:, 0], b[:, 0]) < west))
        move = np.stack((np.where(east[extra], -world, world), np.zeros(len(extra))), axis=1)
        copies = Segments(a[extra] + move, b[extra] + move, self._owner[extra])
        yield np.zeros(2), drawn.joined(copies)
