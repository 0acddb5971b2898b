"""Try a map in the notebooks and apps that people put it in: each real package, looked at by a real browser.

    python -m venv /tmp/apps && /tmp/apps/bin/pip install . playwright pillow ipykernel nbconvert notebook voila \
        streamlit streamlit-folium panel dash marimo
    /tmp/apps/bin/python tools/try_in_apps.py [--only NAME…] [--chromium PATH]

For each place a page with the two ways in is made: the page itself (`route_map`) and the lines on a folium map of one's
own (`FlowLayer`). A map is there when the picture of the page has the colour of its lines. Prints the table that
docs/apps.md has. No network: Leaflet, which folium's own maps fetch, is given to the browser from disk.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, Route, sync_playwright
from xstatic.pkg import leaflet

ROOT = Path(__file__).resolve().parents[1]
LEAFLET = Path(leaflet.BASE_DIR)
LINE = (0x78, 0x21, 0x30)  # heroin, on light ground
LEAST = 60  # pixels of that colour
PATIENCE_S = 60.0

MADE = f"""
import folium, routemap
routes = routemap.read_routes({str(ROOT / "data/routes.csv")!r})
page = routemap.route_map(routes, market="heroin trade")
own = folium.Map(location=[48, 10], zoom_start=3, tiles=None, width=700, height=500)
group = folium.FeatureGroup(name="Drugs").add_to(own)
routemap.FlowLayer(routes, market="heroin trade").add_to(group)
folium.LayerControl().add_to(own)
"""
SHOWN = {"page": "page", "layer": "own"}
CELLS = {"page": f"{MADE}\npage", "layer": f"{MADE}\nown"}


def notebook(folder: Path, what: str) -> Path:
    """Write a notebook of one cell and run it."""
    path = folder / f"{what}.ipynb"
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": "a",
        "metadata": {},
        "outputs": [],
        "source": CELLS[what],
    }
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = {"cells": [cell], "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book), encoding="utf-8")
    run("jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace", str(path))
    return path


def run(*command: str) -> None:
    """Run a module of this environment to its end."""
    subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True, text=True)


@contextmanager
def served(*command: str, path: str = "/") -> Iterator[str]:
    """Run a server of this environment until the block ends; yields its address. ``{port}`` is filled in."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    filled = [part.replace("{port}", str(port)) for part in command]
    log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
    module = [] if filled[0].endswith(".py") else ["-m"]
    server = subprocess.Popen([sys.executable, *module, *filled], stdout=log, stderr=log, start_new_session=True)
    address = f"http://127.0.0.1:{port}{path}"
    try:
        until = time.monotonic() + PATIENCE_S
        while not answers(address):
            if server.poll() is not None or time.monotonic() > until:
                log.seek(0)
                raise RuntimeError(log.read().decode(errors="replace")[-400:])
            time.sleep(0.5)
        yield address
    finally:
        if server.poll() is None:
            os.killpg(server.pid, 15)
        server.wait()


def answers(address: str) -> bool:
    """Tell whether a server answers, with whatever."""
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def written(folder: Path, name: str, text: str) -> str:
    """Write a program of an app; return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@contextmanager
def nbconvert(folder: Path, what: str) -> Iterator[str]:
    """HTML that nbconvert makes of a notebook."""
    path = notebook(folder, what)
    run("jupyter", "nbconvert", "--to", "html", str(path))
    yield path.with_suffix(".html").as_uri()


@contextmanager
def jupyter(folder: Path, what: str) -> Iterator[str]:
    """The notebook in Jupyter's own window, trusted, as the one who ran it sees it."""
    path = notebook(folder, what)
    run("jupyter", "trust", str(path))
    options = (
        "--no-browser",
        "--allow-root",
        "--port={port}",
        "--IdentityProvider.token=",
        f"--ServerApp.root_dir={folder}",
    )
    with served("notebook", *options, path=f"/notebooks/{path.name}") as address:
        yield address


@contextmanager
def voila(folder: Path, what: str) -> Iterator[str]:
    """The notebook as an app by Voilà."""
    path = notebook(folder, what)
    with served("voila", "--no-browser", "--port={port}", str(path)) as address:
        yield address


@contextmanager
def streamlit(folder: Path, what: str, shown: str) -> Iterator[str]:
    """An app by Streamlit that shows the map by one line."""
    app = written(folder, f"{what}_app.py", f"import streamlit as st\n{MADE}\n{shown}\n")
    options = (
        "--server.port={port}",
        "--server.headless=true",
        "--browser.gatherUsageStats=false",
        "--server.fileWatcherType=none",
    )
    with served("streamlit", "run", app, *options) as address:
        yield address


@contextmanager
def panel(folder: Path, what: str) -> Iterator[str]:
    """An app by Panel."""
    pane = (
        "pn.pane.HTML(page._repr_html_(), width=900, height=700)"
        if what == "page"
        else "pn.pane.plot.Folium(own, width=700, height=500)"
    )
    app = written(folder, f"{what}_app.py", f"import panel as pn\n{MADE}\n{pane}.servable()\n")
    with served("panel", "serve", app, "--port={port}", path=f"/{what}_app") as address:
        yield address


