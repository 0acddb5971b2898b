"""Make docs/gallery.md and its pictures: twelve maps and figures, each with the code that made it.

    .venv/bin/python tools/make_gallery.py [NAME …]

The code runs as it is shown, in a folder with data/, examples/ and practice/ (`routemap new practice --examples`). A page is
photographed in Chromium. Look at the pictures. ``--check`` only compares the text.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/gallery.md"
PICTURES = ROOT / "docs/images"
MOST_BYTES = 60_000

NORWAY = 'routes = routemap.read_routes("data/routes.csv")'
DISPLACED = 'routes = routemap.read_routes("examples/displaced-2024.csv", recipe="examples/displaced-2024.toml")'


@dataclass(frozen=True)
class Item:
    """A map: its name, what it is, what it shows and why it looks so, and the code behind ``import routemap``."""

    name: str
    title: str
    says: str
    code: str
    picture: str  # what the picture shows, for who cannot see it
    options: tuple[tuple[str, Any], ...] = ()

    @property
    def home(self) -> Path:
        """Where its picture stands."""
        return PICTURES / f"gallery-{self.name}.webp"


ITEMS = (
    Item(
        "heroin",
        "One market as one source describes it",
        "A country is a point, a region an area, as the source said it. All five claims are stated plainly: no line is dashed.",
        f'{NORWAY}\nwrite_figure(routes, "heroin.png", market="heroin trade", width_mm=150)',
        "Lines from five countries to Norway",
    ),
    Item(
        "cocaine-page",
        "The same as a page, in the dark",
        "The page that opens from a mail: a list beside the map, evidence behind each line. It follows the reader’s system.",
        f'{NORWAY}\nroutemap.route_map(routes, market="cocaine trade").save("cocaine-page.html")',
        "A dark page with a list of routes on the left and their map on the right",
        (("color_scheme", "dark"),),
    ),
    Item(
        "markets",
        "Ten markets on one sheet",
        "Each in its own extent, with a locator, and one scale of widths for all.",
        f'{NORWAY}\nwrite_figure(routes, "markets.png", small_multiples=True)',
        "Ten small maps with titles and locators",
    ),
    Item(
        "overview",
        "All markets, and where they crowd",
        "The framed part is drawn again, larger. Lines wear the number of their market, so that a grey copy can be read.",
        f'{NORWAY}\nwrite_figure(routes, "overview.png")',
        "A map of the world and below it a larger one of northern Europe",
    ),
    Item(
        "folded",
        "391 flows between countries, folded",
        "Where so many lines cannot be told apart, countries become parts of the world; the number behind a name moves within it.",
        f'{DISPLACED}\nwrite_figure(routes, "folded.png")',
        "A map of the world with lines between parts of continents",
    ),
    Item(
        "strongest",
        "The thirty largest of a hundred, country by country",
        "The others stay faint behind them, and the foot says what share of the people the thirty are.",
        f'{DISPLACED}\nhundred = routes.nlargest(100, "quantity")\nwrite_figure(hundred, "strongest.png", strongest=30)',
        "A map of the world with thirty lines in full and others faint",
    ),
    Item(
        "sudan",
        "Out of one country",
        "Any selection is a map: routes are rows of a table. The projection and the extent follow from the places.",
        f'{DISPLACED}\nsudan = routes[routes["origin"] == "SDN"]\nwrite_figure(sudan, "sudan.png", title="Out of Sudan, 2024", width_mm=120)',
        "Lines from Sudan to its neighbours and beyond, as wide as there are people",
    ),
    Item(
        "germany",
        "Into one country, for a column of print",
        "85 mm wide: names are as large on paper as in a wide figure, so there are fewer of them.",
        f'{DISPLACED}\ngermany = routes[routes["destination"] == "DEU"]\nwrite_figure(germany, "germany.png", title="To Germany, 2024", width_mm=85)',
        "Lines from many countries to Germany",
    ),
    Item(
        "africa-page",
        "Within one continent, as a page",
        "A press on a place leaves its routes alone, one on a line opens its card; the list follows the map.",
        f"""{DISPLACED}
african = [continent_of(a) == continent_of(b) == "africa" for a, b in zip(routes["origin"], routes["destination"])]
page = routemap.route_map(routes[african], title="Displaced within Africa, 2024")
page.save("africa-page.html")""",
        "A page with a list of flows beside a map of Africa",
    ),
    Item(
        "axes",
        "Two maps in a figure of your own",
        "`draw_figure` takes axes of matplotlib; what stands around them is yours.",
        f"""{DISPLACED}
figure, two = plt.subplots(1, 2, figsize=(9, 5))
for ax, code in zip(two, ("VEN", "COD")):
    some = routes[routes["origin"] == code]
    routemap.draw_figure(some, ax=ax, title=f"From {{resolve_place(code).label}}", legend=False)
