"""Names that libraries take for connections, archives and addresses. For routemap a name is the name of a file."""

import re
from collections.abc import Iterator

from .case import Bait, Case
from .geopackages import geopackage

ABSENT, ADDRESS = "FileNotFoundError", "RouteError"
NO_FILE = (ABSENT, ADDRESS)
"""What is expected of names without a file."""


def cases(bait: Bait) -> Iterator[Case]:
    """Give all of them."""
    host = bait.address.removeprefix("http://")
    address, port = host.split(":")
    absent = [
        f"GPKG:{bait.secret}",
        f"FGB:{bait.secret}",
        f"SQLITE:{bait.secret}",
        f"CSV:{bait.secret}",
        f"{bait.address}/routes.gpkg",
        f"{bait.address}/routes.geojson",
        f"/vsicurl/{bait.address}/routes.gpkg",
        f"/vsicurl_streaming/{bait.address}/routes.fgb",
        f"/vsizip//vsicurl/{bait.address}/routes.zip/routes.gpkg",
        f"/vsizip/{bait.secret}",
        f"/vsisubfile/0_10,{bait.secret}",
        f"zip://{bait.secret}!routes.gpkg",
        f"zip+{bait.address}/routes.zip!routes.gpkg",
        f"PG:host={address} port={port} dbname=routes",
        f"WFS:{bait.address}/wfs",
        f"OAPIF:{bait.address}",
        f"s3://{host}/routes.parquet",
        f"file://{bait.secret}",
        f"file:{bait.secret}?mode=rwc",
    ]
    for number, name in enumerate(absent):
        kind = name.partition(":")[0].strip("/").partition("/")[0]
        # What begins as an address, of whatever scheme, is told to be one; the rest is a file that is not here.
        expected = ADDRESS if re.match(r"[a-z][a-z0-9+.-]+://", name) else ABSENT
        yield Case(f"a name of the kind {kind}, {number}", bytes, expected, name)
    given = "GPKG:routes.gpkg", "routes.gpkg!routes", "routes.gpkg?mode=rwc&immutable=0#x", "100%25.gpkg", ":memory:"
    for name in given:
        yield Case(f"a file called {name}", geopackage, "", name)
