"""Reading the outlines we ship: TopoJSON's shared, quantised arcs back into rings and lines of coordinates."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]
Rings = list[Ring]


@dataclass(frozen=True, eq=False)
class Outlines:
    """The shapes of the world's countries: float arrays (n, 2), (lon, lat) degrees.

    Parameters
    ----------
    polygons
        By code, the polygons of a country: each its outer ring, then its holes, the first vertex repeated at the end.
    disputed
        Lines that United Nations maps do not draw as final.
    shared
        All other coasts and borders, each once, however many countries share it, as they are stored.
    """

    polygons: Mapping[str, list[Rings]]
    disputed: list[Ring]
    shared: list[Ring]

    @cached_property
    def borders(self) -> list[Ring]:
        """What is shared, without the cuts along ±180° and at the pole; only figures and files need it."""
        return [line for arc in self.shared for line in _off_the_seam(arc)]

    def rings(self, code: str) -> Rings:
        """Return the rings of all polygons of a country; filled by the even-odd rule they come out right."""
        return [ring for polygon in self.polygons[code] for ring in polygon]


def decode_outlines(text: str) -> Outlines:
    """Return the outlines that TopoJSON text holds, in the form that `outlines_json` describes."""
    topology = json.loads(text)
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = _decode_arcs(topology["arcs"], scale, shift)
    countries = topology["objects"]["countries"]["geometries"]
    disputed = {_arc(i) for line in topology["objects"]["disputed"]["arcs"] for i in line}
    used = {_arc(i) for geometry in countries for polygon in _polygons(geometry) for ring in polygon for i in ring}
    return Outlines(
        {
            str(geometry["id"]): [[_ring(arcs, ring) for ring in polygon] for polygon in _polygons(geometry)]
            for geometry in countries
        },
        [arcs[i] for i in sorted(disputed)],
        [arcs[i] for i in sorted(used - disputed)],
    )


def _decode_arcs(stored: list[list[list[int]]], scale: Ring, shift: Ring) -> list[Ring]:
    """Return the vertices of each arc: stored are whole steps, from a first whole position on."""
    stops = np.cumsum([len(arc) for arc in stored])
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(stored)), dtype=np.int64).reshape(-1, 2)
    # All in one go; whole numbers, so that to begin anew at each arc is exact.
    sums = np.cumsum(flat, axis=0)
    starts = np.concatenate((np.zeros((1, 2), dtype=np.int64), sums[stops[:-1] - 1]))
    where = (sums - np.repeat(starts, np.diff(stops, prepend=0), axis=0)) * scale + shift
    return np.split(where, stops[:-1])


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    return [geometry["arcs"]] if geometry["type"] == "Polygon" else list(geometry["arcs"])


def _arc(index: int) -> int:
    """Return which arc an index means: ~i is arc i backwards."""
    return index if index >= 0 else ~index


def _ring(arcs: list[Ring], indices: list[int]) -> Ring:
    """Join arcs end to end; each starts where the one before ended."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def _off_the_seam(arc: Ring) -> Iterator[Ring]:
    """Give the parts of an arc that are no cut along ±180° or at the pole."""
    on_seam = (np.abs(arc[:, 0]) > 179.98) | (arc[:, 1] < -89.9)
    cut = on_seam[1:] & on_seam[:-1]
    breaks = [-1, *np.flatnonzero(cut).tolist(), len(arc) - 1]
    for before, last in pairwise(breaks):
        if last - before > 1:
            yield arc[before + 1 : last + 1]