@contextmanager
def dash(folder: Path, what: str) -> Iterator[str]:
    """An app by Dash."""
    text = "page.to_html()" if what == "page" else "own.get_root().render()"
    frame = f"html.Iframe(srcDoc={text}, style=dict(width='100%', height='700px', border=0))"
    program = f"import sys\nfrom dash import Dash, html\n{MADE}\napp = Dash()\napp.layout = {frame}\n"
    app = written(folder, f"{what}_dash.py", f"{program}app.run(port=int(sys.argv[1]))\n")
    with served(app, "{port}") as address:
        yield address


@contextmanager
def marimo(folder: Path, what: str) -> Iterator[str]:
    """A notebook by marimo, run as an app."""
    last = "page" if what == "page" else "own"
    body = "\n".join(f"    {line}" for line in f"{MADE}\nmade = {last}".splitlines())
    text = f"import marimo\napp = marimo.App()\n@app.cell\ndef _():\n{body}\n    made\n    return\n"
    app = written(folder, f"{what}_marimo.py", f"{text}if __name__ == '__main__':\n    app.run()\n")
    with served("marimo", "run", app, "--headless", "--port={port}", "--no-token") as address:
        yield address


@contextmanager
def article(folder: Path, what: str) -> Iterator[str]:
    """A page of HTML that takes what a map shows of itself: Quarto, Hugo, a wiki that allows frames."""
    shown = "page._repr_html_()" if what == "page" else "own._repr_html_()"
    path = folder / f"{what}.html"
    program = f"{MADE}\nopen({str(path)!r}, 'w', encoding='utf-8').write('<!doctype html><p>Text.</p>' + {shown})"
    subprocess.run([sys.executable, "-c", program], check=True)
    yield path.as_uri()


PLACES = {
    "nbconvert": ("nbconvert", nbconvert),
    "Jupyter": ("notebook", jupyter),
    "Voilà": ("voila", voila),
    "st_folium": ("streamlit-folium", lambda folder, what: streamlit(
        folder, what, f"from streamlit_folium import st_folium\nst_folium({SHOWN[what]}, width=700)")),
    "folium_static": ("streamlit-folium", lambda folder, what: streamlit(
        folder, what, f"from streamlit_folium import folium_static\nfolium_static({SHOWN[what]})")),
    "components.html": ("streamlit", lambda folder, what: streamlit(
        folder, what, "import streamlit.components.v1 as components\ncomponents.html("
        f"{'page.to_html()' if what == 'page' else 'own.get_root().render()'}, height=640)")),
    "Panel": ("panel", panel),
    "Dash": ("dash", dash),
    "marimo": ("marimo", marimo),
    "static HTML": ("", article),
}  # fmt: skip


def from_disk(route: Route) -> None:
    """Answer for the hosts that folium's own maps fetch from."""
    url = route.request.url
    if "127.0.0.1" in url or url.startswith(("file:", "data:", "blob:", "about:")):
        route.continue_()
        return
    name = url.split("?")[0].rsplit("/", 1)[-1]
    if name in ("leaflet.js", "leaflet.css"):
        route.fulfill(path=LEAFLET / name)
    else:
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        route.fulfill(body="", content_type=kind)


def inked(page: Page) -> int:
    """Return how many pixels of a page have the colour of the lines."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=False))).convert("RGB")
    data = picture.tobytes()
    near = (sum(abs(data[k + c] - LINE[c]) for c in range(3)) < 24 for k in range(0, len(data), 3))
    return sum(near)


def seen(browser: Browser, address: str, picture: Path) -> tuple[int, str]:
    """Open an address and wait for the map; return its pixels, and the first error that the page told of."""
    page = browser.new_page(viewport={"width": 1200, "height": 900}, color_scheme="light")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/*", from_disk)
    page.goto(address)
    until = time.monotonic() + PATIENCE_S
    while (found := inked(page)) < LEAST and time.monotonic() < until:
        time.sleep(1)
    page.screenshot(path=picture)
    page.close()
    return found, next(iter(errors), "")


def main() -> None:
    """Try each place in both ways; print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=PLACES, default=list(PLACES))
    parser.add_argument("--chromium", help="the browser; else playwright's own")
    parser.add_argument("--pictures", type=Path, help="folder for what the browser saw")
    asked = parser.parse_args()
    print("| place | package | page (`route_map`) | layer (`FlowLayer`) |\n| --- | --- | --- | --- |", flush=True)
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as scratch:
        browser = driver.chromium.launch(executable_path=asked.chromium, args=["--no-sandbox", "--disable-gpu"])
        pictures = asked.pictures or Path(scratch)
        pictures.mkdir(parents=True, exist_ok=True)
        for name in asked.only:
            package, place = PLACES[name]
            told = []
            for what in CELLS:
                folder = Path(tempfile.mkdtemp(dir=scratch))
                try:
                    with place(folder, what) as address:
                        pixels, error = seen(browser, address, pictures / f"{name}-{what}.png")
                except (RuntimeError, subprocess.CalledProcessError) as failure:
                    pixels, error = 0, f"{failure} {getattr(failure, 'stderr', '') or ''}"[-300:]
                told.append(f"yes ({pixels:,} px)" if pixels >= LEAST else f"no: {' '.join(error.split())[:200]}")
            try:
                number = f"{package} {version(package)}" if package else "—"
            except PackageNotFoundError:
                number = f"{package}, not installed"
            print(f"| {name} | {number} | {' | '.join(told)} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
