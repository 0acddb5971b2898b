"""A page in a real Chromium, without a network, that reports what a reader would never see."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from routemap.webmap import build_maps, route_map

from .displaced import read_displaced
from .reader import settle

# A map that has been drawn says so.
DRAWN = "[data-drawn]"

# Anything that runs a planted script ends up in window.__marks.
WATCH = """
window.__marks = [];
Object.defineProperty(window, "__xss", {
  set(value) { window.__marks.push(String(value)); },
  get() { return undefined; },
});
document.addEventListener("securitypolicyviolation", (event) => window.__marks.push("csp " + event.effectiveDirective));
"""


@pytest.fixture(scope="module", autouse=True)
def unmeasured(paused: None) -> None:
    """Pages are built by many other tests as well."""


class Opened:
    """One page opened from disk, with everything it said and asked for."""

    def __init__(self, context: BrowserContext, path: Path, fragment: str = "", wait: str | None = DRAWN) -> None:
        self.console: list[str] = []
        self.requests: list[str] = []
        self.page: Page = context.new_page()
        self.url = path.resolve().as_uri() + fragment
        self.page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.console.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.console.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self._note(request.url))
        self.page.goto(self.url)
        if wait:
            self.page.wait_for_selector(wait, state="attached")
        self.settle()

    def _note(self, url: str) -> None:
        if not url.startswith(("data:", "blob:", "about:", self.url.split("#")[0])):
            self.requests.append(url)

    def settle(self) -> None:
        """Wait until what an action started is drawn."""
        settle(self.page)

    def marks(self) -> list[str]:
        """Return what planted scripts left behind, and violations of the security policy."""
        return self.page.evaluate("window.__marks")

    def assert_clean(self) -> None:
        assert self.requests == []
        assert self.console == []
        assert self.marks() == []


Opener = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    contexts = []

    def opener(
        path: Path,
        *,
        width: int = 1280,
        height: int = 800,
        fragment: str = "",
        wait: str | None = DRAWN,
        **options: Any,
    ) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.add_init_script(WATCH)
        contexts.append(context)
        return Opened(context, path, fragment, wait)

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, norway: pd.DataFrame) -> Path:
    """Return a folder with the pages of the profile of Norway."""
    folder = tmp_path_factory.mktemp("pages")
    build_maps(norway, folder)
    return folder


@pytest.fixture(scope="session")
def displaced(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Return routes with periods and quantities."""
    return read_displaced(tmp_path_factory.mktemp("displaced"))


@pytest.fixture(scope="session")
def displaced_page(tmp_path_factory: pytest.TempPathFactory, displaced: pd.DataFrame) -> Path:
    path = tmp_path_factory.mktemp("displaced") / "displaced.html"
    route_map(displaced, market="displacement across borders").save(str(path))
    return path


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory, hostile: pd.DataFrame) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.html"
    route_map(hostile).save(str(path))
    return path
