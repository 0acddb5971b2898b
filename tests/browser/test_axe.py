"""axe-core finds nothing to say, of any level, in any state a reader can bring a page into."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from .conftest import Opener
from .reader import PHONE, button, choose_place, look_for, open_filters, settle

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "js/node_modules/axe-core/axe.min.js"

RUN = """
async () => {
  // Results count when nothing fades any more.
  document.getAnimations().forEach((one) => one.finish());
  const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  const { violations } = await axe.run(document, options);
  const where = (nodes) => nodes.map((node) => node.html.slice(0, 100)).join(" | ");
  return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${where(nodes)}`);
}
"""


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(RUN)


def as_opened(page: Page) -> None:
    del page


def everything_open(page: Page) -> None:
    """Filters, the notes of the footer, the table and a route, all at once."""
    open_filters(page)
    button(page, "About this map").click()
    page.locator(".row").first.click()
    button(page, "Table").click()


def a_place(page: Page) -> None:
    choose_place(page, "Germany")


def typing(page: Page) -> None:
    look_for(page, "a")


def menu_open(page: Page) -> None:
    button(page, "Download").click()


def sheet_up(page: Page) -> None:
    button(page, "Show more of the list").tap()
    page.locator(".row").first.tap()


LIGHT: dict[str, Any] = {"color_scheme": "light", "reduced_motion": "reduce"}
DARK: dict[str, Any] = {"color_scheme": "dark", "reduced_motion": "reduce"}
SMALL: dict[str, Any] = {**PHONE, "reduced_motion": "reduce"}

STATES: list[tuple[str, str, dict[str, Any], str, Callable[[Page], None]]] = [
    ("market", "synthetic-drug-trade", LIGHT, "", everything_open),
    ("market dark", "synthetic-drug-trade", DARK, "", everything_open),
    ("all markets", "all-markets", LIGHT, "", as_opened),
    ("place", "all-markets", LIGHT, "", a_place),
    ("place dark", "all-markets", DARK, "", a_place),
    ("typing", "all-markets", LIGHT, "", typing),
    ("menu dark", "all-markets", DARK, "", menu_open),
    ("index", "index", LIGHT, "", as_opened),
    ("index dark", "index", DARK, "", as_opened),
    ("index on a phone", "index", SMALL, "", as_opened),
    ("phone", "all-markets", SMALL, "", as_opened),
    ("phone, sheet", "all-markets", SMALL, "", sheet_up),
    ("phone dark", "all-markets", {**SMALL, "color_scheme": "dark"}, "", sheet_up),
    ("embed", "heroin-trade", LIGHT, "#embed", as_opened),
    ("embed dark, place", "heroin-trade", DARK, "#embed&place=POL", as_opened),
    ("embed on a phone", "heroin-trade", SMALL, "#embed", as_opened),
]


@pytest.mark.parametrize(
    ("name", "options", "fragment", "bring"), [state[1:] for state in STATES], ids=[s[0] for s in STATES]
)
def test_axe_finds_nothing(
    pages: Path, open_page: Opener, name: str, options: dict[str, Any], fragment: str, bring: Callable[[Page], None]
) -> None:
    page = open_page(pages / f"{name}.html", fragment=fragment, **options).page
    bring(page)
    settle(page)
    assert violations(page) == []


@pytest.mark.parametrize("options", [LIGHT, DARK, SMALL], ids=["light", "dark", "phone"])
def test_axe_finds_nothing_where_there_is_time(
    displaced_page: Path, open_page: Opener, options: dict[str, Any]
) -> None:
    page = open_page(displaced_page, **options).page
    if options is SMALL:
        button(page, "Show more of the list").tap()
    else:
        everything_open(page)
    assert violations(page) == []


def test_axe_finds_nothing_in_hostile_data(hostile_page: Path, open_page: Opener) -> None:
    # So low that the whole legend scrolls.
    page = open_page(hostile_page, height=620, **LIGHT).page
    button(page, "All marks").click()
    assert page.locator(".legend").evaluate("one => one.scrollHeight > one.clientHeight")
    assert violations(page) == []
    everything_open(page)
    assert violations(page) == []
