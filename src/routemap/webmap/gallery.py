"""The gallery of the index: a card for each market, and one row for those that have no line to show."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from routemap.routes import route_kinds
from routemap.scene.given import given_notes
from routemap.scene.summary import say_counts
from routemap.webmap.thumbnails import thumbnail
from routemap.words import isolated, word

if TYPE_CHECKING:
    from routemap.webmap.payload import PageScene
    from routemap.webmap.payload_types import Payload


def gallery_of(cards: Sequence[str], small: Sequence[str], lang: str) -> str:
    """Return the gallery's markup: the cards, then a row of the small ones."""
    row = f'<div class="gallery-row">{"".join(small)}</div>' if small else ""
    label = escape(word(lang, "page.gallery"))
    return f'<section id="gallery" class="gallery" aria-label="{label}">{"".join(cards)}{row}</section>'


def gallery_card(shown: PageScene, payload: Payload, name: str) -> str:
    """Return the card of one market: title, counts, summary, and a picture where it has lines.

    Parameters
    ----------
    shown, payload
        The market's page.
    name
        Its file.
    """
    page, lang = payload["page"], payload["page"]["lang"]
    count = say_counts(shown.routes["statement"].nunique(), route_kinds(shown.routes), lang, " · ")
    titles = [f"{isolated(page['title'])}: {count}", *given_notes([shown.scene], lang)]
    has_lines = len(shown.scene.strands) > 0
    picture = thumbnail(shown.scene, shown.curves, shown.edges, "; ".join(titles)) if has_lines else ""
    return (
        f'<article class="gallery-card"><a href="{escape(name)}">{picture}'
        f'<h2 class="gallery-title">{escape(page["title"])}</h2></a>'
        f'<p class="gallery-count">{escape(count)}</p>'
        f'<p class="gallery-summary">{escape(page["summary"])}</p></article>'
    )
