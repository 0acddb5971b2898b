"""A scene as columns of plain data: what every interactive page is told of it (`block_types` says which)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from routemap import style
from routemap.scene.block_types import Group, Places, Strands, Style

if TYPE_CHECKING:
    from routemap.scene.layouts import MercatorCurves
    from routemap.scene.scene import Floats, Scene
    from routemap.scene.scene import Strands as SceneStrands


# Rows from which on a column may be written as its differences.
_LONG = 100


def style_block(scene: Scene) -> Style:
    """Return the widths of a scene's lines, which may be thinned."""
    thin = scene.line_scale
    return {
        "magnitude_width": [style.magnitude_width_px(name, thin) for name in style.MAGNITUDES],
        "width_range": [style.WIDTH_RANGE_PX[0], style.widest_quantity_px(thin)],
    }


def group_block(names: Sequence[str], colours: Sequence[style.Colour]) -> list[Group]:
    """Return colours with their meaning."""
    return [
        {"name": name, "light": colour.light, "dark": colour.dark} for name, colour in zip(names, colours, strict=True)
    ]


def place_block(scene: Scene) -> Places:
    """Return a scene's places: anchors for all, members for regions."""
    anchors = np.round(scene.anchors, 4)
    return {
        "code": scene.codes,
        "name": scene.names,
        "kind": [int(is_region) for is_region in scene.is_region],
        "lon": anchors[:, 0].tolist(),
        "lat": anchors[:, 1].tolist(),
        "members": {str(place): list(codes) for place, codes in scene.members.items()},
    }


def strand_block(strands: SceneStrands, curves: MercatorCurves) -> Strands:
    """Return a scene's lines and their courses."""
    return {
        "from": column(strands.ends[:, 0].tolist()),
        "to": column(strands.ends[:, 1].tolist()),
        "shift": column(curves.shift.tolist()),
        "cx": curves.control[:, 0].tolist(),
        "cy": curves.control[:, 1].tolist(),
        "group": column(strands.group.tolist()),
        "undirected": column(strands.undirected.astype(np.int_).tolist()),
    }


def column(values: list[Any]) -> Any:
    """Return a column, or its one value when it holds for every row (and there is more than none).

    Examples
    --------
    >>> column([2, 2, 2]), column([2, 3]), column([2])
    (2, [2, 3], [2])
    """
    if values and isinstance(values[0], (int, float)) and values.count(values[0]) == len(values) > 1:
        return values[0]
    return values


def climbing(values: list[int]) -> Any:
    """Return a column of a table's rows: as differences where it is long and most of them are 1.

    Examples
    --------
    >>> climbing([4, 5, 6]), climbing(list(range(3, 103)))["steps"][:3]
    ([4, 5, 6], [3, 1, 1])
    """
    if len(values) < _LONG:
        return column(values)
    steps = np.diff(np.array(values, dtype=np.int64), prepend=0)
    return {"steps": steps.tolist()} if 2 * np.count_nonzero(steps == 1) > len(steps) else column(values)


def view_of(anchors: Floats) -> list[float]:
    """Return west, south, east, north around positions (n, 2); the widest gap between them stays outside."""
    lon = np.sort((anchors[:, 0] + 180) % 360 - 180)
    gaps = np.diff(np.append(lon, lon[0] + 360))
    widest = int(np.argmax(gaps))
    west = lon[(widest + 1) % len(lon)]
    east = lon[widest] + (360 if lon[widest] < west else 0)
    south, north = anchors[:, 1].min(), anchors[:, 1].max()
    return [round(float(x), 4) for x in (west, south, east, north)]
