"""The gallery of the index: a card for each market, and one row for those that have no line to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from routemap.scene.given import given_notes
from routemap.scene.legend import drawn_groups
from routemap.scene.summary import say_counts
from routemap.style import HUES
from routemap.webmap.locators import locators
from routemap.webmap.thumbnails import Extent, thumbnail, thumbnail_box
from routemap.words import counted, isolated, word

if TYPE_CHECKING:
    from routemap.scene.scene import Scene
    from routemap.webmap.payload import PageScene
    from routemap.webmap.payload_types import Payload

_MOST_COLOURS = 4


@dataclass(frozen=True)
class Card:
    """The card of one market.

    Attributes
    ----------
    before, after
        Its markup on either side of the locator.
    box
        What its picture shows; None where it has none.
    """

    before: str
    after: str
    box: Extent | None


def gallery_of(cards: Sequence[Card], lang: str) -> str:
    """Return the gallery's markup: the cards, and those without a picture in one row below them.

    Parameters
    ----------
    cards
        One for each market, in the order in which they are shown.
    """
    land, found = locators([card.box for card in cards])
    texts = [card.before + locator + card.after for card, locator in zip(cards, found, strict=True)]
    # A picture of a bare country tells nothing: such markets share a row.
    pictured = [text for card, text in zip(cards, texts, strict=True) if card.box]
    small = [text for card, text in zip(cards, texts, strict=True) if not card.box]
    row = f'<div class="gallery-row">{"".join(small)}</div>' if small else ""
    label = escape(word(lang, "page.gallery"))
    return f'<section id="gallery" class="gallery" aria-label="{label}">{land}{"".join(pictured)}{row}</section>'


def gallery_card(shown: PageScene, payload: Payload, name: str) -> Card:
    """Return the card of one market: title, counts, what its colours mean, summary, and a picture of its lines.

    Parameters
    ----------
    shown, payload
        The market's page.
    name
        Its file.
    """
    page, lang = payload["page"], payload["page"]["lang"]
    count = say_counts(shown.routes["statement"].nunique(), shown.kinds, lang, " · ")
    titles = [f"{isolated(page['title'])}: {count}", *given_notes([shown.scene], lang)]
    picture, box = "", None
    if len(shown.scene.strands):
        picture = thumbnail(shown.scene, shown.curves, shown.edges, "; ".join(titles))
        box = thumbnail_box(shown.scene, shown.curves, shown.edges)
    return Card(
        f'<article class="gallery-card"><a href="{escape(name)}">{picture}'
        f'<h2 class="gallery-title">{escape(page["title"])}</h2>',
        f'</a><p class="gallery-count">{escape(count)}</p>{_key(shown.scene, lang)}'
        f'<p class="gallery-summary">{escape(page["summary"])}</p></article>',
        box,
    )


def _key(scene: Scene, lang: str) -> str:
    """Return what the colours of a picture mean, where there are several."""
    groups = drawn_groups(scene)
    if len(groups) < 2:
        return ""
    shown, rest = groups[:_MOST_COLOURS], len(groups) - _MOST_COLOURS
    hues = [HUES.index(scene.colours[k]) for k, _, _ in shown]
    entries = [
        f'<li><svg class="key" viewBox="0 0 16 8" aria-hidden="true"><path class="stroke-hue-{hue}" d="M1 4H15"/></svg>'
        f"{escape(isolated(title))}</li>"
        for hue, (_, title, _) in zip(hues, shown, strict=True)
    ]
    more = [f"<li>{escape(counted(lang, 'legend.more', rest))}</li>"] if rest > 0 else []
    return f'<ul class="gallery-key">{"".join([*entries, *more])}</ul>'
