"""FlatGeobuf files that claim more than they hold, or that speak of elsewhere."""

import io
import struct
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pyogrio
import shapely

from routemap.gis.layers import routes_layer
from routemap.gis.tables import to_flatgeobuf
from routemap.lines import to_lines
from routemap.routes import read_routes

from .case import HEADER, ROUTE, Bait, Case

_MAGIC = b"fgb\x03fgb\x01"
_ROWS = 3
_INDEX = (_ROWS + 1) * 40  # a node for each row, and one above them


def flatgeobuf() -> bytes:
    """Return the file that routemap itself writes."""
    table = "\n".join([",".join(HEADER), *[",".join(ROUTE)] * _ROWS])
    return to_flatgeobuf(routes_layer(to_lines(read_routes(io.StringIO(table)))))


def changed(change: Callable[[bytearray, int], None]) -> bytes:
    """Return a file after a change; it is told where the header ends."""
    data = bytearray(flatgeobuf())
    change(data, 12 + struct.unpack_from("<I", data, 8)[0])
    return bytes(data)


def wide(columns: int) -> bytes:
    """Return a file of that many columns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wide.fgb"
        shapes = shapely.to_wkb(np.array([shapely.Point(1, 2)]))
        names = [f"c{number}" for number in range(columns)]
        values = [np.array(["x"], dtype=object)] * columns
        about = {"layer": "routes", "driver": "FlatGeobuf", "geometry_type": "Point", "crs": "EPSG:4326"}
        pyogrio.raw.write(path, shapes, values, names, **about)
        return path.read_bytes()


def _claim_header(length: int) -> Callable[[bytearray, int], None]:
    return lambda data, _: struct.pack_into("<I", data, 8, length)


def _claim_features(number: int) -> Callable[[bytearray, int], None]:
    def change(data: bytearray, end: int) -> None:
        struct.pack_into("<Q", data, data.index(struct.pack("<Q", _ROWS), 12, end), number)

    return change


def _claim_first_feature(length: int) -> Callable[[bytearray, int], None]:
    return lambda data, end: struct.pack_into("<I", data, end + _INDEX, length)


def _put(old: bytes, new: bytes) -> Callable[[bytearray, int], None]:
    """Put other bytes in the place of some in the header."""

    def change(data: bytearray, end: int) -> None:
        place = data.index(old, 12, end)
        data[place : place + len(new)] = new

    return change


def _describe(address: str) -> Callable[[bytearray, int], None]:
    def change(data: bytearray, end: int) -> None:
        _put(b"GEOGCRS[", f"{address}/wkt".encode())(data, end)
        _put(b"EPSG\0", b"none\0")(data, end)

    return change


def _claim_a_million(data: bytearray, end: int) -> None:
    _claim_features(1_000_000)(data, end)
    data += bytes(30_000_000)


def _go_on(data: bytearray, end: int) -> None:
    del end
    data += bytes(30_000_000)


def _cut(data: bytearray, end: int) -> None:
    del data[end // 2 :]


def cases(bait: Bait) -> Iterator[Case]:
    """Give all of them."""
    layer = (
        f"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>{bait.secret}</SrcDataSource></OGRVRTLayer>".encode()
    )
    damaged = {
        "a header of four gigabytes": _claim_header(0xFFFFFFFF),
        "a header of a gigabyte": _claim_header(1 << 30),
        "a header of nothing": _claim_header(0),
        "a billion billion features": _claim_features(1 << 60),
        "two billion features": _claim_features(1 << 31),
        "more features than there are": _claim_features(_ROWS + 1_000),
        "a feature of four gigabytes": _claim_first_feature(0xFFFFFFFF),
        "a feature of two gigabytes": _claim_first_feature(0x7FFFFFFF),
        "a million features, and bytes enough": _claim_a_million,
        "a file cut in its header": _cut,
        "columns that are no list": _put(b"market", b"\xff" * 6),
    }
    for name, change in damaged.items():
        yield Case(name, partial(changed, change), "layer-damaged", "damaged.fgb")
    for name, content in {
        "a virtual layer behind four bytes": b"fgb\x03" + layer,
        "a virtual layer as a header": _MAGIC + struct.pack("<I", len(layer)) + layer,
    }.items():
        yield Case(name, partial(bytes, content), "layer-damaged", "virtual.fgb")
    yield Case("a reference system on the web", partial(changed, _put(b"EPSG\0", b"http\0")), "", "system.fgb")
    yield Case("a description on the web", partial(changed, _describe(bait.address)), "", "description.fgb")
    yield Case("thirty million bytes behind the features", partial(changed, _go_on), "", "long.fgb")
    yield Case("a FlatGeobuf of 1,500 columns", partial(wide, 1_500), "columns-many", "wide.fgb")
    for name in ("FGB:routes.fgb", "routes.zip!routes.fgb", "routes.vrt.fgb"):
        yield Case(f"a FlatGeobuf called {name}", flatgeobuf, "", name)
