"""A few sentences that say what a page's routes claim, written from the data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from routemap import places
from routemap.routes import route_kinds, route_stops, subject_of
from routemap.routes.counts import at_most_of
from routemap.words import counted, listed, number, told, word
from routemap.words.grammar import is_plural
from routemap.words.languages import language

# Up to so many statements are told one by one.
TOLD_AT_MOST = 3
# More names than this in one sentence are left to the list.
_NAMED_AT_MOST = 3
_ENDS = {"origin": "summary.from", "transit": "summary.through", "destination": "summary.towards"}


def summarise(routes: pd.DataFrame, lang: str, *, by_market: bool = False, kinds: pd.Series[str] | None = None) -> str:
    """Return one to six short sentences: what is claimed, one by one or by what is named most, and what stays open.

    Parameters
    ----------
    routes
        The routes of one page.
    lang
        en, ar, es, fr, nb, pt, ru or zh.
    by_market
        Say across how many markets they spread (the overview).
    kinds
        The kinds of the routes, where they are known already.
    """
    kinds = route_kinds(routes) if kinds is None else kinds
    kinds = kinds.set_axis(routes.index)
    few = at_most_of(routes)
    below = number(lang, int(few.max(initial=0)) + 1)
    kept_back = [counted(lang, "summary.few", int((few > 0).sum()), below=below)] if few.any() else []
    if routes["statement"].nunique() <= TOLD_AT_MOST:
        statements = routes.groupby("statement", sort=False).groups.values()
        sentences = [tell_statement(routes.loc[rows], kinds.loc[rows], lang) for rows in statements]
        return " ".join([*sentences, *kept_back])
    flows = routes[kinds == "flow"]
    # That a report is about one country goes without saying above all its markets.
    sentences = _mostly(flows, lang, about=subject_of(flows) if by_market else "")
    # On an overview these would pile up; its list shows what has no line.
    phrases = {"undirected": "summary.border", "domestic": "summary.domestic"}
    for kind, key in phrases.items() if not by_market else ():
        if some := int((kinds == kind).sum()):
            sentences.append(counted(lang, key, some))
    named = routes[kinds == "role"]
    if len(named) and not by_market:
        sentences.append(counted(lang, "summary.roles", len(_codes(named, "origin", "transit", "destination"))))
    counts = [say_counts(routes["statement"].nunique(), kinds, lang)]
    if by_market:
        counts.append(counted(lang, "noun.market", routes["market"].nunique()))
    told = word(lang, "term.comma").join(counts) + word(lang, "term.stop")
    return " ".join([*sentences, told, *kept_back])


def say_counts(statements: int, kinds: pd.Series[str], lang: str, joint: str = "") -> str:
    """Return how many statements and routes there are, apart: a place that is only named is no route.

    Joined by the language's comma, or by `joint`.

    Examples
    --------
    >>> say_counts(1, pd.Series(["flow", "flow", "role"]), "en")
    '1 statement, 2 routes, 1 role'
    """
    roles = int((kinds == "role").sum())
    lines = len(kinds) - roles
    parts = [counted(lang, "noun.statement", statements)]
    parts.append(counted(lang, "noun.route", lines) if lines else word(lang, "noun.no_route"))
    if roles:
        parts.append(counted(lang, "noun.role", roles))
    return (joint or word(lang, "term.comma")).join(parts)


def tell_statement(routes: pd.DataFrame, kinds: pd.Series[str], lang: str) -> str:
    """Say what one statement claims, its alternatives joined by “or”."""
    sentences = []
    for kind in kinds.unique():
        some = routes[kinds == kind]
        for _, alike in some.groupby(["market", "commodity"], sort=False):
            sentences.append({"flow": _flow, "role": _role}.get(kind, _within)(alike, kind, lang))
    return " ".join(sentences)


def _names(codes: Sequence[str], lang: str) -> list[str]:
    return [places.place_name(code, lang) for code in codes]


def _codes(routes: pd.DataFrame, *columns: str) -> list[str]:
    """Return the distinct places of some columns, in the order of the table."""
    cells = [cell for name in columns for cell in routes[name].unique() if cell]
    return list(dict.fromkeys(code for cell in cells for code in cell.split(" > ")))


def _subject(routes: pd.DataFrame, lang: str) -> tuple[str, int]:
    """Return what moves, 2 where it is plural: the commodity in the data's own words, else of its market."""
    commodity, market = routes["commodity"].iloc[0], routes["market"].iloc[0]
    if commodity:
        return commodity, 2 if is_plural(commodity) else 1
    known: dict[str, Any] = language(lang)["markets"].get(market, {})
    if "subject" in known:
        return known["subject"], 2 if known.get("plural") else 1
    return word(lang, "claim.traffic_in", market=known.get("name", market)), 1


