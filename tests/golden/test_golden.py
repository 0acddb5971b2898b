"""Golden pictures: what figures and pages draw is what was last looked at and found right."""

import base64
import difflib
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib
import pytest
from playwright.sync_api import Browser, Page
from tests.browser.reader import REST

import routemap
from routemap.figure import write_figure

from .inputs import INPUTS
from .normal import normalise

pytestmark = pytest.mark.usefixtures("paused")

HERE = Path(__file__).parent
FIGURES = [name for name, drawn in INPUTS.items() if not drawn.dark]
# Of a mismatch, enough to see what kind it is.
MOST_LINES = 40
WIDTH, HEIGHT = 1100, 700

# Widths of names decide where they stand, so that all machines must write with the same letters: matplotlib's own.
# Neither a FontFace of bytes nor a sheet made by script asks the page's security policy.
LETTERS = """
for (const [weight, data] of [["100 500", "%s"], ["501 900", "%s"]])
  document.fonts.add(new FontFace("Golden", Uint8Array.from(atob(data), (c) => c.charCodeAt(0)), { weight }));
const sheet = new CSSStyleSheet();
sheet.replaceSync("* { font-family: Golden !important }");
document.adoptedStyleSheets = [sheet];
"""
DRAWN = "[data-drawn]:not([data-drawing])"

Compare = Callable[[str, str], None]


@pytest.fixture
def compare(request: pytest.FixtureRequest, tmp_path: Path) -> Compare:
    """Return a function that compares a picture with the expected one of a name, or renews that."""

    def compare(name: str, svg: str) -> None:
        expected = HERE / f"{name}.svg"
        new = normalise(svg)
        if request.config.getoption("--renew-golden"):
            expected.parent.mkdir(exist_ok=True)
            expected.write_text(new, encoding="utf-8")
            return
        old = expected.read_text(encoding="utf-8") if expected.exists() else ""
        if new == old:
            return
        picture = tmp_path / expected.name
        picture.write_text(svg, encoding="utf-8")
        pytest.fail(explain(name, old, new, picture), pytrace=False)

    return compare


def explain(name: str, old: str, new: str, picture: Path) -> str:
    """Return a short account of what is different, and where to look."""
    lines = list(
        difflib.unified_diff(old.splitlines(), new.splitlines(), f"expected/{name}", f"drawn/{name}", n=0, lineterm="")
    )
    more = [f"… and {len(lines) - MOST_LINES} lines more"] if len(lines) > MOST_LINES else []
    advice = f"Look at {picture}; if it is right: pytest tests/golden --renew-golden, and commit what changed."
    return "\n".join(["The picture has changed.", *lines[:MOST_LINES], *more, advice])


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Return the one page that all pages are opened in."""
    fonts = Path(matplotlib.get_data_path()) / "fonts/ttf"
    data = [base64.b64encode((fonts / f"DejaVuSans{bold}.ttf").read_bytes()).decode() for bold in ("", "-Bold")]
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
    context.add_init_script(LETTERS % tuple(data))
    yield context.new_page()
    context.close()


def download_picture(page: Page, path: Path, *, dark: bool) -> str:
    """Return the picture that the page at `path` offers as SVG, in whatever language."""
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.goto(path.as_uri())
    page.wait_for_selector(DRAWN, state="attached")
    page.evaluate(REST)  # the key may still dock, and the map then moves once more
    item = page.get_by_role("menuitem").get_by_text("SVG", exact=True)
    for button in page.locator("button[aria-haspopup=menu]").all():
        button.click()
        if item.count():
            break
    with page.expect_download() as waiting:
        item.click()
    return waiting.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FIGURES)
def test_figure_is_as_expected(name: str, compare: Compare, tmp_path: Path) -> None:
    drawn = INPUTS[name]
    path = tmp_path / "figure.svg"
    write_figure(drawn.read(), path, lang=drawn.lang)
    compare(f"figure/{name}", path.read_text(encoding="utf-8"))


@pytest.mark.browser
@pytest.mark.parametrize("name", INPUTS)
def test_page_picture_is_as_expected(name: str, page: Page, compare: Compare, tmp_path: Path) -> None:
    drawn = INPUTS[name]
    path = tmp_path / "page.html"
    routemap.route_map(drawn.read(), lang=drawn.lang).save(str(path))
    compare(f"page/{name}", download_picture(page, path, dark=drawn.dark))


def test_each_expected_picture_has_an_input() -> None:
    assert {path.stem for path in (HERE / "figure").iterdir()} == set(FIGURES)
    assert {path.stem for path in (HERE / "page").iterdir()} == set(INPUTS)
