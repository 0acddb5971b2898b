"""Rules that look at a whole row, or at several rows."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from routemap.problems import Fault, ready_option, show_value
from routemap.routes.checking.advice import likely_unit
from routemap.routes.checking.alike import check_alike
from routemap.routes.checking.collect import Collector
from routemap.routes.checking.expand import Expanded
from routemap.routes.checking.headers import Headers
from routemap.routes.checking.understand import Parsed
from routemap.routes.columns import PLACE_COLUMNS, counted_columns
from routemap.routes.counts import whole_number
from routemap.routes.dates import first_day, last_day
from routemap.routes.markets import MARKET_NAMES, resolve_market
from routemap.routes.stops import find_triples
from routemap.routes.totals import is_world

_MOST_CODES = 1_000


_DRUGS = frozenset({"heroin trade", "cocaine trade", "cannabis trade", "synthetic drug trade"})


def check_rows(parsed: Parsed, headers: Headers, collector: Collector) -> None:
    """Check what the cells of one row say together."""
    if headers.has("market"):
        for row in np.flatnonzero(_empty(parsed, "market")).tolist():
            collector.row(row, Fault("market-missing", "the route has no market", "the market of each route"), "market")
    _check_periods(parsed, collector)
    _check_units(parsed, headers, collector)
    _check_kept_back(parsed, collector)
    _note_turned(parsed, collector)
    _check_sources(parsed, headers, collector)
    _note_kept_words(parsed, collector)
    _check_markets(parsed, collector)
    check_alike(parsed, collector)


def _check_markets(parsed: Parsed, collector: Collector) -> None:
    """Tell of goods that have a market of their own and stand under another: a constant is soon said for all rows."""
    goods, markets = parsed.texts["commodity"], parsed.texts["market"]
    own = {code: market for code, text in enumerate(goods.values) if (market := resolve_market(text)) in _DRUGS}
    rows = np.flatnonzero(np.isin(goods.codes, list(own)))
    pairs = goods.codes[rows].astype(np.int64) * len(markets.values) + markets.codes[rows]
    for pair in np.unique(pairs).tolist():
        code, market = pair // len(markets.values), markets.values[pair % len(markets.values)]
        if market in MARKET_NAMES and market != own[code]:
            here = rows[pairs == pair].tolist()
            message = f"is usually counted under {own[code]}, and stands under {market}"
            theirs = collector.header("commodity")
            hint = f"if it says the market: {ready_option('columns', f'{theirs}=market')}"
            fault = Fault("market-contradicted", f"{message} ({collector.say_rows(here)})", hint=hint)
            collector.table(replace(fault, value=goods.values[code]), here, "commodity")


def _check_sources(parsed: Parsed, headers: Headers, collector: Collector) -> None:
    unsourced = np.flatnonzero(_empty(parsed, "source")).tolist()
    if unsourced:
        several = len(unsourced) > 1
        message = f"{len(unsourced):,} routes have no source" if several else "the route has no source"
        said = f" ({collector.say_rows(unsourced)})" if several else ""
        shown = "they are shown as unsourced" if several else "it is shown as unsourced"
        hint = (
            "" if headers.has("source") else f"say it for all rows, such as: {ready_option('set', 'source=UNHCR 2009')}"
        )
        if say := headers.advice.option("source"):
            hint = f"if a column says it: {say}"
        collector.table(Fault("source-missing", f"{message}{said}; {shown}", hint=hint), unsourced)
    given = [value for value in islice(parsed.texts["source"].values, _MOST_CODES) if value]
    # "s" for source is what people type to try a table out; W, I and O are codes of how goods were obtained.
    if len(set(given)) > 1 and all(len(value) == 1 and value.isalpha() and value.isupper() for value in given):
        message = "source holds only single letters; is it a source of the statement?"
        ready = ready_option("columns", f"{collector.header('source')}=")
        hint = f"if not, keep it as your own column: {ready}"
        collector.table(Fault("source-codes", message, hint=hint), column="source")


def _note_kept_words(parsed: Parsed, collector: Collector) -> None:
    """Tell once of words for several places, or for none; totals are told of by themselves."""
    rows: set[int] = set()
    words: dict[str, None] = {}
    for cells in parsed.kept.values():
        found = [code for code, value in enumerate(cells.values) if value and not is_world(value)]
        here = np.flatnonzero(np.isin(cells.codes, found)).tolist()
        rows.update(here)
        words |= dict.fromkeys(cells.values[code] for code in cells.codes[here].tolist())
    if not rows:
        return
    listed = ", ".join(map(show_value, list(words)[:20])) + (f" and {len(words) - 20} more" if len(words) > 20 else "")
    number = f"{len(rows):,} rows" if len(rows) > 1 else "1 row"
    message = f"{number}: read as unknown: {listed}; the words are kept"
    collector.table(Fault("place-words", f"{message} ({collector.say_rows(sorted(rows))})"), sorted(rows))


def _note_turned(parsed: Parsed, collector: Collector) -> None:
    """Say once, for the whole table, where a text turns the direction in which it is shown."""
    if not parsed.turned:
        return
    rows = np.flatnonzero(np.logical_or.reduce(list(parsed.turned.values()))).tolist()
    columns = ", ".join(collector.header(name) for name in parsed.turned)
    cells = sum(int(found.sum()) for found in parsed.turned.values())
    several = cells > 1
    message = f"{cells:,} texts hold" if several else "a text holds"
    message += f" invisible signs that turn the direction of what is shown ({collector.say_rows(rows)}; {columns})"
    kept = "they are kept, and kept apart" if several else "it is kept, and kept apart"
    hint = f"{kept} from what stands beside; delete the signs if they are not meant"
    collector.table(Fault("direction-kept", message, hint=hint), rows)


def _empty(parsed: Parsed, column: str) -> NDArray[np.bool_]:
    """Return which rows say nothing in a column; a cell that was refused said something."""
    cells = parsed.texts[column]
    refused = parsed.refused.get(column, set())
    empty = np.fromiter(
        (not value and code not in refused for code, value in enumerate(cells.values)),
        dtype=np.bool_,
        count=len(cells.values),
    )
    return empty[cells.codes]


def _check_periods(parsed: Parsed, collector: Collector) -> None:
    start, end = parsed.texts["start"], parsed.texts["end"]
    both = np.flatnonzero(start.where(bool) & end.where(bool))
    pairs = start.codes[both].astype(np.int64) * len(end.values) + end.codes[both]
    distinct, of_row = np.unique(pairs, return_inverse=True)
    wrong = np.zeros(len(distinct), dtype=np.bool_)
    for i, pair in enumerate(distinct.tolist()):
        begins, ends = start.values[pair // len(end.values)], end.values[pair % len(end.values)]
        wrong[i] = first_day(begins) > last_day(ends)
    for row in both[wrong[of_row]].tolist():
        message = f"is before the start, {start.text(row)}"
        collector.row(
            row, Fault("period-reversed", message, "an end that is not before the start"), "end", end.text(row)
        )


def _check_units(parsed: Parsed, headers: Headers, collector: Collector) -> None:
    has_quantity = parsed.texts["quantity"].where(bool)
    unitless = np.flatnonzero(has_quantity & _empty(parsed, "unit")).tolist()
    if unitless:
        several = len(unitless) > 1
        message = (
            f"{len(unitless):,} routes have a quantity and no unit"
            if several
            else "the route has a quantity and no unit"
        )
        said = f" ({collector.say_rows(unitless)})" if several else ""
        unit = likely_unit(collector.header("quantity"))
        hint = "" if headers.has("unit") else f"if it is one for all: {ready_option('set', f'unit={unit}')}"
        collector.table(Fault("unit-missing", message + said, "the unit of each quantity", hint), unitless)
    markets, units = parsed.texts["market"], parsed.texts["unit"]
    rows = np.flatnonzero(has_quantity & units.where(bool))
    pairs = np.unique(markets.codes[rows].astype(np.int64) * len(units.values) + units.codes[rows])
    by_market: dict[str, set[str]] = {}
    for pair in pairs.tolist():
        by_market.setdefault(markets.values[pair // len(units.values)], set()).add(
            units.values[pair % len(units.values)]
        )
    for market, found in sorted(by_market.items()):
        if len(found) > 1 and market:
            listed = sorted(found)
            shown = ", ".join(map(show_value, listed[:10])) + (
                f" and {len(listed) - 10:,} more" if len(listed) > 10 else ""
            )
            message = f"its quantities are in {len(listed)} units ({shown}), which are never added together"
            collector.table(Fault("units-mixed", message, value=market), column="market")


def _check_kept_back(parsed: Parsed, collector: Collector) -> None:
    """Check that a number of people which is kept back does not stand beside it after all."""
    if "at_most" not in counted_columns(parsed.extras):
        return
    at_most = parsed.extras["at_most"]
    wrong = {
        code: [
            Fault(
                "number-invalid",
                "is no whole number of people",
                "1 or more, or nothing",
            )
        ]
        for code, text in enumerate(at_most.values)
        if text.strip() and whole_number(text) is None
    }
    collector.cells("at_most", at_most, wrong)
    is_kept_back = at_most.where(lambda text: bool(whole_number(text)))
    for name, cells in (("quantity", parsed.texts["quantity"]), ("records", parsed.extras["records"])):
        for row in np.flatnonzero(is_kept_back & cells.where(lambda text: bool(text.strip()))).tolist():
            message = f"stands beside at_most {show_value(at_most.text(row))}, which keeps it back"
            collector.row(
                row, Fault("number-kept-back", message, "one of the two"), name, cells.text(row).removesuffix(".0")
            )


def check_stops(parsed: Parsed, expanded: Expanded, collector: Collector) -> None:
    """Check the stops of every route: at least one place, and none that follows itself."""
    triples = find_triples(*(expanded.places[name] for name in PLACE_COLUMNS))
    faults = {i: fault for i, stops in enumerate(triples.stops) if (fault := _stops_fault(stops))}
    _note_domestic(triples.of_route, triples.stops, expanded, collector)
    if not faults:
        return
    is_bad = np.zeros(len(triples.stops), dtype=np.bool_)
    is_bad[list(faults)] = True
    already = np.zeros(parsed.length, dtype=np.bool_)  # a refused cell may have held the place that seems missing
    for name in PLACE_COLUMNS:
        refused = np.zeros(len(parsed.texts[name].values), dtype=np.bool_)
        refused[list(parsed.refused.get(name, ()))] = True
        already |= refused[parsed.texts[name].codes]
    for route in np.flatnonzero(is_bad[triples.of_route]).tolist():
        row = int(expanded.rows[route])
        fault = faults[int(triples.of_route[route])]
        if fault.code == "place-missing" and already[row]:
            continue
        if route in expanded.suffixes:
            fault = replace(fault, message=f"{fault.message}, in one of its alternatives")
        collector.row(row, fault)


def _stops_fault(stops: tuple[str, ...]) -> Fault | None:
    known = [stop for stop in stops if stop]
    if not known:
        expected = "at least one of origin, transit and destination"
        return Fault("place-missing", "the route names no place", expected)
    if len(stops) == 2:
        return None  # from a place to itself is a domestic route
    for before, after in pairwise(known):
        if before == after:
            return Fault(
                "stop-repeated",
                f"the stop {after} follows itself",
                "each stop once; for a domestic route the place as origin and destination, with no transit",
                value=" > ".join(known),
            )
    return None


def _note_domestic(
    of_route: NDArray[np.int64], stops: list[tuple[str, ...]], expanded: Expanded, collector: Collector
) -> None:
    for route in expanded.suffixes:
        found = stops[of_route[route]]
        if len(found) == 2 and found[0] == found[1] != "":
            message = f"one of the row's alternatives leads from {found[0]} to itself, read as domestic"
            collector.row(int(expanded.rows[route]), Fault("alternative-domestic", message))
