"""What a table must have, and what its header lacks or has besides; each with the option that would mend it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from routemap.places import resolve_many
from routemap.problems import nearest, ready_option, show_value
from routemap.routes.checking.advice import advise, flow_of, holds_places, is_reporter, market_hint
from routemap.routes.checking.headers import UNITS, Headers, header_problem
from routemap.routes.columns import (
    DECISION_COLUMNS,
    DRAFT_COLUMNS,
    PLACE_COLUMNS,
    SYNONYMS,
    count_known,
    counted_columns,
    kept_words,
)
from routemap.routes.header_words import fold_header
from routemap.routes.reading.matrices import looks_like_matrix
from routemap.routes.reading.raw_table import RawTable
from routemap.routes.recipe import Recipe

# Names that say "a place" and not which part it plays: reading them as an origin would be inventing it.
_WITHOUT_ROLE = frozenset({"iso3", "iso", "iso2", "country", "countries", "place", "countrycode", "region", "location"})
# What an own column may be, in the words of a hint. A missing market or end is told of by itself.
_SAID = {
    "transit": "a place between",
    "quantity": "how much",
    "start": "when",
    "source": "who says so",
}
_FEW = 50  # words for unknown that one column may hold
_ADVISED = ("market", *PLACE_COLUMNS, *_SAID)
_ENDS = {"origin": "where routes begin", "destination": "where routes end"}


def check_required(table: RawTable, headers: Headers, recipe: Recipe) -> None:
    """Note which of the columns that every route needs are not there, and which columns are none of ours."""
    if not table.header and not table.length:
        return  # no rows of a kind that has no header: an empty FeatureCollection
    columns = {name: table.cells[position] for name, position in headers.extras.items() if name not in headers.kept}
    silent = {name for name in _ENDS if _says_no_place(table, headers, name, recipe)}
    advice = advise(columns, [ours for ours in _ADVISED if ours in silent or not headers.has(ours)])
    headers.advice = advice
    is_near = set(headers.unfound)
    misspelt = []
    near = {name: "" if advice.of(name) else _near_column(name, headers) for name in headers.extras}
    for name, ours in near.items():
        if ours not in advice.columns and ours in ("market", *PLACE_COLUMNS):
            is_near.add(ours)
            misspelt.append(name)
            message = f"column '{show_value(name)}' is none of ours"
            keep = ready_option("columns", f"{name}=")
            hint = f"did you mean {ours}? {ready_option('columns', f'{name}={ours}')}; if not, keep it as it is: {keep}"
            if [*near.values()].count(ours) > 1:  # names cut off in a Shapefile, for one
                either = " or ".join(ready_option("columns", f"{name}={end}") for end in _ENDS)
                hint = f"say which end it is: {either}; if it is none, keep it as it is: {keep}"
            headers.problems.append(header_problem(table, "column-misspelt", message, hint=hint))
    if not headers.has("market") and "market" not in is_near:
        expected = "the market of each route"
        hint = _divider_hint(table) or _market_hint(table, headers)
        message = "there is no column market"
        headers.problems.append(header_problem(table, "column-missing", message, expected=expected, hint=hint))
    if not is_near.intersection(PLACE_COLUMNS) and not any(map(headers.has, PLACE_COLUMNS)):
        message, expected = "there is no column with places", "at least one of origin, transit and destination"
        hint = _roleless_hint(table, headers)
        headers.problems.append(header_problem(table, "column-missing", message, expected=expected, hint=hint))
    elif not is_near.intersection(PLACE_COLUMNS):
        _note_missing_end(table, headers, silent)
    _doubt_direction(table, headers)
    known = {*misspelt, *counted_columns(headers.extras), *map(kept_words, filter(headers.has, PLACE_COLUMNS))}
    _note_extras(table, headers, [name for name in headers.extras if name not in known])


def _divider_hint(table: RawTable) -> str:
    """Tell of a header that has not been divided, because something else stands between its names."""
    for divider, name in (("|", "|"), (":", "a colon"), ("^", "^"), ("~", "~"), (" ", "a space")):
        if len(table.header) == 1 and count_known(table.header[0].split(divider)) > 1:
            return f"is {name} between the columns? save the table with commas, semicolons or tabs"
    return ""


def _market_hint(table: RawTable, headers: Headers) -> str:
    """Return the option that says the market, for all rows or from the column of what moves."""
    goods = {"commodity": headers.ours["commodity"]} if "commodity" in headers.ours else {}
    goods |= {name: headers.extras[name] for name in headers.advice.columns.get("market", ())}
    for position in goods.values():
        if hint := market_hint(table.header[position].strip(), table.cells[position]):
            return hint
    if "commodity" in headers.ours:
        return f"if all rows are of one market, say it: {ready_option('set', 'market=cocaine trade')}"
    return f"say which for all rows, such as: {ready_option('set', f'market={headers.advice.example_market}')}"


def _roleless_hint(table: RawTable, headers: Headers) -> str:
    if looks_like_matrix(table):
        return f"this looks like a matrix, with places in column 1 and in the header: {ready_option('matrix')} reads it"
    if roles := " ".join(filter(None, map(headers.advice.option, PLACE_COLUMNS))):
        return f"if they say the roles: {roles}"
    for name in _roleless(headers):
        say = ready_option("columns", f"{name}=origin")
        return f"'{show_value(name)}' does not say which role the place has; say it: {say}"
    if source := _source_of_places(table, headers):
        say = ready_option("columns", f"{source}=origin")
        return f"source is read as the citation; if it means the origin, say so: {say}"
    theirs = next(iter(headers.extras), "")
    return f"say which column it is: {ready_option('columns', f'{theirs}=origin')}" if theirs else ""


def _source_of_places(table: RawTable, headers: Headers) -> str:
    """Return the name of the column that is read as the citation and holds places: a source may be an origin."""
    if "source" not in headers.ours or not holds_places(table.cells[headers.ours["source"]]):
        return ""
    return table.header[headers.ours["source"]].strip()


def _roleless(headers: Headers) -> list[str]:
    """Return the columns of places whose name does not say which part these play."""
    return [*(name for name in headers.extras if fold_header(name) in _WITHOUT_ROLE), *headers.advice.places]


def _says_no_place(table: RawTable, headers: Headers, name: str, recipe: Recipe) -> bool:
    """Tell whether a column of places is there and holds nothing but words for unknown."""
    if name not in headers.ours or name in headers.constants:
        return False
    unknown = {text.strip().casefold() for text in recipe.unknown}
    values = {value.strip() for value in table.cells[headers.ours[name]].values}
    said = [value for value in values if value and value.casefold() not in unknown]
    return len(said) < _FEW and all(found.means_unknown for found in resolve_many(said, suggest=False).values())


def _note_missing_end(table: RawTable, headers: Headers, silent: Collection[str]) -> None:
    """Tell of a table that says nothing about one end of all its routes: perhaps the column has another name."""
    for name, what in _ENDS.items():
        say = headers.advice.option(name)
        if headers.has(name) and not (name in silent and say):
            continue
        if not say and name == "origin" and (source := _source_of_places(table, headers)):
            say = ready_option("columns", f"{source}=origin")
        if not say and (theirs := next(iter(_roleless(headers)), "")):
            say = ready_option("columns", f"{theirs}={name}")
        message = f"no column says {what}: the {name} of every route is unknown"
        if headers.has(name):
            theirs = show_value(table.header[headers.ours[name]].strip())
            message = f"'{theirs}' names no place: the {name} of every route is unknown"
        hint = f"if one does, say which: {say}" if say else ""
        if looks_like_matrix(table):
            rows = "destinations" if headers.has("destination") else "origins"
            hint = f"this looks like a matrix, with places in column 1 and in the header: --matrix {rows} reads it"
        headers.problems.append(header_problem(table, "column-end", message, hint=hint))


def _doubt_direction(table: RawTable, headers: Headers) -> None:
    """Tell of a table of imports and exports whose ends are a reporter and a partner: goods go both ways."""
    theirs = [table.header[headers.ours[end]] for end in _ENDS if end in headers.ours]
    theirs = theirs or [*headers.advice.columns.get("origin", ())]
    if not any(map(is_reporter, theirs)):
        return
    for name, position in headers.extras.items():
        flow = flow_of(table.cells[position])
        is_origin = "origin" in headers.ours and is_reporter(table.header[headers.ours["origin"]])
        if flow == "both" or (flow == "in" and is_origin):
            message = f"'{show_value(name)}' says imports, whose goods come from the partner and not from the reporter"
            if flow == "both":
                message = (
                    f"'{show_value(name)}' says imports and exports: what a reporter imports comes from the partner"
                )
            hint = (
                "read the imports alone, with the partner as origin, and the exports alone, with the reporter as origin"
            )
            headers.problems.append(header_problem(table, "direction-doubted", message, hint=hint))


def _near_column(name: str, headers: Headers) -> str:
    """Return the column, not yet found, that `name` is probably a misspelling of."""
    if fold_header(name) in _WITHOUT_ROLE:
        return ""
    wanted = {synonym: ours for synonym, ours in SYNONYMS.items() if not headers.has(ours) and len(synonym) > 3}
    # 0.82: one wrong letter in six; looser than this, "year" is taken for "to year".
    return wanted.get(nearest(fold_header(name), wanted, cutoff=0.82), "")


def _note_extras(table: RawTable, headers: Headers, names: Sequence[str]) -> None:
    if {"status", "rule"} <= set(names):  # a draft, reviewed or not
        names = [name for name in names if name not in (*DRAFT_COLUMNS, *DECISION_COLUMNS)]
    if not names:
        return
    shown = [show_value(name) for name in names]
    hinted = () if looks_like_matrix(table) else names[:50]
    hints = [hint for name in hinted if (hint := _extra_hint(name, headers))]
    if len(shown) == 1:
        message = f"column {shown[0]} is not ours, kept along"
    else:
        message = f"columns {', '.join(shown[:50])}{' …' if len(shown) > 50 else ''} are not ours, kept along"
    headers.problems.append(header_problem(table, "column-kept", message, hint="; ".join(hints)))


def _extra_hint(name: str, headers: Headers) -> str:
    likely = headers.advice.of(name)
    ours = _near_column(name, headers)
    if ours and not likely and ours not in headers.advice.columns:
        return f"{show_value(name)} (did you mean {ours}? {ready_option('columns', f'{name}={ours}')})"
    if fold_header(name) in UNITS and not headers.has("quantity"):
        say = f"{ready_option('columns', f'{name}=quantity')} {ready_option('set', f'unit={name}')}"
        return f"{show_value(name)} is a unit; if it is how much: {say}"
    if likely == "quantity" and name.strip().isdecimal() and not headers.has("start"):
        say = f"{ready_option('columns', f'{name}=quantity')} {ready_option('set', f'start={name}')}"
        return f"{show_value(name)} may be how much in that year: {say}"
    if likely in _SAID and (say := ready_option("columns", f"{name}={likely}")):
        return f"{show_value(name)} may be {_SAID[likely]}: {say}"
    return ""
