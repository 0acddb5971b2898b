"""Equal routes → one, for inputs too large to draw row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from routemap.routes.cells import Cells, frame_cells
from routemap.routes.columns import NAMES, PLACE_COLUMNS, extra_columns, require_columns
from routemap.routes.identity import content_hashes, make_base_ids

if TYPE_CHECKING:
    import pandas as pd

_RECORDS = "records"

# Routes are equal when these are, and the year in which they begin.
_EQUAL_IN = (*PLACE_COLUMNS, "directed", "market", "commodity", "unit")
# Of these a group says how many it has; of the other columns it keeps what all its routes share.
_COUNTED = {"source": "sources", "note": "notes", "actors": "accounts of actors"}
_LOWEST_FIRST = ("", "low", "medium", "high")


def aggregate_routes(routes: pd.DataFrame) -> pd.DataFrame:
    """Merge equal routes: same stops, direction, market, commodity, unit and year of the start.

    Parameters
    ----------
    routes
        As `read_routes` gives them. Not changed.

    Returns
    -------
    pandas.DataFrame
        The routes frame with a last column ``records``, how many routes each row stands for, as text
        (``records_2`` and so on where the table has a column of that name; see `records_column`). Quantities are
        summed (never over units); start and end span the group; confidence is the lowest of the group; source,
        note, actors and the table's own further columns are kept where equal, else counted (``3 sources``,
        ``3 values``); other columns are kept where equal, else empty. In the order in which the first route of each
        group stands in `routes`.

    Examples
    --------
    >>> import io
    >>> from routemap.routes import read_routes
    >>> table = "market,from,to,quantity,unit\\ncocaine,COL,NOR,2,kg\\ncocaine,COL,NOR,3,kg\\ncocaine,COL,NOR,1,t\\n"
    >>> aggregate_routes(read_routes(io.StringIO(table)))[["quantity", "unit", "records"]].to_numpy().tolist()
    [[5.0, 'kg', '2'], [1.0, 't', '1']]
    """
    import pandas as pd

    require_columns(routes)
    group, first = _groups(routes)
    count = np.bincount(group, minlength=len(first))
    columns: dict[str, Cells] = {}
    extras = extra_columns(routes)
    counted = _COUNTED | dict.fromkeys(extras, "values")
    for name in (*NAMES, *extras):
        if name in ("id", "statement", "quantity", "directed"):
            continue
        cells = frame_cells(routes, name)
        if name in ("start", "end"):
            columns[name] = _extreme(cells, group, len(first), is_last=name == "end")
        elif name == "confidence":
            columns[name] = _lowest(cells, group, len(first))
        else:
            columns[name] = _shared(cells, group, first, counted.get(name, ""))
    quantity = _sums(routes["quantity"].to_numpy(dtype=np.float64), group, len(first))
    directed = routes["directed"].to_numpy(dtype=np.bool_)[first]
    hashes = content_hashes(
        columns
        | {"directed": Cells.of("" if value else "no" for value in directed.tolist())}
        | {"quantity": Cells.of("" if value != value else repr(value) for value in quantity.tolist())},  # noqa: PLR0124
        len(first),
    )
    ids = make_base_ids(columns | {"id": Cells.constant("", len(first))}, hashes)
    made: dict[str, Any] = {
        name: pd.Series(cells.values, dtype="str").array.take(cells.codes) for name, cells in columns.items()
    }
    made |= {"id": pd.Series(ids, dtype="str"), "statement": pd.Series(ids, dtype="str")}
    made |= {"quantity": quantity, "directed": directed}
    order = [*NAMES, *(name for name in columns if name not in NAMES)]
    frame = pd.DataFrame({name: made[name] for name in order})
    records = pd.Series([str(number) for number in count.tolist()], dtype="str")
    return frame.assign(**{_free_name(extras): records})


def records_column(merged: pd.DataFrame) -> str:
    """Return the name of the column that says how many routes each row of a merged table stands for."""
    return str(merged.columns[-1])


def _free_name(extras: list[str]) -> str:
    """Return the name of the count: a column that the table brings along keeps its own."""
    name, number = _RECORDS, 1
    while name in extras:
        number += 1
        name = f"{_RECORDS}_{number}"
    return name


def _groups(routes: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the group of each route, and the first route of each group, numbered in order of appearance."""
    import pandas as pd

    key = np.zeros(len(routes), dtype=np.int64)
    parts = [frame_cells(routes, name).codes for name in _EQUAL_IN if name != "directed"]
    parts.append(routes["directed"].to_numpy(dtype=np.int32))
    years = frame_cells(routes, "start").map(lambda text: text[:4])
    parts.append(pd.factorize(np.array(years.values, dtype=object))[0][years.codes].astype(np.int32))
    for part in parts:  # numbered anew after each column, so that the product never overflows
        key = pd.factorize(key * (int(part.max(initial=0)) + 1) + part)[0].astype(np.int64)
    first = np.full(int(key.max(initial=-1)) + 1, len(routes), dtype=np.int64)
    np.minimum.at(first, key, np.arange(len(routes)))
    return key, first


