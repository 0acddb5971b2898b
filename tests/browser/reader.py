"""What a reader does on a page, step by step; the tests are written in these words."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page

from routemap import places

# Resolves when the page has been at rest for a few frames: a movement may begin with the next one.
REST = """() => new Promise((resolve) => {
  const isBusy = () => document.querySelector("[data-drawing], [aria-busy=true]") !== null ||
    document.getAnimations().some((one) => one.playState === "running");
  let still = 0;
  const look = () => {
    still = isBusy() ? 0 : still + 1;
    if (still > 3) resolve(true);
    else requestAnimationFrame(look);
  };
  look();
})"""
FRAME = "() => new Promise((resolve) => requestAnimationFrame(resolve))"
DRAWN = "() => Number(document.querySelector('[data-drawn]')?.dataset.drawn ?? 0)"
PAINTED = f"""(before) => new Promise((resolve) => {{
  const look = () => (({DRAWN})() > before ? resolve(true) : requestAnimationFrame(look));
  look();
}})"""

PHONE: dict[str, Any] = {"width": 360, "height": 640, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


def numbers(text: str) -> list[int]:
    """Return the whole numbers in a text; thousands are grouped by comma."""
    return [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", text)]


def shown(page: Page) -> tuple[int, int]:
    """Return how many routes are shown, of how many known, places that are only named among them."""
    parts = page.locator(".count-text").inner_text().split(". ")[0].split(" · ")
    found = [
        numbers(part) for part in parts if re.search(r"(routes?|roles?|rutas?|papel(es)?)$", part) and numbers(part)
    ]
    return sum(found[0] for found in found), sum(found[-1] for found in found)


def rows(page: Page) -> list[str]:
    """Return the titles in the list, as a screen reader says them."""
    texts = page.locator(".list .row .route-title").all_text_contents()
    return [re.sub(r"\s+", " ", re.sub("[→–] ", "", text)).strip() for text in texts]


def search(page: Page) -> Locator:
    return page.get_by_role("combobox")


def look_for(page: Page, text: str) -> None:
    """Type into the search box and wait until it has filtered."""
    search(page).fill(text)
    settle(page)


def choose_place(page: Page, name: str) -> None:
    """Choose a place by typing its name and taking the first suggestion."""
    look_for(page, name)
    page.locator(".suggestions [role=option]").first.click()
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page rests: all that an action started is drawn, and nothing moves."""
    page.evaluate(REST)


@contextmanager
def painting(page: Page) -> Iterator[None]:
    """Wait, after what is done inside, for a new painting of the map: for what begins only a moment later."""
    drawn = page.evaluate(DRAWN)
    yield
    page.evaluate(PAINTED, drawn)
    settle(page)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def menu(page: Page, name: str, item: str) -> None:
    """Open a menu and press one of its items."""
    button(page, name).click()
    page.get_by_role("menuitem", name=item, exact=True).click()


def open_filters(page: Page) -> Locator:
    """Open the drawer of filters, if it is not open."""
    opener = page.locator(".filter-opener")
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    return opener


def chip(page: Page, name: str) -> Locator:
    open_filters(page)
    return page.locator(".filters .chip").filter(has_text=name)


def chip_count(page: Page, name: str) -> int:
    return numbers(chip(page, name).locator(".n").inner_text())[0]


def pressed(locator: Locator) -> bool:
    return locator.get_attribute("aria-pressed") == "true"


def card(page: Page) -> Locator:
    return page.get_by_role("region", name="Selected")


def view(page: Page) -> tuple[float, float, float]:
    """Return latitude, longitude and zoom of the map."""
    lat, lng, zoom = page.evaluate("[map_1.getCenter().lat, map_1.getCenter().lng, map_1.getZoom()]")
    return lat, lng, zoom


def spot(page: Page, code: str) -> tuple[float, float]:
    """Return where a place's symbol stands in the window."""
    lon, lat = places.anchor(code)
    x, y = page.evaluate(
        """([lat, lon]) => {
          const { left, top } = map_1.getContainer().getBoundingClientRect();
          const { x, y } = map_1.latLngToContainerPoint([lat, lon]);
          return [left + x, top + y];
        }""",
        [lat, lon],
    )
    return x, y


def note(page: Page) -> str:
    """Return the note beside the pointer."""
    tip = page.locator(".routemap-tip")
    return tip.inner_text() if tip.is_visible() else ""


def find_line(page: Page, start: str, end: str, wanted: str) -> tuple[float, float]:
    """Return a point of the window where the pointer is on a line whose note begins with the wanted words.

    The pointer goes across the straight line between two places, a third of the way, outwards from it.
    """
    (x1, y1), (x2, y2) = spot(page, start), spot(page, end)
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    across = (-(y2 - y1) / length, (x2 - x1) / length)
    for share in (0.4, 0.6, 0.5, 0.3):
        for step in range(0, 130, 4):
            for side in (1, -1):
                x = x1 + share * (x2 - x1) + side * step * across[0]
                y = y1 + share * (y2 - y1) + side * step * across[1]
                page.mouse.move(x, y)
                if note(page).startswith(wanted):
                    return x, y
    raise AssertionError(f"no line {wanted!r} between {start} and {end}")


def press(page: Page, keys: Sequence[str]) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until an element that matches has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
    raise AssertionError(f"{selector} is not reached with {most} presses of Tab")
