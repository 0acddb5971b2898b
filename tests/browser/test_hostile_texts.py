"""Whatever texts a table holds, a page, its index, its paper and what it gives away show them as texts."""

import json
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from playwright.sync_api import Browser

from routemap import read_routes
from routemap.webmap import build_maps

from .conftest import Opener
from .reader import button, settle
from .test_take_away import saved, told

pytestmark = pytest.mark.browser

TEXTS = [
    "</script><script>window.__xss='s'</script>",
    "<img src=x onerror=window.__xss='i'>",
    "<svg onload=window.__xss='v'>",
    "<!--<script>",
    "]]></script><!--",
    "</bdi></table></div></main><h1>forged</h1>",
    "</title><base href='https://evil.example/'>",
    "\" autofocus onfocus=window.__xss='f' x=\"",
    "javascript:window.__xss='j'",
    "{{ 7*7 }}{% raw %}${7*7}#{7*7}<%= 7*7 %>",
    "{subject} {n} {the:place} {0}",
    "&lt;b&gt; &amp;#x3c; &#60;",
    "\\u003cscript\\u003e\\",
    "$& $1 $` $'",
    "a\u2028b\u2029c",
    "\u202e</bdi>\u2069",
    "%3Cscript%3E",
    "W" * 3000,
    "__proto__",
    "constructor",
]
MARKETS = ["__proto__", "</script><script>window.__xss='m'</script>", "{{ 7*7 }} <b>", "M" * 200]
OWN = ["__proto__", "constructor", "</script><b>", "{{ 7*7 }}", "own"]


@pytest.fixture(scope="module")
def routes() -> pd.DataFrame:
    """Return a route for each text, which stands in all columns that take one."""
    free = ("commodity", "actors", "source", "locator", "quote", "note")
    rows = []
    for number, text in enumerate(TEXTS):
        unit = text if "\u202e" not in text else ""
        row = {"market": MARKETS[number % len(MARKETS)], "from": "COL" if number % 2 else "PER", "to": "NOR"}
        row |= {"quantity": str(number + 1), "unit": unit, "id": f"{number} {unit}", "statement": f"s {number} {unit}"}
        rows.append(row | dict.fromkeys(free, text) | dict.fromkeys(OWN, text))
    return read_routes(pd.DataFrame(rows))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, routes: pd.DataFrame) -> Path:
    made = tmp_path_factory.mktemp("texts")
    build_maps(routes, made)
    return made


def flat(text: str) -> str:
    """Return a text without white space and what isolates it, which pages may set otherwise."""
    return "".join(c for c in text if not c.isspace() and c not in "\u2066\u2067\u2068\u2069\u202c")


def test_cards_and_lists_show_every_text_as_it_is(folder: Path, routes: pd.DataFrame, open_page: Opener) -> None:
    opened = open_page(folder / "all-markets.html")
    page = opened.page
    rows = page.locator(".list .row")
    assert rows.count() == len(TEXTS)
    seen = []
    for number in range(len(TEXTS)):
        rows.nth(number).evaluate("(row) => row.click()")
        seen.append(flat(page.locator(".card").text_content() or ""))
    whole = "\n".join(seen)
    for text in TEXTS:
        # Quote, note and the columns of the table's own.
        assert whole.count(flat(text)) >= 2 + len(OWN), text
    assert page.locator("h1").count() == 1
    assert page.locator("main script, main img[src=x], main base, main b").count() == 0
    opened.assert_clean()


def test_index_and_pages_are_titled_by_texts(folder: Path, open_page: Opener) -> None:
    for path in sorted(folder.glob("*.html")):
        opened = open_page(path)
        page = opened.page
        assert page.locator("base, img[src=x], iframe, object, embed").count() == 0
        assert page.evaluate(
            "[...document.scripts].every((one) => !one.src && !one.textContent.includes('__xss'))"
        ) or (page.locator("script[type='application/json']").count() > 0)
        if path.stem not in ("index", "all-markets"):
            title = page.locator("h1").inner_text()
            assert any(flat(market).casefold() == flat(title).casefold() for market in MARKETS), title
            assert flat(title) in flat(page.title())
        opened.assert_clean()
    opened = open_page(folder / "index.html")
    titles = {flat(text).casefold() for text in opened.page.locator(".gallery-title").all_inner_texts()}
    assert titles == {flat(market).casefold() for market in MARKETS}
    labels = [flat(text).casefold() for text in opened.page.locator(".gallery svg title").all_text_contents()]
    assert len(labels) == len(MARKETS)
    assert all(any(flat(market).casefold() in label for market in MARKETS) for label in labels)
    opened.assert_clean()


