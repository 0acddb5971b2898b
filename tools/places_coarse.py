"""The outlines once more, coarse: what a page draws far from its places, arc by arc of the medium outlines."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

_COARSE_DEG = 0.6
# A ring of fewer vertices is kept as it is: simplified it would be a line.
_FEWEST_VERTICES = 6


def coarse_arcs(medium: str) -> str:
    """Return as JSON text the bounds of each arc, in its steps, and the arc simplified, null where it stays as it is.

    Border by border, so that neighbours still share each of them.

    Parameters
    ----------
    medium
        TopoJSON text, quantised.
    """
    topology = json.loads(medium)
    whole = [np.cumsum(np.array(arc), axis=0) for arc in topology["arcs"]]
    lines = np.array([shapely.LineString(points) for points in whole], dtype=object)
    simple = shapely.simplify(lines, _COARSE_DEG / topology["transform"]["scale"][0], preserve_topology=True)
    arcs: list[Any] = []
    for points, line in zip(whole, simple, strict=True):
        kept = shapely.get_coordinates(line).astype(np.int64)
        goes = _may_go(points, line) and len(kept) < len(points)
        arcs.append(np.diff(kept, axis=0, prepend=0).tolist() if goes else None)
    bounds = [[*points.min(axis=0).tolist(), *points.max(axis=0).tolist()] for points in whole]
    return json.dumps({"bounds": bounds, "arcs": arcs}, separators=(",", ":"))


def _may_go(points: NDArray[np.int64], line: shapely.LineString) -> bool:
    is_ring = bool((points[0] == points[-1]).all())
    return not is_ring or (len(points) > _FEWEST_VERTICES and int(shapely.get_num_coordinates(line)) > 3)