def _sums(values: NDArray[np.float64], group: NDArray[np.int64], length: int) -> NDArray[np.float64]:
    known = ~np.isnan(values)
    sums = np.bincount(group[known], weights=values[known], minlength=length).astype(np.float64)
    return np.where(np.bincount(group[known], minlength=length) > 0, sums, np.nan)


def _extreme(cells: Cells, group: NDArray[np.int64], length: int, *, is_last: bool) -> Cells:
    """Return the first start or the last end of each group; open where one of its routes is open."""
    texts = sorted(set(cells.values), key=lambda text: (text != "", text))
    rank_of = {text: rank for rank, text in enumerate(texts)}
    ranks = np.array([rank_of[text] for text in cells.values], dtype=np.int32)[cells.codes]
    found = np.full(length, -1 if is_last else len(texts), dtype=np.int32)
    if is_last:
        np.maximum.at(found, group, ranks)
        if texts[0] == "":
            found[group[ranks == 0]] = 0
    else:
        np.minimum.at(found, group, ranks)
    return Cells(found, texts)


def _lowest(cells: Cells, group: NDArray[np.int64], length: int) -> Cells:
    ranks = np.array([_LOWEST_FIRST.index(value) for value in cells.values], dtype=np.int32)[cells.codes]
    found = np.full(length, len(_LOWEST_FIRST) - 1, dtype=np.int32)
    np.minimum.at(found, group, ranks)
    return Cells(found, list(_LOWEST_FIRST))


def _shared(cells: Cells, group: NDArray[np.int64], first: NDArray[np.int64], counted: str) -> Cells:
    """Return the text that all routes of a group have; else how many there are, or nothing."""
    import pandas as pd

    codes = cells.codes[first].copy()
    differs = np.zeros(len(first), dtype=np.bool_)
    np.logical_or.at(differs, group, cells.codes != codes[group])
    if not differs.any():
        return Cells(codes, cells.values)
    values = list(cells.values)
    said = {"": len(values)}
    if counted:
        told = np.array([bool(value) for value in cells.values])[cells.codes]
        pairs = pd.unique(group[told].astype(np.int64) * len(cells.values) + cells.codes[told])
        numbers = np.bincount(pairs // len(cells.values), minlength=len(first))
    values.append("")
    for i in np.flatnonzero(differs).tolist():
        text = f"{int(numbers[i]):,} {counted}" if counted and numbers[i] > 1 else ""
        if counted and numbers[i] == 1:
            # The rest of the group says nothing: the one text there is stands for the group.
            text = cells.values[int(pairs[np.searchsorted(pairs[:, 0], i), 1])]
        if text not in said:
            said[text] = len(values)
            values.append(text)
        codes[i] = said[text]
    return Cells(codes, values)
