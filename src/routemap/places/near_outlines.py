"""Outlines for one page: in full detail near its places, coarse elsewhere, with every border still drawn once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from routemap.places._tables import read_text
from routemap.places.packing import pack_numbers, unpack_numbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Around the places, degrees, and as a share of what they span: what a window shows beside them.
_AROUND_DEG, _AROUND_SHARE = 10.0, 0.5
# A map of more than this, degrees, is fine near its places only: between them nobody looks so closely.
_WIDE_DEG = 40.0


@dataclass(frozen=True, eq=False)
class _Arcs:
    """The arcs of the outlines, twice: all of them fine, then all of them coarse.

    Attributes
    ----------
    told
        What each page is told of them as it stands here: which arcs make up which country.
    bounds
        Float array (k, 4): west, south, east, north of each arc, degrees.
    sizes, starts
        Int arrays (2, k): how many steps each has, and at which it begins.
    steps
        Int array (n, 2): all steps.
    """

    told: dict[str, Any]
    bounds: NDArray[np.float64]
    sizes: NDArray[np.int64]
    starts: NDArray[np.int64]
    steps: NDArray[np.int64]


def outlines_near(
    west: float, south: float, east: float, north: float, *, positions: NDArray[np.float64] | None = None
) -> str:
    """Return the outlines of all countries for a page's script, fine where a map of this part of the world shows them.

    Only what lies farther off is simplified, border by border, so that neighbours still share each of them.

    Parameters
    ----------
    west, south, east, north
        What the map is about, degrees; `east` may pass 180.
    positions
        Its places, (lon, lat) in degrees, float array (n, 2): a map across continents is fine around them alone. By
        default all of it is.

    Notes
    -----
    JSON text; each list in it but `corner` holds numbers as `pack_numbers` packs them. `ids` has the codes of the
    countries, three letters each, and `shape`, country by country: how many rings, for each ring how many arcs, and for
    each arc 0 for the next new one, else how many arcs ago it was new, below 0 where it runs backwards. The lines in
    dispute follow, as if they were one more country. `size` is how many steps each new arc has, `east` and `north` how
    far it begins from the end of the one before (the first from `corner`), and `x` and `y` its steps, in units of
    `step` degrees. Shapes are to be filled by the even-odd rule.

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
    which = np.where(_touch(arcs.bounds, shown), 0, 1), np.arange(len(arcs.bounds))
    sizes = arcs.sizes[which]
    rows = np.repeat(arcs.starts[which] - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
    x, y = (pack_numbers(column) for column in arcs.steps[rows].T)
    return json.dumps({**arcs.told, "size": pack_numbers(sizes), "x": x, "y": y}, separators=(",", ":"))


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

    shipped = json.loads(read_text("outlines-packed.json"))
    told, step, corner = shipped["told"], shipped["told"]["step"], shipped["told"]["corner"]
    bounds = np.column_stack([unpack_numbers(texts) for texts in shipped["bounds"]]) * step + [*corner, *corner]
    sizes = np.stack([unpack_numbers(shipped[name]["size"]) for name in ("fine", "coarse")])
    columns = [[unpack_numbers(shipped[name][axis]) for axis in ("x", "y")] for name in ("fine", "coarse")]
    steps = np.concatenate([np.column_stack(pair) for pair in columns])
    starts = (np.cumsum(sizes) - sizes.ravel()).reshape(sizes.shape)
    return _Arcs(told, bounds, sizes, starts, steps)
