"""The shapes and positions of places, as the maintainers' script left them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from routemap.errors import PlaceError
from routemap.lazy import remember
from routemap.places._tables import read_table, read_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from routemap.places.topojson import Outlines

OutlineSize = Literal["medium", "small"]


def outlines_json(size: OutlineSize = "medium") -> str:
    """Return the outlines of all countries as TopoJSON text.

    The object ``countries`` has one geometry per code, `id` = code; ``disputed`` is one MultiLineString of the lines
    that United Nations maps do not draw as final. Their arcs are also borders of countries (or lie inside one, as in
    Cyprus): a map that strokes borders leaves the arcs of ``disputed`` out and draws them dashed. Edges on ±180° are
    cuts, not coasts.

    Parameters
    ----------
    size
        ``medium`` (about 320 kB) for maps, ``small`` (about 115 kB) for thumbnails and overviews.

    Raises
    ------
    PlaceError
        If there are no outlines of that size.

    Examples
    --------
    >>> import json
    >>> len(json.loads(outlines_json("small"))["objects"]["countries"]["geometries"])
    250
    """
    if size not in ("medium", "small"):
        raise PlaceError(f"no outlines of size {size!r}; expected 'medium' or 'small'")
    return _read_outlines(size)


@remember
def outlines(size: OutlineSize = "medium") -> Outlines:
    """Return the outlines of all countries as arrays of coordinates, (lon, lat), degrees.

    Parameters
    ----------
    size
        As for `outlines_json`.

    Raises
    ------
    PlaceError
        If there are no outlines of that size.

    Examples
    --------
    >>> shapes = outlines("small")
    >>> len(shapes.polygons["CHE"]), shapes.rings("CHE")[0].shape[1]
    (1, 2)
    """
    from routemap.places.topojson import decode_outlines

    return decode_outlines(outlines_json(size))


@cache
def _read_outlines(size: str) -> str:
    return read_text(f"outlines-{size}.json")


def anchor(code: str) -> tuple[float, float]:
    """Return where lines to and from a place end: (lon, lat), degrees, WGS 84.

    Parameters
    ----------
    code
        A country's code or a region's slug.

    Raises
    ------
    PlaceError
        If there is no such place.

    Examples
    --------
    >>> anchor("NOR")
    (10.0, 61.5)
    """
    try:
        return _anchors()[code]
    except KeyError:
        raise PlaceError(f"no place has the code {code!r}; expected ISO 3166-1 alpha-3, XKX or a region") from None


def anchors(codes: Iterable[str]) -> NDArray[np.float64]:
    """Return the anchors of places as an array of (lon, lat), degrees, shape (n, 2).

    Raises
    ------
    PlaceError
        If one of the codes is no place.

    Examples
    --------
    >>> anchors(["NOR", "SWE"]).tolist()
    [[10.0, 61.5], [15.0, 60.9]]
    """
    import numpy as np

    return np.array([anchor(code) for code in codes], dtype=np.float64).reshape(-1, 2)


@cache
def _anchors() -> Mapping[str, tuple[float, float]]:
    rows = read_table("anchors.csv")
    return MappingProxyType({row["code"]: (float(row["lon"]), float(row["lat"])) for row in rows})
