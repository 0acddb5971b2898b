"""The routes as layers: named columns beside geometries, in the form that all writers share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from routemap.gis.periods import FIRST_DAY, LAST_DAY, joint_days, period_days
from routemap.routes.cells import Cells, frame_cells
from routemap.routes.colouring import colour_column
from routemap.routes.columns import NAMES, SHOWN_AS, extra_columns
from routemap.routes.counts import at_most_of, say_few
from routemap.routes.given_courses import COURSE, courses_of, named_course

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

GeometryType = Literal["MultiLineString", "Point", "MultiPolygon"]
Column = NDArray[Any]

SEVERAL_MARKETS: Final = "several markets"
"""In the column `market` of places and areas that routes of more than one market name."""

_LINE = shapely.GeometryType.LINESTRING
# Names that one of the formats keeps for itself.
_RESERVED = ("fid", "ogc_fid", "geom", "geometry", "wkt")
_FOR_PEOPLE = ("origin_name", "transit_names", "destination_name", "kind")
_OF_A_LEG = (
    "statement",
    "market",
    "commodity",
    "confidence",
    "magnitude",
    "quantity",
    "unit",
    "start",
    "end",
    "source",
)


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of an export.

    Parameters
    ----------
    name
        Plain lower-case name, also the table's in a GeoPackage.
    description
        One sentence for people who meet the layer without us.
    columns
        Text (object), float64 with NaN, int64, bool or ``datetime64[D]`` with NaT; all of one length.
    geometry
        shapely geometries or None, longitude and latitude on WGS 84; None for a table without geometry.
    geometry_type
        The one type all geometries have.
    fields
        What it calls columns of the table, where it may not call them as the table does.
    """

    name: str
    description: str
    columns: Mapping[str, Column]
    geometry: NDArray[Any] | None = None
    geometry_type: GeometryType | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(next(iter(self.columns.values())))

    def without_rows(self) -> Layer:
        """Return a layer of the same columns and no row."""
        columns = {name: values[:0] for name, values in self.columns.items()}
        return replace(self, columns=columns, geometry=None if self.geometry is None else self.geometry[:0])


def routes_layer(lines: geopandas.GeoDataFrame) -> Layer:
    """Return one row per route: our columns, the names for people, days where there are periods, further columns.

    Parameters
    ----------
    lines
        As `routemap.lines.to_lines` gives them.
    """
    columns: dict[str, Column] = {name: _values(lines[name]) for name in (*NAMES, *_FOR_PEOPLE)}
    columns |= _days(lines)
    columns |= shown_amounts(lines)
    extras = extra_columns(lines)
    fields = unique_names(extras, taken=(*_RESERVED, *columns, FIRST_DAY, LAST_DAY))
    for name, unique in fields.items():
        columns[unique] = _values(lines[name].map(named_course) if name == COURSE else lines[name])
    description = "One row per route; roles, which name one place only, have no line"
    return Layer("routes", description, columns, multi_lines(lines.geometry.to_numpy()), "MultiLineString", fields)


def legs_layer(routes: pd.DataFrame, lines: geopandas.GeoDataFrame) -> Layer:
    """Return one row per leg, so that each stop on the way can be seen and counted.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    lines
        What `routemap.lines.to_lines` made of them.
    """
    from routemap.gis.cutting import cut_legs
    from routemap.routes import legs
    from routemap.routes.geojson import stop_names

    found = legs(routes)
    of_route = found["route"].to_numpy()
    route = lines.iloc[of_route]
    columns: dict[str, Column] = {
        "route": _values(route["id"]),
        "leg": found["leg"].to_numpy() + 1,
        "origin": _values(found["origin"]),
        "destination": _values(found["destination"]),
    }
    for name in ("origin", "destination"):
        columns[f"{name}_name"] = _shared(frame_cells(found, name).map(stop_names))
    columns["kind"] = _values(route["kind"])
    columns["directed"] = _values(route["directed"])
    columns |= {name: _values(route[name]) for name in _OF_A_LEG}
    if shown := shown_amounts(route):
        columns |= {"at_most": _values(route["at_most"])} | shown
    columns |= {name: days[of_route] for name, days in _days(lines).items()}
    fields = {}
    if (own := colour_column(routes)) and own not in columns:
        fields = unique_names([own], taken=(*_RESERVED, *columns))
        columns[fields[own]] = _values(route[own])
    geometry = cut_legs(lines.geometry.to_numpy(), found, courses_of(routes))
    description = "One row per leg, from one known stop of a route to the next"
    return Layer("legs", description, columns, multi_lines(geometry), "MultiLineString", fields)


def places_layer(routes: pd.DataFrame) -> Layer:
    """Return one point per place, with the number of routes that have it in each role."""
    from routemap.places import anchors, place_name, regions
    from routemap.routes import place_totals

    totals = place_totals(routes)
    codes = totals["place"].tolist()
    known_regions = regions()
    columns: dict[str, Column] = {
        "code": _values(totals["place"]),
        "name": np.array([place_name(code) for code in codes], dtype=object),
        "kind": np.array(["region" if code in known_regions else "country" for code in codes], dtype=object),
    }
    columns |= {str(name): totals[name].to_numpy(dtype=np.int64) for name in totals.columns if name != "place"}
    found = rows_by_place(routes)
    rows = {code: found[code] for code in codes}
    columns |= joint_markets(routes, rows) | joint_days(routes, rows)
    points = shapely.points(anchors(codes)) if codes else np.array([], dtype=object)
    description = "The places of the routes, with the number of routes that have each in a role"
    return Layer("places", description, columns, np.asarray(points, dtype=object), "Point")


