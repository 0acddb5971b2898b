"""Reading the outlines we ship: TopoJSON's shared, quantised arcs back into rings of coordinates."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rings = list[NDArray[np.float64]]


def decode_rings(text: str, name: str = "countries") -> dict[str, Rings]:
    """Return the rings of each geometry of one TopoJSON object.

    Parameters
    ----------
    text
        TopoJSON with a `transform`, its object a GeometryCollection of polygons with ids.
    name
        Of the object.

    Returns
    -------
    dict
        By id, the rings of all its polygons, float arrays (n, 2), (lon, lat) degrees, first vertex repeated at the end.
        Outer rings and holes are not told apart: filled by the even-odd rule they come out right.
    """
    topology = json.loads(text)
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    return {
        str(geometry["id"]): [_ring(arcs, ring) for polygon in _polygons(geometry) for ring in polygon]
        for geometry in topology["objects"][name]["geometries"]
    }


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    return [geometry["arcs"]] if geometry["type"] == "Polygon" else list(geometry["arcs"])


def _ring(arcs: list[NDArray[np.float64]], indices: list[int]) -> NDArray[np.float64]:
    """Join arcs end to end; ~i means arc i backwards, and each arc starts where the one before ended."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
