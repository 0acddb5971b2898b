"""The HTML document of a page: constant parts, one block of data, and a security policy that lets nothing else run.

No template engine is at work here: folium's would evaluate what stands in the data. Each text from data that is
written into the markup (title, description, the table without JavaScript) is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from routemap.webmap import assets
from routemap.webmap.words import word
from routemap.words import market_title

# A table for readers without JavaScript; past this it would outweigh the map.
_TABLE_ROWS = 150
_COLUMNS = ("route", "market", "commodity", "confidence", "source", "locator", "note")
_SOURCE = _COLUMNS.index("source")
# Pages whose groups are markets.
_OF_MARKETS = ("overview", "index")


@dataclass(frozen=True)
class Additions:
    """What a user's own folium elements bring to a page.

    Attributes
    ----------
    header, html, script
        Their rendered markup and script text, as folium made them.
    script_hosts, style_hosts, image_hosts
        Origins the page must be allowed to load from, such as ``https://tile.example``.
    """

    header: str = ""
    html: str = ""
    script: str = ""
    script_hosts: tuple[str, ...] = ()
    style_hosts: tuple[str, ...] = ()
    image_hosts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """The parts of a page.

    Attributes
    ----------
    payload
        What `build_payload` returned.
    data
        Its JSON text, safe inside a script element.
    map_name
        The page's element id and the name of the script variable that holds the Leaflet map.
    gallery
        Markup of the index page's gallery, made by `site`; empty elsewhere.
    """

    payload: dict[str, Any]
    data: str
    map_name: str = "map_1"
    gallery: str = ""
    additions: Additions = field(default_factory=Additions)

    def to_html(self) -> str:
        """Return the whole document."""
        page = self.payload["page"]
        scripts = [
            assets.leaflet_script(),
            assets.page_script(),
            f'var {self.map_name} = routemap.open("routemap-data", "{self.map_name}");',
        ]
        if self.additions.script.strip():
            scripts.append(self.additions.script)
        styles = [assets.leaflet_style(), assets.page_style()]
        title = escape(" · ".join(part for part in (page["title"], page["context"]) if part))
        return "\n".join(
            [
                "<!doctype html>",
                f'<html lang="{page["lang"]}">',
                "<head>",
                '<meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{escape(self._policy(scripts, styles))}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="referrer" content="no-referrer">',
                f"<title>{title}</title>",
                f'<meta name="description" content="{escape(page["summary"])}">',
                *(f"<style>{style}</style>" for style in styles),
                self.additions.header,
                "</head>",
                "<body>",
                f'<main id="{self.map_name}" class="routemap-root">',
                f"<noscript>{without_script(self.payload)}</noscript>",
                "</main>",
                self.gallery,
                self.additions.html,
                f'<script type="application/json" id="routemap-data">{self.data}</script>',
                *(f"<script>{script}</script>" for script in scripts),
                "</body>",
                "</html>",
                "",
            ]
        )

    def _policy(self, scripts: Sequence[str], styles: Sequence[str]) -> str:
        """Return the Content-Security-Policy: our own scripts and styles by hash, and what the user added."""
        added = self.additions
        sources = {
            "default-src": ["'none'"],
            "script-src": [*map(assets.policy_hash, scripts), *added.script_hosts],
            "style-src": [*map(assets.policy_hash, styles), *added.style_hosts],
            "img-src": ["data:", "blob:", *added.image_hosts],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
        }
        return "; ".join(f"{name} {' '.join(values)}" for name, values in sources.items())


def without_script(payload: dict[str, Any]) -> str:
    """Return what a reader without JavaScript gets: title, summary and the routes as a table.

    Parameters
    ----------
    payload
        What `build_payload` returned.
    """
    page, lang = payload["page"], payload["page"]["lang"]
    count = payload["routes"]["count"]
    table = [_table_row(payload, i) for i in range(min(count, _TABLE_ROWS))]
    # A column without a word is left out, and so is a source that the foot of the page names for all.
    kept = [at for at in range(len(_COLUMNS)) if any(row[at] for row in table)]
    if len({row[_SOURCE] for row in table}) == 1 and count <= _TABLE_ROWS:
        kept = [at for at in kept if at != _SOURCE]
    names = [*word(lang, "columns").split("|")]
    names.insert(1, word(lang, "market").split("|")[0].capitalize())
    heads = "".join(f'<th scope="col">{escape(names[at])}</th>' for at in kept)
    rows = "".join(f"<tr>{''.join(_cell(row[at], at) for at in kept)}</tr>" for row in table)
    cut = f"<p>{escape(word(lang, 'cut').format(_TABLE_ROWS, count))}</p>" if count > _TABLE_ROWS else ""
    return (
        f"<p>{escape(page['context'])}</p><h1>{escape(page['title'])}</h1><p>{escape(page['summary'])}</p>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{cut}"
        f"<p>{escape(page['caveat'])} {escape(page['borders'])} {escape(page['source_line'])}</p>"
    )


def _cell(text: str, at: int) -> str:
    return f'<th scope="row">{escape(text)}</th>' if at == 0 else f"<td>{escape(text)}</td>"


def _table_row(payload: dict[str, Any], i: int) -> list[str]:
    """Return one route as the cells of the plain table."""
    routes, texts, lang = payload["routes"], payload["text"], payload["page"]["lang"]

    def of(name: str) -> Any:
        column = routes[name]
        return column[i] if isinstance(column, list) else column

    def text(name: str) -> str:
        position = of(name)
        return texts[position] if position >= 0 else ""

    unknown = word(lang, "unknown")
    stops = [payload["places"]["name"][stop] for stop in routes["stops"][i]]
    stops = [unknown] * (of("open") & 1) + stops + [unknown] * (of("open") >> 1)
    market = (
        market_title(payload["groups"][of("group")]["name"], lang) if payload["page"]["kind"] in _OF_MARKETS else ""
    )
    commodity = payload["commodities"][of("commodity")] if of("commodity") >= 0 else ""
    confidence = word(lang, "confidences").split("|")[of("confidence")]
    joint = " – " if of("kind") == 3 else " → "
    return [joint.join(stops), market, commodity, confidence, *(text(name) for name in _COLUMNS[_SOURCE:])]