def _flow(routes: pd.DataFrame, kind: str, lang: str) -> str:
    del kind
    subject, count = _subject(routes, lang)
    origins, destinations = (_names(_codes(routes, end), lang) for end in ("origin", "destination"))
    # A chain is one alternative, not several.
    chains = [_names(cell.split(" > "), lang) for cell in routes["transit"].unique() if cell]
    transit = [listed(lang, chain) for chain in chains]
    key = {(True, True): "flow", (False, True): "no_origin", (True, False): "no_destination"}.get(
        (bool(origins), bool(destinations)), "neither"
    )
    if any(len(chain) > 1 for chain in chains):
        each = [told(lang, "claim.by", transit=chain, either=False) for chain in chains]
        by = listed(lang, [each[0], *(one.strip() for one in each[1:])], either=True)
    else:
        by = told(lang, "claim.by", transit=transit) if transit else ""
    return told(
        lang,
        f"claim.{key}",
        count,
        subject=subject,
        by=by,
        origin=origins,
        destination=destinations,
        transit=transit,
    )


def _within(routes: pd.DataFrame, kind: str, lang: str) -> str:
    """Say what stays within one country, or crosses between places in no stated direction."""
    subject, count = _subject(routes, lang)
    if kind == "domestic":
        return told(lang, "claim.domestic", count, subject=subject, place=_names(_codes(routes, "origin"), lang))
    pairs = {tuple(stop for stop in stops if stop) for stops in route_stops(routes)}
    if len(pairs) > 1:
        return counted(lang, "summary.border", len(routes))
    return told(lang, "claim.undirected", count, either=False, subject=subject, stops=_names([*pairs.pop()], lang))


def _role(routes: pd.DataFrame, kind: str, lang: str) -> str:
    """Name the roles of a place; of several places say how many."""
    del kind
    roles = {role: _codes(routes, role) for role in _ENDS}
    named = {code for codes in roles.values() for code in codes}
    if len(named) != 1:
        return counted(lang, "summary.roles", len(named))
    (code,) = named
    own = [role for role, codes in roles.items() if codes]
    place = places.place_name(code, lang)
    if len(own) > 1:
        said = listed(lang, [word(lang, f"summary.as_{role}") for role in own])
        return told(lang, "summary.role_named", place=place, roles=said)
    key = "claim.as_transit_region" if own == ["transit"] and code in places.regions() else f"claim.as_{own[0]}"
    return told(lang, key, place=place, subject=_subject(routes, lang)[0])


def _mostly(flows: pd.DataFrame, lang: str, *, about: str) -> list[str]:
    """Say which places the flows name most often, end by end, and which end nobody states."""
    parts, silent, is_all = [], [], True
    for role, key in _ENDS.items():
        often, all_of = _often(flows, role)
        if not often:
            if role != "transit" and not all_of and len(flows):
                silent.append(word(lang, f"summary.no_{role}"))
            continue
        if often == [about]:
            continue
        parts.append(told(lang, key, places=_names(often, lang), either=False))
        is_all = is_all and len(often) == all_of
    lead = "summary.named_all" if is_all else "summary.named_most"
    said = [word(lang, lead, parts=word(lang, "term.comma").join(parts))] if parts else []
    return [*said, *silent]


def _often(flows: pd.DataFrame, role: str) -> tuple[list[str], int]:
    """Return the places that most statements have in a role, up to three, and of how many.

    None where all are alike; alternatives of one statement are one.
    """
    cells = flows.loc[(flows[role] != "").to_numpy(), ["statement", role]].drop_duplicates()
    codes = cells[role].str.split(" > ").explode() if role == "transit" else cells[role]
    count = codes.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    if len(count) <= _NAMED_AT_MOST:
        return list(count.index), len(count)
    for most in range(_NAMED_AT_MOST, 0, -1):
        if count.iloc[most - 1] > count.iloc[most]:
            return list(count.index[:most]), len(count)
    return [], len(count)
