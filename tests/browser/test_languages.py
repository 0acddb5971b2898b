"""Pages in another language, as their script fills them, say nothing in English."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.words.english import english_in
from tests.words.test_no_english import drafted

from routemap.review import write_review

from .conftest import Opener
from .reader import settle

pytestmark = pytest.mark.browser

# What a page says and reads out, but for the words of the report.
_SAID = """() => {
  const said = [];
  const look = (node) => {
    if (node.nodeType === Node.TEXT_NODE) said.push(node.data.trim());
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.matches("script, style, .text-scroll, .quote, .silent-quote, .why, .names")) return;
    for (const name of ["title", "aria-label", "alt", "placeholder"]) {
      const text = node.getAttribute(name);
      if (text) said.push(text);
    }
    node.childNodes.forEach(look);
  };
  look(document.body);
  return said.filter(Boolean);
}"""


def _said(page: Page) -> list[str]:
    settle(page)
    found: list[str] = page.evaluate(_SAID)
    return found


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_a_review_page_speaks_its_own_language(lang: str, open_page: Opener, tmp_path: Path) -> None:
    write_review(drafted(lang), tmp_path / "review.html", lang=lang)
    page = open_page(tmp_path / "review.html", wait=".claim-head").page
    said = set(_said(page))
    for head in page.locator("[data-claim] .claim-head").all():
        head.click()
        said |= set(_said(page))
    page.keyboard.press("x")
    said |= set(_said(page))
    page.locator(".claims-bar .segment").nth(1).click()
    for head in page.locator("[data-silent] .claim-head").all():
        head.click()
        said |= set(_said(page))
    page.keyboard.press("a")
    said |= set(_said(page))
    assert len(said) > 80
    assert english_in(sorted(said), lang) == []
