"""A few sentences that say what a page's routes claim, written from the data."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from routemap import places
from routemap.routes import route_kinds, route_stops
from routemap.webmap.words import counted, listed, word

# More names than this in one sentence are counted instead.
_NAMED_AT_MOST = 3


def summarise(routes: pd.DataFrame, lang: str, *, by_market: bool = False, kinds: pd.Series[str] | None = None) -> str:
    """Return two to five short sentences: how many routes, from where, through where, and what stays open.

    Parameters
    ----------
    routes
        The routes of one page.
    lang
        en, fr, es or nb.
    by_market
        Say across how many markets they spread (the overview).
    kinds
        The kinds of the routes, where they are known already.
    """
    kinds = route_kinds(routes) if kinds is None else kinds
    sentences = []
    if by_market:
        markets = counted(lang, routes["market"].nunique(), "market")
        sentences.append(word(lang, "markets").format(counted(lang, len(routes), "reported"), markets))
    flows = routes[(kinds == "flow").to_numpy()]
    if len(flows):
        sentences += _flow_sentences(flows, lang, counts=not by_market)
    phrases = {"undirected": _border_sentence, "domestic": _domestic_sentence, "role": _role_sentence}
    # On an overview these would pile up; its list shows what has no line.
    for kind, phrase in phrases.items() if not by_market else ():
        some = routes[(kinds == kind).to_numpy()]
        if len(some):
            sentences.append(phrase(some, lang))
    return " ".join(sentences)


def context_line(routes: pd.DataFrame, subject: str, lang: str) -> str:
    """Return the line above the title: the subject, and the years the routes speak of or the source is from."""
    parts = [places.place_name(subject, lang)] if subject else []
    years = sorted({value[:4] for name in ("start", "end") for value in routes[name].unique() if value})
    if not years and routes["source"].nunique() == 1:
        years = sorted(set(routes["source"].iloc[:1].str.findall(r"\b(?:19|20)\d\d\b").explode().dropna()))
    if years:
        parts.append(years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}")
    return " · ".join(parts)


def source_line(routes: pd.DataFrame, lang: str) -> str:
    """Name the source when there is one; else say how many there are."""
    sources = [source for source in routes["source"].unique() if source]
    if not sources:
        return word(lang, "unsourced")
    return (
        word(lang, "source").format(sources[0].rstrip("."))
        if len(sources) == 1
        else word(lang, "sources").format(len(sources))
    )


def _border_sentence(routes: pd.DataFrame, lang: str) -> str:
    pairs = {tuple(stop for stop in stops if stop) for stops in route_stops(routes)}
    if len(pairs) > 1:
        return word(lang, "border").format(counted(lang, len(routes), "crossing"))
    names = listed(lang, [places.place_name(code, lang) for code in pairs.pop()])
    return word(lang, "border_named").format(routes=counted(lang, len(routes), "reported"), places=names)


def _domestic_sentence(routes: pd.DataFrame, lang: str) -> str:
    countries = routes["origin"].unique()
    if len(countries) > 1:
        return word(lang, "domestic").format(counted(lang, len(routes), "within"))
    place = places.place_name(countries[0], lang)
    return word(lang, "domestic_named").format(routes=counted(lang, len(routes), "reported"), place=place)


def _role_sentence(routes: pd.DataFrame, lang: str) -> str:
    """Name the roles of a single place; count the places when there are several."""
    roles = {role: set(routes[role]) - {""} for role in ("origin", "transit", "destination")}
    named = set().union(*roles.values())
    if len(named) > 1:
        return word(lang, "roles").format(counted(lang, len(named), "role"))
    said = listed(lang, [word(lang, f"role_{role}") for role, codes in roles.items() if codes])
    return word(lang, "role_named").format(place=places.place_name(named.pop(), lang), roles=said)


def _flow_sentences(flows: pd.DataFrame, lang: str, *, counts: bool) -> list[str]:
    """Say where the flows lead, where they start and what they pass."""
    sentences = []
    if counts:
        number = counted(lang, len(flows), "reported")
        destinations, origins = (flows[end].unique() for end in ("destination", "origin"))
        if len(destinations) == 1 and destinations[0]:
            place = places.place_name(destinations[0], lang)
            sentences.append(word(lang, "leads").format(routes=number, place=place))
        elif len(origins) == 1 and origins[0]:
            sentences.append(word(lang, "leads_away").format(routes=number, place=places.place_name(origins[0], lang)))
        else:
            sentences.append(word(lang, "drawn").format(routes=number))
    transits = [code for cell in flows["transit"].unique() if cell for code in cell.split(" > ")]
    for codes, some, none in (
        ([code for code in flows["origin"].unique() if code], "origins", "no_origin"),
        (transits, "transits", "no_transit"),
    ):
        named = list(dict.fromkeys(codes))
        sentences.append(word(lang, some).format(_name_or_count(named, lang)) if named else word(lang, none))
    return sentences


def _name_or_count(codes: Sequence[str], lang: str) -> str:
    """Name a few places; count many, countries and regions apart."""
    if len(codes) <= _NAMED_AT_MOST:
        return listed(lang, [places.place_name(code, lang) for code in codes])
    regions = sum(code in places.regions() for code in codes)
    parts = [
        counted(lang, number, noun)
        for number, noun in ((len(codes) - regions, "country"), (regions, "region"))
        if number
    ]
    return listed(lang, parts)
