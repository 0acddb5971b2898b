"""Outlines for one page: in full detail near its places, coarse elsewhere, with every border still drawn once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from routemap.places._tables import read_text
from routemap.places.outlines import outlines_json

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Around the places, degrees, and as a share of what they span: what a window shows beside them.
_AROUND_DEG, _AROUND_SHARE = 10.0, 0.5
# A map of more than this, degrees, is fine near its places only: between them nobody looks so closely.
_WIDE_DEG = 40.0


@dataclass(frozen=True, eq=False)
class _Arcs:
    """The arcs of the outlines: bounds (k, 4) in degrees, and the JSON text of each, fine and coarse."""

    before: str
    after: str
    bounds: NDArray[np.float64]
    fine: list[str]
    coarse: list[str]


def outlines_near(
    west: float, south: float, east: float, north: float, *, positions: NDArray[np.float64] | None = None
) -> str:
    """Return the outlines of all countries as TopoJSON text, fine where a map of this part of the world shows them.

    Only what lies farther off is simplified, border by border, so that neighbours still share each of them.

    Parameters
    ----------
    west, south, east, north
        What the map is about, degrees; `east` may pass 180.
    positions
        Its places, (lon, lat) in degrees, float array (n, 2): a map across continents is fine around them alone. By
        default all of it is.

    Examples
    --------
    >>> len(outlines_near(5, 55, 15, 65)) < len(outlines_near(-180, -90, 180, 90))
    True
    """
    import numpy as np

    arcs = _arcs()
    if positions is None or max(east - west, north - south) <= _WIDE_DEG:
        wide = max(_AROUND_DEG, _AROUND_SHARE * (east - west))
        high = max(_AROUND_DEG, _AROUND_SHARE * (north - south))
        shown = np.array([[west - wide, south - high, east + wide, north + high]])
    else:
        lon, lat = np.asarray(positions, dtype=np.float64).T
        # Parallels are shorter than meridians.
        wide = _AROUND_DEG / np.cos(np.radians(np.minimum(np.abs(lat), 75.0)))
        shown = np.column_stack((lon - wide, lat - _AROUND_DEG, lon + wide, lat + _AROUND_DEG))
    is_near = _touch(arcs.bounds, shown)
    chosen = (fine if near else coarse for near, fine, coarse in zip(is_near, arcs.fine, arcs.coarse, strict=True))
    return f"{arcs.before}[{','.join(chosen)}]{arcs.after}"


def _touch(bounds: NDArray[np.float64], shown: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which boxes (k, 4) touch any of the boxes shown (n, 4), degrees, whichever way round the world."""
    import numpy as np

    low_lon, low_lat, high_lon, high_lat = bounds[:, None].transpose(2, 0, 1)
    west, south, east, north = shown.T
    across = np.zeros(np.broadcast_shapes(low_lon.shape, west.shape), dtype=np.bool_)
    for turn in (-360.0, 0.0, 360.0):
        across |= (high_lon + turn >= west) & (low_lon + turn <= east)
    touching: NDArray[np.bool_] = (across & (high_lat >= south) & (low_lat <= north)).any(axis=1)
    return touching


@cache
def _arcs() -> _Arcs:
    import numpy as np

    topology, coarse = json.loads(outlines_json("medium")), json.loads(read_text("outlines-coarse.json"))
    step, corner = topology["transform"]["scale"], topology["transform"]["translate"]
    bounds = np.array(coarse["bounds"]) * [*step, *step] + [*corner, *corner]
    fine = [_text(arc) for arc in topology["arcs"]]
    far = [_text(arc) if arc else text for arc, text in zip(coarse["arcs"], fine, strict=True)]
    before, after = json.dumps({**topology, "arcs": None}, separators=(",", ":")).split('"arcs":null')
    return _Arcs(f'{before}"arcs":', after, bounds, fine, far)


def _text(arc: list[list[int]]) -> str:
    return json.dumps(arc, separators=(",", ":"))
