"""Outlines for one page: in full detail near its places, coarse elsewhere, with every border still drawn once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from routemap.places.outlines import outlines_json

if TYPE_CHECKING:
    import numpy as np
    import shapely
    from numpy.typing import NDArray

# Around the places, degrees, and as a share of what they span: what a window shows beside them.
_AROUND_DEG, _AROUND_SHARE = 10.0, 0.5
_COARSE_DEG = 0.6
# A ring of fewer vertices is kept as it is: simplified it would be a line.
_FEWEST_VERTICES = 6


@dataclass(frozen=True, eq=False)
class _Arcs:
    """The arcs of the outlines: bounds (k, 4) in degrees, and the JSON text of each, fine and coarse."""

    before: str
    after: str
    bounds: NDArray[np.float64]
    fine: list[str]
    coarse: list[str]


def outlines_near(west: float, south: float, east: float, north: float) -> str:
    """Return the outlines of all countries as TopoJSON text, fine where a map of this part of the world shows them.

    Only what lies farther off is simplified, border by border, so that neighbours still share each of them.

    Parameters
    ----------
    west, south, east, north
        What the map is about, degrees; `east` may pass 180.

    Examples
    --------
    >>> len(outlines_near(5, 55, 15, 65)) < len(outlines_near(-180, -90, 180, 90))
    True
    """
    import numpy as np

    arcs = _arcs()
    wide = max(_AROUND_DEG, _AROUND_SHARE * (east - west))
    high = max(_AROUND_DEG, _AROUND_SHARE * (north - south))
    low_lon, low_lat, high_lon, high_lat = arcs.bounds.T
    is_near = np.zeros(len(arcs.fine), dtype=np.bool_)
    for turn in (-360.0, 0.0, 360.0):
        is_near |= (high_lon + turn >= west - wide) & (low_lon + turn <= east + wide)
    is_near &= (high_lat >= south - high) & (low_lat <= north + high)
    chosen = (fine if near else coarse for near, fine, coarse in zip(is_near, arcs.fine, arcs.coarse, strict=True))
    return f"{arcs.before}[{','.join(chosen)}]{arcs.after}"


@cache
def _arcs() -> _Arcs:
    import numpy as np
    import shapely

    topology = json.loads(outlines_json("medium"))
    step, corner = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    whole = [np.cumsum(np.array(arc), axis=0) for arc in topology["arcs"]]
    bounds = np.array(
        [[*(points.min(axis=0) * step + corner), *(points.max(axis=0) * step + corner)] for points in whole]
    )
    lines = np.array([shapely.LineString(points) for points in whole], dtype=object)
    simple = shapely.simplify(lines, _COARSE_DEG / step[0], preserve_topology=True)
    fine = [json.dumps(arc, separators=(",", ":")) for arc in topology["arcs"]]
    coarse = [
        _text(shapely.get_coordinates(line).astype(np.int64)) if _may_go(points, line) else text
        for points, line, text in zip(whole, simple, fine, strict=True)
    ]
    before, after = json.dumps({**topology, "arcs": None}, separators=(",", ":")).split('"arcs":null')
    return _Arcs(f'{before}"arcs":', after, bounds, fine, coarse)


def _may_go(points: NDArray[np.int64], line: shapely.LineString) -> bool:
    import shapely

    is_ring = bool((points[0] == points[-1]).all())
    return not is_ring or (len(points) > _FEWEST_VERTICES and int(shapely.get_num_coordinates(line)) > 3)


def _text(points: NDArray[np.int64]) -> str:
    """Return an arc as TopoJSON writes it: its first point, then steps."""
    import numpy as np

    return json.dumps(np.diff(points, axis=0, prepend=0).tolist(), separators=(",", ":"))
