"""The HTML document of a page: constant parts, blocks of data, and a security policy that lets nothing else run.

No template engine is at work here: folium's would evaluate what stands in the data. Each text from data that is
written into the markup is escaped by who writes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from routemap.pages.assets import icon, policy_hash, starter_script
from routemap.pages.json_block import deflate_json, to_json
from routemap.pages.origins import is_origin
from routemap.words import is_rtl

_PARTS_ID = "routemap-parts"
_RTL = ' dir="rtl"'


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

    def __post_init__(self) -> None:
        """Refuse what is no origin: it would be read as a rule of its own."""
        for host in (*self.script_hosts, *self.style_hosts, *self.image_hosts):
            if not is_origin(host):
                raise ValueError(f"{host!r} is no origin; see routemap.pages.origins")


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
    is_light
        Carry scripts deflated, behind a starter of less than a kilobyte that unpacks and runs them: half the size. A
        browser that cannot unpack them shows the body as it is.
    packed_styles
        Further styles, which nothing needs before the scripts run; a light page carries them deflated too.
    is_shared
        Leave all styles that are packed elsewhere, and all scripts but the last, which starts the page, to the files of
        `shared_files`, which lie beside it. They come from the page's own host, and so does nothing else.
    head
        Further markup of the head, finished.
    has_own_images
        Whether the body may show images of the same host, such as a picture beside the page.
    additions
        What the user added; their scripts expect ours to have run, so that such a page is never light.
    """

    lang: str
    title: str
    description: str
    body: str
    blocks: Mapping[str, str]
    scripts: Sequence[str]
    styles: Sequence[str]
    packed_styles: Sequence[str] = ()
    is_light: bool = False
    is_shared: bool = False
    head: str = ""
    has_own_images: bool = False
    additions: Additions = field(default_factory=Additions)

    def to_html(self) -> str:
        """Return the whole document."""
        own = self.additions.script
        is_shared = self.is_shared and self.additions == Additions()
        is_light = self.is_light and not is_shared and self.additions == Additions()
        packed = (tuple(self.packed_styles), tuple(self.scripts)) if is_light else ((), ())
        # In the head: what stands in the body is hidden before it is seen, and shown again if the start fails.
        first = [starter_script()] if is_light else []
        scripts = [] if is_light else [*self.scripts[-1 if is_shared else 0 :], *([own] if own.strip() else [])]
        styles = [*self.styles] if is_light or is_shared else [*self.styles, *self.packed_styles]
        beside = _beside(self) if is_shared else []
        blocks = {**self.blocks, **({_PARTS_ID: _deflated(*packed)} if is_light else {})}
        policy = self._policy([*first, *scripts, *packed[1]], [*styles, *packed[0]])
        return "\n".join(
            [
                "<!doctype html>",
                f'<html lang="{self.lang}"{_RTL if is_rtl(self.lang) else ""}>',
                "<head>",
                '<meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="referrer" content="no-referrer">',
                f'<link rel="icon" href="{icon()}">',
                f"<title>{escape(self.title)}</title>",
                f'<meta name="description" content="{escape(self.description)}">',
                *([self.head] if self.head else []),
                *(f"<style>{style}</style>" for style in styles),
                *(f"<script>{script}</script>" for script in first),
                *beside,
                self.additions.header,
                "</head>",
                "<body>",
                self.body,
                self.additions.html,
                *(f'<script type="application/json" id="{name}">{text}</script>' for name, text in blocks.items()),
                *(f"<script>{script}</script>" for script in scripts),
                "</body>",
                "</html>",
                "",
            ]
        )

    def shared_files(self) -> dict[str, bytes]:
        """Return the files that stand beside shared pages, by name: the hash of what they hold is part of it.

        So a server may let browsers keep them for ever, and pages of two builds never meet the other's files.
        """
        texts = {"css": "\n".join(self.packed_styles), "js": "\n".join(self.scripts[:-1])}
        contents = {suffix: text.encode("utf-8") for suffix, text in texts.items()}
        return {shared_name(content, suffix): content for suffix, content in contents.items()}

    def _policy(self, scripts: Sequence[str], styles: Sequence[str]) -> str:
        """Return the Content-Security-Policy: our own scripts and styles by hash, and what the user added."""
        added = self.additions
        own = ["'self'"] if self.is_shared and added == Additions() else []
        sources = {
            "default-src": ["'none'"],
            "script-src": [*own, *map(policy_hash, scripts), *added.script_hosts],
            "style-src": [*own, *map(policy_hash, styles), *added.style_hosts],
            "img-src": [*(["'self'"] if self.has_own_images else []), "data:", "blob:", *added.image_hosts],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
        }
        return "; ".join(f"{name} {' '.join(values)}" for name, values in sources.items())


def shared_name(content: bytes, suffix: str) -> str:
    """Return the name of a file that stands beside shared pages.

    Examples
    --------
    >>> shared_name(b"", "js")
    'routemap-e3b0c44298fc1c14.js'
    """
    return f"routemap-{hashlib.sha256(content).hexdigest()[:16]}.{suffix}"


def _beside(document: Document) -> list[str]:
    """Return the markup that loads the shared files, before the body is read: nothing is seen without its style."""
    style, script = document.shared_files()
    return [f'<link rel="stylesheet" href="{style}">', f'<script src="{script}"></script>']


@lru_cache(maxsize=2)
def _deflated(styles: tuple[str, ...], scripts: tuple[str, ...]) -> str:
    """Return the parts that are the same on every page of a build, deflated once."""
    return deflate_json(to_json({"styles": styles, "scripts": scripts}))
