"""Header names of the input → our columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from routemap.problems import Code, Problem, did_you_mean, ready_option, show_value
from routemap.routes.checking.advice import Advice
from routemap.routes.columns import DERIVED, NAMES, SHOWN_AS, SYNONYMS, counted_columns
from routemap.routes.header_words import fold_header, word_set
from routemap.routes.reading.raw_table import RawTable
from routemap.routes.recipe import Recipe
from routemap.routes.texts import DIRECTIONS, REFUSED_CHARACTERS, without_invisible

_WHOLE_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}([T ]00:00:00.*)?)?")
_ALIKE_UNITS = tuple(
    tuple(words.split())
    for words in (
        "kg kgs kilogram kilograms kilogramme kilogrammes kilo kilos",
        "g gram grams gramme grammes gramos",
        "t tonne tonnes ton tons toneladas tonn",
        "l litre litres liter liters",
        "persons people personnes personas personer",
        "items pieces units",
    )
)
UNITS = word_set(" ".join(word for words in _ALIKE_UNITS for word in words) + " ml pills tablets usd eur nok")
# In the name of a quantity these say something of its numbers, and name no unit.
_MULTIPLES = word_set("thousand thousands million millions billion billions milliers miles millones tusen 000 1000")
_NO_UNITS = word_set(
    "est estimate estimated estimates approx approximate total totals min max average mean median provisional reported "
    "seized value nominal net gross estime estimee estimado estimada anslatt"
)
# "Amount (kg)", "Weight [t]", "Quantity, pieces", "value in USD": a name, and the unit of what stands below it.
_UNIT_IN_NAME = re.compile(r"(.+?)\s*(?:\(([^()]+)\)|\[([^\[\]]+)\]|,\s*(\w+)|\s+(?:in|en|i)\s+(\w+))\s*")


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
    constants
        Our column → the text that fills it where it is missing or empty.
    kept
        Further columns of which the user said that they are none of ours.
    advice
        What the other further columns may hold.
    """

    ours: dict[str, int] = field(default_factory=dict)
    extras: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unfound: set[str] = field(default_factory=set)
    constants: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    advice: Advice = field(default_factory=Advice)

    def has(self, name: str) -> bool:
        """Whether the table says something under one of our columns, in a column or by the user's word."""
        return name in self.ours or name in self.constants


def match_headers(table: RawTable, recipe: Recipe) -> Headers:
    """Return which of the input's columns are ours, by the user's word, by name, then by synonym.

    Parameters
    ----------
    table
        The input.
    recipe
        The user's own mapping, which wins over names and synonyms, and what fills our columns.
    """
    headers = Headers(constants=dict(recipe.constants))
    free = named_positions(table, headers)
    _claim_mapped(table, recipe.columns, free, headers)
    mapped = set(headers.ours)  # the user's word wins: a column of that name is then one of their own
    for position in [
        p for p in free if fold_header(table.header[p]) in NAMES and fold_header(table.header[p]) not in mapped
    ]:
        _claim(table, position, fold_header(table.header[position]), free, headers)
    _claim_synonyms(table, free, headers)
    _claim_quantity_with_unit(table, free, headers)
    _keep_rest(table, free, headers)
    return headers


def header_problem(table: RawTable, code: Code, message: str, **more: str) -> Problem:
    """Return a problem of the header."""
    return Problem(code, message, file=table.file, line=table.header_line, **more)


def named_positions(table: RawTable, headers: Headers) -> list[int]:
    """Return the positions of the columns that have a name; one without, and with values, is told of."""
    positions = []
    for position, name in enumerate(table.header):
        if without_invisible(name):
            positions.append(position)
        elif any(value.strip() for value in table.cells[position].values):
            message = f"column {position + 1} has values and no name"
            headers.problems.append(header_problem(table, "column-unnamed", message, expected="a name in the header"))
    return positions


def _claim_mapped(table: RawTable, columns: Mapping[str, str], free: list[int], headers: Headers) -> None:
    own = []
    for theirs, name in columns.items():
        found = [p for p in free if table.header[p].strip() == theirs.strip()]
        found = found or [p for p in free if fold_header(table.header[p]) == fold_header(theirs)]
        if found and name:
            _claim(table, found[0], name, free, headers)
        elif found:
            own.append(found[0])
            free.remove(found[0])
        else:
            if name:
                headers.unfound.add(name)
            headers.problems.append(
                header_problem(
                    table,
                    "column-missing",
                    f"there is no column '{show_value(theirs)}' to {f'read as {name}' if name else 'keep as your own'}",
                    hint=_nearest_header(table, theirs, name, free),
                )
            )
    _keep_rest(table, own, headers)
    headers.kept |= set(headers.extras)


def _nearest_header(table: RawTable, theirs: str, name: str, free: list[int]) -> str:
    names = [table.header[p].strip() for p in free]
    hint = did_you_mean(theirs, names)
    near = next((one for one in names if hint == f"did you mean {show_value(one)}?"), "")
    return f"{hint} {ready_option('columns', f'{near}={name}')}".strip() if near else hint


