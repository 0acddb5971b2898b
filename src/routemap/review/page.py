"""The review page: what it knows and our bundle in an offline document, with its claims as text without a script."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from routemap import places
from routemap.errors import RouteError
from routemap.files import write_file
from routemap.pages import assets
from routemap.pages.document import Document
from routemap.pages.json_block import deflate_json, to_json
from routemap.review.payload import build_review
from routemap.words import LANGUAGES, counted, market_title, word

if TYPE_CHECKING:
    from routemap.drafting import Drafts
    from routemap.review.payload_types import Review

_DATA_ID = "review-data"
_ROOT_ID = "review"


def write_review(drafts: Drafts, path: str | os.PathLike[str], *, lang: str = "en") -> None:
    """Write the page on which somebody accepts, mends and rejects the drafts of a report.

    One file, which opens anywhere and fetches nothing. What is decided there is saved as a CSV file that
    `apply_decisions`, ``routemap draft --decisions`` and every command read.

    Parameters
    ----------
    drafts
        As `draft_routes` or `apply_decisions` gives them.
    path
        The HTML file.
    lang
        Language of the page's own words: en, ar, es, fr, nb, pt, ru or zh.

    Raises
    ------
    RouteError
        If the language is none of these.
    ExportError
        If the file cannot be written; what was there is then as it was.

    Examples
    --------
    >>> from routemap.drafting import draft_routes
    >>> from routemap.drafting.document import Block, Document, Run
    >>> text = "Heroin from Turkey is smuggled to Norway."
    >>> document = Document("a.txt", text, (Block(0, len(text), "text", ""),), (Run(0, 0, 0),))
    >>> write_review(draft_routes(document, source="Annual report 2024"), "review.html")
    """
    write_file(Path(path), review_html(drafts, lang=lang).encode("utf-8"))


def review_html(drafts: Drafts, *, lang: str = "en") -> str:
    """Return the review page as text; see `write_review`."""
    if lang not in LANGUAGES:
        raise RouteError(f"no words for language {lang!r}; expected one of {', '.join(LANGUAGES)}")
    review = build_review(drafts, lang)
    title = word(lang, "review.title", report=drafts.document.name)
    plain = _without_script(drafts, lang, title)
    return Document(
        lang=lang,
        title=title,
        description=word(lang, "review.about"),
        body=f'<main id="{_ROOT_ID}" class="routemap-root review-root">\n{plain}\n</main>',
        blocks={_DATA_ID: deflate_json(_payload_text(review))},
        scripts=(
            assets.leaflet_script(),
            assets.read_static("routemap.review", "review.js"),
            f'var review = routemap.open("{_DATA_ID}", "{_ROOT_ID}");',
        ),
        styles=(assets.ground_style(),),
        packed_styles=(assets.leaflet_style(), assets.read_static("routemap.review", "review.css")),
        is_light=True,
    ).to_html()


def _payload_text(review: Review) -> str:
    """Return the JSON text; the outlines are JSON text already, and parsing them to write them again would be waste."""
    basemap = places.outlines_near(*review["map"]["view"])
    head, tail = to_json(review, ascii_only=True).rsplit('"basemap":null', 1)
    return f'{head}"basemap":{basemap}{tail}'


def _without_script(drafts: Drafts, lang: str, title: str) -> str:
    """Return what stands in the page until its script replaces it: the claims, each with its sentence."""
    claims = "".join(
        f'<tr><th scope="row">{escape(_course(row, lang))}</th><td>{escape(market_title(row["market"], lang))}</td>'
        f"<td>{escape(row['quote'])}</td><td>{escape(row['locator'])}</td></tr>"
        for row in drafts.rows
    )
    return (
        f'<div class="without-script"><p>{escape(word(lang, "review.needs_script"))}</p><h1>{escape(title)}</h1>'
        f"<p>{escape(counted(lang, 'review.claims', len(drafts.rows)))}</p>"
        f"<table><tbody>{claims}</tbody></table></div>"
    )


def _course(row: dict[str, str], lang: str) -> str:
    then = f" {word(lang, 'term.arrow')} "
    known = {*places.country_codes(), *places.regions()}
    stops = []
    for name in ("origin", "transit", "destination"):
        options = [
            then.join(places.place_name(code, lang) if code in known else code for code in cell.split(" > "))
            for cell in row[name].split(" | ")
            if cell
        ]
        stops += [" / ".join(options)] if options else []
    return (" – " if row["directed"] == "no" else then).join(stops)
