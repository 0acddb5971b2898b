"""The committed bundles are made from the sources beside them; told without Node, by the hash in their first line."""

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


BUNDLES = [
    ("pages", "starter.js", ".ts"),
    ("pages", "base.css", ".css"),
    ("webmap", "gallery.css", ".css"),
    ("webmap", "routemap.js", ".ts"),
    ("webmap", "routemap.css", ".css"),
    ("review", "review.js", ".ts"),
    ("review", "review.css", ".css"),
]


@pytest.mark.parametrize(("room", "name", "ending"), BUNDLES)
def test_the_bundle_names_the_hash_of_its_sources(room: str, name: str, ending: str) -> None:
    first_line = files(f"routemap.{room}").joinpath("static", name).read_text(encoding="utf-8").splitlines()[0]
    assert first_line == f"/*! routemap; sources {source_hash(ending)} */", "run `npm run build` in js/"


@pytest.mark.parametrize(("room", "name", "ending"), BUNDLES)
def test_the_bundle_holds_no_leaflet(room: str, name: str, ending: str) -> None:
    leaflets_own = {".js": "Map container is already initialized", ".css": ".leaflet-tile-pane"}[Path(name).suffix]
    del ending
    text = files(f"routemap.{room}").joinpath("static", name).read_text(encoding="utf-8")
    assert leaflets_own not in text
    assert any(leaflets_own in path.read_text(encoding="utf-8") for path in LEAFLET.iterdir() if path.is_file())