def _claim(table: RawTable, position: int, name: str, free: list[int], headers: Headers) -> None:
    free.remove(position)
    if name not in headers.ours:
        headers.ours[name] = position
        return
    first, second = show_value(table.header[headers.ours[name]]), show_value(table.header[position])
    message = f"columns {headers.ours[name] + 1} and {position + 1} ('{first}' and '{second}') both mean {name}"
    is_telling = table.header[headers.ours[name]].strip() != table.header[position].strip()
    hint = "rename one, or delete it"
    if is_telling:
        hint = (
            f"rename one, or say which: {ready_option('columns', f'{table.header[headers.ours[name]].strip()}={name}')}"
        )
    headers.problems.append(header_problem(table, "column-duplicate", message, expected="one of them", hint=hint))


def _claim_synonyms(table: RawTable, free: list[int], headers: Headers) -> None:
    by_name = set(headers.ours)  # an exact name wins: a synonym beside it is the user's own column
    for position in list(free):
        name = SYNONYMS.get(fold_header(table.header[position]))
        if name is not None and name not in by_name and table.header[position] not in DERIVED:
            _claim(table, position, name, free, headers)


def _claim_quantity_with_unit(table: RawTable, free: list[int], headers: Headers) -> None:
    """Read "Amount (kg)" as a quantity in kilograms, where no other column is the quantity."""
    if "quantity" in headers.ours:
        position = headers.ours["quantity"]
        name = table.header[position].strip()
        unit = _named_with_unit(name)[1] or name
        if fold_header(unit) in UNITS | _MULTIPLES | _NO_UNITS:
            _take_unit(table, position, unit, headers)
        return
    for position in list(free):
        name, unit = _named_with_unit(table.header[position].strip())
        if not name or SYNONYMS.get(fold_header(name)) != "quantity":
            continue
        if "quantity" in headers.ours or unit.isdecimal():  # a year is no unit
            continue
        _claim(table, position, "quantity", free, headers)
        _take_unit(table, position, unit, headers)


def _named_with_unit(name: str) -> tuple[str, str]:
    """Return the two parts of a name such as "Amount (kg)"; both empty where it has only one."""
    match = _UNIT_IN_NAME.fullmatch(name)
    return (match[1], next(filter(None, match.groups()[1:])).strip()) if match else ("", "")


def _take_unit(table: RawTable, position: int, unit: str, headers: Headers) -> None:
    """Take the unit that the name of the quantity says; what is no unit says something else of the numbers."""
    name, folded = show_value(table.header[position].strip()), fold_header(unit)
    if folded in _MULTIPLES:
        message = f"'{name}' says that its numbers are {show_value(unit)}; they are read as they stand"
        hint = f"write them out, or say it in the unit: {ready_option('set', f'unit={unit} of kg')}"
        headers.problems.append(header_problem(table, "unit-doubted", message, hint=hint))
    elif folded in _NO_UNITS:
        message = f"'{name}' says of its numbers that they are {show_value(unit)}, which is no unit"
        hint = f"say the unit: {ready_option('set', 'unit=kg')}" if not headers.has("unit") else ""
        headers.problems.append(header_problem(table, "unit-doubted", message, hint=hint))
    elif not headers.has("unit"):
        headers.constants["unit"] = unit
    elif folded in UNITS and (other := _other_unit(table, folded, headers)):
        message = f"'{name}' says {show_value(unit)}, the column of units {show_value(other)}; the column is used"
        headers.problems.append(header_problem(table, "unit-doubted", message))


def _other_unit(table: RawTable, unit: str, headers: Headers) -> str:
    """Return a unit that the column of units holds and that is another than one in a name."""
    at = headers.ours.get("unit")
    given = [headers.constants["unit"]] if at is None else table.cells[at].values
    return next((text.strip() for text in given if text.strip() and _plain_unit(text) != _plain_unit(unit)), "")


def _plain_unit(text: str) -> str:
    folded = fold_header(text)
    return next((words[0] for words in _ALIKE_UNITS if folded in words), folded)


def _keep_rest(table: RawTable, free: list[int], headers: Headers) -> None:
    for position in free:
        name = without_invisible(table.header[position])
        if name in DERIVED or _is_gis_own(table, position, headers):
            continue
        if name == SHOWN_AS and counted_columns(table.header):
            continue
        if REFUSED_CHARACTERS.search(name) or DIRECTIONS.search(table.header[position]):
            message = f"the name of column {position + 1}, '{show_value(name)}', holds characters that cannot be shown"
            headers.problems.append(header_problem(table, "column-name", message, expected="a readable name"))
            continue
        if name in headers.extras:
            message = f"columns {headers.extras[name] + 1} and {position + 1} are both called '{show_value(name)}'"
            headers.problems.append(header_problem(table, "column-duplicate", message, expected="each name once"))
        # A name of ours with other capitals would be ours on reading back, and is the same name in a database.
        headers.extras.setdefault(f"{name} (own)" if fold_header(name) in NAMES else name, position)


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
