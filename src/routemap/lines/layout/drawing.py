"""The drawing under way: which curve each leg has, and what any other curve would cost beside it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from routemap.lines.arrays import Floats, Ints, between
from routemap.lines.layout.candidates import Candidates
from routemap.lines.layout.crossings import Bows, Crossed, Segments, find_crossings, frame_shifts
from routemap.lines.layout.ink import Cells, Ink, Marks
from routemap.lines.layout.plan import Plan
from routemap.lines.layout.prices import angle_between, mate_cost, spread_cost, turn_cost

_MOST_HIDDEN = 0.3  # of a short leg's chord, at either end: there, and in the gap of others, it is not drawn
_ACUTE, _FREE = np.cos(np.radians((30.0, 42.0)))  # an angle a little over the limit still costs a little
_UNITS = 64
_HALF = 0.4  # covered so far, an arrowhead counts as hidden; a little before it is half hidden
_BAD = 0.6  # on top of a plain crossing
_BESIDE, _BESIDE_GAP = 5.0, np.radians(24.0)
_ALL = slice(None)
_BEYOND = np.array((-3.0, 3.0, -3.0, 3.0))  # a curve bends past its vertices by less


class Drawing:
    """The curves chosen so far, and what they ink.

    Attributes
    ----------
    choice
        Int array (m,): the row of each leg's candidates that is drawn.
    """

    def __init__(self, plan: Plan, candidates: list[Candidates], choice: list[int]) -> None:
        self.plan = plan
        self.candidates = candidates
        self.ink = Ink(plan)
        count = len(plan)
        self.choice = np.zeros(count, dtype=np.int_)
        # Legs have as many vertices as their length asks for; the rest of their rows is not drawn.
        self._path = np.full((count, max(curves.path.shape[1] for curves in candidates), 2), np.nan)
        self._box = np.full((count, 4), np.nan)  # around each line as drawn: least and greatest x and y
        self._leaves = np.full((count, 2), np.nan)
        self._tangents = np.full((count, 2), np.nan)
        self._middle = np.full((count, 2), np.nan)
        self._side = np.zeros(count)
        self._marks: list[Marks | None] = [None] * count
        self._inked: list[dict[int, Marks]] = [{} for _ in range(count)]
        self._cells: list[tuple[Cells, Cells, Cells] | None] = [None] * count
        self._shown = np.zeros(count, dtype=np.bool_)
        self._hidden = set(range(count))
        self._version = np.zeros(count, dtype=np.int_)
        self._crossed: list[Crossed | None] = [None] * count
        self._reach: list[list[float] | None] = [None] * count
        for leg, k in enumerate(choice):
            self.draw(leg, k)

    def erase(self, leg: int) -> None:
        """Take a leg off the drawing."""
        marks = self._marks[leg]
        if marks is not None:
            self.ink.add(marks, -1)
        self._marks[leg] = None
        self._shown[leg] = False
        self._hidden.add(leg)
        self._leaves[leg], self._tangents[leg], self._middle[leg] = np.nan, np.nan, np.nan

    def draw(self, leg: int, k: int) -> None:
        """Put a leg on the drawing with its curve `k`."""
        curves = self.candidates[leg]
        marks = self._inked[leg].get(k)
        if marks is None:
            marks = self._inked[leg][k] = self.ink.marks(curves, k, float(self.plan.wider[leg]))
        self.ink.add(marks, 1)
        self._marks[leg] = marks
        self.choice[leg] = k
        path = self._path[leg, : curves.path.shape[1]]
        if not np.array_equal(path, curves.path[k]):
            path[:] = curves.path[k]
            self._box[leg] = _box(path)
            self._version[leg] += 1
        self._shown[leg] = True
        self._hidden.discard(leg)
        self._leaves[leg], self._tangents[leg] = curves.leaves[k], curves.tangents[k]
        self._middle[leg] = curves.middle[k]
        self._side[leg] = np.sign(curves.shapes[k, 0])

    def replace(self, leg: int, curves: Candidates) -> None:
        """Give a leg other curves to choose from; the first is the one it has."""
        self.candidates[leg] = curves
        self.choice[leg] = 0
        self._inked[leg] = {}
        self._cells[leg] = None
        self._crossed[leg] = None
        self._reach[leg] = None

    def costs(self, leg: int, rows: slice = _ALL) -> Floats:
        """Return the cost (k,) of some curves of a leg that is not on the drawing, against all that is."""
        curves = self.candidates[leg]
        total = curves.alone[rows] + self._ink_cost(leg, curves, rows) + self._crossing_cost(leg, curves, rows)
        total += spread_cost(self.plan, leg, curves.leaves[rows], self._leaves)
        total += turn_cost(self.plan, leg, curves.tangents[rows], self._tangents)
        return total + mate_cost(self.plan, leg, curves, rows, self._middle, self._side)

    def cost(self, leg: int) -> float:
        """Return what the drawn curve of a leg costs beside all the others."""
        k = int(self.choice[leg])
        self.erase(leg)
        self._meet(leg)
        cost = float(self.costs(leg, slice(k, k + 1))[0])
        self.draw(leg, k)
        return cost

    def _ink_cost(self, leg: int, curves: Candidates, rows: slice) -> Floats:
        known = self._cells[leg]
        if known is None:
            cells = self.ink.cells(curves.samples)
            known = (cells, self.ink.along_cells(cells, curves.tilt), self.ink.cells(curves.arrow))
            self._cells[leg] = known
        cells, along, arrow = (part[rows] for part in known)
        outer = curves.outer[rows]
        prices, ink = self.plan.prices, self.ink
        near = (ink.near.take(cells) > 0).sum(axis=1)
        parallel = ((ink.along.take(along) > 0) & outer).sum(axis=1)
        over = ink.arrows.take(cells)
        over_foreign = (over * outer).sum(axis=1)
        step = curves.length[rows] / cells.shape[1]
        total: Floats = step * (prices.near * near + prices.parallel * parallel + prices.over_arrow * over.sum(axis=1))
        total += step * prices.over_foreign * over_foreign
        covered = ink.uncovered(arrow, self._siblings_at_end(leg))
        any_line, foreign = (part.sum(axis=1) / arrow.shape[1] for part in covered)
        total += prices.arrow * (any_line + (any_line >= _HALF)) / 2
        total += prices.arrow_foreign * (foreign + (foreign >= _HALF)) / 2
        return total

    def _siblings_at_end(self, leg: int) -> list[Cells]:
        """Return what each other drawn line covers around the place where a leg ends."""
        found = []
        for other, end in self.plan.incident[int(self.plan.destination[leg])]:
            marks = self._marks[other]
            if other != leg and marks is not None:
                found.append(marks.last if end else marks.first)
        return found

    def _crossing_cost(self, leg: int, curves: Candidates, rows: slice) -> Floats:
        """Return the cost (k,) of crossings; what each other line costs is kept until that line changes."""
        if rows == _ALL:
            self._meet(leg)
        table, seen, every = self._met(leg)
        total = every[rows]
        for other in self._hidden:
            total = total - table[other, rows]
        if rows != _ALL:
            stale = (self._shown & (seen != self._version)).nonzero()[0]
            if len(stale):
                total = total - table[stale, rows].sum(axis=0, dtype=np.int64)
                stale = stale[self._may_meet(leg, rows, stale)]
                if len(stale):
                    total = total + self._crossings_with(leg, curves, rows, stale).sum(axis=0, dtype=np.int64)
        return np.asarray(total / _UNITS, dtype=np.float64)

    def _met(self, leg: int) -> Crossed:
        """Return what is known of the lines that cross each curve of a leg."""
        known = self._crossed[leg]
        if known is None:
            count, curves = len(self.plan), len(self.candidates[leg])
            table = np.zeros((count, curves), dtype=np.int16)
            known = Crossed(table, np.full(count, -1), np.zeros(curves, dtype=np.int64))
            self._crossed[leg] = known
        return known

    def _meet(self, leg: int) -> None:
        """Note what the lines that have changed cost each curve of a leg."""
        table, seen, every = self._met(leg)
        stale = (self._shown & (seen != self._version)).nonzero()[0]
        if not len(stale):
            return
        known = stale[seen[stale] >= 0]
        if len(known):
            every -= table[known].sum(axis=0, dtype=np.int64)
            table[known] = 0
        near = stale[self._may_meet(leg, _ALL, stale)]
        if len(near):
            found = self._crossings_with(leg, self.candidates[leg], _ALL, near)
            every += found.sum(axis=0, dtype=np.int64)
            table[near] = found
        seen[stale] = self._version[stale]

    def _may_meet(self, leg: int, rows: slice, others: Ints) -> NDArray[np.bool_]:
        """Return which other lines lie where curves of a leg do, or one world away from there."""
        reach = self._reach[leg]
        if reach is None or rows != _ALL:
            paths = self.candidates[leg].path[rows].reshape(-1, 2)
            reach = _box(np.concatenate((paths, self.plan.start[leg, None], self.plan.end[leg, None])))
            if rows == _ALL:
                self._reach[leg] = reach
        low_x, high_x, low_y, high_y = reach
        west, east, top, bottom = (self._box[others] + _BEYOND).T
        window = self.plan.window
        beside = (west <= high_x) & (east >= low_x)
        if window.is_round:
            for shift in (-window.wrap_px, window.wrap_px):
                beside |= (west + shift <= high_x) & (east + shift >= low_x)
        return np.asarray(beside & (top <= high_y) & (bottom >= low_y))

    def _crossings_with(self, leg: int, curves: Candidates, rows: slice, others: Ints) -> NDArray[np.int16]:
        """Return what crossing each of some drawn lines costs each curve, (others, k), in units of 1/64.

        Whole units add up to the same sum in any order.
        """
        lines = self._path[others]
        owner = np.repeat(np.arange(len(others)), lines.shape[1] - 1)
        drawn = Segments(lines[:, :-1].reshape(-1, 2), lines[:, 1:].reshape(-1, 2), owner)
        return self._crossing_prices(leg, curves.bows.some(rows), curves.path[rows], drawn, others)

    def crossings_between(self, leg: int, other: int, rows: tuple[slice | Ints, slice | Ints]) -> Floats:
        """Return what crossing some curves of another leg costs some curves of a leg, (k, l)."""
        lines = self.candidates[other].path[rows[1]]
        owner = np.repeat(np.arange(len(lines)), lines.shape[1] - 1)
        drawn = Segments(lines[:, :-1].reshape(-1, 2), lines[:, 1:].reshape(-1, 2), owner)
        own = self.candidates[leg]
        bows, path = own.bows.some(rows[0]), own.path[rows[0]]
        prices = self._crossing_prices(leg, bows, path, drawn, np.full(len(lines), other))
        return np.asarray(prices.T / _UNITS, dtype=np.float64)

    def conflicts(self) -> list[tuple[int, int]]:
        """Return pairs of drawn legs that cross each other badly: siblings, or at a small angle; the worst first."""
        found: dict[tuple[int, int], int] = {}
        least = (self.plan.prices.crossing + _BAD) * _UNITS
        for leg in range(len(self.plan)):
            own, k = self.candidates[leg], int(self.choice[leg])
            others = np.flatnonzero(self._shown & (np.arange(len(self.plan)) > leg))
            lines = self._path[others]
            owner = np.repeat(np.arange(len(others)), lines.shape[1] - 1)
            drawn = Segments(lines[:, :-1].reshape(-1, 2), lines[:, 1:].reshape(-1, 2), owner)
            prices = self._crossing_prices(leg, own.bows.only(k), own.path[k : k + 1], drawn, others)[:, 0]
            for other, price in zip(others.tolist(), prices.tolist(), strict=True):
                if price > least:
                    found[leg, other] = price
        return sorted(found, key=lambda pair: (-found[pair], pair))

    def disturbing(self, leg: int, most: int) -> list[int]:
        """Return the drawn legs that disturb a leg most: by crossing it, or by leaving a place close beside it."""
        plan, k = self.plan, int(self.choice[leg])
        known = self._crossed[leg]
        price = np.zeros(len(plan)) if known is None else known.table[:, k] / _UNITS
        for end, place in enumerate(plan.places_of(leg)):
            legs, ends = plan.ends_at[place]
            gap = angle_between(self._leaves[leg, end], self._leaves[legs, ends])
            price[legs] += _BESIDE * np.maximum(1.0 - gap / _BESIDE_GAP, 0.0)
        price[leg] = 0.0
        worst = np.argsort(-price, kind="stable")[:most]
        return [int(other) for other in worst if price[other] > _BAD + plan.prices.crossing]

    def _crossing_prices(self, leg: int, bows: Bows, path: Floats, drawn: Segments, legs: Ints) -> NDArray[np.int16]:
        """Return what crossings cost, (lines, k), in units: curves (k, …) of a leg, lines that belong to `legs`."""
        plan, prices = self.plan, self.plan.prices
        total = np.zeros(len(legs) * len(path))
        start, end = plan.start[leg], plan.end[leg]
        hidden_px = min(plan.gap, _MOST_HIDDEN * float(plan.chord[leg]))
        origin, destination, (a, b) = plan.origin[legs], plan.destination[legs], plan.places_of(leg)
        sibling = (origin == a) | (origin == b) | (destination == a) | (destination == b)
        plain = prices.crossing + prices.sibling * sibling
        for shift, segments in self._copies(path, drawn):
            hits = find_crossings(start + shift, end + shift, bows, segments)
            acute = between((hits.cosine - _FREE) / (_ACUTE - _FREE), 0.0, 1.0)
            price = np.where(hits.away_px < hidden_px, 0.0, plain[hits.leg] + prices.acute * acute)
            cell = hits.leg * len(path) + hits.candidate
            total += np.bincount(cell, weights=np.rint(price * _UNITS), minlength=len(total))
        return total.reshape(len(legs), len(path)).astype(np.int16)

    def _copies(self, path: Floats, drawn: Segments) -> Iterator[tuple[Floats, Segments]]:
        """Yield shifts for the candidates and the segments to meet, so that copies one world away are met too."""
        window = self.plan.window
        if not window.is_round:
            yield np.zeros(2), drawn
            return
        west, world = window.west_px, window.wrap_px
        shifts = frame_shifts(path, west, world)
        if len(shifts) > 1:
            for shift in shifts:
                yield np.array([shift, 0.0]), drawn
            return
        a, b, owner = drawn
        x = a[:, 0], b[:, 0]
        east = np.maximum(*x) > west + world
        extra = (east | (np.minimum(*x) < west)).nonzero()[0]
        if len(extra):
            move = np.stack((np.where(east[extra], -world, world), np.zeros(len(extra))), axis=1)
            drawn = drawn.joined(Segments(a[extra] + move, b[extra] + move, owner[extra]))
        yield np.zeros(2), drawn


def _box(path: Floats) -> list[float]:
    """Return the least and the greatest x, and y, of points (n, 2)."""
    (low_x, low_y), (high_x, high_y) = path.min(axis=0).tolist(), path.max(axis=0).tolist()
    return [low_x, high_x, low_y, high_y]
