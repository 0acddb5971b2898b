"""What a figure draws, before it has a shape: strands (lines shared by routes), places with their roles, colours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from routemap import places

Floats = NDArray[np.float64]
Ints = NDArray[np.int_]

ORIGIN, TRANSIT, DESTINATION, UNDIRECTED = 1, 2, 4, 8


@dataclass(frozen=True, eq=False)
class Strands:
    """The drawn lines: arrays (m,), except `ends` (m, 2), rows of the places.

    `tail_in`, `tail_out`: some route comes from an unknown origin into the line's start, goes on to an unknown
    destination from its end. `chains`: courses over several lines.
    """

    ends: Ints
    group: Ints
    undirected: NDArray[np.bool_]
    width: Floats
    confidence: Ints
    tail_in: NDArray[np.bool_]
    tail_out: NDArray[np.bool_]
    chains: list[tuple[int, ...]]

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.ends)

    def only(self, rows: NDArray[np.bool_], place: dict[int, int], beyond: set[int]) -> Strands:
        """Return the lines of `rows` between places of new numbers; open ends at places `beyond` are not shown."""
        ends = np.array([[place[a], place[b]] for a, b in self.ends[rows].tolist()], dtype=np.int_).reshape(-1, 2)
        shown = ~np.isin(ends, sorted(beyond))
        number = np.cumsum(rows) - 1
        kept = {tuple(number[list(chain)].tolist()) for chain in self.chains if rows[list(chain)].all()}
        return Strands(
            ends,
            self.group[rows],
            self.undirected[rows],
            self.width[rows],
            self.confidence[rows],
            self.tail_in[rows] & shown[:, 0],
            self.tail_out[rows] & shown[:, 1],
            sorted(kept),
        )


@dataclass(frozen=True, eq=False)
class Network:
    """All that a figure draws, before it has a shape."""

    codes: list[str]
    names: list[str]
    is_region: list[bool]
    members: dict[int, tuple[str, ...]]
    subject: int
    roles: list[int]
    weight: list[int]
    badge: list[int]
    domestic: dict[int, list[int]]
    groups: list[str]
    colours: list[str]
    strands: Strands
    units: dict[str, tuple[float, float]] = field(default_factory=dict)  # largest total, least quantity
    magnitudes: set[str] = field(default_factory=set)
    is_overview: bool = False  # its groups are markets
    keys: dict[int, str] = field(default_factory=dict)  # what is written on the lines of a group
    line_scale: float = 1.0  # all widths are thinned by this much
    beyond: frozenset[int] = frozenset()  # places outside the frame: their lines run off its edge

    def thinned(self, scale: float) -> Network:
        """Return the network with its lines thinned by `scale`, instead of as they were."""
        strands = replace(self.strands, width=self.strands.width * (scale / self.line_scale))
        return replace(self, strands=strands, line_scale=scale)

    def only(self, strands: NDArray[np.bool_], kept: Iterable[int], beyond: Iterable[int] = ()) -> Network:
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
            subject=new.get(self.subject, -1),
            roles=[self.roles[k] for k in rows],
            weight=[self.weight[k] for k in rows],
            badge=[self.badge[k] * here for k, here in zip(rows, full, strict=True)],
            domestic={new[k]: groups for k, groups in self.domestic.items() if k in kept},
            strands=self.strands.only(strands, new, {new[k] for k in outside}),
            beyond=frozenset(new[k] for k in outside),
        )

    @property
    def anchors(self) -> Floats:
        """Positions of the places, (lon, lat) degrees."""
        return places.anchors(self.codes)
