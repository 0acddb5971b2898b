"""The words around a map: what it is about, and where its routes come from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from routemap import places
from routemap.errors import RouteError
from routemap.problems import show_value
from routemap.routes.counts import at_most_of, tells_small_counts
from routemap.routes.deciding import count_drafts
from routemap.routes.web_addresses import web_host
from routemap.words import balanced, counted, isolated, market_title, number, word

if TYPE_CHECKING:
    import pandas as pd

_NAMED_ERRORS = 5


@dataclass(frozen=True)
class Heading:
    """What stands above a map (context, title) and below it (source, caveat, borders).

    The cautions are what the caveat says of these very routes, as `data_notes` gives them.
    """

    context: str
    title: str
    source: str
    caveat: str
    cautions: tuple[str, ...]
    borders: str


@dataclass(frozen=True)
class Authorship:
    """What whoever makes maps of a table says of them.

    Attributes
    ----------
    title
        Of the whole; empty for none.
    subject
        Code of the place that the table is about; None where its routes say it.
    byline
        Who made the maps, for whom; empty for none.
    """

    title: str = ""
    subject: str | None = None
    byline: str = ""

    @classmethod
    def of(cls, title: str | None, subject: str | None, byline: str | None) -> Authorship:
        """Return it of what somebody wrote: the subject may be any name of a country or region.

        Raises
        ------
        RouteError
            If the subject is no country or region that is known; with the nearest names.
        """
        code = None
        if subject is not None and subject.strip():
            found = places.resolve_place(subject)
            if not found.code:
                near = f"; did you mean {' or '.join(map(str, found.candidates))}?" if found.candidates else ""
                raise RouteError(f"subject {show_value(subject)}: expected a country or region by name or code{near}")
            code = found.code
        return cls(one_line(title or ""), code, one_line(byline or ""))


def one_line(text: str) -> str:
    """Return a text on one line, without signs that are not to be seen.

    Examples
    --------
    >>> one_line(" Maps of \\n the coast ")
    'Maps of the coast'
    """
    return balanced(" ".join("".join(c if c.isprintable() else " " for c in text).split()))


def make_heading(
    routes: pd.DataFrame,
    market: str | None,
    lang: str,
    *,
    subject: str,
    title: str | None = None,
    several_sources: str = "document.sources",
) -> Heading:
    """Return the words around the map of some routes.

    Parameters
    ----------
    routes
        At least one.
    market
        Their market, or None where there are several.
    lang
        en, ar, es, fr, nb, pt, ru or zh.
    subject
        Code of the place they are about, or empty.
    title
        Instead of the market's name.
    several_sources
        Key of the sentence about more than one source: it says where they are named.
    """
    cautions = data_notes(routes, lang)
    named = title if title is not None else market_title(market, lang) if market else word(lang, "document.overview")
    return Heading(
        context_line(routes, subject, lang),
        named,
        source_line(routes, lang, several_sources),
        " ".join((word(lang, "document.caveat"), *cautions)),
        cautions,
        word(lang, "document.borders"),
    )


def draft_note(routes: pd.DataFrame, lang: str) -> tuple[str, ...]:
    """Say how many of the routes are drafts of a report that nobody has reviewed; nothing if none are."""
    drafts = count_drafts(routes)
    return (counted(lang, "document.drafts", drafts),) if drafts else ()


def data_notes(routes: pd.DataFrame, lang: str) -> tuple[str, ...]:
    """Say what a reader must know of a table: that it holds drafts, keeps small numbers of people back, tells them."""
    at_most = at_most_of(routes)
    below = number(lang, int(at_most.max(initial=0)) + 1)
    kept_back = (word(lang, "document.few_kept_back", below=below),) if at_most.any() else ()
    told = (word(lang, "document.few_told"),) if tells_small_counts(routes) else ()
    return (*draft_note(routes, lang), *kept_back, *told)


def left_out_note(errors: Sequence[str], lang: str, *, alone: bool = False) -> tuple[str, ...]:
    """Say which rows the table lacks, the first few of them; nothing if it lacks none.

    On a page that stands alone only how many: the words of a row may speak of another market.

    Parameters
    ----------
    errors
        One sentence for each; on a page that is not English where it was, as the sentences are.
    """
    if not errors:
        return ()
    named = [] if alone else errors[:_NAMED_ERRORS]
    rows = "; ".join([*named, *(["…"] if len(errors) > len(named) else [])])
    return (counted(lang, "document.left_out", len(errors), rows=rows),)


def context_line(routes: pd.DataFrame, subject: str, lang: str) -> str:
    """Return the line above the title: the subject, and the years the routes speak of or the source is from."""
    parts = [places.place_name(subject, lang)] if subject else []
    years = sorted({value[:4] for name in ("start", "end") for value in routes[name].unique() if value})
    sources = _sources(routes)
    if not years and len(sources) == 1:
        years = sorted(set(re.findall(r"\b(?:19|20)\d\d\b", sources[0])))
    if years:
        parts.append(years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}")
    return " · ".join(parts)


def source_line(routes: pd.DataFrame, lang: str, several: str = "document.sources") -> str:
    """Name the source when there is one; else say how many there are."""
    sources = _sources(routes)
    if not sources:
        return word(lang, "document.unsourced")
    if len(sources) > 1:
        return counted(lang, several, len(sources))
    hosts = {web_host(url) for url in routes["url"].unique()} - {""}
    # A source that stands on one host names it, for whoever only has the sheet of paper.
    host = f" · {hosts.pop()}" if len(hosts) == 1 else ""
    return word(lang, "document.source", source=isolated(sources[0].rstrip(".")) + host)


def _sources(routes: pd.DataFrame) -> list[str]:
    return [source for source in routes["source"].unique() if source]