def rows_by_place(routes: pd.DataFrame) -> dict[str, list[int]]:
    """Return the positions of the routes that each known place is a stop of.

    Examples
    --------
    >>> import pandas as pd
    >>> rows_by_place(pd.DataFrame({"origin": ["NLD", ""], "transit": "", "destination": "NOR"}))
    {'NLD': [0], 'NOR': [0, 1]}
    """
    from routemap.routes import route_stops

    found: dict[str, list[int]] = {}
    for row, stops in enumerate(route_stops(routes)):
        for code in dict.fromkeys(stops):
            if code:
                found.setdefault(code, []).append(row)
    return found


def joint_markets(routes: pd.DataFrame, rows: Mapping[str, list[int]]) -> dict[str, Column]:
    """Return the market of each group of routes, or that there are several, and all of them in one text.

    Examples
    --------
    >>> import pandas as pd
    >>> routes = pd.DataFrame({"market": ["heroin trade", "cocaine trade", "heroin trade"]})
    >>> joint_markets(routes, {"NLD": [0, 2], "NOR": [0, 1]})["market"].tolist()
    ['heroin trade', 'several markets']
    """
    market = routes["market"].to_numpy()
    found = [sorted({str(market[row]) for row in group}) for group in rows.values()]
    return {
        "market": np.array([names[0] if len(names) == 1 else SEVERAL_MARKETS for names in found], dtype=object),
        "markets": np.array([" | ".join(names) for names in found], dtype=object),
    }


def sources_layer(routes: pd.DataFrame) -> Layer:
    """Return each source with the number of its routes, most used first; a table without geometry."""
    counts = routes.groupby(["source", "url"], sort=True).size().reset_index(name="routes")
    counts = counts.sort_values(["routes", "source", "url"], ascending=[False, True, True], kind="stable")
    columns = {"source": _values(counts["source"]), "url": _values(counts["url"]), "routes": _values(counts["routes"])}
    return Layer("sources", "The sources, with the number of routes each is named for", columns)


def unique_names(names: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Return each name, numbered where it would be taken; SQLite and others do not tell case apart.

    Examples
    --------
    >>> unique_names(["Port", "port", "fid"], taken=["fid"])
    {'Port': 'Port', 'port': 'port_2', 'fid': 'fid_2'}
    """
    used = {name.casefold() for name in taken}
    unique = {}
    for name in names:
        candidate, number = name, 1
        while candidate.casefold() in used:
            number += 1
            candidate = f"{name}_{number}"
        used.add(candidate.casefold())
        unique[name] = candidate
    return unique


def multi_lines(geometries: NDArray[Any]) -> NDArray[Any]:
    """Return every line as a MultiLineString: clients expect one type in a layer, and cut lines have two parts."""
    found, of_row = distinct(geometries)
    found[shapely.is_empty(found)] = None
    single = shapely.get_type_id(found) == _LINE
    found[single] = shapely.multilinestrings(found[single], indices=np.arange(single.sum()))
    return found[of_row]


def distinct(geometries: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.intp]]:
    """Return each geometry once, and which of them stands in each row: routes of one course share theirs.

    Examples
    --------
    >>> line = shapely.LineString([(0, 0), (1, 1)])
    >>> distinct(np.array([line, None, line], dtype=object))[1].tolist()
    [0, 1, 0]
    """
    number: dict[int, int] = {}
    rows = list(geometries)
    of_row = np.array([number.setdefault(id(one), len(number)) for one in rows], dtype=np.intp)
    found = np.empty(len(number), dtype=object)
    found[of_row] = geometries
    return found, of_row


def shown_amounts(routes: pd.DataFrame) -> dict[str, Column]:
    """Return the quantities as people read them where some numbers of people are kept back, else nothing.

    Examples
    --------
    >>> import pandas as pd
    >>> routes = pd.DataFrame({"quantity": [40.0, None], "unit": "people", "records": ["40", ""], "at_most": ["", "4"]})
    >>> shown_amounts(routes)["shown_as"].tolist()
    ['40 people', '< 5 people']
    """
    at_most = at_most_of(routes)
    if not at_most.any():
        return {}
    from routemap.routes.geojson import number_text

    told = zip(routes["quantity"].tolist(), routes["unit"].tolist(), at_most.tolist(), strict=True)
    texts = [
        say_few(few, unit) if few else "" if np.isnan(quantity) else f"{number_text(quantity)} {unit}".rstrip()
        for quantity, unit, few in told
    ]
    return {SHOWN_AS: np.array(texts, dtype=object)}


def _days(routes: pd.DataFrame) -> dict[str, Column]:
    first, last = period_days(routes)
    return {} if np.isnat(first).all() else {FIRST_DAY: first, LAST_DAY: last}


def _values(column: pd.Series[Any]) -> Column:
    if column.dtype.kind in "biuf":
        return column.to_numpy()
    if column.dtype == "str":  # once per distinct text: one by one, Arrow gives each anew
        return _shared(frame_cells(column.to_frame("cells"), "cells"))
    return np.array(["" if value is None or value != value else str(value) for value in column], dtype=object)  # noqa: PLR0124


def _shared(cells: Cells) -> Column:
    """Return texts that stand in memory once, however many rows have them."""
    return np.array(cells.values, dtype=object)[cells.codes]
