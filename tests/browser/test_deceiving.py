"""Texts that turn directions, and addresses that look like others, do not deceive the reader of a page."""

from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page

from routemap import read_routes
from routemap.routes.web_addresses import web_host
from routemap.webmap import build_maps, route_map
from routemap.words import LANGUAGES

from .conftest import Opener

pytestmark = pytest.mark.browser

# Ends the isolate it is put in, unless somebody sees to it, and turns all that follows.
TURNING = "\u2069\u202c\u202e"
OPEN_SOURCE = {
    "en": "Open the source",
    "fr": "Ouvrir la source",
    "es": "Abrir la fuente",
    "nb": "Åpne kilden",
    "pt": "Abrir a fonte",
    "ar": "افتح المصدر",
    "ru": "Открыть источник",
    "zh": "打开资料来源",
}


@pytest.fixture(scope="module")
def routes() -> pd.DataFrame:
    """Return three routes: turning in every free text, with a look-alike host, and with Arabic ones."""
    header = "market,commodity,from,to,confidence,quantity,unit,source,locator,url,quote,note,actors,seizure\n"
    turned = ",".join(f"{name}{TURNING}x" for name in ("source", "p. 3"))
    said = ",".join(f"{name}{TURNING}x" for name in ("quote", "note", "actors", "seizure"))
    rows = [
        f"cocaine,coca{TURNING}x,COL,NOR,high,5,kg,{turned},https://www.unodc.org/a,{said}",
        "cocaine,crack,PER,NOR,,,,Report,,https://un\u043edc.org/b,,,,",
        "cocaine,\u0643\u0648\u0643\u0627\u064a\u064a\u0646,BOL,NOR,,,,\u062a\u0642\u0631\u064a\u0631 2,7,,,,,",
    ]
    return read_routes(BytesIO((header + "\n".join(rows)).encode()))


def runs_from_left(locator: Locator) -> bool:
    """Return whether a text is shown in the order in which it is written."""
    return locator.evaluate(
        """(element) => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          const spots = [];
          while (walker.nextNode()) {
            const { length } = walker.currentNode;
            for (let at = 0; at < length; at++) {
              const range = document.createRange();
              range.setStart(walker.currentNode, at);
              range.setEnd(walker.currentNode, at + 1);
              const box = range.getBoundingClientRect();
              if (box.width > 0) spots.push([box.top + box.height / 2, box.left]);
            }
          }
          return spots.every(([top, left], at) => at === 0 || Math.abs(top - spots[at - 1][0]) > 6 ||
            left >= spots[at - 1][1]);
        }"""
    )


def open_row(page: Page, name: str) -> Locator:
    page.locator(".list .row").filter(has_text=name).click()
    return page.get_by_role("region", name="Selected")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_says_where_it_leads(tmp_path: Path, routes: pd.DataFrame, open_page: Opener, lang: str) -> None:
    path = tmp_path / "page.html"
    route_map(routes, lang=lang).save(str(path))
    opened = open_page(path)
    for row, (host, address) in enumerate(
        [("www.unodc.org", "https://www.unodc.org/a"), ("xn--undc-65d.org", "https://xn--undc-65d.org/b")]
    ):
        opened.page.locator(".list .row").nth(row).click()
        link = opened.page.locator(".card .cite a")
        assert link.inner_text() == f"{OPEN_SOURCE[lang]} · {host}"
        assert link.get_attribute("href") == address
        assert link.get_attribute("rel") == "noopener noreferrer"
    opened.assert_clean()


def test_a_turned_text_turns_nothing_beside_it(tmp_path: Path, routes: pd.DataFrame, open_page: Opener) -> None:
    path = tmp_path / "page.html"
    route_map(routes).save(str(path))
    opened = open_page(path)
    page = opened.page
    card = open_row(page, "Colombia")
    assert card.locator("bdi").filter(has_text="note").count() == 1
    for part in (".cite .small-head", ".cite a", ".support"):
        assert runs_from_left(card.locator(part)), part
    # A sentence goes on from left to right after the word that turns.
    ends = card.locator(".claim").evaluate(
        """(claim) => {
          const text = claim.firstChild, at = text.data.indexOf("Colombia");
          const box = (from, to) => {
            const range = document.createRange();
            range.setStart(text, from);
            range.setEnd(text, to);
            return range.getBoundingClientRect().left;
          };
          return [box(at, at + 1), box(at + 7, at + 8)];
        }"""
    )
    assert ends[0] < ends[1]
    page.get_by_role("button", name="Table", exact=True).click()
    plain = [cell for cell in page.locator(".table td").all() if cell.inner_text().isascii()]
    assert len(plain) > 10
    assert all(map(runs_from_left, plain))
    opened.assert_clean()


def test_without_javascript_links_say_where_they_lead_too(
    tmp_path: Path, routes: pd.DataFrame, browser: Browser
) -> None:
    path = tmp_path / "page.html"
    route_map(routes).save(str(path))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    links = page.locator(".without-script a")
    assert [link.inner_text() for link in links.all()] == [
        "Open the source · www.unodc.org",
        "Open the source · xn--undc-65d.org",
    ]
    assert links.nth(1).get_attribute("href") == "https://xn--undc-65d.org/b"
    assert page.locator("bdi").filter(has_text="note").count() == 1
    assert all(runs_from_left(link) for link in links.all())
    context.close()


def test_on_paper_a_look_alike_is_written_out(tmp_path: Path, routes: pd.DataFrame, open_page: Opener) -> None:
    path = tmp_path / "page.html"
    route_map(routes).save(str(path))
    opened = open_page(path)
    opened.page.emulate_media(media="print")
    opened.settle()
    text = opened.page.locator(".print-list").inner_text()
    assert "https://xn--undc-65d.org/b" in text
    assert "un\u043edc" not in text


def test_an_address_that_no_check_has_seen_is_no_link(tmp_path: Path, routes: pd.DataFrame, open_page: Opener) -> None:
    unchecked = routes.assign(
        url=["javascript:window.__xss=1", "https://unodc.org@evil.example/", "https://unodc.org%2eevil.example/"]
    )
    build_maps(unchecked, tmp_path)
    opened = open_page(tmp_path / "cocaine-trade.html")
    for row in range(3):
        opened.page.locator(".list .row").nth(row).click()
        assert opened.page.locator(".card .cite a").count() == 0
        assert unchecked["url"][row] in opened.page.locator(".card .cite").inner_text()
    opened.assert_clean()


HOSTS = [
    "https://un\u043edc.org/",
    "https://stra\u00dfe.de",
    "https://unodc\u3002org",
    "https://\uff55\uff4eodc.org",
    "https://a\u200cb.org",
    "https://\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.com",
    "https://\u212aelvin.org",
    "https://unodc.org.",
    "http://[2001:DB8::1]:80",
    "https://a.org:0443",
    "https://1.2.3.4.5",
    "https://a_b.org",
    "https://xn--a.org",
]


def test_the_host_shown_is_the_one_that_the_browser_goes_to(browser: Browser) -> None:
    page = browser.new_page()
    seen = "(texts) => texts.map((text) => { try { return new URL(text).host; } catch { return ''; } })"
    assert list(map(web_host, HOSTS)) == page.evaluate(seen, HOSTS)
    page.close()
