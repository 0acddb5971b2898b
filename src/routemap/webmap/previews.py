"""Previews of links: a picture beside each page, and the words in its head that chat programs and networks look for."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Protocol

from routemap.errors import RouteError
from routemap.routes.web_addresses import ascii_address, parse_url
from routemap.words import isolated

if TYPE_CHECKING:
    import pandas as pd

    from routemap.webmap.payload import PageScene
    from routemap.webmap.payload_types import Payload

WIDTH_PX, HEIGHT_PX = 1200, 630
# Every picture of ours says so; see `routemap.figure.card`.
_MARK = b"Software\x00routemap"


class Painter(Protocol):
    """Draws the picture of a page, such as `routemap.figure.draw_card`; pages themselves know no figures."""

    def __call__(
        self, routes: pd.DataFrame, market: str | None, *, lang: str, title: str, context: str, subject: str
    ) -> bytes:
        """Return a PNG of `WIDTH_PX` × `HEIGHT_PX`."""


@dataclass
class Previews:
    """The pictures of a build.

    Attributes
    ----------
    paint
        Makes them; None for none.
    address
        Where the folder will stand on the web; empty where nobody knows yet.
    pictures
        What has been made, by name.
    """

    paint: Painter | None = None
    address: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what is no address of a folder.

        Raises
        ------
        RouteError
            If it is none, or there are no pictures for it.
        """
        if not self.address:
            return
        address, fault = parse_url(self.address)
        if fault:
            raise RouteError(f"the address of the pages {fault.message}; expected {fault.expected}")
        if self.paint is None:
            raise RouteError("an address of the pages is for their cards alone; ask for these, too")
        if set("?#").intersection(address):
            raise RouteError("the address of the pages is not that of a folder: it has a ? or a #")
        self.address = f"{ascii_address(address).rstrip('/')}/"

    def head(self, page: PageScene, payload: Payload, *, picture: str = "") -> str:
        """Return the markup for the head of a page; its picture is drawn, unless one is named that shows the same."""
        if self.paint is None:
            return ""
        said = payload["page"]
        name = picture or picture_name(said["file"])
        if not picture:
            about = {"title": said["title"], "context": said["context"], "subject": page.subject}
            self.pictures[name] = self.paint(page.routes, page.market, lang=page.lang, **about)
        title = " · ".join(isolated(part) for part in (said["title"], said["context"]) if part)
        told = {
            "og:type": "website",
            "og:title": title,
            "og:description": said["summary"],
            **({"og:url": self.address + said["file"]} if self.address else {}),
            "og:image": self.address + name,
            "og:image:type": "image/png",
            "og:image:width": str(WIDTH_PX),
            "og:image:height": str(HEIGHT_PX),
            "og:image:alt": title,
        }
        marks = [f'<meta property="{key}" content="{escape(text)}">' for key, text in told.items()]
        return "\n".join([*marks, '<meta name="twitter:card" content="summary_large_image">'])


def picture_name(page: str) -> str:
    """Return the name of a page's picture.

    Examples
    --------
    >>> picture_name("heroin-trade.html")
    'heroin-trade.png'
    """
    return f"{page.removesuffix('.html')}.png"


def is_our_picture(name: str, content: bytes) -> bool:
    """Tell whether a file is a picture that came from us.

    Examples
    --------
    >>> is_our_picture("index.png", b"somebody's own")
    False
    """
    return name.endswith(".png") and _MARK in content[:4096]
