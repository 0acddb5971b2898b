"""Counting what became of every record, from what is joined on the bench."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from routemap.errors import EngineError
from routemap.problems import show_value
from routemap.records.account import Account, Listed, add
from routemap.records.bench import Bench
from routemap.records.cut import Cut
from routemap.records.grouping import AMOUNTS, BAD, ON_ROUTES, STATUSES, Grouping, Said
from routemap.records.guard import Count, count_of, people_of
from routemap.records.meaning import Amount, Day, Meanings
from routemap.routes.columns import PLACE_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

_HINTED = 20
_STATE_OF_STATUS = {"unresolved": "unresolved", "alternatives": "alternatives", "left out": "left out"}


def account_for(
    bench: Bench, grouping: Grouping, routes: pd.DataFrame, cut: Cut, meanings: Meanings, **told: Any
) -> Account:
    """Return the account of what is joined on the bench.

    Parameters
    ----------
    bench, grouping, cut, meanings
        What was done.
    routes
        The table of routes before anything is kept back.
    told
        Fields of `Account` that others know: ``files``, ``duplicates``, ``unused``, ``rows``, ``notes``.

    Raises
    ------
    EngineError
        If the statuses do not add up to the records read.
    """
    aside = _left_aside(bench)
    statuses = _statuses(routes, aside, cut)
    rows = told.pop("rows")
    _require_sum(bench, routes, aside, rows, grouping.blank)
    amounts = _amounts(bench)
    listed = _listed_cells(aside, cut) if cut.is_guarded else _listed_texts(grouping.said)
    listed["unresolved"] = _with_hints(listed.get("unresolved", []), meanings)
    shortened = bench.rows("SELECT COALESCE(SUM(records), 0) FROM joined WHERE is_shortened")[0][0]
    small = int(count_of(people_of(routes, cut), np.ones(len(routes)), cut).small)
    return Account(
        cut,
        statuses=statuses,
        quantities={} if cut.is_guarded or not grouping.has_quantity else amounts,
        routes=len(routes),
        small_routes=small,
        listed=listed,
        shortened=None if cut.is_guarded else int(shortened),
        blank=grouping.blank,
        notes=(*told.pop("notes"), *_notes(grouping.said, cut)),
        **told,
    )


def _left_aside(bench: Bench) -> list[tuple[Any, ...]]:
    """Return the records without a row in the table, by status and by the texts that are at fault."""
    on_routes = ", ".join(f"'{status}'" for status in ON_ROUTES)
    query = f"SELECT status, {', '.join(BAD)}, CAST(SUM(records) AS BIGINT), CAST(SUM(millionths) AS DECIMAL(38, 0)) "
    return sorted(bench.rows(f"{query} FROM joined WHERE status NOT IN ({on_routes}) GROUP BY ALL"))


def _people(records: Sequence[int], millionths: Sequence[Any], cut: Cut) -> np.ndarray[Any, Any]:
    if cut.people == "records":
        return np.array(records, dtype=np.float64)
    return np.array([int(total) / 1e6 for total in millionths], dtype=np.float64)


def _statuses(routes: pd.DataFrame, aside: Sequence[tuple[Any, ...]], cut: Cut) -> dict[str, Count]:
    origin, transit, destination = (routes[name] for name in PLACE_COLUMNS)
    is_open = ((origin == "") | (destination == "")).to_numpy(dtype=np.bool_)
    is_domestic = ~is_open & ((transit == "") & (origin == destination)).to_numpy(dtype=np.bool_)
    of_routes = {"domestic": is_domestic, "half-open": is_open, "used": ~is_open & ~is_domestic}
    people, records = people_of(routes, cut), routes["records"].to_numpy(dtype=np.int64)
    counts = {name: count_of(people[mask], records[mask], cut) for name, mask in of_routes.items()}
    for status in STATUSES:
        cells = [cell for cell in aside if cell[0] == status]
        if cells:
            numbers = [cell[-2] for cell in cells]
            counts[status] = count_of(_people(numbers, [cell[-1] for cell in cells], cut), np.array(numbers), cut)
    return {status: counts.get(status, Count(0)) for status in reversed(STATUSES)}


def _require_sum(
    bench: Bench, routes: pd.DataFrame, aside: Sequence[tuple[Any, ...]], rows: int | None, blank: int
) -> None:
    """Raise unless every record read is in exactly one status."""
    collapsed = int(bench.rows("SELECT COALESCE(SUM(records), 0) FROM collapsed")[0][0])
    accounted = int(routes["records"].sum()) + sum(int(cell[-2]) for cell in aside)
    read = rows if rows is not None else collapsed
    if not accounted + blank == collapsed == read:
        raise EngineError(
            f"the account does not add up: {read:,} records were read, {accounted + blank:,} are accounted for; "
            "nothing was written; please report it"
        )


def _amounts(bench: Bench) -> dict[str, int]:
    names = ("measured", "none_given", "negative", "too_large", "not_a_number")
    sums = ", ".join(f"CAST(COALESCE(SUM({name}), 0) AS BIGINT)" for name in names)
    return dict(zip(AMOUNTS, bench.rows(f"SELECT {sums} FROM joined")[0], strict=True))


def _listed_texts(said: Mapping[str, Said]) -> dict[str, list[Listed]]:
    """Return the texts of each class of problem, from what each text means."""
    found: dict[str, list[Listed]] = {}
    for column, one in said.items():
        for text, (records, word) in one.texts.items():
            count = Count(records)
            if isinstance(word, Day):
                if word.why:
                    found.setdefault("bad date", []).append(Listed("date", text, count, word.why))
            elif isinstance(word, Amount):
                if word.kind not in ("measured", "none given", "empty cell"):
                    found.setdefault(word.kind, []).append(Listed("quantity", text, count))
            elif word.state:
                kind = "not understood" if word.state == "bad" else word.state
                found.setdefault(kind, []).append(Listed(column, text, count, word.why))
    return {kind: _sorted(listed) for kind, listed in found.items()}


def _listed_cells(aside: Sequence[tuple[Any, ...]], cut: Cut) -> dict[str, list[Listed]]:
    """Return the texts of each class of problem, computed from cells that have been guarded."""
    found: dict[str, dict[tuple[str, str], list[Count]]] = {}
    for status, *texts, records, millionths in aside:
        people = _people([records], [millionths], cut)
        count = count_of(people, np.array([records]), cut)
        for column, text in zip((*PLACE_COLUMNS, "date"), texts, strict=True):
            kind = "bad date" if column == "date" else _STATE_OF_STATUS.get(status, "")
            if text and kind:
                found.setdefault(kind, {}).setdefault((column, text), []).append(count)
    return {
        kind: _sorted(Listed(column, text, add(counts)) for (column, text), counts in texts.items())
        for kind, texts in found.items()
    }


def _sorted(listed: Iterable[Listed]) -> list[Listed]:
    return sorted(listed, key=lambda one: (-one.records.told, -one.records.small, one.column, one.text))


def _with_hints(listed: Sequence[Listed], meanings: Meanings) -> list[Listed]:
    """Return the texts with a hint for the commonest: looking for near names takes too long for thousands."""
    hinted = [Listed(one.column, one.text, one.records, one.why, meanings.hint(one.text)) for one in listed[:_HINTED]]
    return [*hinted, *listed[_HINTED:]]


def _notes(said: Mapping[str, Said], cut: Cut) -> Iterable[str]:
    """Give sentences about regions that stand among countries: they may be totals that count everything twice."""
    for column in ("origin", "destination"):
        if column not in said:
            continue
        regions = {
            text: n
            for text, (n, word) in said[column].texts.items()
            if word.value.islower() and " > " not in word.value
        }
        countries = sum(1 for _, word in said[column].texts.values() if word.value.isupper())
        if regions and countries > len(regions):
            names = sorted(regions, key=lambda text: (-regions[text], text)) if not cut.is_guarded else sorted(regions)
            shown = ", ".join(show_value(text) for text in names[:5]) + (" …" if len(names) > 5 else "")
            what = "1 region stands" if len(names) == 1 else f"{len(names)} regions stand"
            yield f"{column}: {what} among countries ({shown}); totals are left out with [leave_out]"
