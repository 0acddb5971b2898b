"""A scene: all that a map of some routes shows, before it has a shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from routemap import places
from routemap.scene.folding import region_of
from routemap.scene.quantities import Scale
from routemap.style import VAST_MEMBERS, Colour

Floats = NDArray[np.float64]
Ints = NDArray[np.int_]

ORIGIN, TRANSIT, DESTINATION, UNDIRECTED = 1, 2, 4, 8


@dataclass(frozen=True, eq=False)
class Strands:
    """The drawn lines, each shared by every route that runs on it: same two places, same colour, same directedness.

    Attributes
    ----------
    ends
        Int array (m, 2): rows of the places.
    group
        Int array (m,): what colour says.
    undirected
        Bool array (m,).
    width
        Float array (m,), px.
    support
        Int array (m,), position in `style.SUPPORTS`: how well its routes are supported, that they differ in it,
        or that all are of few people.
    tail_in, tail_out
        Bool arrays (m,): some route comes from an unknown origin into the line's start, goes on to an unknown
        destination from its end.
    of_route
        For each route, the numbers of its strands in travel order.
    at_most
        Of the lines all of whose routes have their number of people kept back, the largest that it may be; 0 for none.
    courses
        By line, the course that somebody drew for it: (lon, lat) float array (k, 2), longitudes running on past ±180°.
    """

    ends: Ints
    group: Ints
    undirected: NDArray[np.bool_]
    width: Floats
    support: Ints
    tail_in: NDArray[np.bool_]
    tail_out: NDArray[np.bool_]
    of_route: list[list[int]]
    at_most: int = 0
    courses: Mapping[int, Floats] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.ends)

    @cached_property
    def is_given(self) -> NDArray[np.bool_]:
        """Which lines have a course that somebody drew, bool array (m,)."""
        return np.isin(np.arange(len(self)), list(self.courses))

    @cached_property
    def chains(self) -> list[tuple[int, ...]]:
        """The distinct courses over several lines: at the stops between, lines should turn gently."""
        return sorted({tuple(over) for over in self.of_route if len(over) > 1})

    def only(self, rows: NDArray[np.bool_], place: Mapping[int, int], beyond: set[int]) -> Strands:
        """Return the lines of `rows` between places of new numbers; open ends at places `beyond` are not shown."""
        ends = np.array([[place[a], place[b]] for a, b in self.ends[rows].tolist()], dtype=np.int_).reshape(-1, 2)
        shown = ~np.isin(ends, sorted(beyond))
        number = np.cumsum(rows) - 1
        return Strands(
            ends,
            self.group[rows],
            self.undirected[rows],
            self.width[rows],
            self.support[rows],
            self.tail_in[rows] & shown[:, 0],
            self.tail_out[rows] & shown[:, 1],
            [number[chain].tolist() if len(chain) and rows[chain].all() else [] for chain in self.of_route],
            self.at_most,
            {int(number[k]): course for k, course in self.courses.items() if rows[k]},
        )


@dataclass(frozen=True, slots=True)
class Tints:
    """Which countries are tinted or hatched, by code.

    Attributes
    ----------
    subject
        The one that the whole report is about; it has a tint of its own. Empty for none.
    concerned
        Those that routes name.
    hatched
        Members of the regions that are drawn as areas: tinted as `concerned`, and hatched above any tint.
    """

    subject: str
    concerned: frozenset[str]
    hatched: frozenset[str]

    def of(self, code: str) -> str:
        """Return the name of a country's tint in `style.GROUND`."""
        if code == self.subject:
            return "subject"
        return "concerned" if code in self.concerned or code in self.hatched else "land"


@dataclass(frozen=True)
class Ring:
    """The arrow round a place for the routes of one group within it: as wide and as dashed as a line of them.

    Attributes
    ----------
    group
        Of colours.
    width
        Width, px.
    support
        Position in `style.SUPPORTS`.
    at_most
        Of routes of few people, the largest number that one may be; 0 for others.
    """

    group: int
    width: float
    support: int
    at_most: int = 0


