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

    topology, coarse = json.loads(outlines_json("medium")), json.loads(read_text("outlines-coarse.json"))
    step, corner = topology["transform"]["scale"], topology["transform"]["translate"]
    bounds = np.array(coarse["bounds"]) * [*step, *step] + [*corner, *corner]
    fine = [_text(arc) for arc in topology["arcs"]]
    far = [_text(arc) if arc else text for arc, text in zip(coarse["arcs"], fine, strict=True)]
    before, after = json.dumps({**topology, "arcs": None}, separators=(",", ":")).split('"arcs":null')
    return _Arcs(f'{before}"arcs":', after, bounds, fine, far)


def _text(arc: list[list[int]]) -> str:
    return json.dumps(arc, separators=(",", ":"))
