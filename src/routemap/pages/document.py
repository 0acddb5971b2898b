"""The HTML document of a page: constant parts, blocks of data, and a security policy that lets nothing else run.

No template engine is at work here: folium's would evaluate what stands in the data. Each text from data that is
written into the markup is escaped by who writes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from routemap.pages.assets import policy_hash


@dataclass(frozen=True)
class Additions:
    """What a user's own elements bring to a page.

    Attributes
    ----------
    header, html, script
        Their rendered markup and script text.
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
    lang
        Of its words.
    title, description
        Plain text.
    body
        Markup, finished.
    blocks
        By element id, JSON text that is safe inside a script element.
    scripts, styles
        Text of each; they alone may run.
    additions
        What the user added.
    """

    lang: str
    title: str
    description: str
    body: str
    blocks: Mapping[str, str]
    scripts: Sequence[str]
    styles: Sequence[str]
    additions: Additions = field(default_factory=Additions)

    def to_html(self) -> str:
        """Return the whole document."""
        own = self.additions.script
        scripts = [*self.scripts, *([own] if own.strip() else [])]
        return "\n".join(
            [
                "<!doctype html>",
                f'<html lang="{self.lang}">',
                "<head>",
                '<meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{escape(self._policy(scripts))}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="referrer" content="no-referrer">',
                f"<title>{escape(self.title)}</title>",
                f'<meta name="description" content="{escape(self.description)}">',
                *(f"<style>{style}</style>" for style in self.styles),
                self.additions.header,
                "</head>",
                "<body>",
                self.body,
                self.additions.html,
                *(f'<script type="application/json" id="{name}">{text}</script>' for name, text in self.blocks.items()),
                *(f"<script>{script}</script>" for script in scripts),
                "</body>",
                "</html>",
                "",
            ]
        )

    def _policy(self, scripts: Sequence[str]) -> str:
        """Return the Content-Security-Policy: our own scripts and styles by hash, and what the user added."""
        added = self.additions
        sources = {
            "default-src": ["'none'"],
            "script-src": [*map(policy_hash, scripts), *added.script_hosts],
            "style-src": [*map(policy_hash, self.styles), *added.style_hosts],
            "img-src": ["data:", "blob:", *added.image_hosts],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
        }
        return "; ".join(f"{name} {' '.join(values)}" for name, values in sources.items())
