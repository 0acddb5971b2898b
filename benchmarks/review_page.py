"""Draft from a long report, and work on its review page: time, memory, frames.

    .venv/bin/python benchmarks/review_page.py [--pages 300] [--words 330]

The report is made of sentences about random pairs of countries. Drafting is timed in processor seconds;
the page opens in Chromium without a network. Frames are watched while the text and the list of claims are scrolled from
end to end; then all claims of tier A are accepted at once.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from pages import FLAGS, WATCH_FRAMES

GOODS = ("Cocaine", "Heroin", "Cannabis resin", "Methamphetamine", "Ivory", "Firearms", "Cigarettes", "Gold")
SENTENCES = (
    "{goods} is smuggled from {a} to {b} via {c}.",
    "{goods} bound for {b} is mostly sourced from {a}.",
    "The police of {a} and {b} met in {c} to speak about cooperation.",
    "Prices have been stable for years, and little is known of the groups that are active in the cities of the coast.",
    "{goods} arrives from {a}, and part of it continues to {b}.",
    "No evidence was found that such goods are made in {a}.",
)
SCROLL = """
async (selector) => {
  const room = document.querySelector(selector);
  window.__longest = 0;
  for (let step = 0; step <= 240; step += 1) {
    room.scrollTop = (room.scrollHeight * step) / 240;
    await new Promise(requestAnimationFrame);
  }
  return window.__longest;
}
"""


def write_report(path: Path, pages: int, words: int) -> int:
    """Write a report as text, one form feed between pages, and return how many words it has."""
    from routemap import places

    chance = random.Random(3)
    names = [places.place_name(code) for code in places.country_codes()]
    text = []
    for page in range(pages):
        said = [f"CHAPTER {page + 1}\n"] if page % 10 == 0 else []
        count = 0
        while count < words:
            a, b, c = chance.sample(names, 3)
            sentence = chance.choice(SENTENCES).format(goods=chance.choice(GOODS), a=a, b=b, c=c)
            said.append(sentence)
            count += len(sentence.split())
        text.append(" ".join(said))
    path.write_text("\n\n\f".join(text), encoding="utf-8")
    return sum(len(page.split()) for page in text)


def measure_page(path: Path) -> dict[str, float]:
    """Open the page, scroll its rooms, accept tier A, and return what that took."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(path.as_uri())
        page.wait_for_selector(".claim-head")
        opened = page.evaluate("performance.now()")
        page.evaluate(WATCH_FRAMES)
        frames = {room: page.evaluate(SCROLL, room) for room in json.loads(page.evaluate(ROOMS))}
        page.evaluate("window.__longest = 0")
        page.locator("header button", has_text="Accept all").click(timeout=120_000)
        page.get_by_role("dialog").locator("button", has_text="Accept all").click(timeout=120_000)
        page.wait_for_function("/[1-9][0-9,]* of [0-9,]+ claims decided/.test(document.body.innerText)")
        accepted = page.evaluate("window.__longest")
        browser.close()
    return {"opened ms": opened, **{f"{room} frame ms": value for room, value in frames.items()}, "accept ms": accepted}


# The rooms that scroll, told by their own height.
ROOMS = """
() => JSON.stringify([...document.querySelectorAll("main *, body *")]
  .filter((one) => one.scrollHeight > 4 * one.clientHeight && one.clientHeight > 300 &&
    ["auto", "scroll"].includes(getComputedStyle(one).overflowY))
  .map((one) => (one.id ? `#${one.id}` : `.${[...one.classList].join(".")}`)))
"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--words", type=int, default=330)
    options = parser.parse_args()
    from routemap.drafting import draft_routes, read_document
    from routemap.review import write_review

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = write_report(folder / "report.txt", options.pages, options.words)
        started = time.process_time()
        document = read_document(folder / "report.txt")
        read = time.process_time() - started
        drafts = draft_routes(document, subject="NOR", source="A made report")
        drafted = time.process_time() - started - read
        write_review(drafts, folder / "review.html")
        size = (folder / "review.html").stat().st_size / 1e6
        print(f"{options.pages} pages, {words:,} words: read {read:.2f} s, {words / drafted:,.0f} words a second")
        print(f"{len(drafts.rows):,} claims, {len(drafts.silent):,} silent sentences, page {size:.2f} MB")
        for what, value in measure_page(folder / "review.html").items():
            print(f"{what}: {value:,.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
