"""A few sentences that say what a page's routes claim, written from the data."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from routemap import places
from routemap.routes import route_kinds, route_stops, subject_of
from routemap.routes.counts import at_most_of
from routemap.words import counted, listed, number, word

# More names than this in one sentence are counted instead.
_NAMED_AT_MOST = 3


def summarise(routes: pd.DataFrame, lang: str, *, by_market: bool = False, kinds: pd.Series[str] | None = None) -> str:
    """Return two to six short sentences: how many routes, from where to where, through where, and what stays open.

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
        markets = counted(lang, "noun.market", routes["market"].nunique())
        said = counted(lang, "noun.reported", len(routes))
        sentences.append(word(lang, "summary.markets", routes=said, markets=markets))
    flows = routes[(kinds == "flow").to_numpy()]
    if len(flows):
        sentences += _flow_sentences(flows, lang, counts=not by_market)
    phrases = {"undirected": _border_sentence, "domestic": _domestic_sentence, "role": _role_sentence}
    # On an overview these would pile up; its list shows what has no line.
    for kind, phrase in phrases.items() if not by_market else ():
        some = routes[(kinds == kind).to_numpy()]
        if len(some):
            sentences.append(phrase(some, lang))
    at_most = at_most_of(routes)
    if at_most.any():
        below = number(lang, int(at_most.max()) + 1)
        sentences.append(counted(lang, "summary.few", int((at_most > 0).sum()), below=below))
    return " ".join(sentences)


def _border_sentence(routes: pd.DataFrame, lang: str) -> str:
    pairs = {tuple(stop for stop in stops if stop) for stops in route_stops(routes)}
    if len(pairs) > 1:
        return counted(lang, "summary.border", len(routes))
    names = listed(lang, [places.place_name(code, lang) for code in pairs.pop()])
    return word(lang, "summary.border_named", routes=counted(lang, "noun.reported", len(routes)), places=names)


def _domestic_sentence(routes: pd.DataFrame, lang: str) -> str:
    countries = routes["origin"].unique()
    if len(countries) > 1:
        return counted(lang, "summary.domestic", len(routes))
    place = places.place_name(countries[0], lang)
    return word(lang, "summary.domestic_named", routes=counted(lang, "noun.reported", len(routes)), place=place)


def _role_sentence(routes: pd.DataFrame, lang: str) -> str:
    """Name the roles of a single place; count the places when there are several."""
    roles = {role: set(routes[role].unique()) - {""} for role in ("origin", "transit", "destination")}
    named = set().union(*roles.values())
    if len(named) > 1:
        return counted(lang, "summary.roles", len(named))
    said = listed(lang, [word(lang, f"summary.as_{role}") for role, codes in roles.items() if codes])
    return word(lang, "summary.role_named", place=places.place_name(named.pop(), lang), roles=said)


def _flow_sentences(flows: pd.DataFrame, lang: str, *, counts: bool) -> list[str]:
    """Say where the flows lead, where they start, where they end and what they pass."""
    origins, destinations = (flows[end].unique() for end in ("origin", "destination"))
    one_end = len(destinations) == 1 and bool(destinations[0])
    one_start = not one_end and len(origins) == 1 and bool(origins[0])
    sentences = []
    if counts:
        number = counted(lang, "noun.reported", len(flows))
        if one_end or one_start:
            key, code = ("summary.leads", destinations[0]) if one_end else ("summary.leads_away", origins[0])
            sentences.append(word(lang, key, routes=number, place=places.place_name(code, lang)))
        else:
            cells = [cell for name in ("origin", "destination", "transit") for cell in flows[name].unique() if cell]
            named = list(dict.fromkeys(code for cell in cells for code in cell.split(" > ")))
            sentences.append(word(lang, "summary.drawn", routes=number, places=_name_or_count(named, lang)))
    if not (counts and one_start):
        sentences.append(_role_in_flows(flows, "origin", lang))
    # A table about one country has it at one end of nearly everything: that goes without saying.
    if not one_end and (counts or not subject_of(flows)):
        sentences.append(_role_in_flows(flows, "destination", lang))
    return [*sentences, _role_in_flows(flows, "transit", lang)]


def _role_in_flows(flows: pd.DataFrame, role: str, lang: str) -> str:
    """Say which places have a role, and which of many have it in the most statements; alternatives are one."""
    cells = flows.loc[(flows[role] != "").to_numpy(), ["statement", role]].drop_duplicates()
    codes = cells[role].str.split(" > ").explode() if role == "transit" else cells[role]
    count = codes.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    if not len(count):
        return word(lang, f"summary.no_{role}")
    named = _name_or_count(list(count.index), lang)
    if len(count) > _NAMED_AT_MOST and (often := _most_often(count)):
        names = listed(lang, [places.place_name(code, lang) for code in often])
        named = word(lang, "summary.most_often", all=named, most=names)
    return counted(lang, f"summary.{role}_named", len(count), places=named)


def _most_often(count: pd.Series[int]) -> list[str]:
    """Return up to three places that are named more often than all others; none where they are alike."""
    for most in range(_NAMED_AT_MOST, 0, -1):
        if count.iloc[most - 1] > count.iloc[most]:
            return list(count.index[:most])
    return []


def _name_or_count(codes: Sequence[str], lang: str) -> str:
    """Name a few places; count many, countries and regions apart."""
    if len(codes) <= _NAMED_AT_MOST:
        return listed(lang, [places.place_name(code, lang) for code in codes])
    regions = sum(code in places.regions() for code in codes)
    parts = [
        counted(lang, f"noun.{noun}", number)
        for number, noun in ((len(codes) - regions, "country"), (regions, "region"))
        if number
    ]
    return listed(lang, parts)
