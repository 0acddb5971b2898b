"""Zipped layers that unfold, that name files elsewhere, or that hold two layers under one name."""

import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from routemap.gis import export
from routemap.routes import check_routes

from .case import HEADER, ROUTE, Bait, Case

KML = (
    b'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><ExtendedData>%b</ExtendedData></Placemark>%%b</kml>'
    % b"".join(
        b'<Data name="%b"><value>%b</value></Data>' % (name.encode(), text.encode())
        for name, text in zip(HEADER, ROUTE, strict=True)
    )
)


@cache
def shapefile() -> dict[str, bytes]:
    """Return the parts of a Shapefile with one route, by what they are called in an archive."""
    routes = check_routes(io.StringIO("\n".join(",".join(row) for row in (HEADER, ROUTE)))).routes
    with tempfile.TemporaryDirectory() as folder:
        export(routes, path := Path(folder, "r.zip"))
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _shapes(members: Mapping[str, bytes]) -> bytes:
    return packed(shapefile() | members)


def _kept_apart(part: str) -> bytes:
    """Return the Shapefile with one part in another folder."""
    return packed({f"far/{name}" if name.endswith(part) else name: data for name, data in shapefile().items()})


def _flagged(content: bytes) -> bytes:
    """Return an archive whose parts say that they are encrypted."""
    data = bytearray(content)
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(magic, at + 4)
    return bytes(data)


def cases(bait: Bait) -> Iterator[Case]:
    """Give all of them."""
    link = b"<NetworkLink><Link><href>%b/x.kml</href></Link></NetworkLink>" % bait.address.encode()
    read = {
        "a network link": lambda: packed({"doc.kml": KML % link}),
        "an overlay of a local file": lambda: packed(
            {"doc.kml": KML % b"<GroundOverlay><Icon><href>%b</href></Icon></GroundOverlay>" % bytes(bait.secret)}
        ),
        "names that climb out of the folder": lambda: _shapes(
            {f"../../../../../..{bait.target}": b"SECRET", str(bait.target): b"SECRET", "..\\..\\target": b"SECRET"}
        ),
        "a layer that climbs out of the folder": lambda: packed({"../../../doc2.kml": KML % b""}),
        "a bomb beside the layer": lambda: _shapes({"r.sbn": bytes(150_000_000)}),
        "shadows of another system": lambda: _shapes({"__MACOSX/._r.shp": b"SECRET", "__MACOSX/._r.dbf": b"SECRET"}),
        "a database and a list of layers beside it": lambda: _shapes(
            {"r.vrt": b"<OGRVRTDataSource/>", "r.gpkg": b"SQL"}
        ),
    }
    for name, make in read.items():
        yield Case(f"zipped layer: {name}", make, "", "t.kmz" if "link" in name or "overlay" in name else "t.zip")
    line = b"<Placemark><LineString><coordinates>%b</coordinates></LineString></Placemark>"
    kept = {"courses": "keep"}
    far = partial(lambda: KML % (line % (b"1,2 " * 8_000_000)))
    yield Case("KML: a line of eight million positions, kept", far, "file-large", "t.kml", options=kept)
    empty = partial(lambda: KML % (b"<Placemark/>" * 2_000_000))
    yield Case("KML: two million empty placemarks", empty, "rows-many", "t.kml")
    entity = b"<!DOCTYPE kml [<!ENTITY a SYSTEM 'file://%b'>]>" % bytes(bait.secret)
    refused = {
        "a part that unfolds": (lambda: _shapes({"r.dbf": shapefile()["r.dbf"] + bytes(150_000_000)}), "layer-damaged"),
        "KML that unfolds": (lambda: packed({"doc.kml": KML % (b" " * 150_000_000)}), "layer-damaged"),
        "a part in another folder": (partial(_kept_apart, ".dbf"), "layer-damaged"),
        "encrypted": (lambda: _flagged(_shapes({})), "layer-damaged"),
        "two layers": (lambda: _shapes({"other.shp": shapefile()["r.shp"]}), "layer-missing"),
        "an entity": (lambda: packed({"doc.kml": entity + KML % b""}), "layer-damaged"),
        "a folder named as a layer": (lambda: packed({"doc.kml/": b""}), "file-kind"),
        "a workbook named as a layer": (lambda: packed({"doc.kml": b"PK\x03\x04"}), "layer-damaged"),
        "a database named as a Shapefile": (
            lambda: _shapes({"r.shp": b"SQLite format 3\0" + bytes(100)}),
            "layer-damaged",
        ),
    }
    for name, (make, code) in refused.items():
        yield Case(f"zipped layer: {name}", make, code, "t.zip")
