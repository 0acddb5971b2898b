"""The constant parts of pages: Leaflet, the colours of both themes, our bundles, and hashes for the security policy."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from routemap.style import GROUND, HUES, Theme


def starter_script() -> str:
    """Return the script that unpacks the parts of a light page."""
    return read_static("routemap.pages", "starter.js")


def leaflet_script() -> str:
    """Return Leaflet's own script, as the XStatic-Leaflet package ships it."""
    return _leaflet("leaflet.js")


@cache
def leaflet_style() -> str:
    """Return Leaflet's own style sheet, its three pictures inlined: a page fetches nothing."""

    def inline(match: re.Match[str]) -> str:
        picture = (_leaflet_folder() / match[1]).read_bytes()
        return f"url(data:image/png;base64,{base64.b64encode(picture).decode('ascii')})"

    return re.sub(r"url\((images/[\w-]+\.png)\)", inline, _leaflet("leaflet.css"))


@cache
def theme_style() -> str:
    """Return the colours of both themes as custom properties, and of each hue as a class."""

    def block(theme: Theme) -> str:
        ground = "".join(f"--{name}:{value};" for name, value in GROUND[theme].items())
        return ground + "".join(f"--hue-{i}:{getattr(hue, theme)};" for i, hue in enumerate(HUES))

    light, dark = block("light"), block("dark")
    return (
        f":root{{color-scheme:light;{light}}}"
        f"@media(prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
        # Paper is white whatever the screen was.
        f"@media print{{:root:root:root{{color-scheme:light;{light}}}}}"
    )


def ground_style() -> str:
    """Return what every page needs before its scripts run: its colours, its ground rules, the table without script."""
    return theme_style() + read_static("routemap.pages", "base.css")


@cache
def icon() -> str:
    """Return the picture of a page's tab as an address of data: a line that leaves a place and arrives at another."""
    theme = GROUND["light"]
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
        f'<rect width="16" height="16" rx="3" fill="{theme["sea"]}"/>'
        f'<path d="M3 12Q5 4 12 4" fill="none" stroke="{theme["accent"]}" stroke-width="2"/>'
        f'<circle cx="3" cy="12" r="2" fill="{theme["panel"]}" stroke="{theme["ink"]}"/>'
        f'<circle cx="12.5" cy="4" r="2.5" fill="{theme["accent"]}"/></svg>'
    )
    return f"data:image/svg+xml,{quote(drawn)}"


def policy_hash(text: str) -> str:
    """Return the source expression that lets exactly this inline script or style run.

    Examples
    --------
    >>> policy_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _leaflet_folder() -> Path:
    from xstatic.pkg import leaflet

    return Path(leaflet.BASE_DIR)


@cache
def _leaflet(name: str) -> str:
    # A script's last line may point to a source map, which a browser's tools would try to fetch.
    text = (_leaflet_folder() / name).read_text(encoding="utf-8")
    # A browser hashes the text after folding line ends, so fold them here as well.
    return re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "\n", text.replace("\r\n", "\n"))


@cache
def read_static(package: str, name: str) -> str:
    """Return a bundle or style sheet of ours, from the folder ``static`` of a package."""
    return resources.files(package).joinpath("static", name).read_text(encoding="utf-8")