def test_without_javascript_the_table_shows_them(folder: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto((folder / "all-markets.html").as_uri())
    shown = flat(page.locator(".without-script").text_content() or "")
    for text in TEXTS:
        assert shown.count(flat(text)) >= 3, text
    assert page.locator("h1").count() == 1
    assert page.locator(".without-script :is(script, img, svg, base, b)").count() == 0
    assert len(requests) == 1
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_word_is_too_long_for_a_page(folder: Path, open_page: Opener, width: int) -> None:
    opened = open_page(folder / "all-markets.html", width=width, height=700)
    rows = opened.page.locator(".list .row")
    rows.nth(rows.count() - 1).evaluate("(row) => row.click()")
    for number, text in enumerate(TEXTS):
        if text.startswith("WWW"):
            opened.page.locator(f".list .row[data-route='{number}']").evaluate("(row) => row.click()")
    settle(opened.page)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.assert_clean()


def test_paper_shows_them(folder: Path, open_page: Opener) -> None:
    opened = open_page(folder / "all-markets.html")
    opened.page.emulate_media(media="print")
    settle(opened.page)
    paper = flat(opened.page.locator(".print-list").text_content() or "")
    for text in TEXTS:
        assert flat(text) in paper, text
    opened.assert_clean()


@pytest.mark.parametrize("item", ["GeoJSON", "CSV"])
def test_what_is_downloaded_is_what_stood_in_the_table(
    folder: Path, routes: pd.DataFrame, open_page: Opener, tmp_path: Path, item: str
) -> None:
    opened = open_page(folder / "all-markets.html")
    back = read_routes(saved(opened.page, item, tmp_path))
    assert told(back) == told(routes)
    for name in OWN:
        assert sorted(back[name]) == sorted(routes[name])
    opened.assert_clean()


def test_pictures_and_embed_codes_hold_them_as_texts(folder: Path, open_page: Opener, tmp_path: Path) -> None:
    opened = open_page(folder / "all-markets.html")
    root = ElementTree.fromstring(saved(opened.page, "SVG", tmp_path).read_text(encoding="utf-8"))
    names = {element.tag.rpartition("}")[2].casefold() for element in root.iter()}
    assert not names & {"script", "foreignobject", "image", "a", "iframe"}
    assert not [name for element in root.iter() for name in element.attrib if name.casefold().startswith("on")]
    pages = [path for path in sorted(folder.glob("*.html")) if path.stem not in ("index", "all-markets")]
    for path in pages:
        opened = open_page(path)
        refuse = "navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false;"
        opened.page.evaluate(f"() => {{ {refuse} }}")
        title = opened.page.locator("h1").inner_text()
        button(opened.page, "Share").click()
        opened.page.get_by_role("menuitem", name="Copy embed code").click()
        code = opened.page.locator("textarea").input_value()
        assert f'title="{escape(title)}"'.replace("&#x27;", "'") in code
        blank = opened.page.context.new_page()
        parsed = blank.evaluate(
            """(code) => {
              const found = new DOMParser().parseFromString(code, "text/html");
              const frames = [...found.querySelectorAll("iframe")];
              return [frames.length, found.scripts.length, found.querySelectorAll("img, b, h1").length,
                frames[0].getAttribute("title"), frames[0].getAttributeNames().join(" ")];
            }""",
            code,
        )
        assert parsed == [1, 1, 0, title, "class src title loading sandbox style"]
        opened.assert_clean()


def test_the_manifest_names_them_as_data(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["counts"]["by_market"]) == set(MARKETS)
