"""The committed bundle is made from the sources beside it; told without Node, by the hash in its first line."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest
from xstatic.pkg import leaflet

LEAFLET = Path(leaflet.BASE_DIR)
JS = Path(__file__).parents[2] / "js"


def source_hash(ending: str) -> str:
    """Hash the sources with one ending: path, NUL, text, NUL, in path order (the same recipe as js/build.mjs)."""
    digest = hashlib.sha256()
    paths = {path.relative_to(JS).as_posix(): path for path in (JS / "src").rglob(f"*{ending}")}
    for name in sorted(paths):
        digest.update(f"{name}\0{paths[name].read_text(encoding='utf-8')}\0".encode())
    return digest.hexdigest()


@pytest.mark.parametrize(("name", "ending"), [("routemap.js", ".ts"), ("routemap.css", ".css")])
def test_the_bundle_names_the_hash_of_its_sources(name: str, ending: str) -> None:
    first_line = files("routemap.webmap").joinpath("static", name).read_text(encoding="utf-8").splitlines()[0]
    assert first_line == f"/*! routemap; sources {source_hash(ending)} */", "run `npm run build` in js/"


@pytest.mark.parametrize(
    ("name", "leaflets_own"),
    [("routemap.js", "Map container is already initialized"), ("routemap.css", ".leaflet-tile-pane")],
)
def test_the_bundle_holds_no_leaflet(name: str, leaflets_own: str) -> None:
    text = files("routemap.webmap").joinpath("static", name).read_text(encoding="utf-8")
    assert leaflets_own not in text
    assert any(leaflets_own in path.read_text(encoding="utf-8") for path in LEAFLET.iterdir() if path.is_file())