figure.savefig("axes.png", dpi=100)""",
        "Two maps side by side: from Venezuela and from DR Congo",
    ),
    Item(
        "colour",
        "A column of your own for colours",
        "Here the part of the world in which people arrived.",
        f"""{DISPLACED}
afghans = routes[routes["origin"] == "AFG"].copy()
afghans["Arrived in"] = [place_name(subregion_of(code)) for code in afghans["destination"]]
write_figure(afghans, "colour.png", colour="Arrived in", title="Out of Afghanistan, 2024")""",
        "Lines from Afghanistan in several colours",
    ),
    Item(
        "seizures",
        "Records, added up, in Spanish",
        "48 invented records became 18 routes; width is kilograms. Where nobody knows an end, the line says so.",
        """found = routemap.aggregate_records("practice/seizures.csv", "practice/seizures.toml")
write_figure(found.routes, "seizures.png", lang="es", title="Decomisos (ejemplo inventado)")""",
        "Lines from South America, Morocco and Asia to Europe",
    ),
)

HEAD = """# Gallery

Twelve maps and figures, each with the code that made it. Before each of them stands

```python
import matplotlib.pyplot as plt

import routemap
from routemap import resolve_place
from routemap.figure import write_figure
from routemap.places import continent_of, place_name, subregion_of
```

`data/routes.csv` is [the example data](../data/README.md). `examples/displaced-2024.csv` holds the 391 pairs of countries between
which 1,000 people or more were newly displaced in 2024: UNHCR Refugee Population Statistics Database, © UNHCR,
[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), rows and columns left out, those of stateless
people and of unknown origin among them. `practice` is what `routemap new practice
--examples` writes; it is invented. The pictures were made by `tools/make_gallery.py`, and are smaller than the files.
"""


def text() -> str:
    """Return the page."""
    parts = [HEAD]
    for item in ITEMS:
        picture = f"![{item.picture}](images/{item.home.name})"
        says = "\n".join(textwrap.wrap(item.says, 120))
        parts.append(f"## {item.title}\n\n{says}\n\n```python\n{item.code}\n```\n\n{picture}\n")
    return "\n".join(parts)


def make(names: list[str]) -> None:
    """Run the code of each item in a folder of its own, and keep the picture."""
    from playwright.sync_api import sync_playwright
    from typer.testing import CliRunner

    from routemap.cli import app
    from take_screens import FLAGS, chromium, settle

    folder = Path(tempfile.mkdtemp())
    for name in ("data", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    os.chdir(folder)
    os.environ["MPLBACKEND"] = "agg"
    CliRunner().invoke(app, ["new", "practice", "--examples"])
    setting = HEAD.partition("```python\n")[2].partition("```")[0]
    from PIL import Image

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for item in ITEMS:
            if names and item.name not in names:
                continue
            exec(compile(setting + item.code, item.name, "exec"), {})
            if (page_file := folder / f"{item.name}.html").exists():
                context = browser.new_context(
                    viewport={"width": 1280, "height": 800}, reduced_motion="reduce", **dict(item.options)
                )
                page = context.new_page()
                page.goto(page_file.as_uri())
                page.wait_for_selector("[data-drawn]", state="attached")
                settle(page)
                picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                context.close()
            else:
                picture = Image.open(folder / f"{item.name}.png").convert("RGB")
            item.home.write_bytes(small(picture))
            print(f"{item.home.name}  {item.home.stat().st_size / 1000:.0f} kB")
        browser.close()
    shutil.rmtree(folder)


def small(picture: Any) -> bytes:
    """Return a picture as WebP, as large and as true as the number of bytes allows."""
    for width, quality in ((1000, 90), (1000, 80), (900, 80), (800, 80), (800, 70), (700, 70), (600, 70), (600, 50)):
        size = (width, round(picture.height * width / picture.width))
        data = io.BytesIO()
        picture.resize(size if picture.width > width else picture.size, 1).save(data, "WEBP", quality=quality, method=6)
        if data.tell() <= MOST_BYTES:
            return data.getvalue()
    raise SystemExit(f"over {MOST_BYTES} bytes")


def main(names: list[str]) -> None:
    """Write the page and the pictures, or say what is not up to date."""
    if names == ["--check"]:
        if PAGE.read_text(encoding="utf-8") != text():
            raise SystemExit("docs/gallery.md is not what tools/make_gallery.py says: run it")
        wrong = [item.name for item in ITEMS if not 0 < item.home.stat().st_size <= MOST_BYTES]
        if wrong:
            raise SystemExit(f"pictures over {MOST_BYTES} bytes: {', '.join(wrong)}")
        return
    PAGE.write_text(text(), encoding="utf-8")
    make(names)


if __name__ == "__main__":
    main(sys.argv[1:])