@dataclass(frozen=True, eq=False)
class Scene:
    """What a map shows.

    Attributes
    ----------
    codes, names, is_region
        The places, most named first.
    members
        The countries of each region among them, by its row.
    subject
        Row of the place that the whole report is about, or -1.
    roles
        Per place, bits of ORIGIN, TRANSIT, DESTINATION, UNDIRECTED.
    weight
        Per place, how many routes name it.
    badge
        Per place, how many statements name it without a counterpart.
    domestic
        By place, the arrows that go round it, the innermost first.
    groups, colours
        What colour says, most frequent first, and the colours.
    route_group
        Int array (n,): the group of each route.
    strands
        The lines.
    scales
        Of the quantities that widths show, that of the most lines first.
    magnitudes
        The source's words on size of the lines whose width says it.
    unscaled
        Units of quantities that no width shows.
    is_overview
        Its groups are markets.
    keys
        What is written on the lines of a group, where colour alone may not tell.
    line_scale
        By how much the lines are thinned, `style.line_scale`.
    beyond
        Places outside the frame: their lines run off its edge.
    folds
        By row, the countries that a folded place stands for (`routemap.scene.folding`).
    within
        By row, what moves within a folded place, in words.
    behind
        More lines than can be told apart: those that stay faint behind these (`routemap.scene.strongest`).
    """

    codes: list[str]
    names: list[str]
    is_region: list[bool]
    members: dict[int, tuple[str, ...]]
    subject: int
    roles: list[int]
    weight: list[int]
    badge: list[int]
    domestic: dict[int, list[Ring]]
    groups: list[str]
    colours: list[Colour]
    route_group: Ints
    strands: Strands
    scales: list[Scale] = field(default_factory=list)
    magnitudes: set[str] = field(default_factory=set)
    unscaled: tuple[str, ...] = ()
    is_overview: bool = False
    keys: dict[int, str] = field(default_factory=dict)
    line_scale: float = 1.0
    beyond: frozenset[int] = frozenset()
    folds: dict[int, tuple[str, ...]] = field(default_factory=dict)
    within: dict[int, str] = field(default_factory=dict)
    behind: Scene | None = None

    @cached_property
    def anchors(self) -> Floats:
        """Positions of the places, (lon, lat) degrees, float array (n, 2)."""
        return places.anchors(map(region_of, self.codes))

    @cached_property
    def areas(self) -> list[int]:
        """Regions that are drawn as the area of their countries; of more countries than a map can hatch, as a ring."""
        return [place for place, codes in self.members.items() if len(codes) <= VAST_MEMBERS]

    @cached_property
    def extent(self) -> Floats:
        """Positions that a map of the scene must show: places, and courses as given, float array (k, 2)."""
        return np.concatenate([self.anchors, *self.strands.courses.values()])

    @cached_property
    def steps(self) -> Ints:
        """Rows of `extent` between which lines run, int array (k, 2): their two places, or a course step by step."""
        found, first = [self.strands.ends[~self.strands.is_given]], len(self.codes)
        for course in self.strands.courses.values():
            rows = np.arange(first, first + len(course))
            found.append(np.column_stack((rows[:-1], rows[1:])))
            first += len(course)
        return np.concatenate(found)

    @property
    def tints(self) -> Tints:
        """What the ground says of the countries, as `tintsOf` of the pages' script does."""
        subject = self.codes[self.subject] if self.subject >= 0 else ""
        hatched = frozenset(code for place in self.areas for code in self.members[place])
        concerned = {code for k, code in enumerate(self.codes) if not self.is_region[k]}.union(*self.folds.values())
        return Tints(subject, frozenset(concerned), hatched)

    def only(self, strands: NDArray[np.bool_], kept: Iterable[int], beyond: Iterable[int] = ()) -> Scene:
        """Return the part with some of the lines, (m,), and those lines' places.

        Parameters
        ----------
        strands
            Which lines stay.
        kept
            Places that stay with all that is said of them, also when no line touches them.
        beyond
            Places that only stand for where lines come from or go to, outside the frame; `kept` says nothing of them.
        """
        kept, outside = set(kept), set(beyond)
        rows = sorted(kept | outside | set(self.strands.ends[strands].ravel().tolist()))
        new = {old: k for k, old in enumerate(rows)}
        full = [old in kept for old in rows]
        return replace(
            self,
            codes=[self.codes[k] for k in rows],
            names=[self.names[k] for k in rows],
            is_region=[self.is_region[k] for k in rows],
            members={new[k]: codes for k, codes in self.members.items() if k in new and k not in outside},
            folds={new[k]: codes for k, codes in self.folds.items() if k in new},
            within={new[k]: text for k, text in self.within.items() if k in kept},
            subject=new.get(self.subject, -1),
            roles=[self.roles[k] for k in rows],
            weight=[self.weight[k] for k in rows],
            badge=[self.badge[k] * here for k, here in zip(rows, full, strict=True)],
            domestic={new[k]: rings for k, rings in self.domestic.items() if k in kept},
            strands=self.strands.only(strands, new, {new[k] for k in outside}),
            beyond=frozenset(new[k] for k in outside),
        )
