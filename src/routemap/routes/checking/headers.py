"""Header names of the input → our columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from routemap.errors import RouteError
from routemap.problems import Code, Problem, did_you_mean, nearest, sentence, show_value
from routemap.routes.columns import (
    DERIVED,
    NAMES,
    PLACE_COLUMNS,
    SHOWN_AS,
    SYNONYMS,
    count_known,
    counted_columns,
    fold_header,
)
from routemap.routes.reading.raw_table import RawTable
from routemap.routes.texts import REFUSED_CHARACTERS

# Names that say "a place" and not which part it plays: reading them as an origin would be inventing it.
_WITHOUT_ROLE = frozenset({"iso3", "iso", "iso2", "country", "countries", "place", "countrycode", "region", "location"})
_WHOLE_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}([T ]00:00:00.*)?)?")


@dataclass(slots=True)
class Headers:
    """Which position of the input holds which column.

    Parameters
    ----------
    ours
        Our column → position in the input.
    extras
        Name of a further column → position, in the order of the input.
    problems
        What is wrong with the header.
    unfound
        Our columns for which the user named one that is not there.
    """

    ours: dict[str, int] = field(default_factory=dict)
    extras: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unfound: set[str] = field(default_factory=set)


def match_headers(table: RawTable, columns: Mapping[str, str] | None) -> Headers:
    """Return which of the input's columns are ours, by the user's word, by name, then by synonym.

    Parameters
    ----------
    table
        The input.
    columns
        The user's own mapping, header name → our column; wins over names and synonyms.

    Raises
    ------
    RouteError
        If `columns` names a column that is not ours.
    """
    headers = Headers()
    free = _named_positions(table, headers)
    _claim_mapped(table, columns or {}, free, headers)
    for position in [p for p in free if fold_header(table.header[p]) in NAMES]:
        _claim(table, position, fold_header(table.header[position]), free, headers)
    _claim_synonyms(table, free, headers)
    _keep_rest(table, free, headers)
    _check_required(table, headers)
    return headers


def _problem(table: RawTable, code: Code, message: str, **more: str) -> Problem:
    return Problem(code, message, file=table.file, line=table.header_line, **more)


def _named_positions(table: RawTable, headers: Headers) -> list[int]:
    positions = []
    for position, name in enumerate(table.header):
        if name.strip():
            positions.append(position)
        elif any(value.strip() for value in table.cells[position].values):
            message = f"column {position + 1} has values and no name"
            headers.problems.append(_problem(table, "column-unnamed", message, expected="a name in the header"))
    return positions


def _claim_mapped(table: RawTable, columns: Mapping[str, str], free: list[int], headers: Headers) -> None:
    for theirs, ours in columns.items():
        name = SYNONYMS.get(fold_header(ours), fold_header(ours))
        if name not in NAMES:
            expected = f"expected one of {', '.join(NAMES)}"
            message = f"there is no column '{ours}' to map '{theirs}' to"
            raise RouteError(sentence(message, expected, did_you_mean(name, NAMES)))
        found = [p for p in free if table.header[p].strip() == theirs.strip()]
        found = found or [p for p in free if fold_header(table.header[p]) == fold_header(theirs)]
        if found:
            _claim(table, found[0], name, free, headers)
            continue
        headers.unfound.add(name)
        headers.problems.append(
            _problem(
                table,
                "column-missing",
                f"there is no column '{show_value(theirs)}' to read as {name}",
                hint=did_you_mean(theirs, [table.header[p] for p in free]),
            )
        )


def _claim(table: RawTable, position: int, name: str, free: list[int], headers: Headers) -> None:
    free.remove(position)
    if name not in headers.ours:
        headers.ours[name] = position
        return
    first, second = show_value(table.header[headers.ours[name]]), show_value(table.header[position])
    message = f"columns {headers.ours[name] + 1} and {position + 1} ('{first}' and '{second}') both mean {name}"
    is_telling = table.header[headers.ours[name]].strip() != table.header[position].strip()
    hint = f"rename one, or say which: --columns {first}={name}" if is_telling else "rename one, or delete it"
    headers.problems.append(_problem(table, "column-duplicate", message, expected="one of them", hint=hint))


def _claim_synonyms(table: RawTable, free: list[int], headers: Headers) -> None:
    by_name = set(headers.ours)  # an exact name wins: a synonym beside it is the user's own column
    for position in list(free):
        name = SYNONYMS.get(fold_header(table.header[position]))
        if name is not None and name not in by_name and table.header[position] not in DERIVED:
            _claim(table, position, name, free, headers)


def _keep_rest(table: RawTable, free: list[int], headers: Headers) -> None:
    for position in free:
        name = table.header[position].strip()
        if name in DERIVED or _is_gis_own(table, position, headers):
            continue
        if name == SHOWN_AS and counted_columns(table.header):
            continue
        if REFUSED_CHARACTERS.search(name):
            message = f"the name of column {position + 1}, '{show_value(name)}', holds characters that cannot be shown"
            headers.problems.append(_problem(table, "column-name", message, expected="a readable name"))
            continue
        if name in headers.extras:
            message = f"columns {headers.extras[name] + 1} and {position + 1} are both called '{show_value(name)}'"
            headers.problems.append(_problem(table, "column-duplicate", message, expected="each name once"))
        headers.extras.setdefault(name, position)


def _is_gis_own(table: RawTable, position: int, headers: Headers) -> bool:
    """Tell a column that GIS files have besides: a feature number, the geometry as text, the period as whole days."""
    name, values = table.header[position].strip().casefold(), table.cells[position].values
    if name in {"fid", "ogc_fid"}:
        return all(value.strip().isdecimal() or not value.strip() for value in values)
    if name in {"wkt", "geometry", "geom", "the_geom"}:
        kinds = ("POINT", "LINESTRING", "POLYGON", "MULTI", "GEOMETRYCOLLECTION", "SRID=")
        return all(value.lstrip().upper().startswith(kinds) or not value.strip() for value in values)
    if name in {"first_day", "last_day"} and ("start" in headers.ours or "end" in headers.ours):
        return all(_WHOLE_DAY.fullmatch(value.strip()) for value in values)
    return False


def _check_required(table: RawTable, headers: Headers) -> None:
    if not table.header and not table.length:
        return  # no rows of a kind that has no header: an empty FeatureCollection
    is_near = set(headers.unfound)
    misspelt = []
    for name in headers.extras:
        ours = _near_column(name, headers)
        if ours in ("market", *PLACE_COLUMNS):
            is_near.add(ours)
            misspelt.append(name)
            message = f"column '{show_value(name)}' is none of ours"
            hint = f"did you mean {ours}? if not, give it another name"
            headers.problems.append(_problem(table, "column-misspelt", message, hint=hint))
    if "market" not in headers.ours and "market" not in is_near:
        expected, hint = "the market of each route", _divider_hint(table)
        headers.problems.append(
            _problem(table, "column-missing", "there is no column market", expected=expected, hint=hint)
        )
    if not is_near.intersection(PLACE_COLUMNS) and not any(name in headers.ours for name in PLACE_COLUMNS):
        headers.problems.append(
            _problem(
                table,
                "column-missing",
                "there is no column with places",
                expected="at least one of origin, transit and destination",
                hint=_roleless_hint(headers),
            )
        )
    known = {*misspelt, *counted_columns(headers.extras)}
    _note_extras(table, headers, [name for name in headers.extras if name not in known])


def _divider_hint(table: RawTable) -> str:
    """Tell of a header that has not been divided, because something else stands between its names."""
    for divider, name in (("|", "|"), (":", "a colon"), ("^", "^"), ("~", "~"), (" ", "a space")):
        if len(table.header) == 1 and count_known(table.header[0].split(divider)) > 1:
            return f"is {name} between the columns? save the table with commas, semicolons or tabs"
    return ""


def _roleless_hint(headers: Headers) -> str:
    for name in headers.extras:
        if fold_header(name) in _WITHOUT_ROLE:
            shown = show_value(name)
            return f"'{shown}' does not say which role the place has; say it: --columns {shown}=origin"
    if "source" in headers.ours:
        return "source is read as the citation; if it means the origin, say so: --columns source=origin"
    return ""


def _near_column(name: str, headers: Headers) -> str:
    """Return the column, not yet found, that `name` is probably a misspelling of."""
    if fold_header(name) in _WITHOUT_ROLE:
        return ""
    wanted = {synonym: ours for synonym, ours in SYNONYMS.items() if ours not in headers.ours and len(synonym) > 3}
    # 0.82: one wrong letter in six; looser than this, "year" is taken for "to year".
    return wanted.get(nearest(fold_header(name), wanted, cutoff=0.82), "")


def _note_extras(table: RawTable, headers: Headers, names: Sequence[str]) -> None:
    if not names:
        return
    shown = [show_value(name) for name in names]
    near = [f"{show_value(name)} (did you mean {ours}?)" for name in names if (ours := _near_column(name, headers))]
    if len(shown) == 1:
        message = f"column {shown[0]} is not ours, kept along"
    else:
        message = f"columns {', '.join(shown[:50])}{' …' if len(shown) > 50 else ''} are not ours, kept along"
    headers.problems.append(_problem(table, "column-kept", message, hint="; ".join(near)))
