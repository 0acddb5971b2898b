"""Shared by all tests: the profile of Norway, a table that tries to break out of its cells, and a real Chromium."""

import os
import re
import shutil
import tomllib
from collections.abc import Generator, Iterator
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from tests.loading import load
from tests.unmeasured import paused_coverage

import routemap

ROOT = Path(__file__).parent.parent

# No test writes into the user's cache, and none is judged by what an earlier run left there.
os.environ["ROUTEMAP_CACHE"] = "off"

# The same cases in every run, and none judged by the clock; to look for new ones: ROUTEMAP_HYPOTHESIS=search pytest
settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("ROUTEMAP_HYPOTHESIS", "same"))

# Five families of script that a table may carry into a page; each would set a mark on the window if it ran.
HOSTILE = {
    "tag": '"><img src=x onerror=window.__xss=1>',
    "backtick": "`+(window.__xss=2)+`",
    "interpolation": "${window.__xss=3}{{ 7*7 }}{% raw %}",
    "closing": "</script><script>window.__xss=4</script><!--",
    "link": "javascript:window.__xss=5",
}


# Chromium, without a network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Letters have their true widths, however the system would fit them to pixels.
    "--disable-font-subpixel-positioning",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write the pictures of tests/golden, the lines of tests/parity anew",
    )


def _extra_behind(error: ImportError) -> str:
    """Return the sentence for what a test needs and this environment has not, or nothing where it has all of it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for extra, needs in project["optional-dependencies"].items():
        missing = [name for name in re.findall(r"^[\w-]+", "\n".join(needs), re.MULTILINE) if not _is_installed(name)]
        # Our own sentence names the extra, that of pandas the package, an import in a test the module.
        said = f"{error} {(error.name or '').partition('.')[0]}"
        is_it = f"routemap[{extra}]" in said or any(re.search(rf"\b{name}\b", said) for name in missing)
        if missing and is_it:
            return f"needs {' and '.join(dict.fromkeys(missing))}: pip install 'routemap[{extra}]'"
    return ""


def _is_installed(distribution: str) -> bool:
    try:
        metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True


def _unless_extra_is_missing() -> Generator[None]:
    """Skip, with a sentence, what needs an extra that is not installed."""
    try:
        yield
    except ImportError as error:
        if sentence := _extra_behind(error):
            pytest.skip(sentence)
        raise


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None]:
    return (yield from _unless_extra_is_missing())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    return (yield from _unless_extra_is_missing())


@pytest.fixture(scope="session")
def harbour() -> ModuleType:
    """Return what makes the invented report that the review page is tried on."""
    return load("harbour", ROOT / "tests/review/harbour.py")


@pytest.fixture(scope="session")
def evaluating() -> ModuleType:
    """Return the tool that measures the drafting engine."""
    return load("evaluate_drafting", ROOT / "tools/evaluate_drafting.py")


@pytest.fixture(scope="session")
def paper() -> ModuleType:
    """Return what makes small PDF and Word files."""
    return load("drafting_paper", ROOT / "tests/drafting/paper.py")


@pytest.fixture(scope="session")
def norway() -> pd.DataFrame:
    """Return the routes of the profile of Norway."""
    return routemap.read_routes(ROOT / "data/routes.csv")


@pytest.fixture(scope="session")
def hostile(norway: pd.DataFrame) -> pd.DataFrame:
    """Return routes whose every free text carries all five families of script."""
    routes = norway.copy()
    everything = " ".join(HOSTILE.values())
    texts = ("market", "commodity", "actors", "source", "locator", "quote", "note", "statement", "unit")
    for name in texts:
        routes[name] = [f"{name} {list(HOSTILE.values())[i % len(HOSTILE)]} {everything}" for i in range(len(routes))]
    routes["market"] = [f"{HOSTILE['closing']} {HOSTILE['tag']} {i % 3}" for i in range(len(routes))]
    routes["id"] = [f"{i} {everything}" for i in range(len(routes))]
    # The reader refuses such a link; a table made in memory has passed no reader.
    routes["url"] = HOSTILE["link"]
    routes["quantity"] = 5.0
    routes[f"extra {everything}"] = everything
    return routes


def chromium() -> str:
    """Return the path of a Chromium, or fail with the one sentence that helps."""
    named = [os.environ.get("ROUTEMAP_CHROMIUM", ""), *NAMES]
    for name in filter(None, named):
        if found := shutil.which(name):
            return found
    if MAC.exists():
        return str(MAC)
    pytest.fail(
        "no Chromium found: install one (Debian: apt-get install chromium) or name it in ROUTEMAP_CHROMIUM",
        pytrace=False,
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def paused() -> Iterator[None]:
    """Measure nothing of a file's tests: what they run, others cover."""
    with paused_coverage():
        yield
