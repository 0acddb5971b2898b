"""Pages whose scripts stand beside them, from a web server."""

import io
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from routemap.routes import read_routes
from routemap.webmap import build_maps

from .conftest import DRAWN, WATCH

pytestmark = pytest.mark.browser

TABLE = "market,from,to,source\ncocaine trade,Peru,Spain,s\nheroin trade,Peru,Chile,s\n"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its name above
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("served")
    build_maps(read_routes(io.StringIO(TABLE)), folder, shared=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("name", ["index", "cocaine-trade"])
def test_a_page_loads_its_two_files_and_no_more_and_offers_no_copy_of_itself(
    browser: Browser, address: str, name: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    said: list[str] = []
    asked: list[str] = []
    page.add_init_script(WATCH)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/{name}.html")
    page.wait_for_selector(DRAWN, state="attached")
    # A script that somebody would put into the page does not run.
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: '__xss = 1'}))")
    marks = page.evaluate("window.__marks")
    assert marks == ["csp script-src-elem"]
    assert sorted(url.rpartition(".")[2] for url in asked if url.startswith("http")) == ["css", "html", "js"]
    assert len(said) == 1  # of the script that did not run
    page.get_by_role("button", name="Share").click()
    items = page.get_by_role("menuitem").all_inner_texts()
    assert items
    assert "Save this view as a page" not in items
    page.close()
